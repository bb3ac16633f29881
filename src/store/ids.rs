//! The sourcedId index: which row has this id. The first row wins; later ones are listed as duplicates.

use super::key::Key;

/// Which row has which sourcedId. Kept beside the column that holds the ids.
#[derive(Clone, Debug, Default)]
pub struct IdIndex {
    /// `row + 1` in the lowest `row_bits`, the lowest bits of the hash above them; 0 = free. Any number of slots: the upper bits
    /// of a hash are scaled to it, so that none is wasted.
    slots: Vec<u32>,
    row_bits: u32,
    len: usize,
    duplicates: Vec<(u32, u32)>,
}

/// Keys that are looked up together.
const BLOCK: usize = 128;

impl IdIndex {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Self { slots: vec![0; slots_for(rows)], row_bits: bits_for(rows), len: 0, duplicates: Vec::new() }
    }

    /// Rows whose id stood before: (row, first row with the same id), in file order.
    pub fn duplicates(&self) -> &[(u32, u32)] {
        &self.duplicates
    }

    /// How many different ids.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True if no row has an id.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Enters the rows from `first_row` on. A blank id is never entered. `equal(row, at)`: has `row` the id of the new row `at`?
    /// `hash_of(row)`: the hash of the id of a row that was entered before, for when the index must grow.
    pub(super) fn insert_group(
        &mut self,
        first_row: u32,
        hashes: &[u32],
        is_blank: impl Fn(usize) -> bool,
        equal: impl Fn(u32, usize) -> bool,
        hash_of: impl Fn(u32) -> u32,
    ) {
        self.reserve(first_row as usize, hashes.len(), hash_of);
        for (block, hashes) in hashes.chunks(BLOCK).enumerate() {
            // The slots of a block are fetched before any of them is needed, so that the waits for memory overlap.
            let fetched = hashes.iter().fold(0, |all, &hash| all ^ self.slots[self.home(hash)]);
            std::hint::black_box(fetched);
            for (offset, &hash) in hashes.iter().enumerate() {
                let at = block * BLOCK + offset;
                if !is_blank(at) {
                    self.insert(first_row + at as u32, hash, |row| equal(row, at));
                }
            }
        }
    }

    /// Where the search for a hash begins.
    fn home(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    fn after(&self, slot: usize) -> usize {
        if slot + 1 == self.slots.len() { 0 } else { slot + 1 }
    }

    /// What a slot of this hash holds above the row.
    const fn tag(&self, hash: u32) -> u32 {
        ((hash as u64) << self.row_bits) as u32
    }

    /// The row of a taken slot, plus one.
    const fn number(&self, taken: u32) -> u32 {
        taken & (((1_u64 << self.row_bits) - 1) as u32)
    }

    fn insert(&mut self, row: u32, hash: u32, equal: impl Fn(u32) -> bool) {
        let (tag, mut slot) = (self.tag(hash), self.home(hash));
        loop {
            match self.slots[slot] {
                0 => {
                    self.slots[slot] = tag | (row + 1);
                    self.len += 1;
                    return;
                }
                taken if taken - self.number(taken) == tag && equal(self.number(taken) - 1) => {
                    self.duplicates.push((row, self.number(taken) - 1));
                    return;
                }
                _ => slot = self.after(slot),
            }
        }
    }

    /// The first row with this key. `equal(row)`: has `row` this key?
    pub(super) fn find(&self, key: &Key<'_>, equal: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let hash = key.hash();
        self.probe(hash, self.home(hash), equal)
    }

    /// Looks up many at once: the slots of a block are fetched before any of them is looked at, then the keys that they
    /// name (`touch`), so that the waits for memory overlap. `found(at, row)` is called for each that exists.
    pub(super) fn find_group(
        &self,
        hashes: &[u32],
        touch: impl Fn(u32) -> u8,
        equal: impl Fn(u32, usize) -> bool,
        mut found: impl FnMut(usize, u32),
    ) {
        if self.slots.is_empty() {
            return;
        }
        let mut candidates = [0_u32; BLOCK];
        for (block, hashes) in hashes.chunks(BLOCK).enumerate() {
            let fetched = hashes.iter().fold(0, |all, &hash| all ^ self.slots[self.home(hash)]);
            let candidates = &mut candidates[..hashes.len()];
            for (candidate, &hash) in candidates.iter_mut().zip(hashes) {
                *candidate = self.candidate(hash);
            }
            let touched = candidates.iter().filter(|&&candidate| candidate > 0).fold(0, |all, &candidate| all ^ touch(candidate - 1));
            std::hint::black_box((fetched, touched));
            for (offset, (&candidate, &hash)) in candidates.iter().zip(hashes).enumerate() {
                let at = block * BLOCK + offset;
                let row = match candidate {
                    0 => None,
                    candidate if equal(candidate - 1, at) => Some(candidate - 1),
                    // Another key that looks alike stands before it.
                    _ => self.probe(hash, self.home(hash), |row| equal(row, at)),
                };
                if let Some(row) = row {
                    found(at, row);
                }
            }
        }
    }

    /// The first row, plus one, that the slots do not tell from this hash; 0 = none. Its key may still be another.
    fn candidate(&self, hash: u32) -> u32 {
        let (tag, mut slot) = (self.tag(hash), self.home(hash));
        loop {
            match self.slots[slot] {
                0 => return 0,
                taken if taken - self.number(taken) == tag => return self.number(taken),
                _ => slot = self.after(slot),
            }
        }
    }

    fn probe(&self, hash: u32, mut slot: usize, equal: impl Fn(u32) -> bool) -> Option<u32> {
        let tag = self.tag(hash);
        loop {
            match self.slots[slot] {
                0 => return None,
                taken if taken - self.number(taken) == tag && equal(self.number(taken) - 1) => return Some(self.number(taken) - 1),
                _ => slot = self.after(slot),
            }
        }
    }

    /// Makes room for rows up to `first_row + more`.
    fn reserve(&mut self, first_row: usize, more: usize, hash_of: impl Fn(u32) -> u32) {
        let (needed, rows) = (self.len + more, first_row + more);
        if slots_for(needed) <= self.slots.len() && bits_for(rows) <= self.row_bits {
            return;
        }
        let size = if slots_for(needed) <= self.slots.len() { self.slots.len() } else { slots_for(needed * 2) };
        let old = std::mem::take(self);
        *self = Self { slots: vec![0; size], row_bits: bits_for(rows * 2), len: old.len, duplicates: old.duplicates };
        let row_mask = ((1_u64 << old.row_bits) - 1) as u32;
        for number in old.slots.into_iter().filter(|&slot| slot != 0).map(|slot| slot & row_mask) {
            let hash = hash_of(number - 1);
            let mut at = self.home(hash);
            while self.slots[at] != 0 {
                at = self.after(at);
            }
            self.slots[at] = self.tag(hash) | number;
        }
    }

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * 4 + self.duplicates.capacity() * 8
    }
}

/// So many that they are at most four fifths full: a hash that is there is found after three slots on average, which lie in
/// one line of memory.
const fn slots_for(rows: usize) -> usize {
    rows / 4 * 5 + 32
}

/// Bits that hold the number of every row, plus one.
const fn bits_for(rows: usize) -> u32 {
    let bits = usize::BITS - rows.leading_zeros();
    if bits < 32 { bits } else { 32 }
}
