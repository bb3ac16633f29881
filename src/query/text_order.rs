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
    /// Lower-case bytes that most texts start with: they would fill the head of each.
    prefix: Vec<u8>,
}

impl TextOrder {
    /// For a column and what is asked of it.
    pub(super) fn of(column: &Column, key: SortKey) -> Self {
        let numbers = column.spec().is_some_and(|spec| matches!(spec.ty, Type::Integer | Type::Float | Type::Year));
        let mut order = Self { numbers, natural: key.natural && !numbers, descending: key.descending, prefix: Vec::new() };
        if !numbers && !key.natural {
            order.prefix = usual_start(column);
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

    /// A number that is never greater for a text that comes earlier.
    pub(super) fn head(&self, text: &str) -> u128 {
        if text.is_empty() {
            return u128::MAX;
        }
        let value = if self.numbers {
            u128::from(number_key(text)) << 64
        } else if self.natural {
            natural(text).take(16).enumerate().fold(0, |value, (at, byte)| value | u128::from(byte) << (120 - 8 * at))
        } else {
            self.text_head(text.as_bytes())
        };
        if self.descending { !value } else { value }
    }

    /// Sixteen bytes of the text behind the usual start; the lowest or highest number where it starts otherwise.
    fn text_head(&self, text: &[u8]) -> u128 {
        let length = self.prefix.len();
        if length == 0 {
            return sixteen(text);
        }
        let start = &text[..length.min(text.len())];
        match folded_bytes(start).cmp(self.prefix.iter().copied()) {
            Ordering::Equal => sixteen(&text[length..]),
            Ordering::Less => 0,
            Ordering::Greater => u128::MAX,
        }
    }
}

fn folded(text: &str) -> impl Iterator<Item = u8> + '_ {
    folded_bytes(text.as_bytes())
}

fn folded_bytes(text: &[u8]) -> impl Iterator<Item = u8> + '_ {
    text.iter().map(u8::to_ascii_lowercase)
}

/// The first sixteen bytes in lower case, the first one highest; zeros behind the end.
fn sixteen(text: &[u8]) -> u128 {
    if let Some(bytes) = text.first_chunk::<16>() {
        return lower(u128::from_be_bytes(*bytes));
    }
    let mut bytes = [0; 16];
    bytes[..text.len()].copy_from_slice(text);
    lower(u128::from_be_bytes(bytes))
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
            None => start = Some(folded(&text).collect()),
            Some(start) => start.truncate(folded(&text).zip(start.iter()).take_while(|(one, two)| one == *two).count()),
        }
    }
    start.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::TextOrder;

    fn orders() -> Vec<TextOrder> {
        let mut orders = Vec::new();
        for descending in [false, true] {
            for (numbers, natural) in [(false, false), (true, false), (false, true)] {
                for prefix in ["", "ab", "class "] {
                    orders.push(TextOrder { numbers, natural, descending, prefix: prefix.into() });
                }
            }
        }
        orders
    }

    #[test]
    fn blank_stands_last_either_way() {
        for order in orders() {
            assert_eq!(order.compare("", "a"), Ordering::Greater);
            assert_eq!(order.head(""), u128::MAX);
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
                    let heads = order.head(one).cmp(&order.head(two));
                    let whole = order.compare(one, two);
                    assert!(heads == Ordering::Equal || heads == whole, "{one:?} {two:?} {order:?}");
                    assert_eq!(whole == Ordering::Equal, one == two);
                }
            }
        }
    }
}
