//! The profile of a role is of somebody else.

use super::super::Level;
use super::super::rule::{Context, How, ONLY_1_2, PLAIN, Rule, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "role-profile-of-other",
    level: Level::Warning,
    title: "Profile of somebody else",
    summary: "The user profile of a role belongs to another user than the role.",
    what: "roles.userProfileSourcedId whose profile and user are in the package.",
    why: "Somebody signs in with the account of another person.",
    remedy: "Point to a profile of the same user.",
    effects: &[observed("A conformance-tested reader", "refuses it")],
    versions: ONLY_1_2,
    bad: "a role of u-2 with the profile p-1 of u-1",
    good: "a role of u-1 with the profile p-1 of u-1",
    source: "A conformance-tested reader",
    message: |place, _| format!("The profile {} is of another user", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, roles: &TableData, sink: &mut Sink<'_>) {
    let number = roles.column_number("userProfileSourcedId").filter(|_| roles.table() == Table::Roles);
    let (Some(number), Some(user)) = (number, roles.column("userSourcedId")) else { return };
    let Some(owner) = context.input.data.table(Table::UserProfiles).and_then(|profiles| profiles.column("userSourcedId")) else { return };
    roles.columns()[number].scan_targets(|row, profile| {
        if owner.target_row(profile).zip(user.target_row(row)).is_some_and(|(owner, user)| owner != user) {
            sink.cell(roles, row, number);
        }
    });
}
