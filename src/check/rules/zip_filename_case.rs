//! A file name differs from the standard only in letter case or spaces.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-filename-case",
    level: Level::Warning,
    topic: Topic::Package,
    title: "File name in other letter case",
    summary: "A file name differs from the standard only in letter case or spaces.",
    what: "Files that would have the right name if case and spaces did not count. They are read as the file that was meant.",
    why: "Receivers that compare names exactly take the file for an unknown one and report the right one as missing.",
    remedy: "Rename the file to the exact name.",
    effects: &[
        documented("ClassLink", "names have to be exact"),
        documented("Google School Directory Sync", "names have to be exact"),
        documented("Clever", "file names are case-sensitive"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "academicsessions.csv",
    good: "academicSessions.csv",
    source: "OneRoster CSV binding, file names",
    reads: &[],
    message: |place, _| format!("{} is not spelled as the standard spells it", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::WrongCaseName], sink)),
    ..PLAIN
};
