//! Writes sourcedIds in the two fashions of real systems: UUIDs, and numbers that each kind of row counts on its own.

use super::dice::Dice;
use super::{Ids, Kind};

/// One sourcedId as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct IdText {
    bytes: [u8; 36],
    start: u8,
}

impl IdText {
    /// The letters of it.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[usize::from(self.start)..]
    }
}

/// How a kind of row counts: the first number, the step, and the least number of digits.
///
/// Ranges and widths are such that no number of one kind is a number of another.
const fn numbering(kind: Kind) -> (u64, u64, usize) {
    match kind {
        Kind::Org => (400, 1, 4),
        Kind::Session => (1, 1, 1),
        Kind::Resource => (50_001, 1, 5),
        Kind::Course => (100_001, 1, 6),
        Kind::Category => (800_001, 1, 6),
        Kind::Class => (3_000_101, 1, 7),
        Kind::User => (10_021, 3, 8),
        Kind::Enrollment => (200_000_001, 2, 9),
        Kind::LineItem => (1_000_000_001, 1, 10),
        Kind::Result => (10_000_000_001, 1, 11),
        Kind::CourseResource => (100_000_000_001, 1, 12),
        Kind::ClassResource => (200_000_000_001, 1, 12),
        Kind::UserResource => (300_000_000_001, 1, 12),
        Kind::Role => (400_000_000_001, 1, 12),
        Kind::UserProfile => (500_000_000_001, 1, 12),
        Kind::ScoreScale => (600_000_000_001, 1, 12),
        Kind::LineItemScoreScale => (650_000_000_001, 1, 12),
        Kind::ResultScoreScale => (700_000_000_001, 1, 12),
        Kind::LineItemObjective => (800_000_000_001, 1, 12),
        Kind::ResultObjective => (850_000_000_001, 1, 12),
        Kind::Objective => (900_000_000_001, 1, 12),
        Kind::MasterPerson => (950_000_000_001, 1, 12),
        Kind::Nowhere => (970_000_000_001, 1, 12),
    }
}

/// Writes sourcedIds in one fashion.
#[derive(Clone, Copy, Debug)]
pub(super) struct IdWriter {
    fashion: Ids,
    seed: u64,
}

impl IdWriter {
    pub(super) const fn new(fashion: Ids, seed: u64) -> Self {
        Self { fashion, seed }
    }

    /// The sourcedId of the row `index` of `kind`.
    pub(super) fn id(&self, kind: Kind, index: u64) -> IdText {
        match self.fashion {
            Ids::Uuid => self.uuid(kind, index),
            Ids::Numeric => {
                let (first, step, width) = numbering(kind);
                number(first + index * step, width)
            }
        }
    }

    /// A UUID of the shape of version 4, whatever the fashion.
    pub(super) fn uuid(&self, kind: Kind, index: u64) -> IdText {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let high = Dice::new(self.seed, 100 + kind as u64).roll(index);
        let low = Dice::new(self.seed, 200 + kind as u64).roll(index);
        let high = (high & !0xf000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (0b10 << 62);
        let mut bytes = [b'-'; 36];
        let raw = ((u128::from(high) << 64) | u128::from(low)).to_be_bytes();
        let mut at = 0;
        for (place, byte) in raw.into_iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                at += 1;
            }
            bytes[at] = HEX[usize::from(byte >> 4)];
            bytes[at + 1] = HEX[usize::from(byte & 15)];
            at += 2;
        }
        IdText { bytes, start: 0 }
    }
}

fn number(mut value: u64, width: usize) -> IdText {
    let mut bytes = [b'0'; 36];
    let mut at = bytes.len();
    while value > 0 {
        at -= 1;
        bytes[at] = b'0' + (value % 10) as u8;
        value /= 10;
    }
    let start = at.min(bytes.len() - width);
    IdText { bytes, start: start as u8 }
}
