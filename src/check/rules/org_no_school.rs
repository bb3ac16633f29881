//! No org is a school.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "org-no-school",
    level: Level::Error,
    title: "No school",
    summary: "No org is of type school.",
    what: "orgs.csv of bulk sets with rows. Where a type is unknown, the rule about types has it.",
    why: "Classes and enrollments belong to schools; without one nothing can be filed.",
    remedy: "Export the schools, and give them the type school.",
    effects: &[documented("OneRoster", "classes need a school")],
    mode: Some(Mode::Bulk),
    bad: "d-1,,,Harbor District,district,100, alone",
    good: "d-1,,,Harbor District,district,100, and o-1,,,North School,school,101,d-1",
    source: "OneRoster CSV binding, classes.schoolSourcedId",
    message: |_, _| "No org is of type school".to_owned(),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, orgs: &TableData, sink: &mut Sink<'_>) {
    let Some(kind) = orgs.column("type").filter(|_| orgs.table() == Table::Orgs && orgs.rows() > 0) else { return };
    let known = Words::of(kind, |word| matches!(word, "department" | "district" | "local" | "state" | "national"));
    if (0..orgs.rows()).all(|row| known.has(row)) {
        sink.file(Some(orgs.file()), "");
    }
}
