//! A result is of another class than its line item.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::rule::{Context, How, Judge, ONLY_1_2, PLAIN, RowsCheck, Rule, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "result-class-mismatch",
    level: Level::Warning,
    title: "Result of another class than its line item",
    summary: "The class of a result is not the class of its line item.",
    what: "results.classSourcedId of 1.2 and the class of the line item, where both are in the package.",
    why: "The result stands in two gradebooks, or in none.",
    remedy: "Use the class of the line item.",
    effects: &[observed("A conformance-tested reader", "refuses it")],
    versions: ONLY_1_2,
    bad: "class c-2, its line item being of c-1",
    good: "class c-1, its line item being of c-1",
    source: "A conformance-tested reader",
    message: |place, _| format!("The line item is of another class than {}", place.value),
    how: How::Rows(RowsCheck { table: Table::Results, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, results: &'a TableData) -> Option<Judge<'a>> {
    let (number, item) = (results.column_number("classSourcedId")?, results.column_number("lineItemSourcedId")?);
    let of_item = context.shared.line_item_classes();
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (classes, items) = (chunk.targets(number), chunk.targets(item));
        for (at, row) in chunk.each() {
            let expected = of_item.get(items[at] as usize).copied().unwrap_or(Column::NONE);
            if classes[at] != Column::NONE && expected != Column::NONE && classes[at] != expected {
                sink.cell(results, row, number);
            }
        }
    }))
}
