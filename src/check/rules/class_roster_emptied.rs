//! A class lost most of the students that it had in the package before.

use super::super::baseline::fell_by_more;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-roster-emptied",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "Class that lost its students",
    summary: "A class lost most of the students that it had in the package before.",
    what: "Students by enrollments that are not to be deleted, in classes that had at least five; the limit is emptied-percent. Only against a package before, and only where both are whole sets.",
    why: "Students lose access to a class in the middle of it, and their work with it.",
    remedy: "Look at the switch of terms and at the filter of enrollments.",
    effects: &[
        documented("Code.org", "refuses the sync at 50 percent, by a design document"),
        documented("Seesaw", "holds over 60 percent of a class"),
    ],
    versions: ALL_VERSIONS,
    bad: "24 students yesterday and 3 today",
    good: "24 students yesterday and 23 today",
    source: "Documents of receivers",
    reads: &[Reads::Against, Reads::Thresholds],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let limit = context.settings.thresholds.emptied_percent;
    let Some(classes) = context.input.data.table(Table::Classes) else { return };
    for &(row, was, is) in before.emptied.iter().filter(|(_, was, is)| *was >= 5 && fell_by_more(*was, *is, limit)) {
        sink.row(classes, row, &format!("{}: {was} students before, {is} now", classes.sourced_id(row)));
    }
}
