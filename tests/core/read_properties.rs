//! Properties of reading: what holds for any text.

use proptest::collection::vec;
use proptest::prelude::*;
use roster_inspector::job::Watch;
use roster_inspector::read::{FileId, Package, RowFactKind};
use roster_inspector::spec::{Table, Version};
use zip::CompressionMethod;

use crate::read_making::{Whole, open, read_whole, write_file, zip_bytes};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Opens `text` as a file of this name and reads it.
fn read(name: &str, text: &[u8]) -> (tempfile::TempDir, Package, Whole) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_file(folder.path(), name, text);
    let package = open(folder.path()).expect("it opens");
    let whole = read_whole(&package, FileId(0)).expect("it is read");
    (folder, package, whole)
}

/// The records that the csv crate reads, the first one included.
fn reference(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.byte_records().map(|record| record.expect("memory does not fail").iter().map(<[u8]>::to_vec).collect()).collect()
}

fn bytes_of(whole: &Whole) -> Vec<Vec<Vec<u8>>> {
    whole.rows.iter().map(|row| row.iter().flatten().map(|cell| cell.clone().into_bytes()).collect()).collect()
}

/// Any table of the standard in any version.
fn header() -> impl Strategy<Value = (Table, Vec<&'static str>)> {
    let mut headers = Vec::new();
    for version in [Version::V1_1, Version::V1_2_0, Version::V1_2_1] {
        for spec in version.spec().tables {
            headers.push((spec.table, spec.columns.iter().map(|column| column.name).collect()));
        }
    }
    prop::sample::select(headers)
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9 .-]{0,12}",
        2 => any::<String>(),
        1 => "[a,\"\n\r; \t\u{0}é漢🦉]{0,8}",
        1 => "[a-f0-9]{8}-[a-f0-9]{4}",
    ]
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn any_table_written_by_the_csv_crate_reads_back(
        (table, names) in header(),
        rows in vec(vec(cell(), 25), 0..30),
        style in prop::sample::select(vec![csv::QuoteStyle::Necessary, csv::QuoteStyle::Always, csv::QuoteStyle::NonNumeric]),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().quote_style(style).terminator(terminator).from_writer(Vec::new());
        writer.write_record(&names).expect("a header");
        let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row[..names.len()].to_vec()).collect();
        for row in &rows {
            writer.write_record(row).expect("a row");
        }
        let text = writer.into_inner().expect("the text");
        let (_folder, _, whole) = read(table.file(), &text);
        prop_assert_eq!(whole.cells(), rows);
        let plain = [RowFactKind::LineBreak, RowFactKind::Nul, RowFactKind::Control];
        prop_assert!(whole.end.row_facts.iter().all(|fact| plain.contains(&fact.kind)), "{:?}", whole.end.row_facts);
    }
}

proptest! {
    #![proptest_config(config(250))]

    /// Whatever the text is: as long as no quote stays open, the csv crate reads the same cells.
    #[test]
    fn the_csv_crate_reads_the_same(
        pieces in vec(prop::sample::select(vec![
            "a", "bcd", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "\"x\"", "\"y,z\"", "\"p\nq\"", "\"p\r\nq\"", "é", ";", "\n\n", "x,y\n", "x,\"y\"\n",
            "plain,row\nplain,row\nplain,row\nplain,row\nplain,row\nplain,row\nplain,row\n",
        ]), 0..160),
    ) {
        let text = format!("sourcedId,name\n{}", pieces.concat());
        let (_folder, package, whole) = read("orgs.csv", text.as_bytes());
        if whole.end.row_fact_counts[RowFactKind::UnclosedQuote as usize] == 0 {
            prop_assert_eq!(bytes_of(&whole), &reference(text.as_bytes())[1..]);
        }
        check_places(&package, &whole, text.as_bytes());
    }

    #[test]
    fn well_formed_text_reads_the_same_whatever_the_quoting_and_line_ends(
        rows in vec((vec((cell(), any::<bool>()), 3), 0..3_usize, 0..3_usize), 1..40),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
    ) {
        let separator = char::from(delimiter);
        let mut text = format!("sourcedId{separator}name{separator}type\n");
        for (cells, ending, blanks) in &rows {
            let cells: Vec<String> = cells.iter().map(|(cell, quote)| written(cell, *quote)).collect();
            text.push_str(&cells.join(&separator.to_string()));
            let ending = ["\n", "\r\n", "\r"][*ending];
            text.push_str(ending);
            // A CR and a LF of two blank lines would be one line end.
            text.push_str(&if ending == "\r" { "\r" } else { "\n" }.repeat(*blanks));
        }
        let (_folder, package, whole) = read("orgs.csv", text.as_bytes());
        let wanted: Vec<Vec<&str>> = rows.iter().map(|(cells, ..)| cells.iter().map(|(cell, _)| cell.as_str()).collect()).collect();
        prop_assert_eq!(whole.cells(), wanted);
        check_places(&package, &whole, text.as_bytes());
    }
}

/// A cell as RFC 4180 writes it.
fn written(cell: &str, quote: bool) -> String {
    if quote || cell.contains([',', ';', '\t', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// Lines and bytes of every row are those of the text, and the source text read again is what stands there.
fn check_places(package: &Package, whole: &Whole, text: &[u8]) {
    for (row, (&byte, &line)) in whole.bytes.iter().zip(&whole.lines).enumerate() {
        let before = &text[..byte as usize];
        assert_eq!(line, 1 + line_ends(before), "row {row}");
        assert!(before.ends_with(b"\n") || before.ends_with(b"\r"), "row {row}");
        // Every row from the one before, and now and then one from the very first.
        let back = if row % 16 == 15 { row } else { row.min(1) };
        let from = (whole.bytes[row - back], whole.lines[row - back]);
        let source = package.source_text(FileId(0), from, back as u32, &Watch::new()).expect("it is there");
        assert_eq!((source.byte, source.line), (byte, line));
        let end = byte as usize + source.bytes.len();
        assert_eq!(source.bytes, text[byte as usize..end]);
        // What follows is a line end and blank lines up to the next row.
        let next = whole.bytes.get(row + 1).map_or(text.len(), |&next| next as usize);
        assert!(text[end..next].iter().all(|&b| b == b'\r' || b == b'\n'), "row {row}: {:?}", &text[end..next]);
    }
}

fn line_ends(text: &[u8]) -> u64 {
    let lone = text.windows(2).filter(|pair| pair[0] == b'\r' && pair[1] != b'\n').count() + usize::from(text.ends_with(b"\r"));
    (memchr::memchr_iter(b'\n', text).count() + lone) as u64
}

proptest! {
    #![proptest_config(config(5))]

    /// Files of several blocks, so that records lie across their borders.
    #[test]
    fn borders_of_blocks_do_not_show(
        pieces in vec(prop::sample::select(vec![
            "a,b\n", "\"a\",\"b\"\r\n", "abcdefghijkl,mnopqrstuvw\n", "x,\"y\"\"z\"\n", "\"two\nlines\",q\n", "\n", "r,s\r", "é,漢字🦉\n", "o,\"open\n",
            "l,\"ong cell with a good many words in it, and a comma\"\n",
        ]), 30..60),
        method in prop::sample::select(vec![CompressionMethod::Stored, CompressionMethod::Deflated]),
    ) {
        let body = pieces.concat();
        let text = format!("sourcedId,name\n{}", body.repeat((1_400_000 / body.len()).max(1)));
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = write_file(folder.path(), "a.zip", &zip_bytes(&[("orgs.csv", text.as_bytes())], method));
        let package = open(&path).expect("it opens");
        let whole = read_whole(&package, FileId(0)).expect("it is read");
        if whole.end.row_fact_counts[RowFactKind::UnclosedQuote as usize] == 0 {
            prop_assert_eq!(bytes_of(&whole), &reference(text.as_bytes())[1..]);
        }
        for (&byte, &line) in whole.bytes.iter().zip(&whole.lines).step_by(997) {
            prop_assert_eq!(line, 1 + line_ends(&text.as_bytes()[..byte as usize]));
        }
        let row = whole.rows.len() - 1;
        let source = package.source_text(FileId(0), (whole.bytes[0], whole.lines[0]), row as u32, &Watch::new()).expect("it is there");
        prop_assert_eq!(source.byte, whole.bytes[row]);
        prop_assert_eq!(&source.bytes[..], &text.as_bytes()[source.byte as usize..source.byte as usize + source.bytes.len()]);
    }
}

/// Text is looked at 64 bytes at a time: whatever is odd is seen at every place among them, and nothing else is.
#[test]
fn odd_cells_are_seen_at_every_place() {
    let odd = [
        ("\"x\"y,z", Some(RowFactKind::BareQuote)),
        ("\"x\" ,\"z\"", Some(RowFactKind::BareQuote)),
        ("x\"y,z", Some(RowFactKind::BareQuote)),
        ("x,y\"", Some(RowFactKind::BareQuote)),
        ("x\"y\",z", Some(RowFactKind::BareQuote)),
        ("\"x\"\"y\",z", None),
        ("\"\",\"\"", None),
        ("\"x,y\",\"z\"", None),
        ("\"x\ny\",z", Some(RowFactKind::LineBreak)),
        ("x,\"y\r\nz\"", Some(RowFactKind::LineBreak)),
        ("x\u{1},z", Some(RowFactKind::Control)),
        ("x", Some(RowFactKind::Width)),
        ("x,y,z", Some(RowFactKind::Width)),
        ("\r\nx,z", None),
    ];
    let mut text = "sourcedId,name\n".to_owned();
    let mut wanted = Vec::new();
    for (cell, kind) in odd {
        for length in 0..140 {
            // After an odd record the counting of 64 begins anew, so the plain one before sets the place.
            for (number, ending) in ["\n", "\r\n", "\r"].into_iter().enumerate() {
                text.push_str(&format!("a{},b{ending}", "-".repeat(length)));
                wanted.extend(kind.map(|kind| (kind, text.len() as u64, 1 + line_ends(text.as_bytes()))));
                text.push_str(cell);
                text.push_str(["\n", "\r\n", "\r"][(number + length) % 3]);
            }
        }
    }
    text.push_str("end,end\n");
    let (_folder, _, whole) = read("orgs.csv", text.as_bytes());
    // The first difference says more than both texts.
    let (found, wanted_cells) = (bytes_of(&whole), reference(text.as_bytes()));
    assert_eq!(found.len(), wanted_cells.len() - 1);
    for (row, (found, wanted)) in found.iter().zip(&wanted_cells[1..]).enumerate() {
        assert_eq!(found, wanted, "row {row}");
    }
    for (&byte, &line) in whole.bytes.iter().zip(&whole.lines) {
        assert_eq!(line, 1 + line_ends(&text.as_bytes()[..byte as usize]));
    }
    let row_of = |row: u32| (whole.bytes[row as usize - 1], whole.lines[row as usize - 1]);
    let met: Vec<_> = whole.end.row_facts.iter().map(|fact| (fact.kind, row_of(fact.row).0, row_of(fact.row).1)).collect();
    assert_eq!(met.len(), wanted.len());
    for (met, wanted) in met.iter().zip(&wanted) {
        assert_eq!(met, wanted);
    }
}
