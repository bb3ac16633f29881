//! A column has no name in the header.

use super::super::Level;
use super::super::headers::headers;
use super::super::ragged::trailing_columns;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sink::Sink;
use crate::read::ColumnMeaning;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-empty-name",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Column without a name",
    summary: "A column has no name in the header.",
    what: "Empty names. Those at the end of the header whose cells are all empty are found by another rule.",
    why: "Importers count it as an unknown column.",
    remedy: "Remove the column, or give it a name.",
    effects: &[inferred("Most importers", "unknown column"), documented("Edlio", "counts as an extra column")],
    bad: "sourcedId,status,,name",
    good: "sourcedId,status,name",
    source: "OneRoster CSV binding, header",
    message: |_, _| "A column has no name".to_owned(),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, spec, header) in headers(context.input.package) {
        let sound = header.columns.len() - context.input.data.table(spec.table).map_or(0, trailing_columns);
        for (at, column) in header.columns.iter().enumerate().take(sound) {
            if column.meaning == ColumnMeaning::Blank {
                sink.header(file, at);
            }
        }
    }
}
