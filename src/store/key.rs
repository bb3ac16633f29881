//! Keys: what a sourcedId is while it is looked up. Canonical lower-case UUIDs travel as 16 bytes, the rest as text.

use std::hash::BuildHasher;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// Length of a UUID in text.
pub(super) const UUID_LENGTH: usize = 36;

/// Keyed per run, so that a file cannot be made to collide.
static STATE: LazyLock<RandomState> = LazyLock::new(RandomState::default);
static SEEDS: LazyLock<[u64; 2]> = LazyLock::new(|| [STATE.hash_one(1_u8) | 1, STATE.hash_one(2_u8)]);

/// A sourcedId to be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    Uuid([u8; 16]),
    Text(&'a [u8]),
}

impl<'a> Key<'a> {
    /// The form depends on the text alone, so equal texts give equal keys.
    pub(super) fn of(text: &'a [u8]) -> Self {
        parse_uuid(text).map_or(Key::Text(text), Key::Uuid)
    }

    pub(super) fn hash(&self) -> u32 {
        match self {
            Key::Uuid(uuid) => hash_uuid(uuid),
            Key::Text(text) => hash_text(text),
        }
    }
}

pub(super) fn hash_uuid(uuid: &[u8; 16]) -> u32 {
    let value = u128::from_le_bytes(*uuid);
    let [s0, s1] = *SEEDS;
    let product = u128::from(value as u64 ^ s0).wrapping_mul(u128::from((value >> 64) as u64 ^ s1));
    fold(product as u64 ^ (product >> 64) as u64)
}

pub(super) fn hash_text(text: &[u8]) -> u32 {
    fold(STATE.hash_one(text))
}

const fn fold(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// Sixteen bytes for a canonical lower-case UUID, `None` for any other text.
pub(super) fn parse_uuid(text: &[u8]) -> Option<[u8; 16]> {
    let text: &[u8; UUID_LENGTH] = text.try_into().ok()?;
    if text[8] != b'-' || text[13] != b'-' || text[18] != b'-' || text[23] != b'-' {
        return None;
    }
    let mut uuid = [0_u8; 16];
    let mut bad = 0_u8;
    for (byte, &at) in uuid.iter_mut().zip(&HEX_PAIRS) {
        let (high, low) = (NIBBLE[usize::from(text[at])], NIBBLE[usize::from(text[at + 1])]);
        bad |= high | low;
        *byte = (high << 4) | (low & 0x0f);
    }
    (bad & 0xf0 == 0).then_some(uuid)
}

/// The canonical text of sixteen bytes.
pub(super) fn uuid_text(uuid: &[u8; 16]) -> [u8; UUID_LENGTH] {
    let mut text = [b'-'; UUID_LENGTH];
    for (byte, &at) in uuid.iter().zip(&HEX_PAIRS) {
        [text[at], text[at + 1]] = HEX_OF[usize::from(*byte)];
    }
    text
}

/// Both digits of every byte.
static HEX_OF: [[u8; 2]; 256] = {
    let mut table = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = [HEX[byte >> 4], HEX[byte & 0x0f]];
        byte += 1;
    }
    table
};

const HEX: &[u8; 16] = b"0123456789abcdef";
const HEX_PAIRS: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/// The value of a lower-case hexadecimal digit; 0xf0 = not one.
static NIBBLE: [u8; 256] = {
    let mut table = [0xf0_u8; 256];
    let mut digit = 0;
    while digit < 16 {
        table[HEX[digit] as usize] = digit as u8;
        digit += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::{parse_uuid, uuid_text};

    #[test]
    fn only_canonical_lower_case_uuids_are_packed() {
        let text = b"0189f7c2-3b1e-4d2a-9c41-7f00ab12cd34";
        assert_eq!(uuid_text(&parse_uuid(text).expect("canonical")), *text);
        assert_eq!(parse_uuid(b"0189F7C2-3b1e-4d2a-9c41-7f00ab12cd34"), None);
        assert_eq!(parse_uuid(b"0189f7c2-3b1e-4d2a-9c41-7f00ab12cd3g"), None);
        assert_eq!(parse_uuid(b"0189f7c2x3b1e-4d2a-9c41-7f00ab12cd34"), None);
        assert_eq!(parse_uuid(b""), None);
    }
}
