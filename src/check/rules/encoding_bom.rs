//! The file starts with a UTF-8 byte order mark.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "encoding-bom",
    level: Level::Info,
    topic: Topic::Text,
    title: "Byte order mark",
    summary: "The file starts with a UTF-8 byte order mark.",
    what: "The bytes EF BB BF before the header. They are skipped.",
    why: "The standard tells importers to skip them, but simple ones read them as a part of the first header.",
    remedy: "Leave them out if a receiver says that sourcedId is missing.",
    effects: &[documented("OneRoster", "allowed, to be skipped"), inferred("Simple importers", "the first column is unknown")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "EF BB BF sourcedId",
    good: "sourcedId",
    source: "OneRoster CSV binding, encoding",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "The file starts with a byte order mark".to_owned()
    },
    how: How::Package(|context, sink| fact_files(context, &[FactKind::ByteOrderMark], sink)),
    ..PLAIN
};
