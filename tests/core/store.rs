//! The store through its public door: batches in, the exact text of every cell, ids and references out.

use proptest::prelude::*;
use roster_inspector::read::{ColumnMeaning, FileId, Header, HeaderColumn, RaggedRow, RowBatch};
use roster_inspector::relate::Relations;
use roster_inspector::spec::{Mode, Table, Version};
use roster_inspector::store::{Dataset, Skip, TableBuilder, TableData};

fn header(table: Table, names: &[&str]) -> Header {
    let spec = Version::V1_1.spec().table(table).expect("a table of 1.1");
    let meaning = |name: &str| spec.column(name).map_or(ColumnMeaning::Unknown, ColumnMeaning::Exact);
    Header { columns: names.iter().map(|&name| HeaderColumn { name: name.to_owned(), meaning: meaning(name) }).collect() }
}

fn batch<S: AsRef<str>>(rows: &[Vec<S>], first_row: u64, first_line: u64) -> RowBatch {
    let mut batch = RowBatch { width: rows.first().map_or(0, Vec::len), rows: rows.len(), first_row, first_line, ..RowBatch::default() };
    for row in rows {
        batch.row_bytes.push(batch.text.len() as u64);
        for cell in row {
            let start = batch.text.len() as u32;
            batch.text.extend_from_slice(cell.as_ref().as_bytes());
            batch.cells.push([start, batch.text.len() as u32]);
        }
    }
    batch
}

fn load<S: AsRef<str>>(data: &mut Dataset, table: Table, names: &[&str], rows: &[Vec<S>]) {
    load_expecting(rows.len(), data, table, names, rows);
}

fn load_expecting<S: AsRef<str>>(expected: usize, data: &mut Dataset, table: Table, names: &[&str], rows: &[Vec<S>]) {
    let spec = Version::V1_1.spec().table(table).expect("a table of 1.1");
    let mut builder = TableBuilder::new(spec, FileId(0), Mode::Bulk, &header(table, names), data, expected);
    let mut line = 2;
    for part in rows.chunks(1000) {
        assert!(builder.push(&batch(part, line - 1, line)));
        line += part.len() as u64;
    }
    data.set(builder.finish(None, Vec::new()));
}

fn texts(table: &TableData, column: usize) -> Vec<String> {
    (0..table.rows()).map(|row| table.columns()[column].text(row).into_string()).collect()
}

fn uuid(number: u64) -> String {
    format!("{:08x}-0000-4000-8000-{number:012x}", number.wrapping_mul(2_654_435_761) as u32)
}

#[test]
fn every_form_gives_back_the_exact_text() {
    let rows = 150_000_u64;
    let name_of = |n: u64| match n % 1000 {
        0 => String::new(),
        7 => uuid(n).to_uppercase(),
        _ => uuid(n),
    };
    let make = |n: u64| {
        vec![
            uuid(n),
            name_of(n),
            format!("S-{n:07}"),
            if n % 5000 == 3 { "ünusual".to_owned() } else { n.to_string() },
            ["school", "district"][(n % 2) as usize].to_owned(),
            format!("Name {}", n * 31 % 70_001),
        ]
    };
    let all: Vec<_> = (0..rows).map(make).collect();
    let mut data = Dataset::new(Version::V1_1);
    load(&mut data, Table::Orgs, &["sourcedId", "metadata.uuid", "identifier", "metadata.number", "type", "name"], &all);
    let orgs = data.table(Table::Orgs).expect("loaded");
    for column in 0..6 {
        let expected: Vec<_> = all.iter().map(|row| row[column].clone()).collect();
        assert!(texts(orgs, column) == expected, "column {column} differs");
    }
    for row in [0, 1, 65_535, 65_536, 149_999] {
        assert_eq!(orgs.find(&uuid(row)), Some(row as u32));
    }
    assert_eq!(orgs.find(&uuid(rows)), None);
    assert_eq!(orgs.find(""), None);
    assert!(orgs.bytes() < 150_000 * 80, "{} bytes", orgs.bytes());
}

#[test]
fn references_are_rows_and_still_exact() {
    let mut data = Dataset::new(Version::V1_1);
    let orgs: Vec<_> = (0..80_000).map(|n| vec![uuid(n), if n == 0 { String::new() } else { uuid(n / 2) }]).collect();
    load(&mut data, Table::Orgs, &["sourcedId", "parentSourcedId"], &orgs);
    let org_cell = |n: u64| match n % 100 {
        0 => String::new(),
        1 => "nowhere".to_owned(),
        _ => uuid(n % 80_000),
    };
    let agents = |n: u64| match n % 4 {
        0 => String::new(),
        1 => uuid(n + 1_000_000),
        2 => format!("{},{}", uuid(n + 1_000_001), uuid(1_000_000)),
        _ if n % 1003 == 3 => format!("{}, {}", uuid(1_000_000), uuid(1)),
        _ => uuid(1_000_000 + n / 2),
    };
    let users: Vec<_> = (0..90_000).map(|n| vec![uuid(n + 1_000_000), org_cell(n), agents(n)]).collect();
    load(&mut data, Table::Users, &["sourcedId", "orgSourcedIds", "agentSourcedIds"], &users);

    let table = data.table(Table::Users).expect("loaded");
    for column in 0..3 {
        let expected: Vec<_> = users.iter().map(|row| row[column].clone()).collect();
        assert!(texts(table, column) == expected, "column {column} differs");
    }
    let org_table = data.table(Table::Orgs).expect("loaded");
    assert!(texts(org_table, 1) == orgs.iter().map(|row| row[1].clone()).collect::<Vec<_>>());

    // Broken items are exactly those that lead nowhere, item by item, in file order.
    let mut broken = Vec::new();
    table.column("orgSourcedIds").expect("a column").scan_broken(|row, id| broken.push((row, id.to_owned())));
    assert_eq!(broken, (0..90_000).filter(|n| n % 100 == 1).map(|n| (n, "nowhere".to_owned())).collect::<Vec<_>>());
    let mut broken = Vec::new();
    table.column("agentSourcedIds").expect("a column").scan_broken(|row, id| broken.push((row, id.to_owned())));
    let expected = users.iter().enumerate().flat_map(|(row, cells)| {
        let outside = |id: &&str| !id.is_empty() && !(1_000_000..1_090_000).any(|n| uuid(n) == **id);
        let ids = cells[2].split(',').map(str::to_owned).collect::<Vec<_>>();
        let quick =
            ids.iter().all(|id| id.len() == 36 && (1_000_000..1_090_000).contains(&u64::from_str_radix(&id[24..], 16).unwrap_or(0)));
        let ids = if quick { Vec::new() } else { ids };
        ids.into_iter().filter(move |id| outside(&id.as_str())).map(move |id| (row as u32, id))
    });
    assert_eq!(broken, expected.collect::<Vec<_>>());

    // Both directions agree.
    let relations = Relations::new(Version::V1_1);
    for (from, column) in [(Table::Users, "orgSourcedIds"), (Table::Users, "agentSourcedIds"), (Table::Orgs, "parentSourcedId")] {
        let reverse = relations.reverse(&data, from, column).expect("an edge");
        let mut pairs = Vec::new();
        data.table(from).expect("loaded").column(column).expect("a column").scan_targets(|row, target| pairs.push((target, row)));
        pairs.sort_unstable();
        let turned = (0..100_000).flat_map(|target| reverse.rows(target).iter().map(move |&row| (target, row)));
        assert!(turned.collect::<Vec<_>>() == pairs, "{column}");
        assert!(!pairs.is_empty());
    }
}

#[test]
fn both_directions_agree_in_whatever_order_the_file_is() {
    // Classes point at schools: sorted, in runs of another order, with blank cells, scattered, and one school named by all.
    let schools = 200_u32;
    let orders: [&dyn Fn(u32) -> Option<u32>; 6] = [
        &|class| Some(class / 100),
        &|class| Some(199 - class / 100),
        &|class| (class % 100 > 0).then_some(class / 100),
        &|class| (class % 100 > 50).then_some(199 - class / 100),
        &|class| Some(class * 7919 % 200),
        &|_| Some(7),
    ];
    let mut data = Dataset::new(Version::V1_1);
    let orgs: Vec<Vec<String>> = (0..schools).map(|school| vec![format!("s{school}"), "school".to_owned()]).collect();
    load(&mut data, Table::Orgs, &["sourcedId", "type"], &orgs);
    for school_of in orders {
        let mut data = data.clone();
        let row = |class| vec![format!("c{class}"), school_of(class).map(|school| format!("s{school}")).unwrap_or_default()];
        let classes: Vec<Vec<String>> = (0..20_000).map(row).collect();
        load(&mut data, Table::Classes, &["sourcedId", "schoolSourcedId"], &classes);
        let relations = Relations::new(Version::V1_1);
        let reverse = relations.reverse(&data, Table::Classes, "schoolSourcedId").expect("an edge");
        for school in 0..=schools {
            let expected: Vec<u32> = (0..20_000).filter(|&class| school_of(class) == Some(school)).collect();
            assert_eq!((reverse.rows(school), reverse.count(school)), (&expected[..], expected.len()));
        }
        assert_eq!(reverse.len(), (0..20_000).filter_map(school_of).count());
    }
}

#[test]
fn every_id_is_found_however_much_the_table_grows_beyond_what_was_expected() {
    let ids = ["a uuid", "a text"].map(|form| {
        (0..70_000_u32).map(move |row| {
            let number = row - u32::from(row % 1000 == 999);
            let id = if form == "a uuid" { format!("{number:08x}-0000-4000-8000-000000000000") } else { format!("{number}-x") };
            vec![if row % 500 == 3 { String::new() } else { id }, row.to_string()]
        })
    });
    for rows in ids {
        let rows: Vec<Vec<String>> = rows.collect();
        let mut data = Dataset::new(Version::V1_1);
        load_expecting(0, &mut data, Table::Courses, &["sourcedId", "title"], &rows);
        let courses = data.table(Table::Courses).expect("loaded");
        let again: Vec<(u32, u32)> = (0..70_000).filter(|row| row % 1000 == 999).map(|row| (row, row - 1)).collect();
        assert_eq!(courses.index().duplicates(), again);
        for (row, cells) in (0_u32..).zip(&rows) {
            let first = if row % 1000 == 999 { row - 1 } else { row };
            assert_eq!(courses.find(&cells[0]), (!cells[0].is_empty()).then_some(first));
        }
        assert_eq!((courses.find("nobody"), courses.find("11170000-0000-4000-8000-000000000000")), (None, None));
    }
}

#[test]
fn the_first_row_wins_and_blank_ids_are_no_ids() {
    let mut data = Dataset::new(Version::V1_1);
    let rows = [["a", "1"], ["", "2"], ["b", "3"], ["a", "4"], ["", "5"], ["A", "6"], ["b", "7"], ["a", "8"]].map(|row| row.to_vec());
    load(&mut data, Table::Courses, &["sourcedId", "title"], &rows);
    let courses = data.table(Table::Courses).expect("loaded");
    assert_eq!(courses.index().duplicates(), [(3, 0), (6, 2), (7, 0)]);
    assert_eq!((courses.find("a"), courses.find("b"), courses.find("A"), courses.find("")), (Some(0), Some(2), Some(5), None));
}

#[test]
fn lines_follow_jumps_over_batches_and_groups() {
    let spec = Version::V1_1.spec().table(Table::Courses).expect("a table");
    let head = header(Table::Courses, &["sourcedId", "title"]);
    let mut builder = TableBuilder::new(spec, FileId(0), Mode::Bulk, &head, &Dataset::new(Version::V1_1), 0);
    let (mut expected, mut line, mut row) = (Vec::new(), 2_u64, 0_u64);
    for size in [1_u64, 40_000, 30_000, 7, 65_536, 3] {
        let rows: Vec<_> = (row..row + size).map(|n| vec![n.to_string(), String::new()]).collect();
        let mut batch = batch(&rows, row + 1, line);
        for offset in 0..size {
            // Some rows take more than one line, so that the next one starts later.
            if offset > 0 && (row + offset) % 9973 == 5 {
                batch.line_jumps.push((offset as u32, 3));
                line += 3;
            }
            expected.push(line);
            line += 1;
        }
        // A gap between batches, as a long last record leaves it.
        line += u64::from(size == 7) * 2;
        row += size;
        assert!(builder.push(&batch));
    }
    let table = builder.finish(None, Vec::new());
    let lines: Vec<_> = (0..table.rows()).map(|row| table.line(row)).collect();
    let wrong = lines.iter().zip(&expected).position(|(a, b)| a != b);
    assert_eq!(wrong, None, "row {wrong:?}");
    let origin = table.origin(65_540).expect("a row");
    assert_eq!((origin.skip_rows, origin.line), (4, expected[65_536]));
}

#[test]
fn missing_cells_are_told_from_blank_ones() {
    let spec = Version::V1_1.spec().table(Table::Courses).expect("a table");
    let head = header(Table::Courses, &["sourcedId", "title"]);
    let mut builder = TableBuilder::new(spec, FileId(0), Mode::Bulk, &head, &Dataset::new(Version::V1_1), 0);
    let mut batch = batch(&[vec!["a", ""], vec!["b", ""], vec!["c", "x"]], 1, 2);
    batch.cells[3] = RowBatch::MISSING;
    batch.ragged = vec![RaggedRow { row: 1, found: 1, extra: Vec::new() }, RaggedRow { row: 2, found: 3, extra: vec!["more".to_owned()] }];
    builder.push(&batch);
    let table = builder.finish(None, Vec::new());
    assert_eq!((table.is_missing(0, 1), table.is_missing(1, 1), table.is_missing(2, 1)), (false, true, false));
    assert_eq!(table.ragged()[1].extra, ["more"]);
    assert_eq!(table.text(1, "title"), "");
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{0,2}",
        2 => "[0-9]{0,11}",
        1 => "e-[0-9]{1,4}",
        1 => any::<u64>().prop_map(uuid),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_cells_come_back(rows in prop::collection::vec(prop::collection::vec(cell(), 4), 0..60)) {
        let mut data = Dataset::new(Version::V1_1);
        load(&mut data, Table::Orgs, &["sourcedId", "parentSourcedId", "name", "metadata.x"], &rows);
        let table = data.table(Table::Orgs).expect("loaded");
        for column in 0..4 {
            prop_assert_eq!(texts(table, column), rows.iter().map(|row| row[column].clone()).collect::<Vec<_>>());
            let mut scanned = Vec::new();
            table.columns()[column].scan(|_, text| scanned.push(text.to_owned()));
            prop_assert_eq!(scanned, texts(table, column));
            // Whatever is skipped, what is judged is judged as by a plain loop.
            let mut hits = Vec::new();
            table.columns()[column].scan_where(Skip { uuids: false, resolved: false }, |text| text.contains('a') || text.is_empty(), |row, _| hits.push(row));
            let expected: Vec<_> = (0..).zip(&rows).filter(|(_, row)| row[column].contains('a') || row[column].is_empty()).map(|(row, _)| row).collect();
            prop_assert_eq!(hits, expected);
            prop_assert_eq!(table.columns()[column].filled() as usize, rows.iter().filter(|row| !row[column].is_empty()).count());
        }
        for row in &rows {
            let first = rows.iter().position(|other| other[0] == row[0]).map(|at| at as u32);
            prop_assert_eq!(table.find(&row[0]), first.filter(|_| !row[0].is_empty()));
        }
    }

    #[test]
    fn a_growing_table_shows_the_same_cells(rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..40)) {
        let spec = Version::V1_1.spec().table(Table::Orgs).expect("a table");
        let head = header(Table::Orgs, &["sourcedId", "parentSourcedId", "name"]);
        let mut builder = TableBuilder::new(spec, FileId(0), Mode::Bulk, &head, &Dataset::new(Version::V1_1), 0);
        builder.push(&batch(&rows, 1, 2));
        let open = builder.snapshot();
        for column in 0..3 {
            prop_assert_eq!(texts(&open, column), rows.iter().map(|row| row[column].clone()).collect::<Vec<_>>());
        }
    }
}
