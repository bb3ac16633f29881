//! A number for each text of a column that never contradicts the order of the texts, from the form that the cells are held in.

use rayon::prelude::*;

use super::letters::{Code, Letters, usual_start};
use super::text_order::{TextOrder, natural, number_key, value_key};
use crate::store::{Cells, Column, GROUP_ROWS};

/// How texts become numbers.
#[derive(Clone, Debug)]
pub(super) struct SortWords {
    order: TextOrder,
    /// How many bits the numbers have.
    bits: u32,
    kind: Kind,
    /// The numbers of the ids that references lead to.
    targets: Vec<u64>,
}

#[derive(Clone, Debug)]
enum Kind {
    /// By the value of a number.
    Values,
    /// By the first bytes of the natural order.
    Natural,
    /// By the highest bits of a UUID.
    Uuids,
    /// By the digits behind what every text starts with.
    Digits(Vec<u8>),
    /// By the bytes behind what most texts start with.
    Starts(Vec<u8>),
    /// By characters.
    Letters(Box<Letters>),
}

/// What the numbers are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Finding the first rows: made fast, and seldom compared.
    First,
    /// Sorting all rows: telling as much as fits.
    All,
}

/// Bits of [`digits_word`].
const DIGIT_BITS: u32 = 34;

impl SortWords {
    /// For a column; numbers have `bits` bits, at least sixteen.
    pub(super) fn new(column: &Column, order: TextOrder, bits: u32, purpose: Purpose) -> Self {
        let mut words = Self { order, bits, kind: kind_of(column, order, bits, purpose), targets: Vec::new() };
        if let Some(ids) = column.target_ids().filter(|ids| has_rows(column) && ids.len() / 2 <= column.len()) {
            let groups: Vec<Vec<u64>> = (0..ids.groups())
                .into_par_iter()
                .map(|group| {
                    let mut numbers = Vec::new();
                    words.of_group(ids, group, &mut numbers);
                    numbers
                })
                .collect();
            words.targets = groups.concat();
        }
        words
    }

    /// True if texts with this number in common are equal.
    pub(super) const fn is_settled(&self, word: u64) -> bool {
        match self.kind {
            Kind::Letters(_) => word == self.blank() || Letters::is_settled(if self.order.descending { self.most() - word } else { word }),
            _ => word == self.blank(),
        }
    }

    /// True if there is a second number for texts whose first one leaves their order open.
    pub(super) const fn has_deep(&self) -> bool {
        matches!(self.kind, Kind::Letters(_) | Kind::Natural)
    }

    /// True if texts with both numbers in common are equal.
    pub(super) const fn is_settled_deep(&self, deep: u64) -> bool {
        matches!(self.kind, Kind::Letters(_)) && Letters::is_settled(if self.order.descending { !deep } else { deep })
    }

    /// The greatest number of a text that is not blank.
    const fn most(&self) -> u64 {
        self.blank() >> 1
    }

    const fn blank(&self) -> u64 {
        u64::MAX >> (u64::BITS - self.bits)
    }

    /// A number of 64 bits with the bits that are asked for, in the direction that is asked for.
    const fn turned(&self, word: u64) -> u64 {
        self.turned_of(word, u64::BITS)
    }

    const fn turned_of(&self, word: u64, bits: u32) -> u64 {
        let word = word >> bits.saturating_sub(self.bits - 1);
        if self.order.descending { self.most() - word } else { word }
    }

    /// The number of a text.
    pub(super) fn of_text(&self, text: &str) -> u64 {
        self.code_of(text.as_bytes(), text.len(), text).word
    }

    /// Both numbers of a text. `window` may go on behind its `length` bytes.
    #[inline(always)]
    fn code_of(&self, window: &[u8], length: usize, text: &str) -> Code {
        if length == 0 {
            return Code { word: self.blank(), deep: 0 };
        }
        let word = match &self.kind {
            Kind::Values => self.turned(number_key(text)),
            Kind::Natural => {
                let mut sixteen = [0; 16];
                sixteen.iter_mut().zip(natural(text)).for_each(|(place, byte)| *place = byte);
                // The first byte of the second number is the last one of the first, which may be cut.
                let number = |at: usize| sixteen[at..].first_chunk().map_or(0, |eight| u64::from_be_bytes(*eight));
                let cut = (self.bits as usize - 1) / 8;
                let deep = number(cut);
                return Code { word: self.turned(number(0)), deep: if self.order.descending { !deep } else { deep } };
            }
            Kind::Uuids => self.turned(uuid_word(text)),
            Kind::Digits(prefix) => self.turned_of(digits_word(prefix, text.as_bytes()), DIGIT_BITS),
            Kind::Starts(start) => self.turned(start_word(start, window, length)),
            Kind::Letters(letters) => {
                let Code { word, deep } = letters.code::<true>(window, length);
                return Code { word: self.turned_of(word, 0), deep: if self.order.descending { !deep } else { deep } };
            }
        };
        Code { word, deep: 0 }
    }

    /// The numbers of all cells of a row group.
    pub(super) fn of_group(&self, column: &Column, group: usize, words: &mut Vec<u64>) {
        words.clear();
        match (&self.kind, column.cells(group)) {
            (Kind::Starts(start), Cells::Texts { text, ends }) => {
                words.resize(ends.len(), 0);
                for_windows(
                    text,
                    ends,
                    words,
                    |window, length| {
                        if length == 0 { self.blank() } else { self.turned(start_word(start, window, length)) }
                    },
                );
            }
            (Kind::Letters(letters), Cells::Texts { text, ends }) => {
                words.resize(ends.len(), 0);
                for_windows(text, ends, words, |window, length| {
                    if length == 0 { self.blank() } else { self.turned_of(letters.code::<false>(window, length).word, 0) }
                });
            }
            (Kind::Uuids, Cells::Uuids { uuids, odd }) => {
                let eight = |uuid: &[u8; 16]| uuid.first_chunk().map_or(0, |eight| u64::from_be_bytes(*eight));
                words.extend(uuids.iter().map(|uuid| self.turned(eight(uuid))));
                odd.iter().for_each(|(at, text)| words[at] = self.of_text(text));
            }
            (Kind::Values, Cells::Numbers { prefix: "", values, odd, .. }) => {
                words.extend(values.iter().map(|&value| self.turned(value_key(f64::from(value)))));
                odd.iter().for_each(|(at, text)| words[at] = self.of_text(text));
            }
            (Kind::Digits(_), Cells::Numbers { width, values, odd, .. }) => {
                // At the places of odd cells stands no number.
                let word = |value: u32, width: usize| self.turned_of(left_word(value.min(999_999_999), width), DIGIT_BITS);
                if width > 0 {
                    words.extend(values.iter().map(|&value| word(value, width)));
                } else {
                    words
                        .extend(values.iter().map(|&value| word(value, value.min(999_999_999).checked_ilog10().unwrap_or(0) as usize + 1)));
                }
                odd.iter().for_each(|(at, text)| words[at] = self.of_text(text));
            }
            (_, Cells::Rows { rows, odd }) if !self.targets.is_empty() => {
                let word = |&row: &u32| self.targets.get(row as usize).copied().unwrap_or(self.blank());
                words.extend(rows.iter().map(word));
                odd.iter().for_each(|(at, text)| words[at] = self.of_text(text));
            }
            _ => column.scan_group(group, |_, text| words.push(self.of_text(text))),
        }
    }

    /// Both numbers of all cells of a row group.
    pub(super) fn of_group_deep(&self, column: &Column, group: usize, words: &mut Vec<u64>, deeps: &mut Vec<u64>) {
        words.clear();
        deeps.clear();
        let mut push = |code: Code| {
            words.push(code.word);
            deeps.push(code.deep);
        };
        match column.cells(group) {
            Cells::Texts { text, ends } if matches!(self.kind, Kind::Letters(_)) => {
                each_window(text, ends, |window, length| push(self.code_of(window, length, "")));
            }
            _ => column.scan_group(group, |_, text| push(self.code_of(text.as_bytes(), text.len(), text))),
        }
    }
}

/// Works out a number for every text, from the bytes from its start on and how many of them are the text.
#[inline(always)]
fn for_windows(text: &str, ends: &[u32], numbers: &mut [u64], number: impl Fn(&[u8], usize) -> u64) {
    let (text, mut start) = (text.as_bytes(), 0);
    for (slot, &end) in numbers.iter_mut().zip(ends) {
        *slot = number(&text[start as usize..], (end - start) as usize);
        start = end;
    }
}

/// Calls `each` with the bytes from the start of every text on, and how many of them are the text.
#[inline(always)]
fn each_window<'a>(text: &'a str, ends: &[u32], mut each: impl FnMut(&'a [u8], usize)) {
    let (text, mut start) = (text.as_bytes(), 0);
    for &end in ends {
        let end = end as usize;
        each(&text[start..], end - start);
        start = end;
    }
}

fn has_rows(column: &Column) -> bool {
    (0..column.groups()).any(|group| matches!(column.cells(group), Cells::Rows { .. }))
}

fn kind_of(column: &Column, order: TextOrder, bits: u32, purpose: Purpose) -> Kind {
    let mut forms = (0..column.groups()).map(|group| column.cells(group));
    if order.numbers {
        Kind::Values
    } else if order.natural {
        Kind::Natural
    } else if forms.clone().all(|cells| matches!(cells, Cells::Uuids { .. })) || (has_rows(column) && leads_to_uuids(column)) {
        Kind::Uuids
    } else if let Some(Cells::Numbers { prefix, .. }) = forms.next()
        && forms.all(|cells| matches!(cells, Cells::Numbers { prefix: other, .. } if other == prefix))
    {
        Kind::Digits(prefix.as_bytes().to_vec())
    } else {
        let samples = samples(column);
        let samples = samples.iter().map(String::as_str);
        match purpose {
            Purpose::First => Kind::Starts(usual_start(samples)),
            Purpose::All => Kind::Letters(Box::new(Letters::of(samples, bits - 1))),
        }
    }
}

fn leads_to_uuids(column: &Column) -> bool {
    column.target_ids().is_some_and(|ids| (0..ids.groups()).all(|group| matches!(ids.cells(group), Cells::Uuids { .. })))
}

/// Some texts of a column, from all of it.
fn samples(column: &Column) -> Vec<String> {
    const LOOKS: u32 = 4096;
    // Not a power of two, so that the looks do not all fall on the same places of the groups.
    let step = (column.len() / LOOKS).max(1) | 1;
    (0..column.len()).step_by(step as usize).map(|row| column.text(row).into_string()).collect()
}

/// The highest bits of a UUID; of other texts the lowest or highest ones that keep the order.
fn uuid_word(text: &str) -> u64 {
    let (mut word, mut nibbles) = (0, 0);
    let mut bytes = text.bytes();
    for at in 0.. {
        if nibbles == 16 {
            return word;
        }
        let byte = bytes.next().unwrap_or(0).to_ascii_lowercase();
        let left = 64 - 4 * nibbles;
        let least = |word: u64| word.checked_shl(left).unwrap_or(0);
        let greatest = |word: u64| least(word) | u64::MAX.checked_shr(64 - left).unwrap_or(0);
        let is_dash = matches!(at, 8 | 13 | 18);
        match byte {
            b'-' if is_dash => {}
            _ if is_dash => return if byte < b'-' { least(word) } else { greatest(word) },
            b'0'..=b'9' => (word, nibbles) = (word << 4 | u64::from(byte - b'0'), nibbles + 1),
            b'a'..=b'f' => (word, nibbles) = (word << 4 | u64::from(byte - b'a' + 10), nibbles + 1),
            ..b'0' => return least(word),
            // Between nine and `a`: behind all that starts with a nine.
            b':'..b'a' => return if left >= 4 { least(word) | ((10 << (left - 4)) - 1) } else { word },
            _ => return greatest(word),
        }
    }
    word
}

/// A number with so many digits behind a prefix: its digits from the left, then how many there are.
const fn left_word(value: u32, digits: usize) -> u64 {
    const TENS: [u64; 10] = [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    (value as u64 * TENS[digits % 10]) << 4 | digits as u64
}

/// The same of any text, and of others the lowest or highest one that keeps the order.
fn digits_word(prefix: &[u8], text: &[u8]) -> u64 {
    const MOST: u64 = (1 << DIGIT_BITS) - 1;
    let (start, rest) = text.split_at(prefix.len().min(text.len()));
    match start.to_ascii_lowercase().cmp(&prefix.to_ascii_lowercase()) {
        std::cmp::Ordering::Less => return 0,
        std::cmp::Ordering::Greater => return MOST,
        std::cmp::Ordering::Equal => {}
    }
    let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let value = rest[..digits].iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    match rest.get(digits) {
        None => left_word(value, digits),
        Some(_) if digits == 9 => left_word(value, 9) | 0xf,
        Some(byte) if *byte < b'0' => left_word(value, digits),
        Some(_) => ((u64::from(value) + 1) * 10_u64.pow(9 - digits as u32) - 1) << 4 | 0xf,
    }
}

/// The first eight bytes behind the usual start, in lower case; the lowest or highest number where the text starts otherwise.
#[inline(always)]
fn start_word(start: &[u8], window: &[u8], length: usize) -> u64 {
    let skip = start.len();
    if skip > 0 && window[..length].get(..skip) != Some(start) {
        let text = &window[..length.min(skip)];
        match text.to_ascii_lowercase().cmp(&start.to_ascii_lowercase()) {
            std::cmp::Ordering::Less => return 0,
            std::cmp::Ordering::Greater => return u64::MAX,
            std::cmp::Ordering::Equal => {}
        }
    }
    let (window, length) = (&window[skip..], length - skip);
    let word = match window.first_chunk() {
        Some(eight) => u64::from_be_bytes(*eight),
        None => {
            let mut eight = [0; 8];
            eight[..window.len()].copy_from_slice(window);
            u64::from_be_bytes(eight)
        }
    };
    lower(if length < 8 { word & !(u64::MAX >> (8 * length)) } else { word })
}

/// Eight bytes in ASCII lower case at once.
const fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_a = low + (0x80 - b'A' as u64) * EACH;
    let beyond_z = low + (0x7f - b'Z' as u64) * EACH;
    let upper = !bytes & (0x80 * EACH) & (from_a ^ beyond_z);
    bytes | (upper >> 2)
}

const _: () = assert!(GROUP_ROWS <= 1 << 16, "places in a group fit into 16 bits");

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Kind, SortWords};
    use crate::query::letters::Letters;
    use crate::query::text_order::TextOrder;

    const TEXTS: [&str; 62] = [
        "A",
        "a",
        "ab",
        "AB",
        "Ab",
        "aB",
        "abc",
        "aBc",
        "ab1",
        "ab10",
        "ab9",
        "ab 1",
        "ab-1",
        "abz",
        "Abcdefghijklmnopqr",
        "abcdefghijklmnopqs",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnoq",
        "ABcdefghijklmnopqrstuvwxyzabcdefghijklmnoq",
        "b",
        "é",
        "É",
        "-3",
        "12",
        "012",
        "1",
        "12 ",
        "12x",
        "120",
        "129999999",
        "1299999999",
        "123456789",
        "1234567890",
        "123456789 ",
        "123456789x",
        "x\u{0}y",
        "x",
        "x\u{0}",
        "x\u{0}\u{0}",
        "[",
        "`",
        "{",
        "@",
        "Class 2",
        "class 10",
        "class ",
        "class",
        "CLASS 2",
        "class 2",
        "cLASS 2",
        "AB\u{fffd}",
        "\u{10ffff}",
        "0189f7c2-3b1e-4d2a-9c41-7f00ab12cd34",
        "0189F7c2-3b1e-4d2a-9c41-7f00ab12cd34",
        "0189f7c2-3b1e-4d2a-9c41-7f00ab12cd35",
        "0189f7c2",
        "0189f7c2-",
        "0189f7c2-3b1g",
        "0189f7c2.3b1e",
        "0189f7c",
        "9@",
        "o'NEIL",
    ];

    fn kinds() -> Vec<Kind> {
        let mut kinds = vec![Kind::Values, Kind::Natural, Kind::Uuids];
        for start in ["", "ab", "AB", "class ", "1"] {
            kinds.push(Kind::Digits(start.into()));
            kinds.push(Kind::Starts(start.into()));
        }
        let samples: [&[&str]; 7] =
            [&TEXTS, &["a", "b"], &["12", "0"], &["ab1", "abz", "abc"], &["AB1", "ABz"], &["class 1", "class xyz"], &[]];
        for bits in [15, 40, 63] {
            kinds.extend(samples.iter().map(|samples| Kind::Letters(Box::new(Letters::of(samples.iter().copied(), bits)))));
        }
        kinds
    }

    #[test]
    fn numbers_never_contradict_the_texts() {
        for kind in kinds() {
            for descending in [false, true] {
                for bits in [16, 41, 64] {
                    if matches!(kind, Kind::Letters(_)) && bits < 64 {
                        continue;
                    }
                    let order = TextOrder { numbers: matches!(kind, Kind::Values), natural: matches!(kind, Kind::Natural), descending };
                    let words = SortWords { order, bits, kind: kind.clone(), targets: Vec::new() };
                    for one in TEXTS.into_iter().chain([""]) {
                        TEXTS.into_iter().chain([""]).for_each(|two| agree(&words, one, two));
                    }
                }
            }
        }
    }

    fn agree(words: &SortWords, one: &str, two: &str) {
        let place = || format!("{one:?} {two:?} {words:?}");
        // What stands behind a text must not matter.
        let behind = |text: &str| words.code_of(format!("{text}zQ9é and on to more than 32 bytes").as_bytes(), text.len(), text);
        let (head, other) = (words.code_of(one.as_bytes(), one.len(), one), behind(two));
        assert_eq!(words.of_text(one), head.word, "{}", place());
        let whole = words.order.compare(one, two);
        let order = head.word.cmp(&other.word);
        assert!(order == Ordering::Equal || order == whole, "{}", place());
        if order == Ordering::Equal && words.is_settled(head.word) {
            assert_eq!(whole, Ordering::Equal, "settled: {}", place());
        } else if order == Ordering::Equal && words.has_deep() {
            let order = head.deep.cmp(&other.deep);
            assert!(order == Ordering::Equal || order == whole, "deep: {}", place());
            if order == Ordering::Equal && words.is_settled_deep(head.deep) {
                assert_eq!(whole, Ordering::Equal, "settled deep: {}", place());
            }
        }
    }
}
