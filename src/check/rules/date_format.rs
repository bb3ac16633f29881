//! A date is not of the form YYYY-MM-DD, or is no real day.

use super::super::Level;
use super::super::calendar::{has_form, is_date};
use super::super::declared::quoted;
use super::super::rule::{ALL_VERSIONS, CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "date-format",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Not a date",
    summary: "A date is not of the form YYYY-MM-DD, or is no real day.",
    what: "Every date column. Empty cells are left to the rule about required values.",
    why: "What 03/04/2026 means depends on the country; importers guess or leave the row out.",
    remedy: "Set the date mask of the export to YYYY-MM-DD.",
    effects: &[
        documented("OneRoster", "ISO 8601"),
        documented("Microsoft School Data Sync", "ISO 8601"),
        documented("D2L", "format error"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "9/1/2026",
    good: "2026-09-01",
    source: "OneRoster CSV binding, types: Date",
    reads: &[],
    message: |place, _| {
        if has_form(&place.value) {
            format!("{} is {}, which is no real day", place.column_words(), place.value)
        } else {
            format!("{} is {}, not a date such as 2026-09-01", place.column_words(), quoted(&place.value))
        }
    },
    how: How::Cell(CellCheck {
        rank: 30,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::Date,
        is_bad: |_, text| !text.is_empty() && !is_date(text),
    }),
    ..PLAIN
};
