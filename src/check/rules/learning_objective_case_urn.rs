//! A learning objective of CASE is no URN.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::Words;
use super::super::rule::{Context, How, ONLY_1_2, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::store::{Skip, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "learning-objective-case-urn",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Learning objective without a URN",
    summary: "The source of a learning objective is case, but its id is no UUID of CASE.",
    what: "learningObjectiveId of both files of learning objectives where source is case: urn:uuid: and a UUID, or the UUID alone.",
    why: "The id cannot be looked up in the framework.",
    remedy: "Write urn:uuid: and the identifier of the CASE item.",
    effects: &[documented("OneRoster", "the UUID of the CASE item")],
    versions: ONLY_1_2,
    bad: "case,obj-1",
    good: "case,urn:uuid:6b1f3a52-3f0d-4a9b-8a51-0d2e5a2c7f11",
    source: "OneRoster CSV binding 1.2, learning objectives",
    message: |place, _| format!("{} is {}, not urn:uuid: and a UUID", place.column_words(), quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let (Some(source), Some(number)) = (table.column("source"), table.column_number("learningObjectiveId")) else { return };
    let case = Words::of(source, |word| word == "case");
    table.columns()[number].scan_where(
        Skip::default(),
        |text| !text.is_empty() && !is_uuid(text.strip_prefix("urn:uuid:").unwrap_or(text)),
        |row, _| {
            if case.has(row) {
                sink.cell(table, row, number);
            }
        },
    );
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}
