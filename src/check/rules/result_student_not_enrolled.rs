//! The student of a result is not in its class.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, SINCE_1_1, observed};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "result-student-not-enrolled",
    level: Level::Info,
    title: "Result of somebody who is not in the class",
    summary: "The student of a result has no enrollment in the class of its line item.",
    what: "Results of bulk sets that hold enrollments.csv as bulk too. Enrollments in any role and of any time count.",
    why: "The receiver does not show the result, as the student is not in the class.",
    remedy: "Export the enrollment too, also when it has ended.",
    effects: &[observed("A conformance-tested reader", "refuses it")],
    versions: SINCE_1_1,
    mode: Some(Mode::Bulk),
    bad: "a result of u-9 in c-1, in which u-9 is not enrolled",
    good: "a result of u-1 in c-1, in which u-1 is enrolled",
    source: "A conformance-tested reader",
    message: |place, _| format!("{} is not enrolled in the class of the line item", place.value),
    how: How::Rows(RowsCheck { table: Table::Results, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, results: &'a TableData) -> Option<Judge<'a>> {
    let (number, item) = (results.column_number("studentSourcedId")?, results.column_number("lineItemSourcedId")?);
    let (of_item, members) = (context.shared.line_item_classes(), context.shared.members()?);
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (students, items) = (chunk.targets(number), chunk.targets(item));
        for (at, row) in chunk.each().filter(|&(at, _)| students[at] != Column::NONE) {
            let class = of_item.get(items[at] as usize).copied().unwrap_or(Column::NONE);
            if class != Column::NONE && !members.of(class).contains(&students[at]) {
                sink.cell(results, row, number);
            }
        }
    }))
}
