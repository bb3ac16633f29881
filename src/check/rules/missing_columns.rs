//! Columns of the standard that a header lacks: those that have to be filled, and the others.

use super::super::headers::{headers, is_required, missing, typos};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Mode;

/// What the rules of the family share.
const FAMILY: Rule = Rule { topic: Topic::Schema, versions: SINCE_1_1, message: say, ..PLAIN };

/// Columns that have to be filled.
pub static HEADER_MISSING_COLUMN: Rule = Rule {
    code: "header-missing-column",
    level: Level::Error,
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
    bad: "sourcedId,status,dateLastModified,name,identifier,parentSourcedId",
    good: "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    source: "OneRoster CSV binding, file tables",
    how: How::Package(|context, sink| check(context, true, sink)),
    ..FAMILY
};
/// Columns that may be empty.
pub static HEADER_MISSING_OPTIONAL_COLUMN: Rule = Rule {
    code: "header-missing-optional-column",
    level: Level::Warning,
    title: "Optional column is missing",
    summary: "A file lacks a column that may be empty but has to be there.",
    what: "The other columns of the standard. In bulk also status and dateLastModified. A column that is there under a misspelled name is found by another rule.",
    why: "The standard keeps the full list of columns, also of those without values. Many receivers read by name and do not mind.",
    remedy: "Add the column and leave it empty.",
    effects: &[
        documented("ClassLink", "every column has to be there"),
        documented("Great Minds", "every column has to be there"),
        documented("Summit K12", "every column has to be there"),
        documented("Microsoft School Data Sync", "may be left out"),
    ],
    bad: "users.csv without phone",
    good: "users.csv with an empty phone",
    source: "OneRoster CSV binding, file tables",
    how: How::Package(|context, sink| check(context, false, sink)),
    ..FAMILY
};

fn check(context: &Context<'_>, required: bool, sink: &mut Sink<'_>) {
    let version = context.input.data.version();
    for (file, spec, header) in headers(context.input.package) {
        let mode = context.input.package.detected.modes[spec.table.index()].unwrap_or(Mode::Bulk);
        let misspelled: Vec<&str> = typos(version, spec, header).map(|(_, column)| column.name).collect();
        for (at, column) in missing(spec, header).filter(|(_, column)| is_required(column, mode) == required) {
            if required || !misspelled.contains(&column.name) {
                sink.absent(file, at);
            }
        }
    }
}

fn say(place: &Place, _: &Input<'_>) -> String {
    format!("The column {} is missing", place.column_words())
}
