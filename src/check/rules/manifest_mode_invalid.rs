//! The manifest gives a file a mode other than absent, bulk or delta.

use super::super::Level;
use super::super::declared::{Declared, quoted};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-mode-invalid",
    level: Level::Error,
    topic: Topic::Package,
    title: "Unknown mode in the manifest",
    summary: "The manifest gives a file a mode other than absent, bulk or delta.",
    what: "The values of the file properties, letter case included.",
    why: "The importer cannot tell a full set from changes.",
    remedy: "Use one of the three words, in lower case.",
    effects: &[documented("OneRoster", "one of three words"), documented("ManageBac", "error")],
    versions: SINCE_1_1,
    mode: None,
    bad: "file.users,Bulk",
    good: "file.users,bulk",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("{} is {}, not absent, bulk or delta", place.sourced_id, quoted(&place.value)),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    for (row, name, value) in declared.properties() {
        if name.starts_with("file.") && !matches!(value, "absent" | "bulk" | "delta") {
            sink.property(declared.file, row);
        }
    }
}
