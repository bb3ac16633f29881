//! A class has no enrollment with the role student.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::sole_rows;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-no-students",
    level: Level::Info,
    title: "Class without students",
    summary: "A class has no enrollment with the role student.",
    what: "Classes of bulk sets that hold enrollments.csv as bulk too. Enrollments and classes to be deleted do not count.",
    why: "Receivers leave such a class out, or show it to its teacher empty. Before a year starts it is expected.",
    remedy: "Look whether the schedule is loaded; otherwise leave the class out of the export.",
    effects: &[documented("ClassLink", "counted as a fault of sanity"), documented("Clever", "a section needs at least one student")],
    mode: Some(Mode::Bulk),
    bad: "class c-1 with a teacher alone",
    good: "class c-1 with a teacher and students",
    source: "Documents of receivers",
    message: |place, _| format!("Nobody attends the class {}", quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    if classes.table() != Table::Classes {
        return;
    }
    let Some(enrolled) = context.shared.enrolled() else { return };
    for row in sole_rows(classes).filter(|&row| enrolled.students[row as usize] == 0) {
        sink.row(classes, row, &classes.text(row, "title"));
    }
}
