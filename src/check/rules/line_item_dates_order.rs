//! A line item is due before it is assigned.

use super::super::Level;
use super::super::calendar::Days;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "line-item-dates-order",
    level: Level::Warning,
    title: "Due before it is assigned",
    summary: "A line item is due before it is assigned.",
    what: "assignDate and dueDate of lineItems.csv. The same day is fine. The finding stands at dueDate.",
    why: "Receivers show the task as late from the first day.",
    remedy: "Correct the dates.",
    effects: &[inferred("Gradebooks", "show the task as late")],
    versions: SINCE_1_1,
    bad: "assigned 2026-09-08, due 2026-09-01",
    good: "assigned 2026-09-01, due 2026-09-08",
    source: "Derived",
    message: |place, input| {
        let assigned = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "assignDate").into_string());
        format!("Due on {}, assigned on {assigned}", place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, items: &TableData, sink: &mut Sink<'_>) {
    let number = items.column_number("dueDate").filter(|_| items.table() == Table::LineItems);
    let (Some(number), Some(assigned)) = (number, items.column("assignDate")) else { return };
    let (assigned, due) = (Days::of(Some(assigned)), Days::of(Some(&*items.columns()[number])));
    for row in 0..items.rows() {
        let due = due.of_row(row);
        if due != Days::NONE && assigned.of_row(row) > due {
            sink.cell(items, row, number);
        }
    }
}
