//! The package holds two files for the same table.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-duplicate-entry",
    level: Level::Error,
    topic: Topic::Package,
    title: "Same file twice",
    summary: "The package holds two files for the same table.",
    what: "A second entry that would be read as the same table. The first one is read.",
    why: "Which of the two a receiver takes is chance.",
    remedy: "Keep the current one; check whether the export adds to an old archive instead of writing a new one.",
    effects: &[
        documented("OneRoster", "each file at most once"),
        documented("Microsoft School Data Sync", "a duplicate file ends the run"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "orgs.csv and old/orgs.csv",
    good: "orgs.csv",
    source: "OneRoster CSV binding, packaging",
    reads: &[],
    message: |place, _| format!("{} stands for a table that was read before", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::DuplicateEntry], sink)),
    ..PLAIN
};
