//! A set of rows of one table, one bit each.

/// A set of rows of one table, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    rows: u32,
}

impl RowSet {
    /// No row of a table of so many rows.
    pub fn empty(rows: u32) -> Self {
        Self { words: vec![0; (rows as usize).div_ceil(64)], rows }
    }

    /// Adds a row; one beyond the table is not taken.
    pub fn insert(&mut self, row: u32) {
        if row < self.rows {
            self.words[row as usize / 64] |= 1 << (row % 64);
        }
    }

    /// True if the row is in the set.
    pub fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// How many rows are in the set.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// The rows in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).zip(&self.words).flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |rest| Some(rest & (rest - 1)).filter(|rest| *rest != 0))
                .map(move |rest| at * 64 + rest.trailing_zeros())
        })
    }

    /// The bits, row 0 first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Rows of the table.
    pub const fn rows(&self) -> u32 {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::RowSet;

    #[test]
    fn rows_come_back_in_order() {
        let mut set = RowSet::empty(200);
        for row in [199, 0, 63, 64, 130, 500] {
            set.insert(row);
        }
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 130, 199]);
        assert_eq!(set.count(), 5);
        assert!(set.contains(64) && !set.contains(65) && !set.contains(500));
    }
}
