//! A cell that has to be filled is empty.

use super::super::Level;
use super::super::headers::is_required;
use super::super::rule::{ALL_VERSIONS, CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Presence;

/// The rule.
pub static RULE: Rule = Rule {
    code: "required-empty",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Required value is empty",
    summary: "A cell that has to be filled is empty.",
    what: "Columns that always have to be filled, such as sourcedId, names, role and references, in bulk and in delta, also in rows to be deleted. Rows with the wrong number of cells are found by another rule.",
    why: "Receivers leave the record out, and with it everything that refers to it.",
    remedy: "Fill it at the source. If many are empty, look whether they share a school or a role.",
    effects: &[
        documented("OneRoster", "required"),
        documented("ClassLink", "does not import the record"),
        documented("Microsoft School Data Sync", "leaves the record out"),
        documented("HMH", "a mandatory field is missing"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "u-1,,,true,o-1,student,anna,,,Berg,,,,,,,,",
    good: "u-1,,,true,o-1,student,anna,,Anna,Berg,,,,,,,,",
    source: "OneRoster CSV binding, file tables",
    reads: &[],
    message: |place, _| format!("{} is empty", place.column_words()),
    how: How::Cell(CellCheck {
        rank: 10,
        ids_are_fine: true,
        applies: |_, place| is_required(place.column, place.mode) && place.column.presence != Presence::DeltaOnly,
        is_bad: |_, text| text.is_empty(),
    }),
    ..PLAIN
};
