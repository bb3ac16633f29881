//! A bulk file has status or dateLastModified filled.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;
use crate::spec::Mode;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "status-in-bulk",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Status or time in bulk",
    summary: "A bulk file has status or dateLastModified filled.",
    what: "Both columns of files that are bulk. One finding per file, as it is the whole export that does it.",
    why: "The standard wants both empty in a full set; receivers pass over them, or take the file for a set of changes.",
    remedy: "Leave both empty, or send the file as delta.",
    effects: &[documented("OneRoster", "empty in bulk"), documented("HMH", "to be left empty"), observed("Longsight", "refuses the file")],
    versions: SINCE_1_1,
    mode: Some(Mode::Bulk),
    bad: "o-1,active,2026-09-01T06:00:00.000Z,North School,school,,",
    good: "o-1,,,North School,school,,",
    source: "OneRoster CSV binding, bulk and delta",
    reads: &[],
    message: |place, _| format!("The file is bulk, but has {}", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let filled = ["status", "dateLastModified"].iter().filter_map(|name| {
        let count = table.column(name)?.filled();
        (count > 0).then(|| format!("{name} in {count} {}", if count == 1 { "row" } else { "rows" }))
    });
    let filled: Vec<String> = filled.collect();
    if !filled.is_empty() {
        sink.file(Some(table.file()), &filled.join(" and "));
    }
}
