//! Something is at a school that is no school.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "school-ref-not-school",
    level: Level::Error,
    title: "School that is no school",
    summary: "A school reference leads to an org whose type is not school.",
    what: "schoolSourcedId of classes, enrollments and, in 1.2, line items. Orgs with an unknown type are found by the rule about types.",
    why: "Receivers build a school from it, or leave the row out as it belongs to none.",
    remedy: "Use the sourcedId of the school, not that of the district or department.",
    effects: &[documented("OneRoster", "has to be of type school")],
    bad: "classes.schoolSourcedId d-1, a district",
    good: "classes.schoolSourcedId o-1, a school",
    source: "OneRoster CSV binding, classes and enrollments",
    message: |place, input| {
        let org = place.of_table(input).and_then(|(table, row)| table.column("schoolSourcedId")?.target_row(row));
        let kind = input.data.table(Table::Orgs).zip(org).map_or_else(String::new, |(orgs, org)| orgs.text(org, "type").into_string());
        format!("{} is of type {kind}, not school", place.value)
    },
    how: How::Column(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, number: usize, sink: &mut Sink<'_>) {
    let column = &table.columns()[number];
    if column.spec().is_none_or(|spec| spec.name != "schoolSourcedId") {
        return;
    }
    let Some(orgs) = context.input.data.table(Table::Orgs) else { return };
    let Some(kind) = orgs.column("type") else { return };
    let other = Words::of(kind, |word| matches!(word, "department" | "district" | "local" | "state" | "national"));
    let other: Vec<bool> = (0..orgs.rows()).map(|row| other.has(row)).collect();
    if other.contains(&true) {
        column.scan_targets(|row, org| {
            if other.get(org as usize).copied().unwrap_or_default() {
                sink.cell(table, row, number);
            }
        });
    }
}
