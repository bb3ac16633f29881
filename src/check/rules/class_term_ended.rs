//! All sessions of a class are over.

use super::super::calendar::day_number;
use super::super::people::is_deleted;
use super::super::rule::{Context, How, PLAIN, Rule, documented, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-term-ended",
    level: Level::Warning,
    title: "Class of a term that is over",
    summary: "All sessions of a class have ended.",
    what: "Classes with sessions of known days, against the day that counts as today. Classes to be deleted are left alone.",
    why: "Receivers archive or hide such a class: its teacher does not find it any more.",
    remedy: "Leave out the classes of last year, or correct the days of the sessions.",
    effects: &[documented("HMH", "hidden, if it is set to show active terms only"), inferred("Other receivers", "archive the class")],
    bad: "a class of the term until 2026-06-30, today being 2026-10-01",
    good: "a class of the term until 2027-01-15, today being 2026-10-01",
    source: "Documents of receivers",
    reads: &[Reads::AsOf],
    message: |place, _| format!("The sessions of the class, {}, are over", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = classes.column_number("termSourcedIds").filter(|_| classes.table() == Table::Classes) else { return };
    let (today, deleted) = (day_number(context.settings.as_of), is_deleted(classes));
    for (row, span) in (0..).zip(context.shared.class_spans()).filter(|(_, span)| span.is_known()) {
        if span.end < today && !deleted.has(row) {
            sink.cell(classes, row, number);
        }
    }
}
