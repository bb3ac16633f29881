//! What became of the rows of one file: which came, went, changed and stayed, and in which columns.

use super::columns::ColumnPair;
use crate::spec::Table;
use crate::store::{Column, RowSet, TableData, Text};

/// Rows of a file by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Only in the new roster.
    pub added: u64,
    /// Only in the old one.
    pub removed: u64,
    /// In both, with other cells.
    pub changed: u64,
    /// In both, with the same cells.
    pub unchanged: u64,
}

impl Counts {
    /// Rows of the old roster.
    pub const fn before(&self) -> u64 {
        self.removed + self.changed + self.unchanged
    }

    /// Rows of the new roster.
    pub const fn now(&self) -> u64 {
        self.added + self.changed + self.unchanged
    }

    /// True if nothing came, went or changed.
    pub const fn is_equal(&self) -> bool {
        self.added + self.removed + self.changed == 0
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.removed += other.removed;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
    }
}

/// Which rosters have a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Both of them.
    Both,
    /// Only the old one.
    OldOnly,
    /// Only the new one.
    NewOnly,
    /// Only one, and the version of the other does not know such a file: its rows are not counted.
    OtherVersion,
}

/// What became of the rows of one file.
#[derive(Clone, Debug)]
pub struct TableChanges {
    /// Which file.
    pub table: Table,
    /// Which rosters have it.
    pub presence: Presence,
    /// The columns of both. The number of a column in a mask is its place here; all from the 64th on share the last bit.
    pub columns: Vec<ColumnPair>,
    /// False if the new file holds changes only, so that what it does not hold is not removed.
    pub is_whole: bool,
    /// How many changed rows have another text, by column.
    pub by_column: Vec<u32>,
    pub(super) pairs: Vec<u32>,
    pub(super) added: RowSet,
    pub(super) removed: RowSet,
    pub(super) changed: RowSet,
    pub(super) changed_rows: Vec<u32>,
    /// For each changed row the number of its mask.
    pub(super) codes: Vec<u32>,
    pub(super) masks: Vec<u64>,
}

impl TableChanges {
    /// How many rows came, went, changed and stayed.
    pub fn counts(&self) -> Counts {
        let (added, changed) = (u64::from(self.added.len()), self.changed_rows.len() as u64);
        let now = u64::from(self.added.table_rows());
        Counts { added, removed: u64::from(self.removed.len()), changed, unchanged: now - added - changed }
    }

    /// Rows of the new table that the old one does not have.
    pub const fn added(&self) -> &RowSet {
        &self.added
    }

    /// Rows of the old table that the new one does not have.
    pub const fn removed(&self) -> &RowSet {
        &self.removed
    }

    /// Rows of the new table that have other cells in the old one.
    pub const fn changed(&self) -> &RowSet {
        &self.changed
    }

    /// The same in order, with which columns changed as a bitmask.
    pub fn changes(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.changed_rows.iter().zip(&self.codes).map(|(&row, &code)| (row, self.masks[code as usize]))
    }

    /// Rows of the new table that the old one has with the same cells.
    pub fn unchanged(&self) -> RowSet {
        let mut rows = self.added.clone();
        rows.join(&self.changed);
        rows.invert();
        rows
    }

    /// The row of the old table that a row of the new one is compared with.
    pub fn old_row(&self, row: u32) -> Option<u32> {
        self.pairs.get(row as usize).copied().filter(|&old| old != Column::NONE)
    }

    /// For each row of the new table the row of the old one; [`Column::NONE`] = none.
    pub fn old_rows(&self) -> &[u32] {
        &self.pairs
    }

    /// For each row of the old table the row of the new one; [`Column::NONE`] = none.
    pub fn new_rows(&self) -> Vec<u32> {
        let mut rows = vec![Column::NONE; self.removed.table_rows() as usize];
        for (new, &old) in (0..).zip(&self.pairs) {
            if let Some(slot) = rows.get_mut(old as usize) {
                *slot = new;
            }
        }
        rows
    }

    /// Which columns of a row of the new table changed, as a bitmask; 0 = none.
    pub fn mask(&self, row: u32) -> u64 {
        self.changed_rows.binary_search(&row).map_or(0, |at| self.masks[self.codes[at] as usize])
    }

    /// The columns that a mask names.
    pub fn columns_of(&self, mask: u64) -> impl Iterator<Item = &ColumnPair> {
        self.columns
            .iter()
            .enumerate()
            .filter(move |(at, pair)| (pair.is_compared || pair.is_by_roles) && mask & bit(*at) != 0)
            .map(|(_, pair)| pair)
    }

    /// The number of the column of this name, and its bit in masks.
    pub fn column(&self, name: &str) -> Option<(usize, u64)> {
        let at = self.columns.iter().position(|pair| pair.name == name)?;
        Some((at, bit(at)))
    }

    /// The texts of one column in a row of each table, old and new; empty where one does not have it.
    pub fn texts<'a>(&self, pair: &ColumnPair, old: Option<(&'a TableData, u32)>, new: Option<(&'a TableData, u32)>) -> [Text<'a>; 2] {
        let text = |side: Option<(&'a TableData, u32)>, at: Option<u16>| {
            let cell = side.and_then(|(data, row)| Some(data.columns().get(usize::from(at?))?.text(row)));
            cell.unwrap_or(Text::Borrowed(""))
        };
        [text(old, pair.old), text(new, pair.new)]
    }
}

/// The bit of a column in a mask.
pub(super) const fn bit(column: usize) -> u64 {
    1 << if column < 63 { column } else { 63 }
}
