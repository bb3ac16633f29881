//! Compares the tables of two rosters: first which rows go together in all of them, then their cells.

use rayon::prelude::*;

use super::cells::{Run, Twin, runs};
use super::changes::{Presence, TableChanges, bit};
use super::columns::{self, ColumnPair};
use super::{Options, pairs};
use crate::job::Watch;
use crate::roster::Roster;
use crate::spec::{Mode, Table};
use crate::store::{Column, RowSet, TableData};

/// Every table that one of the rosters has, parents first; `None` if it was stopped.
pub(super) fn compare(old: &Roster, new: &Roster, options: &Options, watch: &Watch) -> Option<Vec<TableChanges>> {
    let both: Vec<Table> = Table::ALL.into_iter().filter(|&table| old.table(table).is_some() && new.table(table).is_some()).collect();
    let rows = both.iter().filter_map(|&table| new.table(table)).map(|table| u64::from(table.rows())).sum::<u64>();
    watch.doing("Comparing");
    watch.set_total(watch.progress().done + rows * 2);
    let mut changes: Vec<TableChanges> = Vec::new();
    for table in Table::ALL {
        match (old.table(table), new.table(table)) {
            (Some(before), Some(now)) => {
                let with_status = options.absent_is_blank || columns::status_is_alike(old, new, table);
                let columns = columns::pair(before, now, &options.left_out, with_status);
                let pairs = pairs::pair(before, now, &columns, watch);
                changes.push(begun(before, now, columns, pairs));
            }
            (Some(before), None) => changes.push(alone(before, false, new)),
            (None, Some(now)) => changes.push(alone(now, true, old)),
            (None, None) => {}
        }
    }
    for table in both {
        let (Some(before), Some(now)) = (old.table(table), new.table(table)) else { continue };
        let Some(at) = changes.iter().position(|changes| changes.table == table) else { continue };
        let found = differing(before, now, &changes, at, options, watch);
        enter(&mut changes[at], found);
    }
    (!watch.is_cancelled()).then_some(changes)
}

fn begun(old: &TableData, new: &TableData, columns: Vec<ColumnPair>, pairs: Vec<u32>) -> TableChanges {
    let is_whole = new.mode() == Mode::Bulk || old.mode() == Mode::Delta;
    let mut removed = if is_whole { RowSet::all(old.rows()) } else { RowSet::none(old.rows()) };
    let mut added = RowSet::none(new.rows());
    let mut met = RowSet::none(old.rows());
    for (row, &pair) in (0..).zip(&pairs) {
        if pair == Column::NONE { added.insert(row) } else { met.insert(pair) }
    }
    met.invert();
    removed.keep(&met);
    TableChanges {
        table: new.table(),
        presence: Presence::Both,
        by_column: vec![0; columns.len()],
        columns,
        is_whole,
        pairs,
        added,
        removed,
        changed: RowSet::none(new.rows()),
        changed_rows: Vec::new(),
        codes: Vec::new(),
        masks: Vec::new(),
    }
}

/// A file that only one roster has: all of its rows came or went, unless the version of the other has no such file.
fn alone(data: &TableData, is_new: bool, other: &Roster) -> TableChanges {
    let is_known = other.version().spec().table(data.table()).is_some();
    let delta = |roster: &Roster| roster.data().tables().any(|table| table.table() != Table::Manifest && table.mode() == Mode::Delta);
    let counts = is_known && (is_new || !delta(other));
    let presence = match (is_known, is_new) {
        (false, _) => Presence::OtherVersion,
        (true, true) => Presence::NewOnly,
        (true, false) => Presence::OldOnly,
    };
    let rows = |mine: bool| match (mine, counts) {
        (true, true) => RowSet::all(data.rows()),
        (true, false) => RowSet::none(data.rows()),
        (false, _) => RowSet::none(0),
    };
    let columns = columns::alone(data, is_new);
    TableChanges {
        table: data.table(),
        presence,
        by_column: vec![0; columns.len()],
        columns,
        is_whole: true,
        pairs: if is_new { vec![Column::NONE; data.rows() as usize] } else { Vec::new() },
        // What the other version cannot have is neither new nor unchanged.
        added: if is_new && !counts { RowSet::none(0) } else { rows(is_new) },
        removed: rows(!is_new),
        changed: RowSet::none(if is_new { data.rows() } else { 0 }),
        changed_rows: Vec::new(),
        codes: Vec::new(),
        masks: Vec::new(),
    }
}

/// The rows that differ, each with its mask, in order.
fn differing(old: &TableData, new: &TableData, all: &[TableChanges], at: usize, options: &Options, watch: &Watch) -> Vec<Vec<(u32, u64)>> {
    let (changes, pairs) = (&all[at], all[at].pairs.as_slice());
    let targets = |column: &Column| {
        let table = column.target_table()?;
        all.iter().find(|other| other.table == table && other.presence == Presence::Both).map(|other| other.pairs.as_slice())
    };
    let twins: Vec<(u64, Twin<'_>)> = changes
        .columns
        .par_iter()
        .enumerate()
        .filter_map(|(number, pair)| {
            let (before, now) = pair.both(old, new)?;
            Some((bit(number), Twin::new(before, now, targets(now))))
        })
        .collect();
    let filled = if options.absent_is_blank { one_sided(changes, old, new) } else { Vec::new() };
    let groups = pairs.par_chunks(Column::GROUP_ROWS).enumerate();
    let found = groups.map_init(Vec::new, |together: &mut Vec<Run>, (group, pairs)| {
        if watch.is_cancelled() {
            return Vec::new();
        }
        runs(pairs, together);
        let mut masks = vec![0_u64; pairs.len()];
        for (bit, twin) in &twins {
            twin.differing(group, together, |at| masks[at] |= bit);
        }
        let first = (group * Column::GROUP_ROWS) as u32;
        for (bit, of_old, rows) in &filled {
            for (at, &pair) in pairs.iter().enumerate().filter(|(_, pair)| **pair != Column::NONE) {
                let row = if *of_old { pair } else { first + at as u32 };
                masks[at] |= if rows.has(row) { *bit } else { 0 };
            }
        }
        watch.add(pairs.len() as u64);
        (first..).zip(masks).filter(|(_, mask)| *mask != 0).collect()
    });
    found.collect()
}

/// For each column that only one table has: its bit, whether it is the old one, and the rows in which it holds something.
fn one_sided(changes: &TableChanges, old: &TableData, new: &TableData) -> Vec<(u64, bool, RowSet)> {
    let sides = changes.columns.iter().enumerate().filter(|(_, pair)| pair.is_one_sided());
    let filled = sides.filter_map(|(number, pair)| {
        let (data, at) = pair.old.map(|at| (old, at)).or(pair.new.map(|at| (new, at)))?;
        let mut rows = RowSet::none(data.rows());
        data.columns().get(usize::from(at))?.scan_where(crate::store::Skip::default(), |text| !text.is_empty(), |row, _| rows.insert(row));
        (!rows.is_empty()).then(|| (bit(number), pair.old.is_some(), rows))
    });
    filled.collect()
}

/// Enters the rows that differ, in place of those that were entered before.
pub(super) fn enter(changes: &mut TableChanges, found: Vec<Vec<(u32, u64)>>) {
    let rows = found.iter().map(Vec::len).sum();
    (changes.changed_rows, changes.codes) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    changes.changed = RowSet::none(changes.changed.table_rows());
    changes.masks.clear();
    changes.by_column.fill(0);
    let mut numbers: Vec<(u64, u32)> = Vec::new();
    let mut last = (0, 0);
    for (row, mask) in found.into_iter().flatten() {
        changes.changed.insert(row);
        if mask != last.0 {
            let number = match numbers.binary_search_by_key(&mask, |&(mask, _)| mask) {
                Ok(at) => numbers[at].1,
                Err(at) => {
                    let number = changes.masks.len() as u32;
                    changes.masks.push(mask);
                    numbers.insert(at, (mask, number));
                    number
                }
            };
            last = (mask, number);
        }
        changes.changed_rows.push(row);
        changes.codes.push(last.1);
    }
    let mut counts = vec![0_u32; changes.masks.len()];
    changes.codes.iter().for_each(|&code| counts[code as usize] += 1);
    for (&mask, count) in changes.masks.iter().zip(counts) {
        for at in (0..changes.columns.len()).filter(|&at| mask & bit(at) != 0) {
            changes.by_column[at] += count;
        }
    }
}
