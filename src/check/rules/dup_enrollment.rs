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
use crate::store::{Column, RowSet, TableData};

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
    let (begin, end) = (Days::of(enrollments.column("beginDate")), Days::of(enrollments.column("endDate")));
    let span = |row: u32| Span { start: begin.of_row(row), end: end.of_row(row) };
    let text = |row: u32| enrollments.columns()[role].text(row);
    let again = |one: u32, other: u32| *text(one) == *text(other) && span(one).meets(span(other));
    let mut rows: Vec<u32> = Vec::new();
    let mut judge = |group: &[u32]| {
        rows.extend(group.iter().enumerate().filter(|&(at, &row)| group[..at].iter().any(|&other| again(other, row))).map(|(_, &row)| row));
    };
    match within_runs(context, enrollments, class, user) {
        Some(twins) => twins.chunk_by(|one, other| one.0 == other.0).for_each(|group| {
            let rows: Vec<u32> = group.iter().map(|&(_, row)| row).collect();
            judge(&rows);
        }),
        None => anywhere(context, enrollments, class, user).groups().for_each(|group| judge(&group)),
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(enrollments, row, user);
    }
}

/// Calls `each` with the row, class and user of every enrollment that stays; false if the work was stopped or `each` says so.
fn walk(context: &Context<'_>, enrollments: &TableData, class: usize, user: usize, mut each: impl FnMut(u32, u32, u32) -> bool) -> bool {
    let deleted = is_deleted(enrollments);
    let any_deleted = deleted.any();
    // The second row of an id has that as its fault.
    let mut again = RowSet::none(enrollments.rows());
    enrollments.index().duplicates().iter().for_each(|&(row, _)| again.insert(row));
    let any_again = !again.is_empty();
    let mut chunk = Chunk::new(enrollments);
    for group in 0..enrollments.columns()[class].groups() {
        if context.shared.is_stopped() {
            return false;
        }
        chunk.go_to(group);
        let (classes, users) = (chunk.targets(class), chunk.targets(user));
        for (at, row) in chunk.each() {
            let known = classes[at] != Column::NONE && users[at] != Column::NONE;
            let left_out = (any_deleted && deleted.has(row)) || (any_again && again.has(row));
            if known && !left_out && !each(row, classes[at], users[at]) {
                return false;
            }
        }
    }
    true
}

/// Rows of one person in one class, each with the first of them, if the rows of each class stand together, as they mostly do;
/// else `None`.
fn within_runs(context: &Context<'_>, enrollments: &TableData, class: usize, user: usize) -> Option<Vec<(u32, u32)>> {
    let rows = |table| context.input.data.table(table).map_or(0, |table| table.rows());
    let mut seen = RowSet::none(rows(Table::Classes));
    let mut first_of = vec![Column::NONE; rows(Table::Users) as usize];
    // The class at hand, and the row with which it began.
    let mut run = (Column::NONE, 0);
    let mut twins: Vec<(u32, u32)> = Vec::new();
    let whole = walk(context, enrollments, class, user, |row, class, user| {
        if class != run.0 {
            if seen.has(class) {
                return false;
            }
            seen.insert(class);
            run = (class, row);
        }
        let Some(first) = first_of.get_mut(user as usize) else { return true };
        if *first == Column::NONE || *first < run.1 {
            *first = row;
        } else {
            twins.push((*first, row));
        }
        true
    });
    let mut firsts: Vec<(u32, u32)> = twins.iter().map(|&(first, _)| (first, first)).collect();
    firsts.dedup();
    twins.append(&mut firsts);
    twins.sort_unstable();
    twins.dedup();
    whole.then_some(twins)
}

/// The same, wherever the rows stand.
fn anywhere(context: &Context<'_>, enrollments: &TableData, class: usize, user: usize) -> Twins {
    let mut keys = vec![0_u64; enrollments.rows() as usize];
    walk(context, enrollments, class, user, |row, class, user| {
        keys[row as usize] = pair(user, class);
        true
    });
    Twins::of(&keys)
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let class = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "classSourcedId").into_string());
    format!("{} is enrolled in {class} already", place.value)
}
