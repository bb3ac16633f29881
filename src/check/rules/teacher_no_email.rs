//! A teacher has no email address.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::{Duty, is_deleted};
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "teacher-no-email",
    level: Level::Warning,
    title: "Teacher without email",
    summary: "A teacher has no email address.",
    what: "Users who are teachers by users.role in 1.1 or by roles.csv in 1.2. Users to be deleted are left alone.",
    why: "Most receivers make the account of a teacher from the address.",
    remedy: "Add the address in the source system or in the feed of the personnel office.",
    effects: &[
        documented("Seesaw, TeacherEase, Great Minds", "the account is not created"),
        documented("Google Classroom", "matched by email"),
    ],
    bad: "a teacher with an empty email",
    good: "a teacher with bram@example.org",
    source: "Documents of receivers",
    message: |_, _| "The teacher has no email address".to_owned(),
    how: How::Rows(RowsCheck { table: Table::Users, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, users: &'a TableData) -> Option<Judge<'a>> {
    let number = users.column_number("email")?;
    let duties = context.shared.duties();
    let email = &users.columns()[number];
    let deleted = is_deleted(users);
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        for row in chunk.rows().filter(|&row| duties[row as usize].is(Duty::TEACHER)) {
            if email.text(row).is_blank() && !deleted.has(row) {
                sink.cell(users, row, number);
            }
        }
    }))
}
