//! A list of references names one record twice, or has an empty item.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use crate::spec::Type;
use crate::store::{Column, Skip, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-list-duplicate",
    level: Level::Info,
    topic: Topic::Reference,
    title: "Twice in a list",
    summary: "A list of references names one record twice, or has an empty item.",
    what: "Lists of references such as orgSourcedIds, agentSourcedIds and termSourcedIds. One finding per cell. A cell of commas alone is found elsewhere.",
    why: "Strict readers refuse the list; others count the record twice.",
    remedy: "Keep each id once, and no comma too many.",
    effects: &[inferred("Strict readers", "refuse the list")],
    bad: "\"o-1,o-2,o-1\"",
    good: "\"o-1,o-2\"",
    source: "OneRoster CSV binding, lists",
    message: |place, _| format!("{} names a record twice, or has an empty item: {}", place.column_words(), quoted(&place.value)),
    how: How::Column(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, number: usize, sink: &mut Sink<'_>) {
    let column = &table.columns()[number];
    if column.spec().is_none_or(|spec| spec.ty != Type::GuidRefList) {
        return;
    }
    let mut rows: Vec<u32> = Vec::new();
    let mut list: (u32, Vec<u32>) = (Column::NONE, Vec::new());
    column.scan_targets(|row, to| {
        if list.0 != row {
            list.0 = row;
            list.1.clear();
        } else if list.1.contains(&to) {
            rows.push(row);
        }
        list.1.push(to);
    });
    column.scan_where(Skip { uuids: true, resolved: true }, has_slip, |row, _| rows.push(row));
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        sink.cell(table, row, number);
    }
}

/// True for an empty item, or the same text twice.
fn has_slip(list: &str) -> bool {
    if list.bytes().all(|byte| byte == b',') {
        return false;
    }
    let items: Vec<&str> = list.split(',').collect();
    items.iter().enumerate().any(|(at, item)| item.is_empty() || items[..at].contains(item))
}
