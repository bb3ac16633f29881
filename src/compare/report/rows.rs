//! The report of differences as CSV: one row for each added or removed row and for each changed cell, for sorting and filtering.

use std::io::{self, Write};

use super::Report;
use super::told::{Kind, ToldRow};
use crate::report::look::unobeyed;

/// Writes the rows. Where personal values are told, the header says so.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let [old, new] = if report.with_values { ["old (personal values shown)", "new (personal values shown)"] } else { ["old", "new"] };
    rows.write_record(["file", "change", "sourcedId", "old line", "new line", "column", old, new])?;
    for changes in &report.comparison.tables {
        for kind in Kind::ALL {
            report.each_row(changes, kind, &mut |told| {
                records(&told).iter().try_for_each(|record| rows.write_record(record)).map_err(io::Error::from)
            })?;
        }
    }
    rows.flush()
}

fn records(told: &ToldRow) -> Vec<[String; 8]> {
    let line = |line: Option<u64>| line.map(|line| line.to_string()).unwrap_or_default();
    let record = |column: &str, texts: Option<&[String; 2]>| {
        let [old, new] = texts.map(|texts| texts.each_ref().map(|text| unobeyed(text))).unwrap_or_default();
        let (file, kind) = (told.table.file().to_owned(), told.kind.name().to_owned());
        [file, kind, unobeyed(&told.sourced_id), line(told.old_line), line(told.new_line), unobeyed(column), old, new]
    };
    if told.cells.is_empty() {
        return vec![record("", None)];
    }
    told.cells.iter().map(|cell| record(&cell.column, cell.texts.as_ref())).collect()
}
