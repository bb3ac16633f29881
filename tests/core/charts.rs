//! The numbers of the charts against counting row by row, and against the rows that each of them leads to.

use std::collections::BTreeMap;
use std::fs;

use roster_inspector::job::Watch;
use roster_inspector::query::{Among, charts, rows_among};
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;

use super::generate::districts;

/// Students of each grade and org, by looking at every row.
fn by_hand(roster: &Roster) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
    let (mut grades, mut orgs) = (BTreeMap::new(), BTreeMap::new());
    let users = roster.table(Table::Users).expect("users");
    for row in 0..users.rows() {
        let id = users.sourced_id(row).into_string();
        let mut places: Vec<String> = Vec::new();
        let mut student = &*users.text(row, "role") == "student";
        places.extend(users.text(row, "orgSourcedIds").split(',').map(ToOwned::to_owned));
        if let Some(roles) = roster.table(Table::Roles) {
            for role in
                (0..roles.rows()).filter(|&role| *roles.text(role, "userSourcedId") == *id && &*roles.text(role, "role") == "student")
            {
                student = true;
                places.push(roles.text(role, "orgSourcedId").into_string());
            }
        }
        if student {
            places.sort();
            places.dedup();
            let known = |place: &&String| roster.table(Table::Orgs).is_some_and(|orgs| orgs.find(place).is_some());
            places.iter().filter(known).for_each(|place| *orgs.entry(place.clone()).or_default() += 1);
            users
                .text(row, "grades")
                .split(',')
                .filter(|grade| !grade.is_empty())
                .for_each(|grade| *grades.entry(grade.to_owned()).or_default() += 1);
        }
    }
    (grades, orgs)
}

#[test]
fn every_number_is_that_of_its_rows_in_every_version_and_mode() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terms = 0;
    for (index, district) in districts().iter().enumerate() {
        let path = folder.path().join(format!("{index}.zip"));
        fs::write(&path, &district.bytes).expect("a file is written");
        let roster = roster::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
        let (data, watch) = (roster.data(), Watch::new());
        let charts = charts(data, &watch);
        let (grades, orgs) = by_hand(&roster);
        for bar in charts.grades.iter().chain(&charts.schools).chain(&charts.terms) {
            let pick = rows_among(data, &bar.rows, &watch).expect("rows");
            assert_eq!(pick.rows.len() as u64, bar.count, "{} in {:?}", pick.label, district.options);
            match &bar.rows {
                Among::StudentsIn(Some(grade)) => assert_eq!(grades.get(grade), Some(&bar.count)),
                Among::StudentsAt(Some(org)) => {
                    let id = roster.table(Table::Orgs).expect("orgs").sourced_id(*org);
                    assert_eq!(orgs.get(&*id), Some(&bar.count));
                }
                Among::EnrollmentsIn(_) => terms += 1,
                _ => {}
            }
        }
        let told = |wanted: fn(&Among) -> bool| charts.grades.iter().chain(&charts.schools).filter(|bar| wanted(&bar.rows)).count();
        assert_eq!(told(|rows| matches!(rows, Among::StudentsIn(Some(_)))), grades.len(), "{:?}", district.options);
        assert_eq!(told(|rows| matches!(rows, Among::StudentsAt(Some(_)))), orgs.len(), "{:?}", district.options);
    }
    assert!(terms > 0);
}
