//! Looking for a text inside packed UUIDs and numbers without writing them out: their digits are compared four bits each, many at once.

use super::key::UUID_LENGTH;

/// The lowest bit of every four.
const EACH: u64 = 0x1111_1111_1111_1111;

/// The highest bit of every four that are zero.
const fn zeros(fours: u64) -> u64 {
    const LOW: u64 = 7 * EACH;
    !(((fours & LOW) + LOW) | fours) & (8 * EACH)
}

/// Where a text can stand in a canonical UUID.
pub(super) enum HexPlan {
    /// Few digits, which can begin at many places of either half.
    Short { digits: Vec<u64>, starts: [u64; 2] },
    /// For each place which bits of the UUID must be which.
    Places(Vec<(u128, u128)>),
}

impl HexPlan {
    /// `None` if no canonical UUID holds the text.
    pub(super) fn new(text: &[u8], exact: bool) -> Option<Self> {
        if exact && text.iter().any(u8::is_ascii_uppercase) {
            return None;
        }
        let places: Vec<(u128, u128)> = (0..=UUID_LENGTH.checked_sub(text.len())?).filter_map(|start| at(text, start)).collect();
        if places.is_empty() {
            return None;
        }
        if text.len() > 4 || text.contains(&b'-') {
            return Some(Self::Places(places));
        }
        let mut starts = [0; 2];
        for (mask, _) in places {
            let first = mask.leading_zeros();
            starts[first as usize / 64] |= 1 << (63 - first % 64);
        }
        let digits = text.iter().filter_map(|&digit| char::from(digit).to_digit(16)).map(|digit| u64::from(digit) * EACH);
        Some(Self::Short { digits: digits.collect(), starts })
    }

    /// One bit for each of at most 64 UUIDs: whether it holds the text.
    #[inline(always)]
    fn hits(&self, uuids: &[[u8; 16]]) -> u64 {
        match self {
            Self::Short { digits, starts } => {
                let (mut halves, mut differs) = ([[0_u64; 64]; 2], [[0_u64; 64]; 2]);
                for (at, uuid) in uuids.iter().enumerate().take(64) {
                    let bits = u128::from_be_bytes(*uuid);
                    (halves[0][at], halves[1][at]) = ((bits >> 64) as u64, bits as u64);
                }
                for (shift, digit) in (0_u32..).step_by(4).zip(digits) {
                    for (differs, half) in differs.as_flattened_mut().iter_mut().zip(halves.as_flattened()) {
                        *differs |= (half << shift) ^ digit;
                    }
                }
                let hit = |at: usize| (zeros(differs[0][at]) & starts[0]) | (zeros(differs[1][at]) & starts[1]);
                (0..uuids.len().min(64)).fold(0, |hits, at| hits | (u64::from(hit(at) != 0) << at))
            }
            Self::Places(places) => (0..).zip(uuids).fold(0, |hits, (at, uuid)| {
                let bits = u128::from_be_bytes(*uuid);
                hits | (u64::from(places.iter().any(|&(mask, value)| bits & mask == value)) << at)
            }),
        }
    }

    /// Sets the bit of every UUID that holds the text.
    #[inline(always)]
    fn mark(&self, uuids: &[[u8; 16]], words: &mut [u64]) {
        words.iter_mut().zip(uuids.chunks(64)).for_each(|(word, uuids)| *word |= self.hits(uuids));
    }
}

/// The bits of the text in a UUID from this place of its text on; `None` if it cannot stand there.
fn at(text: &[u8], start: usize) -> Option<(u128, u128)> {
    let (mut mask, mut value) = (0, 0);
    for (place, &byte) in (start..).zip(text) {
        let dashes = [8, 13, 18, 23];
        if dashes.contains(&place) {
            (byte == b'-').then_some(())?;
            continue;
        }
        let digit = char::from(byte).to_digit(16)?;
        let nibble = place - dashes.iter().filter(|&&dash| dash < place).count();
        mask |= 0xf << (124 - 4 * nibble);
        value |= u128::from(digit) << (124 - 4 * nibble);
    }
    Some((mask, value))
}

/// Where a text can stand in numbers behind a prefix.
pub(super) struct DigitPlan {
    /// Every cell holds the text in its prefix.
    pub(super) all: bool,
    /// The digits of the text, the last one first; empty if it is not digits alone.
    digits: Vec<u64>,
    /// For numbers of so many digits where the last digit of the text may stand.
    ends: [u64; 10],
    /// The text begins in the prefix: how many digits the number has, and which its first ones must be.
    first: Vec<(u32, u32, u64)>,
    width: u32,
}

impl DigitPlan {
    /// For numbers of `width` digits, 0 = as many as needed.
    pub(super) fn new(text: &[u8], exact: bool, prefix: &[u8], width: usize) -> Self {
        let same = |one: &[u8], two: &[u8]| if exact { one == two } else { one.eq_ignore_ascii_case(two) };
        let all = prefix.windows(text.len().max(1)).any(|part| same(part, text));
        let is_digits = text.iter().all(u8::is_ascii_digit) && text.len() <= 9;
        let digits = text.iter().rev().filter(|_| is_digits).map(|digit| u64::from(digit - b'0') * EACH).collect();
        let (mut ends, mut first) = ([0; 10], Vec::new());
        for count in (1..=9).filter(|&count| width == 0 || count == width) {
            if is_digits && text.len() <= count {
                ends[count] = (0..=count - text.len()).fold(0, |ends, end| ends | 8 << (4 * end));
            }
            for behind in 1..=count.min(text.len().saturating_sub(1)) {
                let (before, digits) = text.split_at(text.len() - behind);
                let reaches = before.len() <= prefix.len() && same(&prefix[prefix.len() - before.len()..], before);
                if reaches && digits.iter().all(u8::is_ascii_digit) {
                    let value = digits.iter().fold(0, |value, digit| value << 4 | u64::from(digit - b'0'));
                    first.push((count as u32, 4 * (count - behind) as u32, value));
                }
            }
        }
        Self { all, digits, ends, first, width: width as u32 }
    }

    /// True if no number could hold the text.
    pub(super) fn is_hopeless(&self) -> bool {
        !self.all && self.first.is_empty() && self.ends == [0; 10]
    }

    /// One bit for each of at most 64 numbers: whether its text holds the text. What stands for those beside the packed form
    /// means nothing.
    #[inline(always)]
    fn hits(&self, values: &[u32]) -> u64 {
        let (mut all, mut differs) = ([0_u64; 64], [0_u64; 64]);
        all.iter_mut().zip(values).for_each(|(all, &value)| *all = fours(value));
        for (shift, digit) in (0_u32..).step_by(4).zip(&self.digits) {
            differs.iter_mut().zip(&all).for_each(|(differs, fours)| *differs |= (fours >> shift) ^ digit);
        }
        if self.width > 0 && self.first.is_empty() {
            let ends = self.ends[self.width as usize % 10];
            return (0..values.len().min(64)).fold(0, |hits, at| hits | (u64::from(zeros(differs[at]) & ends != 0) << at));
        }
        values.iter().enumerate().take(64).fold(0, |hits, (at, &value)| {
            let count = if self.width == 0 { value.checked_ilog10().unwrap_or(0) + 1 } else { self.width };
            let begins = |&(digits, shift, first): &(u32, u32, u64)| digits == count && all[at] >> shift == first;
            let holds = zeros(differs[at]) & self.ends[count as usize % 10] != 0 || self.first.iter().any(begins);
            hits | (u64::from(holds) << at)
        })
    }

    /// Sets the bit of every number whose text holds the text.
    #[inline(always)]
    fn mark(&self, values: &[u32], words: &mut [u64]) {
        words.iter_mut().zip(values.chunks(64)).for_each(|(word, values)| *word |= self.hits(values));
    }
}

/// Sets the bit of every UUID that holds the text.
pub(super) fn mark_hex(plan: &HexPlan, uuids: &[[u8; 16]], words: &mut [u64]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[target_feature(enable = "avx2")]
        fn wide(plan: &HexPlan, uuids: &[[u8; 16]], words: &mut [u64]) {
            plan.mark(uuids, words);
        }
        #[expect(unsafe_code, reason = "the compiler asks for it where a target feature is named")]
        // SAFETY: the processor has AVX2.
        return unsafe { wide(plan, uuids, words) };
    }
    plan.mark(uuids, words);
}

/// Sets the bit of every number whose text holds the text.
pub(super) fn mark_digits(plan: &DigitPlan, values: &[u32], words: &mut [u64]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[target_feature(enable = "avx2")]
        fn wide(plan: &DigitPlan, values: &[u32], words: &mut [u64]) {
            plan.mark(values, words);
        }
        #[expect(unsafe_code, reason = "the compiler asks for it where a target feature is named")]
        // SAFETY: the processor has AVX2.
        return unsafe { wide(plan, values, words) };
    }
    plan.mark(values, words);
}

/// The digits of a number, four bits each.
#[inline(always)]
fn fours(value: u32) -> u64 {
    let (high, low) = (value / 10_000, value % 10_000);
    let (top, middle) = (high / 10_000, high % 10_000);
    (u64::from(top) << 32) | (u64::from(FOURS[middle as usize]) << 16) | u64::from(FOURS[low as usize])
}

/// The four digits of each number below ten thousand.
static FOURS: [u16; 10_000] = {
    let mut table = [0; 10_000];
    let mut value = 0;
    while value < 10_000 {
        table[value] = (((value / 1000) << 12) | ((value / 100 % 10) << 8) | ((value / 10 % 10) << 4) | (value % 10)) as u16;
        value += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::super::key::{parse_uuid, uuid_text};
    use super::{DigitPlan, HexPlan, mark_digits, mark_hex};

    #[test]
    fn parts_of_uuids_are_found_where_they_stand_and_nowhere_else() {
        let uuids = [
            "0189f7c2-3b1e-4d2a-9c41-7f00ab12cd34",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-fffffffffff0",
            "12341234-1234-1234-1234-123412341234",
        ];
        let uuids = uuids.map(|text| parse_uuid(text.as_bytes()).expect("canonical"));
        for uuid in &uuids {
            let text = uuid_text(uuid);
            for start in 0..text.len() {
                for end in start + 1..=text.len() {
                    let plan = HexPlan::new(&text[start..end], true).expect("it can stand in a UUID");
                    let mut hits = [0];
                    mark_hex(&plan, &uuids, &mut hits);
                    for (at, other) in uuids.iter().enumerate() {
                        let found = uuid_text(other).windows(end - start).any(|part| *part == text[start..end]);
                        assert_eq!(hits[0] & (1 << at) != 0, found, "{start} {end} {:?}", str::from_utf8(&text));
                    }
                }
            }
        }
        assert!(HexPlan::new(b"ABC", true).is_none() && HexPlan::new(b"ABC", false).is_some());
        assert!(HexPlan::new(b"xyz", false).is_none() && HexPlan::new(b"--", true).is_none());
        assert!(HexPlan::new(&[b'0'; 37], true).is_none() && HexPlan::new(&[b'0'; 13], true).is_none());
    }

    #[test]
    fn parts_of_numbers_are_found_in_them_and_across_their_start() {
        let needles = ["1", "0", "12", "00", "7-1", "-10", "7-", "A7-", "a7", "9999", "123456789", "1234567890", "-", "x"];
        for (prefix, width) in [("", 0), ("", 7), ("a7-", 0), ("A7-", 9), ("1", 0), ("9", 4)] {
            for needle in needles {
                for exact in [true, false] {
                    let plan = DigitPlan::new(needle.as_bytes(), exact, prefix.as_bytes(), width);
                    let values = [0, 1, 7, 10, 12, 99, 100, 1000, 1012, 9999];
                    let mut hits = [0];
                    mark_digits(&plan, &values, &mut hits);
                    for (at, value) in values.into_iter().enumerate() {
                        let text = format!("{prefix}{value:0width$}");
                        let found = if exact { text.contains(needle) } else { text.to_lowercase().contains(&needle.to_lowercase()) };
                        assert_eq!(plan.all || hits[0] & (1 << at) != 0, found, "{needle} in {text}");
                        assert!(!found || !plan.is_hopeless());
                    }
                }
            }
        }
        let mut hits = [0];
        mark_digits(&DigitPlan::new(b"123456789", true, b"", 0), &[123_456_788, 123_456_789], &mut hits);
        assert_eq!(hits, [2]);
    }
}
