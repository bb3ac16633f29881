//! The file has no bytes.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-file-empty",
    level: Level::Error,
    topic: Topic::Text,
    title: "File without content",
    summary: "The file has no bytes.",
    what: "Files of the standard without any content.",
    why: "Without a header there is nothing to read, and the export has most likely failed.",
    remedy: "Run the export again; check space on the disk and the transfer.",
    effects: &[inferred("Every importer", "cannot read the file")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "users.csv, 0 bytes",
    good: "users.csv with header and rows",
    source: "OneRoster CSV binding, header",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "The file has no content".to_owned()
    },
    how: How::Package(|context, sink| fact_files(context, &[FactKind::EmptyFile], sink)),
    ..PLAIN
};
