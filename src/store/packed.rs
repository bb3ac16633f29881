//! The packed forms of one row group of one column. Each gives back the exact text of every cell.

use super::key::{Key, uuid_text};
use super::tail::{GroupKeys, Tail};
use super::text::{InlineText, Text};

/// Rows of a group: a row's group is `row >> GROUP_BITS`.
pub(super) const GROUP_BITS: u32 = 14;
/// Rows of a full row group: columns are packed, and may be walked through, group by group.
pub const GROUP_ROWS: usize = 1 << GROUP_BITS;

/// A reference that is not resolved: its text is in `odd`.
pub(super) const UNRESOLVED: u32 = u32::MAX;
/// A reference cell that holds nothing.
pub(super) const BLANK: u32 = u32::MAX - 1;
const NO_NUMBER: u32 = u32::MAX;

/// One row group of one column.
#[derive(Clone, Debug)]
pub(super) enum Packed {
    /// The same dictionary code in every row.
    OneCode { code: u16, rows: u32 },
    /// Dictionary codes below sixteen, two in a byte, the first in its lower half.
    Codes4 { pairs: Box<[u8]>, rows: u32 },
    /// Dictionary codes below 256.
    Codes8(Box<[u8]>),
    /// Dictionary codes.
    Codes16(Box<[u16]>),
    /// Canonical lower-case UUIDs; the all-zero one stands for a cell in `odd`, if `odd` has it.
    Uuids { uuids: Box<[[u8; 16]]>, odd: Odd },
    /// A common prefix and a number of up to nine digits; `width` digits with leading zeros, or 0 = as many as needed.
    Numbers { prefix: Box<str>, width: u8, values: Box<[u32]>, odd: Odd },
    /// References that are resolved: the row of the target. [`UNRESOLVED`] = in `odd`, [`BLANK`] = empty cell.
    Rows { rows: Box<[u32]>, odd: Odd },
    /// Lists of references that are all resolved; a cell in `odd` has no rows here.
    RowLists { ends: Box<[u32]>, rows: Box<[u32]>, odd: Odd },
    /// Any other text.
    Texts { text: Box<str>, ends: Box<[u32]> },
}

/// The few cells of a group that its packed form cannot give back.
#[derive(Clone, Debug, Default)]
pub(super) struct Odd {
    at: Vec<u32>,
    text: String,
    ends: Vec<u32>,
}

impl Odd {
    pub(super) fn push(&mut self, at: usize, cell: &[u8]) {
        self.at.push(at as u32);
        self.text.push_str(&String::from_utf8_lossy(cell));
        self.ends.push(self.text.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.at.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        self.at.binary_search(&(at as u32)).ok().map(|index| self.nth(index).1)
    }

    fn nth(&self, index: usize) -> (u32, &str) {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        (self.at[index], &self.text[start..self.ends[index] as usize])
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..self.len()).map(|index| self.nth(index))
    }

    pub(super) fn bytes(&self) -> usize {
        self.at.capacity() * 4 + self.text.capacity() + self.ends.capacity() * 4
    }
}

impl Packed {
    /// Packs dictionary codes.
    pub(super) fn codes(codes: &[u16]) -> Self {
        let highest = codes.iter().copied().max().unwrap_or(0);
        match codes.first() {
            Some(&code) if codes.iter().all(|&other| other == code) => Self::OneCode { code, rows: codes.len() as u32 },
            _ if highest < 16 => {
                let pair = |codes: &[u16]| codes[0] as u8 | (codes.get(1).map_or(0, |&code| code as u8) << 4);
                Self::Codes4 { pairs: codes.chunks(2).map(pair).collect(), rows: codes.len() as u32 }
            }
            _ if highest < 256 => Self::Codes8(codes.iter().map(|&code| code as u8).collect()),
            _ => Self::Codes16(codes.into()),
        }
    }

    /// Packs cells as UUIDs, numbers or text, whichever is smallest and exact.
    pub(super) fn cells(tail: &Tail, keys: &GroupKeys) -> Self {
        if keys.uuid_count > 0 && few_odd(tail.len() - keys.uuid_count, tail.len()) {
            let mut odd = Odd::default();
            for (at, cell) in tail.iter().enumerate().filter(|&(at, _)| !keys.is_uuid(at)) {
                odd.push(at, cell);
            }
            return Self::Uuids { uuids: keys.uuids.as_slice().into(), odd };
        }
        Self::numbers(tail).unwrap_or_else(|| Self::texts(tail))
    }

    /// Cells as they are.
    pub(super) fn texts(tail: &Tail) -> Self {
        let (text, ends) = tail.to_text();
        Self::Texts { text, ends }
    }

    fn numbers(tail: &Tail) -> Option<Self> {
        let model = tail.iter().find(|cell| !cell.is_empty())?;
        let digits = model.iter().rev().take_while(|byte| byte.is_ascii_digit()).count().min(9);
        let prefix = &model[..model.len() - digits];
        if digits == 0 || prefix.len() > 24 {
            return None;
        }
        // A width of its own is needed only where leading zeros are seen.
        let padded = tail.iter().find(|cell| cell.get(prefix.len()) == Some(&b'0') && cell.len() > prefix.len() + 1);
        let width = padded.map_or(0, |cell| cell.len() - prefix.len());
        if width > 9 {
            return None;
        }
        let mut odd = Odd::default();
        let mut values = Vec::with_capacity(tail.len());
        for (at, cell) in tail.iter().enumerate() {
            let value = cell.strip_prefix(prefix).and_then(|rest| number(rest, width));
            if value.is_none() {
                odd.push(at, cell);
                if !few_odd(odd.len(), tail.len()) {
                    return None;
                }
            }
            values.push(value.unwrap_or(NO_NUMBER));
        }
        let prefix = str::from_utf8(prefix).ok()?.into();
        Some(Self::Numbers { prefix, width: width as u8, values: values.into(), odd })
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::OneCode { rows, .. } | Self::Codes4 { rows, .. } => *rows as usize,
            Self::Codes8(codes) => codes.len(),
            Self::Codes16(codes) => codes.len(),
            Self::Uuids { uuids, .. } => uuids.len(),
            Self::Numbers { values, .. } => values.len(),
            Self::Rows { rows, .. } => rows.len(),
            Self::RowLists { ends, .. } | Self::Texts { ends, .. } => ends.len(),
        }
    }

    /// True for the forms that hold dictionary codes.
    pub(super) const fn is_coded(&self) -> bool {
        matches!(self, Self::OneCode { .. } | Self::Codes4 { .. } | Self::Codes8(_) | Self::Codes16(_))
    }

    /// The dictionary code of a cell, in the forms that have one.
    pub(super) fn code(&self, at: usize) -> Option<u16> {
        match self {
            Self::OneCode { code, .. } => Some(*code),
            Self::Codes4 { pairs, .. } => Some(code_of_pair(pairs[at / 2], at)),
            Self::Codes8(codes) => Some(u16::from(codes[at])),
            Self::Codes16(codes) => Some(codes[at]),
            _ => None,
        }
    }

    /// The text of a cell in the forms that need nothing else than themselves.
    pub(super) fn own_text(&self, at: usize) -> Option<Text<'_>> {
        Some(match self {
            Self::Uuids { uuids, odd } => match uuids[at] {
                uuid if uuid == [0; 16] => odd.get(at).map_or_else(|| uuid_inline(&uuid), Text::Borrowed),
                uuid => uuid_inline(&uuid),
            },
            Self::Numbers { values, odd, .. } if values[at] == NO_NUMBER => Text::Borrowed(odd.get(at).unwrap_or_default()),
            Self::Numbers { prefix, width, values, .. } => number_text(prefix, usize::from(*width), values[at]),
            Self::Texts { text, ends } => Text::Borrowed(slice(text, ends, at)),
            _ => return None,
        })
    }

    /// A byte of what is stored for a cell.
    pub(super) fn touch(&self, at: usize) -> u8 {
        match self {
            Self::Uuids { uuids, .. } => uuids[at][0],
            Self::Numbers { values, .. } => values[at] as u8,
            Self::Texts { ends, .. } => ends[at] as u8,
            _ => 0,
        }
    }

    /// True if the cell's text is exactly that of `key`; only for forms with a text of their own.
    pub(super) fn equals(&self, at: usize, key: &Key<'_>) -> bool {
        match (self, key) {
            (Self::Uuids { uuids, .. }, Key::Uuid(uuid)) => {
                uuids[at] == *uuid
                    && (*uuid != [0; 16]
                        || self.own_text(at).is_some_and(|text| text == *str::from_utf8(&uuid_text(uuid)).unwrap_or_default()))
            }
            (_, Key::Uuid(uuid)) => self.own_text(at).is_some_and(|text| text.as_bytes() == uuid_text(uuid)),
            (_, Key::Text(key)) => self.own_text(at).is_some_and(|text| text.as_bytes() == *key),
        }
    }

    /// Bytes of memory held.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::OneCode { .. } => 0,
            Self::Codes4 { pairs, .. } => pairs.len(),
            Self::Codes8(codes) => codes.len(),
            Self::Codes16(codes) => codes.len() * 2,
            Self::Uuids { uuids, odd } => uuids.len() * 16 + odd.bytes(),
            Self::Numbers { values, odd, .. } => values.len() * 4 + odd.bytes(),
            Self::Rows { rows, odd } => rows.len() * 4 + odd.bytes(),
            Self::RowLists { ends, rows, odd } => (ends.len() + rows.len()) * 4 + odd.bytes(),
            Self::Texts { text, ends } => text.len() + ends.len() * 4,
        }
    }
}

/// The half of a pair that belongs to place `at`.
pub(super) const fn code_of_pair(pair: u8, at: usize) -> u16 {
    ((pair >> (at % 2 * 4)) & 15) as u16
}

/// At most one cell in eight may stand beside a packed form.
pub(super) const fn few_odd(odd: usize, rows: usize) -> bool {
    odd * 8 <= rows
}

/// The text of cell `at` of an arena.
pub(super) fn slice<'a>(text: &'a str, ends: &[u32], at: usize) -> &'a str {
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &text[start..ends[at] as usize]
}

fn uuid_inline(uuid: &[u8; 16]) -> Text<'static> {
    Text::Inline(InlineText::ascii(&uuid_text(uuid)))
}

/// The value of `digits` if writing it with `width` digits (0 = as many as needed) gives the same text again.
pub(super) fn number(digits: &[u8], width: usize) -> Option<u32> {
    let fits = if width == 0 {
        !digits.is_empty() && digits.len() <= 9 && (digits[0] != b'0' || digits.len() == 1)
    } else {
        digits.len() == width
    };
    if !fits || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
}

fn number_text(prefix: &str, width: usize, value: u32) -> Text<'static> {
    let (digits, start) = number_digits(width, value);
    if prefix.is_ascii() {
        let mut text = [0_u8; 40];
        let length = prefix.len() + digits.len() - start;
        text[..prefix.len()].copy_from_slice(prefix.as_bytes());
        text[prefix.len()..length].copy_from_slice(&digits[start..]);
        return Text::Inline(InlineText::ascii(&text[..length]));
    }
    Text::Owned(format!("{prefix}{}", str::from_utf8(&digits[start..]).unwrap_or_default()))
}

/// The digits of a number at the end of ten, and where they start.
fn number_digits(width: usize, mut value: u32) -> ([u8; 10], usize) {
    let mut digits = [b'0'; 10];
    let mut at = digits.len();
    while value >= 10 {
        at -= 2;
        let pair = (value % 100) as u8;
        value /= 100;
        (digits[at], digits[at + 1]) = (b'0' + pair / 10, b'0' + pair % 10);
    }
    if value > 0 || at == digits.len() {
        at -= 1;
        digits[at] = b'0' + value as u8;
    }
    let start = if width == 0 { at } else { digits.len() - width };
    (digits, start)
}

#[cfg(test)]
mod tests {
    use super::{GroupKeys, Packed, Tail};

    fn pack(cells: &[&str]) -> Packed {
        let mut tail = Tail::default();
        for cell in cells {
            tail.push(cell.as_bytes());
        }
        let mut keys = GroupKeys::default();
        keys.compute(&tail);
        let packed = Packed::cells(&tail, &keys);
        for (at, cell) in cells.iter().enumerate() {
            assert_eq!(packed.own_text(at).expect("a text of its own"), *cell);
        }
        packed
    }

    #[test]
    fn numbers_keep_prefix_and_leading_zeros() {
        assert!(matches!(pack(&["0048213", "0000000", "9999999"]), Packed::Numbers { width: 7, .. }));
        assert!(matches!(pack(&["e-1", "e-20", "e-0", "e-999999999"]), Packed::Numbers { width: 0, .. }));
        assert!(matches!(pack(&["1", "02", "x", "1e5"]), Packed::Texts { .. }));
        assert!(matches!(pack(&["ő1", "ő2"]), Packed::Numbers { .. }));
        assert!(matches!(pack(&["1", "2", "3", "4", "5", "6", "7", "oops"]), Packed::Numbers { .. }));
    }

    #[test]
    fn the_zero_uuid_is_not_taken_for_an_odd_cell() {
        let zero = "00000000-0000-0000-0000-000000000000";
        let other = "0189f7c2-3b1e-4d2a-9c41-7f00ab12cd34";
        assert!(matches!(pack(&[zero, other, other, other, other, other, other, ""]), Packed::Uuids { .. }));
        assert!(matches!(pack(&[other, "0189F7C2-3b1e-4d2a-9c41-7f00ab12cd34"]), Packed::Texts { .. }));
    }
}
