//! A school of the package before has no people, classes or enrollments now.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "school-vanished",
    level: Level::Error,
    topic: Topic::Plausibility,
    title: "School without anything",
    summary: "A school of the package before has no people, classes or enrollments now.",
    what: "Orgs that had people, classes or enrollments before and have none of them now, whether they still stand in orgs.csv or not. Only against a package before, and only where both are whole sets.",
    why: "Everything of a whole school is archived at once.",
    remedy: "Look at the filter of schools and at the set-up of the year.",
    effects: &[documented("SchoolStatus", "stops with schools not found"), inferred("All receivers", "archive the whole school")],
    versions: ALL_VERSIONS,
    bad: "North School had 550 people and has none",
    good: "North School had 550 people and has 548",
    source: "Documents of receivers",
    reads: &[Reads::Against],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    for school in &before.schools {
        let parts = [school.users, school.classes, school.enrollments];
        if parts.iter().all(|(_, is)| *is == 0) && parts.iter().any(|(was, _)| *was > 0) {
            let words = format!("{} ({}) has no people, classes or enrollments any more", school.name, school.id);
            match context.input.data.table(Table::Orgs).zip(school.row) {
                Some((orgs, row)) => sink.row(orgs, row, &words),
                None => sink.file(context.input.data.table(Table::Orgs).map(|orgs| orgs.file()), &words),
            }
        }
    }
}
