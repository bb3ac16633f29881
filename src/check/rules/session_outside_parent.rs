//! A session reaches out of its parent.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "session-outside-parent",
    level: Level::Warning,
    title: "Session outside its parent",
    summary: "A session starts before its parent, or ends after it.",
    what: "Sessions with a parent, where all days are known and in order. The finding stands at startDate if the start is outside, else at endDate.",
    why: "Grades of days outside the year or term are lost in the receiver's reports.",
    remedy: "Correct the days of one of the two.",
    effects: &[inferred("Receivers of grades", "wrong grading periods")],
    bad: "a quarter until 2027-02-15 in a term until 2027-01-15",
    good: "a quarter until 2026-10-30 in that term",
    source: "Derived",
    message: |place, input| {
        let parent = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "parentSourcedId").into_string());
        format!("{} is {}, outside the session {parent}", place.column_words(), place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sessions: &TableData, sink: &mut Sink<'_>) {
    let is_it = sessions.table() == Table::AcademicSessions;
    let (Some(parent), Some(first), Some(last)) =
        (sessions.column("parentSourcedId").filter(|_| is_it), sessions.column_number("startDate"), sessions.column_number("endDate"))
    else {
        return;
    };
    let spans = context.shared.spans();
    parent.scan_targets(|row, parent| {
        let (own, whole) = (spans[row as usize], spans[parent as usize]);
        if !own.is_known() || !whole.is_known() {
            return;
        }
        if own.start < whole.start || own.start > whole.end {
            sink.cell(sessions, row, first);
        } else if own.end > whole.end {
            sink.cell(sessions, row, last);
        }
    });
}
