//! Filter and sort against doing the same cell by cell, on a district with many forms of columns.

use std::cmp::Ordering;
use std::sync::Arc;

use roster_inspector::check::{self, Input, Settings};
use roster_inspector::generate::{SAMPLE, SAMPLE_NAME};
use roster_inspector::job::Watch;
use roster_inspector::query::{Condition, Query, QueryError, RowOrder, RowPick, SortKey, first_rows, order};
use roster_inspector::read;
use roster_inspector::roster::{Roster, RosterId, load};
use roster_inspector::spec::Table;
use roster_inspector::store::{Column, TableData};

pub fn sample() -> Arc<Roster> {
    let package = read::open_embedded(SAMPLE_NAME, SAMPLE).expect("the sample opens");
    load(RosterId::next(), package, std::time::Instant::now(), &Watch::new(), &mut |_| ()).expect("the sample loads")
}

pub fn settings() -> Settings {
    Settings::as_of(jiff::civil::date(2026, 11, 23))
}

pub fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}

pub fn answer(roster: &Roster, table: Table, query: &Query) -> Vec<u32> {
    try_answer(roster, table, query).expect("an order")
}

pub fn try_answer(roster: &Roster, table: Table, query: &Query) -> Result<Vec<u32>, QueryError> {
    order(&input(roster), &settings(), table, query, &Watch::new()).map(|order| rows(&order))
}

fn rows(order: &RowOrder) -> Vec<u32> {
    (0..order.len()).map(|position| order.row(position).expect("a row")).collect()
}

fn by_hand(roster: &Roster, data: &TableData, needle: &str) -> Vec<u32> {
    let needle = needle.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&needle);
    let named = |column: &Column, row: u32| {
        let Some(target) = column.target_table() else { return false };
        column.items(row).iter().filter_map(|item| item.row).any(|row| has(&roster.name_of(target, row)))
    };
    let holds = |row: u32| data.columns().iter().any(|column| has(&column.text(row)) || named(column, row));
    (0..data.rows()).filter(|&row| holds(row)).collect()
}

#[test]
fn the_quick_filter_finds_what_looking_at_every_cell_finds() {
    let roster = sample();
    for data in roster.data().tables() {
        let mut needles =
            vec!["a".to_owned(), "-1".to_owned(), "e,".to_owned(), ",".to_owned(), "É".to_owned(), "true".to_owned(), "zq".to_owned()];
        // Something from the middle of each column is surely there.
        for column in data.columns() {
            let text: String = column.text(data.rows() / 2).chars().skip(1).take(4).collect();
            needles.push(text.to_uppercase());
        }
        // A person's name, and the middle of it, where one is shown for a reference.
        let name = roster.name_of(Table::Users, 7);
        needles.push(name.chars().skip(1).take(name.chars().count().saturating_sub(3)).collect());
        needles.push(name);
        for needle in needles.into_iter().filter(|needle| !needle.is_empty()) {
            let found = answer(&roster, data.table(), &Query { text: needle.clone(), ..Query::default() });
            assert_eq!(found, by_hand(&roster, data, &needle), "{needle:?} in {}", data.table().name());
        }
    }
}

#[test]
fn every_column_sorts_both_ways_with_blanks_last_and_ties_in_file_order() {
    let roster = sample();
    for data in roster.data().tables() {
        for column in 0..data.columns().len() as u16 {
            for descending in [false, true] {
                let sorted = answer(
                    &roster,
                    data.table(),
                    &Query { sort: vec![SortKey { column, descending, natural: false }], ..Query::default() },
                );
                let mut every = sorted.clone();
                every.sort_unstable();
                assert_eq!(every, (0..data.rows()).collect::<Vec<_>>(), "each row stands once");
                let text = |row: u32| data.columns()[usize::from(column)].text(row).into_string();
                let number = |text: &str| text.parse::<f64>().ok();
                for pair in sorted.windows(2) {
                    let (one, two) = (text(pair[0]), text(pair[1]));
                    let place = format!("{} {} {one:?} {two:?}", data.table().name(), data.columns()[usize::from(column)].name());
                    if one.is_empty() || two.is_empty() {
                        assert!(two.is_empty(), "blank stands last: {place}");
                    } else if one == two {
                        assert!(pair[0] < pair[1], "ties keep the order of the file: {place}");
                    } else if let (Some(a), Some(b)) = (number(&one), number(&two))
                        && matches!(
                            data.columns()[usize::from(column)].spec().map(|spec| spec.ty),
                            Some(roster_inspector::spec::Type::Float)
                        )
                    {
                        assert!(if descending { a >= b } else { a <= b }, "{place}");
                    } else {
                        let wrong = if descending { Ordering::Less } else { Ordering::Greater };
                        let fold = one.to_ascii_lowercase().cmp(&two.to_ascii_lowercase()).then_with(|| one.cmp(&two));
                        assert_ne!(fold, wrong, "{place}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_second_key_decides_among_equals() {
    let roster = sample();
    let users = roster.table(Table::Users).expect("users");
    let key = |name: &str, descending| SortKey { column: users.column_number(name).expect("a column") as u16, descending, natural: false };
    let query = Query { sort: vec![key("role", false), key("familyName", true)], ..Query::default() };
    for pair in answer(&roster, Table::Users, &query).windows(2) {
        let [one, two] =
            [pair[0], pair[1]].map(|row| (users.text(row, "role").into_string(), users.text(row, "familyName").to_lowercase()));
        assert!(one.0 < two.0 || (one.0 == two.0 && (one.1 >= two.1 || !one.1.is_ascii() || !two.1.is_ascii())), "{one:?} {two:?}");
    }
}

#[test]
fn filters_narrow_together() {
    let roster = sample();
    let users = roster.table(Table::Users).expect("users");
    let is = |text: &str| Query::of(Condition::is("role", text));
    let students = answer(&roster, Table::Users, &is("student"));
    assert!(!students.is_empty() && students.iter().all(|&row| users.text(row, "role") == "student"));
    assert!(answer(&roster, Table::Users, &is("stud")).is_empty(), "the whole text must be the same");

    let first = RowPick { label: "the first ten".to_owned(), rows: (0..10).chain([u32::MAX]).collect() };
    let query = Query { only: Some(Arc::new(first)), text: "a".to_owned(), ..is("student") };
    let both: Vec<u32> = by_hand(&roster, users, "a").into_iter().filter(|row| *row < 10 && students.contains(row)).collect();
    assert_eq!(answer(&roster, Table::Users, &query), both);
}

#[test]
fn a_rule_gives_the_rows_that_it_found() {
    let roster = sample();
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let findings = check::run(&input, &settings(), 0, &Watch::new());
    let mut seen = 0;
    for group in findings.groups() {
        for data in roster.data().tables() {
            let rows = check::rows(&input, &settings(), group.rule.code, data.table());
            let found = answer(&roster, data.table(), &Query::of(Condition::found_by(group.rule.code)));
            assert_eq!(found, rows.iter().collect::<Vec<_>>(), "{}", group.rule.code);
            seen += found.len();
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_query_that_is_stopped_gives_nothing() {
    let roster = sample();
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let watch = Watch::new();
    watch.cancel();
    let query = Query { text: "a".to_owned(), ..Query::default() };
    assert_eq!(order(&input, &settings(), Table::Users, &query, &watch), Err(QueryError::Stopped));
}

#[test]
fn the_first_rows_are_those_of_the_whole_order() {
    let roster = sample();
    for data in roster.data().tables() {
        for column in 0..data.columns().len() as u16 {
            for (descending, natural) in [(false, false), (true, false), (false, true)] {
                let second = SortKey { column: (column + 1) % data.columns().len() as u16, ..SortKey::default() };
                let sort = vec![SortKey { column, descending, natural }, second];
                for text in ["", "a"] {
                    let query = Query { text: text.to_owned(), sort: sort.clone(), ..Query::default() };
                    let whole = answer(&roster, data.table(), &query);
                    let first = first_rows(&input(&roster), &settings(), data.table(), &query, &Watch::new()).expect("rows");
                    assert_eq!(first, whole[..whole.len().min(200)], "{} {column}", data.table().name());
                }
            }
        }
    }
}

#[test]
fn positions_and_rows_are_the_same_thing_turned_around() {
    for rows in [1_u32, 64, 1023, 1024, 1025, 5000] {
        for step in [1, 7, 64, 1500] {
            let some: Vec<u32> = (0..rows).step_by(step).collect();
            let order = RowOrder::in_file_order(roster_inspector::store::RowSet::of(rows, some.iter().copied()));
            assert_eq!((order.len(), order.of()), (some.len() as u32, rows));
            for (position, &row) in (0..).zip(&some) {
                assert_eq!((order.row(position), order.position(row)), (Some(row), Some(position)));
            }
            assert_eq!(order.row(order.len()), None);
            assert!(step == 1 || order.position(1).is_none());
        }
    }
}
