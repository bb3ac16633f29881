//! A file lacks a column that has to be filled.

use super::super::Level;
use super::super::headers::{headers, is_required, missing};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Mode;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-missing-column",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Required column is missing",
    summary: "A file lacks a column that has to be filled.",
    what: "Columns of the standard that always have to be filled, and in delta also status and dateLastModified. A file without any header is found by another rule.",
    why: "Without the column every record of the file lacks a required value.",
    remedy: "Add the column and its values.",
    effects: &[
        documented("OneRoster", "the columns are fixed"),
        documented("Microsoft School Data Sync", "ends the run"),
        documented("ClassLink", "every column has to be there"),
        documented("ManageBac", "missing headers"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "sourcedId,status,dateLastModified,name,identifier,parentSourcedId",
    good: "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
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
            if is_required(column, mode) {
                sink.absent(file, at);
            }
        }
    }
}
