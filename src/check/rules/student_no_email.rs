//! A student has no email address.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::{Duty, is_deleted};
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "student-no-email",
    level: Level::Info,
    title: "Student without email",
    summary: "A student has no email address.",
    what: "Users who are students by users.role in 1.1 or by roles.csv in 1.2. Users to be deleted are left alone.",
    why: "Receivers that sign people in by email do not know the student. For others it does not matter.",
    remedy: "Nothing, unless the receiver signs in by email.",
    effects: &[
        documented("Tools linked to Google", "the student is not rostered"),
        documented("Apple", "required if accounts are federated"),
    ],
    bad: "a student with an empty email",
    good: "a student with ada@example.org",
    source: "Documents of receivers",
    message: |_, _| "The student has no email address".to_owned(),
    how: How::Rows(RowsCheck { table: Table::Users, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, users: &'a TableData) -> Option<Judge<'a>> {
    let number = users.column_number("email")?;
    let duties = context.shared.duties();
    let email = &users.columns()[number];
    let deleted = is_deleted(users);
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        for row in chunk.rows().filter(|&row| duties[row as usize].is(Duty::STUDENT)) {
            if email.text(row).is_blank() && !deleted.has(row) {
                sink.cell(users, row, number);
            }
        }
    }))
}
