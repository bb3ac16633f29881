//! The term of a class is a school year or a grading period.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, documented, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "term-ref-type",
    level: Level::Info,
    title: "Term of another type",
    summary: "The term of a class is a school year or a grading period.",
    what: "Items of classes.termSourcedIds that lead to a session whose type is schoolYear or gradingPeriod. One finding per item.",
    why: "The standard takes any session. One receiver was seen to make classes of sessions of type term only.",
    remedy: "Nothing, unless the receiver loses classes: then point to the terms.",
    effects: &[
        documented("OneRoster", "any session; official valid packages have it"),
        observed("Clever", "seemed to take type term only"),
    ],
    bad: "classes.termSourcedIds y-1, a school year",
    good: "classes.termSourcedIds t-1, a term",
    source: "Experience with one receiver; official packages have it, so it is never an error",
    message: |place, _| format!("{} is a school year or a grading period", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = classes.column_number("termSourcedIds").filter(|_| classes.table() == Table::Classes) else { return };
    let Some(sessions) = context.input.data.table(Table::AcademicSessions) else { return };
    let Some(kind) = sessions.column("type") else { return };
    let other = Words::of(kind, |word| matches!(word, "schoolYear" | "gradingPeriod"));
    classes.columns()[number].scan_targets(|row, session| {
        if other.has(session) {
            sink.item(classes, row, number, &sessions.sourced_id(session));
        }
    });
}
