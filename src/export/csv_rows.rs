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
