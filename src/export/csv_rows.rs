//! Cells as CSV: the exact text of each, quoted where the format needs it.

use std::io::Write;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::query::RowOrder;
use crate::store::TableData;

/// What a table shows: columns in their order, rows in theirs.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The table.
    pub data: &'a TableData,
    /// The places of the columns, in the order in which they are written.
    pub columns: &'a [u16],
    /// The rows, in the order in which they are written.
    pub rows: &'a RowOrder,
}

/// By RFC 4180: a quote is doubled, and a cell with a comma, quote or line end stands in quotes; lines end with CR LF.
pub(super) fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new().quote_style(QuoteStyle::Necessary).terminator(Terminator::CRLF).buffer_capacity(1 << 18).from_writer(out)
}

impl View<'_> {
    /// Writes the header as it stands in the file.
    pub(super) fn write_header<W: Write>(&self, out: &mut Writer<W>) -> csv::Result<()> {
        let columns = self.data.columns();
        out.write_record(self.columns.iter().filter_map(|&at| columns.get(usize::from(at))).map(|column| column.name()))
    }

    /// The same with an apostrophe before what a spreadsheet could take for a formula; gives how many cells got one.
    pub(super) fn write_safe_row<W: Write>(&self, out: &mut Writer<W>, position: u32) -> csv::Result<u64> {
        let Some(row) = self.rows.row(position) else { return Ok(0) };
        let columns = self.data.columns();
        let mut changed = 0;
        for column in self.columns.iter().filter_map(|&at| columns.get(usize::from(at))) {
            let text = column.text(row);
            if is_formula(&text) {
                changed += 1;
                out.write_field(format!("'{}", &*text))?;
            } else {
                out.write_field(text.as_bytes())?;
            }
        }
        out.write_record(None::<&[u8]>)?;
        Ok(changed)
    }

    /// Writes the row at a position; nothing if there is none.
    pub(super) fn write_row<W: Write>(&self, out: &mut Writer<W>, position: u32) -> csv::Result<()> {
        let Some(row) = self.rows.row(position) else { return Ok(()) };
        let columns = self.data.columns();
        for column in self.columns.iter().filter_map(|&at| columns.get(usize::from(at))) {
            out.write_field(column.text(row).as_bytes())?;
        }
        out.write_record(None::<&[u8]>)
    }
}

/// True if a spreadsheet could take the text for a formula. Plain numbers are none.
fn is_formula(text: &str) -> bool {
    let risky = text
        .trim_start_matches([' ', '\u{feff}', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let is_number = || {
        text.strip_prefix('-')
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && rest.parse::<f64>().is_ok())
    };
    risky && !is_number()
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in ["=1+1", "+49 30 1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "-", "＝1"] {
            assert!(is_formula(text), "{text:?}");
        }
        for text in ["", "-5", "-5.25", "a=b", "1-2", "'=1", "Ann"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }
}
