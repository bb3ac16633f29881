//! The manifest says nothing about a file of the standard.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-file-row-missing",
    level: Level::Warning,
    topic: Topic::Package,
    title: "File not listed in the manifest",
    summary: "The manifest says nothing about a file of the standard.",
    what: "Every file of the version, the manifest apart, whether it is in the package or not. A file that is in the package is found by another rule.",
    why: "The standard wants every file listed, those that are not sent as absent.",
    remedy: "Add the row file.<name>,absent.",
    effects: &[documented("OneRoster", "a row for every file"), documented("ManageBac", "properties are missing")],
    versions: SINCE_1_1,
    mode: None,
    bad: "no row for file.demographics",
    good: "file.demographics,absent",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("The manifest has no row {}", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    for table in declared.tables(context.input.data.version()) {
        if declared.mode_word(table).is_none() && !declared.is_present(table) {
            sink.file(declared.file, &format!("file.{}", table.name()));
        }
    }
}
