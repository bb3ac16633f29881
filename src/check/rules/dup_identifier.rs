//! Two users of one kind have one identifier.

use super::super::Level;
use super::super::people::{Duty, sole_set};
use super::super::rule::{Context, How, PLAIN, Rule, documented, inferred};
use super::super::sink::Sink;
use super::super::twins::repeated_texts;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-identifier",
    level: Level::Info,
    title: "Identifier twice",
    summary: "Two users in the same role have the same identifier.",
    what: "users.identifier, the number of a student or of staff: the second row and every later one among users of the same role. Users to be deleted, and rows whose sourcedId stands before, are left alone.",
    why: "It is usually one person with two records, who gets two accounts.",
    remedy: "Merge the two in the source system.",
    effects: &[documented("Amplify", "lists them as duplicates"), inferred("Most receivers", "make two accounts")],
    bad: "student number 4711 for u-1 and u-9",
    good: "one number for each student",
    source: "Documents of receivers",
    message: |place, _| format!("{} is the identifier of another user in the same role, too", place.value),
    how: How::Table(check),
    ..PLAIN
};

/// People who are one thing may share the identifier of people who are another.
const ROLES: u8 = Duty::STUDENT | Duty::STAFF | Duty::FAMILY;

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = users.column_number("identifier").filter(|_| users.table() == Table::Users) else { return };
    let duties = context.shared.duties();
    let sole = sole_set(users);
    let kinds = |row: u32| if sole.has(row) { duties[row as usize].among(ROLES) } else { 0 };
    for row in repeated_texts(&users.columns()[number], kinds) {
        sink.cell(users, row, number);
    }
}
