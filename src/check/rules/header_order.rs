//! The columns of a file are not in the order of the standard.

use super::super::Level;
use super::super::headers::headers;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-order",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Columns in another order",
    summary: "The columns of a file are not in the order of the standard.",
    what: "The columns of the standard that are there; one finding per file. Missing and further columns do not count.",
    why: "Many importers read by name, but some compare the header as a whole or read by position.",
    remedy: "Put the columns in the order of the standard.",
    effects: &[
        documented("OneRoster", "the order is fixed"),
        observed("Moodle", "compares the whole header"),
        documented("ManageBac", "wrong order"),
        documented("HMH", "needs the order"),
        documented("Great Minds", "needs the order"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "status,sourcedId,dateLastModified",
    good: "sourcedId,status,dateLastModified",
    source: "OneRoster CSV binding, header",
    reads: &[],
    message: |place, _| format!("{} stands before a column that the standard puts first", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, spec, header) in headers(context.input.package) {
        let order = header.columns.iter().enumerate().filter_map(|(at, column)| {
            let name = column.spec()?.name;
            Some((at, spec.columns.iter().position(|known| known.name == name)?))
        });
        let order: Vec<(usize, usize)> = order.collect();
        if let Some(pair) = order.windows(2).find(|pair| pair[0].1 > pair[1].1) {
            sink.header(file, pair[0].0);
        }
    }
}
