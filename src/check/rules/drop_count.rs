//! A file or a school has far fewer rows than in the package before.

use super::super::baseline::{fall, fell_by_more};
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "drop-count",
    level: Level::Error,
    topic: Topic::Plausibility,
    title: "Far fewer rows than before",
    summary: "A file or a school has far fewer rows than in the package before.",
    what: "Rows that are not to be deleted, file by file, and people, classes and enrollments school by school; the limit is drop-percent. Of a school at least five have to be gone. Only against a package before, and only where both are whole sets.",
    why: "What is missing counts as deleted: accounts, classes and work are archived or lost.",
    remedy: "Stop the sync, look at what is gone, and send again or approve.",
    effects: &[
        documented("SchoolStatus", "stops the sync; 10 to 20 percent are advised"),
        documented("ClassLink", "stops at its thresholds"),
        documented("Clever", "puts the sync on hold"),
        documented("Canvas", "stops at change_threshold"),
        documented("Remind", "puts the sync on hold"),
    ],
    versions: ALL_VERSIONS,
    bad: "5,000 students yesterday and 4,200 today",
    good: "5,000 students yesterday and 4,980 today",
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
        if fell_by_more(file.before, file.now, limits.drop_percent) {
            let (was, is, less) = (file.before, file.now, fall(file.before, file.now));
            sink.file(place, &format!("{}: {was} rows before, {is} now, {less} % fewer", table.file()));
        }
    }
    for school in &before.schools {
        let parts = [("people", school.users), ("classes", school.classes), ("enrollments", school.enrollments)];
        let lost = parts.into_iter().filter(|(_, (was, is))| fell_by_more(*was, *is, limits.drop_percent) && was - is >= 5);
        let words: Vec<String> = lost.map(|(what, (was, is))| format!("{was} {what} before, {is} now")).collect();
        if !words.is_empty() && parts.iter().any(|(_, (_, is))| *is > 0) {
            let words = format!("{} ({}): {}", school.name, school.id, words.join("; "));
            match context.input.data.table(Table::Orgs).zip(school.row) {
                Some((orgs, row)) => sink.row(orgs, row, &words),
                None => sink.file(context.input.data.table(Table::Orgs).map(|orgs| orgs.file()), &words),
            }
        }
    }
}
