//! A user has no primary role, or two at one org.

use super::super::Level;
use super::super::people::{Words, is_deleted};
use super::super::rule::{Context, How, ONLY_1_2, PLAIN, Rule, documented, observed};
use super::super::sink::Sink;
use super::super::twins::{Twins, pair};
use crate::spec::{Mode, Table};
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "user-primary-role-count",
    level: Level::Warning,
    title: "Not one primary role",
    summary: "A user has no primary role at all, or two primary roles at one org.",
    what: "Rows of roles.csv whose user and org are in the package. The finding stands at roleType: of the second primary role at the org and of each later one; or, if a user of a bulk set has no primary role, of the first role. Rows to be deleted do not count.",
    why: "Receivers that know one role per person take the primary one.",
    remedy: "Mark exactly one role at each org as primary, or at least one of all.",
    effects: &[documented("ManageBac", "a user must have one primary role"), observed("Longsight", "refuses several")],
    versions: ONLY_1_2,
    bad: "two primary roles of u-2 at o-1",
    good: "a primary role of u-2 at o-1, and a secondary one at o-2",
    source: "OneRoster CSV binding, roles.roleType",
    message: |place, _| {
        if place.value == "primary" { "Another primary role at the same org".to_owned() } else { "The user has no primary role".to_owned() }
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, roles: &TableData, sink: &mut Sink<'_>) {
    let is_it = roles.table() == Table::Roles;
    let Some(users) = context.input.data.table(Table::Users).filter(|_| is_it) else { return };
    let (Some(number), Some(user), Some(org)) =
        (roles.column_number("roleType"), roles.column("userSourcedId"), roles.column("orgSourcedId"))
    else {
        return;
    };
    let kind = &roles.columns()[number];
    let (primary, secondary) = (Words::of(kind, |word| word == "primary"), Words::of(kind, |word| word == "secondary"));
    let deleted = is_deleted(roles);
    let mut org_of = vec![Column::NONE; roles.rows() as usize];
    org.scan_targets(|row, org| org_of[row as usize] = org);
    let mut keys = vec![0_u64; roles.rows() as usize];
    // Of each user the first role, until a primary one is met.
    let (mut first, mut settled) = (vec![Column::NONE; users.rows() as usize], vec![false; users.rows() as usize]);
    user.scan_targets(|row, user| {
        if deleted.has(row) {
            return;
        }
        if primary.has(row) {
            settled[user as usize] = true;
            if org_of[row as usize] != Column::NONE {
                keys[row as usize] = pair(user, org_of[row as usize]);
            }
        } else if !secondary.has(row) {
            // What a word that is not of the standard means is not known.
            settled[user as usize] = true;
        } else if first[user as usize] == Column::NONE {
            first[user as usize] = row;
        }
    });
    roles.index().duplicates().iter().for_each(|&(row, _)| keys[row as usize] = 0);
    let mut rows: Vec<u32> = Twins::of(&keys).groups().flat_map(|group| group.into_iter().skip(1)).collect();
    if roles.mode() == Mode::Bulk {
        rows.extend(first.iter().zip(&settled).filter(|(row, settled)| **row != Column::NONE && !**settled).map(|(row, _)| *row));
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(roles, row, number);
    }
}
