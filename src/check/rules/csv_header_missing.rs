//! The first line is data, not a header.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-header-missing",
    level: Level::Error,
    topic: Topic::Text,
    title: "No header",
    summary: "The first line is data, not a header.",
    what: "Files of the standard in whose first line no name of a column is found. The line was read as data, the columns by their order.",
    why: "Importers take the first record for names, and know none of them.",
    remedy: "Turn on headers in the export.",
    effects: &[documented("OneRoster", "a header is required"), documented("Canvas", "a header is required")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "o-1,,,North School,school,,",
    good: "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no-1,,,North School,school,,",
    source: "OneRoster CSV binding, header",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "The first line is data, not a header".to_owned()
    },
    how: How::Package(|context, sink| fact_files(context, &[FactKind::NoHeader], sink)),
    ..PLAIN
};
