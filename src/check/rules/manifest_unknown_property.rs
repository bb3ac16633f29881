//! The manifest has a property that the standard does not list.

use super::super::Level;
use super::super::declared::{Declared, quoted};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-unknown-property",
    level: Level::Info,
    topic: Topic::Package,
    title: "Unknown property in the manifest",
    summary: "The manifest has a property that the standard does not list.",
    what: "Names other than manifest.version, oneroster.version, source.systemName, source.systemCode and the file properties of the version.",
    why: "Most importers pass over it; strict ones refuse the package.",
    remedy: "Remove it unless the receiver asked for it.",
    effects: &[documented("ManageBac", "unknown property")],
    versions: SINCE_1_1,
    mode: None,
    bad: "export.date,2026-09-01",
    good: "no such row",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("The standard knows no property {}", quoted(&place.sourced_id)),
    how: How::Package(check),
    ..PLAIN
};

const KNOWN: [&str; 4] = ["manifest.version", "oneroster.version", "source.systemName", "source.systemCode"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    let version = context.input.data.version();
    for (row, name, _) in declared.properties() {
        let of_file = name.strip_prefix("file.").is_some_and(|file| declared.tables(version).any(|table| table.name() == file));
        if !of_file && !KNOWN.contains(&name) {
            sink.property(declared.file, row);
        }
    }
}
