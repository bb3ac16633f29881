//! A class of the package before is gone, which Apple School Manager answers by removing its students.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "apple-class-removed",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "Class gone for Apple School Manager",
    summary: "A class of the package before is gone, which Apple School Manager answers by removing its students.",
    what: "Classes by their sourcedId. Runs on request and with the profile of Apple. Only against a package before, and only where both are whole sets.",
    why: "The class becomes a manual one, its students are removed, and what they did in Schoolwork is deleted.",
    remedy: "Make sure that the class is meant to go before the upload.",
    effects: &[documented("Apple School Manager", "the class becomes manual, its students are removed, their progress is deleted")],
    versions: ALL_VERSIONS,
    bad: "c-1 yesterday and not today",
    good: "c-1 on both days",
    source: "Apple School Manager User Guide",
    reads: &[Reads::Against],
    on_request: true,
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let place = context.input.data.table(Table::Classes).map(|classes| classes.file());
    before.classes_gone.iter().for_each(|id| sink.file(place, &format!("The class {id} is gone")));
}
