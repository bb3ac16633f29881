//! A column has no name in the header.

use super::super::Level;
use super::super::headers::headers;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sink::Sink;
use crate::read::ColumnMeaning;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-empty-name",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Column without a name",
    summary: "A column has no name in the header.",
    what: "Empty names, also at the end of the header, where a spreadsheet leaves them after a column was deleted.",
    why: "Importers count it as an unknown column.",
    remedy: "Remove the column, or give it a name.",
    effects: &[inferred("Most importers", "unknown column"), documented("Edlio", "counts as an extra column")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "sourcedId,status,,name",
    good: "sourcedId,status,name",
    source: "OneRoster CSV binding, header",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "A column has no name".to_owned()
    },
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, _, header) in headers(context.input.package) {
        for (at, column) in header.columns.iter().enumerate() {
            if column.meaning == ColumnMeaning::Blank {
                sink.header(file, at);
            }
        }
    }
}
