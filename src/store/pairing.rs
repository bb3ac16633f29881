//! Rows of two tables that have the same sourcedId, looked up row group by row group.

use super::column::Column;
use super::ids::IdIndex;
use super::key::{Key, hash_text, hash_uuid};
use super::packed::{GROUP_BITS, Packed};
use super::table::TableData;

/// Lookups one by one before the rows count as shuffled.
const STUMBLES: u32 = 8;
/// Rows of the other table that may be missing here before the next one is looked up.
const AHEAD: u32 = 3;

impl TableData {
    /// For each row of one row group the first row of `other` with the same sourcedId; [`Column::NONE`] where there is none, or no
    /// sourcedId. `found` has a place for each row of the group.
    pub fn rows_with_same_id(&self, group: usize, other: &Self, found: &mut [u32]) {
        found.fill(Column::NONE);
        let (Some(ids), Some(others)) = (self.key_column(), other.key_column()) else { return };
        let Some(packed) = ids.groups.get(group) else { return };
        let look = Look { ids, packed, others, index: &other.index };
        look.run((group << GROUP_BITS) as u32, found);
    }
}

struct Look<'a> {
    ids: &'a Column,
    packed: &'a Packed,
    others: &'a Column,
    index: &'a IdIndex,
}

impl Look<'_> {
    /// Files mostly keep the order of their rows, so the row behind the last one is tried before anything is looked up.
    fn run(&self, first: u32, found: &mut [u32]) {
        let rows = self.packed.len().min(found.len());
        // They stand in file order.
        let again = self.index.duplicates();
        let is_first = |row: u32| again.is_empty() || again.binary_search_by_key(&row, |&(later, _)| later).is_err();
        let (mut next, mut stumbles) = (first, 0);
        let (mut late, mut hashes) = (Vec::new(), Vec::new());
        for (at, slot) in found.iter_mut().enumerate().take(rows) {
            let here = self.with_key(at, |key| {
                if matches!(key, Key::Text([])) {
                    return None;
                }
                let near = (next..next.saturating_add(AHEAD)).find(|&row| self.others.equals(row, &key) && is_first(row));
                if near.is_none() && stumbles < STUMBLES {
                    return Some(self.index.find(&key, |row| self.others.equals(row, &key)));
                }
                if near.is_none() {
                    late.push(at as u32);
                    hashes.push(match key {
                        Key::Uuid(uuid) => hash_uuid(&uuid),
                        Key::Text(text) => hash_text(text),
                    });
                    return None;
                }
                Some(near)
            });
            match here {
                Some(Some(row)) => {
                    stumbles = if row.wrapping_sub(next) < AHEAD { 0 } else { stumbles + 1 };
                    (*slot, next) = (row, row + 1);
                }
                Some(None) => stumbles += 1,
                None => {}
            }
        }
        let equal = |row: u32, at: usize| self.with_key(late[at] as usize, |key| self.others.equals(row, &key));
        self.index.find_group(&hashes, |row| self.others.touch(row), equal, |at, row| found[late[at] as usize] = row);
    }

    fn with_key<T>(&self, at: usize, look: impl FnOnce(Key<'_>) -> T) -> T {
        if let Packed::Uuids { uuids, .. } = self.packed
            && uuids[at] != [0; 16]
        {
            return look(Key::Uuid(uuids[at]));
        }
        let text = self.ids.text_in(self.packed, at);
        look(Key::of(text.as_bytes()))
    }
}
