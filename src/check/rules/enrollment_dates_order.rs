//! An enrollment or a role ends before it begins.

use super::super::Level;
use super::super::calendar::Days;
use super::super::chunk::Chunk;
use super::super::rule::{Context, How, PLAIN, Rule, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "enrollment-dates-order",
    level: Level::Warning,
    title: "Ends before it begins",
    summary: "An enrollment or a role ends before it begins, or on the same day.",
    what: "Rows of enrollments.csv and roles.csv with both days. The last day does not count any more, so that one who begins and ends on one day is never there. The finding stands at endDate.",
    why: "The person is never in the class; receivers that look at dates pass over the row.",
    remedy: "Correct the dates; leave out the rows of those who never came.",
    effects: &[inferred("Receivers that look at dates", "pass over the row")],
    bad: "2027-01-15 to 2026-08-15",
    good: "2026-08-15 to 2027-01-15",
    source: "Derived; OneRoster CSV binding, beginDate and endDate",
    message: |place, input| {
        let begin = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "beginDate").into_string());
        format!("Ends on {}, begins on {begin}", place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    if !matches!(table.table(), Table::Enrollments | Table::Roles) {
        return;
    }
    let (Some(begins), Some(number)) = (table.column("beginDate"), table.column_number("endDate")) else { return };
    let (begin, end) = (Days::of(Some(begins)), Days::of(table.columns().get(number).map(|column| &**column)));
    if begin.is_all_before(&end) {
        return;
    }
    let mut chunk = Chunk::new(table);
    let first = table.column_number("beginDate").unwrap_or(number);
    for group in 0..begins.groups() {
        chunk.go_to(group);
        let (begins, ends) = (chunk.codes(first), chunk.codes(number));
        for (at, row) in chunk.each() {
            let (begin, end) = (begin.at(row, begins[at]), end.at(row, ends[at]));
            if begin >= end && end != Days::NONE {
                sink.cell(table, row, number);
            }
        }
    }
}
