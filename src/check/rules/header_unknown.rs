//! A column is neither of the standard nor named metadata.

use super::super::Level;
use super::super::declared::quoted;
use super::super::headers::{headers, is_column_of_other_version, typos};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::read::ColumnMeaning;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-unknown",
    level: Level::Info,
    topic: Topic::Schema,
    title: "Unknown column",
    summary: "A column is neither of the standard nor named metadata.",
    what: "Names that the version does not have in this file and that do not start with metadata. Columns of the other version and misspelled ones are found by other rules.",
    why: "The standard wants further columns to be named metadata.<name>.",
    remedy: "Rename it to metadata.<name> and put it at the end.",
    effects: &[documented("OneRoster", "only metadata columns beside its own"), documented("Amplify", "unknown columns fail the upload")],
    versions: SINCE_1_1,
    bad: "homeroom",
    good: "metadata.homeroom",
    source: "OneRoster CSV binding, extensions",
    message: |place, _| format!("The standard has no column {} in this file", quoted(&place.value)),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let version = context.input.data.version();
    for (file, spec, header) in headers(context.input.package) {
        let misspelled: Vec<usize> = typos(version, spec, header).map(|(at, _)| at).collect();
        for (at, column) in header.columns.iter().enumerate() {
            let unknown = column.meaning == ColumnMeaning::Unknown && !misspelled.contains(&at);
            if unknown && !is_column_of_other_version(version, spec.table, header, at) {
                sink.header(file, at);
            }
        }
    }
}
