//! Which rows of each file are in the package: all of them, or the part that a delta tells about.

use super::dice::{Dice, Roll, Shuffle};
use super::district::District;
use crate::spec::Table;

const CHANGED: u64 = 40;
const SHUFFLES: u64 = 50;
/// One row in so many has changed since the last full set.
const CHANGES: usize = 20;

/// The rows of one file in the order of the package.
#[derive(Debug)]
pub(super) struct PackageRows {
    /// The chosen rows; `None` = all.
    chosen: Option<Vec<u64>>,
    count: u64,
    shuffle: Option<Shuffle>,
}

impl PackageRows {
    /// The rows of `table`; `None` if the package has no such file.
    pub(super) fn of(district: &District, table: Table) -> Option<Self> {
        let all = district.count(table)?;
        let chosen = district.options.delta.then(|| changed(district, table, all));
        let count = chosen.as_ref().map_or(all, |chosen| chosen.len() as u64);
        let dice = Dice::new(district.options.seed, SHUFFLES + table.index() as u64);
        let shuffle = district.options.shuffle.then(|| Shuffle::new(count, dice));
        Some(Self { chosen, count, shuffle }).filter(|rows| rows.count > 0)
    }

    /// How many rows.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// The row of the district that stands at `place` of the file.
    pub(super) fn at(&self, place: u64) -> u64 {
        self.row(self.shuffle.map_or(place, |shuffle| shuffle.at(place)))
    }

    /// The row of the district that is number `at` of the package, whatever the order in the file.
    pub(super) fn row(&self, at: u64) -> u64 {
        self.chosen.as_ref().map_or(at, |chosen| chosen[at as usize])
    }

    /// The numbers of the rows from `first` up to `end` of the district.
    pub(super) fn between(&self, first: u64, end: u64) -> (u64, u64) {
        match &self.chosen {
            None => (first.min(self.count), end.min(self.count)),
            Some(chosen) => (chosen.partition_point(|&row| row < first) as u64, chosen.partition_point(|&row| row < end) as u64),
        }
    }
}

/// The rows that a delta holds. What they refer to has mostly not changed, so it is mostly not there.
fn changed(district: &District, table: Table, all: u64) -> Vec<u64> {
    let dice = district.dice(CHANGED + ((table.index() as u64) << 32));
    let mut rows: Vec<u64> = (0..all).filter(|&row| Roll(dice.roll(row)).below(CHANGES) == 0).collect();
    if rows.is_empty() && all > 0 {
        // A file that is declared has rows.
        rows.push(Roll(dice.roll(all)).below(all as usize) as u64);
    }
    rows
}
