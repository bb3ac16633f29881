//! Records that vanish and come again under another sourcedId, found by what else names them.

use std::hash::{BuildHasher, Hash, Hasher as _};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::changes::{Presence, TableChanges};
use crate::job::Watch;
use crate::roster::Roster;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Only something weak speaks for it, or something speaks against it.
    Possible,
    /// One thing that names a record speaks for it.
    Likely,
    /// Several things speak for it, and nothing against it.
    Certain,
}

impl Certainty {
    /// The word in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// A record that goes by another sourcedId now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Churned {
    /// The table.
    pub table: Table,
    /// The row of the old roster.
    pub old: u32,
    /// The row of the new roster.
    pub new: u32,
    /// How sure it is.
    pub certainty: Certainty,
    /// What both have in common, as bits of [`Churned::by`].
    keys: u8,
}

impl Churned {
    /// What both have in common.
    pub fn by(&self) -> impl Iterator<Item = &'static str> + use<> {
        let keys = self.keys;
        keys_of(self.table).iter().enumerate().filter(move |(at, _)| keys & (1 << at) != 0).map(|(_, key)| key.name)
    }
}

/// Something besides the sourcedId that names a record.
struct NaturalKey {
    name: &'static str,
    /// 3 = it names a record alone; less = it speaks for it.
    weight: u8,
    /// Its parts: columns whose texts count without letter case and outer spaces; a reference counts as the record it leads to.
    parts: &'static [&'static str],
}

const fn key(name: &'static str, weight: u8, parts: &'static [&'static str]) -> NaturalKey {
    NaturalKey { name, weight, parts }
}

/// The column of demographics.csv, taken as if it were one of users.csv.
const BIRTH: &str = "birthDate";

const USERS: &[NaturalKey] = &[
    key("identifier", 3, &["identifier"]),
    key("username", 3, &["username"]),
    key("email", 3, &["email"]),
    key("name and birth date", 3, &["givenName", "familyName", BIRTH]),
    key("name", 1, &["givenName", "familyName"]),
];
const CLASSES: &[NaturalKey] = &[
    key("class code and school", 3, &["classCode", "schoolSourcedId"]),
    key("title, course and school", 1, &["title", "courseSourcedId", "schoolSourcedId"]),
];
const COURSES: &[NaturalKey] =
    &[key("course code and org", 3, &["courseCode", "orgSourcedId"]), key("title and org", 1, &["title", "orgSourcedId"])];
const ORGS: &[NaturalKey] = &[key("identifier", 3, &["identifier"]), key("name and type", 3, &["name", "type"])];
const SESSIONS: &[NaturalKey] =
    &[key("title, type and start", 3, &["title", "type", "startDate"]), key("type, start and end", 1, &["type", "startDate", "endDate"])];
const ENROLLMENTS: &[NaturalKey] = &[key("class, person and role", 4, &["classSourcedId", "userSourcedId", "role"])];
const ROLES: &[NaturalKey] = &[key("person, org and role", 4, &["userSourcedId", "orgSourcedId", "role"])];

const fn keys_of(table: Table) -> &'static [NaturalKey] {
    match table {
        Table::Orgs => ORGS,
        Table::AcademicSessions => SESSIONS,
        Table::Users => USERS,
        Table::Courses => COURSES,
        Table::Classes => CLASSES,
        Table::Enrollments => ENROLLMENTS,
        Table::Roles => ROLES,
        _ => &[],
    }
}

/// Which row of the new roster each row of the old one is, whether its id stayed or not; for tables whose rows others refer to.
#[derive(Default)]
pub(super) struct Same {
    of: [Vec<u32>; Table::ALL.len()],
}

impl Same {
    /// The row of the new roster that a row of the old one is.
    pub(super) fn of(&self, table: Table, old: u32) -> Option<u32> {
        self.of[table.index()].get(old as usize).copied().filter(|&new| new != Column::NONE)
    }
}

/// Records that go by another sourcedId now, table by table, parents first.
pub(super) fn find(old: &Roster, new: &Roster, all: &[TableChanges], watch: &Watch) -> (Vec<Churned>, Same) {
    let mut same = Same::default();
    let mut found = Vec::new();
    let any = all.iter().any(|changes| !changes.added.is_empty() && !changes.removed.is_empty());
    // Orgs are wanted in any case.
    let wanted = |changes: &&TableChanges| changes.presence == Presence::Both && (any || changes.table == Table::Orgs);
    for changes in all.iter().filter(wanted) {
        if watch.is_cancelled() {
            break;
        }
        let (Some(before), Some(now)) = (old.table(changes.table), new.table(changes.table)) else { continue };
        let is_parent = matches!(changes.table, Table::Orgs | Table::AcademicSessions | Table::Users | Table::Courses | Table::Classes);
        if is_parent {
            same.of[changes.table.index()] = changes.new_rows();
        }
        if keys_of(changes.table).is_empty() || changes.added.is_empty() || changes.removed.is_empty() {
            continue;
        }
        let sides = [Side::new(old, before, Some(&same)), Side::new(new, now, None)];
        let of_table = in_table(changes, &sides);
        if is_parent {
            let slots = &mut same.of[changes.table.index()];
            of_table.iter().filter(|one| one.certainty > Certainty::Possible).for_each(|one| slots[one.old as usize] = one.new);
        }
        found.extend(of_table);
    }
    (found, same)
}

/// One of the two tables, and what is needed to read its keys.
struct Side<'a> {
    roster: &'a Roster,
    data: &'a TableData,
    /// For the old side: which rows of the new roster references mean.
    same: Option<&'a Same>,
}

impl<'a> Side<'a> {
    const fn new(roster: &'a Roster, data: &'a TableData, same: Option<&'a Same>) -> Self {
        Self { roster, data, same }
    }

    /// The key of each of these rows as a number, in the order of the numbers; rows where a part is blank have none, and keys that
    /// several rows have name none of them.
    fn unique(&self, key: &NaturalKey, rows: &[u32]) -> Vec<(u64, u32)> {
        let mut keys: Vec<(u64, u32)> = rows.par_iter().filter_map(|&row| Some((self.key(key, row)?, row))).collect();
        keys.par_sort_unstable();
        let mut kept = 0;
        let mut at = 0;
        while at < keys.len() {
            let end = at + keys[at..].iter().take_while(|(key, _)| *key == keys[at].0).count();
            if end == at + 1 {
                keys[kept] = keys[at];
                kept += 1;
            }
            at = end;
        }
        keys.truncate(kept);
        keys
    }

    fn key(&self, key: &NaturalKey, row: u32) -> Option<u64> {
        let mut hasher = FixedState::default().build_hasher();
        for &part in key.parts {
            if part == BIRTH {
                let people = self.roster.table(Table::Demographics)?;
                let person = people.find(&self.data.sourced_id(row))?;
                hash_text(&people.text(person, BIRTH), &mut hasher)?;
                continue;
            }
            let column = self.data.column(part)?;
            match column.target_table() {
                Some(table) if column.target_row(row).is_some() => {
                    let target = column.target_row(row)?;
                    self.same.map_or(Some(target), |same| same.of(table, target))?.hash(&mut hasher);
                }
                _ => hash_text(&column.text(row), &mut hasher)?,
            }
        }
        Some(hasher.finish())
    }
}

/// `None` for a blank text.
fn hash_text(text: &str, hasher: &mut impl std::hash::Hasher) -> Option<()> {
    let text = text.trim();
    text.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(hasher));
    0xff_u8.hash(hasher);
    (!text.is_empty()).then_some(())
}

fn in_table(changes: &TableChanges, sides: &[Side<'_>; 2]) -> Vec<Churned> {
    let (gone, came) = (changes.removed.to_vec(), changes.added.to_vec());
    // (old, new, bit of the key)
    let mut matches: Vec<(u32, u32, u8)> = Vec::new();
    for (at, key) in keys_of(changes.table).iter().enumerate() {
        let (before, now) = (sides[0].unique(key, &gone), sides[1].unique(key, &came));
        let mut next = now.iter().peekable();
        for (hash, old) in before {
            while next.next_if(|(other, _)| *other < hash).is_some() {}
            if let Some(&(_, new)) = next.next_if(|(other, _)| *other == hash) {
                matches.push((old, new, 1 << at));
            }
        }
    }
    matches.sort_unstable();
    let weight = |keys: u8| -> u8 {
        keys_of(changes.table).iter().enumerate().filter(|(at, _)| keys & (1 << at) != 0).map(|(_, key)| key.weight).sum()
    };
    let mut pairs: Vec<(u32, u32, u8)> = Vec::new();
    for (old, new, bit) in matches {
        match pairs.last_mut() {
            Some(last) if (last.0, last.1) == (old, new) => last.2 |= bit,
            _ => pairs.push((old, new, bit)),
        }
    }
    // The strongest first; what is taken is not given again, and whoever has a rival is only possible.
    pairs.sort_by_key(|&(old, new, keys)| (std::cmp::Reverse(weight(keys)), old, new));
    let mut taken: [Vec<bool>; 2] = [vec![false; changes.removed.table_rows() as usize], vec![false; changes.pairs.len()]];
    let mut found: Vec<Churned> = Vec::new();
    let mut rivals: Vec<u32> = Vec::new();
    for (old, new, keys) in pairs {
        if taken[0][old as usize] || taken[1][new as usize] {
            rivals.push(old);
            continue;
        }
        (taken[0][old as usize], taken[1][new as usize]) = (true, true);
        let certainty = match weight(keys) {
            0..=2 => Certainty::Possible,
            3 => Certainty::Likely,
            _ => Certainty::Certain,
        };
        found.push(Churned { table: changes.table, old, new, certainty, keys });
    }
    rivals.sort_unstable();
    for one in found.iter_mut().filter(|one| rivals.binary_search(&one.old).is_ok()) {
        one.certainty = Certainty::Possible;
    }
    found.sort_unstable_by_key(|one| one.old);
    found
}
