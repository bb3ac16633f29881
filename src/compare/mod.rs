//! Two rosters side by side: which rows came, went and changed, in which columns, school by school and role by role; sourcedIds that
//! were given anew or to somebody else. [`delta`] makes of two bulk sets what has to be sent, [`apply`] of a base and deltas the result.
//!
//! A row is compared with the row of the same sourcedId, the second row of an id with the second one, and so on. Rows without a
//! sourcedId are the same only if all their cells are; rows of the manifest go together by their property. What is compared is the
//! text that was in the file, column by column of the standard, whatever the order, letter case or version of the headers. Columns
//! that only one of the two has are told and not compared.
//!
//! Deliberately absent: reading and writing files, and any judgement on what changed: `check` has rules for that.

mod columns;
mod alike;
mod changes;
mod pairs;
mod cells;
mod tables;
mod people;
mod churn;
mod schools;
mod reused;
mod across;
mod notes;
mod letters;
mod delta;
mod apply;
mod baseline;
pub mod report;
mod id_map;
mod listed;
mod findings;

pub use apply::{Applied, AppliedTable, BrokenLink, Conflict, ConflictKind, Effect, RowOf, apply};
pub use baseline::baseline;
pub use changes::{Counts, Presence, TableChanges};
pub use churn::{Certainty, Churned};
pub use columns::ColumnPair;
pub use delta::{Delta, DeltaTable, LeftOut, delta};
pub use findings::{FindingFate, RuleChanges, findings};
pub use id_map::write_id_map;
pub use letters::{Stretch, letters};
pub use listed::{Fate, ListColumn, Listing};
pub use notes::Note;
pub use reused::Reused;
pub use schools::{RoleChanges, SchoolChanges};

use crate::job::Watch;
use crate::roster::Roster;
use crate::spec::Table;
use people::People;

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Columns that are left out, by their name.
    pub left_out: Vec<String>,
    /// True to compare a column that only one of the two has with blank cells, and status and time of change in any case.
    pub absent_is_blank: bool,
}

/// What became of a roster.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Every file that one of the two has, in the order of the standard.
    pub tables: Vec<TableChanges>,
    /// What has to be known before the numbers are believed.
    pub notes: Vec<Note>,
    /// Orgs with people, classes or enrollments.
    pub schools: Vec<SchoolChanges>,
    /// People by role.
    pub roles: Vec<RoleChanges>,
    /// Records that go by another sourcedId now.
    pub churned: Vec<Churned>,
    /// SourcedIds that belong to another record now.
    pub reused: Vec<Reused>,
    people: [People; 2],
}

/// Compares two rosters; `None` if `watch` says to stop. Uses all threads. Not for a frame.
pub fn rosters(old: &Roster, new: &Roster, options: &Options, watch: &Watch) -> Option<Comparison> {
    let mut tables = tables::compare(old, new, options, watch)?;
    watch.doing("Looking for ids that were given anew");
    let (churned, same) = churn::find(old, new, &tables, watch);
    let reused = reused::find(old, new, &tables, &same);
    watch.doing("Counting by school");
    let (before, now) = rayon::join(|| People::of(old), || People::of(new));
    let people = [before, now];
    across::compare(old, new, &people, &same, &mut tables);
    let users = tables.iter().find(|changes| changes.table == Table::Users);
    let schools = schools::schools(old, new, &people, &tables, &same);
    let roles = schools::roles(&people, users);
    let notes = notes::find(old, new, &tables);
    (!watch.is_cancelled()).then_some(Comparison { tables, notes, schools, roles, churned, reused, people })
}

impl Comparison {
    /// What became of one file; `None` if neither has it.
    pub fn table(&self, table: Table) -> Option<&TableChanges> {
        self.tables.iter().find(|changes| changes.table == table)
    }

    /// The texts of one column in a row of each table, old and new; role and orgs of users wherever they stand.
    pub fn texts(
        &self,
        (old, old_row): (&Roster, Option<u32>),
        (new, new_row): (&Roster, Option<u32>),
        changes: &TableChanges,
        pair: &ColumnPair,
    ) -> [String; 2] {
        if !pair.is_by_roles {
            let (before, now) = (old.table(changes.table).zip(old_row), new.table(changes.table).zip(new_row));
            return changes.texts(pair, before, now).map(|text| text.into_string());
        }
        let text = |people: &People, roster: &Roster, row: Option<u32>| match (row, roster.table(Table::Orgs)) {
            (Some(row), _) if pair.name == "role" => people.role_of(row).to_owned(),
            (Some(row), Some(orgs)) => people.orgs_of(row).map(|org| orgs.sourced_id(org).into_string()).collect::<Vec<_>>().join(","),
            _ => String::new(),
        };
        [text(&self.people[0], old, old_row), text(&self.people[1], new, new_row)]
    }

    /// All rows together, those of the manifest not counted.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.tables.iter().filter(|changes| changes.table != Table::Manifest).for_each(|changes| counts += changes.counts());
        counts
    }

    /// True if the two are no two states of one thing.
    pub fn is_unlike(&self) -> bool {
        self.notes.iter().any(Note::is_unlike)
    }

    /// True if both hold the same files, and in them the same rows with the same cells. What the version of one of them has no place
    /// for does not count, and neither does the manifest of two versions or of an endpoint.
    pub fn is_equal(&self) -> bool {
        let other_kinds = self.notes.iter().any(|note| matches!(note, Note::Versions(..) | Note::StatusLeftOut));
        self.tables.iter().filter(|changes| !(other_kinds && changes.table == Table::Manifest)).all(|changes| {
            let columns = || changes.columns.iter().all(|pair| !pair.is_one_sided() || pair.filled == 0 || other_kinds);
            match changes.presence {
                Presence::Both => changes.counts().is_equal() && columns(),
                Presence::OtherVersion => true,
                Presence::OldOnly | Presence::NewOnly => false,
            }
        })
    }
}
