//! The order of two texts.

use std::cmp::Ordering;

use super::SortKey;
use crate::spec::Type;
use crate::store::Column;

/// How the texts of a column are compared: blank last either way; numbers by value where the column holds numbers; else by
/// letters whatever their case, digits by value where that is asked for; then by bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TextOrder {
    pub(super) numbers: bool,
    pub(super) natural: bool,
    pub(super) descending: bool,
}

impl TextOrder {
    /// For a column and what is asked of it.
    pub(super) fn of(column: &Column, key: SortKey) -> Self {
        let numbers = column.spec().is_some_and(|spec| matches!(spec.ty, Type::Integer | Type::Float | Type::Year));
        Self { numbers, natural: key.natural && !numbers, descending: key.descending }
    }

    /// The order of two texts.
    pub(super) fn compare(self, one: &str, two: &str) -> Ordering {
        if one.is_empty() || two.is_empty() {
            return one.is_empty().cmp(&two.is_empty());
        }
        let by_value = if self.numbers { number_key(one).cmp(&number_key(two)) } else { Ordering::Equal };
        let by_letters = || if self.natural { natural(one).cmp(natural(two)) } else { folded(one).cmp(folded(two)) };
        let order = by_value.then_with(by_letters).then_with(|| one.cmp(two));
        if self.descending { order.reverse() } else { order }
    }
}

fn folded(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// A number as an integer of the same order; what is no number stands after all numbers.
pub(super) fn number_key(text: &str) -> u64 {
    match text.trim().parse::<f64>() {
        Ok(value) if value.is_finite() => value_key(value),
        _ => u64::MAX,
    }
}

/// A finite number as an integer of the same order.
pub(super) fn value_key(value: f64) -> u64 {
    // Minus zero is zero.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}

/// Bytes whose order is the natural one: before the digits of a number stands how many there are, zeros in front left out.
pub(super) fn natural(text: &str) -> impl Iterator<Item = u8> + '_ {
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

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::TextOrder;

    #[test]
    fn blank_stands_last_either_way() {
        for descending in [false, true] {
            assert_eq!(TextOrder { descending, ..TextOrder::default() }.compare("", "a"), Ordering::Greater);
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
}
