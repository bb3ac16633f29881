//! A quoted cell goes over several lines.

use super::super::Level;
use super::super::facts::row_facts;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::RowFactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-field-newline",
    level: Level::Warning,
    topic: Topic::Text,
    title: "Line break in a cell",
    summary: "A quoted cell goes over several lines.",
    what: "Cells with a line feed or a carriage return between quotes.",
    why: "RFC 4180 allows it, but importers that read line by line break the record in two.",
    remedy: "Replace the line break with a space at the source.",
    effects: &[documented("OneRoster", "not permitted"), documented("Microsoft School Data Sync", "line breaks are not accepted")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "\"Room 12\nNorth wing\"",
    good: "Room 12 North wing",
    source: "OneRoster CSV binding, CSV form",
    reads: &[],
    message: |place, _| format!("{} goes over several lines", place.column_words()),
    how: How::Table(|_, table, sink| row_facts(table, &[RowFactKind::LineBreak], sink)),
    ..PLAIN
};
