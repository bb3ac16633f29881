//! What became of people, classes and enrollments school by school, and of people role by role.

use std::collections::BTreeMap;

use super::changes::{Counts, TableChanges};
use super::churn::Same;
use super::people::People;
use crate::roster::{Roster, display_name};
use crate::spec::Table;
use crate::store::{Column, TableData};

/// What became of one org. Whoever belongs to several is counted in each; what changed is counted where it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolChanges {
    /// The sourcedId.
    pub id: String,
    /// The name, as the new roster has it if it has the org.
    pub name: String,
    /// The row in the old orgs.csv.
    pub old: Option<u32>,
    /// The row in the new orgs.csv.
    pub new: Option<u32>,
    /// People who belong to it.
    pub users: Counts,
    /// Its classes.
    pub classes: Counts,
    /// Enrollments in its classes.
    pub enrollments: Counts,
}

impl SchoolChanges {
    /// All of it together.
    pub fn all(&self) -> Counts {
        let mut all = self.users;
        all += self.classes;
        all += self.enrollments;
        all
    }
}

/// What became of the people of one role. A person whose role changed is counted under the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleChanges {
    /// The word of the role; empty = none is known.
    pub role: String,
    /// The people.
    pub users: Counts,
}

/// Orgs of both rosters under one number each: the rows of the new orgs.csv, then those that only the old one has.
struct Orgs {
    /// For each row of the old orgs.csv its number.
    of_old: Vec<u32>,
    schools: Vec<SchoolChanges>,
}

impl Orgs {
    /// An org that goes by another sourcedId now is one org.
    fn of(old: &Roster, new: &Roster, same: &Same) -> Self {
        let named = |data: &TableData, row: u32| SchoolChanges {
            id: data.sourced_id(row).into_string(),
            name: display_name(data, row),
            ..SchoolChanges::default()
        };
        let mut schools: Vec<SchoolChanges> = Vec::new();
        if let Some(orgs) = new.table(Table::Orgs) {
            schools.extend((0..orgs.rows()).map(|row| SchoolChanges { new: Some(row), ..named(orgs, row) }));
        }
        let mut of_old = Vec::new();
        if let Some(orgs) = old.table(Table::Orgs) {
            for row in 0..orgs.rows() {
                let number = same.of(Table::Orgs, row).unwrap_or_else(|| {
                    schools.push(named(orgs, row));
                    schools.len() as u32 - 1
                });
                schools[number as usize].old = Some(row);
                of_old.push(number);
            }
        }
        Self { of_old, schools }
    }
}

/// Where a row belongs, and what became of it there.
enum Fate {
    Added,
    Removed,
    Changed,
    Unchanged,
}

fn count(counts: &mut Counts, fate: &Fate) {
    match fate {
        Fate::Added => counts.added += 1,
        Fate::Removed => counts.removed += 1,
        Fate::Changed => counts.changed += 1,
        Fate::Unchanged => counts.unchanged += 1,
    }
}

fn fate(changes: &TableChanges, row: u32) -> Fate {
    if changes.added().has(row) {
        Fate::Added
    } else if changes.changed().has(row) {
        Fate::Changed
    } else {
        Fate::Unchanged
    }
}

/// Orgs that have people, classes or enrollments in one of the rosters; those of the new one in their order, then those that are gone.
pub(super) fn schools(old: &Roster, new: &Roster, people: &[People; 2], all: &[TableChanges], same: &Same) -> Vec<SchoolChanges> {
    let of = |table: Table| all.iter().find(|changes| changes.table == table);
    let mut orgs = Orgs::of(old, new, same);
    let Orgs { of_old, schools } = &mut orgs;
    let number = |org: u32| of_old.get(org as usize).copied();
    if let Some(changes) = of(Table::Users) {
        for row in 0..changes.added().table_rows() {
            let fate = fate(changes, row);
            people[1].orgs_of(row).for_each(|org| count(&mut schools[org as usize].users, &fate));
        }
        for row in changes.removed().iter() {
            people[0].orgs_of(row).filter_map(number).for_each(|org| count(&mut schools[org as usize].users, &Fate::Removed));
        }
    }
    for table in [Table::Classes, Table::Enrollments] {
        let Some(changes) = of(table) else { continue };
        let place = |school: &mut SchoolChanges, fate: &Fate| {
            count(if table == Table::Classes { &mut school.classes } else { &mut school.enrollments }, fate);
        };
        if let Some(column) = new.table(table).and_then(|data| data.column("schoolSourcedId")).filter(|_| changes.added().table_rows() > 0)
        {
            each_target(column, |row, org| place(&mut schools[org as usize], &fate(changes, row)));
        }
        if let Some(column) = old.table(table).and_then(|data| data.column("schoolSourcedId")).filter(|_| !changes.removed().is_empty()) {
            each_target(column, |row, org| {
                if changes.removed().has(row)
                    && let Some(org) = number(org)
                {
                    place(&mut schools[org as usize], &Fate::Removed);
                }
            });
        }
    }
    orgs.schools.retain(|school| school.all() != Counts::default());
    orgs.schools
}

fn each_target(column: &Column, mut each: impl FnMut(u32, u32)) {
    let mut targets = Vec::new();
    for group in 0..column.groups() {
        column.group_targets(group, &mut targets);
        let first = (group * Column::GROUP_ROWS) as u32;
        (first..).zip(&targets).filter(|(_, target)| **target != Column::NONE).for_each(|(row, &target)| each(row, target));
    }
}

/// People by role, in the order of the words.
pub(super) fn roles(people: &[People; 2], users: Option<&TableChanges>) -> Vec<RoleChanges> {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let Some(users) = users else { return Vec::new() };
    let [before, now] = people;
    let of_side = |people: &People, each: &mut dyn FnMut(u32) -> Option<Fate>, rows: u32| {
        let mut found = vec![Counts::default(); people.words.len() + 1];
        for row in 0..rows {
            if let Some(fate) = each(row) {
                let role = people.role.get(row as usize).map_or(people.words.len(), |&role| usize::from(role).min(people.words.len()));
                count(&mut found[role], &fate);
            }
        }
        found
    };
    let new = of_side(now, &mut |row| Some(fate(users, row)), users.added().table_rows());
    let gone = of_side(before, &mut |row| users.removed().has(row).then_some(Fate::Removed), users.removed().table_rows());
    for (people, found) in [(now, &new), (before, &gone)] {
        let words = people.words.iter().map(String::as_str).chain([""]);
        words
            .zip(found)
            .filter(|(_, found)| **found != Counts::default())
            .for_each(|(word, found)| *counts.entry(word).or_default() += *found);
    }
    counts.into_iter().map(|(role, users)| RoleChanges { role: role.to_owned(), users }).collect()
}
