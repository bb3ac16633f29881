//! A time is not of the form 2026-09-01T06:00:00.000Z.

use super::super::Level;
use super::super::calendar::is_utc_time;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "datetime-format",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Not a date and time in UTC",
    summary: "A time is not of the form 2026-09-01T06:00:00.000Z.",
    what: "The column dateLastModified. Any number of digits after the second is taken, also none. A day alone was the form of 1.0.",
    why: "With an offset or another mask, receivers take the wrong order of changes, or refuse the row.",
    remedy: "Write the time in UTC, with Z at its end.",
    effects: &[documented("OneRoster", "UTC, in the profile of the W3C"), observed("Moodle", "takes milliseconds with Z, or a plain date")],
    versions: SINCE_1_1,
    mode: None,
    bad: "2026-09-01 08:00",
    good: "2026-09-01T06:00:00.000Z",
    source: "OneRoster CSV binding, types: DateTime",
    reads: &[],
    message: |place, _| format!("{} is {}, not a time such as 2026-09-01T06:00:00.000Z", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 30,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::DateTime,
        is_bad: |_, text| !text.is_empty() && !is_utc_time(text),
    }),
    ..PLAIN
};
