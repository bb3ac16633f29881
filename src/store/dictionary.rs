//! The distinct texts of a column, numbered in the order of their first appearance.

use super::key::hash_text;

/// The distinct texts of a column, each with a code.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    text: String,
    ends: Vec<u32>,
    /// Open addressing: `code + 1` in the lowest bits, the upper bits of the hash above them; 0 = free.
    slots: Vec<u32>,
}

/// The bits of a slot that hold `code + 1`.
const CODE: u32 = (1 << 17) - 1;

impl Dictionary {
    /// Codes are `u16`.
    pub(super) const CAPACITY: usize = 1 << 16;

    /// How many distinct texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True if nothing was seen yet.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text with this code; empty for a code that was never given.
    pub fn get(&self, code: u16) -> &str {
        let code = usize::from(code);
        let start = if code == 0 { 0 } else { self.ends.get(code - 1).copied().unwrap_or(0) as usize };
        let end = self.ends.get(code).map_or(start, |&end| end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The bytes of the text with this code.
    pub(super) fn bytes_of(&self, code: u16) -> &[u8] {
        let code = usize::from(code);
        let start = if code == 0 { 0 } else { self.ends[code - 1] as usize };
        &self.text.as_bytes()[start..self.ends[code] as usize]
    }

    /// Every code with its text.
    pub fn iter(&self) -> impl Iterator<Item = (u16, &str)> {
        (0..self.len()).map(|code| (code as u16, self.get(code as u16)))
    }

    /// The code of a text that was seen.
    pub fn code(&self, text: &str) -> Option<u16> {
        if self.slots.is_empty() {
            return None;
        }
        self.find(text.as_bytes(), hash_text(text.as_bytes())).ok()
    }

    /// The code of `text`, given now if it is new; `None` if that would be more than `capacity` texts.
    pub(super) fn intern(&mut self, text: &[u8], capacity: usize) -> Option<u16> {
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let hash = hash_text(text);
        match self.find(text, hash) {
            Ok(code) => Some(code),
            Err(_) if self.len() >= capacity => None,
            Err(slot) => {
                let code = self.len() as u16;
                // The reader hands out UTF-8 only.
                self.text.push_str(&String::from_utf8_lossy(text));
                self.ends.push(self.text.len() as u32);
                self.slots[slot] = (hash & !CODE) | (u32::from(code) + 1);
                Some(code)
            }
        }
    }

    fn find(&self, text: &[u8], hash: u32) -> Result<u16, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            if slot & !CODE == hash & !CODE {
                let code = ((slot & CODE) - 1) as u16;
                if self.bytes_of(code) == text {
                    return Ok(code);
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots = vec![0; size];
        for code in 0..self.len() as u32 {
            let hash = hash_text(self.bytes_of(code as u16));
            let mut at = hash as usize & (size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = (hash & !CODE) | (code + 1);
        }
    }

    /// Gives back the memory that was kept for more texts.
    pub(super) fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4 + self.slots.capacity() * 4
    }
}
