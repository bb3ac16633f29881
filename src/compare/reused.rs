//! A sourcedId that belongs to somebody or something else now.

use super::changes::TableChanges;
use super::churn::{Certainty, Same};
use crate::roster::Roster;
use crate::spec::Table;

/// A sourcedId that belongs to another record now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reused {
    /// The table.
    pub table: Table,
    /// The row of the old roster.
    pub old: u32,
    /// The row of the new roster.
    pub new: u32,
    /// How sure it is.
    pub certainty: Certainty,
}

/// People of whom both names are others and of what else names them nothing is the same; classes whose code, title and course are
/// others.
pub(super) fn find(old: &Roster, new: &Roster, all: &[TableChanges], same: &Same) -> Vec<Reused> {
    let mut found = Vec::new();
    for changes in all {
        let names: &[&str] = match changes.table {
            Table::Users => &["givenName", "familyName"],
            Table::Classes => &["title", "classCode"],
            _ => continue,
        };
        let Some(wanted) = names.iter().map(|name| changes.column(name).map(|(_, bit)| bit)).sum::<Option<u64>>() else { continue };
        for (row, _) in changes.changes().filter(|(_, mask)| mask & wanted == wanted) {
            let Some(old_row) = changes.old_row(row) else { continue };
            let certainty = match changes.table {
                Table::Users => other_person(old, old_row, new, row),
                _ => other_class(old, old_row, new, row, same),
            };
            found.extend(certainty.map(|certainty| Reused { table: changes.table, old: old_row, new: row, certainty }));
        }
    }
    found
}

/// Both texts without letter case and outer spaces: `None` if one is blank, else whether they are the same.
fn same_text(old: &str, new: &str) -> Option<bool> {
    let (old, new) = (old.trim(), new.trim());
    (!old.is_empty() && !new.is_empty()).then(|| old.to_lowercase() == new.to_lowercase())
}

fn other_person(old: &Roster, old_row: u32, new: &Roster, row: u32) -> Option<Certainty> {
    let (before, now) = (old.table(Table::Users)?, new.table(Table::Users)?);
    let same = |name: &str| same_text(&before.text(old_row, name), &now.text(row, name));
    if same("givenName") != Some(false) || same("familyName") != Some(false) {
        return None;
    }
    let birth = || {
        let (before_born, now_born) = (old.table(Table::Demographics)?, new.table(Table::Demographics)?);
        let (one, other) = (before_born.find(&before.sourced_id(old_row))?, now_born.find(&now.sourced_id(row))?);
        same_text(&before_born.text(one, "birthDate"), &now_born.text(other, "birthDate"))
    };
    let told: Vec<bool> = ["identifier", "username", "email"].into_iter().filter_map(same).chain(birth()).collect();
    match told.len() {
        _ if told.contains(&true) => None,
        0 => Some(Certainty::Possible),
        1 => Some(Certainty::Likely),
        _ => Some(Certainty::Certain),
    }
}

fn other_class(old: &Roster, old_row: u32, new: &Roster, row: u32, same: &Same) -> Option<Certainty> {
    let (before, now) = (old.table(Table::Classes)?, new.table(Table::Classes)?);
    let is_other = |name: &str| same_text(&before.text(old_row, name), &now.text(row, name)) == Some(false);
    if !is_other("title") || !is_other("classCode") {
        return None;
    }
    let course = |data: &crate::store::TableData, row: u32| data.column("courseSourcedId").and_then(|column| column.target_row(row));
    let (was, is) = (course(before, old_row)?, course(now, row)?);
    let stayed = before.text(old_row, "courseSourcedId") == *now.text(row, "courseSourcedId");
    (!stayed && same.of(Table::Courses, was) != Some(is)).then_some(Certainty::Likely)
}
