//! Tables as a workbook: one sheet for each, every cell text, so that no program makes numbers, dates or formulas of them.

use std::io::{self, Error, ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::csv_rows::View;
use crate::job::Watch;

/// Rows that a sheet has room for below its header.
pub(super) const ROWS_OF_A_SHEET: u32 = 1_048_575;
/// UTF-16 units that a cell has room for.
const UNITS_OF_A_CELL: usize = 32_767;

/// Writes the tables. Rows on their way lie in unnamed files in `beside`. Gives how many cells had to be cut; `None` if it was stopped.
pub(super) fn write_xlsx(
    views: &[View<'_>],
    rows_of_a_sheet: u32,
    beside: &Path,
    out: impl Write + Send,
    watch: &Watch,
) -> io::Result<Option<u64>> {
    // The crate panics when a file that rows are put aside in takes no more.
    let written = catch_unwind(AssertUnwindSafe(|| write(views, rows_of_a_sheet, beside, out, watch)));
    let Ok(written) = written else {
        return Err(Error::new(ErrorKind::StorageFull, "rows could not be put aside in the folder of the workbook"));
    };
    written.map_err(|error| match error {
        XlsxError::IoError(error) => error,
        other => Error::other(other),
    })
}

fn write(views: &[View<'_>], rows_of_a_sheet: u32, beside: &Path, out: impl Write + Send, watch: &Watch) -> Result<Option<u64>, XlsxError> {
    let mut book = Workbook::new();
    book.set_tempdir(beside)?;
    // Without a time of its own, so that the same rows give the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let text = Format::new().set_num_format("@");
    let mut cut = 0;
    for view in views {
        let sheets = view.rows.len().div_ceil(rows_of_a_sheet).max(1);
        for sheet in 0..sheets {
            let name = if sheet == 0 { view.data.table().name().to_owned() } else { format!("{} {}", view.data.table().name(), sheet + 1) };
            let page = book.add_worksheet_with_constant_memory()?;
            page.set_name(name)?;
            page.set_freeze_panes(1, 0)?;
            let first = sheet * rows_of_a_sheet;
            let rows = first..view.rows.len().min(first + rows_of_a_sheet);
            if !write_sheet(view, rows, page, &text, &mut cut, watch)? {
                return Ok(None);
            }
        }
    }
    book.save_to_writer(out)?;
    Ok((!watch.is_cancelled()).then_some(cut))
}

fn write_sheet(
    view: &View<'_>,
    rows: std::ops::Range<u32>,
    page: &mut Worksheet,
    text: &Format,
    cut: &mut u64,
    watch: &Watch,
) -> Result<bool, XlsxError> {
    const STRIDE: u32 = 4096;
    let columns: Vec<_> = view.columns.iter().filter_map(|&at| view.data.columns().get(usize::from(at))).collect();
    for (at, column) in columns.iter().enumerate() {
        page.write_string_with_format(0, at as u16, fitting(column.name(), cut), text)?;
    }
    for (line, position) in rows.clone().enumerate() {
        if (line as u32).is_multiple_of(STRIDE) {
            if watch.is_cancelled() {
                return Ok(false);
            }
            watch.add(u64::from(STRIDE.min(rows.end - position)));
        }
        let Some(row) = view.rows.row(position) else { continue };
        for (at, column) in columns.iter().enumerate() {
            let cell = column.text(row);
            if !cell.is_empty() {
                page.write_string_with_format(line as u32 + 1, at as u16, fitting(&cell, cut), text)?;
            }
        }
    }
    Ok(true)
}

/// As much of the text as a cell has room for.
fn fitting<'a>(text: &'a str, cut: &mut u64) -> &'a str {
    if text.len() <= UNITS_OF_A_CELL || text.encode_utf16().count() <= UNITS_OF_A_CELL {
        return text;
    }
    *cut += 1;
    let mut units = 0;
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > UNITS_OF_A_CELL
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::{UNITS_OF_A_CELL, fitting};

    #[test]
    fn a_cell_is_cut_between_letters() {
        let mut cut = 0;
        let whole = "é".repeat(UNITS_OF_A_CELL);
        assert_eq!((fitting(&whole, &mut cut), cut), (&*whole, 0));
        let long = format!("a{}", "😀".repeat(20_000));
        assert_eq!(fitting(&long, &mut cut).encode_utf16().count(), UNITS_OF_A_CELL);
        assert_eq!(cut, 1);
    }
}
