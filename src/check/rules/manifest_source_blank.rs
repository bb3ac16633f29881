//! The manifest does not say which system the package is from.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-source-blank",
    level: Level::Info,
    topic: Topic::Package,
    title: "Source without a name",
    summary: "The manifest has source.systemName or source.systemCode without a value.",
    what: "Both properties, if they are there. The standard lets them be left out.",
    why: "Receivers of several sources tell them apart by it.",
    remedy: "Fill both once, and keep them.",
    effects: &[documented("ManageBac", "has to be set, and to stay the same")],
    versions: SINCE_1_1,
    bad: "source.systemName,",
    good: "source.systemName,Invented SIS",
    source: "OneRoster CSV binding, manifest",
    message: |place, _| format!("{} has no value", place.sourced_id),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    for (row, name, value) in declared.properties() {
        if matches!(name, "source.systemName" | "source.systemCode") && value.trim().is_empty() {
            sink.property(declared.file, row);
        }
    }
}
