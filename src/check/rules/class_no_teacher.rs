//! A class has no enrollment with the role teacher.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::sole_rows;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-no-teacher",
    level: Level::Warning,
    title: "Class without a teacher",
    summary: "A class has no enrollment with the role teacher.",
    what: "Classes of bulk sets that hold enrollments.csv as bulk too. Enrollments and classes to be deleted do not count.",
    why: "Several receivers do not create a class that nobody teaches.",
    remedy: "Assign a teacher at the source, or leave the class out.",
    effects: &[
        documented("HMH", "the class is not created"),
        documented("ClassLink", "counted as a fault of sanity"),
        documented("Clever", "a section has a primary teacher"),
    ],
    mode: Some(Mode::Bulk),
    bad: "class c-1 with students alone",
    good: "class c-1 with a teacher and students",
    source: "Documents of receivers",
    message: |place, _| format!("Nobody teaches the class {}", quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    if classes.table() != Table::Classes {
        return;
    }
    let Some(enrolled) = context.shared.enrolled() else { return };
    for row in sole_rows(classes).filter(|&row| enrolled.teachers[row as usize] == 0) {
        sink.row(classes, row, &classes.text(row, "title"));
    }
}
