//! Sorting rows: each gets a number that never contradicts its keys, from one walk through the columns; the numbers are sorted in
//! parts that fit into a cache, and only where they leave it open the texts are compared.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::parted::{Batch, Cuts, Part, Parted, each_bit};
use super::sort_words::{Purpose, SortWords};
use super::text_order::TextOrder;
use super::{QueryError, RowSet, SortKey};
use crate::job::Watch;
use crate::store::{Column, GROUP_ROWS, TableData};

/// Sort keys made ready for a table.
pub(super) struct Sorter<'a> {
    keys: Vec<Key<'a>>,
    rows: u32,
    /// Rows to stay among; `None` = all.
    among: Option<&'a RowSet>,
    /// How many keys the numbers hold in full, by the ranks of their texts.
    covered: usize,
    /// Bits of a number that are left for the next key.
    room: u32,
}

struct Key<'a> {
    column: &'a Column,
    order: TextOrder,
    /// The place of each dictionary text, where every cell has a code.
    ranks: Option<Vec<u16>>,
    /// Bits that a rank needs.
    bits: u32,
}

/// The numbers of the first key that ranks do not hold.
pub(super) struct Tail<'s> {
    column: &'s Column,
    words: SortWords,
    /// Whether texts that the first number leaves open get a second one.
    deep: bool,
}

/// Fewer bits tell too little of a text.
const LEAST_ROOM: u32 = 16;

impl<'a> Key<'a> {
    fn new(column: &'a Column, key: SortKey) -> Self {
        let order = TextOrder::of(column, key);
        let ranks = column.is_coded().then(|| {
            let mut codes: Vec<(u16, &str)> = column.dictionary().iter().collect();
            codes.par_sort_by(|one, two| order.compare(one.1, two.1));
            let mut ranks = vec![0_u16; codes.len().max(1)];
            codes.iter().enumerate().for_each(|(rank, &(code, _))| ranks[usize::from(code)] = rank as u16);
            ranks
        });
        let bits = ranks.as_ref().map_or(0, |ranks| (usize::BITS - (ranks.len() - 1).leading_zeros()).max(1));
        Self { column, order, ranks, bits }
    }

    fn rank(&self, row: u32) -> Option<u16> {
        self.ranks.as_ref()?.get(usize::from(self.column.code(row)?)).copied()
    }

    fn compare(&self, one: u32, two: u32) -> Ordering {
        match (self.rank(one), self.rank(two)) {
            (Some(one), Some(two)) => one.cmp(&two),
            _ => self.order.compare(&self.column.text(one), &self.column.text(two)),
        }
    }
}

impl<'a> Sorter<'a> {
    /// Keys whose column is not there are left out.
    pub(super) fn new(data: &'a TableData, keys: &[SortKey], among: Option<&'a RowSet>) -> Self {
        let column = |key: &SortKey| Some(Key::new(data.columns().get(usize::from(key.column))?, *key));
        let keys: Vec<_> = keys.iter().filter_map(column).collect();
        let mut room = u64::BITS;
        let fits = |key: &&Key<'_>| {
            let fits = key.ranks.is_some() && key.bits <= room;
            room -= if fits { key.bits } else { 0 };
            fits
        };
        let covered = keys.iter().take_while(fits).count();
        Self { keys, rows: data.rows(), among, covered, room }
    }

    pub(super) const fn groups(&self) -> usize {
        (self.rows as usize).div_ceil(GROUP_ROWS)
    }

    /// The numbers of the first key that ranks do not hold, if there is one and room for it.
    pub(super) fn tail(&self, purpose: Purpose) -> Option<Tail<'_>> {
        let key = self.keys.get(self.covered).filter(|key| key.ranks.is_none() && self.room >= LEAST_ROOM)?;
        Some(Tail { column: key.column, words: SortWords::new(key.column, key.order, self.room, purpose), deep: false })
    }

    /// Every row in order.
    pub(super) fn all(&self, watch: &Watch) -> Result<Vec<u32>, QueryError> {
        let goes_on = |_: &usize| !watch.is_cancelled();
        watch.set_total(2 * self.groups() as u64);
        let mut tail = self.tail(Purpose::All);
        let count = self.among.map_or(self.rows, RowSet::len) as usize;
        let cuts = self.cuts(count, tail.as_mut());
        let parted: Vec<Parted> = (0..self.groups())
            .into_par_iter()
            .filter(goes_on)
            .map_init(Batch::default, |batch, group| {
                self.batch(tail.as_ref(), group, batch);
                watch.add(1);
                Parted::of(batch, &cuts)
            })
            .collect();
        if watch.is_cancelled() {
            return Err(QueryError::Stopped);
        }
        let mut sorted = vec![0; count];
        let (mut rest, mut slots) = (sorted.as_mut_slice(), Vec::with_capacity(cuts.parts()));
        for part in 0..cuts.parts() {
            let (slot, behind) = rest.split_at_mut(parted.iter().map(|group| group.len(part)).sum());
            slots.push((part, slot));
            rest = behind;
        }
        slots.into_par_iter().filter(|_| !watch.is_cancelled()).for_each_init(Part::default, |entries, (part, slot)| {
            entries.gather(&parted, part);
            entries.sort();
            self.settle(tail.as_ref(), entries, watch);
            slot.iter_mut().zip(&entries.entries).for_each(|(row, &(_, at))| *row = entries.rows[at as usize]);
        });
        if watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(sorted) }
    }

    /// Where to cut, from a look at some rows; says too whether their numbers leave much open.
    fn cuts(&self, count: usize, tail: Option<&mut Tail<'_>>) -> Cuts {
        const PART: usize = 1 << 14;
        const LOOKS: usize = 1 << 15;
        let step = (self.rows as usize / LOOKS).max(1) | 1;
        let rows = (0..self.rows).step_by(step).filter(|&row| self.among.is_none_or(|among| among.has(row)));
        let rows: Vec<u32> = rows.collect();
        let mut looks: Vec<u64> = rows.par_iter().map(|&row| self.word(tail.as_deref(), row)).collect();
        looks.par_sort_unstable();
        if let Some(tail) = tail {
            let open = |pair: &&[u64]| pair[0] == pair[1] && !tail.words.is_settled(pair[0] & self.room_mask());
            let open = looks.windows(2).filter(open).count();
            tail.deep = tail.words.has_deep() && open * 2000 > looks.len();
        }
        Cuts::of(&looks, (count / PART).max(1))
    }

    /// The numbers of the rows of a group that are asked for.
    pub(super) fn batch(&self, tail: Option<&Tail<'_>>, group: usize, batch: &mut Batch) {
        let first = (group * GROUP_ROWS) as u32;
        let rows = (self.rows - first).min(GROUP_ROWS as u32);
        let bits = self.among.map(|among| among.words_of_group(group));
        let asked = bits.map_or(rows, |bits| bits.iter().map(|word| word.count_ones()).sum());
        batch.words.clear();
        batch.deeps.clear();
        let deep = tail.is_some_and(|tail| tail.deep);
        if asked < rows / 16 && !deep {
            batch.places.clear();
            each_bit(bits.unwrap_or_default(), |at| {
                batch.places.push(at as u16);
                batch.words.push(self.word(tail, first + at));
            });
            return;
        }
        match tail {
            Some(tail) if deep => tail.words.of_group_deep(tail.column, group, &mut batch.words, &mut batch.deeps),
            Some(tail) => tail.words.of_group(tail.column, group, &mut batch.words),
            None => batch.words.resize(rows as usize, 0),
        }
        let mut shift = u64::BITS;
        for key in &self.keys[..self.covered] {
            let Some(ranks) = &key.ranks else { break };
            shift -= key.bits;
            let words = &mut batch.words;
            key.column.scan_group_codes(group, |at, code| words[at] |= u64::from(ranks[usize::from(code)]) << shift);
        }
        batch.keep(bits);
    }

    /// The number of one row, as [`Sorter::batch`] gives it.
    fn word(&self, tail: Option<&Tail<'_>>, row: u32) -> u64 {
        let (mut word, mut shift) = (0, u64::BITS);
        for key in &self.keys[..self.covered] {
            shift -= key.bits;
            word |= u64::from(key.rank(row).unwrap_or_default()) << shift;
        }
        word | tail.map_or(0, |tail| tail.words.of_text(&tail.column.text(row)))
    }

    const fn room_mask(&self) -> u64 {
        if self.room == 0 { 0 } else { u64::MAX >> (u64::BITS - self.room) }
    }

    /// How many keys are decided for rows whose number is the same.
    pub(super) fn decided(&self, tail: Option<&Tail<'_>>, word: u64) -> usize {
        self.covered + usize::from(tail.is_some_and(|tail| tail.words.is_settled(word & self.room_mask())))
    }

    /// The order of two rows whose first keys are decided.
    pub(super) fn compare_from(&self, decided: usize, one: u32, two: u32) -> Ordering {
        let keys = self.keys.get(decided..).unwrap_or_default();
        keys.iter().map(|key| key.compare(one, two)).find(|order| order.is_ne()).unwrap_or_else(|| one.cmp(&two))
    }

    /// Brings rows whose numbers leave their order open into order; they stand in file order before.
    fn settle(&self, tail: Option<&Tail<'_>>, part: &mut Part, watch: &Watch) {
        let (rows, deeps) = (&part.rows, &part.deeps);
        for equal in part.entries.chunk_by_mut(|one, two| one.0 == two.0).filter(|equal| equal.len() > 1) {
            if watch.is_cancelled() {
                return;
            }
            let decided = self.decided(tail, equal[0].0);
            let Some(tail) = tail.filter(|tail| tail.deep && decided == self.covered) else {
                self.settle_equal(decided, equal, rows);
                continue;
            };
            equal.iter_mut().for_each(|entry| entry.0 = deeps[entry.1 as usize]);
            equal.sort_unstable();
            for same in equal.chunk_by_mut(|one, two| one.0 == two.0).filter(|same| same.len() > 1) {
                self.settle_equal(decided + usize::from(tail.words.is_settled_deep(same[0].0)), same, rows);
            }
        }
    }

    fn settle_equal(&self, decided: usize, equal: &mut [(u64, u32)], rows: &[u32]) {
        let Some((key, _)) = self.keys.get(decided..).and_then(<[_]>::split_first) else { return };
        let row = |entry: &(u64, u32)| rows[entry.1 as usize];
        if key.ranks.is_some() {
            equal.sort_unstable_by(|one, two| self.compare_from(decided, row(one), row(two)));
            return;
        }
        // Each text is fetched once; fetching is what takes the time.
        let mut texts: Vec<_> = equal.iter().map(|&entry| (key.column.text(row(&entry)), entry)).collect();
        texts.sort_unstable_by(|(text, one), (other, two)| {
            key.order.compare(text, other).then_with(|| self.compare_from(decided + 1, row(one), row(two)))
        });
        equal.iter_mut().zip(texts).for_each(|(place, (_, entry))| *place = entry);
    }
}
