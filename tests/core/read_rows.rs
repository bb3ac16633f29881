//! Rows of plain and odd texts: cells, lines, bytes and the facts met.

use roster_inspector::job::Watch;
use roster_inspector::read::{FactKind, FileId, RowFactKind, TextEncoding};

use crate::read_making::{ORGS, Whole, details, open, read_orgs, read_whole, write_file};

const TWO: &str = "sourcedId,name\n";

fn read(text: &str) -> Whole {
    read_orgs(text.as_bytes()).1
}

/// Kind, record, column, line, byte and number of every row fact.
fn marks(whole: &Whole) -> Vec<(RowFactKind, u32, u16, u64, u64, u32)> {
    whole.end.row_facts.iter().map(|fact| (fact.kind, fact.row, fact.column, fact.line, fact.byte, fact.found)).collect()
}

#[test]
fn plain_rows_are_read() {
    let rows = read(&format!("{ORGS}a,,,Oak,school,,\r\nb,,,Elm,school,,d")).cells();
    assert_eq!(rows, [["a", "", "", "Oak", "school", "", ""], ["b", "", "", "Elm", "school", "", "d"]]);
}

#[test]
fn a_long_plain_file_keeps_lines_and_bytes() {
    let mut text = ORGS.to_owned();
    let mut starts = Vec::new();
    for number in 0..200_000 {
        starts.push(text.len() as u64);
        text.push_str(&format!("org-{number},,,\"School {number}\",school,{number},\n"));
    }
    let whole = read(&text);
    assert_eq!(whole.rows.len(), 200_000);
    assert_eq!(whole.bytes, starts);
    assert!(whole.lines.iter().copied().eq(2..200_002));
    assert_eq!(whole.rows[123_456][3].as_deref(), Some("School 123456"));
    assert_eq!(marks(&whole), []);
    assert_eq!(whole.end.form.lf, 200_001);
}

#[test]
fn quoted_cells_lose_their_quotes_and_keep_what_is_doubled() {
    let whole = read(&format!("{TWO}\"a\",\"He said \"\"yes\"\"\"\n\"\"\"\",\"\"\n\"x,y\",z\n"));
    assert_eq!(whole.cells(), [["a", "He said \"yes\""], ["\"", ""], ["x,y", "z"]]);
    assert_eq!(marks(&whole), []);
}

#[test]
fn cells_with_line_breaks_stay_whole_and_lines_are_counted_through() {
    let whole = read(&format!("{TWO}a,\"one\ntwo\r\nthree\"\nb,plain\n"));
    assert_eq!(whole.cells(), [["a", "one\ntwo\r\nthree"], ["b", "plain"]]);
    assert_eq!(whole.lines, [2, 5]);
    assert_eq!(marks(&whole), [(RowFactKind::LineBreak, 1, 1, 2, 21, 2)]);
}

#[test]
fn blank_lines_hold_no_record_but_count_as_lines() {
    let (_, whole) = read_orgs(b"sourcedId,name\n\n\r\na,b\n\n\nc,d\n\n");
    assert_eq!(whole.cells(), [["a", "b"], ["c", "d"]]);
    assert_eq!(whole.lines, [4, 7]);
    assert_eq!(whole.end.form.blank_lines, 5);
    assert_eq!(details(&whole.end.facts, FactKind::BlankLines), ["5"]);
}

#[test]
fn every_kind_of_line_end_is_taken_and_counted() {
    let whole = read("sourcedId,name\r\na,b\nc,d\re,f\r\n");
    assert_eq!(whole.cells(), [["a", "b"], ["c", "d"], ["e", "f"]]);
    assert_eq!(whole.lines, [2, 3, 4]);
    assert_eq!(details(&whole.end.facts, FactKind::LineEnds), ["CR LF 2, LF 1, CR 1"]);
}

#[test]
fn a_file_with_carriage_returns_alone_is_read_at_any_length() {
    let mut text = "sourcedId,name\r".to_owned();
    for number in 0..60_000 {
        text.push_str(&format!("id{number},School {number}\r"));
    }
    let whole = read(&text);
    assert_eq!(whole.rows.len(), 60_000);
    assert_eq!(whole.lines.last(), Some(&60_001));
    assert_eq!(whole.end.form.cr, 60_001);
    assert_eq!(whole.end.facts.len(), 1);
}

#[test]
fn quotes_out_of_place_are_kept_and_reported_where_they_stand() {
    let whole = read(&format!("{TWO}a,5\" pipe\nb,\"Oak\" school\nc,\"x\"\"\n"));
    assert_eq!(whole.cells()[..2], [["a", "5\" pipe"], ["b", "Oak school"]]);
    assert_eq!(marks(&whole)[..2], [(RowFactKind::BareQuote, 1, 1, 2, 18, 0), (RowFactKind::BareQuote, 2, 1, 3, 31, 0)]);
}

#[test]
fn a_quote_that_never_closes_costs_its_own_line_only() {
    let whole = read(&format!("{TWO}a,\"Oak\nb,Elm\nc,\"Ash\"\nd,Fir\n"));
    assert_eq!(whole.cells(), [["a", "\"Oak"], ["b", "Elm"], ["c", "Ash"], ["d", "Fir"]]);
    assert_eq!(whole.lines, [2, 3, 4, 5]);
    assert_eq!(marks(&whole), [(RowFactKind::UnclosedQuote, 1, 1, 2, 17, 2)]);
}

#[test]
fn a_quote_open_at_the_end_of_the_file_costs_its_own_line_only() {
    let whole = read(&format!("{TWO}a,\"Oak\nb,Elm\nc,Ash\n"));
    assert_eq!(whole.cells(), [["a", "\"Oak"], ["b", "Elm"], ["c", "Ash"]]);
    assert_eq!(marks(&whole), [(RowFactKind::UnclosedQuote, 1, 1, 2, 17, 3)]);
    let last = read(&format!("{TWO}a,b\nc,\"Ash"));
    assert_eq!(last.cells(), [["a", "b"], ["c", "\"Ash"]]);
    assert_eq!(last.facts(RowFactKind::UnclosedQuote)[0].line, 3);
}

#[test]
fn a_quote_that_swallows_a_mebibyte_was_never_closed() {
    let mut text = format!("{TWO}a,\"Oak\n");
    let mut rows = 1;
    while text.len() < (1 << 20) + 100 {
        text.push_str("b,Elm tree\n");
        rows += 1;
    }
    // This quote would close the cell properly if it came earlier.
    text.push_str("c,d\"\ne,f\n");
    let whole = read(&text);
    assert_eq!(whole.rows.len(), rows + 2);
    assert_eq!(whole.cells()[0], ["a", "\"Oak"]);
    assert_eq!(whole.facts(RowFactKind::UnclosedQuote).len(), 1);
    assert_eq!(whole.facts(RowFactKind::BareQuote).len(), 1);
}

#[test]
fn a_long_cell_with_many_lines_is_meant() {
    let essay = "A line of an essay.\n".repeat(40_000);
    let whole = read(&format!("{TWO}a,\"{essay}\"\nb,c\n"));
    assert_eq!(whole.cells(), [["a", essay.as_str()], ["b", "c"]]);
    assert_eq!(whole.lines, [2, 40_003]);
}

#[test]
fn a_record_longer_than_a_block_is_read() {
    let long = "x".repeat(3 << 20);
    let whole = read(&format!("{TWO}a,{long}\nb,\"{long}\"\nc,d\n"));
    assert_eq!(whole.cells(), [["a", long.as_str()], ["b", long.as_str()], ["c", "d"]]);
    assert_eq!(marks(&whole), []);
}

#[test]
fn a_record_without_end_is_cut() {
    let whole = read(&format!("{TWO}a,{}", "x".repeat(40 << 20)));
    assert_eq!(whole.rows.len(), 3);
    assert_eq!(details(&whole.end.facts, FactKind::LimitReached).len(), 1);
}

#[test]
fn ragged_rows_keep_all_that_they_have() {
    let whole = read("sourcedId,name,type\na,Oak\nb,Elm,school\nc,Ash,school,more,\"and \"\"more\"\"\"\n");
    let text = |cell: &str| Some(cell.to_owned());
    assert_eq!(whole.rows[0], [text("a"), text("Oak"), None]);
    assert_eq!(whole.rows[1].len(), 3);
    assert_eq!(whole.rows[2], [text("c"), text("Ash"), text("school"), text("more"), text("and \"more\"")]);
    assert_eq!(marks(&whole), [(RowFactKind::Width, 1, u16::MAX, 2, 20, 2), (RowFactKind::Width, 3, u16::MAX, 4, 39, 5)]);
}

#[test]
fn control_characters_are_kept_and_reported() {
    let whole = read(&format!("{TWO}a,O\0ak\nb,E\x07lm\nc,tab\there\n"));
    assert_eq!(whole.cells(), [["a", "O\0ak"], ["b", "E\x07lm"], ["c", "tab\there"]]);
    assert_eq!(marks(&whole), [(RowFactKind::Nul, 1, 1, 2, 18, 0), (RowFactKind::Control, 2, 1, 3, 25, 0)]);
}

#[test]
fn cells_that_are_not_utf8_are_read_as_windows_1252() {
    let (_, whole) = read_orgs(b"sourcedId,name\na,Jos\xe9 \x93x\x94\nb,Jos\xc3\xa9\nc,\"Ren\xe9e \"\"R\"\"\"\n");
    assert_eq!(whole.cells(), [["a", "José “x”"], ["b", "José"], ["c", "Renée \"R\""]]);
    assert_eq!(whole.end.form.encoding, TextEncoding::Windows1252);
    assert_eq!(marks(&whole), [(RowFactKind::NotUtf8, 1, 1, 2, 20, 0), (RowFactKind::NotUtf8, 3, 1, 4, 40, 0)]);
    assert_eq!(details(&whole.end.facts, FactKind::NotUtf8), ["2 cells, the first at byte 20"]);
}

#[test]
fn one_odd_byte_does_not_change_how_other_blocks_are_read() {
    let mut text = TWO.as_bytes().to_vec();
    for number in 0..50_000 {
        text.extend_from_slice(format!("id{number},Škola {number}\n").as_bytes());
        if number == 40_000 {
            text.extend_from_slice(b"odd,caf\xe9\n");
        }
    }
    let (_, whole) = read_orgs(&text);
    assert_eq!(whole.rows.len(), 50_001);
    assert_eq!(whole.rows[40_001][1].as_deref(), Some("café"));
    assert_eq!(whole.rows[40_002][1].as_deref(), Some("Škola 40001"));
    assert_eq!(whole.end.row_fact_counts[RowFactKind::NotUtf8 as usize], 1);
}

#[test]
fn utf_16_is_read_either_way_with_and_without_a_mark() {
    let text = "sourcedId,name\r\na,Zoë 🦉\r\nb,\"two\nlines\"\r\nc,d\r\n";
    for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
        let marked = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
        let bytes: Vec<u8> = marked.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_file(folder.path(), "orgs.csv", &bytes);
        let package = open(folder.path()).expect("it opens");
        let whole = read_whole(&package, FileId(0)).expect("it is read");
        assert_eq!(whole.cells(), [["a", "Zoë 🦉"], ["b", "two\nlines"], ["c", "d"]]);
        assert_eq!(whole.lines, [2, 3, 5]);
        assert_eq!(whole.end.form.encoding, if little { TextEncoding::Utf16Le } else { TextEncoding::Utf16Be });
        assert_eq!(package.facts.iter().filter(|fact| fact.kind == FactKind::Utf16).count(), 1);
        assert_eq!(whole.end.form.bytes, bytes.len() as u64);
        for (row, wanted) in ["a,Zoë 🦉", "b,\"two\nlines\"", "c,d"].into_iter().enumerate() {
            let source = package.source_text(FileId(0), (whole.bytes[0], whole.lines[0]), row as u32, &Watch::new()).expect("it is there");
            assert_eq!((source.text.as_str(), source.line, source.byte), (wanted, whole.lines[row], whole.bytes[row]));
            assert_eq!(source.bytes, bytes[source.byte as usize..source.byte as usize + source.bytes.len()]);
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_name() {
    let (package, whole) = read_orgs(b"\xef\xbb\xbfsourcedId,name\na,b\n");
    assert_eq!(whole.cells(), [["a", "b"]]);
    assert_eq!(whole.bytes, [18]);
    assert!(whole.end.form.byte_order_mark);
    assert_eq!(details(&package.facts, FactKind::ByteOrderMark), [""]);
    let header = package.files[0].header.as_ref().expect("a header");
    assert_eq!(header.columns[0].name, "sourcedId");
}

#[test]
fn semicolons_and_tabs_are_read_and_reported() {
    for (delimiter, name) in [(';', "semicolon"), ('\t', "tab")] {
        let text = "sourcedId,name,type\na,\"x;y\",school\n".replace(',', &delimiter.to_string());
        let (package, whole) = read_orgs(text.as_bytes());
        assert_eq!(whole.cells(), [["a", "x;y", "school"]]);
        assert_eq!(whole.end.form.delimiter, delimiter as u8);
        assert_eq!(details(&package.facts, FactKind::Delimiter), [name]);
    }
}

#[test]
fn a_first_line_of_data_is_not_lost() {
    let (package, whole) = read_orgs(b"0012,,,Oak School,school,0012,0001\n0013,,,Elm School,school,0013,0001\n");
    assert_eq!(whole.rows.len(), 2);
    assert_eq!(whole.lines, [1, 2]);
    assert_eq!(details(&package.facts, FactKind::NoHeader).len(), 1);
    let header = package.files[0].header.as_ref().expect("an assumed header");
    assert_eq!(header.columns[3].name, "name");
}

#[test]
fn the_head_is_at_hand_without_reading() {
    let mut text = TWO.to_owned();
    for number in 0..20_000 {
        text.push_str(&format!("id{number},School {number}\n"));
    }
    let (package, _) = read_orgs(text.as_bytes());
    // The folder is gone by now.
    let head = package.head(FileId(0), 100).expect("the head");
    assert_eq!((head.rows, head.first_row, head.first_line), (100, 1, 2));
    assert_eq!(head.cell(99, 1), Some(&b"School 99"[..]));
    let all = package.head(FileId(0), usize::MAX).expect("the head");
    assert!(all.rows > 3000 && all.rows < 5000, "{}", all.rows);
}
