//! The columns of manifest.csv are not exactly propertyName and value.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-header",
    level: Level::Error,
    topic: Topic::Package,
    title: "Wrong header of the manifest",
    summary: "The columns of manifest.csv are not exactly propertyName and value.",
    what: "The names in the header of the manifest, also in other letter case, and further columns.",
    why: "Importers look the two columns up by name; with another name every property reads as empty.",
    remedy: "Make the header propertyName,value.",
    effects: &[
        documented("OneRoster", "two columns with these names"),
        observed("Clever", "values read as empty, then the version is said to be missing"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "propertyName,propertyValue",
    good: "propertyName,value",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("The header is {}, not propertyName,value", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(manifest) = &context.input.package.manifest else { return };
    let file = manifest.file.and_then(|id| context.input.package.files.get(usize::from(id.0)));
    let Some(header) = file.and_then(|file| file.header.as_ref()) else { return };
    let names: Vec<&str> = header.columns.iter().map(|column| column.name.as_str()).collect();
    if names != ["propertyName", "value"] {
        sink.file(manifest.file, &names.join(","));
    }
}
