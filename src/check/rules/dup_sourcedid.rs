//! A sourcedId stands in an earlier row of the same file.

use super::super::people::is_across_roles;
use super::super::rule::{Context, How, PLAIN, Rule, documented, inferred};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-sourcedid",
    level: Level::Error,
    title: "sourcedId twice",
    summary: "A sourcedId stands in an earlier row of the same file.",
    what: "The second row and every later one with the same sourcedId. Empty ids are left to the rule about required values; people in different roles who share an id have a rule of their own.",
    why: "Of two records with one id, a receiver keeps the first, the last, or a mixture.",
    remedy: "Find the cause: usually a teacher at two schools listed twice, or a class once per term.",
    effects: &[
        documented("OneRoster", "unique"),
        documented("Clever", "only the first one is used"),
        documented("Apple", "the last one overwrites"),
        inferred("Microsoft School Data Sync", "duplicate"),
    ],
    bad: "o-1,,,North School,school,,\no-1,,,South School,school,,",
    good: "o-1,,,North School,school,,\no-2,,,South School,school,,",
    source: "Conformance-tested readers; OneRoster CSV binding, identifiers",
    message: say,
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let Some(column) = table.column_number("sourcedId") else { return };
    let by_role = !context.input.data.version().is_1_2();
    for &(row, first) in table.index().duplicates() {
        // Packages of one district share their orgs and sessions: the same record again in another package is no fault.
        let again =
            table.file_of(row) != table.file_of(first) && table.columns().iter().all(|column| *column.text(row) == *column.text(first));
        if !(again || by_role && is_across_roles(table, row, first)) {
            sink.cell(table, row, column);
        }
    }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let table = place.table.and_then(|table| input.data.table(table));
    match table.and_then(|table| Some(table.line(table.find(&place.value)?))) {
        Some(line) if table.is_some_and(|table| table.files().count() == 1) => format!("{} stands on line {line} before", place.value),
        _ => format!("{} stands before", place.value),
    }
}
