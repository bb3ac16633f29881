//! Somebody is enrolled twice in one class at the same time.

use super::super::calendar::Days;
use super::super::chunk::Chunk;
use super::super::people::is_deleted;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::shared::Span;
use super::super::sink::Sink;
use super::super::twins::{Twins, pair};
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-enrollment",
    level: Level::Warning,
    title: "Enrolled twice",
    summary: "Somebody is enrolled twice in one class, in the same role and at the same time.",
    what: "Enrollments with the same user, class and role under different sourcedIds whose days overlap; days that are not given have no end. Leaving and coming back is fine. The finding stands at userSourcedId of the second row and of each later one. Enrollments to be deleted do not count.",
    why: "Receivers refuse the second row, or count the person twice.",
    remedy: "Keep one row.",
    effects: &[documented("HMH", "a user can be assigned once per class")],
    bad: "e-1 and e-5 both enroll u-1 in c-1 as student",
    good: "e-1 alone does",
    source: "Documents of receivers",
    message: say,
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, enrollments: &TableData, sink: &mut Sink<'_>) {
    if enrollments.table() != Table::Enrollments {
        return;
    }
    let place = |name| enrollments.column_number(name);
    let (Some(class), Some(user), Some(role)) = (place("classSourcedId"), place("userSourcedId"), place("role")) else { return };
    let deleted = is_deleted(enrollments);
    let any_deleted = deleted.any();
    let mut keys = vec![0_u64; enrollments.rows() as usize];
    let mut chunk = Chunk::new(enrollments);
    for group in 0..enrollments.columns()[role].groups() {
        if context.shared.is_stopped() {
            return;
        }
        chunk.go_to(group);
        let (classes, users) = (chunk.targets(class), chunk.targets(user));
        let known = |at: usize| classes[at] != Column::NONE && users[at] != Column::NONE;
        for (at, row) in chunk.each().filter(|&(at, row)| known(at) && !(any_deleted && deleted.has(row))) {
            keys[row as usize] = pair(users[at], classes[at]);
        }
    }
    // The second row of an id has that as its fault.
    enrollments.index().duplicates().iter().for_each(|&(row, _)| keys[row as usize] = 0);
    let (begin, end) = (Days::of(enrollments.column("beginDate")), Days::of(enrollments.column("endDate")));
    let span = |row: u32| Span { start: begin.of_row(row), end: end.of_row(row) };
    let role = &enrollments.columns()[role];
    let twins = Twins::of(&keys);
    drop(keys);
    let mut rows: Vec<u32> = Vec::new();
    for group in twins.groups() {
        let again = |one: u32, other: u32| *role.text(one) == *role.text(other) && span(one).meets(span(other));
        rows.extend(group.iter().enumerate().filter(|&(at, &row)| group[..at].iter().any(|&other| again(other, row))).map(|(_, &row)| row));
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(enrollments, row, user);
    }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let class = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "classSourcedId").into_string());
    format!("{} is enrolled in {class} already", place.value)
}
