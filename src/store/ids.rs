//! The sourcedId index: which row has this id. The first row wins; later ones are listed as duplicates.

use super::key::Key;

/// Which row has which sourcedId. Kept beside the column that holds the ids.
#[derive(Clone, Debug, Default)]
pub struct IdIndex {
    /// (hash, row + 1); 0 = free. A power of two of them.
    slots: Vec<u64>,
    len: usize,
    duplicates: Vec<(u32, u32)>,
}

/// Keys that are looked up together.
const BLOCK: usize = 128;

impl IdIndex {
    pub(super) fn with_capacity(rows: usize) -> Self {
        // At most two thirds full.
        let slots = (rows + rows / 2 + 16).next_power_of_two();
        Self { slots: vec![0; slots], len: 0, duplicates: Vec::new() }
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
    pub(super) fn insert_group(
        &mut self,
        first_row: u32,
        hashes: &[u32],
        is_blank: impl Fn(usize) -> bool,
        equal: impl Fn(u32, usize) -> bool,
    ) {
        self.reserve(hashes.len());
        let mask = self.slots.len() - 1;
        for (block, hashes) in hashes.chunks(BLOCK).enumerate() {
            // The slots of a block are fetched before any of them is needed, so that the waits for memory overlap.
            let fetched = hashes.iter().fold(0, |all, &hash| all ^ self.slots[hash as usize & mask]);
            std::hint::black_box(fetched);
            for (offset, &hash) in hashes.iter().enumerate() {
                let at = block * BLOCK + offset;
                if !is_blank(at) {
                    self.insert(first_row + at as u32, hash, mask, |row| equal(row, at));
                }
            }
        }
    }

    fn insert(&mut self, row: u32, hash: u32, mask: usize, equal: impl Fn(u32) -> bool) {
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => {
                    self.slots[slot] = (u64::from(hash) << 32) | (u64::from(row) + 1);
                    self.len += 1;
                    return;
                }
                taken if (taken >> 32) as u32 == hash && equal(taken as u32 - 1) => {
                    self.duplicates.push((row, taken as u32 - 1));
                    return;
                }
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The first row with this key. `equal(row)`: has `row` this key?
    pub(super) fn find(&self, key: &Key<'_>, equal: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let hash = key.hash();
        self.probe(hash, hash as usize & (self.slots.len() - 1), equal)
    }

    /// Looks up many at once: the slots of a block are fetched before any of them is looked at, so that the waits for
    /// memory overlap. `found(at, row)` is called for each that exists.
    pub(super) fn find_group(&self, hashes: &[u32], equal: impl Fn(u32, usize) -> bool, mut found: impl FnMut(usize, u32)) {
        if self.slots.is_empty() {
            return;
        }
        let mask = self.slots.len() - 1;
        let mut first = [0_u64; BLOCK];
        for (block, hashes) in hashes.chunks(BLOCK).enumerate() {
            for (slot, &hash) in first.iter_mut().zip(hashes) {
                *slot = self.slots[hash as usize & mask];
            }
            for (offset, (&slot, &hash)) in first.iter().zip(hashes).enumerate() {
                let at = block * BLOCK + offset;
                let row = match slot {
                    0 => None,
                    slot if (slot >> 32) as u32 == hash && equal(slot as u32 - 1, at) => Some(slot as u32 - 1),
                    _ => self.probe(hash, (hash as usize + 1) & mask, |row| equal(row, at)),
                };
                if let Some(row) = row {
                    found(at, row);
                }
            }
        }
    }

    fn probe(&self, hash: u32, mut slot: usize, equal: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len() - 1;
        loop {
            match self.slots[slot] {
                0 => return None,
                taken if (taken >> 32) as u32 == hash && equal(taken as u32 - 1) => return Some(taken as u32 - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn reserve(&mut self, more: usize) {
        let needed = self.len + more;
        if needed + needed / 2 <= self.slots.len() && !self.slots.is_empty() {
            return;
        }
        let size = (needed * 2).next_power_of_two();
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        for slot in old.into_iter().filter(|&slot| slot != 0) {
            let mut at = (slot >> 32) as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * 8 + self.duplicates.capacity() * 8
    }
}
