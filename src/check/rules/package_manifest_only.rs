//! The package holds a manifest and no data.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "package-manifest-only",
    level: Level::Info,
    topic: Topic::Package,
    title: "Manifest alone",
    summary: "The package holds a manifest and no data.",
    what: "Packages with manifest.csv in which every other file is absent.",
    why: "The standard reads it as \"nothing has changed\". It may also be an export that failed.",
    remedy: "Make sure that the export really had nothing to say.",
    effects: &[documented("OneRoster", "valid, nothing changes")],
    versions: SINCE_1_1,
    mode: None,
    bad: "manifest.csv alone, though classes have changed",
    good: "manifest.csv and the files with changes",
    source: "OneRoster CSV binding, packaging",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "The package holds a manifest and no data".to_owned()
    },
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    let data = context.input.package.files.iter().filter_map(|file| file.table).any(|table| table != Table::Manifest);
    // A file that is declared and missing is a fault of its own.
    let missing = declared.tables(context.input.data.version()).any(|table| matches!(declared.mode_word(table), Some("bulk" | "delta")));
    if !data && !missing {
        sink.package("");
    }
}
