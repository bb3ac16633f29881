//! One sourcedId stands for people in different roles.

use super::super::Level;
use super::super::people::is_across_roles;
use super::super::rule::{Context, How, PLAIN, Rule, documented, inferred};
use super::super::sink::Sink;
use crate::spec::{Table, Version};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-sourcedid-across-roles",
    level: Level::Error,
    title: "One id for two kinds of people",
    summary: "A sourcedId stands in an earlier row of users.csv for somebody in another role.",
    what: "Rows of users.csv of 1.1 whose sourcedId stands before with another role. It is a sourcedId that stands twice; this rule has it because the cause is another.",
    why: "Students and staff are numbered apart, and the numbers meet: one person overwrites the other.",
    remedy: "Put a prefix for each kind of people before the ids, such as STU, STA and PAR, in every file.",
    effects: &[documented("Apple", "an id has to be unique over all people"), inferred("Others", "one person overwrites the other")],
    versions: &[Version::V1_0, Version::V1_1],
    bad: "100 for a student and 100 for a teacher",
    good: "STU100 and STA100",
    source: "Documents of receivers; OneRoster CSV binding, identifiers",
    message: |place, _| format!("{} stands before for somebody in another role", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = users.column_number("sourcedId").filter(|_| users.table() == Table::Users) else { return };
    for &(row, first) in users.index().duplicates() {
        if is_across_roles(users, row, first) {
            sink.cell(users, row, number);
        }
    }
}
