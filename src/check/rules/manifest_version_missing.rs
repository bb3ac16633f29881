//! The manifest has no manifest.version, or its value is empty.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-version-missing",
    level: Level::Error,
    topic: Topic::Package,
    title: "No manifest version",
    summary: "The manifest has no manifest.version, or its value is empty.",
    what: "The property manifest.version.",
    why: "It tells the importer how to read the manifest itself.",
    remedy: "Add the row manifest.version,1.0.",
    effects: &[documented("OneRoster", "required"), observed("Clever", "refuses the package"), documented("ManageBac", "error")],
    versions: SINCE_1_1,
    mode: None,
    bad: "oneroster.version,1.1",
    good: "manifest.version,1.0\noneroster.version,1.1",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "manifest.version is missing".to_owned()
    },
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    if declared.value("manifest.version").is_none_or(str::is_empty) {
        sink.file(declared.file, "");
    }
}
