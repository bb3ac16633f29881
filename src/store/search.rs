//! Searching whole columns: dictionary texts are judged once, arenas of text are looked through without a look at the cells
//! in between, ids and numbers are skipped where nothing in them could pass, references are judged at their targets.

use rayon::prelude::*;

use super::column::{Column, list_range};
use super::key::parse_uuid;
use super::packed::{BLANK, GROUP_ROWS, Odd, Packed, UNRESOLVED, number};
use super::packed_search::{DigitPlan, HexPlan, mark_digits, mark_hex};
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

    /// The text that a cell must be to pass, if there is only that one.
    fn only(&self) -> Option<&str> {
        None
    }
}

/// A way through long texts in which cells stand one after another.
pub trait Seek: Sync {
    /// Every place where something stands that every text that passes holds, in order. `places` is empty before.
    fn places(&self, arena: &[u8], places: &mut Vec<u32>);

    /// How many bytes stand there.
    fn length(&self) -> usize;

    /// True if every text that holds it passes.
    fn is_enough(&self) -> bool;

    /// If it is enough and ASCII: the text, and whether case counts.
    fn text(&self) -> Option<(&[u8], bool)>;
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
        let groups = found.words_mut().par_chunks_mut(WORDS).zip(&self.groups).filter(|_| !stop());
        groups.for_each_init(Vec::new, |places, (words, group)| match &**group {
            Packed::OneCode { .. } | Packed::Codes4 { .. } | Packed::Codes8(_) | Packed::Codes16(_) => mark_codes(group, &verdicts, words),
            Packed::Uuids { uuids, odd } => mark_uuids(uuids, odd, group, judge, words),
            Packed::Numbers { odd, .. } => mark_numbers(odd, group, judge, words),
            Packed::Texts { text, ends } => mark_texts(text, ends, judge, places, words),
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
            group if group.is_coded() => mark_codes(group, &codes, words),
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
        Packed::Codes4 { pairs, rows } => {
            let bits = (0..16).fold(0_u16, |bits, code| bits | (u16::from(verdict(code)) << code));
            let both = |pair: u8| u64::from((bits >> (pair & 15)) & 1) | (u64::from((bits >> (pair >> 4)) & 1) << 1);
            for (word, pairs) in words.iter_mut().zip(pairs.chunks(32)) {
                *word |= pairs.iter().enumerate().fold(0, |found, (at, &pair)| found | (both(pair) << (at * 2)));
            }
            // The half behind the last of an odd number of rows holds nothing.
            let rows = *rows as usize;
            if rows % 2 == 1 {
                words[rows / 64] &= !(1 << (rows % 64));
            }
        }
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
    if let Some(only) = judge.only() {
        if let Some(only) = parse_uuid(only.as_bytes()) {
            mark_each(uuids, words, |uuid| *uuid == only);
        }
    } else if judge.fits(&Alphabet::of(*b"0123456789abcdef-")) {
        match judge.seek().and_then(Seek::text) {
            Some((text, exact)) => {
                if let Some(plan) = HexPlan::new(text, exact) {
                    mark_hex(&plan, uuids, words);
                }
            }
            None => mark_own(group, judge, words),
        }
    }
    mark_odd(odd, judge, words);
}

fn mark_numbers(odd: &Odd, group: &Packed, judge: &dyn Judge, words: &mut [u64]) {
    let Packed::Numbers { prefix, width, values, .. } = group else { return };
    let width = usize::from(*width);
    if let Some(only) = judge.only() {
        if let Some(only) = only.strip_prefix(&**prefix).and_then(|digits| number(digits.as_bytes(), width)) {
            mark_each(values, words, |value| *value == only);
        }
    } else if judge.fits(&Alphabet::of(prefix.bytes().chain(*b"0123456789"))) {
        match judge.seek().and_then(Seek::text) {
            Some((text, exact)) => {
                let plan = DigitPlan::new(text, exact, prefix.as_bytes(), width);
                if plan.all {
                    mark_all(words, values.len());
                } else if !plan.is_hopeless() {
                    mark_digits(&plan, values, words);
                }
            }
            None => mark_own(group, judge, words),
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

fn mark_texts(text: &str, ends: &[u32], judge: &dyn Judge, places: &mut Vec<u32>, words: &mut [u64]) {
    let cell = |at: usize| super::packed::slice(text, ends, at);
    let mut mark = |at: usize, passes: bool| words[at / 64] |= u64::from(passes) << (at % 64);
    if let Some(only) = judge.only() {
        let mut start = 0;
        for (at, &end) in ends.iter().enumerate() {
            // Lengths lie close together, texts do not: most cells are never looked at.
            mark(at, (end - start) as usize == only.len() && text.get(start as usize..end as usize) == Some(only));
            start = end;
        }
        return;
    }
    let Some(seek) = judge.seek() else {
        (0..ends.len()).for_each(|at| mark(at, judge.passes(cell(at))));
        return;
    };
    places.clear();
    seek.places(text.as_bytes(), places);
    let enough = seek.is_enough();
    each_cell(places, seek.length(), ends, |at| mark(at, enough || judge.passes(cell(at))));
}

/// Calls `hit` once with each cell in which one of the places lies with all of its length.
fn each_cell(places: &[u32], length: usize, ends: &[u32], mut hit: impl FnMut(usize)) {
    let (mut at, mut done) = (0, 0);
    for &place in places {
        if place < done {
            continue;
        }
        // The cell that the place is in is mostly the next one, or near: steps that double find it.
        if ends.get(at).is_some_and(|&end| end <= place) {
            at += 1;
        }
        let mut step = 1;
        while ends.get(at + step - 1).is_some_and(|&end| end <= place) {
            at += step;
            step *= 2;
        }
        let (mut low, mut high) = (at, (at + step).min(ends.len()));
        while low < high {
            let middle = usize::midpoint(low, high);
            if ends[middle] <= place { low = middle + 1 } else { high = middle }
        }
        at = low;
        let Some(&end) = ends.get(at) else { return };
        // What reaches over the end of the cell is no match, but another may begin inside it.
        if place as usize + length <= end as usize {
            hit(at);
            done = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::each_cell;

    #[test]
    fn a_match_lies_in_one_cell_and_counts_once() {
        let cells = ["ab", "", "a", "b", "xabab", "", "", "aab", "ba", "ab"];
        let text = cells.concat();
        let ends: Vec<u32> = cells
            .iter()
            .scan(0, |end, cell| {
                *end += cell.len() as u32;
                Some(*end)
            })
            .collect();
        let places: Vec<u32> = (0..text.len()).filter(|&at| text[at..].starts_with("ab")).map(|at| at as u32).collect();
        let mut hits = Vec::new();
        each_cell(&places, 2, &ends, |at| hits.push(at));
        assert_eq!(hits, [0, 4, 7, 9]);
    }
}
