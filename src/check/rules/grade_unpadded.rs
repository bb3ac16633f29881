//! A grade lacks its leading zero.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented, inferred};

/// The rule.
pub static RULE: Rule = Rule {
    code: "grade-unpadded",
    level: Level::Info,
    topic: Topic::Schema,
    title: "Grade without a leading zero",
    summary: "A grade is written with one digit instead of two.",
    what: "Items of grades from 1 to 9. A cell with another fault as well is found by that one.",
    why: "The usual lists have 01 to 09. A spreadsheet takes the zero away.",
    remedy: "Write grades with two digits.",
    effects: &[documented("Microsoft School Data Sync", "takes 1 as 01"), inferred("ClassLink", "an error")],
    bad: "5",
    good: "05",
    source: "OneRoster CSV binding 1.1, vocabularies: CEDS Entry Grade Level",
    message: |place, _| format!("grades is {}; grades have two digits", quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 52,
        ids_are_fine: false,
        applies: |_, place| place.column.name == "grades",
        is_bad: |_, text| text.split(',').any(|grade| matches!(grade.as_bytes(), [b'1'..=b'9'])),
    }),
    ..PLAIN
};
