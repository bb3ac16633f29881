//! A school year is not one year of four digits.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{ALL_VERSIONS, CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "school-year-format",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Not a school year",
    summary: "A school year is not one year of four digits.",
    what: "The column schoolYear of academicSessions.csv.",
    why: "It is the year in which the school year ends; a span or two digits cannot be read.",
    remedy: "Write the year in which the school year ends.",
    effects: &[documented("OneRoster", "YYYY")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "2026-2027",
    good: "2027",
    source: "OneRoster CSV binding, types: Year",
    reads: &[],
    message: |place, _| format!("{} is {}, not a year such as 2027", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 30,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::Year,
        is_bad: |_, text| !(text.is_empty() || text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())),
    }),
    ..PLAIN
};
