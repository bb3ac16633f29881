//! The file holds bytes that are not UTF-8.

use super::super::Level;
use super::super::facts::{fact_files_without_rows, row_facts_everywhere};
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::read::{FactKind, RowFactKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "encoding-not-utf8",
    level: Level::Error,
    topic: Topic::Text,
    title: "Text that is not UTF-8",
    summary: "The file holds bytes that are not UTF-8.",
    what: "Every cell with such bytes; they were read as Windows-1252, which fits most of them.",
    why: "Names with accents reach the receiver garbled, or the file is refused.",
    remedy: "Export as UTF-8.",
    effects: &[
        documented("OneRoster", "has to be UTF-8"),
        documented("Microsoft School Data Sync", "only UTF-8"),
        documented("Canvas", "text has to be UTF-8"),
        documented("D2L", "only UTF-8"),
        documented("SchoolStatus", "headers are not recognized, everybody is removed"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "Ren<E9>",
    good: "Ren<C3 A9>",
    source: "OneRoster CSV binding, encoding",
    reads: &[],
    message: |place, _| format!("{} is not UTF-8 and was read as Windows-1252", place.column_words()),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    row_facts_everywhere(context, RowFactKind::NotUtf8, sink);
    fact_files_without_rows(context, FactKind::NotUtf8, RowFactKind::NotUtf8, sink);
}
