//! The grading period of a line item is none.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "grading-period-ref-type",
    level: Level::Info,
    title: "Grading period that is none",
    summary: "The grading period of a line item is a session of another type, or in 1.2 a school year.",
    what: "lineItems.gradingPeriodSourcedId of 1.1 that leads to a session whose type is not gradingPeriod, and academicSessionSourcedId of 1.2 that leads to a school year.",
    why: "Receivers file grades by grading period.",
    remedy: "Point to the grading period.",
    effects: &[observed("A conformance-tested reader", "refuses a school year in 1.2")],
    versions: SINCE_1_1,
    bad: "gradingPeriodSourcedId t-1, a term",
    good: "gradingPeriodSourcedId g-1, a grading period",
    source: "Derived; a conformance-tested reader",
    message: |place, _| format!("{} is a session of another type", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, items: &TableData, sink: &mut Sink<'_>) {
    let is_1_2 = context.input.data.version().is_1_2();
    let name = if is_1_2 { "academicSessionSourcedId" } else { "gradingPeriodSourcedId" };
    let Some(number) = items.column_number(name).filter(|_| items.table() == Table::LineItems) else { return };
    let Some(kind) = context.input.data.table(Table::AcademicSessions).and_then(|sessions| sessions.column("type")) else { return };
    let year = |word: &str| word == "schoolYear";
    let other = Words::of(kind, if is_1_2 { year } else { |word| matches!(word, "schoolYear" | "semester" | "term") });
    items.columns()[number].scan_targets(|row, session| {
        if other.has(session) {
            sink.cell(items, row, number);
        }
    });
}
