//! Rows of one file by what became of them, narrowed by column, school, role and text, in file order or sorted by a column.

use rayon::prelude::*;

use super::changes::TableChanges;
use super::schools::SchoolChanges;
use super::{Comparison, columns::ColumnPair};
use crate::job::Watch;
use crate::roster::{Roster, display_name};
use crate::spec::Table;
use crate::store::RowSet;

/// What became of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// It is in both, with other cells.
    #[default]
    Changed,
    /// It is only in the old roster.
    Removed,
    /// It is only in the new one.
    Added,
    /// It is in both, with the same cells.
    Unchanged,
}

impl Fate {
    /// Every fate, those that matter most first.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Removed, Self::Added, Self::Unchanged];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Unchanged => "unchanged",
        }
    }

    /// How many rows have it.
    pub const fn of(self, counts: super::Counts) -> u64 {
        match self {
            Self::Changed => counts.changed,
            Self::Removed => counts.removed,
            Self::Added => counts.added,
            Self::Unchanged => counts.unchanged,
        }
    }
}

/// Which rows of a file are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The file.
    pub table: Table,
    /// What became of them.
    pub fate: Fate,
    /// Only rows of which this column changed.
    pub column: Option<String>,
    /// Only rows of this org, by its sourcedId: people who belong to it, its classes, enrollments in its classes.
    pub school: Option<String>,
    /// Only people of this role; empty = of none that is known.
    pub role: Option<String>,
    /// Only rows whose sourcedId, name or compared texts hold this, whatever the case.
    pub text: String,
    /// Sorted by this; `None` = in the order of the file.
    pub sort: Option<(ListColumn, bool)>,
}

impl Listing {
    /// All rows of a fate.
    pub const fn of(table: Table, fate: Fate) -> Self {
        Self { table, fate, column: None, school: None, role: None, text: String::new(), sort: None }
    }

    /// True if rows of this fate may be left out.
    pub fn narrows(&self) -> bool {
        self.column.is_some() || self.school.is_some() || self.role.is_some() || !self.text.trim().is_empty()
    }
}

/// What rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListColumn {
    /// The sourcedId.
    Id,
    /// The name that the row goes by.
    Name,
    /// A column, as the new roster has it, or the old one for rows that are gone.
    Column(String),
}

impl Comparison {
    /// The rows that are asked for: of the old table for removed ones, of the new table for the rest. `None` if there is no such file,
    /// or `watch` says to stop. Not for a frame.
    pub fn listed(&self, old: &Roster, new: &Roster, wanted: &Listing, watch: &Watch) -> Option<Vec<u32>> {
        let changes = self.table(wanted.table)?;
        watch.doing("Listing differences");
        let is_old = wanted.fate == Fate::Removed;
        let side = Side { of: self, changes, old, new, is_old };
        let set = match wanted.fate {
            Fate::Changed => changes.changed().clone(),
            Fate::Removed => changes.removed().clone(),
            Fate::Added => changes.added().clone(),
            Fate::Unchanged => changes.unchanged(),
        };
        let mut rows: Vec<u32> = match wanted.column.as_deref().filter(|_| wanted.fate == Fate::Changed).map(|name| changes.column(name)) {
            Some(Some((_, bit))) => changes.changes().filter(|(_, mask)| mask & bit != 0).map(|(row, _)| row).collect(),
            Some(None) => Vec::new(),
            None => set.iter().collect(),
        };
        drop::<RowSet>(set);
        if let Some(id) = &wanted.school {
            let school = self.schools.iter().find(|school| school.id == *id)?;
            rows.retain(|&row| side.is_of(school, row));
        }
        if let Some(role) = wanted.role.as_deref().filter(|_| wanted.table == Table::Users) {
            let people = &self.people[usize::from(!is_old)];
            rows.retain(|&row| people.role_of(row) == role);
        }
        let text = wanted.text.trim().to_lowercase();
        if !text.is_empty() {
            rows = rows.into_par_iter().filter(|&row| !watch.is_cancelled() && side.holds(row, &text)).collect();
        }
        if let Some((column, descending)) = &wanted.sort {
            let mut keyed: Vec<(String, u32)> = rows.par_iter().map(|&row| (side.key(row, column).to_lowercase(), row)).collect();
            keyed.par_sort();
            if *descending {
                keyed.reverse();
            }
            rows = keyed.into_iter().map(|(_, row)| row).collect();
        }
        (!watch.is_cancelled()).then_some(rows)
    }
}

/// The rows of one side.
struct Side<'a> {
    of: &'a Comparison,
    changes: &'a TableChanges,
    old: &'a Roster,
    new: &'a Roster,
    is_old: bool,
}

impl Side<'_> {
    const fn roster(&self) -> &Roster {
        if self.is_old { self.old } else { self.new }
    }

    fn is_of(&self, school: &SchoolChanges, row: u32) -> bool {
        let Some(org) = (if self.is_old { school.old } else { school.new }) else { return false };
        if self.changes.table == Table::Users {
            return self.of.people[usize::from(!self.is_old)].orgs_of(row).any(|of| of == org);
        }
        let column = match self.changes.table {
            Table::Classes | Table::Enrollments => "schoolSourcedId",
            Table::Orgs => return row == org,
            _ => return false,
        };
        self.roster()
            .table(self.changes.table)
            .and_then(|data| data.column(column))
            .is_some_and(|column| column.target_row(row) == Some(org))
    }

    fn texts(&self, row: u32, pair: &ColumnPair) -> [String; 2] {
        let (before, now) = if self.is_old { (Some(row), None) } else { (self.changes.old_row(row), Some(row)) };
        self.of.texts((self.old, before), (self.new, now), self.changes, pair)
    }

    fn holds(&self, row: u32, text: &str) -> bool {
        let Some(data) = self.roster().table(self.changes.table) else { return false };
        let has = |cell: &str| cell.to_lowercase().contains(text);
        has(&data.sourced_id(row))
            || has(&display_name(data, row))
            || self.changes.columns.iter().any(|pair| self.texts(row, pair).iter().any(|cell| has(cell)))
    }

    fn key(&self, row: u32, column: &ListColumn) -> String {
        let Some(data) = self.roster().table(self.changes.table) else { return String::new() };
        match column {
            ListColumn::Id => data.sourced_id(row).into_string(),
            ListColumn::Name => display_name(data, row),
            ListColumn::Column(name) => {
                let pair = self.changes.column(name).and_then(|(at, _)| self.changes.columns.get(at));
                let [before, now] = pair.map(|pair| self.texts(row, pair)).unwrap_or_default();
                if self.is_old { before } else { now }
            }
        }
    }
}
