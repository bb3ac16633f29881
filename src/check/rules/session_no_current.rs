//! No session is running today.

use super::super::calendar::day_number;
use super::super::rule::{Context, How, PLAIN, Rule, observed};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "session-no-current",
    level: Level::Warning,
    title: "No session is running",
    summary: "No session contains today.",
    what: "Sessions of bulk sets with known days, against the day that counts as today.",
    why: "Receivers that show what is running show nothing. In the summer it may be meant.",
    remedy: "Export the running term and year.",
    effects: &[observed("Clever", "classes are empty")],
    mode: Some(Mode::Bulk),
    bad: "one year until 2026-06-30, today being 2026-10-01",
    good: "one year until 2027-06-30, today being 2026-10-01",
    source: "Experience with receivers",
    reads: &[Reads::AsOf],
    message: |place, _| format!("No session contains {}", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sessions: &TableData, sink: &mut Sink<'_>) {
    if sessions.table() != Table::AcademicSessions {
        return;
    }
    let today = day_number(context.settings.as_of);
    let known = || context.shared.spans().iter().filter(|span| span.is_known());
    if known().count() > 0 && !known().any(|span| span.start <= today && today <= span.end) {
        sink.file(Some(sessions.file()), &context.settings.as_of.to_string());
    }
}
