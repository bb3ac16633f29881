//! Somebody teaches very many classes.

use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "teacher-load-outlier",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Teacher of very many classes",
    summary: "Somebody teaches very many classes.",
    what: "Users of bulk sets with more than 50 enrollments as teacher, or another number that can be set.",
    why: "It is seldom a person: a stand-in such as Staff or TBD then sees hundreds of students.",
    remedy: "Assign the teachers, or leave the stand-in out.",
    effects: &[documented("HMH", "not more than 50 classes")],
    mode: Some(Mode::Bulk),
    bad: "Staff, TBD with 310 classes",
    good: "a teacher with 6 classes",
    source: "Documents of receivers",
    reads: &[Reads::Thresholds],
    message: |place, _| format!("Teaches {} classes", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    if users.table() != Table::Users {
        return;
    }
    let Some(enrolled) = context.shared.enrolled() else { return };
    let most = context.settings.thresholds.teacher_classes;
    for (row, &classes) in (0..).zip(&enrolled.taught_by).filter(|(_, classes)| **classes > most) {
        sink.row(users, row, &classes.to_string());
    }
}
