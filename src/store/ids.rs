//! The sourcedId index: which row has this id. The first row wins; later ones are listed as duplicates.

use super::key::Key;

/// Which row has which sourcedId. Kept beside the column that holds the ids.
#[derive(Clone, Debug, Default)]
pub struct IdIndex {
    /// (hash, row + 1); 0 = free. Any number of them: a hash is scaled to their number, so that none is wasted.
    slots: Vec<u64>,
    len: usize,
    duplicates: Vec<(u32, u32)>,
}

/// Keys that are looked up together.
const BLOCK: usize = 128;

impl IdIndex {
    pub(super) fn with_capacity(rows: usize) -> Self {
        Self { slots: vec![0; slots_for(rows)], len: 0, duplicates: Vec::new() }
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

    fn insert(&mut self, row: u32, hash: u32, equal: impl Fn(u32) -> bool) {
        let mut slot = self.home(hash);
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
                    // Another key with the same hash stands before it.
                    _ => self.probe(hash, self.home(hash), |row| equal(row, at)),
                };
                if let Some(row) = row {
                    found(at, row);
                }
            }
        }
    }

    /// The first row, plus one, with this hash; 0 = none. Its key may still be another.
    fn candidate(&self, hash: u32) -> u32 {
        let mut slot = self.home(hash);
        loop {
            match self.slots[slot] {
                0 => return 0,
                taken if (taken >> 32) as u32 == hash => return taken as u32,
                _ => slot = self.after(slot),
            }
        }
    }

    fn probe(&self, hash: u32, mut slot: usize, equal: impl Fn(u32) -> bool) -> Option<u32> {
        loop {
            match self.slots[slot] {
                0 => return None,
                taken if (taken >> 32) as u32 == hash && equal(taken as u32 - 1) => return Some(taken as u32 - 1),
                _ => slot = self.after(slot),
            }
        }
    }

    fn reserve(&mut self, more: usize) {
        let needed = self.len + more;
        if slots_for(needed) <= self.slots.len() {
            return;
        }
        let old = std::mem::replace(&mut self.slots, vec![0; slots_for(needed * 2)]);
        for slot in old.into_iter().filter(|&slot| slot != 0) {
            let mut at = self.home((slot >> 32) as u32);
            while self.slots[at] != 0 {
                at = self.after(at);
            }
            self.slots[at] = slot;
        }
    }

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * 8 + self.duplicates.capacity() * 8
    }
}

/// So many that they are at most four fifths full: a hash that is there is found after three slots on average, which lie in
/// one line of memory.
const fn slots_for(rows: usize) -> usize {
    rows / 4 * 5 + 32
}
