//! The search over everything, on a small district of invented people.

use std::sync::Arc;
use std::time::{Duration, Instant};

use roster_inspector::job::Watch;
use roster_inspector::query::{Hit, Matches, search, start_search};
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;

use super::query::sample;
use super::read_making::write_file;

const USERS: &str = "\
sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
u-1,,,true,s1,student,agarcia,,Ana,García,,100482,ana.garcia@schools.example,,,,,
u-2,,,true,s1,student,dgarcia,,Diana,Garcia Núñez,,100483,diana@schools.example,,,,,
u-3,,,true,s1,student,jgarcia,,Joana,Garciaparra,,100484,joana@schools.example,,,,,
u-4,,,true,s1,student,lzolc,,Łukasz,Żółć,,100485,lukasz@schools.example,,,,,
u-5,,,true,s1,teacher,dkoval,,Дмитро,Коваль,,100486,dmytro@schools.example,,,,,
u-6,,,true,s1,student,stanaka,,さくら,田中,,100487,sakura@schools.example,,,,,
u-7,,,true,s1,student,mwashington,,Marguerite,Washington,,100488,mw@schools.example,,,,,
";
const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\ns1,,,García Lorca School,school,0457,\n";
const COURSES: &str = "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\n\
c1,,,,Algebra I,MATH-101,,s1,,\n";

fn district() -> Arc<Roster> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("users.csv", USERS), ("orgs.csv", ORGS), ("courses.csv", COURSES)] {
        write_file(folder.path(), name, text.as_bytes());
    }
    roster::open(&[folder.path().to_owned()], &Limits::default(), &Watch::new()).expect("it opens")
}

fn find(roster: &Roster, text: &str) -> Matches {
    let mut last = Matches::default();
    assert!(search(roster.data(), text, 20, &Watch::new(), &mut |found| last = found.clone()));
    assert!(last.whole);
    last
}

fn ids(roster: &Roster, found: &Matches, table: Table) -> Vec<String> {
    let hits = found.groups.iter().find(|group| group.table == table).map_or(&[][..], |group| &group.hits);
    hits.iter().map(|hit| roster.table(table).expect("a table").sourced_id(hit.row).into_string()).collect()
}

#[test]
fn people_are_found_by_whatever_names_them() {
    let roster = district();
    let people = |text: &str| ids(&roster, &find(&roster, text), Table::Users);
    for text in ["garcia ana", "ANA GARCÍA", "ana garc", "ana.garcia@", "agarcia", "100482", "u-1"] {
        assert_eq!(people(text).first().map(String::as_str), Some("u-1"), "{text}");
    }
    assert_eq!(people("garcia ana"), ["u-1", "u-2", "u-3"], "whole names first, then what only holds the words");
    assert_eq!(people("nunez"), ["u-2"]);
    assert_eq!(people("zolc lukasz"), ["u-4"]);
    assert!(find(&roster, "zolc").groups.iter().flat_map(|group| &group.hits).all(|hit| !hit.near), "no accent is a misspelling");
    assert_eq!(people("КОВАЛЬ"), ["u-5"]);
    assert_eq!(people("田中"), ["u-6"]);
    assert!(people("garcia lukasz").is_empty(), "every word must be there");
    assert!(people("").is_empty() && people("  ").is_empty());
}

#[test]
fn results_are_grouped_by_table_people_first() {
    let roster = district();
    let found = find(&roster, "garcía");
    assert_eq!(found.groups.iter().map(|group| (group.table, group.count)).collect::<Vec<_>>(), [(Table::Users, 3), (Table::Orgs, 1)]);
    assert_eq!(ids(&roster, &find(&roster, "math-101"), Table::Courses), ["c1"]);
    assert_eq!(ids(&roster, &find(&roster, "0457"), Table::Orgs), ["s1"]);
}

#[test]
fn near_spellings_come_after_what_holds_the_words() {
    let roster = district();
    let found = find(&roster, "margerite washignton");
    assert_eq!(ids(&roster, &found, Table::Users), ["u-7"]);
    assert!(found.groups[0].hits[0].near);
    assert_eq!(found.groups[0].count, 0, "near rows are not counted as holding the words");
    let found = find(&roster, "garcis");
    assert!(found.groups.iter().flat_map(|group| &group.hits).all(|hit| hit.near));
    assert_eq!(ids(&roster, &found, Table::Users), ["u-1", "u-2"]);
    assert!(find(&roster, "anx").groups.is_empty(), "short words are taken as they are");
}

#[test]
fn every_name_of_the_sample_finds_its_person() {
    let roster = sample();
    let users = roster.table(Table::Users).expect("users");
    for row in (0..users.rows()).step_by(17) {
        let words = [users.text(row, "familyName").into_string(), users.text(row, "givenName").into_string()].join(" ");
        let found = find(&roster, &words.to_uppercase());
        let hits: Vec<Hit> = found.groups.iter().filter(|group| group.table == Table::Users).flat_map(|group| group.hits.clone()).collect();
        assert!(hits.iter().any(|hit| hit.row == row), "{words}");
        assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score || pair[1].near));
    }
}

#[test]
fn a_search_beside_the_frames_ends_and_can_be_stopped() {
    let roster = district();
    let mut searching = start_search(&roster, "garcia", 20, &(Arc::new(|| ()) as _));
    let until = Instant::now() + Duration::from_secs(20);
    while !searching.poll().expect("no fault").whole {
        assert!(Instant::now() < until, "the search ends");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(searching.poll().expect("no fault").groups.len(), 2);
    let watch = Watch::new();
    watch.cancel();
    assert!(!search(roster.data(), "garcia", 20, &watch, &mut |_| ()));
}
