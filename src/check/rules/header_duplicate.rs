//! A column name stands twice in the header.

use super::super::Level;
use super::super::declared::quoted;
use super::super::headers::headers;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::read::ColumnMeaning;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-duplicate",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Column name twice",
    summary: "A column name stands twice in the header.",
    what: "Names that stood before in the same header. The first column is read; the second is shown but not used.",
    why: "Which of the two columns an importer takes is chance.",
    remedy: "Remove one of them.",
    effects: &[
        documented("OneRoster", "names are unique"),
        documented("Microsoft School Data Sync", "ends the run"),
        documented("Apple", "no duplicate columns"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "sourcedId,status,sourcedId",
    good: "sourcedId,status",
    source: "OneRoster CSV binding, header",
    reads: &[],
    message: |place, _| format!("{} stands in the header a second time", quoted(&place.value)),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, _, header) in headers(context.input.package) {
        for (at, column) in header.columns.iter().enumerate() {
            if column.meaning == ColumnMeaning::Duplicate {
                sink.header(file, at);
            }
        }
    }
}
