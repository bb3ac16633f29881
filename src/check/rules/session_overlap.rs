//! Two sessions of one type and one parent overlap.

use super::super::Level;
use super::super::people::is_deleted;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "session-overlap",
    level: Level::Warning,
    title: "Sessions overlap",
    summary: "Two sessions of one type under one parent have days in common.",
    what: "Sessions with the same parent and type whose days are known. The last day does not count any more. Sessions without a parent are not compared: schools may have years of their own. One finding for each session that overlaps an earlier row, at startDate.",
    why: "A receiver that asks which term is running gets two answers.",
    remedy: "Correct the days; give schools with other terms a parent of their own.",
    effects: &[documented("Aeries", "asking for academic sessions fails")],
    bad: "terms until 2027-01-15 and from 2026-12-01 in one year",
    good: "terms until 2027-01-15 and from 2027-01-15 in one year",
    source: "Documents of a source",
    message: |place, _| format!("Starts on {}, before another session of the same kind and parent has ended", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sessions: &TableData, sink: &mut Sink<'_>) {
    let is_it = sessions.table() == Table::AcademicSessions;
    let (Some(parent), Some(kind), Some(number)) =
        (sessions.column("parentSourcedId").filter(|_| is_it), sessions.column("type"), sessions.column_number("startDate"))
    else {
        return;
    };
    let (spans, deleted) = (context.shared.spans(), is_deleted(sessions));
    let mut siblings: Vec<(u32, String, i32, i32, u32)> = Vec::new();
    parent.scan_targets(|row, parent| {
        let span = spans[row as usize];
        // What ends on its first day has no days; its own fault is found by another rule.
        if span.is_known() && span.start < span.end && !deleted.has(row) {
            siblings.push((parent, kind.text(row).into_string(), span.start, span.end, row));
        }
    });
    siblings.sort_unstable();
    let mut rows: Vec<u32> = Vec::new();
    for group in siblings.chunk_by(|one, other| one.0 == other.0 && one.1 == other.1) {
        let mut running: Option<(i32, u32)> = None;
        for &(_, _, start, end, row) in group {
            if let Some((until, other)) = running
                && start < until
            {
                rows.push(row.max(other));
            }
            if running.is_none_or(|(until, _)| end > until) {
                running = Some((end, row));
            }
        }
    }
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        sink.cell(sessions, row, number);
    }
}
