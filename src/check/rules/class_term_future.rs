//! All sessions of a class are still to come.

use super::super::calendar::day_number;
use super::super::people::is_deleted;
use super::super::rule::{Context, How, PLAIN, Rule, observed};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-term-future",
    level: Level::Warning,
    title: "Class of a term to come",
    summary: "All sessions of a class begin after today.",
    what: "Classes with sessions of known days, against the day that counts as today. Classes to be deleted are left alone.",
    why: "Some receivers drop such a class with its enrollments, and take it in only when the term begins.",
    remedy: "Nothing if it is meant; otherwise export the class when its term begins.",
    effects: &[observed("Clever", "drops the class and its enrollments")],
    bad: "a class of the term from 2027-01-15, today being 2026-10-01",
    good: "a class of the term from 2026-08-15, today being 2026-10-01",
    source: "Experience with receivers",
    reads: &[Reads::AsOf],
    message: |place, _| format!("The sessions of the class, {}, are still to come", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = classes.column_number("termSourcedIds").filter(|_| classes.table() == Table::Classes) else { return };
    let (today, deleted) = (day_number(context.settings.as_of), is_deleted(classes));
    for (row, span) in (0..).zip(context.shared.class_spans()).filter(|(_, span)| span.is_known()) {
        if span.start > today && !deleted.has(row) {
            sink.cell(classes, row, number);
        }
    }
}
