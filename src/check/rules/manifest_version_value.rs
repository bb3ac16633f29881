//! manifest.version is not exactly 1.0.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-version-value",
    level: Level::Error,
    topic: Topic::Package,
    title: "Wrong manifest version",
    summary: "manifest.version is not exactly 1.0.",
    what: "The value of manifest.version, if there is one.",
    why: "The standard knows only 1.0. A spreadsheet turns it into 1 when the manifest is saved again.",
    remedy: "Write 1.0, and do not save the manifest from a spreadsheet.",
    effects: &[
        documented("OneRoster", "has to be 1.0"),
        observed("Clever", "refuses the package"),
        documented("ManageBac", "invalid manifest version"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "manifest.version,1",
    good: "manifest.version,1.0",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("manifest.version is {}, not 1.0", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    let wrong = declared.first("manifest.version").filter(|(_, value)| !value.is_empty() && *value != "1.0");
    if let Some((row, _)) = wrong {
        sink.property(declared.file, row);
    }
}
