//! A session ends before it starts.

use super::super::Level;
use super::super::calendar::Days;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "session-dates-order",
    level: Level::Warning,
    title: "Session ends before it starts",
    summary: "A session ends before it starts, or on the same day.",
    what: "Both days of every session. The last day does not count any more, so that a session of one day has none. The finding stands at endDate.",
    why: "No day is in the session: its classes are never shown.",
    remedy: "Correct the days.",
    effects: &[documented("RosterHub", "an invalid range"), documented("OneRoster", "the start counts, the end does not")],
    bad: "2027-06-30 to 2026-08-15",
    good: "2026-08-15 to 2027-06-30",
    source: "Derived; OneRoster CSV binding, startDate and endDate",
    message: |place, input| {
        let start = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "startDate").into_string());
        format!("Ends on {}, starts on {start}", place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sessions: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = sessions.column_number("endDate").filter(|_| sessions.table() == Table::AcademicSessions) else { return };
    for (row, span) in (0..).zip(context.shared.spans()) {
        if span.end != Days::NONE && span.start >= span.end {
            sink.cell(sessions, row, number);
        }
    }
}
