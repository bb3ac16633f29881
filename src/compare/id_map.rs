//! The map of old to new sourcedIds as CSV, for whoever has to rename records elsewhere.

use std::io::{self, Write};

use super::Comparison;
use super::report::churned_ids;
use crate::roster::Roster;

/// Writes every record that goes by another sourcedId now: file, old, new, certainty, what both have in common. Ids stand as they are.
pub fn write_id_map(comparison: &Comparison, old: &Roster, new: &Roster, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    rows.write_record(["file", "old", "new", "certainty", "by"])?;
    for one in &comparison.churned {
        let [before, now] = churned_ids(old, new, one);
        let by: Vec<&str> = one.by().collect();
        rows.write_record([one.table.file(), &before, &now, one.certainty.name(), &by.join(", ")])?;
    }
    rows.flush()
}
