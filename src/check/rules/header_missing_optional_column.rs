//! A file lacks a column that may be empty but has to be there.

use super::super::Level;
use super::super::headers::{headers, is_required, missing};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Mode;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-missing-optional-column",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Optional column is missing",
    summary: "A file lacks a column that may be empty but has to be there.",
    what: "The other columns of the standard. In bulk also status and dateLastModified.",
    why: "The standard keeps the full list of columns, also of those without values. Many receivers read by name and do not mind.",
    remedy: "Add the column and leave it empty.",
    effects: &[
        documented("ClassLink", "every column has to be there"),
        documented("Great Minds", "every column has to be there"),
        documented("Summit K12", "every column has to be there"),
        documented("Microsoft School Data Sync", "may be left out"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "users.csv without phone",
    good: "users.csv with an empty phone",
    source: "OneRoster CSV binding, file tables",
    reads: &[],
    message: |place, _| format!("The column {} is missing", place.column_words()),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, spec, header) in headers(context.input.package) {
        let mode = context.input.package.detected.modes[spec.table.index()].unwrap_or(Mode::Bulk);
        for (at, column) in missing(spec, header) {
            if !is_required(column, mode) {
                sink.absent(file, at);
            }
        }
    }
}
