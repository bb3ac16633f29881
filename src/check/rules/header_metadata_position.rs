//! A metadata column stands before columns of the standard.

use super::super::Level;
use super::super::headers::headers;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::read::ColumnMeaning;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-metadata-position",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Metadata column before a column of the standard",
    summary: "A metadata column stands before columns of the standard.",
    what: "Columns named metadata. followed by a column of the standard.",
    why: "The standard puts them at the right end; importers that read by position shift every value after it.",
    remedy: "Move metadata columns to the right end.",
    effects: &[documented("OneRoster", "at the right end")],
    versions: SINCE_1_1,
    mode: None,
    bad: "sourcedId,metadata.room,status",
    good: "sourcedId,status,metadata.room",
    source: "OneRoster CSV binding, extensions",
    reads: &[],
    message: |place, _| format!("{} stands before columns of the standard", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, _, header) in headers(context.input.package) {
        let last = header.columns.iter().rposition(|column| column.spec().is_some()).unwrap_or(0);
        for (at, column) in header.columns.iter().enumerate().take(last) {
            if column.meaning == ColumnMeaning::Metadata {
                sink.header(file, at);
            }
        }
    }
}
