//! A sourcedId belongs to another person or class than in the package before.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "id-reused",
    level: Level::Error,
    topic: Topic::Plausibility,
    title: "Id of somebody else",
    summary: "A sourcedId belongs to another person or class than in the package before.",
    what: "People of whom both names are others and of whose identifier, username, email and birth date nothing is the same; classes with another title, code and course. Only against a package before.",
    why: "Receivers put the new person into the account of the old one, with all that it holds.",
    remedy: "Give a new sourcedId at the source.",
    effects: &[
        documented("OneRoster", "an id is never given to another"),
        documented("Apple School Manager", "overwrites the person"),
        documented("Great Minds", "never reuse an id"),
    ],
    versions: ALL_VERSIONS,
    bad: "u-1 was Ada Okafor and is Bram de Wit",
    good: "u-1 is Ada Okafor on both days",
    source: "Documents of receivers",
    reads: &[Reads::Against],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    for &(table, row) in &before.reused {
        if let Some(data) = context.input.data.table(table).filter(|data| row < data.rows()) {
            sink.row(data, row, &format!("{} belonged to another {} before", data.sourced_id(row), table.singular()));
        }
    }
}
