//! Finds rows that share a value among millions: a filter of bits first, so that only rows that may have a twin are sorted.

use crate::store::{Column, Skip};

/// Of rows that may be alike, those that are. Rows of one key stand together, in order; keys stand in the order of their first row.
pub(super) struct Twins {
    /// (key, row), the rows of a key together.
    rows: Vec<(u64, u32)>,
}

/// Slots of the filter for each row: few rows then look like twins that are none.
const SLOTS_PER_ROW: usize = 8;
/// Slots in a word: each has one bit for the first row and one for a further row.
const SLOTS_PER_WORD: usize = 32;

impl Twins {
    /// The rows that share their key with another one. `keys` stands in the order of the rows; 0 = the row has none.
    pub(super) fn of(keys: &[u64]) -> Self {
        let slots = (keys.len() * SLOTS_PER_ROW).next_power_of_two().max(SLOTS_PER_WORD);
        let mut words = vec![0_u64; slots / SLOTS_PER_WORD];
        let place = |key: u64| {
            let slot = mix(key) as usize & (slots - 1);
            (slot / SLOTS_PER_WORD, slot % SLOTS_PER_WORD * 2)
        };
        for &key in keys.iter().filter(|&&key| key != 0) {
            let (at, shift) = place(key);
            let known = words[at];
            words[at] = known | (1 << shift) | ((known >> shift & 1) << (shift + 1));
        }
        let mut rows: Vec<(u64, u32)> = Vec::new();
        for (&key, row) in keys.iter().zip(0..).filter(|(key, _)| **key != 0) {
            let (at, shift) = place(key);
            if words[at] >> shift & 2 != 0 {
                rows.push((key, row));
            }
        }
        rows.sort_unstable();
        Self { rows }
    }

    /// The groups of at least two rows with one key, each in the order of the rows.
    pub(super) fn groups(&self) -> impl Iterator<Item = Vec<u32>> + '_ {
        self.rows
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|group| group.len() > 1)
            .map(|group| group.iter().map(|&(_, row)| row).collect())
    }
}

/// Rows that repeat the text of an earlier row of the same kind, whatever its letter case; in the order of the rows. `kinds` gives
/// the kinds of a row as bits; a row of none is not looked at.
pub(super) fn repeated_texts(column: &Column, kinds: impl Fn(u32) -> u8) -> Vec<u32> {
    let mut keys = vec![0_u64; column.len() as usize];
    let blank = Skip { uuids: false, resolved: false };
    column.scan_where(
        blank,
        |text| !text.is_empty(),
        |row, text| {
            if kinds(row) != 0 {
                keys[row as usize] = folded(text);
            }
        },
    );
    let mut found = Vec::new();
    for group in Twins::of(&keys).groups() {
        let text = |row: u32| column.text(row).to_lowercase();
        // Texts of one key are the same but in the rarest of cases.
        let mut known: Vec<(String, u8)> = Vec::new();
        for row in group {
            let (text, kinds) = (text(row), kinds(row));
            match known.iter_mut().find(|(other, _)| *other == text) {
                Some((_, seen)) => {
                    if *seen & kinds != 0 {
                        found.push(row);
                    }
                    *seen |= kinds;
                }
                None => known.push((text, kinds)),
            }
        }
    }
    found.sort_unstable();
    found
}

/// A key of two numbers; never 0.
pub(super) fn pair(one: u32, other: u32) -> u64 {
    ((u64::from(one) << 32) | u64::from(other)).wrapping_add(1)
}

/// A key of several keys; 0 only by the rarest of chances.
pub(super) fn joined(one: u64, other: u64) -> u64 {
    mix(one).wrapping_add(mix(other ^ 0x9e37_79b9_7f4a_7c15)) | 1
}

/// A key of a text in which letter case does not count; never 0.
pub(super) fn folded(text: &str) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut hash = text.len() as u64;
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    for chunk in chunks {
        hash = mix(hash ^ (u64::from_le_bytes(*chunk) | SMALL));
    }
    let mut last = [0_u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(hash ^ (u64::from_le_bytes(last) | SMALL)) | 1
}

const fn mix(key: u64) -> u64 {
    let key = (key ^ (key >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let key = (key ^ (key >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    key ^ (key >> 32)
}

#[cfg(test)]
mod tests {
    use super::{Twins, folded, pair};

    #[test]
    fn only_rows_with_a_twin_are_grouped() {
        let mut keys: Vec<u64> = (0..5000).map(|key| pair(key, 7)).collect();
        keys[4000] = keys[10];
        keys[4500] = keys[10];
        (keys[0], keys[1]) = (0, 0);
        assert_eq!(Twins::of(&keys).groups().collect::<Vec<_>>(), [[10, 4000, 4500]]);
        assert_eq!(Twins::of(&[]).groups().count(), 0);
    }

    #[test]
    fn letter_case_does_not_count() {
        assert_eq!(folded("Ada.OKAFOR@example.org"), folded("ada.okafor@EXAMPLE.org"));
        assert_ne!(folded("ada"), folded("adb"));
        assert_ne!(folded(""), folded("a"));
    }
}
