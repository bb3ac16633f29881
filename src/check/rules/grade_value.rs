//! A grade is not of the list.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented};
use crate::spec::Version;

/// The rule.
pub static RULE: Rule = Rule {
    code: "grade-value",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Unknown grade",
    summary: "A grade is not one of the list that 1.1 names.",
    what: "Items of grades beside IT, PR, PK, TK, KG, 01 to 13, PS, UG and Other. One digit without its zero has a rule of its own. In 1.2 the list is agreed between the two sides, so that it is information only.",
    why: "Receivers map grades by this list; others become Other, or an error.",
    remedy: "Map the grades of the source: K to KG, 9th to 09, Grade 5 to 05.",
    effects: &[
        documented("ClassLink", "an error since 2018"),
        documented("Microsoft School Data Sync", "an error, or a list that is mapped"),
        documented("Seesaw", "becomes Other"),
    ],
    bad: "Grade 5",
    good: "05",
    source: "OneRoster CSV binding 1.1, vocabularies: CEDS Entry Grade Level",
    message: |place, _| format!("grades is {}, not of the list KG, 01 to 13 and so on", quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 51,
        ids_are_fine: false,
        applies: |_, place| place.column.name == "grades",
        is_bad: |_, text| text.split(',').any(|grade| !grade.is_empty() && !is_grade(grade)),
    }),
    milder: &[(Version::V1_2_0, Level::Info), (Version::V1_2_1, Level::Info)],
    ..PLAIN
};

fn is_grade(grade: &str) -> bool {
    match grade.as_bytes() {
        // Without its zero: another rule.
        [b'1'..=b'9'] | [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'3'] => true,
        _ => matches!(grade, "IT" | "PR" | "PK" | "TK" | "KG" | "PS" | "UG" | "Other"),
    }
}
