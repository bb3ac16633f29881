//! No org is a district.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "org-no-district",
    level: Level::Info,
    title: "No district",
    summary: "No org is of type district.",
    what: "orgs.csv of bulk sets with rows. Where a type is unknown, the rule about types has it.",
    why: "Some receivers expect one district with the schools below it.",
    remedy: "Add a row for the district and make it the parent of the schools.",
    effects: &[documented("ClassLink", "expects one district and one org for each building")],
    versions: SINCE_1_1,
    mode: Some(Mode::Bulk),
    bad: "o-1,,,North School,school,101, alone",
    good: "d-1,,,Harbor District,district,100, and o-1,,,North School,school,101,d-1",
    source: "Documents of receivers",
    message: |_, _| "No org is of type district".to_owned(),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, orgs: &TableData, sink: &mut Sink<'_>) {
    let Some(kind) = orgs.column("type").filter(|_| orgs.table() == Table::Orgs && orgs.rows() > 0) else { return };
    // A local or state education agency stands in the place of a district.
    let known = Words::of(kind, |word| matches!(word, "department" | "school"));
    if (0..orgs.rows()).all(|row| known.has(row)) {
        sink.file(Some(orgs.file()), "");
    }
}
