//! The archive holds another archive instead of CSV files.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-nested-archive",
    level: Level::Error,
    topic: Topic::Package,
    title: "Archive inside the archive",
    summary: "The archive holds another archive instead of CSV files.",
    what: "An archive in which no CSV files were found, but another archive; that one was opened.",
    why: "Importers do not look inside, and find no files.",
    remedy: "Send the inner archive.",
    effects: &[inferred("Most importers", "find no CSV file")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "roster.zip holds oneroster.zip",
    good: "roster.zip holds manifest.csv, orgs.csv …",
    source: "OneRoster CSV binding, packaging",
    reads: &[],
    message: |place, _| format!("The files are in {} inside the archive", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::NestedArchive], sink)),
    ..PLAIN
};
