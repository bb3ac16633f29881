//! The file is written in UTF-16.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "encoding-utf16",
    level: Level::Error,
    topic: Topic::Text,
    title: "UTF-16 instead of UTF-8",
    summary: "The file is written in UTF-16.",
    what: "Files with a UTF-16 byte order mark, or with a zero in every other byte. They were read as UTF-16.",
    why: "Importers expect UTF-8 and see a zero byte after every letter.",
    remedy: "Save as CSV UTF-8; \"Unicode text\" of a spreadsheet is UTF-16.",
    effects: &[documented("OneRoster", "has to be UTF-8")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "FF FE 73 00 6F 00",
    good: "73 6F 75 72",
    source: "OneRoster CSV binding, encoding",
    reads: &[],
    message: |place, _| format!("The file is {}", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::Utf16], sink)),
    ..PLAIN
};
