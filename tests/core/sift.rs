//! Findings by school and text, against looking at every place.

use roster_inspector::check::{self, Input, Settings};
use roster_inspector::generate::{Options, SAMPLE, SAMPLE_NAME};
use roster_inspector::job::Watch;
use roster_inspector::query::{PlaceColumn, Wanted, record_name, sift, sort_places};
use roster_inspector::read;
use roster_inspector::roster::{Roster, RosterId, load};
use roster_inspector::spec::Table;

use super::every_kind::open_each;

fn sample() -> std::sync::Arc<Roster> {
    let package = read::open_embedded(SAMPLE_NAME, SAMPLE).expect("the sample opens");
    load(RosterId::next(), package, std::time::Instant::now(), &Watch::new(), &mut |_| ()).expect("the sample loads")
}

/// The sample, and a district in every kind.
fn all() -> Vec<std::sync::Arc<Roster>> {
    let options = Options { students: 200, gradebook: true, defects: 0.01, ..Options::default() };
    std::iter::once(sample()).chain(open_each(options).map(|opened| opened.roster)).collect()
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}

#[test]
fn every_finding_is_counted_at_one_school_and_in_one_file() {
    for roster in all() {
        let input = input(&roster);
        let findings = check::run(&input, &Settings::as_of(jiff::civil::date(2026, 11, 23)), 10_000, &Watch::new());
        let sifted = sift(&input, &findings, "", None, &Watch::new()).expect("a sift");
        assert_eq!(sifted.schools.iter().map(|(.., count)| count).sum::<u64>(), findings.counts().total());
        for group in findings.groups() {
            let of = |org| sifted.count(group.rule.code, Wanted { file: None, org });
            assert_eq!(of(None), group.count, "{}", group.rule.code);
            assert_eq!(sifted.schools.iter().map(|(org, ..)| of(Some(*org))).sum::<u64>(), group.count);
            for (org, ..) in &sifted.schools {
                let wanted = Wanted { file: None, org: Some(*org) };
                assert_eq!(sifted.places(&input, group, wanted).len() as u64, sifted.count(group.rule.code, wanted));
            }
        }
    }
}

#[test]
fn a_row_belongs_to_the_school_that_it_names() {
    let roster = sample();
    let input = input(&roster);
    let findings = check::run(&input, &Settings::as_of(jiff::civil::date(2026, 11, 23)), 10_000, &Watch::new());
    let sifted = sift(&input, &findings, "", None, &Watch::new()).expect("a sift");
    let mut looked_at = 0;
    for group in findings.groups() {
        for (org, ..) in &sifted.schools {
            for at in sifted.places(&input, group, Wanted { file: None, org: Some(*org) }) {
                let Some((table, row)) = group.spots()[at as usize].row() else { continue };
                let column = match table {
                    Table::Enrollments | Table::Classes => "schoolSourcedId",
                    Table::Users => "orgSourcedIds",
                    _ => continue,
                };
                let named = roster.table(table).and_then(|data| data.column(column)?.target_row(row));
                assert_eq!(named, *org, "{} in row {row} of {}", group.rule.code, table.name());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 40);
}

#[test]
fn a_text_keeps_what_holds_it_and_nothing_else() {
    for roster in all() {
        let input = input(&roster);
        let findings = check::run(&input, &Settings::as_of(jiff::civil::date(2026, 11, 23)), 10_000, &Watch::new());
        let whole = sift(&input, &findings, "", None, &Watch::new()).expect("a sift");
        for text in ["0457", "ENROLLMENTS", "date-format", "a"] {
            let sifted = sift(&input, &findings, text, Some(&whole), &Watch::new()).expect("a sift");
            let lower = text.to_lowercase();
            for group in findings.groups() {
                let is_rule = group.rule.code.contains(&lower) || group.rule.title.to_lowercase().contains(&lower);
                let by_hand: Vec<u32> = (0..group.spots().len() as u32)
                    .filter(|&at| {
                        let place = group.place(at as usize, &input).expect("a place");
                        let name =
                            group.spots()[at as usize].row().map(|(table, row)| record_name(roster.data(), table, row)).unwrap_or_default();
                        let column = place.column.clone().unwrap_or_default();
                        let texts = [place.file, column, place.value, place.sourced_id, place.message, name];
                        is_rule || texts.iter().any(|words| words.to_lowercase().contains(&lower))
                    })
                    .collect();
                assert_eq!(sifted.places(&input, group, Wanted::default()), by_hand, "{text} in {}", group.rule.code);
                assert_eq!(sifted.count(group.rule.code, Wanted::default()), by_hand.len() as u64);
            }
        }
    }
}

#[test]
fn places_are_sorted_by_what_they_say() {
    let roster = sample();
    let input = input(&roster);
    let findings = check::run(&input, &Settings::as_of(jiff::civil::date(2026, 11, 23)), 10_000, &Watch::new());
    let group = findings.group("ref-enrollment-school").expect("findings");
    let places: Vec<u32> = (0..group.spots().len() as u32).collect();
    let line = |at: &u32| group.place(*at as usize, &input).and_then(|place| place.line).unwrap_or_default();
    let down = sort_places(&input, group, &places, (PlaceColumn::Line, true), &Watch::new()).expect("an order");
    assert!(down.is_sorted_by_key(|at| std::cmp::Reverse(line(at))));
    let up = sort_places(&input, group, &down, (PlaceColumn::Line, false), &Watch::new()).expect("an order");
    assert_eq!(up, places);
}
