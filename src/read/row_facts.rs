//! What was met in rows: exact counts, and places up to a cap.

use super::record::Mark;
use super::{FileId, RowFact, RowFactKind};

/// Facts of the rows of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct RowFacts {
    /// Places, in the order in which they were met.
    pub places: Vec<RowFact>,
    /// How many of each kind there are, in the order of [`RowFactKind::ALL`].
    pub counts: [u64; RowFactKind::ALL.len()],
    /// Where bytes that are not UTF-8 were met first.
    pub first_not_utf8: Option<u64>,
}

/// Places kept of each kind. More than the rows of the largest file, so that findings are counted exactly; still a bound, as a
/// file in which every cell is odd must not fill the memory.
const KEPT: u64 = 16_000_000;

impl RowFacts {
    /// Counts a mark of row `row` (0 = the header) on physical line `line`, `byte` bytes into the file.
    pub(super) fn add(&mut self, mark: &Mark, row: u64, line: u64, byte: u64) {
        let count = &mut self.counts[mark.kind as usize];
        *count += 1;
        if mark.kind == RowFactKind::NotUtf8 {
            self.first_not_utf8.get_or_insert(byte);
        }
        if *count <= KEPT {
            self.places.push(RowFact {
                kind: mark.kind,
                // Set at the end of the file by the stream, which knows it.
                file: FileId(0),
                row: u32::try_from(row).unwrap_or(u32::MAX),
                column: u16::try_from(mark.column).unwrap_or(u16::MAX),
                line,
                byte,
                found: mark.found,
            });
        }
    }
}
