//! The package mixes columns or files of 1.1 and 1.2.

use super::super::Level;
use super::super::headers::{is_column_of_other_version, is_of_other_version};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::read::FactKind;
use crate::read::FileId;

/// The rule.
pub static RULE: Rule = Rule {
    code: "version-mixed-columns",
    level: Level::Error,
    topic: Topic::Package,
    title: "Columns or files of two versions",
    summary: "The package mixes columns or files of 1.1 and 1.2.",
    what: "Columns that the other version has in the same file, such as users.role beside roles.csv, and files of 1.2 in a package of 1.1.",
    why: "A receiver reads the package as one version: what belongs to the other is lost.",
    remedy: "Export again in one version.",
    effects: &[documented("OneRoster", "1.2 took these columns out")],
    versions: SINCE_1_1,
    mode: None,
    bad: "users.role in a 1.2 package",
    good: "roles.role in roles.csv",
    source: "OneRoster CSV binding, 1.2, changes from 1.1",
    reads: &[],
    message: |place, _| match &place.column {
        Some(column) => format!("{column} belongs to another version of OneRoster"),
        None => format!("{} belongs to another version of OneRoster", place.value),
    },
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let package = context.input.package;
    for (at, file) in package.files.iter().enumerate() {
        let (Some(table), Some(header)) = (file.table, &file.header) else { continue };
        for column in 0..header.columns.len() {
            if is_column_of_other_version(context.input.data.version(), table, header, column) {
                sink.header(FileId(at as u16), column);
            }
        }
    }
    for fact in package.facts.iter().filter(|fact| fact.kind == FactKind::UnknownFile) {
        if is_of_other_version(context.input.data.version(), &fact.detail) {
            sink.file(fact.file, &fact.detail);
        }
    }
}
