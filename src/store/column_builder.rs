//! A column while it grows: cells come in as text, full row groups are sealed into their packed form.

use std::ops::Range;
use std::sync::Arc;

use super::column::{Column, Target};
use super::dictionary::Dictionary;
use super::ids::IdIndex;
use super::key::Key;
use super::packed::{BLANK, GROUP_ROWS, Odd, Packed, UNRESOLVED, few_odd};
use super::tail::{GroupKeys, Tail};
use crate::read::{ColumnMeaning, RowBatch};
use crate::spec::Type;

/// After so many rows a dictionary must have proved useful.
const TRIAL_ROWS: usize = 16_384;
/// A reference to more rows than this is smaller as a row number than as a dictionary code and its text.
const MOST_REFERENCE_CODES: usize = 4096;

/// A column while it grows.
#[derive(Debug)]
pub(super) struct ColumnBuilder {
    /// Without its dictionary, which is shared only once nothing is added to it any more.
    column: Column,
    dictionary: Dictionary,
    /// `Some` while cells are given dictionary codes.
    codes: Option<Vec<u16>>,
    tail: Tail,
    /// The dictionary has passed its trial.
    proved: bool,
    /// The rows refer to this table itself: they are resolved when it is whole.
    later: bool,
}

impl ColumnBuilder {
    pub(super) fn new(name: &str, meaning: ColumnMeaning, target: Option<Target>, later: bool) -> Self {
        let column = Column {
            cover: None,
            name: name.into(),
            meaning,
            rows: 0,
            dictionary: Arc::default(),
            groups: Vec::new(),
            target,
            code_targets: Arc::default(),
        };
        let is_key = column.spec().is_some_and(|spec| spec.ty == Type::Guid);
        Self { column, dictionary: Dictionary::default(), codes: (!is_key).then(Vec::new), tail: Tail::default(), proved: false, later }
    }

    /// Takes in one column of some rows of a batch; blanks if the batch does not have it.
    pub(super) fn push_rows(&mut self, batch: &RowBatch, number: Option<usize>, rows: Range<usize>) {
        let Some(number) = number else { return self.push_blanks(rows.len()) };
        let mut row = rows.start;
        if let Some(codes) = &mut self.codes {
            let capacity = if self.column.target.is_some() { MOST_REFERENCE_CODES } else { Dictionary::CAPACITY };
            row = push_codes(&mut self.dictionary, capacity, codes, batch, number, rows.clone());
            let on_trial = self.column.groups.is_empty() && codes.len() >= TRIAL_ROWS && !self.proved;
            self.proved |= on_trial;
            if row < rows.end || (on_trial && self.dictionary.len() > codes.len() / 2) {
                self.give_up_dictionary();
            }
        }
        for row in row..rows.end {
            self.tail.push(batch.cell(row, number).unwrap_or_default());
        }
    }

    pub(super) fn push_blanks(&mut self, count: usize) {
        for _ in 0..count {
            let code = self.codes.is_some().then(|| self.dictionary.intern(b"", Dictionary::CAPACITY));
            match (&mut self.codes, code) {
                (Some(codes), Some(Some(code))) => codes.push(code),
                (Some(_), _) => {
                    self.give_up_dictionary();
                    self.tail.push(b"");
                }
                (None, _) => self.tail.push(b""),
            }
        }
    }

    /// Too many different texts: from here on cells are kept as text. Sealed groups keep their codes.
    fn give_up_dictionary(&mut self) {
        for code in self.codes.take().unwrap_or_default() {
            self.tail.push(self.dictionary.bytes_of(code));
        }
        if self.column.groups.is_empty() {
            self.dictionary = Dictionary::default();
        }
    }

    fn open_rows(&self) -> usize {
        self.codes.as_ref().map_or_else(|| self.tail.len(), Vec::len)
    }

    /// Packs the open rows as a group and empties the tail. `keys` is scratch memory; for the key column it holds the
    /// keys of the group afterwards.
    pub(super) fn seal(&mut self, keys: &mut GroupKeys) {
        let rows = self.open_rows();
        if rows == 0 {
            return;
        }
        let packed = self.pack(keys);
        self.column.groups.push(Arc::new(packed));
        self.column.rows += rows as u32;
        if let Some(codes) = &mut self.codes {
            codes.clear();
        }
    }

    /// Forgets the text of the group that was sealed last.
    pub(super) fn clear_tail(&mut self) {
        self.tail.clear();
    }

    fn pack(&self, keys: &mut GroupKeys) -> Packed {
        if let Some(codes) = &self.codes {
            return Packed::codes(codes);
        }
        let ty = self.column.spec().map(|spec| spec.ty);
        let target = self.column.target.as_ref().filter(|_| !self.later);
        if ty == Some(Type::GuidRefList)
            && let Some(lists) = target.and_then(|target| lists(target, &self.tail))
        {
            return lists;
        }
        let looks_like_uuid = self.tail.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| matches!(Key::of(cell), Key::Uuid(_)));
        if !looks_like_uuid && !matches!(ty, Some(Type::Guid | Type::GuidRef)) {
            return Packed::cells(&self.tail, &GroupKeys::default());
        }
        keys.compute(&self.tail);
        target
            .filter(|_| ty == Some(Type::GuidRef))
            .and_then(|target| references(target, &self.tail, keys))
            .unwrap_or_else(|| Packed::cells(&self.tail, keys))
    }

    /// The column as far as it is: sealed groups, and the open rows in a simple form.
    pub(super) fn snapshot(&self) -> Column {
        let mut column = Column { dictionary: Arc::new(self.dictionary.clone()), ..self.column.clone() };
        let rows = self.open_rows();
        if rows > 0 {
            let open = self.codes.as_ref().map_or_else(|| Packed::texts(&self.tail), |codes| Packed::codes(codes));
            column.groups.push(Arc::new(open));
            column.rows += rows as u32;
        }
        column.target = column.target.filter(|_| !self.later);
        column
    }

    /// The finished column, its codes resolved; references into the own table wait for [`resolve_later`].
    pub(super) fn finish(mut self) -> Column {
        self.dictionary.shrink_to_fit();
        self.column.dictionary = Arc::new(self.dictionary);
        if !self.later {
            self.column.resolve_codes();
        }
        self.column.groups.shrink_to_fit();
        self.column
    }

    /// The open cells, for the key column: index and packed form come from the same text.
    pub(super) const fn tail(&self) -> &Tail {
        &self.tail
    }

    pub(super) const fn column(&self) -> &Column {
        &self.column
    }

    pub(super) fn bytes(&self) -> usize {
        self.column.bytes() + self.dictionary.bytes() + self.tail.bytes()
    }
}

/// Gives every cell its code; ends early, at the row that is returned, when the dictionary is full.
fn push_codes(
    dictionary: &mut Dictionary,
    capacity: usize,
    codes: &mut Vec<u16>,
    batch: &RowBatch,
    number: usize,
    rows: Range<usize>,
) -> usize {
    // Most columns repeat the cell above; a cell of the same batch is at hand, the dictionary's text may not be.
    let mut above: Option<(&[u8], u16)> = None;
    for row in rows.clone() {
        let cell = batch.cell(row, number).unwrap_or_default();
        let code = match above {
            Some((text, code)) if same(text, cell) => code,
            _ => {
                let Some(code) = dictionary.intern(cell, capacity) else { return row };
                code
            }
        };
        above = Some((cell, code));
        codes.push(code);
    }
    rows.end
}

/// Equality of short texts without a call.
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match (a.first_chunk::<8>(), b.first_chunk::<8>(), a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(a0), Some(b0), Some(a1), Some(b1)) => a0 == b0 && a1 == b1 && (a.len() <= 16 || a[8..] == b[8..]),
        _ => a.iter().zip(b).all(|(a, b)| a == b),
    }
}

/// Resolves the references of a column into its own table, group by group, so that never more than one group stands in
/// both forms.
pub(super) fn resolve_later(column: &mut Column, target: Target) {
    let is_list = column.spec().is_some_and(|spec| spec.ty.is_list());
    let (mut tail, mut keys) = (Tail::default(), GroupKeys::default());
    for number in 0..column.groups.len() {
        let group = Arc::clone(&column.groups[number]);
        if group.len() == 0 || group.is_coded() {
            continue;
        }
        tail.clear();
        for at in 0..group.len() {
            tail.push(group.own_text(at).as_deref().unwrap_or_default().as_bytes());
        }
        let packed = if is_list {
            lists(&target, &tail)
        } else {
            keys.compute(&tail);
            references(&target, &tail, &keys)
        };
        if let Some(packed) = packed {
            column.groups[number] = Arc::new(packed);
        }
    }
    column.target = Some(target);
    column.resolve_codes();
}

/// References as rows of their target; `None` if too few lead anywhere.
fn references(target: &Target, tail: &Tail, keys: &GroupKeys) -> Option<Packed> {
    let mut rows = vec![UNRESOLVED; tail.len()];
    find_rows(&target.index, &target.ids, tail, keys, &mut rows);
    let mut odd = Odd::default();
    for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| **row == UNRESOLVED) {
        match tail.get(at) {
            b"" => *row = BLANK,
            cell => odd.push(at, cell),
        }
    }
    few_odd(odd.len(), rows.len()).then(|| Packed::Rows { rows: rows.into(), odd })
}

fn find_rows(index: &IdIndex, ids: &Column, tail: &Tail, keys: &GroupKeys, rows: &mut [u32]) {
    index.find_group(&keys.hashes, |row| ids.touch(row), |row, at| ids.equals(row, &keys.key(tail, at)), |at, row| rows[at] = row);
}

/// Lists of references as lists of rows; `None` if too few of them lead anywhere.
fn lists(target: &Target, tail: &Tail) -> Option<Packed> {
    let mut items = Tail::default();
    let mut item_counts = Vec::with_capacity(tail.len());
    for cell in tail.iter() {
        let before = items.len();
        if !cell.is_empty() {
            cell.split(|&byte| byte == b',').for_each(|item| items.push(item));
        }
        item_counts.push(items.len() - before);
    }
    let mut keys = GroupKeys::default();
    keys.compute(&items);
    let mut found = vec![UNRESOLVED; items.len()];
    find_rows(&target.index, &target.ids, &items, &keys, &mut found);

    let (mut ends, mut rows, mut odd) = (Vec::with_capacity(tail.len()), Vec::with_capacity(found.len()), Odd::default());
    let mut found = found.as_slice();
    for (at, &count) in item_counts.iter().enumerate() {
        let (cell, rest) = found.split_at(count);
        found = rest;
        if cell.contains(&UNRESOLVED) {
            odd.push(at, tail.get(at));
        } else {
            rows.extend_from_slice(cell);
        }
        ends.push(rows.len() as u32);
    }
    few_odd(odd.len(), tail.len()).then(|| Packed::RowLists { ends: ends.into(), rows: rows.into(), odd })
}

/// The rows of a full group, for the table builder.
pub(super) const ROWS_PER_GROUP: usize = GROUP_ROWS;

#[cfg(test)]
mod tests {
    use super::Dictionary;

    #[test]
    fn a_full_dictionary_says_so() {
        let mut dictionary = Dictionary::default();
        for number in 0..Dictionary::CAPACITY {
            assert_eq!(dictionary.intern(number.to_string().as_bytes(), Dictionary::CAPACITY), Some(number as u16));
        }
        assert_eq!(dictionary.intern(b"one more", Dictionary::CAPACITY), None);
        assert_eq!(dictionary.code("65535"), Some(65535));
        assert_eq!(dictionary.get(0), "0");
    }
}
