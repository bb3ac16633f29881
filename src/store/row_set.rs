//! A set of rows of one table, one bit each.

/// A set of rows of one table, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    rows: u32,
}

impl RowSet {
    /// No row of a table of so many rows.
    pub fn none(rows: u32) -> Self {
        Self { words: vec![0; (rows as usize).div_ceil(64)], rows }
    }

    /// Every row of a table of so many rows.
    pub fn all(rows: u32) -> Self {
        let mut set = Self::none(rows);
        set.invert();
        set
    }

    /// These rows of a table of so many rows; what lies beyond the table is left out.
    pub fn of(rows: u32, picked: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::none(rows);
        picked.into_iter().for_each(|row| set.insert(row));
        set
    }

    /// Puts a row in; one beyond the table is not taken.
    #[inline]
    pub fn insert(&mut self, row: u32) {
        if row < self.rows {
            self.words[row as usize / 64] |= 1 << (row % 64);
        }
    }

    /// True if the row is in.
    #[inline]
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

    /// Puts in every row that is not in, and takes out every row that is.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut().filter(|_| !self.rows.is_multiple_of(64)) {
            *last &= (1 << (self.rows % 64)) - 1;
        }
    }

    /// How many rows are in.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// True if no row is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The rows in file order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).zip(&self.words).flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |rest| Some(rest & (rest - 1)).filter(|rest| *rest != 0))
                .map(move |rest| at * 64 + rest.trailing_zeros())
        })
    }

    /// The rows in file order, as a list.
    pub fn to_vec(&self) -> Vec<u32> {
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

    /// The bits, row 0 first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The bits of one group of [`super::GROUP_ROWS`] rows; fewer at the end of the table.
    pub fn words_of_group(&self, group: usize) -> &[u64] {
        const WORDS: usize = super::packed::GROUP_ROWS / 64;
        self.words.chunks(WORDS).nth(group).unwrap_or_default()
    }

    /// The bits, for whoever fills them block by block. Those beyond the table must stay clear.
    pub(crate) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    /// Rows of the table.
    pub const fn table_rows(&self) -> u32 {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::RowSet;

    #[test]
    fn rows_come_back_in_order() {
        let set = RowSet::of(200, [199, 0, 63, 64, 130, 500]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 130, 199]);
        assert_eq!(set.to_vec(), [0, 63, 64, 130, 199]);
        assert_eq!(set.len(), 5);
        assert!(set.has(64) && !set.has(65) && !set.has(500));
    }

    #[test]
    fn what_is_turned_around_ends_with_the_table() {
        for rows in [0, 1, 63, 64, 65, 200] {
            assert_eq!(RowSet::all(rows).len(), rows);
            let mut set = RowSet::of(rows, [0, 64]);
            let were = set.len();
            set.invert();
            assert_eq!(set.len(), rows - were);
        }
    }
}
