//! A class has two primary teachers at the same time.

use super::super::Level;
use super::super::calendar::Days;
use super::super::people::{Words, is_deleted};
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::shared::Span;
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-many-primary",
    level: Level::Warning,
    title: "Several primary teachers",
    summary: "A class has two primary teachers at the same time.",
    what: "Enrollments as teacher with primary true whose days overlap those of an earlier one in the same class. Days that are not given have no end. Enrollments to be deleted do not count. One finding for the second teacher and for each later one.",
    why: "Receivers that know one lead teacher take the first or the last of them.",
    remedy: "Keep primary for one teacher; set it to false for the others.",
    effects: &[
        documented("OneRoster", "only one teacher is primary"),
        documented("Apple", "name only one"),
        documented("Clever", "a section has one primary teacher"),
    ],
    bad: "two teachers of c-1 with primary true",
    good: "one teacher of c-1 with primary true, one with false",
    source: "OneRoster CSV binding, enrollments.primary",
    message: |place, _| {
        let _ = place;
        "The class has another primary teacher at the same time".to_owned()
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, enrollments: &TableData, sink: &mut Sink<'_>) {
    let classes = context.input.data.table(Table::Classes).filter(|_| enrollments.table() == Table::Enrollments);
    let (Some(classes), Some(number)) = (classes, enrollments.column_number("primary")) else { return };
    // A class that is known to have one at most needs no closer look.
    let enrolled = context.shared.enrolled();
    let may_have_two = |class: u32| enrolled.is_none_or(|enrolled| enrolled.primaries.get(class as usize).is_some_and(|&count| count > 1));
    if !(0..classes.rows()).any(may_have_two) {
        return;
    }
    let (Some(class), Some(role)) = (enrollments.column("classSourcedId"), enrollments.column("role")) else { return };
    let (primary, teacher) = (Words::of(&enrollments.columns()[number], |word| word == "true"), Words::of(role, |word| word == "teacher"));
    let deleted = is_deleted(enrollments);
    let (begin, end) = (Days::of(enrollments.column("beginDate")), Days::of(enrollments.column("endDate")));
    let mut found: Vec<(u32, u32)> = Vec::new();
    class.scan_targets(|row, class| {
        if may_have_two(class) && primary.has(row) && teacher.has(row) && !deleted.has(row) && class < classes.rows() {
            found.push((class, row));
        }
    });
    found.sort_unstable();
    let span = |row: u32| Span { start: begin.of_row(row), end: end.of_row(row) };
    let mut rows: Vec<u32> = Vec::new();
    for teachers in found.chunk_by(|one, other| one.0 == other.0) {
        let later =
            teachers.iter().enumerate().filter(|&(at, &(_, row))| teachers[..at].iter().any(|&(_, other)| span(other).meets(span(row))));
        rows.extend(later.map(|(_, &(_, row))| row));
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(enrollments, row, number);
    }
}
