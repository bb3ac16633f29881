//! A course has no class.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::{is_deleted, sole_rows};
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "course-no-class",
    level: Level::Info,
    title: "Course without classes",
    summary: "A course has no class.",
    what: "Courses of bulk sets that hold classes.csv as bulk too. Courses and classes to be deleted do not count.",
    why: "The whole catalog is exported: receivers show courses that nobody teaches.",
    remedy: "Export the courses that have classes.",
    effects: &[documented("ClassLink", "counted as a fault of sanity")],
    mode: Some(Mode::Bulk),
    bad: "course co-9 without a class",
    good: "course co-1 with class c-1",
    source: "Documents of receivers",
    message: |place, _| format!("No class belongs to the course {}", quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, courses: &TableData, sink: &mut Sink<'_>) {
    let classes = context.input.data.table(Table::Classes).filter(|table| table.mode() == Mode::Bulk && table.rows() > 0);
    let Some(classes) = classes.filter(|_| courses.table() == Table::Courses) else { return };
    let Some(course) = classes.column("courseSourcedId") else { return };
    let deleted = is_deleted(classes);
    let mut given = vec![false; courses.rows() as usize];
    course.scan_targets(|row, course| given[course as usize] |= !deleted.has(row));
    for row in sole_rows(courses).filter(|&row| !given[row as usize]) {
        sink.row(courses, row, &courses.text(row, "title"));
    }
}
