//! A file has far more rows than in the package before.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "rise-count",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "Far more rows than before",
    summary: "A file has far more rows than in the package before.",
    what: "Rows that are not to be deleted, file by file; the limit is rise-percent. Only against a package before, and only where both are whole sets.",
    why: "Doubled ids or a filter that is gone make accounts that nobody wants, beyond what is licensed.",
    remedy: "Look for doubled records and for the filter of the export.",
    effects: &[
        documented("Seesaw", "holds what is over the license"),
        documented("Google", "cannot make more users than there are licenses"),
    ],
    versions: ALL_VERSIONS,
    bad: "5,000 students yesterday and 9,900 today",
    good: "5,000 students yesterday and 5,040 today",
    source: "Documents of receivers",
    reads: &[Reads::Against, Reads::Thresholds],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let limits = context.settings.thresholds;
    for file in before.files.iter().filter(|file| file.was_there && file.is_there) {
        let Some(table) = file.table else { continue };
        let place = context.input.data.table(table).map(|data| data.file());
        if file.before > 0 && (file.now.saturating_sub(file.before)) * 100 > file.before * u64::from(limits.rise_percent) {
            sink.file(place, &format!("{}: {} rows before, {} now", table.file(), file.before, file.now));
        }
    }
}
