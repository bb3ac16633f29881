//! A class has no term.

use super::super::Level;
use super::super::rule::{CellCheck, How, PLAIN, Rule, documented};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-term-missing",
    level: Level::Error,
    title: "Class without a term",
    summary: "A class has no term.",
    what: "Classes whose termSourcedIds is empty, or holds nothing but commas. It is a required value; this rule has it because of what follows.",
    why: "Without a term a receiver does not know when the class takes place, and leaves it out with all its enrollments.",
    remedy: "Map the term in the export; for classes of a whole year the school year will do.",
    effects: &[documented("OneRoster", "required"), documented("ChalkTalk", "a term is needed")],
    bad: "c-1,,,Mathematics 5a,05,co-1,MA5-1,scheduled,12,o-1,,Mathematics,02039,1",
    good: "c-1,,,Mathematics 5a,05,co-1,MA5-1,scheduled,12,o-1,t-1,Mathematics,02039,1",
    source: "OneRoster CSV binding, classes.termSourcedIds",
    message: |_, _| "The class has no term".to_owned(),
    how: How::Cell(CellCheck {
        rank: 8,
        ids_are_fine: true,
        applies: |_, place| place.table == Table::Classes && place.column.name == "termSourcedIds",
        is_bad: |_, text| text.bytes().all(|byte| byte == b','),
    }),
    ..PLAIN
};
