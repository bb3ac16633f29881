//! Sorting rows: each gets a head that never contradicts its keys, from one walk through the columns; the heads are sorted in
//! parts that fit into a cache, and only where they leave it open the texts are compared.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::text_order::{Head, TextOrder};
use super::{QueryError, RowSet, SortKey};
use crate::job::Watch;
use crate::store::{Column, GROUP_ROWS, TableData};

/// Sort keys made ready for a table.
pub(super) struct Sorter<'a> {
    keys: Vec<Key<'a>>,
    rows: u32,
    /// Rows to stay among; `None` = all.
    among: Option<&'a RowSet>,
    /// How many keys the heads hold in full.
    covered: usize,
}

struct Key<'a> {
    column: &'a Column,
    order: TextOrder,
    /// The place of each dictionary text, where every cell has a code.
    ranks: Option<Vec<u16>>,
    /// Bits that a rank needs.
    bits: u32,
    /// The first bytes of a text are enough for its head.
    by_start: bool,
}

/// A row and what is compared first.
#[derive(Clone, Copy)]
struct Entry {
    head: Head,
    row: u32,
}

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
        let by_start = order.needs_only_start() && column.is_uuids();
        Self { column, order, ranks, bits, by_start }
    }

    fn head(&self, text: &str) -> Head {
        if self.by_start { self.order.head_of_start(text.as_bytes()) } else { self.order.head(text) }
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
        let mut room = u128::BITS;
        let fits = |key: &&Key<'_>| {
            let fits = key.ranks.is_some() && key.bits <= room;
            room -= if fits { key.bits } else { 0 };
            fits
        };
        let covered = keys.iter().take_while(fits).count();
        Self { keys, rows: data.rows(), among, covered }
    }

    /// The first rows of the order, at most `count`: a selection that never sorts the rest.
    pub(super) fn first(&self, count: usize, watch: &Watch) -> Result<Vec<u32>, QueryError> {
        let start = || Selection { sorter: self, count, kept: Vec::new(), heads: Vec::new(), last: None };
        let offered = (0..self.groups()).into_par_iter().filter(|_| !watch.is_cancelled()).fold(start, |mut selection, group| {
            let mut heads = std::mem::take(&mut selection.heads);
            self.heads(group, &mut heads, |entry| selection.offer(entry));
            selection.heads = heads;
            selection
        });
        let mut selection = offered.reduce(start, |mut one, two| {
            two.kept.into_iter().for_each(|entry| one.offer(entry));
            one
        });
        if watch.is_cancelled() {
            return Err(QueryError::Stopped);
        }
        selection.kept.sort_unstable_by(|one, two| self.compare(one, two));
        selection.kept.truncate(count);
        Ok(selection.kept.into_iter().map(|entry| entry.row).collect())
    }

    /// Every row in order.
    pub(super) fn all(&self, watch: &Watch) -> Result<Vec<u32>, QueryError> {
        let stopped = |_: &usize| !watch.is_cancelled();
        watch.set_total(2 * self.groups() as u64);
        let entries: Vec<Vec<Entry>> = (0..self.groups())
            .into_par_iter()
            .filter(stopped)
            .map_init(Vec::new, |heads, group| {
                let mut entries = Vec::with_capacity(self.among.map_or(GROUP_ROWS, |_| 0));
                self.heads(group, heads, |entry| entries.push(entry));
                watch.add(1);
                entries
            })
            .collect();
        let borders = borders(&entries);
        let parted: Vec<Parted> = entries.into_par_iter().map(|entries| Parted::of(&entries, &borders)).collect();
        let parts = (0..=borders.len()).into_par_iter().filter(stopped).map(|part| {
            let mut entries: Vec<Entry> = Vec::with_capacity(parted.iter().map(|group| group.part(part).len()).sum());
            parted.iter().for_each(|group| entries.extend_from_slice(group.part(part)));
            entries.sort_unstable_by(|one, two| one.head.cmp(&two.head).then(one.row.cmp(&two.row)));
            self.settle(&mut entries, watch);
            entries.into_iter().map(|entry| entry.row).collect::<Vec<u32>>()
        });
        let parts: Vec<Vec<u32>> = parts.collect();
        if watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(parts.concat()) }
    }

    /// Brings rows whose heads leave their order open into order; they stand in file order before.
    fn settle(&self, entries: &mut [Entry], watch: &Watch) {
        let Some(rest) = self.keys.get(self.covered + 1..) else { return };
        for equal in entries.chunk_by_mut(|one, two| one.head.words == two.head.words).filter(|equal| equal.len() > 1) {
            if watch.is_cancelled() {
                return;
            }
            // The open tail is the greatest one.
            if equal.last().is_some_and(|last| last.head.tail == Head::OPEN) {
                self.settle_equal(equal);
            } else if !rest.is_empty() {
                for same in equal.chunk_by_mut(|one, two| one.head.tail == two.head.tail) {
                    same.sort_unstable_by(|one, two| compare_by(rest, one.row, two.row).then(one.row.cmp(&two.row)));
                }
            }
        }
    }

    fn settle_equal(&self, equal: &mut [Entry]) {
        let Some((key, rest)) = self.keys.get(self.covered..).and_then(<[_]>::split_first) else { return };
        let compare_rest = |one: &Entry, two: &Entry| compare_by(rest, one.row, two.row).then(one.row.cmp(&two.row));
        // Each text is fetched once; fetching is what takes the time.
        let mut texts: Vec<_> = equal.iter().map(|&entry| (key.column.text(entry.row), entry)).collect();
        texts.sort_unstable_by(|(text, one), (other, two)| key.order.compare(text, other).then_with(|| compare_rest(one, two)));
        equal.iter_mut().zip(texts).for_each(|(place, (_, entry))| *place = entry);
    }

    fn compare(&self, one: &Entry, two: &Entry) -> Ordering {
        let known = one.head.tail != Head::OPEN && two.head.tail != Head::OPEN;
        let heads = one.head.words.cmp(&two.head.words);
        let heads = heads.then(if known { one.head.tail.cmp(&two.head.tail) } else { Ordering::Equal });
        // What the heads tell in full need not be looked at again.
        let from = (self.covered + usize::from(known)).min(self.keys.len());
        heads.then_with(|| compare_by(&self.keys[from..], one.row, two.row)).then(one.row.cmp(&two.row))
    }

    const fn groups(&self) -> usize {
        (self.rows as usize).div_ceil(GROUP_ROWS)
    }

    /// Calls `each` with every row of a group that is asked for, in file order. `heads` is scratch memory.
    fn heads(&self, group: usize, heads: &mut Vec<Head>, mut each: impl FnMut(Entry)) {
        let first = (group * GROUP_ROWS) as u32;
        let rows = (self.rows - first).min(GROUP_ROWS as u32);
        let words = self.among.map(|among| among.words_of_group(group));
        let asked = words.map_or(rows, |words| words.iter().map(|word| word.count_ones()).sum());
        if asked == 0 {
            return;
        }
        if asked < rows / 16 {
            let words = words.unwrap_or_default();
            each_bit(words, |at| each(Entry { head: self.head_of(first + at), row: first + at }));
            return;
        }
        heads.clear();
        heads.resize(rows as usize, Head::of(0, self.tail_of_ranks()));
        let mut room = u128::BITS;
        for key in &self.keys[..self.covered] {
            let Some(ranks) = &key.ranks else { break };
            room -= key.bits;
            key.column.scan_group_codes(group, |at, code| heads[at].mark(u128::from(ranks[usize::from(code)]) << room));
        }
        if let Some(key) = self.keys.get(self.covered).filter(|key| key.ranks.is_none()) {
            let used = u128::BITS - room;
            if key.by_start {
                key.column.scan_group_starts(group, |at, start| heads[at].follow(key.order.head_of_start(start), used));
            } else {
                key.column.scan_group(group, |at, text| heads[at].follow(key.order.head(text), used));
            }
        }
        match words {
            None => (first..).zip(heads.iter()).for_each(|(row, &head)| each(Entry { head, row })),
            Some(words) => each_bit(words, |at| each(Entry { head: heads[at as usize], row: first + at })),
        }
    }

    /// The tail of a head that holds only ranks.
    const fn tail_of_ranks(&self) -> u32 {
        if self.covered == self.keys.len() { 0 } else { Head::OPEN }
    }

    /// The head of one row, as [`Sorter::heads`] gives it.
    fn head_of(&self, row: u32) -> Head {
        let (mut head, mut room) = (Head::of(0, self.tail_of_ranks()), u128::BITS);
        for key in &self.keys[..self.covered] {
            room -= key.bits;
            head.mark(u128::from(key.rank(row).unwrap_or_default()) << room);
        }
        if let Some(key) = self.keys.get(self.covered).filter(|key| key.ranks.is_none()) {
            head.follow(key.head(&key.column.text(row)), u128::BITS - room);
        }
        head
    }
}

/// The order of two rows by some keys.
fn compare_by(keys: &[Key<'_>], one: u32, two: u32) -> Ordering {
    keys.iter().map(|key| key.compare(one, two)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The first rows so far.
struct Selection<'s, 'a> {
    sorter: &'s Sorter<'a>,
    count: usize,
    kept: Vec<Entry>,
    heads: Vec<Head>,
    /// The last of the first rows when they were sorted out last: what comes behind it is of no use.
    last: Option<Entry>,
}

impl Selection<'_, '_> {
    fn offer(&mut self, entry: Entry) {
        if let Some(last) = &self.last
            && (entry.head.words > last.head.words || self.sorter.compare(&entry, last).is_gt())
        {
            return;
        }
        self.kept.push(entry);
        if self.kept.len() >= self.count.max(1) * 4 {
            let sorter = self.sorter;
            let (_, last, _) = self.kept.select_nth_unstable_by(self.count.saturating_sub(1), |one, two| sorter.compare(one, two));
            self.last = Some(*last);
            self.kept.truncate(self.count);
        }
    }
}

/// Entries of a group, brought together by part.
struct Parted {
    entries: Vec<Entry>,
    ends: Vec<u32>,
}

impl Parted {
    fn of(entries: &[Entry], borders: &[[u64; 3]]) -> Self {
        let parts: Vec<u16> = entries.iter().map(|entry| borders.partition_point(|border| *border <= entry.head.words) as u16).collect();
        let mut ends = vec![0_u32; borders.len() + 2];
        parts.iter().for_each(|&part| ends[usize::from(part) + 1] += 1);
        for part in 1..ends.len() {
            ends[part] += ends[part - 1];
        }
        let mut sorted = entries.to_vec();
        for (entry, part) in entries.iter().zip(parts) {
            let place = &mut ends[usize::from(part)];
            sorted[*place as usize] = *entry;
            *place += 1;
        }
        // Each start has moved to its end.
        ends.pop();
        Self { entries: sorted, ends }
    }

    fn part(&self, part: usize) -> &[Entry] {
        let start = if part == 0 { 0 } else { self.ends[part - 1] as usize };
        &self.entries[start..self.ends[part] as usize]
    }
}

/// Heads that cut the entries into parts of about the size of a cache.
fn borders(entries: &[Vec<Entry>]) -> Vec<[u64; 3]> {
    const PART: usize = 1 << 15;
    const LOOKS: usize = 32;
    let total: usize = entries.iter().map(Vec::len).sum();
    let parts = (total / PART).min(1024);
    let step = (total / (parts * LOOKS).max(1)).max(1);
    let mut looks: Vec<[u64; 3]> = entries.iter().flat_map(|entries| entries.iter().step_by(step)).map(|entry| entry.head.words).collect();
    looks.sort_unstable();
    let mut borders: Vec<_> = (1..parts).filter_map(|part| looks.get(part * looks.len() / parts)).copied().collect();
    borders.dedup();
    borders
}

/// Calls `each` with the number of every bit that is set.
fn each_bit(words: &[u64], mut each: impl FnMut(u32)) {
    for (first, &word) in (0_u32..).step_by(64).zip(words) {
        let mut rest = word;
        while rest != 0 {
            each(first + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
}
