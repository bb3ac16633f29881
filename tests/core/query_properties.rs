//! Sorts, filters and facets of tables of many shapes against doing the same cell by cell.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::*;
use roster_inspector::job::Watch;
use roster_inspector::query::{Condition, FacetAsk, Query, SortKey, Test, facet, first_rows};
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;
use roster_inspector::store::TableData;

use super::query::{answer, input, settings};

const HEADER: &str = "sourcedId,role,identifier,givenName,familyName,email,username";

/// Numbers without order, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A cell of one of several manners; `row` is its row.
    fn cell(&mut self, manner: u64, row: u64) -> String {
        if self.below(23) == 0 {
            return [String::new(), "Ünique".to_owned(), "zz top".to_owned(), format!("x{row}"), "0".to_owned()][self.below(5) as usize]
                .clone();
        }
        let (n, m) = (self.below(1 << 31), self.below(1 << 31));
        let syllables = |n: u64| ["Ba", "no", "RI", "le", "s", "Da", "o'", "ß", "van ", ""][n as usize % 10];
        match manner % 9 {
            0 => format!("{n:08x}-{:04x}-4{:03x}-8{:03x}-{m:012x}", m % 65536, n % 4096, m % 4096),
            1 => format!("{row:08}"),
            2 => format!("s-{}", n % 700),
            3 => ["student", "teacher", "Student"][n as usize % 3].to_owned(),
            4 => [syllables(n), syllables(n / 10), syllables(n / 100)].concat(),
            5 => {
                let name = [syllables(n), syllables(n / 10), ".", syllables(m), syllables(m / 10), syllables(m / 100)].concat();
                format!("{}{}@school.example", name.to_lowercase(), m % 90)
            }
            6 => format!("class {}{}", n % 40, syllables(m)),
            7 => format!("{}", (1_u64 << 40) - row),
            _ => format!("The same long beginning of every text {} {}", n % 30, syllables(m)),
        }
    }
}

fn table(seed: u64, rows: u64) -> Roster {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(seed);
    let manners: Vec<u64> = (0..7).map(|_| dice.below(9)).collect();
    let mut text = format!("{HEADER}\n");
    for row in 0..rows {
        let cells: Vec<String> = manners.iter().map(|&manner| dice.cell(manner, row)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    std::fs::write(folder.path().join("users.csv"), text).expect("a file");
    // The whole is read here, so the folder may go.
    std::sync::Arc::into_inner(roster::open(&[folder.path().to_owned()], &Limits::default(), &Watch::new()).expect("it opens"))
        .expect("nobody else has it")
}

/// The natural form of a text: letters in lower case, digits by value.
fn natural(text: &str) -> Vec<(u64, u8)> {
    let (bytes, mut parts, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 {
            let value: u64 = text[at..at + digits].parse().expect("digits");
            parts.push((u64::from(b'0') + 1, 0));
            parts.push((value, 0));
            at += digits;
        } else {
            parts.push((u64::from(bytes[at].to_ascii_lowercase()) + 1, 0));
            at += 1;
        }
    }
    parts
}

fn by_hand(one: &str, two: &str, key: SortKey) -> Ordering {
    if one.is_empty() || two.is_empty() {
        return one.is_empty().cmp(&two.is_empty());
    }
    let letters = || one.to_ascii_lowercase().cmp(&two.to_ascii_lowercase());
    let order = if key.natural { natural(one).cmp(&natural(two)) } else { letters() };
    let order = order.then_with(|| one.cmp(two));
    if key.descending { order.reverse() } else { order }
}

fn sorted_by_hand(data: &TableData, rows: &[u32], keys: &[SortKey]) -> Vec<u32> {
    let mut rows: Vec<(u32, Vec<String>)> = rows
        .iter()
        .map(|&row| (row, keys.iter().map(|key| data.columns()[usize::from(key.column)].text(row).into_string()).collect()))
        .collect();
    rows.sort_by(|(_, one), (_, two)| {
        let orders = keys.iter().zip(one.iter().zip(two)).map(|(key, (one, two))| by_hand(one, two, *key));
        orders.fold(Ordering::Equal, Ordering::then)
    });
    rows.into_iter().map(|(row, _)| row).collect()
}

fn agree(roster: &Roster, query: &Query, among: &[u32]) {
    let data = roster.table(Table::Users).expect("users");
    let whole = answer(roster, Table::Users, query);
    assert_eq!(whole, sorted_by_hand(data, among, &query.sort), "{:?}", query.sort);
    let first = first_rows(&input(roster), &settings(), Table::Users, query, &Watch::new()).expect("rows");
    assert_eq!(first, whole[..whole.len().min(200)], "{:?}", query.sort);
}

fn counted_by_hand(roster: &Roster, column: u16, query: &Query, among: &[u32]) {
    let data = roster.table(Table::Users).expect("users");
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    among.iter().for_each(|&row| *counts.entry(data.columns()[usize::from(column)].text(row).into_string()).or_default() += 1);
    let ask = FacetAsk { table: Table::Users, column, query, holding: "", most: 3 };
    let found = facet(&input(roster), &settings(), ask, &Watch::new()).expect("a facet");
    assert_eq!((found.distinct, found.rows), (counts.len() as u64, among.len() as u64));
    let mut highest: Vec<u64> = counts.values().copied().collect();
    highest.sort_unstable_by(|one, two| two.cmp(one));
    assert!(found.values.iter().map(|value| value.count).eq(highest.into_iter().take(3)));
    assert!(found.values.iter().all(|value| counts[&value.text] == value.count));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sorts_are_those_of_sorting_texts(seed in any::<u64>(), rows in 1_u64..700, first in 0_u16..7, second in 0_u16..7) {
        let roster = table(seed, rows);
        let every: Vec<u32> = (0..rows as u32).collect();
        for descending in [false, true] {
            let key = |column, natural| SortKey { column, descending, natural };
            for keys in [vec![key(first, false)], vec![key(first, true)], vec![key(first, false), SortKey { column: second, ..key(0, true) }]] {
                agree(&roster, &Query { sort: keys, ..Query::default() }, &every);
            }
        }
        counted_by_hand(&roster, first, &Query::default(), &every);
    }

    #[test]
    fn texts_are_found_where_they_stand(seed in any::<u64>(), rows in 1_u64..700, column in 0_usize..7, from in 0_usize..9, count in 1_usize..14) {
        let roster = table(seed, rows);
        let data = roster.table(Table::Users).expect("users");
        let model = data.columns()[column].text((seed % rows) as u32).into_string();
        let needle: String = model.chars().skip(from).take(count).collect();
        let holds = |judge: &dyn Fn(&str) -> bool| {
            let holds = |row: &u32| data.columns().iter().any(|column| judge(&column.text(*row)));
            (0..data.rows()).filter(holds).collect::<Vec<_>>()
        };
        let ask = |test: Test| answer(&roster, Table::Users, &Query::of(Condition::anywhere(test)));
        let exact = ask(Test::Contains { text: needle.clone(), exact: true });
        prop_assert_eq!(&exact, &holds(&|cell| cell.contains(&needle)), "{:?}", needle);
        let upper = needle.to_ascii_uppercase();
        prop_assert_eq!(ask(Test::Contains { text: upper.clone(), exact: true }), holds(&|cell| cell.contains(&upper)), "{:?}", upper);
        let lower = needle.to_lowercase();
        let loose = ask(Test::Contains { text: upper, exact: false });
        prop_assert_eq!(loose, holds(&|cell| cell.to_lowercase().contains(&lower)), "{:?} in any case", needle);
        prop_assert_eq!(ask(Test::Is { text: model.clone(), exact: true }), holds(&|cell| cell == model), "{:?}", model);
        // The sort and the facet of what was found.
        let query = Query {
            sort: vec![SortKey { column: column as u16, ..SortKey::default() }],
            ..Query::of(Condition::anywhere(Test::Contains { text: needle, exact: true }))
        };
        agree(&roster, &query, &exact);
        counted_by_hand(&roster, column as u16, &query, &exact);
    }
}

#[test]
fn tables_of_many_row_groups_sort_like_small_ones() {
    for seed in [1, 2, 3] {
        let rows = 40_000;
        let roster = table(seed, rows);
        let every: Vec<u32> = (0..rows as u32).collect();
        for column in 0..7 {
            let key = SortKey { column, descending: column % 2 == 0, natural: false };
            agree(&roster, &Query { sort: vec![key], ..Query::default() }, &every);
            counted_by_hand(&roster, column, &Query::default(), &every);
        }
    }
}
