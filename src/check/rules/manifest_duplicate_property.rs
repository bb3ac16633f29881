//! The manifest has two rows for the same property.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-duplicate-property",
    level: Level::Error,
    topic: Topic::Package,
    title: "Property twice in the manifest",
    summary: "The manifest has two rows for the same property.",
    what: "Names that stood before in the manifest; the first row counts.",
    why: "Which of the two values an importer takes is chance.",
    remedy: "Keep one row.",
    effects: &[documented("ManageBac", "duplicate property")],
    versions: SINCE_1_1,
    mode: None,
    bad: "file.users,bulk\nfile.users,absent",
    good: "file.users,bulk",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("{} stands in the manifest a second time", place.sourced_id),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    for (row, name, _) in declared.properties() {
        if !name.is_empty() && declared.first(name).is_some_and(|(first, _)| first < row) {
            sink.property(declared.file, row);
        }
    }
}
