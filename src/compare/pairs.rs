//! Which row of the old table each row of the new one is compared with.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::alike::{pair_alike, without_id};
use super::columns::ColumnPair;
use crate::job::Watch;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// For each row of the new table the row of the old one; [`Column::NONE`] = none. Less than that if it was stopped.
pub(super) fn pair(old: &TableData, new: &TableData, columns: &[ColumnPair], watch: &Watch) -> Vec<u32> {
    let mut pairs = vec![Column::NONE; new.rows() as usize];
    if new.table() == Table::Manifest {
        by_property(old, new, &mut pairs);
        return pairs;
    }
    pairs.par_chunks_mut(Column::GROUP_ROWS).enumerate().for_each(|(group, found)| {
        if !watch.is_cancelled() {
            new.rows_with_same_id(group, old, found);
            watch.add(found.len() as u64);
        }
    });
    repeated(old, new, &mut pairs);
    let (olds, news) = (without_id(old), without_id(new));
    if !olds.is_empty() && !news.is_empty() {
        let columns: Vec<_> = columns.iter().filter_map(|pair| pair.both(old, new)).collect();
        pair_alike(&columns, &olds, &news, &mut pairs);
    }
    pairs
}

/// The second row of an id goes with the second row of that id, and so on.
fn repeated(old: &TableData, new: &TableData, pairs: &mut [u32]) {
    let again = new.index().duplicates();
    if again.is_empty() {
        return;
    }
    let mut before: Vec<(u32, u32)> = old.index().duplicates().iter().map(|&(row, first)| (first, row)).collect();
    before.sort_unstable();
    let mut again: Vec<(u32, u32)> = again.iter().map(|&(row, first)| (first, row)).collect();
    again.sort_unstable();
    let (mut of, mut nth) = (Column::NONE, 0);
    for (first, row) in again {
        nth = if first == of { nth + 1 } else { 0 };
        of = first;
        let old_first = pairs[first as usize];
        let from = before.partition_point(|&(first, _)| first < old_first);
        let same = before[from..].iter().take_while(|&&(first, _)| first == old_first).nth(nth);
        pairs[row as usize] = same.filter(|_| old_first != Column::NONE).map_or(Column::NONE, |&(_, row)| row);
    }
}

fn by_property(old: &TableData, new: &TableData, pairs: &mut [u32]) {
    let mut rows: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for row in (0..old.rows()).rev() {
        rows.entry(old.text(row, "propertyName").into_string()).or_default().push(row);
    }
    for row in 0..new.rows() {
        if let Some(found) = rows.get_mut(&*new.text(row, "propertyName")).and_then(Vec::pop) {
            pairs[row as usize] = found;
        }
    }
}
