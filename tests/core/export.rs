//! What a table shows as a CSV file: exact, whole or not there at all.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use roster_inspector::export::{CsvOptions, ExportErrorKind, View, estimate, write_csv};
use roster_inspector::job::Watch;
use roster_inspector::query::{Condition, Query, RowOrder, SortKey, order};
use roster_inspector::read::Limits;
use roster_inspector::roster;
use roster_inspector::spec::Table;
use roster_inspector::store::TableData;

use super::query::{input, sample, settings};

fn cells(view: &View<'_>) -> Vec<Vec<String>> {
    let text = |row: u32, at: u16| view.data.columns()[usize::from(at)].text(row).into_string();
    (0..view.rows.len())
        .map(|position| view.rows.row(position).expect("a row"))
        .map(|row| view.columns.iter().map(|&at| text(row, at)).collect())
        .collect()
}

fn read_back(path: &Path, table: Table) -> (Vec<String>, Vec<Vec<String>>) {
    let roster = roster::open(&[path.to_owned()], &Limits::default(), &Watch::new()).expect("it opens again");
    let data = roster.table(table).expect("the table");
    let all: Vec<u16> = (0..data.columns().len() as u16).collect();
    let rows = RowOrder::everything(data.rows());
    (data.columns().iter().map(|column| column.name().to_owned()).collect(), cells(&View { data, columns: &all, rows: &rows }))
}

fn everything(data: &TableData) -> RowOrder {
    RowOrder::everything(data.rows())
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_table_of_the_sample_reads_back_as_it_was_shown() {
    let roster = sample();
    let folder = tempfile::tempdir().expect("a folder");
    for data in roster.data().tables() {
        // The other way around, so that neither order is that of the file by chance.
        let columns: Vec<u16> = (0..data.columns().len() as u16).rev().collect();
        let query = Query { sort: vec![SortKey { column: columns[0], descending: true, natural: false }], ..Query::default() };
        let rows = order(&input(&roster), &settings(), data.table(), &query, &Watch::new()).expect("an order");
        let view = View { data, columns: &columns, rows: &rows };
        for bom in [false, true] {
            let options = CsvOptions { bom, replace: true, ..CsvOptions::default() };
            let path = folder.path().join(data.table().file());
            let watch = Watch::new();
            let written = write_csv(&view, &options, &path, &watch).expect("it is written");
            let bytes = fs::read(&path).expect("it is there");
            assert_eq!((written.size.rows, written.size.bytes), (rows.len(), bytes.len() as u64));
            assert_eq!(bytes.starts_with(&[0xef, 0xbb, 0xbf]), bom);
            assert_eq!(watch.progress().fraction().unwrap_or(1.0), 1.0);
            let guess = estimate(&view, &options);
            assert_eq!(guess.rows, rows.len());
            assert!(guess.bytes.abs_diff(written.size.bytes) * 10 <= written.size.bytes, "{guess:?} {written:?}");
            assert!(!guess.exact || guess.bytes == written.size.bytes);

            let (header, back) = read_back(&path, data.table());
            assert!(header.iter().eq(columns.iter().map(|&at| data.columns()[usize::from(at)].name())));
            assert_eq!(back, cells(&view), "{}", data.table().name());
        }
    }
    assert_eq!(names_in(folder.path()).len(), roster.data().tables().count(), "nothing else is left in the folder");
}

#[test]
fn only_what_is_shown_is_written() {
    let roster = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("users.csv");
    let data = roster.table(Table::Users).expect("users");
    let column = |name: &str| data.column_number(name).expect("a column") as u16;
    let rows =
        order(&input(&roster), &settings(), Table::Users, &Query::of(Condition::is("role", "teacher")), &Watch::new()).expect("an order");
    let columns = [column("familyName"), column("sourcedId")];
    write_csv(&View { data, columns: &columns, rows: &rows }, &CsvOptions::default(), &path, &Watch::new()).expect("it is written");
    let text = fs::read_to_string(&path).expect("text");
    assert!(text.starts_with("familyName,sourcedId\r\n"), "{text}");
    assert_eq!(text.lines().count() as u32, rows.len() + 1);
}

#[test]
fn nothing_is_replaced_unless_that_is_asked_for_and_what_is_open_never() {
    let roster = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orgs.csv");
    fs::write(&path, "mine").expect("a file");
    let data = roster.table(Table::Orgs).expect("orgs");
    let rows = everything(data);
    let view = View { data, columns: &[0], rows: &rows };
    let write = |options: &CsvOptions, path: &Path| write_csv(&view, options, path, &Watch::new()).map_err(|error| error.kind);
    assert_eq!(write(&CsvOptions::default(), &path), Err(ExportErrorKind::Exists));
    for opened in [path.clone(), folder.path().to_owned()] {
        let options = CsvOptions { replace: true, opened: vec![opened], ..CsvOptions::default() };
        assert_eq!(write(&options, &path), Err(ExportErrorKind::Opened));
    }
    assert_eq!(fs::read_to_string(&path).expect("text"), "mine");
    assert_eq!(write(&CsvOptions { replace: true, ..CsvOptions::default() }, folder.path()), Err(ExportErrorKind::IsFolder));
    assert_eq!(write(&CsvOptions::default(), &folder.path().join("gone").join("x.csv")), Err(ExportErrorKind::NoFolder));
    assert_eq!(names_in(folder.path()), ["orgs.csv"]);
    assert!(write(&CsvOptions { replace: true, ..CsvOptions::default() }, &path).is_ok());
    assert!(fs::read_to_string(&path).expect("text").starts_with("sourcedId\r\n"));
}

#[test]
fn what_is_stopped_leaves_nothing_and_keeps_what_was_there() {
    let roster = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let data = roster.table(Table::Users).expect("users");
    let rows = everything(data);
    let view = View { data, columns: &[0, 1], rows: &rows };
    let path = folder.path().join("users.csv");
    let watch = Watch::new();
    watch.cancel();
    let stopped = write_csv(&view, &CsvOptions::default(), &path, &watch).map_err(|error| error.kind);
    assert_eq!(stopped, Err(ExportErrorKind::Cancelled));
    assert!(names_in(folder.path()).is_empty());
    fs::write(&path, "mine").expect("a file");
    let options = CsvOptions { replace: true, ..CsvOptions::default() };
    assert_eq!(write_csv(&view, &options, &path, &watch).map_err(|error| error.kind), Err(ExportErrorKind::Cancelled));
    assert_eq!(fs::read_to_string(&path).expect("text"), "mine");
    assert_eq!(names_in(folder.path()), ["users.csv"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_cells_read_back(cells_in in prop::collection::vec(("[a-z0-9]{1,8}", "\\PC{0,12}|[ \",\r\n;\t]{0,5}", "\\PC{0,12}"), 1..12)) {
        let folder = tempfile::tempdir().expect("a folder");
        let source = folder.path().join("in");
        fs::create_dir(&source).expect("a folder");
        let mut writer = csv::Writer::from_path(source.join("orgs.csv")).expect("a file");
        writer.write_record(["sourcedId", "name", "metadata.note"]).expect("a header");
        for (id, name, note) in &cells_in {
            writer.write_record([id, name, note]).expect("a row");
        }
        writer.flush().expect("written");
        let roster = roster::open(&[source], &Limits::default(), &Watch::new()).expect("it opens");
        let data = roster.table(Table::Orgs).expect("orgs");
        let rows = everything(data);
        let view = View { data, columns: &[0, 1, 2], rows: &rows };
        let path = folder.path().join("orgs.csv");
        write_csv(&view, &CsvOptions::default(), &path, &Watch::new()).expect("it is written");
        prop_assert_eq!(read_back(&path, Table::Orgs).1, cells(&view));
    }
}
