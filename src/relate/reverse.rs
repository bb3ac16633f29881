//! The other direction of one reference column: which rows point at a row.

use crate::store::Column;

/// For every row of the target table the rows that point at it, in file order: compressed sparse rows, built by a counting sort.
#[derive(Debug, Default)]
pub struct Reverse {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Reverse {
    /// Turns a reference column around. `targets` = rows of the target table.
    pub(super) fn of(column: &Column, targets: u32) -> Self {
        let mut starts = vec![0_u32; targets as usize + 2];
        column.scan_targets(|_, target| {
            if let Some(count) = starts.get_mut(target as usize + 2) {
                *count += 1;
            }
        });
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut rows = vec![0_u32; sum as usize];
        column.scan_targets(|row, target| {
            // `starts[target + 1]` walks from the start of its list to its end, which is the start of the next one.
            if let Some(next) = starts.get_mut(target as usize + 1) {
                rows[*next as usize] = row;
                *next += 1;
            }
        });
        starts.pop();
        Self { starts, rows }
    }

    /// The rows that point at `target`, in file order. A row that names the target twice stands twice.
    pub fn rows(&self, target: u32) -> &[u32] {
        let target = target as usize;
        match (self.starts.get(target), self.starts.get(target + 1)) {
            (Some(&start), Some(&end)) => &self.rows[start as usize..end as usize],
            _ => &[],
        }
    }

    /// How many rows point at `target`.
    pub fn count(&self, target: u32) -> usize {
        self.rows(target).len()
    }

    /// How many references in all.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if nothing points anywhere.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
