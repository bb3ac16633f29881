//! A class has no enrollment with the role teacher.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::{Words, is_deleted};
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Mode;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-no-teacher",
    level: Level::Warning,
    topic: Topic::Consistency,
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
    versions: ALL_VERSIONS,
    mode: Some(Mode::Bulk),
    bad: "class c-1 with students alone",
    good: "class c-1 with a teacher and students",
    source: "Documents of receivers",
    reads: &[],
    message: |place, _| format!("Nobody teaches the class {}", quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    let enrollments = context.input.data.table(Table::Enrollments).filter(|table| table.mode() == Mode::Bulk && table.rows() > 0);
    let Some(enrollments) = enrollments.filter(|_| classes.table() == Table::Classes) else { return };
    let (Some(class), Some(role)) = (enrollments.column("classSourcedId"), enrollments.column("role")) else { return };
    let teacher = Words::of(role, |word| word == "teacher");
    let deleted = is_deleted(enrollments);
    let mut taught = vec![false; classes.rows() as usize];
    class.scan_targets(|row, class| {
        if teacher.has(row)
            && !deleted.has(row)
            && let Some(taught) = taught.get_mut(class as usize)
        {
            *taught = true;
        }
    });
    // References lead to the first row of an id, and to none without an id.
    for &(row, _) in classes.index().duplicates() {
        taught[row as usize] = true;
    }
    let gone = is_deleted(classes);
    for row in (0..classes.rows()).filter(|&row| !taught[row as usize] && !gone.has(row)) {
        if !classes.sourced_id(row).is_blank() {
            sink.row(classes, row, &classes.text(row, "title"));
        }
    }
}
