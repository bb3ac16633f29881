//! A user has no role.

use super::super::Level;
use super::super::people::{is_deleted, sole_rows};
use super::super::rule::{Context, How, ONLY_1_2, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "user-no-role",
    level: Level::Error,
    title: "User without a role",
    summary: "A user has no row in roles.csv.",
    what: "Users of bulk sets of 1.2 where roles.csv is bulk too. Users and roles to be deleted do not count.",
    why: "In 1.2 roles.csv says who somebody is and where; without a row the person is nobody.",
    remedy: "Export a primary role for every user.",
    effects: &[documented("OneRoster", "users.csv needs roles.csv"), documented("ManageBac", "role not found")],
    versions: ONLY_1_2,
    mode: Some(Mode::Bulk),
    bad: "u-9 in users.csv, but not in roles.csv",
    good: "u-1 in users.csv, and a role of u-1",
    source: "OneRoster CSV binding, roles and users",
    message: |_, _| "The user has no role".to_owned(),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let roles = context.input.data.table(Table::Roles).filter(|table| table.mode() == Mode::Bulk && table.rows() > 0);
    let Some(roles) = roles.filter(|_| users.table() == Table::Users) else { return };
    let Some(user) = roles.column("userSourcedId") else { return };
    let deleted = is_deleted(roles);
    let mut has = vec![false; users.rows() as usize];
    user.scan_targets(|row, user| has[user as usize] |= !deleted.has(row));
    for row in sole_rows(users).filter(|&row| !has[row as usize]) {
        sink.row(users, row, "");
    }
}
