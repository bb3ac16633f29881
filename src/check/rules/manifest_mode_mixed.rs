//! A delta file refers to a bulk file of the same package.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Mode;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-mode-mixed",
    level: Level::Warning,
    topic: Topic::Package,
    title: "Bulk and delta mixed",
    summary: "A delta file refers to a bulk file of the same package.",
    what: "Delta files with filled references into files that are bulk. One finding per delta file.",
    why: "The standard does not forbid it, but many receivers read a package as a whole as bulk or as delta.",
    remedy: "Send either a full set or a set of changes.",
    effects: &[documented("HMH, Great Minds, Microsoft School Data Sync", "bulk only"), documented("ManageBac", "delta is not supported")],
    versions: SINCE_1_1,
    mode: Some(Mode::Delta),
    bad: "file.orgs bulk, file.users delta",
    good: "file.orgs delta, file.users delta",
    source: "Documents of receivers",
    message: |place, _| format!("The file is delta, but refers to {}, which is bulk", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let bulk = |column: &Column| {
        let target = column.target_table().filter(|target| *target != table.table() && column.filled() > 0)?;
        context.input.data.table(target).filter(|target| target.mode() == Mode::Bulk).map(|_| target.file())
    };
    let mut files: Vec<&str> = table.columns().iter().filter_map(|column| bulk(column)).collect();
    files.dedup();
    if !files.is_empty() {
        sink.file(Some(table.file()), &files.join(" and "));
    }
}
