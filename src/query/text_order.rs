//! The order of two texts, and a number for each text that never contradicts it.

use std::cmp::Ordering;

use super::SortKey;
use crate::spec::Type;
use crate::store::Column;

/// How the texts of a column are compared: blank last either way; numbers by value where the column holds numbers; else by
/// letters whatever their case, digits by value where that is asked for; then by bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct TextOrder {
    numbers: bool,
    natural: bool,
    descending: bool,
    /// Bytes that most texts start with, in lower case: they would fill the head of each.
    prefix: Vec<u8>,
    /// The same in the case in which most texts have them.
    written: Vec<u8>,
}

/// Numbers of which a greater one never comes before a lesser one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head {
    pub(super) words: [u64; 3],
    /// Decides where the words are equal, unless it is [`Head::OPEN`] for one of them: then the texts must be compared.
    pub(super) tail: u32,
}

impl Head {
    /// The text is not all in the head.
    pub(super) const OPEN: u32 = u32::MAX;
    /// Nothing in the cell.
    const BLANK: Self = Self { words: [u64::MAX; 3], tail: 0 };

    /// A head whose words are all in the first two.
    pub(super) const fn of(value: u128, tail: u32) -> Self {
        Self { words: [(value >> 64) as u64, value as u64, 0], tail }
    }

    /// Puts the rank of a text into the first two words.
    pub(super) const fn mark(&mut self, rank: u128) {
        self.words[0] |= (rank >> 64) as u64;
        self.words[1] |= rank as u64;
    }

    /// Puts the head of the next key behind the `used` bits of ranks.
    pub(super) fn follow(&mut self, next: Self, used: u32) {
        let next = next.behind(used);
        self.words.iter_mut().zip(next.words).for_each(|(word, more)| *word |= more);
        self.tail = next.tail;
    }

    /// The same behind `used` bits that are decided already.
    fn behind(self, used: u32) -> Self {
        if used == 0 {
            return self;
        }
        let value = u128::from(self.words[0]) << 64 | u128::from(self.words[1]);
        let blank = self == Self::BLANK;
        // What moves out at the end must not have told anything.
        let kept = value.trailing_zeros() >= used && self.words[2] == 0;
        Self::of(value.checked_shr(used).unwrap_or(0), if kept || blank { self.tail } else { Self::OPEN })
    }
}

impl TextOrder {
    /// For a column and what is asked of it.
    pub(super) fn of(column: &Column, key: SortKey) -> Self {
        let numbers = column.spec().is_some_and(|spec| matches!(spec.ty, Type::Integer | Type::Float | Type::Year));
        let mut order = Self { numbers, natural: key.natural && !numbers, descending: key.descending, ..Self::default() };
        if !numbers && !key.natural {
            order.written = usual_start(column);
            order.prefix = order.written.to_ascii_lowercase();
        }
        order
    }

    /// The order of two texts.
    pub(super) fn compare(&self, one: &str, two: &str) -> Ordering {
        if one.is_empty() || two.is_empty() {
            return one.is_empty().cmp(&two.is_empty());
        }
        let by_value = if self.numbers { number_key(one).cmp(&number_key(two)) } else { Ordering::Equal };
        let by_letters = || if self.natural { natural(one).cmp(natural(two)) } else { folded(one).cmp(folded(two)) };
        let order = by_value.then_with(by_letters).then_with(|| one.cmp(two));
        if self.descending { order.reverse() } else { order }
    }

    /// True if the first sixteen bytes of a text give its head.
    pub(super) fn needs_only_start(&self) -> bool {
        !self.numbers && !self.natural && self.prefix.is_empty()
    }

    /// A head from the first bytes of a text, where [`TextOrder::needs_only_start`]; `start` may be cut behind sixteen bytes.
    pub(super) fn head_of_start(&self, start: &[u8]) -> Head {
        let (cut, tail) = start.split_at_checked(16).map_or((start, None), |(cut, _)| (cut, Some(Head::OPEN)));
        let head = letters(cut);
        if start.is_empty() { Head::BLANK } else { self.turned(Head { tail: tail.unwrap_or(head.tail), ..head }) }
    }

    /// The head of a text.
    pub(super) fn head(&self, text: &str) -> Head {
        if text.is_empty() {
            return Head::BLANK;
        }
        let text_bytes = text.as_bytes();
        self.turned(if self.numbers {
            let (short, value) = (text_bytes.first_chunk::<9>().is_none(), number_key(text));
            let Head { words, tail } = letters(&text_bytes[..text_bytes.len().min(8)]);
            Head { words: [value, words[0], 0], tail: if short { tail } else { Head::OPEN } }
        } else if self.natural {
            let value = natural(text).take(16).enumerate().fold(0, |value, (at, byte)| value | u128::from(byte) << (120 - 8 * at));
            Head::of(value, Head::OPEN)
        } else {
            self.text_head(text_bytes)
        })
    }

    /// Letters behind the usual start; the lowest or highest number where the text starts otherwise.
    fn text_head(&self, text: &[u8]) -> Head {
        let length = self.prefix.len();
        if length == 0 {
            return letters(text);
        }
        let start = &text[..length.min(text.len())];
        if start == self.written {
            return letters(&text[length..]);
        }
        match folded_bytes(start).cmp(self.prefix.iter().copied()) {
            Ordering::Equal => Head { tail: Head::OPEN, ..letters(&text[length..]) },
            Ordering::Less => Head::of(0, Head::OPEN),
            Ordering::Greater => Head { words: [u64::MAX; 3], tail: Head::OPEN },
        }
    }

    fn turned(&self, head: Head) -> Head {
        if !self.descending {
            return head;
        }
        let tail = if head.tail == Head::OPEN { Head::OPEN } else { !head.tail & CASES };
        Head { words: head.words.map(|word| !word), tail }
    }
}

fn folded(text: &str) -> impl Iterator<Item = u8> + '_ {
    folded_bytes(text.as_bytes())
}

fn folded_bytes(text: &[u8]) -> impl Iterator<Item = u8> + '_ {
    text.iter().map(u8::to_ascii_lowercase)
}

/// A bit for each byte that may be in a head, set where it is no capital letter.
const CASES: u32 = (1 << 24) - 1;

/// The first bytes in lower case, the first one highest, zeros behind the end; the tail tells which were capitals.
fn letters(text: &[u8]) -> Head {
    let mut bytes = [0_u8; 32];
    let length = text.len().min(24);
    match text.first_chunk::<24>() {
        Some(first) => bytes[..24].copy_from_slice(first),
        None => bytes[..length].copy_from_slice(text),
    }
    let (one, two) = (wide(&bytes[..16]), wide(&bytes[16..]));
    let (low_one, low_two) = (lower(one), lower(two));
    // A text that fills the head may go on, and one that ends with a zero looks like a shorter one.
    let tail = if (1..24).contains(&length) && bytes[length - 1] != 0 {
        !(capitals(one ^ low_one) << 8 | capitals(two ^ low_two) >> 8) & CASES
    } else {
        Head::OPEN
    };
    Head { words: [(low_one >> 64) as u64, low_one as u64, (low_two >> 64) as u64], tail }
}

fn wide(bytes: &[u8]) -> u128 {
    bytes.first_chunk().map_or(0, |bytes| u128::from_be_bytes(*bytes))
}

/// One bit for each byte that is not zero, the first one highest of sixteen.
fn capitals(mut differs: u128) -> u32 {
    let mut bits = 0;
    while differs != 0 {
        let at = differs.leading_zeros() / 8;
        bits |= 1 << (15 - at);
        differs &= !(0xff << (120 - 8 * at));
    }
    bits
}

/// Sixteen bytes in ASCII lower case at once.
const fn lower(bytes: u128) -> u128 {
    const EACH: u128 = 0x0101_0101_0101_0101_0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_a = low + (0x80 - b'A' as u128) * EACH;
    let beyond_z = low + (0x7f - b'Z' as u128) * EACH;
    let upper = !bytes & (0x80 * EACH) & (from_a ^ beyond_z);
    bytes | (upper >> 2)
}

/// A number as an integer of the same order; what is no number stands after all numbers.
fn number_key(text: &str) -> u64 {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => {
            let bits = (value + 0.0).to_bits();
            if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
        }
        _ => u64::MAX,
    }
}

/// Bytes whose order is the natural one: before the digits of a number stands how many there are, zeros in front left out.
fn natural(text: &str) -> impl Iterator<Item = u8> + '_ {
    let bytes = text.as_bytes();
    let (mut at, mut digits_left) = (0, 0_usize);
    std::iter::from_fn(move || {
        let byte = *bytes.get(at)?;
        if digits_left == 0 && byte.is_ascii_digit() {
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let zeros = bytes[at..at + run - 1].iter().take_while(|byte| **byte == b'0').count();
            at += zeros;
            digits_left = run - zeros;
            // Between the signs before digits and those after them, as digits stand; numbers of 11 digits and more share one place.
            return Some(b'0' + (digits_left.min(11) - 1) as u8);
        }
        digits_left = digits_left.saturating_sub(1);
        at += 1;
        Some(byte.to_ascii_lowercase())
    })
}

/// What most texts of a column start with, from a look at some of them.
fn usual_start(column: &Column) -> Vec<u8> {
    const LOOKS: u32 = 256;
    let step = (column.len() / LOOKS).max(1);
    let mut start: Option<Vec<u8>> = None;
    for row in (0..column.len()).step_by(step as usize) {
        let text = column.text(row);
        if text.is_empty() {
            continue;
        }
        match &mut start {
            None => start = Some(text.as_bytes().to_vec()),
            Some(start) => start.truncate(text.bytes().zip(start.iter()).take_while(|(one, two)| one == *two).count()),
        }
    }
    start.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Head, TextOrder};

    fn orders() -> Vec<TextOrder> {
        let mut orders = Vec::new();
        for descending in [false, true] {
            for (numbers, natural) in [(false, false), (true, false), (false, true)] {
                for prefix in ["", "ab", "class "] {
                    let written = if descending { prefix.to_uppercase() } else { prefix.to_owned() };
                    orders.push(TextOrder { numbers, natural, descending, prefix: prefix.into(), written: written.into_bytes() });
                }
            }
        }
        orders
    }

    #[test]
    fn blank_stands_last_either_way() {
        for order in orders() {
            assert_eq!(order.compare("", "a"), Ordering::Greater);
            assert_eq!(order.head("").words, [u64::MAX; 3]);
            assert!(order.head("").words >= order.head("a").words);
        }
    }

    #[test]
    fn numbers_go_by_value_and_letters_by_alphabet() {
        let numbers = TextOrder { numbers: true, ..TextOrder::default() };
        assert_eq!(numbers.compare("9", "10"), Ordering::Less);
        assert_eq!(numbers.compare("-2", "-1.5"), Ordering::Less);
        assert_eq!(numbers.compare("n/a", "10"), Ordering::Greater);
        let letters = TextOrder::default();
        assert_eq!(letters.compare("9", "10"), Ordering::Greater);
        assert_eq!(letters.compare("adams", "Baker"), Ordering::Less);
    }

    #[test]
    fn natural_order_counts() {
        let natural = TextOrder { natural: true, ..TextOrder::default() };
        let sorted = ["class", "Class 2a", "class 02b", "class 9", "class 10", "class 010b", "class 100", "Class x", "e"];
        for pair in sorted.windows(2) {
            assert_eq!(natural.compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(natural.compare("a12345678901", "a12345678902"), Ordering::Less);
    }

    #[test]
    fn heads_never_contradict_the_texts() {
        let texts = [
            "",
            "A",
            "a",
            "ab",
            "AB",
            "abc",
            "ab1",
            "ab10",
            "ab9",
            "Abcdefghijklmnopqr",
            "abcdefghijklmnopqs",
            "b",
            "é",
            "É",
            "-3",
            "12",
            "x\u{0}y",
            "[",
            "`",
            "{",
            "@",
            "Class 2",
            "class 10",
            "class ",
            "class",
            "AB\u{fffd}",
            "\u{10ffff}",
        ];
        for order in orders() {
            for one in texts {
                for two in texts {
                    for used in [0, 3, 64, 120, 128] {
                        let (head, other) = (order.head(one).behind(used), order.head(two).behind(used));
                        let whole = order.compare(one, two);
                        let words = head.words.cmp(&other.words);
                        assert!(words == Ordering::Equal || words == whole, "{one:?} {two:?} {used} {order:?}");
                        if words == Ordering::Equal && head.tail != Head::OPEN && other.tail != Head::OPEN {
                            assert_eq!(head.tail.cmp(&other.tail), whole, "{one:?} {two:?} {used} {order:?}");
                        }
                    }
                    if order.needs_only_start() {
                        let start = |text: &str| order.head_of_start(&text.as_bytes()[..text.len().min(16)]);
                        let starts = start(one).words.cmp(&start(two).words);
                        assert!(starts == Ordering::Equal || starts == order.compare(one, two), "{one:?} {two:?} {order:?}");
                    }
                    assert_eq!(order.compare(one, two) == Ordering::Equal, one == two);
                }
            }
        }
    }
}
