//! Numbers of rows brought together by their size, group by group, so that each part fits into a cache.

use crate::store::GROUP_ROWS;

/// Where numbers are cut into parts: a table leads to the few borders that are near.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    borders: Vec<u64>,
    least: u64,
    shift: u32,
    /// For each stretch of numbers how many borders lie before it.
    before: Vec<u16>,
}

/// Stretches of [`Cuts::before`].
const STRETCHES: usize = 1 << 14;

impl Cuts {
    /// Parts that hold about equally many of these numbers, which are in order.
    pub(super) fn of(looks: &[u64], parts: usize) -> Self {
        let parts = parts.min(1024);
        let mut borders: Vec<u64> = (1..parts).filter_map(|part| looks.get(part * looks.len() / parts)).copied().collect();
        borders.dedup();
        let least = borders.first().copied().unwrap_or(0);
        let range = borders.last().copied().unwrap_or(0) - least;
        let shift = (u64::BITS - range.leading_zeros()).saturating_sub(STRETCHES.ilog2());
        let mut cuts = Self { borders, least, shift, before: Vec::new() };
        let mut before = vec![0_u16; STRETCHES + 1];
        cuts.borders.iter().for_each(|&border| before[cuts.stretch(border) + 1] += 1);
        (1..before.len()).for_each(|at| before[at] += before[at - 1]);
        cuts.before = before;
        cuts
    }

    /// How many parts.
    pub(super) const fn parts(&self) -> usize {
        self.borders.len() + 1
    }

    fn stretch(&self, number: u64) -> usize {
        ((number.saturating_sub(self.least) >> self.shift) as usize).min(STRETCHES - 1)
    }

    /// The part of a number: how many borders are not greater.
    fn part(&self, number: u64) -> u16 {
        let stretch = self.stretch(number);
        let (low, high) = (self.before[stretch], self.before[stretch + 1]);
        if low == high {
            return low;
        }
        low + self.borders[usize::from(low)..usize::from(high)].partition_point(|&border| border <= number) as u16
    }
}

/// Some rows of a group, and a number or two for each.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) words: Vec<u64>,
    /// As long as `words`, or empty.
    pub(super) deeps: Vec<u64>,
    /// Places in the group.
    pub(super) places: Vec<u16>,
}

impl Batch {
    /// Leaves only the rows whose bits are set; `None` = all.
    pub(super) fn keep(&mut self, words: Option<&[u64]>) {
        let rows = self.words.len();
        let Some(bits) = words else {
            if self.places.len() != rows {
                self.places.clear();
                self.places.extend((0..rows).map(|at| at as u16));
            }
            return;
        };
        self.places.clear();
        each_bit(bits, |at| self.places.push(at as u16));
        for numbers in [&mut self.words, &mut self.deeps].into_iter().filter(|numbers| !numbers.is_empty()) {
            self.places.iter().enumerate().for_each(|(to, &from)| numbers[to] = numbers[usize::from(from)]);
            numbers.truncate(self.places.len());
        }
    }
}

/// The rows of a group, brought together by part, in file order within each.
#[derive(Debug)]
pub(super) struct Parted {
    batch: Batch,
    /// Where each part ends.
    ends: Vec<u32>,
}

impl Parted {
    pub(super) fn of(batch: &Batch, cuts: &Cuts) -> Self {
        Self::by(batch, cuts.parts(), |number| cuts.part(number))
    }

    /// By the highest bits, for numbers that are spread evenly.
    pub(super) fn of_even(batch: &Batch, bits: u32) -> Self {
        Self::by(batch, 1 << bits, |number| (number >> (u64::BITS - bits)) as u16)
    }

    #[inline(always)]
    fn by(batch: &Batch, parts: usize, part: impl Fn(u64) -> u16) -> Self {
        let parts_of: Vec<u16> = batch.words.iter().map(|&word| part(word)).collect();
        let mut ends = vec![0_u32; parts + 1];
        parts_of.iter().for_each(|&part| ends[usize::from(part) + 1] += 1);
        (1..ends.len()).for_each(|part| ends[part] += ends[part - 1]);
        let rows = batch.words.len();
        let mut sorted = Batch { words: vec![0; rows], deeps: vec![0; batch.deeps.len()], places: vec![0; rows] };
        for (at, (&part, (&word, &place))) in parts_of.iter().zip(batch.words.iter().zip(&batch.places)).enumerate() {
            let end = &mut ends[usize::from(part)];
            let to = *end as usize;
            (sorted.words[to], sorted.places[to]) = (word, place);
            if let Some(deep) = sorted.deeps.get_mut(to) {
                *deep = batch.deeps[at];
            }
            *end += 1;
        }
        // Each start has moved to its end.
        ends.pop();
        Self { batch: sorted, ends }
    }

    fn range(&self, part: usize) -> std::ops::Range<usize> {
        let start = if part == 0 { 0 } else { self.ends[part - 1] as usize };
        start..self.ends[part] as usize
    }

    /// How many rows a part has.
    pub(super) fn len(&self, part: usize) -> usize {
        self.range(part).len()
    }
}

/// Calls `each` with every number of a part and its row, in file order.
pub(super) fn each_of_part(groups: &[Parted], part: usize, mut each: impl FnMut(u64, u32)) {
    for (number, group) in groups.iter().enumerate() {
        let (range, first) = (group.range(part), (number * GROUP_ROWS) as u32);
        let numbers = group.batch.words[range.clone()].iter().zip(&group.batch.places[range]);
        numbers.for_each(|(&number, &place)| each(number, first + u32::from(place)));
    }
}

/// One part of all groups.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Each number with the place of its row in the lists below.
    pub(super) entries: Vec<(u64, u32)>,
    pub(super) deeps: Vec<u64>,
    pub(super) rows: Vec<u32>,
    spare: Vec<(u64, u32)>,
}

impl Part {
    /// Brings a part together, in file order.
    pub(super) fn gather(&mut self, groups: &[Parted], part: usize) {
        self.entries.clear();
        self.deeps.clear();
        self.rows.clear();
        for (number, group) in groups.iter().enumerate() {
            let range = group.range(part);
            let first = self.rows.len() as u32;
            self.entries.extend(group.batch.words[range.clone()].iter().copied().zip(first..));
            if !group.batch.deeps.is_empty() {
                self.deeps.extend_from_slice(&group.batch.deeps[range.clone()]);
            }
            let first_row = (number * GROUP_ROWS) as u32;
            self.rows.extend(group.batch.places[range].iter().map(|&place| first_row + u32::from(place)));
        }
    }

    /// Sorts by the numbers; equal ones stay in file order.
    pub(super) fn sort(&mut self) {
        const FEW: usize = 512;
        if self.entries.len() < FEW {
            self.entries.sort_unstable();
            return;
        }
        let least = self.entries.iter().fold(u64::MAX, |least, entry| least.min(entry.0));
        let range = self.entries.iter().fold(0, |range, entry| range | (entry.0 - least));
        let bits = u64::BITS - range.leading_zeros();
        let passes = bits.div_ceil(11);
        for pass in 0..passes {
            let step = bits.div_ceil(passes);
            let digit = |entry: &(u64, u32)| ((entry.0 - least) >> (pass * step)) as usize & ((1 << step) - 1);
            let mut starts = [0_u32; 1 << 11];
            self.entries.iter().for_each(|entry| starts[digit(entry)] += 1);
            let mut sum = 0;
            starts.iter_mut().take(1 << step).for_each(|start| (*start, sum) = (sum, sum + *start));
            self.spare.resize(self.entries.len(), (0, 0));
            for entry in &self.entries {
                let start = &mut starts[digit(entry)];
                self.spare[*start as usize] = *entry;
                *start += 1;
            }
            std::mem::swap(&mut self.entries, &mut self.spare);
        }
    }
}

/// Calls `each` with the number of every bit that is set.
pub(super) fn each_bit(words: &[u64], mut each: impl FnMut(u32)) {
    for (first, &word) in (0_u32..).step_by(64).zip(words) {
        let mut rest = word;
        while rest != 0 {
            each(first + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
}
