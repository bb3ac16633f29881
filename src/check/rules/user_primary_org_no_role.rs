//! A user has no role at the primary org.

use super::super::Level;
use super::super::rule::{Context, How, ONLY_1_2, PLAIN, Rule, observed};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "user-primary-org-no-role",
    level: Level::Warning,
    title: "No role at the primary org",
    summary: "A user has no role at the org that primaryOrgSourcedId names.",
    what: "Users of bulk sets of 1.2 with a primary org and at least one role at a known org.",
    why: "The two contradict each other; receivers file the person at the one or the other.",
    remedy: "Add a role at the org, or change the primary org.",
    effects: &[observed("Longsight", "refuses it")],
    versions: ONLY_1_2,
    mode: Some(Mode::Bulk),
    bad: "primary org o-2, but one role at o-1",
    good: "primary org o-1, and a role at o-1",
    source: "A conformance-tested reader",
    message: |place, _| format!("The user has no role at {}", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let roles = context.input.data.table(Table::Roles).filter(|table| table.mode() == Mode::Bulk);
    let Some(number) = users.column_number("primaryOrgSourcedId").filter(|_| users.table() == Table::Users && roles.is_some()) else {
        return;
    };
    let memberships = context.shared.memberships();
    users.columns()[number].scan_targets(|user, org| {
        if memberships.first_of(user).is_some() && !memberships.of(user).any(|own| own == org) {
            sink.cell(users, user, number);
        }
    });
}
