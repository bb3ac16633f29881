//! Users of 1.1 against users of 1.2: role and orgs stand in `users.csv` in one and in `roles.csv` in the other.

use super::changes::{Presence, TableChanges, bit};
use super::churn::Same;
use super::people::People;
use super::tables::enter;
use crate::roster::Roster;
use crate::spec::Table;
use crate::store::Column;

/// Compares role and orgs of users where one of the two has them in roles.csv, and enters what differs under the columns of 1.1.
/// An administrator of 1.1 is any of the administrators of 1.2.
pub(super) fn compare(old: &Roster, new: &Roster, people: &[People; 2], same: &Same, tables: &mut [TableChanges]) {
    let by_users = |roster: &Roster| roster.table(Table::Users).is_some_and(|users| users.column("role").is_some());
    let by_roles = |roster: &Roster| !by_users(roster) && roster.table(Table::Roles).is_some();
    if !(by_users(old) && by_roles(new) || by_roles(old) && by_users(new)) {
        return;
    }
    let users = tables.iter_mut().find(|changes| changes.table == Table::Users && changes.presence == Presence::Both);
    let Some(users) = users else { return };
    let place = |name: &str| users.columns.iter().position(|pair| pair.name == name);
    let (role, orgs) = (place("role"), place("orgSourcedIds"));
    for at in role.into_iter().chain(orgs) {
        users.columns[at].is_by_roles = true;
    }
    let [role, orgs] = [role, orgs].map(|at| at.map_or(0, bit));
    let [before, now] = people;
    let mut changes = users.changes().peekable();
    let mut found = Vec::new();
    for (row, &old_row) in (0..).zip(&users.pairs).filter(|(_, old)| **old != Column::NONE) {
        let mut mask = changes.next_if(|&(changed, _)| changed == row).map_or(0, |(_, mask)| mask);
        mask |= if is_same_role(before.role_of(old_row), now.role_of(row)) { 0 } else { role };
        let mut were: Vec<u32> = before.orgs_of(old_row).map(|org| same.of(Table::Orgs, org).unwrap_or(Column::NONE)).collect();
        let mut are: Vec<u32> = now.orgs_of(row).collect();
        were.sort_unstable();
        are.sort_unstable();
        mask |= if were == are { 0 } else { orgs };
        if mask != 0 {
            found.push((row, mask));
        }
    }
    drop(changes);
    enter(users, vec![found]);
}

fn is_same_role(one: &str, other: &str) -> bool {
    let is_any = |role: &str| matches!(role, "districtAdministrator" | "siteAdministrator" | "systemAdministrator" | "principal");
    one == other || (one == "administrator" && is_any(other)) || (other == "administrator" && is_any(one))
}
