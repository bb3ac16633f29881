//! A bulk set lacks rows of the package before, and Turnitin takes them as removed.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "turnitin-bulk-complete",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "Rows that Turnitin would remove",
    summary: "A bulk set lacks rows of the package before, and Turnitin takes them as removed.",
    what: "Rows that went, file by file. Runs on request and with the profile of Turnitin. Only against a package before, and only where both are whole sets.",
    why: "What is not in a bulk set may be removed, people and classes among it.",
    remedy: "Make sure that the set is complete.",
    effects: &[documented("Turnitin", "takes missing records as removed")],
    versions: ALL_VERSIONS,
    bad: "5 users of the package before are missing",
    good: "All users of the package before are there",
    source: "Guides of Turnitin on roster sync",
    reads: &[Reads::Against],
    on_request: true,
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    for file in before.files.iter().filter(|file| file.was_there && file.is_there && file.gone > 0) {
        let Some(table) = file.table else { continue };
        let place = context.input.data.table(table).map(|data| data.file());
        sink.file(place, &format!("{}: of the rows before, {} missing", table.file(), file.gone));
    }
}
