//! A column name differs from the standard only in letter case, spaces or invisible characters.

use super::super::Level;
use super::super::declared::quoted;
use super::super::headers::headers;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::read::ColumnMeaning;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-case",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Column name in other letter case",
    summary: "A column name differs from the standard only in letter case, spaces or invisible characters.",
    what: "Names that would be right if case, spaces and invisible characters did not count. The column is read as the one that was meant.",
    why: "Names are case-sensitive. A receiver that compares exactly misses the column and takes its values for nothing.",
    remedy: "Spell the name exactly as the standard does.",
    effects: &[
        documented("OneRoster", "case-sensitive"),
        documented("Microsoft School Data Sync", "case-sensitive"),
        documented("HMH", "case-sensitive"),
        documented("Amplify", "case-sensitive"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "SourcedID",
    good: "sourcedId",
    source: "OneRoster CSV binding, header",
    reads: &[],
    message: |place, _| format!("{} is not spelled as the standard spells it", quoted(&place.value)),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, _, header) in headers(context.input.package) {
        for (at, column) in header.columns.iter().enumerate() {
            if matches!(column.meaning, ColumnMeaning::Loose(_)) {
                sink.header(file, at);
            }
        }
    }
}
