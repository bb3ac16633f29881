//! Rows as bytes: cells are appended one by one and quoted where RFC 4180 asks for it.

use super::ids::IdText;

/// The row that is being written, in a buffer that many rows share.
#[derive(Debug, Default)]
pub(super) struct Row {
    buffer: Vec<u8>,
    scratch: Vec<u8>,
    quote_all: bool,
    begun: bool,
    /// Where the row at hand, or the last one if it has ended, begins.
    start: usize,
}

impl Row {
    pub(super) fn new(quote_all: bool) -> Self {
        Self { quote_all, ..Self::default() }
    }

    /// Everything written and not yet taken.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer
    }

    /// Forgets what was written.
    pub(super) fn clear(&mut self) {
        self.buffer.clear();
        self.start = 0;
    }

    /// The bytes of the last row, with its end.
    pub(super) fn last(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Takes the last row back.
    pub(super) fn take_back(&mut self) {
        self.buffer.truncate(self.start);
        self.begun = false;
    }

    /// A cell as it is, whatever stands in it: for faults.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.separate();
        self.buffer.extend_from_slice(bytes);
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.buffer.extend_from_slice(b"\r\n");
        self.begun = false;
    }

    fn separate(&mut self) {
        if self.begun {
            self.buffer.push(b',');
        } else {
            self.start = self.buffer.len();
        }
        self.begun = true;
    }

    /// A cell without commas, quotes and line ends.
    pub(super) fn plain(&mut self, bytes: &[u8]) {
        self.separate();
        if self.quote_all {
            self.buffer.push(b'"');
            self.buffer.extend_from_slice(bytes);
            self.buffer.push(b'"');
        } else {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// A cell of any text.
    pub(super) fn text(&mut self, text: &str) {
        self.escaped(text.as_bytes());
    }

    fn escaped(&mut self, bytes: &[u8]) {
        if memchr::memchr3(b',', b'"', b'\n', bytes).is_none() {
            return self.plain(bytes);
        }
        self.separate();
        self.buffer.push(b'"');
        for &byte in bytes {
            if byte == b'"' {
                self.buffer.push(b'"');
            }
            self.buffer.push(byte);
        }
        self.buffer.push(b'"');
    }

    /// A cell whose text `fill` appends to an empty buffer.
    pub(super) fn made(&mut self, fill: impl FnOnce(&mut Vec<u8>)) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        fill(&mut scratch);
        self.escaped(&scratch);
        self.scratch = scratch;
    }

    /// An empty cell.
    pub(super) fn blank(&mut self) {
        self.plain(b"");
    }

    /// A sourcedId.
    pub(super) fn id(&mut self, id: IdText) {
        self.plain(id.bytes());
    }

    /// Several sourcedIds, joined by commas.
    pub(super) fn ids(&mut self, ids: impl IntoIterator<Item = IdText>) {
        self.made(|cell| {
            for id in ids {
                if !cell.is_empty() {
                    cell.push(b',');
                }
                cell.extend_from_slice(id.bytes());
            }
        });
    }

    /// `true` or `false`.
    pub(super) fn truth(&mut self, value: bool) {
        self.plain(if value { b"true" } else { b"false" });
    }

    /// A whole number.
    pub(super) fn number(&mut self, value: u64) {
        self.made(|cell| push_number(cell, value, 1));
    }

    /// A date.
    pub(super) fn date(&mut self, (year, month, day): (u16, u8, u8)) {
        self.made(|cell| {
            push_number(cell, u64::from(year), 4);
            cell.push(b'-');
            push_number(cell, u64::from(month), 2);
            cell.push(b'-');
            push_number(cell, u64::from(day), 2);
        });
    }
}

/// Appends `value` with at least `width` digits.
pub(super) fn push_number(cell: &mut Vec<u8>, value: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    let mut rest = value;
    while rest > 0 {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    cell.extend_from_slice(&digits[at.min(digits.len() - width)..]);
}
