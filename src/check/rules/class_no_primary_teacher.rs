//! A class has teachers, but none of them is primary.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::sole_rows;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-no-primary-teacher",
    level: Level::Warning,
    title: "Class without a primary teacher",
    summary: "A class has teachers, but none of them is primary.",
    what: "Classes of bulk sets that hold enrollments.csv as bulk too. A class without any teacher is found by another rule.",
    why: "Receivers that know one teacher per class take none, or the first one that they meet.",
    remedy: "Set primary to true for the teacher who leads the class.",
    effects: &[documented("ChalkTalk", "needs a primary teacher"), documented("Clever", "a section has one primary teacher")],
    mode: Some(Mode::Bulk),
    bad: "class c-1 with a teacher whose primary is false",
    good: "class c-1 with a teacher whose primary is true",
    source: "Documents of receivers",
    message: |place, _| format!("No teacher of the class {} is primary", quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    if classes.table() != Table::Classes {
        return;
    }
    let Some(enrolled) = context.shared.enrolled() else { return };
    let lacks = |row: &u32| enrolled.teachers[*row as usize] > 0 && enrolled.primaries[*row as usize] == 0;
    for row in sole_rows(classes).filter(lacks) {
        sink.row(classes, row, &classes.text(row, "title"));
    }
}
