//! Searching whole columns: dictionary texts are judged once, arenas of text are looked through without a look at the cells
//! in between, ids and numbers are skipped where nothing in them could pass, references are judged at their targets.

use rayon::prelude::*;

use super::column::{Column, list_range};
use super::packed::{BLANK, GROUP_ROWS, Odd, Packed, UNRESOLVED, number_digits};
use super::row_set::RowSet;

/// What is asked of texts.
pub trait Judge: Sync {
    /// True if this text is meant.
    fn passes(&self, text: &str) -> bool;

    /// False only if no text that is not blank and has only `bytes` in it could pass.
    fn fits(&self, bytes: &Alphabet) -> bool {
        let _ = bytes;
        true
    }

    /// A way through long texts, if there is one that is faster than cell by cell.
    fn seek(&self) -> Option<&dyn Seek> {
        None
    }
}

/// A way through long texts in which cells stand one after another.
pub trait Seek: Sync {
    /// The next place, at `from` or later, where something stands that every text that passes holds.
    fn find(&self, arena: &[u8], from: usize) -> Option<usize>;

    /// How many bytes stand there.
    fn length(&self) -> usize;

    /// True if every text that holds it passes.
    fn is_enough(&self) -> bool;
}

/// Some of all bytes.
pub struct Alphabet([bool; 256]);

impl Alphabet {
    /// These bytes.
    pub fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        let mut has = [false; 256];
        bytes.into_iter().for_each(|byte| has[usize::from(byte)] = true);
        Self(has)
    }

    /// True if it has bytes of other characters than ASCII.
    pub fn beyond_ascii(&self) -> bool {
        self.0[128..].contains(&true)
    }

    /// True if it has them all, ASCII letters in either case.
    pub fn spells(&self, text: &[u8]) -> bool {
        text.iter().all(|byte| self.0[usize::from(byte.to_ascii_lowercase())] || self.0[usize::from(byte.to_ascii_uppercase())])
    }
}

/// Rows of a group as words of a row set.
const WORDS: usize = GROUP_ROWS / 64;
/// Cells that are written out together while searching.
const TILE: usize = 1024;

impl Column {
    /// The rows whose text passes. When `stop` says so, the rest is left out. Uses all threads.
    pub fn search(&self, judge: &dyn Judge, stop: &(dyn Fn() -> bool + Sync)) -> RowSet {
        let verdicts: Vec<bool> = self.dictionary().iter().map(|(_, text)| judge.passes(text)).collect();
        let by_target = self.groups.iter().any(|group| matches!(**group, Packed::Rows { .. } | Packed::RowLists { .. }));
        let targets = match &self.target {
            Some(target) if by_target => target.ids.search(judge, stop),
            _ => RowSet::none(0),
        };
        let blank = judge.passes("");
        let mut found = RowSet::none(self.len());
        found.words_mut().par_chunks_mut(WORDS).zip(&self.groups).filter(|_| !stop()).for_each(|(words, group)| match &**group {
            Packed::OneCode { .. } | Packed::Codes8(_) | Packed::Codes16(_) => mark_codes(group, &verdicts, words),
            Packed::Uuids { uuids, odd } => mark_uuids(uuids, odd, group, judge, words),
            Packed::Numbers { odd, .. } => mark_numbers(odd, group, judge, words),
            Packed::Texts { text, ends } => mark_texts(text, ends, judge, words),
            Packed::Rows { rows, odd } => {
                mark_each(rows, words, |&row| if row < BLANK { targets.has(row) } else { row == BLANK && blank });
                mark_odd(odd, judge, words);
            }
            Packed::RowLists { ends, rows, odd } => {
                for at in 0..group.len() {
                    let passes = match &rows[list_range(ends, at)] {
                        [] => odd.get(at).is_none() && blank,
                        [row] => targets.has(*row),
                        _ => judge.passes(&self.text_in(group, at)),
                    };
                    words[at / 64] |= u64::from(passes) << (at % 64);
                }
                mark_odd(odd, judge, words);
            }
        });
        found
    }

    /// The rows that lead to one of these rows of the target table. Uses all threads.
    pub fn leading_to(&self, targets: &RowSet, stop: &(dyn Fn() -> bool + Sync)) -> RowSet {
        let mut found = RowSet::none(self.len());
        if targets.is_empty() {
            return found;
        }
        let codes: Vec<bool> = self.code_targets.iter().map(|code| code.rows.iter().any(|&row| targets.has(row))).collect();
        found.words_mut().par_chunks_mut(WORDS).zip(&self.groups).filter(|_| !stop()).for_each(|(words, group)| match &**group {
            Packed::OneCode { .. } | Packed::Codes8(_) | Packed::Codes16(_) => mark_codes(group, &codes, words),
            Packed::Rows { rows, .. } => mark_each(rows, words, |&row| row < BLANK && targets.has(row)),
            group => {
                for at in 0..group.len() {
                    self.targets_in(group, at, |row| words[at / 64] |= u64::from(targets.has(row)) << (at % 64));
                }
            }
        });
        found
    }
}

const _: () = assert!(BLANK < UNRESOLVED, "row numbers end below both");

fn mark_each<T>(cells: &[T], words: &mut [u64], passes: impl Fn(&T) -> bool) {
    for (word, cells) in words.iter_mut().zip(cells.chunks(64)) {
        *word |= (0..).zip(cells).fold(0, |bits, (at, cell)| bits | u64::from(passes(cell)) << at);
    }
}

fn mark_codes(group: &Packed, verdicts: &[bool], words: &mut [u64]) {
    if !verdicts.contains(&true) {
        return;
    }
    let verdict = |code: usize| verdicts.get(code).copied().unwrap_or_default();
    match group {
        Packed::OneCode { code, rows } if verdict(usize::from(*code)) => mark_all(words, *rows as usize),
        Packed::Codes8(codes) => {
            let mut table = [false; 256];
            table.iter_mut().zip(verdicts).for_each(|(slot, verdict)| *slot = *verdict);
            mark_each(codes, words, |&code| table[usize::from(code)]);
        }
        Packed::Codes16(codes) => mark_each(codes, words, |&code| verdict(usize::from(code))),
        _ => {}
    }
}

fn mark_all(words: &mut [u64], rows: usize) {
    for (at, word) in words.iter_mut().enumerate() {
        let here = rows.saturating_sub(at * 64).min(64);
        *word |= if here == 64 { u64::MAX } else { (1 << here) - 1 };
    }
}

/// Cells beside a packed form. Their rows are judged anew, whatever was marked for them.
fn mark_odd(odd: &Odd, judge: &dyn Judge, words: &mut [u64]) {
    for (at, text) in odd.iter() {
        let (word, bit) = (at as usize / 64, 1 << (at % 64));
        words[word] = if judge.passes(text) { words[word] | bit } else { words[word] & !bit };
    }
}

fn mark_uuids(uuids: &[[u8; 16]], odd: &Odd, group: &Packed, judge: &dyn Judge, words: &mut [u64]) {
    if judge.fits(&Alphabet::of(*b"0123456789abcdef-")) {
        if let Some(seek) = judge.seek() {
            let mut tile = Vec::with_capacity(TILE * super::key::UUID_LENGTH);
            for (number, uuids) in uuids.chunks(TILE).enumerate() {
                tile.clear();
                uuids.iter().for_each(|uuid| tile.extend_from_slice(&super::key::uuid_text(uuid)));
                let end_of = |at: usize| (at + 1) * super::key::UUID_LENGTH;
                seek_cells(&tile, uuids.len(), end_of, seek, |at| {
                    let at = number * TILE + at;
                    let passes = seek.is_enough() || group.own_text(at).is_some_and(|text| judge.passes(&text));
                    words[at / 64] |= u64::from(passes) << (at % 64);
                });
            }
        } else {
            mark_own(group, judge, words);
        }
    }
    mark_odd(odd, judge, words);
}

fn mark_numbers(odd: &Odd, group: &Packed, judge: &dyn Judge, words: &mut [u64]) {
    let Packed::Numbers { prefix, width, values, .. } = group else { return };
    if judge.fits(&Alphabet::of(prefix.bytes().chain(*b"0123456789"))) {
        if let Some(seek) = judge.seek() {
            let (mut tile, mut ends) = (Vec::new(), Vec::with_capacity(TILE));
            for first in (0..group.len()).step_by(TILE) {
                tile.clear();
                ends.clear();
                for &value in &values[first..(first + TILE).min(values.len())] {
                    let (digits, start) = number_digits(usize::from(*width), value);
                    tile.extend_from_slice(prefix.as_bytes());
                    tile.extend_from_slice(&digits[start..]);
                    ends.push(tile.len());
                }
                seek_cells(
                    &tile,
                    ends.len(),
                    |at| ends[at],
                    seek,
                    |at| {
                        let at = first + at;
                        let passes = seek.is_enough() || group.own_text(at).is_some_and(|text| judge.passes(&text));
                        words[at / 64] |= u64::from(passes) << (at % 64);
                    },
                );
            }
        } else {
            mark_own(group, judge, words);
        }
    }
    mark_odd(odd, judge, words);
}

fn mark_own(group: &Packed, judge: &dyn Judge, words: &mut [u64]) {
    for at in 0..group.len() {
        let passes = group.own_text(at).is_some_and(|text| judge.passes(&text));
        words[at / 64] |= u64::from(passes) << (at % 64);
    }
}

fn mark_texts(text: &str, ends: &[u32], judge: &dyn Judge, words: &mut [u64]) {
    let cell = |at: usize| super::packed::slice(text, ends, at);
    let Some(seek) = judge.seek() else {
        for at in 0..ends.len() {
            words[at / 64] |= u64::from(judge.passes(cell(at))) << (at % 64);
        }
        return;
    };
    seek_cells(
        text.as_bytes(),
        ends.len(),
        |at| ends[at] as usize,
        seek,
        |at| {
            let passes = seek.is_enough() || judge.passes(cell(at));
            words[at / 64] |= u64::from(passes) << (at % 64);
        },
    );
}

/// Calls `hit` with each cell that holds what is sought.
fn seek_cells(arena: &[u8], cells: usize, end_of: impl Fn(usize) -> usize, seek: &dyn Seek, mut hit: impl FnMut(usize)) {
    let (mut from, mut at) = (0, 0);
    while let Some(place) = seek.find(arena, from) {
        // The cell that the place is in is mostly near the last one: steps that double find it.
        let mut step = 1;
        while at + step < cells && end_of(at + step - 1) <= place {
            at += step;
            step *= 2;
        }
        let (mut low, mut high) = (at, (at + step).min(cells));
        while low < high {
            let middle = usize::midpoint(low, high);
            if end_of(middle) <= place { low = middle + 1 } else { high = middle }
        }
        at = low;
        if at >= cells {
            return;
        }
        let end = end_of(at);
        if place + seek.length() <= end {
            hit(at);
            from = end;
        } else {
            // It reaches over the end of the cell: no match, but another may begin inside it.
            from = place + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Seek, seek_cells};

    struct Plain(&'static [u8]);

    impl Seek for Plain {
        fn find(&self, arena: &[u8], from: usize) -> Option<usize> {
            (from..arena.len()).find(|&at| arena[at..].starts_with(self.0))
        }
        fn length(&self) -> usize {
            self.0.len()
        }
        fn is_enough(&self) -> bool {
            true
        }
    }

    #[test]
    fn a_match_lies_in_one_cell_and_counts_once() {
        let cells = ["ab", "", "a", "b", "xabab", "", "", "aab", "ba", "ab"];
        let text = cells.concat();
        let ends: Vec<usize> = cells
            .iter()
            .scan(0, |end, cell| {
                *end += cell.len();
                Some(*end)
            })
            .collect();
        let mut hits = Vec::new();
        seek_cells(text.as_bytes(), cells.len(), |at| ends[at], &Plain(b"ab"), |at| hits.push(at));
        assert_eq!(hits, [0, 4, 7, 9]);
    }
}
