//! Somebody is enrolled as a student without being one, or as a teacher while being a student or a guardian only.

use super::super::people::{Duty, Words, duties};
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "role-mismatch",
    level: Level::Warning,
    topic: Topic::Consistency,
    title: "Enrollment in another role than the person has",
    summary: "Somebody is enrolled as a student without being one, or as a teacher while being a student or a guardian only.",
    what: "Enrollments whose user is in the package, by users.role in 1.1 and by all rows of roles.csv in 1.2. Staff of any kind may teach. People without a known role are left alone.",
    why: "In most learning platforms the role of the enrollment decides what somebody sees.",
    remedy: "Confirm with the school: staff who take classes exist, and the standard has no rule against it.",
    effects: &[
        documented("OneRoster", "no rule; official valid packages have it"),
        inferred("Learning platforms", "give the wrong access"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "user u-1 is a teacher, enrolled as student",
    good: "user u-1 is a student, enrolled as student",
    source: "Derived; official 1.2.1 packages have it, so it is never an error",
    reads: &[],
    message: say,
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, enrollments: &TableData, sink: &mut Sink<'_>) {
    let Some(users) = context.input.data.table(Table::Users).filter(|_| enrollments.table() == Table::Enrollments) else { return };
    let (Some(user), Some(number)) = (enrollments.column("userSourcedId"), enrollments.column_number("role")) else { return };
    let duties = duties(context.input.data, users);
    let role = &enrollments.columns()[number];
    let (student, teacher) = (Words::of(role, |word| word == "student"), Words::of(role, |word| word == "teacher"));
    user.scan_targets(|row, user| {
        let duty = duties.get(user as usize).copied().unwrap_or_default();
        let wrong = (student.has(row) && duty.is_never(Duty::STUDENT)) || (teacher.has(row) && duty.is_never(Duty::STAFF));
        if wrong {
            sink.cell(enrollments, row, number);
        }
    });
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let enrollments = input.data.table(Table::Enrollments).zip(place.row);
    let user = enrollments.and_then(|(table, row)| table.column("userSourcedId")?.target_row(row - 1));
    match input.data.table(Table::Users).zip(user).map(|(users, user)| users.text(user, "role")).filter(|role| !role.is_blank()) {
        Some(role) => format!("Enrolled as {}, but the user is {role}", place.value),
        None => format!("Enrolled as {}, which is none of the user's roles", place.value),
    }
}
