//! The open end of a column: cells as plain text, in memory that is used again for every row group.

use super::key::{Key, hash_text, hash_uuid, parse_uuid};

/// Cells that are not packed yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    text: Vec<u8>,
    ends: Vec<u32>,
}

impl Tail {
    pub(super) fn push(&mut self, cell: &[u8]) {
        self.text.extend_from_slice(cell);
        self.ends.push(self.text.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|at| self.get(at))
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// All text as one string and the ends of the cells. The reader hands out UTF-8 only, so nothing is replaced.
    pub(super) fn to_text(&self) -> (Box<str>, Box<[u32]>) {
        match simdutf8::basic::from_utf8(&self.text) {
            Ok(text) => (text.into(), self.ends.as_slice().into()),
            Err(_) => {
                let mut text = String::new();
                let ends = self.iter().map(|cell| {
                    text.push_str(&String::from_utf8_lossy(cell));
                    text.len() as u32
                });
                let ends = ends.collect();
                (text.into(), ends)
            }
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4
    }
}

/// The keys of the cells of a tail, parsed once for packing, for the index and for references. Used again for every group.
#[derive(Debug, Default)]
pub(super) struct GroupKeys {
    pub(super) hashes: Vec<u32>,
    pub(super) uuids: Vec<[u8; 16]>,
    is_uuid: Vec<bool>,
    pub(super) uuid_count: usize,
}

impl GroupKeys {
    pub(super) fn compute(&mut self, tail: &Tail) {
        self.hashes.clear();
        self.uuids.clear();
        self.is_uuid.clear();
        self.uuid_count = 0;
        for cell in tail.iter() {
            let uuid = parse_uuid(cell);
            self.hashes.push(uuid.as_ref().map_or_else(|| hash_text(cell), hash_uuid));
            self.uuids.push(uuid.unwrap_or_default());
            self.is_uuid.push(uuid.is_some());
            self.uuid_count += usize::from(uuid.is_some());
        }
    }

    pub(super) fn is_uuid(&self, at: usize) -> bool {
        self.is_uuid[at]
    }

    pub(super) fn key<'a>(&self, tail: &'a Tail, at: usize) -> Key<'a> {
        if self.is_uuid[at] { Key::Uuid(self.uuids[at]) } else { Key::Text(tail.get(at)) }
    }
}
