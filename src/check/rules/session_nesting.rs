//! A session is below one that belongs below it.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "session-nesting",
    level: Level::Warning,
    title: "Sessions nested the wrong way",
    summary: "A session is below a session of a kind that belongs below it.",
    what: "parentSourcedId of sessions: a school year above semesters and terms, those above grading periods; a step may be left out. Sessions of unknown types are left alone.",
    why: "Receivers that look for the year of a class find a quarter.",
    remedy: "Correct the parent or the type.",
    effects: &[inferred("Receivers that look for the year", "find another session")],
    versions: SINCE_1_1,
    bad: "a school year below a term",
    good: "a term below a school year",
    source: "Derived",
    message: |place, input| {
        let kind = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "type").into_string());
        format!("A {kind} below {}", place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, sessions: &TableData, sink: &mut Sink<'_>) {
    let number = sessions.column_number("parentSourcedId").filter(|_| sessions.table() == Table::AcademicSessions);
    let (Some(number), Some(kind)) = (number, sessions.column("type")) else { return };
    let step = |row| match &*kind.text(row) {
        "schoolYear" => Some(0),
        "semester" | "term" => Some(1),
        "gradingPeriod" => Some(2),
        _ => None,
    };
    sessions.columns()[number].scan_targets(|row, parent| {
        if row != parent && step(row).zip(step(parent)).is_some_and(|(own, above)| above > own) {
            sink.cell(sessions, row, number);
        }
    });
}
