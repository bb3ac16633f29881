//! A row that stays refers to one that is to be deleted.

use super::super::Level;
use super::super::people::is_deleted;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, inferred};
use super::super::sink::Sink;
use crate::spec::Type;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-to-deleted",
    level: Level::Warning,
    topic: Topic::Reference,
    title: "Reference to what is deleted",
    summary: "A row that stays refers to a record that is to be deleted.",
    what: "Every reference of rows that are not to be deleted themselves. One finding per item.",
    why: "The receiver deletes the record and has a row that refers to nothing, or deletes that row as well.",
    remedy: "Delete the row too, or keep the record.",
    effects: &[documented("HMH", "a class whose teacher is inactive is not created"), inferred("Canvas", "enrolls a deleted user")],
    versions: SINCE_1_1,
    bad: "an active enrollment of u-1, which is tobedeleted",
    good: "an enrollment of u-1 that is tobedeleted too",
    source: "OneRoster CSV binding, bulk and delta",
    message: |place, _| format!("{} {} is to be deleted", place.column_words(), place.value),
    how: How::Column(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, number: usize, sink: &mut Sink<'_>) {
    let column = &table.columns()[number];
    let target = column.target_table().filter(|_| column.spec().is_some_and(|spec| spec.ty != Type::Guid));
    let Some(target) = target.and_then(|target| context.input.data.table(target)) else { return };
    let gone = is_deleted(target);
    if !gone.any() {
        return;
    }
    let gone: Vec<bool> = (0..target.rows()).map(|row| gone.has(row)).collect();
    let own = is_deleted(table);
    column.scan_targets(|row, to| {
        if gone.get(to as usize).copied().unwrap_or_default() && !own.has(row) {
            sink.item(table, row, number, &target.sourced_id(to));
        }
    });
}
