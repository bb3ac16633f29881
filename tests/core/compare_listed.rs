//! Lists of differences, narrowed and sorted, and findings that are new, gone and staying.

use std::collections::BTreeMap;

use roster_inspector::check::{self, Findings, Input, Settings};
use roster_inspector::compare::{self, Fate, FindingFate, ListColumn, Listing};
use roster_inspector::generate::Options as District;
use roster_inspector::job::Watch;
use roster_inspector::roster::Roster;
use roster_inspector::spec::Table;

use super::compare_making::{Files, compared, mutated};

fn district() -> Files {
    Files::generated(&District { students: 60, school_size: 25, ..District::default() })
}

fn ids(roster: &Roster, table: Table, rows: &[u32]) -> Vec<String> {
    let data = roster.table(table).expect("the table");
    rows.iter().map(|&row| data.sourced_id(row).into_string()).collect()
}

#[test]
fn differences_are_narrowed_and_sorted() {
    let before = district();
    let mut after = before.clone();
    let (email, grades) = (before.column(Table::Users, "email"), before.column(Table::Users, "grades"));
    for at in [3, 9, 27] {
        // The first record is the header.
        after.rows(Table::Users)[at + 1][email] = format!("moved{at}@new.example");
    }
    after.rows(Table::Users)[10][grades] = "12".to_owned();
    let gone: Vec<String> = after.rows(Table::Users).drain(40..44).map(|row| row[0].clone()).collect();
    let (old, new) = (before.open(), after.open());
    let comparison = compared(&old, &new);
    let listed = |wanted: &Listing| comparison.listed(&old, &new, wanted, &Watch::new()).expect("listed");
    let changed = Listing::of(Table::Users, Fate::Changed);
    assert_eq!(listed(&changed), [3, 9, 27]);
    assert_eq!(listed(&Listing { column: Some("grades".to_owned()), ..changed.clone() }), [9]);
    assert_eq!(listed(&Listing { text: "MOVED27@".to_owned(), ..changed.clone() }), [27]);
    assert_eq!(listed(&Listing { column: Some("phone".to_owned()), ..changed.clone() }), [0; 0]);
    let by_email = Some((ListColumn::Column("email".to_owned()), true));
    assert_eq!(listed(&Listing { sort: by_email, ..changed.clone() }), [9, 3, 27], "moved9, moved3, moved27");
    let removed = Listing::of(Table::Users, Fate::Removed);
    assert_eq!(ids(&old, Table::Users, &listed(&removed)), gone);
    let roles = old.table(Table::Users).and_then(|data| data.column("role")).expect("roles");
    let students = listed(&Listing { role: Some("student".to_owned()), ..removed.clone() });
    assert_eq!(students, listed(&removed).into_iter().filter(|&row| roles.text(row) == "student").collect::<Vec<_>>());
    // Every school's people, taken together, are everybody.
    for fate in Fate::ALL {
        let whole = Listing::of(Table::Users, fate);
        let mut by_school: Vec<u32> = comparison
            .schools
            .iter()
            .flat_map(|school| {
                let rows = listed(&Listing { school: Some(school.id.clone()), ..whole.clone() });
                assert_eq!(rows.len() as u64, fate.of(school.users), "{} of {}", fate.word(), school.name);
                rows
            })
            .collect();
        by_school.sort_unstable();
        by_school.dedup();
        assert_eq!(by_school, listed(&whole));
    }
    let stopped = Watch::new();
    stopped.cancel();
    assert_eq!(comparison.listed(&old, &new, &changed, &stopped), None);
}

fn judged(roster: &Roster, cap: usize) -> std::sync::Arc<Findings> {
    let settings = Settings::as_of(jiff::civil::date(2026, 11, 23));
    check::run(&Input { package: roster.package(), data: roster.data(), relations: roster.relations() }, &settings, cap, &Watch::new())
}

/// Rule, sourcedId and column of every finding, and how often.
fn known(roster: &Roster) -> BTreeMap<(String, String, String), u64> {
    let findings = judged(roster, usize::MAX);
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let mut all = BTreeMap::new();
    for group in findings.groups() {
        for place in group.places(&input) {
            let file = place.table.map_or(place.file.clone(), |table| table.file().to_owned());
            let column = place.column.clone().unwrap_or_default();
            *all.entry((group.rule.code.to_owned(), format!("{file} {}", place.sourced_id), column)).or_default() += 1;
        }
    }
    all
}

#[test]
fn findings_are_new_gone_or_staying_by_rule_record_and_column() {
    let before = district();
    let mut after = before.clone();
    let (email, role) = (before.column(Table::Users, "email"), before.column(Table::Users, "role"));
    let mut before = before;
    before.rows(Table::Users)[5][role] = "pupil".to_owned();
    before.rows(Table::Users)[6][role] = "pupil".to_owned();
    after.rows(Table::Users)[6][role] = "scholar".to_owned();
    after.rows(Table::Users)[30][role] = "pupil".to_owned();
    after.rows(Table::Users)[31][email] = "nobody".to_owned();
    // A finding is the same wherever its row stands.
    after.rows(Table::Users)[1..].reverse();
    let (old, new) = (before.open(), after.open());
    let found = compare::findings((&old, &judged(&old, 2)), (&new, &judged(&new, 2)), &Watch::new()).expect("compared");
    let role = found.iter().find(|changes| changes.rule.code == "role-value").expect("roles");
    assert_eq!(FindingFate::ALL.map(|fate| role.count(fate)), [1, 1, 1]);
    let place = role.place(FindingFate::New, 0, &new).expect("a place");
    assert_eq!((place.value.as_str(), place.column.as_deref()), ("pupil", Some("role")));
    assert_eq!(role.place(FindingFate::Gone, 0, &old).expect("a place").value, "pupil");
    assert_eq!(role.place(FindingFate::Staying, 0, &new).expect("a place").value, "scholar");
    let email = found.iter().find(|changes| changes.rule.code == "email-format").expect("emails");
    assert_eq!((email.count(FindingFate::New), email.count(FindingFate::Gone)), (1, 0));
}

#[test]
fn findings_of_districts_with_any_differences_add_up() {
    for seed in 0..6 {
        let before = mutated(&district(), seed, true);
        let (old, new) = (before.open(), mutated(&before, seed + 100, true).open());
        let found = compare::findings((&old, &judged(&old, 3)), (&new, &judged(&new, 3)), &Watch::new()).expect("compared");
        let (was, is) = (known(&old), known(&new));
        let common = |key| was.get(key).copied().unwrap_or(0).min(is.get(key).copied().unwrap_or(0));
        let total = |fate| found.iter().map(|changes| changes.count(fate)).sum::<u64>();
        let staying: u64 = is.keys().map(common).sum();
        assert!(is.values().sum::<u64>() > 0, "there is something to compare");
        assert_eq!(total(FindingFate::Staying), staying, "seed {seed}");
        assert_eq!(total(FindingFate::New), is.values().sum::<u64>() - staying, "seed {seed}");
        assert_eq!(total(FindingFate::Gone), was.values().sum::<u64>() - staying, "seed {seed}");
    }
}
