//! Somebody is enrolled as a student without being one, or as a teacher while being a student or a guardian only.

use super::super::chunk::Chunk;
use super::super::people::{Duty, Words};
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented, inferred};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "role-mismatch",
    level: Level::Warning,
    title: "Enrollment in another role than the person has",
    summary: "Somebody is enrolled as a student without being one, or as a teacher while being a student or a guardian only.",
    what: "Enrollments whose user is in the package, by users.role in 1.1 and by all rows of roles.csv in 1.2. Staff of any kind may teach. People without a known role are left alone.",
    why: "In most learning platforms the role of the enrollment decides what somebody sees.",
    remedy: "Confirm with the school: staff who take classes exist, and the standard has no rule against it.",
    effects: &[
        documented("OneRoster", "no rule; official valid packages have it"),
        inferred("Learning platforms", "give the wrong access"),
    ],
    bad: "user u-1 is a teacher, enrolled as student",
    good: "user u-1 is a student, enrolled as student",
    source: "Derived; official 1.2.1 packages have it, so it is never an error",
    message: say,
    how: How::Rows(RowsCheck { table: Table::Enrollments, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, enrollments: &'a TableData) -> Option<Judge<'a>> {
    let (user, number) = (enrollments.column_number("userSourcedId")?, enrollments.column_number("role")?);
    let duties = context.shared.duties();
    let role = &enrollments.columns()[number];
    let (student, teacher) = (Words::of(role, |word| word == "student"), Words::of(role, |word| word == "teacher"));
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (users, roles) = (chunk.targets(user), chunk.codes(number));
        for (at, row) in chunk.each() {
            let Some(duty) = duties.get(users[at] as usize) else { continue };
            let wrong = (duty.is_never(Duty::STUDENT) && student.has_code(row, roles[at]))
                || (duty.is_never(Duty::STAFF) && teacher.has_code(row, roles[at]));
            if wrong {
                sink.cell(enrollments, row, number);
            }
        }
    }))
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let user = place.of_table(input).and_then(|(table, row)| table.column("userSourcedId")?.target_row(row));
    match input.data.table(Table::Users).zip(user).map(|(users, user)| users.text(user, "role")).filter(|role| !role.is_blank()) {
        Some(role) => format!("Enrolled as {}, but the user is {role}", place.value),
        None => format!("Enrolled as {}, which is none of the user's roles", place.value),
    }
}
