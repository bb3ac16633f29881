//! The first rows of an order: a selection that never sorts the rest. What is beyond the last of the first rows so far is left out
//! by its number, and groups are taken from all over the table, so that columns that are in order already are as quick as others.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering as Memory};

use std::cmp::Ordering;

use rayon::prelude::*;

use super::QueryError;
use super::parted::Batch;
use super::sort::{Sorter, Tail};
use super::sort_words::Purpose;
use crate::job::Watch;
use crate::store::GROUP_ROWS;

/// A row and its number.
type Entry = (u64, u32);

/// The first rows of the order, at most `count`.
pub(super) fn first(sorter: &Sorter<'_>, count: usize, watch: &Watch) -> Result<Vec<u32>, QueryError> {
    let tail = sorter.tail(Purpose::First);
    let (next, bound) = (AtomicUsize::new(0), AtomicU64::new(u64::MAX));
    let groups = sorter.groups();
    let step = stride(groups);
    let select = |_| {
        let mut selection = Selection { sorter, tail: tail.as_ref(), count: count.max(1), kept: Vec::new(), last: None };
        let (mut batch, mut near) = (Batch::default(), Vec::new());
        while !watch.is_cancelled() {
            let number = next.fetch_add(1, Memory::Relaxed);
            if number >= groups {
                break;
            }
            let group = number * step % groups;
            sorter.batch(tail.as_ref(), group, &mut batch);
            within(&batch.words, bound.load(Memory::Relaxed), &mut near);
            let first = (group * GROUP_ROWS) as u32;
            near.iter().for_each(|&at| selection.offer((batch.words[at as usize], first + u32::from(batch.places[at as usize]))));
            if let Some(last) = selection.last() {
                bound.fetch_min(last.0, Memory::Relaxed);
            }
        }
        selection
    };
    let workers = rayon::current_num_threads().min(groups).max(1);
    let selections = (0..workers).into_par_iter().map(select);
    let all = selections.reduce_with(|mut one, two| {
        two.kept.into_iter().for_each(|entry| one.offer(entry));
        one
    });
    if watch.is_cancelled() {
        return Err(QueryError::Stopped);
    }
    let Some(mut all) = all else { return Ok(Vec::new()) };
    let mut kept = std::mem::take(&mut all.kept);
    kept.sort_unstable_by(|one, two| all.compare(*one, *two));
    Ok(kept.into_iter().take(count).map(|(_, row)| row).collect())
}

/// The places of the numbers that are not beyond a bound.
fn within(words: &[u64], bound: u64, near: &mut Vec<u32>) {
    near.resize(words.len(), 0);
    let mut found = 0;
    for (at, &word) in (0..).zip(words) {
        // Written always and counted only if it is meant: nothing to guess for the processor.
        near[found] = at;
        found += usize::from(word <= bound);
    }
    near.truncate(found);
}

/// A step that visits every group once and comes from all over the table.
fn stride(groups: usize) -> usize {
    let divisor = |mut one: usize, mut two: usize| {
        while two > 0 {
            (one, two) = (two, one % two);
        }
        one
    };
    (groups * 5 / 8..groups.max(2)).find(|&step| divisor(step, groups.max(1)) == 1).unwrap_or(1).max(1)
}

/// The first rows so far.
struct Selection<'s, 'a> {
    sorter: &'s Sorter<'a>,
    tail: Option<&'s Tail<'s>>,
    count: usize,
    kept: Vec<Entry>,
    /// The last of the first rows when they were sorted out last: what comes behind it is of no use.
    last: Option<Entry>,
}

impl Selection<'_, '_> {
    fn compare(&self, one: Entry, two: Entry) -> Ordering {
        one.0.cmp(&two.0).then_with(|| self.sorter.compare_from(self.sorter.decided(self.tail, one.0), one.1, two.1))
    }

    fn offer(&mut self, entry: Entry) {
        if let Some(last) = self.last
            && (entry.0 > last.0 || self.compare(entry, last).is_gt())
        {
            return;
        }
        self.kept.push(entry);
        if self.kept.len() >= self.count * 16 {
            self.sort_out();
        }
    }

    fn sort_out(&mut self) {
        let mut kept = std::mem::take(&mut self.kept);
        let (_, last, _) = kept.select_nth_unstable_by(self.count - 1, |one, two| self.compare(*one, *two));
        self.last = Some(*last);
        kept.truncate(self.count);
        self.kept = kept;
    }

    /// The last of the first rows, once there are enough.
    fn last(&mut self) -> Option<Entry> {
        if self.kept.len() >= self.count * 2 || (self.last.is_none() && self.kept.len() >= self.count) {
            self.sort_out();
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::stride;

    #[test]
    fn every_group_is_visited_once() {
        for groups in 1..200 {
            let mut visited: Vec<usize> = (0..groups).map(|number| number * stride(groups) % groups).collect();
            visited.sort_unstable();
            assert!(visited.into_iter().eq(0..groups));
        }
    }
}
