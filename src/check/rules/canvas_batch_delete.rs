//! So many rows of a file are gone that a full batch in Canvas would stop, or delete them.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "canvas-batch-delete",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "More deletions than Canvas may take unasked",
    summary: "So many rows of a file are gone that a full batch in Canvas would stop, or delete them.",
    what: "Rows that went, file by file, against the rows before; the limit is drop-percent, to be set like change_threshold. Runs on request and with the profile of Canvas. Only against a package before, and only where both are whole sets.",
    why: "A full batch removes what is not in it; change_threshold stops it if it is set.",
    remedy: "Set change_threshold, and approve term by term.",
    effects: &[documented("Canvas", "stops over change_threshold, else removes the rows")],
    versions: ALL_VERSIONS,
    bad: "1,500 of 10,000 enrollments gone",
    good: "15 of 10,000 enrollments gone",
    source: "Canvas documentation of SIS imports",
    reads: &[Reads::Against, Reads::Thresholds],
    on_request: true,
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let limits = context.settings.thresholds;
    for file in before.files.iter().filter(|file| file.was_there && file.is_there) {
        let Some(table) = file.table else { continue };
        let place = context.input.data.table(table).map(|data| data.file());
        if file.gone * 100 > file.before * u64::from(limits.drop_percent) {
            sink.file(place, &format!("{}: {} of {} rows would be removed", table.file(), file.gone, file.before));
        }
    }
}
