//! Many records go by another sourcedId than in the package before.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "id-churn",
    level: Level::Error,
    topic: Topic::Plausibility,
    title: "Ids given anew",
    summary: "Many records go by another sourcedId than in the package before.",
    what: "Records that are gone while records with the same identifier, username, email, name and birth date, or class code and school came under another sourcedId; the limit is churn-percent of the file. Only against a package before.",
    why: "To a receiver these are new people and classes: everything exists twice, and what the old ones held is lost.",
    remedy: "Ask the vendor of the source to keep the ids; else give the receiver a map of old and new ids.",
    effects: &[
        documented("Visitor Aware", "makes a full duplicate set"),
        documented("Canvas", "makes new empty courses"),
        documented("Microsoft SDS", "makes duplicate accounts"),
        documented("Seesaw", "holds over 25 percent of changed ids"),
    ],
    versions: ALL_VERSIONS,
    bad: "Ada was u-1 yesterday and is 000417 today",
    good: "Ada is u-1 on both days",
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
        if file.churned * 100 > file.before * u64::from(limits.churn_percent) {
            let (churned, was) = (file.churned, file.before);
            sink.file(place, &format!("{}: {churned} of {was} records go by another sourcedId", table.file()));
        }
    }
}
