//! The package holds other files than the package before.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "package-file-set-changed",
    level: Level::Warning,
    topic: Topic::Package,
    title: "Other files than before",
    summary: "The package holds other files than the package before.",
    what: "Files of the standard that came or went. What an endpoint sent is not judged. Only against a package before, and only where both are whole sets.",
    why: "What stands in a file that is gone counts as deleted with some receivers.",
    remedy: "Send the same files each time.",
    effects: &[
        documented("Microsoft SDS", "records of a missing optional file become inactive"),
        documented("Apple School Manager", "expects every file each time"),
    ],
    versions: ALL_VERSIONS,
    bad: "demographics.csv yesterday and not today",
    good: "The same files on both days",
    source: "Documents of receivers",
    reads: &[Reads::Against],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    if before.is_rest_against_files {
        return;
    }
    for file in before.files.iter().filter(|file| file.was_there != file.is_there) {
        let Some(table) = file.table else { continue };
        let words = if file.is_there { "came since the package before" } else { "was in the package before" };
        sink.file(None, &format!("{} {words}", table.file()));
    }
}
