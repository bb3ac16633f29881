//! A student or a teacher is in no class.

use super::super::Level;
use super::super::people::{Duty, sole_rows};
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "user-no-enrollment",
    level: Level::Info,
    title: "Person without a class",
    summary: "A student or a teacher is in no class.",
    what: "Users of bulk sets who are students or teachers, where enrollments.csv is bulk too. Users and enrollments to be deleted do not count.",
    why: "Receivers that take in people through their classes do not know the person.",
    remedy: "Look whether the schedule is loaded, and whether enrollments are filtered by term.",
    effects: &[documented("ClassLink", "counted as a fault of sanity"), documented("Clever", "linked to nobody")],
    mode: Some(Mode::Bulk),
    bad: "student u-9 without an enrollment",
    good: "student u-1 with an enrollment",
    source: "Documents of receivers",
    message: |_, _| "The person is in no class".to_owned(),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    if users.table() != Table::Users {
        return;
    }
    let Some(enrolled) = context.shared.enrolled() else { return };
    let duties = context.shared.duties();
    let is_it = |row: &u32| enrolled.of_user[*row as usize] == 0 && duties[*row as usize].is(Duty::STUDENT | Duty::TEACHER);
    for row in sole_rows(users).filter(is_it) {
        sink.row(users, row, "");
    }
}
