//! A set of rows as a bitmap.

/// A set of rows of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    rows: u32,
}

impl RowSet {
    /// No row of a table of `rows` rows.
    pub fn none(rows: u32) -> Self {
        Self { words: vec![0; (rows as usize).div_ceil(64)], rows }
    }

    /// These rows of a table of `rows` rows; what lies beyond the table is left out.
    pub fn of(rows: u32, picked: &[u32]) -> Self {
        let mut set = Self::none(rows);
        picked.iter().filter(|&&row| row < rows).for_each(|&row| set.insert(row));
        set
    }

    /// Puts a row in; it must be one of the table.
    pub fn insert(&mut self, row: u32) {
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    /// True if the row is in.
    pub fn has(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// Puts in every row of `other`.
    pub fn join(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, more)| *word |= more);
    }

    /// Leaves only the rows that `other` has too.
    pub fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, kept)| *word &= kept);
    }

    /// How many rows.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// True if no row is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The rows in file order.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows = Vec::with_capacity(self.len() as usize);
        for (first, &word) in (0_u32..).step_by(64).zip(&self.words) {
            let mut rest = word;
            while rest != 0 {
                rows.push(first + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        rows
    }
}
