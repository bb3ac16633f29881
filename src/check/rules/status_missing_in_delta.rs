//! A row of a delta file has no status or no dateLastModified.

use super::super::Level;
use super::super::rule::{CellCheck, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use crate::spec::Mode;
use crate::spec::Presence;

/// The rule.
pub static RULE: Rule = Rule {
    code: "status-missing-in-delta",
    level: Level::Error,
    topic: Topic::Schema,
    title: "No status or time in delta",
    summary: "A row of a delta file has no status or no dateLastModified.",
    what: "Both columns of every row of files that are delta.",
    why: "Without the status a receiver does not know whether to keep or to delete the record.",
    remedy: "Fill both columns in every row.",
    effects: &[documented("OneRoster", "required in delta")],
    versions: SINCE_1_1,
    mode: Some(Mode::Delta),
    bad: "o-1,,,North School,school,,",
    good: "o-1,active,2026-09-01T06:00:00.000Z,North School,school,,",
    source: "OneRoster CSV binding, bulk and delta",
    reads: &[],
    message: |place, _| format!("{} is empty, but has to be filled in delta", place.column_words()),
    how: How::Cell(CellCheck {
        rank: 9,
        ids_are_fine: true,
        applies: |_, place| place.column.presence == Presence::DeltaOnly,
        is_bad: |_, text| text.is_empty(),
    }),
    ..PLAIN
};
