//! The file has lines without any text.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-blank-rows",
    level: Level::Info,
    topic: Topic::Text,
    title: "Empty lines",
    summary: "The file has lines without any text.",
    what: "Lines between records, and after the last one, that hold nothing. They are skipped.",
    why: "Some importers read them as records without a sourcedId.",
    remedy: "Remove them.",
    effects: &[documented("EdLink", "to be removed before the upload")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "o-1,,,North School,school,,\n\no-2,,,South School,school,,",
    good: "o-1,,,North School,school,,\no-2,,,South School,school,,",
    source: "RFC 4180",
    reads: &[],
    message: |place, _| format!("Empty lines: {}", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::BlankLines], sink)),
    ..PLAIN
};
