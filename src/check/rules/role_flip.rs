//! The role of a user changed between student and staff since the package before.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "role-flip",
    level: Level::Warning,
    topic: Topic::Plausibility,
    title: "Student who became staff, or the other way round",
    summary: "The role of a user changed between student and staff since the package before.",
    what: "users.role in 1.1, the first primary role in roles.csv in 1.2. Only against a package before.",
    why: "Some receivers cannot change a role, and others open to a student what is for staff.",
    remedy: "Look whether the sourcedId was given to somebody else.",
    effects: &[documented("ManageBac", "cannot change the role")],
    versions: ALL_VERSIONS,
    bad: "u-1 was a student and is a teacher",
    good: "u-1 is a student on both days",
    source: "Documents of receivers",
    reads: &[Reads::Against],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let Some(users) = context.input.data.table(Table::Users) else { return };
    for (row, was, is) in &before.flipped {
        sink.row(users, *row, &format!("{} was {was} and is {is}", users.sourced_id(*row)));
    }
}
