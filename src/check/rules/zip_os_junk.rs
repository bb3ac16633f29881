//! The package holds files that macOS or Windows puts beside others.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-os-junk",
    level: Level::Info,
    topic: Topic::Package,
    title: "Leftovers of an operating system",
    summary: "The package holds files that macOS or Windows puts beside others.",
    what: "__MACOSX, .DS_Store, ._ files, Thumbs.db and desktop.ini. They are not read.",
    why: "They carry no data, but receivers that take only known files stop at them.",
    remedy: "Remove them before sending; archives made on the command line or with 7-Zip do not have them.",
    effects: &[documented("Microsoft School Data Sync", "an unknown file ends the run")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "__MACOSX/._orgs.csv",
    good: "no such file",
    source: "Experience with archives made on desktops",
    reads: &[],
    message: |place, _| format!("{} carries no data", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::OsJunk], sink)),
    ..PLAIN
};
