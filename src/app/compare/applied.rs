//! What a delta makes of its base: worked out with the comparison of the two, and opened as a roster where that is asked for.

use std::fmt;
use std::sync::Arc;

use crate::compare::{self, Applied, AppliedTable, Effect};
use crate::export::parcel_files;
use crate::job::Watch;
use crate::roster::Roster;
use crate::spec::{Mode, Table};

/// What a delta makes of its base.
#[derive(Debug)]
pub struct AppliedDelta {
    /// The base.
    pub base: Arc<Roster>,
    /// The delta.
    pub delta: Arc<Roster>,
    /// True if the delta is the roster after.
    pub is_after: bool,
    /// Row by row.
    pub applied: Applied,
    /// For each of its tables and each effect the places of the rows with it.
    by_effect: Vec<[Vec<u32>; Effect::ALL.len()]>,
}

fn number(effect: Effect) -> usize {
    Effect::ALL.iter().position(|other| *other == effect).unwrap_or(0)
}

impl AppliedDelta {
    /// Applies a delta; `None` if neither or both are one, or `watch` says to stop.
    pub(super) fn of(old: &Arc<Roster>, new: &Arc<Roster>, watch: &Watch) -> Option<Self> {
        let is_after = match (is_delta(old), is_delta(new)) {
            (false, true) => true,
            (true, false) => false,
            _ => return None,
        };
        let (base, delta) = if is_after { (old, new) } else { (new, old) };
        watch.doing("Applying the delta");
        let applied = compare::apply(base, &[delta], watch)?;
        let by_effect = applied.tables.iter().map(|table| {
            let mut places: [Vec<u32>; Effect::ALL.len()] = Default::default();
            for (at, (_, effect)) in (0..).zip(&table.effects) {
                places[number(*effect)].push(at);
            }
            places
        });
        Some(Self { base: Arc::clone(base), delta: Arc::clone(delta), is_after, by_effect: by_effect.collect(), applied })
    }

    /// What comes of a file, and the places of the rows with an effect.
    pub fn rows(&self, table: Table, effect: Effect) -> Option<(&AppliedTable, &[u32])> {
        let at = self.applied.tables.iter().position(|of| of.table == table)?;
        Some((&self.applied.tables[at], &self.by_effect[at][number(effect)]))
    }

    /// How many rows of a file have an effect.
    pub fn count(&self, table: Table, effect: Effect) -> u64 {
        self.rows(table, effect).map_or(0, |(_, places)| places.len() as u64)
    }

    /// The result as files in memory; `None` if `watch` says to stop.
    pub(super) fn make(&self, watch: &Watch) -> Option<Made> {
        let files = parcel_files(&self.applied.parcel(&self.base, &[&self.delta]), watch)?;
        let name = format!("{} with {}", self.base.package().name, self.delta.package().name);
        Some(Made { name, files: Arc::new(files.into_iter().map(|(name, bytes)| (name, Arc::new(bytes))).collect()) })
    }
}

/// True if one of its files holds changes only.
pub(super) fn is_delta(roster: &Roster) -> bool {
    roster.data().tables().any(|table| table.table() != Table::Manifest && table.mode() == Mode::Delta)
}

/// A package that was made here and lies in memory only. Two are equal if they are the same one.
#[derive(Clone)]
pub struct Made {
    pub(in crate::app) name: String,
    pub(in crate::app) files: Arc<Vec<(String, Arc<Vec<u8>>)>>,
}

impl PartialEq for Made {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.files, &other.files)
    }
}

impl Eq for Made {}

impl fmt::Debug for Made {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its rows are nobody's business in a log.
        out.debug_struct("Made").field("name", &self.name).finish_non_exhaustive()
    }
}
