//! The report as CSV: one row per place, for sorting and filtering.

use std::io::{self, Write};

use super::Report;
use super::told::{Entry, Told};

/// Writes the rows. Where personal values are told, the header says so.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let value = if report.with_values { "value (personal values shown)" } else { "value" };
    rows.write_record(["level", "rule", "title", "file", "line", "row", "column", "sourcedId", value, "message", "suppressed", "new"])?;
    for entry in report.entries() {
        report.each_place(&entry, &mut |told| rows.write_record(record(&entry, told)).map_err(io::Error::from))?;
    }
    rows.flush()
}

fn record(entry: &Entry<'_>, told: &Told) -> [String; 12] {
    let place = &told.place;
    [
        entry.level.name().to_owned(),
        entry.code.to_owned(),
        entry.title.to_owned(),
        place.file.clone(),
        place.line.map(|line| line.to_string()).unwrap_or_default(),
        place.row.map(|row| row.to_string()).unwrap_or_default(),
        unobeyed(place.column.as_deref().unwrap_or_default()),
        unobeyed(&place.sourced_id),
        unobeyed(told.value().unwrap_or_default()),
        place.message.clone(),
        unobeyed(told.suppressed.as_deref().unwrap_or_default()),
        told.new.map(|new| new.to_string()).unwrap_or_default(),
    ]
}

/// A spreadsheet takes text that begins like a formula for one; an apostrophe before it makes it text again.
pub fn unobeyed(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
