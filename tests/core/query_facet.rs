//! Facets and profiles against counting by hand.

use std::collections::BTreeMap;

use roster_inspector::job::Watch;
use roster_inspector::query::{Condition, FacetAsk, Query, facet, profile};
use roster_inspector::spec::Table;

use super::query::{answer, input, sample, settings};

#[test]
fn every_column_of_every_table_counts_what_counting_by_hand_counts() {
    let roster = sample();
    for data in roster.data().tables() {
        for (at, column) in data.columns().iter().enumerate() {
            for (text, holding) in [("", ""), ("a", ""), ("", "e")] {
                let query = Query { text: text.to_owned(), ..Query::default() };
                let rows = answer(&roster, data.table(), &query);
                let mut counts: BTreeMap<String, u64> = BTreeMap::new();
                for &row in &rows {
                    let cell = column.text(row).into_string();
                    if cell.to_lowercase().contains(holding) {
                        *counts.entry(cell).or_default() += 1;
                    }
                }
                let ask = FacetAsk { table: data.table(), column: at as u16, query: &query, holding, most: 5 };
                let found = facet(&input(&roster), &settings(), ask, &Watch::new()).expect("a facet");
                let place = format!("{} {} {text:?} {holding:?}", data.table().name(), column.name());
                assert_eq!(found.distinct, counts.len() as u64, "{place}");
                assert_eq!(found.rows, counts.values().sum::<u64>(), "{place}");
                assert_eq!(found.values.len(), counts.len().min(5), "{place}");
                assert!(found.values.iter().all(|value| counts[&value.text] == value.count), "{place}");
                let mut largest: Vec<u64> = counts.values().copied().collect();
                largest.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
                assert!(found.values.iter().map(|value| value.count).eq(largest.into_iter().take(5)), "{place}");

                let told = profile(&input(&roster), &settings(), ask, &Watch::new()).expect("a profile");
                assert_eq!(told.facet, found, "{place}");
                assert_eq!(told.filled, counts.iter().filter(|(cell, _)| !cell.is_empty()).map(|(_, count)| count).sum::<u64>(), "{place}");
                let longest = counts.keys().map(|cell| cell.chars().count()).max().unwrap_or(0);
                assert_eq!(told.longest as usize, longest, "{place}");
                assert_eq!(told.lengths.iter().map(|(_, count)| count).sum::<u64>(), told.filled, "{place}");
            }
        }
    }
}

#[test]
fn a_facet_stays_among_the_rows_of_the_filter() {
    let roster = sample();
    let users = roster.table(Table::Users).expect("users");
    let role = users.column_number("role").expect("a column") as u16;
    let query = Query::of(Condition::is("role", "teacher"));
    let ask = FacetAsk { table: Table::Users, column: role, query: &query, holding: "", most: 10 };
    let found = facet(&input(&roster), &settings(), ask, &Watch::new()).expect("a facet");
    assert_eq!(found.values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>(), ["teacher"]);
    assert_eq!(found.values[0].count, answer(&roster, Table::Users, &query).len() as u64);
}
