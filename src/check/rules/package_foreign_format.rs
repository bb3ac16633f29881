//! The files are of another known format.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "package-foreign-format",
    level: Level::Error,
    topic: Topic::Package,
    title: "Not OneRoster",
    summary: "The files are of another known format.",
    what: "Sets of files and headers of other formats that share names with OneRoster. No other rule is applied to them.",
    why: "File names such as users.csv are the same in several formats, but the columns are not.",
    remedy: "Export as OneRoster, or send the files to a receiver of that format.",
    effects: &[inferred("OneRoster importers", "find no manifest and unknown columns")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "users.csv with the column SIS ID",
    good: "users.csv with the column sourcedId",
    source: "A rule of this program",
    reads: &[],
    message: |place, _| format!("This is {}, not OneRoster", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::ForeignFormat], sink)),
    ..PLAIN
};
