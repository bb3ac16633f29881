//! Counts are exact whatever is kept, places stand in a fixed order, and work that is stopped says so.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use roster_inspector::check::{self, Level, RULES, Settings, Threshold};
use roster_inspector::generate::Options;
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;

use super::check_fixtures::{fixtures, input, judge, settings};
use super::every_kind::open_each;

const FAULTY: u32 = 150_000;

/// A district whose orgs all have a wrong type and every other one an unknown parent. More rows than one row group holds.
fn many_faults(folder: &Path) -> Arc<Roster> {
    let mut orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n".to_owned();
    for row in 0..FAULTY {
        let parent = if row % 2 == 0 { format!("gone-{row}") } else { String::new() };
        write!(orgs, "o-{row},,,School {row},campus,,{parent}\r\n").expect("text takes rows");
    }
    fs::write(folder.join("orgs.csv"), orgs).expect("a file is written");
    fs::copy(fixtures("bad/org-type-value/manifest.csv"), folder.join("manifest.csv")).expect("a manifest is copied");
    roster::open(&[folder.to_owned()], &Limits::default(), &Watch::new()).expect("it opens")
}

#[test]
fn counts_are_exact_and_places_capped() {
    let folder = tempfile::tempdir().expect("a folder");
    let roster = many_faults(folder.path());
    let findings = check::run(&input(&roster), &settings(), 7, &Watch::new());
    let counts: Vec<(&str, u64, usize)> =
        findings.groups().iter().map(|group| (group.rule.code, group.count, group.spots().len())).collect();
    assert_eq!(counts, [("org-type-value", u64::from(FAULTY), 7), ("ref-org-parent", u64::from(FAULTY / 2), 7)]);
    assert_eq!(findings.counts().errors, u64::from(FAULTY + FAULTY / 2));
    assert_eq!(findings.of_table(Table::Orgs), findings.counts());
    assert_eq!(findings.of_column(Table::Orgs, 4).errors, u64::from(FAULTY));
    assert_eq!(findings.of_column(Table::Orgs, 6).errors, u64::from(FAULTY / 2));
    let mut last = None;
    let mut streamed = 0;
    check::stream(&input(&roster), &settings(), "ref-org-parent", &mut |place| {
        assert!(last < place.row, "places stand in order");
        last = place.row;
        streamed += 1;
    });
    assert_eq!(streamed, FAULTY / 2);
    assert_eq!(check::rows(&input(&roster), &settings(), "ref-org-parent", Table::Orgs).len(), FAULTY / 2);
    let first: Vec<u32> =
        findings.group("ref-org-parent").expect("found").spots().iter().filter_map(|spot| spot.row()).map(|(_, row)| row).collect();
    assert_eq!(first, [0, 2, 4, 6, 8, 10, 12]);
}

#[test]
fn cells_can_be_asked_for_their_findings() {
    let roster = roster::open(&[fixtures("bad/required-whitespace")], &Limits::default(), &Watch::new()).expect("it opens");
    let findings = judge(&roster, &settings());
    let users = roster.table(Table::Users).expect("users");
    let role = users.column_number("role").expect("a role");
    assert_eq!(findings.cell_level(Table::Users, 1, role), Some(Level::Error));
    assert_eq!(findings.cell_level(Table::Users, 0, role), None);
    let marks = findings.at(Table::Users, 1);
    assert_eq!(marks.iter().filter_map(|mark| mark.rule()).map(|rule| rule.code).collect::<Vec<_>>(), ["required-whitespace"]);
    assert!(findings.at(Table::Users, 2).is_empty() && findings.at(Table::Orgs, 0).is_empty());
}

#[test]
fn a_stopped_run_says_that_it_is_not_complete() {
    let roster = roster::open(&[fixtures("bad/date-format")], &Limits::default(), &Watch::new()).expect("it opens");
    let watch = Watch::new();
    watch.cancel();
    let findings = check::run(&input(&roster), &settings(), 10, &watch);
    assert!(!findings.is_complete());
    assert_eq!(findings.counts().total(), 0);
}

#[test]
fn equal_settings_give_equal_findings() {
    let roster = roster::open(&[fixtures("bad/guid-charset")], &Limits::default(), &Watch::new()).expect("it opens");
    let (one, two) = (judge(&roster, &settings()), judge(&roster, &settings()));
    assert_eq!(one.settings(), two.settings());
    assert_eq!(format!("{one:?}"), format!("{two:?}"));
    assert_ne!(settings(), settings().without("date-format"));
    assert_ne!(settings(), Settings::as_of(jiff::civil::date(2027, 1, 1)));
}

/// Opens files that are made for one test.
fn package(files: &[(&str, &str)]) -> (tempfile::TempDir, Arc<Roster>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file is written");
    }
    let roster = roster::open(&[folder.path().to_owned()], &Limits::default(), &Watch::new()).expect("it opens");
    (folder, roster)
}

fn codes(roster: &Roster) -> Vec<&'static str> {
    judge(roster, &settings()).groups().iter().map(|group| group.rule.code).collect()
}

#[test]
fn loose_files_lack_nothing() {
    let roster = roster::open(&[fixtures("good/v1_1").join("enrollments.csv")], &Limits::default(), &Watch::new()).expect("it opens");
    assert_eq!(codes(&roster), Vec::<&str>::new());
}

#[test]
fn a_row_of_the_wrong_width_is_not_judged_cell_by_cell() {
    let orgs =
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no-1,,,North, Old School,school,,\no 2,,,,nothing,\n";
    let (_folder, roster) = package(&[("orgs.csv", orgs)]);
    assert_eq!(codes(&roster), ["manifest-missing", "csv-row-width"]);
}

#[test]
fn an_id_with_a_foreign_letter_is_found_once_however_often_it_is_referred_to() {
    let orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nd:1,,,District,district,,\no-1,,,North,school,,d:1\no-2,,,South,school,,d:1\n";
    let (_folder, roster) = package(&[("orgs.csv", orgs)]);
    let findings = judge(&roster, &settings());
    assert_eq!(findings.group("guid-charset").map(|group| group.count), Some(1));
    assert!(findings.group("ref-org-parent").is_none());
}

#[test]
fn nothing_is_missing_in_a_delta() {
    let rows =
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no-1,active,2026-09-30T06:00:00.000Z,North,school,,d-1\n";
    let manifest = fs::read_to_string(fixtures("good/delta/manifest.csv")).expect("a manifest");
    let manifest: String = manifest
        .lines()
        .map(|line| if line.starts_with("file.orgs") { line.to_owned() } else { line.replace("delta", "absent") } + "\n")
        .collect();
    let (_folder, roster) = package(&[("orgs.csv", rows), ("manifest.csv", &manifest)]);
    assert_eq!(codes(&roster), ["ref-delta-unresolved"]);
}

#[test]
fn one_dot_zero_is_read_leniently() {
    let users = "sourcedId,status,dateLastModified,orgSourcedIds,role,username,userId,givenName,familyName,identifier,email,sms,phone,agents\n\
                 u 1,inactive,2015-01-01,o-1,student,ada,,Ada,Okafor,,ada@example.org,,,\n";
    let orgs = "sourcedId,status,dateLastModified,name,type,identifier,metadata.classification,metadata.gender,metadata.boarding,parentSourcedId\no-1,active,2015-01-01,North,school,,,,,\n";
    let (_folder, roster) = package(&[("users.csv", users), ("orgs.csv", orgs)]);
    assert_eq!(roster.version().name(), "1.0");
    assert_eq!(codes(&roster), Vec::<&str>::new());
}

#[test]
fn what_is_not_oneroster_has_one_finding() {
    let roster = roster::open(&[fixtures("bad/package-foreign-format")], &Limits::default(), &Watch::new()).expect("it opens");
    assert_eq!(codes(&roster), ["package-foreign-format"]);
    assert!(RULES.iter().any(|rule| rule.code == "package-foreign-format"));
}

#[test]
fn judging_again_finds_what_judging_anew_finds() {
    let mut rosters: Vec<Arc<Roster>> = Vec::new();
    for rule in RULES.iter().filter(|rule| !rule.reads.is_empty()) {
        rosters.push(roster::open(&[fixtures("bad").join(rule.code)], &Limits::default(), &Watch::new()).expect("it opens"));
    }
    let districts: Vec<_> = open_each(Options { students: 200, gradebook: true, defects: 0.01, ..Options::default() }).collect();
    rosters.extend(districts.iter().map(|opened| Arc::clone(&opened.roster)));
    let ones = Threshold::ALL.into_iter().fold(settings().thresholds, |thresholds, threshold| threshold.set(thresholds, 1));
    let limits = Settings { thresholds: ones, ..settings() };
    let others = [
        settings(),
        Settings::as_of(jiff::civil::date(2031, 3, 1)),
        limits,
        settings().without("date-format"),
        settings().also("phone-format"),
    ];
    let mut differences = 0;
    for roster in &rosters {
        let before = judge(roster, &settings());
        for other in &others {
            let again = check::run_again(&input(roster), other, &before, 1000, &Watch::new());
            let anew = judge(roster, other);
            assert_eq!(format!("{again:?}"), format!("{anew:?}"), "{:?}", roster.paths());
            differences += usize::from(anew.counts() != before.counts());
        }
    }
    assert!(differences > rosters.len(), "other settings find other things");
}

#[test]
fn somebody_twice_in_a_class_is_found_wherever_the_rows_stand() {
    let users = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName\nu1,,,true,,student,a,,A,A\nu2,,,true,,student,b,,B,B\n";
    let classes = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds\nc1,,,One,,,,scheduled,,,\nc2,,,Two,,,,scheduled,,,\n";
    let found = |pairs: &[(&str, &str)]| {
        let mut rows = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n".to_owned();
        for (number, (class, user)) in pairs.iter().enumerate() {
            writeln!(rows, "e{number},,,{class},,{user},student,").expect("text takes rows");
        }
        let (_folder, roster) = package(&[("users.csv", users), ("classes.csv", classes), ("enrollments.csv", &rows)]);
        let findings = judge(&roster, &settings());
        let group = findings.group("dup-enrollment");
        group.map_or_else(Vec::new, |group| group.places(&input(&roster)).filter_map(|place| place.row).collect::<Vec<u32>>())
    };
    assert_eq!(found(&[("c1", "u1"), ("c1", "u2"), ("c1", "u1"), ("c1", "u1"), ("c2", "u1"), ("c2", "u2")]), [3, 4], "classes together");
    assert_eq!(found(&[("c1", "u1"), ("c2", "u1"), ("c1", "u1"), ("c2", "u2"), ("c1", "u2"), ("c1", "u1")]), [3, 6], "classes apart");
    assert_eq!(found(&[("c1", "u1"), ("c1", "u2"), ("c2", "u1"), ("c2", "u2")]), [0_u32; 0], "nobody twice");
    assert_eq!(found(&[("c1", "u1"), ("c2", "u1"), ("c1", "u2"), ("c2", "u2")]), [0_u32; 0], "nobody twice, classes apart");
}
