//! A cell that is to be true or false holds something else.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{ALL_VERSIONS, CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "boolean-value",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Not true or false",
    summary: "A cell that is to be true or false holds something else.",
    what: "Every such column, letter case included.",
    why: "Words are case-sensitive; TRUE, Yes and 1 are read as false or refused.",
    remedy: "Write true or false in lower case; spreadsheets turn them into TRUE.",
    effects: &[documented("OneRoster", "true or false, case-sensitive"), documented("Microsoft School Data Sync", "takes any letter case")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "TRUE",
    good: "true",
    source: "OneRoster CSV binding, types: Boolean",
    reads: &[],
    message: |place, _| format!("{} is {}, not true or false", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 30,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::Boolean,
        is_bad: |_, text| !matches!(text, "" | "true" | "false"),
    }),
    ..PLAIN
};
