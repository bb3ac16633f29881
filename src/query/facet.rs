//! The values of a column with their counts, and what a column holds in numbers, among the rows that pass a filter.

use std::cmp::Reverse;
use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::narrow::{Judged, narrowed};
use super::parted::{Batch, Parted, each_of_part};
use super::{Needle, Query, QueryError, RowSet};
use crate::check::{Input, Settings};
use crate::job::Watch;
use crate::spec::Table;
use crate::store::{Cells, Column, GROUP_ROWS};

/// The values of a column among some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// The most frequent values, the most frequent first; blank is a value too.
    pub values: Vec<FacetValue>,
    /// How many different values there are in all, blank included. They are told apart by hashes of 64 bits.
    pub distinct: u64,
    /// How many rows were looked at.
    pub rows: u64,
}

/// A value and its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The exact text.
    pub text: String,
    /// How many rows have it.
    pub count: u64,
}

/// What a column holds, in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The most frequent values, and how many there are.
    pub facet: Facet,
    /// Rows with something in the cell.
    pub filled: u64,
    /// How many filled cells have how many characters, the shortest first. The last entry of a long list holds the longer ones too.
    pub lengths: Vec<(u32, u64)>,
    /// Characters of the longest cell.
    pub longest: u32,
}

/// Which column of which table is asked, and what of it.
#[derive(Clone, Copy, Debug)]
pub struct FacetAsk<'a> {
    /// The table.
    pub table: Table,
    /// The place of the column.
    pub column: u16,
    /// Only among the rows of this query; its sort does not matter.
    pub query: &'a Query,
    /// Only values that hold this text, whatever the case; blank = all.
    pub holding: &'a str,
    /// At most so many values.
    pub most: usize,
}

/// The values of a column with their counts.
pub fn facet(input: &Input<'_>, settings: &Settings, ask: FacetAsk<'_>, watch: &Watch) -> Result<Facet, QueryError> {
    let Some((column, among)) = asked(input, settings, ask, watch)? else { return Ok(Facet::default()) };
    watch.doing(format!("Counting {}", column.name()));
    let facet = facet_of(column, among.as_ref(), ask.most, watch);
    if watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(facet) }
}

/// What a column holds, in numbers.
pub fn profile(input: &Input<'_>, settings: &Settings, ask: FacetAsk<'_>, watch: &Watch) -> Result<Profile, QueryError> {
    let Some((column, among)) = asked(input, settings, ask, watch)? else { return Ok(Profile::default()) };
    watch.doing(format!("Counting {}", column.name()));
    let facet = facet_of(column, among.as_ref(), ask.most, watch);
    let counts = lengths(column, among.as_ref(), watch);
    let counted = (0..).zip(counts.iter().copied()).filter(|&(length, count)| length > 0 && count > 0);
    let lengths: Vec<(u32, u64)> = counted.collect();
    let longest = longest(column, among.as_ref(), lengths.last().map_or(0, |last| last.0), watch);
    let profile = Profile { facet, filled: lengths.iter().map(|(_, count)| count).sum(), lengths, longest };
    if watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(profile) }
}

type Asked<'a> = Option<(&'a Column, Option<RowSet>)>;

fn asked<'a>(input: &Input<'a>, settings: &Settings, ask: FacetAsk<'_>, watch: &Watch) -> Result<Asked<'a>, QueryError> {
    let data = input.data.table(ask.table).ok_or(QueryError::NoTable(ask.table))?;
    let Some(column) = data.columns().get(usize::from(ask.column)) else { return Ok(None) };
    let mut among = narrowed(Judged { input, settings, data, watch }, ask.query)?;
    if !ask.holding.is_empty() {
        let holding = column.search(&Needle::new(ask.holding), &|| watch.is_cancelled());
        match &mut among {
            Some(among) => among.keep(&holding),
            None => among = Some(holding),
        }
    }
    Ok(Some((column, among)))
}

fn facet_of(column: &Column, among: Option<&RowSet>, most: usize, watch: &Watch) -> Facet {
    let counts = if column.is_coded() { by_code(column, among, watch) } else { by_hash(column, among, most, watch) };
    let Counts { mut values, distinct, rows } = counts;
    values.sort_unstable_by_key(|value| (Reverse(value.count), value.first));
    values.truncate(most);
    let mut values: Vec<_> =
        values.into_iter().map(|value| FacetValue { text: value.text(column).into_owned(), count: value.count }).collect();
    values.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.text.cmp(&two.text)));
    Facet { values, distinct, rows }
}

/// A value by where its text can be found.
#[derive(Clone, Copy)]
struct Counted {
    count: u64,
    /// The dictionary code, or the first row.
    first: u32,
    coded: bool,
}

impl Counted {
    fn text<'a>(&self, column: &'a Column) -> std::borrow::Cow<'a, str> {
        if self.coded { column.dictionary().get(self.first as u16).into() } else { column.text(self.first).into_string().into() }
    }
}

struct Counts {
    values: Vec<Counted>,
    distinct: u64,
    rows: u64,
}

fn groups(column: &Column) -> impl ParallelIterator<Item = usize> {
    (0..(column.len() as usize).div_ceil(GROUP_ROWS)).into_par_iter()
}

/// True for the rows of a group that are asked for.
fn asked_in(among: Option<&RowSet>, group: usize) -> impl Fn(usize) -> bool + '_ {
    let words = among.map(|among| among.words_of_group(group));
    move |at| words.is_none_or(|words| words[at / 64] & (1 << (at % 64)) != 0)
}

fn by_code(column: &Column, among: Option<&RowSet>, watch: &Watch) -> Counts {
    let none = || vec![0_u64; column.dictionary().len()];
    let counts = groups(column).filter(|_| !watch.is_cancelled()).fold(none, |mut counts, group| {
        let asked = asked_in(among, group);
        match among {
            None => column.count_group_codes(group, &mut counts),
            Some(_) => column.scan_group_codes(group, |at, code| counts[usize::from(code)] += u64::from(asked(at))),
        }
        counts
    });
    let counts = counts.reduce(none, |mut one, two| {
        one.iter_mut().zip(two).for_each(|(sum, more)| *sum += more);
        one
    });
    let found = (0..).zip(&counts).filter(|(_, count)| **count > 0);
    let values: Vec<_> = found.map(|(first, &count)| Counted { count, first, coded: true }).collect();
    Counts { distinct: values.len() as u64, rows: counts.iter().sum(), values }
}

/// A mark for cells without a row in a column of references.
const NO_ROW: u64 = 1 << 63;

/// The hashes of the cells of a group, in the form that they are held in where that tells texts apart in all groups alike.
fn hash_group(column: &Column, group: usize, alike: bool, state: &RandomState, hashes: &mut Vec<u64>) {
    hashes.clear();
    let odd = match column.cells(group) {
        Cells::Uuids { uuids, odd } if alike => {
            hashes.extend(uuids.iter().map(|uuid| state.hash_one(u128::from_ne_bytes(*uuid))));
            odd
        }
        Cells::Numbers { values, odd, .. } if alike => {
            hashes.extend(values.iter().map(|&value| state.hash_one(u64::from(value))));
            odd
        }
        Cells::Rows { rows, odd } if alike => {
            hashes.extend(rows.iter().map(|&row| state.hash_one(if row < Cells::NO_ROW { u64::from(row) } else { NO_ROW })));
            odd
        }
        Cells::Texts { text, ends } => {
            let mut start = 0;
            for &end in ends {
                hashes.push(state.hash_one(&text[start as usize..end as usize]));
                start = end;
            }
            return;
        }
        _ => return column.scan_group(group, |_, text| hashes.push(state.hash_one(text))),
    };
    odd.iter().for_each(|(at, text)| hashes[at] = state.hash_one(text));
}

/// True if all groups are packed in one form, in which different cells are different texts.
fn is_alike(column: &Column) -> bool {
    let mut groups = (0..column.groups()).map(|group| column.cells(group));
    match groups.next() {
        Some(Cells::Uuids { .. }) => groups.all(|other| matches!(other, Cells::Uuids { .. })),
        Some(Cells::Rows { .. }) => groups.all(|other| matches!(other, Cells::Rows { .. })),
        Some(Cells::Numbers { prefix, width, .. }) => {
            groups.all(|other| matches!(other, Cells::Numbers { prefix: same, width: wide, .. } if same == prefix && wide == width))
        }
        _ => false,
    }
}

fn by_hash(column: &Column, among: Option<&RowSet>, most: usize, watch: &Watch) -> Counts {
    let (state, alike) = (RandomState::default(), is_alike(column));
    // Parts that fit into a cache.
    let bits = (column.len() >> 13).checked_ilog2().unwrap_or(0).clamp(1, 10);
    let parted: Vec<Parted> = (0..column.groups())
        .into_par_iter()
        .filter(|_| !watch.is_cancelled())
        .map_init(Batch::default, |batch, group| {
            hash_group(column, group, alike, &state, &mut batch.words);
            batch.keep(among.map(|among| among.words_of_group(group)));
            Parted::of_even(batch, bits)
        })
        .collect();
    let parts = (0..1_usize << bits).into_par_iter().filter(|_| !watch.is_cancelled());
    let counts = parts.map_init(HashCounts::default, |counts, part| counts.of(&parted, part, most));
    counts.reduce(
        || Counts { values: Vec::new(), distinct: 0, rows: 0 },
        |mut one, two| {
            one.values.extend(two.values);
            Counts { values: one.values, distinct: one.distinct + two.distinct, rows: one.rows + two.rows }
        },
    )
}

/// How often each hash occurs: open addressing over hash, count and first row; a count of 0 = free.
#[derive(Default)]
struct HashCounts(Vec<(u64, u32, u32)>);

impl HashCounts {
    /// The counts of one part, at most the `most` highest ones.
    fn of(&mut self, groups: &[Parted], part: usize, most: usize) -> Counts {
        let rows: usize = groups.iter().map(|group| group.len(part)).sum();
        let size = (rows * 2).next_power_of_two();
        self.0.clear();
        self.0.resize(size, (0, 0, 0));
        each_of_part(groups, part, |hash, row| {
            // The highest bits chose the part.
            let mut at = hash as usize & (size - 1);
            loop {
                let slot = &mut self.0[at];
                if slot.1 == 0 {
                    *slot = (hash, 1, row);
                    return;
                }
                if slot.0 == hash {
                    slot.1 += 1;
                    return;
                }
                at = (at + 1) & (size - 1);
            }
        });
        let (mut values, mut distinct, mut least) = (Vec::new(), 0, (Reverse(0), u32::MAX));
        for &(_, count, first) in self.0.iter().filter(|slot| slot.1 > 0) {
            distinct += 1;
            if (Reverse(u64::from(count)), first) > least {
                continue;
            }
            values.push(Counted { count: u64::from(count), first, coded: false });
            if values.len() >= most.max(64) * 2 {
                least = leave(&mut values, most);
            }
        }
        leave(&mut values, most);
        Counts { values, distinct, rows: rows as u64 }
    }
}

/// Leaves the most frequent values, and says which is the last of them.
fn leave(values: &mut Vec<Counted>, most: usize) -> (Reverse<u64>, u32) {
    let key = |value: &Counted| (Reverse(value.count), value.first);
    if values.len() <= most || most == 0 {
        values.truncate(most);
        return (Reverse(0), u32::MAX);
    }
    let last = key(values.select_nth_unstable_by_key(most - 1, key).1);
    values.truncate(most);
    last
}

/// Lengths beyond this are counted together.
const LONGEST: usize = 255;

/// How many cells have how many characters.
fn lengths(column: &Column, among: Option<&RowSet>, watch: &Watch) -> Vec<u64> {
    let none = || vec![0_u64; LONGEST + 1];
    let counts = groups(column).filter(|_| !watch.is_cancelled()).fold(none, |mut counts, group| {
        let asked = asked_in(among, group);
        column.scan_group(group, |at, text| counts[text.chars().count().min(LONGEST)] += u64::from(asked(at)));
        counts
    });
    counts.reduce(none, |mut one, two| {
        one.iter_mut().zip(two).for_each(|(sum, more)| *sum += more);
        one
    })
}

fn longest(column: &Column, among: Option<&RowSet>, counted: u32, watch: &Watch) -> u32 {
    if (counted as usize) < LONGEST {
        return counted;
    }
    let of_group = |group| {
        let (asked, mut longest) = (asked_in(among, group), 0);
        column.scan_group(group, |at, text| longest = longest.max(if asked(at) { text.chars().count() } else { 0 }));
        longest as u32
    };
    groups(column).filter(|_| !watch.is_cancelled()).map(of_group).max().unwrap_or(counted)
}
