//! Rows of plain and odd texts: cells, places, facts.

use roster_inspector::read::{FactKind, RowFactKind};

use crate::read_making::{ORGS, details, read_orgs};

fn cells(text: &str) -> Vec<Vec<String>> {
    read_orgs(text.as_bytes()).1.cells()
}

#[test]
fn plain_rows_are_read() {
    let rows = cells(&format!("{ORGS}a,,,Oak,school,,\r\nb,,,Elm,school,,d"));
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
    let (_, whole) = read_orgs(text.as_bytes());
    assert_eq!(whole.rows.len(), 200_000);
    assert_eq!(whole.bytes, starts);
    assert!(whole.lines.iter().copied().eq(2..200_002));
    assert_eq!(whole.rows[123_456][3].as_deref(), Some("School 123456"));
}
