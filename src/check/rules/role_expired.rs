//! A role or an enrollment has ended, or has not begun yet.

use super::super::calendar::{Days, day_number};
use super::super::chunk::Chunk;
use super::super::people::is_deleted;
use super::super::rule::{Context, How, PLAIN, Rule, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "role-expired",
    level: Level::Info,
    title: "Not running today",
    summary: "A role or an enrollment has ended, or has not begun yet.",
    what: "Days of roles.csv and enrollments.csv against the day that counts as today. The finding stands at endDate if that day has come, else at beginDate. Rows to be deleted are left alone.",
    why: "Receivers that look at dates do not show the person in the class or at the school. Around the change of a year or a term it is expected.",
    remedy: "Nothing if it is meant; otherwise correct the days.",
    effects: &[inferred("Receivers that look at dates", "hide the person")],
    bad: "an enrollment until 2025-06-30, today being 2026-10-01",
    good: "an enrollment until 2027-01-15, today being 2026-10-01",
    source: "OneRoster CSV binding, beginDate and endDate",
    reads: &[Reads::AsOf],
    message: |place, _| {
        let ended = place.column.as_deref() == Some("endDate");
        format!("{} on {}", if ended { "Ended" } else { "Begins" }, place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    if !matches!(table.table(), Table::Enrollments | Table::Roles) {
        return;
    }
    let today = day_number(context.settings.as_of);
    let (Some(first), Some(last)) = (table.column_number("beginDate"), table.column_number("endDate")) else { return };
    let days = |number: usize| Days::of(Some(&*table.columns()[number]));
    let (begin, end) = (days(first), days(last));
    if !begin.any_where(|day| day > today) && !end.any_where(|day| day <= today) {
        return;
    }
    let gone = is_deleted(table);
    let mut chunk = Chunk::new(table);
    for group in 0..table.columns()[first].groups() {
        chunk.go_to(group);
        let (begins, ends) = (chunk.codes(first), chunk.codes(last));
        for (at, row) in chunk.each() {
            let (begin, end) = (begin.at(row, begins[at]), end.at(row, ends[at]));
            // One who ends before the beginning has that as a fault.
            if begin != Days::NONE && end != Days::NONE && begin >= end {
                continue;
            }
            if end != Days::NONE && end <= today && !gone.has(row) {
                sink.cell(table, row, last);
            } else if begin != Days::NONE && begin > today && !gone.has(row) {
                sink.cell(table, row, first);
            }
        }
    }
}
