//! Rows without a sourcedId: they are the same only if all their cells are.

use std::hash::{BuildHasher, Hash as _, Hasher as _};

use foldhash::fast::FixedState;

use crate::store::{Column, TableData};

/// Enters into `pairs` which of the `olds` has the cells of which of the `news`. Each row goes with one other at most, the first with
/// the first. `columns` are those that are compared.
pub(super) fn pair_alike(columns: &[(&Column, &Column)], olds: &[u32], news: &[u32], pairs: &mut [u32]) {
    let (olds, news) = (hashed(olds, columns.iter().map(|(old, _)| *old)), hashed(news, columns.iter().map(|(_, new)| *new)));
    let mut taken = vec![false; olds.len()];
    for &(hash, new) in &news {
        let from = olds.partition_point(|&(other, _)| other < hash);
        let alike = olds[from..].iter().take_while(|&&(other, _)| other == hash).enumerate();
        let equal = |old: u32| columns.iter().all(|(before, after)| *before.text(old) == *after.text(new));
        if let Some((at, &(_, old))) = alike.into_iter().find(|&(at, &(_, old))| !taken[from + at] && equal(old)) {
            taken[from + at] = true;
            pairs[new as usize] = old;
        }
    }
}

/// A number for the cells of each row, in the order of the numbers and rows.
fn hashed<'a>(rows: &[u32], columns: impl Iterator<Item = &'a Column>) -> Vec<(u64, u32)> {
    let columns: Vec<&Column> = columns.collect();
    let state = FixedState::default();
    let hash = |row: u32| {
        let mut hasher = state.build_hasher();
        columns.iter().for_each(|column| column.text(row).hash(&mut hasher));
        hasher.finish()
    };
    let mut hashes: Vec<(u64, u32)> = rows.iter().map(|&row| (hash(row), row)).collect();
    hashes.sort_unstable();
    hashes
}

/// The rows without a sourcedId.
pub(super) fn without_id(data: &TableData) -> Vec<u32> {
    let Some(ids) = data.key_column() else { return (0..data.rows()).collect() };
    let known = data.index().len() + data.index().duplicates().len();
    let mut rows = Vec::new();
    if known < data.rows() as usize {
        ids.scan_where(crate::store::Skip { uuids: true, resolved: true }, str::is_empty, |row, _| rows.push(row));
    }
    rows
}
