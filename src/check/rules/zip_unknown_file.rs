//! The package holds a file that the version does not know.

use super::super::Level;
use super::super::headers::is_of_other_version;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sink::Sink;
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-unknown-file",
    level: Level::Warning,
    topic: Topic::Package,
    title: "Unknown file",
    summary: "The package holds a file that the version does not know.",
    what: "Files whose name is no file of the detected version, not even with other letter case. Leftovers of an operating system are found by another rule; a file of a later version too. They are not read.",
    why: "It may be a misspelled file of the standard, whose rows are then missing.",
    remedy: "Remove it, or rename it if a file of the standard was meant.",
    effects: &[
        documented("OneRoster", "files and manifest have to agree"),
        documented("Microsoft School Data Sync", "ends the run"),
        inferred("Most importers", "pass over it"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "staff.csv",
    good: "users.csv",
    source: "OneRoster CSV binding, files",
    reads: &[],
    message: |place, _| format!("OneRoster has no file {}", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for fact in context.input.package.facts.iter().filter(|fact| fact.kind == FactKind::UnknownFile) {
        if !is_of_other_version(context.input.data.version(), &fact.detail) {
            sink.file(fact.file, &fact.detail);
        }
    }
}
