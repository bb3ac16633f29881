//! Sorting rows by the texts of a column: by the rank of their code where the column is coded, else by eight bytes of text
//! and, among equals, by the whole text. Stable, so that several keys are sorted by from the last to the first.

use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut as _;

use super::SortKey;
use crate::spec::Type;
use crate::store::{Column, TableData};

/// Brings `rows` into the order of one key; rows that are equal in it stay in their order.
pub(super) fn sort_by(data: &TableData, rows: &mut Vec<u32>, key: SortKey) {
    let Some(column) = data.columns().get(usize::from(key.column)) else { return };
    if column.is_coded() {
        by_rank(column, rows, key.descending);
    } else {
        by_text(column, rows, key.descending);
    }
}

/// The order of two texts: blank last; numbers by value where the column holds numbers; else by letters whatever their case,
/// then by bytes.
fn compare(one: &str, two: &str, numbers: bool, descending: bool) -> Ordering {
    if one.is_empty() || two.is_empty() {
        return one.is_empty().cmp(&two.is_empty());
    }
    let by_value = if numbers { number_key(one).cmp(&number_key(two)) } else { Ordering::Equal };
    let order = by_value.then_with(|| fold(one).cmp(fold(two))).then_with(|| one.cmp(two));
    if descending { order.reverse() } else { order }
}

fn fold(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

fn holds_numbers(column: &Column) -> bool {
    column.spec().is_some_and(|spec| matches!(spec.ty, Type::Integer | Type::Float | Type::Year))
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

fn by_rank(column: &Column, rows: &mut Vec<u32>, descending: bool) {
    let numbers = holds_numbers(column);
    let mut codes: Vec<(u16, &str)> = column.dictionary().iter().collect();
    codes.sort_by(|one, two| compare(one.1, two.1, numbers, descending));
    let mut ranks = vec![0_u16; codes.len().max(1)];
    codes.iter().enumerate().for_each(|(rank, &(code, _))| ranks[usize::from(code)] = rank as u16);

    let row_ranks: Vec<u16> = rows.iter().map(|&row| column.code(row).map_or(0, |code| ranks[usize::from(code)])).collect();
    let mut starts = vec![0_u32; ranks.len() + 1];
    for &rank in &row_ranks {
        starts[usize::from(rank) + 1] += 1;
    }
    for rank in 1..starts.len() {
        starts[rank] += starts[rank - 1];
    }
    let mut sorted = vec![0_u32; rows.len()];
    for (&row, &rank) in rows.iter().zip(&row_ranks) {
        let place = &mut starts[usize::from(rank)];
        sorted[*place as usize] = row;
        *place += 1;
    }
    *rows = sorted;
}

/// What is compared first: eight bytes of the text, the place among equals, and the row.
#[derive(Clone, Copy)]
struct Entry {
    head: u64,
    place: u32,
    row: u32,
}

fn by_text(column: &Column, rows: &mut Vec<u32>, descending: bool) {
    let numbers = holds_numbers(column);
    let shared = if numbers { 0 } else { shared_start(column) };
    let head = |text: &str| head(text, shared, numbers, descending);
    let mut entries: Vec<Entry> = if rows.len() * 8 < column.len() as usize {
        (0..).zip(rows.iter()).map(|(place, &row)| Entry { head: head(&column.text(row)), place, row }).collect()
    } else {
        // Reading a column from its start to its end is far cheaper than cell by cell.
        let mut heads = vec![0_u64; column.len() as usize];
        column.scan(|row, text| heads[row as usize] = head(text));
        (0..)
            .zip(rows.iter())
            .map(|(place, &row)| Entry { head: heads.get(row as usize).copied().unwrap_or(u64::MAX), place, row })
            .collect()
    };
    entries.par_sort_unstable_by(|one, two| {
        one.head
            .cmp(&two.head)
            .then_with(|| compare(&column.text(one.row), &column.text(two.row), numbers, descending))
            .then_with(|| one.place.cmp(&two.place))
    });
    *rows = entries.into_iter().map(|entry| entry.row).collect();
}

/// A number that is never greater for a text that comes earlier.
fn head(text: &str, shared: usize, numbers: bool, descending: bool) -> u64 {
    if text.is_empty() {
        return u64::MAX;
    }
    let value = if numbers {
        number_key(text)
    } else {
        let mut bytes = [0_u8; 8];
        bytes.iter_mut().zip(text.bytes().skip(shared)).for_each(|(byte, letter)| *byte = letter.to_ascii_lowercase());
        u64::from_be_bytes(bytes)
    };
    if descending { !value } else { value }
}

/// How many bytes every text that is not blank starts with in common, whatever the case: ids often share a long start.
fn shared_start(column: &Column) -> usize {
    let mut first: Option<String> = None;
    let mut shared = 0;
    column.scan(|_, text| match &first {
        _ if text.is_empty() => {}
        None => {
            shared = text.len();
            first = Some(text.to_ascii_lowercase());
        }
        Some(_) if shared == 0 => {}
        Some(first) => shared = fold(text).zip(first.bytes()).take(shared).take_while(|(one, two)| one == two).count(),
    });
    shared
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{compare, head};

    #[test]
    fn blank_stands_last_either_way() {
        assert_eq!(compare("", "a", false, false), Ordering::Greater);
        assert_eq!(compare("", "a", false, true), Ordering::Greater);
        assert_eq!(head("", 0, false, true), u64::MAX);
    }

    #[test]
    fn numbers_go_by_value_and_letters_by_alphabet() {
        assert_eq!(compare("9", "10", true, false), Ordering::Less);
        assert_eq!(compare("-2", "-1.5", true, false), Ordering::Less);
        assert_eq!(compare("9", "10", false, false), Ordering::Greater);
        assert_eq!(compare("adams", "Baker", false, false), Ordering::Less);
        assert_eq!(compare("n/a", "10", true, false), Ordering::Greater);
    }

    #[test]
    fn heads_never_contradict_the_texts() {
        let texts = ["", "A", "a", "ab", "Abcdefghij", "abcdefghik", "b", "é", "-3", "12", "x\u{0}y"];
        for one in texts {
            for two in texts {
                for (numbers, descending) in [(false, false), (false, true), (true, false), (true, true)] {
                    let heads = head(one, 0, numbers, descending).cmp(&head(two, 0, numbers, descending));
                    let whole = compare(one, two, numbers, descending);
                    assert!(heads == Ordering::Equal || heads == whole, "{one:?} {two:?} {numbers} {descending}");
                }
            }
        }
    }
}
