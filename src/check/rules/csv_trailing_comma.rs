//! Every row ends with empty cells that are no columns.

use super::super::Level;
use super::super::ragged::{trailing_cells, trailing_columns};
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-trailing-comma",
    level: Level::Warning,
    topic: Topic::Text,
    title: "Empty columns at the end",
    summary: "All rows, or the header, end with empty cells that belong to no column.",
    what: "Files in which every row has more cells than the header, all of them empty; and columns without a name and without any value at the end of the header. One finding per file. If only some rows have more cells, each is found by another rule.",
    why: "A spreadsheet leaves them after a column was deleted. Strict importers count them as unknown columns.",
    remedy: "Export again, or remove the empty columns.",
    effects: &[documented("Edlio", "counts as extra columns"), documented("Amplify", "unknown columns fail the upload")],
    bad: "o-1,,,North School,school,101,d-1,,",
    good: "o-1,,,North School,school,101,d-1",
    source: "RFC 4180; how spreadsheets save",
    message: |place, _| format!("{} empty at the end of every row", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let cells = trailing_columns(table).max(trailing_cells(table));
    if cells > 0 {
        sink.file(Some(table.file()), &format!("{cells} {}", if cells == 1 { "cell" } else { "cells" }));
    }
}
