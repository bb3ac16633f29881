//! Rows as text for the clipboard: tab-separated, the exact text of each cell, secrets left out.

use super::cell::is_secret;
use crate::store::TableData;

/// More rows are not put on the clipboard at once: it is one text in memory, and a frame waits for it.
pub const MOST_ROWS: usize = 10_000;

/// The exact text of a cell; `None` for a secret.
pub fn cell_text(data: &TableData, row: u32, column: usize) -> Option<String> {
    let of = data.columns().get(column)?;
    (!is_secret(of)).then(|| of.text(row).into_string())
}

/// Rows as lines of cells with tabs between, in the order of `columns`. A cell of a secret is empty.
pub fn rows_text(data: &TableData, rows: impl Iterator<Item = u32>, columns: &[usize], header: bool) -> String {
    let mut out = String::new();
    if header {
        let names = columns.iter().map(|&column| data.columns().get(column).map_or("", |of| of.name()));
        push_line(&mut out, names);
    }
    for row in rows.take(MOST_ROWS) {
        for (at, &column) in columns.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { "\t" });
            if let Some(of) = data.columns().get(column).filter(|of| !is_secret(of)) {
                push_cell(&mut out, &of.text(row));
            }
        }
        out.push('\n');
    }
    out
}

fn push_line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        out.push_str(if at == 0 { "" } else { "\t" });
        push_cell(out, cell);
    }
    out.push('\n');
}

/// Spreadsheets take a quoted cell for one cell even if it holds a tab or a line break.
fn push_cell(out: &mut String, cell: &str) {
    if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::push_cell;

    #[test]
    fn cells_with_tabs_and_line_breaks_stay_one_cell() {
        let quoted = |cell: &str| {
            let mut out = String::new();
            push_cell(&mut out, cell);
            out
        };
        assert_eq!(quoted("a\tb"), "\"a\tb\"");
        assert_eq!(quoted("two\nlines \"x\""), "\"two\nlines \"\"x\"\"\"");
        assert_eq!(quoted("5\" pipe"), "5\" pipe");
        assert_eq!(quoted("\"x"), "\"\"\"x\"");
    }
}
