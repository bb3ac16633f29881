//! The file has a header but no rows.

use super::super::Level;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-no-data-rows",
    level: Level::Warning,
    topic: Topic::Text,
    title: "Header without rows",
    summary: "The file has a header but no rows.",
    what: "Files of the standard that end after the header.",
    why: "The standard wants a file without rows to be declared absent. An empty file may also be an export that failed: in bulk it deletes everything that it used to hold.",
    remedy: "Leave the file out and declare it absent; or find out why the export is empty.",
    effects: &[
        documented("OneRoster", "not permitted"),
        documented("HMH", "accepts it for files that are not used"),
        documented("SchoolStatus", "looks like success, but the data is gone"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "courses.csv with a header alone",
    good: "no courses.csv, and file.courses,absent",
    source: "OneRoster CSV binding, files",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "The file has a header but no rows".to_owned()
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    if table.rows() == 0 {
        sink.file(Some(table.file()), "");
    }
}
