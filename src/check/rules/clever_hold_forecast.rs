//! So many rows of a file came, went or changed that Clever may hold the sync.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "clever-hold-forecast",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "More changes than Clever may take unasked",
    summary: "So many rows of a file came, went or changed that Clever may hold the sync.",
    what: "Rows that came, went or changed, file by file, against the rows before; the limit is hold-percent, as that of Clever is not public. Runs on request and with the profile of Clever. Only against a package before, and only where both are whole sets.",
    why: "Until somebody approves it, no application sees the changes.",
    remedy: "Tell the administrator of the district to expect a hold, and to approve it.",
    effects: &[documented("Clever", "holds the sync until it is approved")],
    versions: ALL_VERSIONS,
    bad: "3,000 of 10,000 enrollments changed",
    good: "30 of 10,000 enrollments changed",
    source: "Help of Clever on the status of syncs",
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
        let touched = file.came + file.gone + file.changed;
        if file.before > 0 && touched * 100 > file.before * u64::from(limits.hold_percent) {
            sink.file(place, &format!("{}: {touched} of {} rows came, went or changed", table.file(), file.before));
        }
    }
}
