//! Deltas between bulk sets and back, and closed subsets: laws over generated districts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use roster_inspector::check::Level;
use roster_inspector::compare::{self, ConflictKind, Effect};
use roster_inspector::export::{ExportErrorKind, write_parcel};
use roster_inspector::generate::{Ids, Options as District};
use roster_inspector::job::Watch;
use roster_inspector::query::{Along, Parcel, Seed, subset};
use roster_inspector::roster::Roster;
use roster_inspector::spec::{Mode, Table, Version};

use super::check_fixtures::{judge, settings};
use super::compare_making::{Dice, Files, compared, mutated, open};

const TIME: &str = "2026-10-01T06:00:00.000Z";

fn small(version: Version, seed: u64) -> District {
    let ids = if seed.is_multiple_of(2) { Ids::Uuid } else { Ids::Numeric };
    District { students: 50, school_size: 20, version, gradebook: version.is_1_2(), seed: seed % 7, ids, ..District::default() }
}

fn written(parcel: &Parcel<'_>, folder: &Path, name: &str) -> std::sync::Arc<Roster> {
    let path = folder.join(name);
    write_parcel(parcel, true, &[], &path, &Watch::new()).expect("it is written");
    open(&path)
}

/// Rows by file and id: every column with a name and a text.
fn rows_by_id(roster: &Roster) -> BTreeMap<(Table, String), BTreeMap<String, String>> {
    let mut rows = BTreeMap::new();
    for data in roster.data().tables().filter(|data| data.table() != Table::Manifest) {
        for row in 0..data.rows() {
            let cells = data.columns().iter().map(|column| (column.name().to_owned(), column.text(row).into_string()));
            rows.insert((data.table(), data.sourced_id(row).into_string()), cells.filter(|(_, text)| !text.is_empty()).collect());
        }
    }
    rows
}

fn version_of(kind: bool) -> Version {
    if kind { Version::V1_2_1 } else { Version::V1_1 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_delta_makes_of_the_old_set_the_new_one(seed in any::<u64>(), later in any::<bool>(), more in any::<bool>()) {
        let files = Files::generated(&small(version_of(later), seed));
        let mut other = mutated(&files, seed, false);
        if more {
            // A column that only one of the sets has.
            let one = if seed % 3 == 0 { &mut other } else { &mut other.clone() };
            one.rows(Table::Users).iter_mut().enumerate().for_each(|(at, row)| row.push(if at == 0 { "metadata.bus".to_owned() } else { format!("{}", at % 3) }));
        }
        let (old, new) = (files.open(), other.open());
        let folder = tempfile::tempdir().expect("a folder");
        let delta = compare::delta(&old, &new, &Watch::new()).expect("not stopped");
        prop_assert!(delta.left_out.is_empty());
        let sent = written(&delta.parcel(&old, &new, TIME), folder.path(), "delta.zip");
        prop_assert!(sent.data().tables().filter(|data| data.table() != Table::Manifest).all(|data| data.mode() == Mode::Delta));
        let applied = compare::apply(&old, &[&sent], &Watch::new()).expect("not stopped");
        prop_assert_eq!(applied.count(Effect::SameAlready) + applied.count(Effect::NothingToDelete) + applied.count(Effect::NoId), 0);
        let result = written(&applied.parcel(&old, &[&sent]), folder.path(), "result.zip");
        prop_assert_eq!(rows_by_id(&result), rows_by_id(&new));
        // A second time it has no effect.
        let again = compare::apply(&result, &[&sent], &Watch::new()).expect("not stopped");
        prop_assert_eq!(again.count(Effect::Created) + again.count(Effect::Changed) + again.count(Effect::Deleted), 0);
    }

    #[test]
    fn a_chain_of_deltas_is_one(seed in any::<u64>()) {
        let files = Files::generated(&small(Version::V1_1, seed));
        let steps = [files.open(), mutated(&files, seed, false).open(), mutated(&mutated(&files, seed, false), !seed, false).open()];
        let folder = tempfile::tempdir().expect("a folder");
        let sent: Vec<_> = steps.windows(2).enumerate().map(|(at, pair)| {
            let delta = compare::delta(&pair[0], &pair[1], &Watch::new()).expect("not stopped");
            written(&delta.parcel(&pair[0], &pair[1], &format!("2026-10-0{}T06:00:00.000Z", at + 1)), folder.path(), &format!("{at}.zip"))
        }).collect();
        let deltas: Vec<&Roster> = sent.iter().map(|roster| &**roster).collect();
        let applied = compare::apply(&steps[0], &deltas, &Watch::new()).expect("not stopped");
        prop_assert!(applied.conflicts.is_empty());
        let result = written(&applied.parcel(&steps[0], &deltas), folder.path(), "result.zip");
        prop_assert_eq!(rows_by_id(&result), rows_by_id(&steps[2]));
        // The other way round, rows that both change are older than what is there.
        let turned = compare::apply(&steps[0], &[deltas[1], deltas[0]], &Watch::new()).expect("not stopped");
        prop_assert!(turned.conflicts.iter().all(|one| one.kind == ConflictKind::Older));
    }

    #[test]
    fn a_subset_has_no_error_that_the_whole_has_not(seed in any::<u64>(), later in any::<bool>(), along in 0..16_u8) {
        let files = Files::generated(&small(version_of(later), seed));
        let roster = files.open();
        let mut dice = Dice(seed);
        let mut any_row = |table: Table| dice.below(roster.table(table).expect("a table").rows() as usize) as u32;
        let seeds: Vec<Seed> = match seed % 5 {
            0 => vec![Seed::School(any_row(Table::Orgs))],
            1 => vec![Seed::Class(any_row(Table::Classes)), Seed::Class(any_row(Table::Classes))],
            2 => (0..5).map(|_| Seed::Person(any_row(Table::Users))).collect(),
            3 => vec![Seed::Row(Table::Enrollments, any_row(Table::Enrollments))],
            _ => vec![Seed::Person(any_row(Table::Users)), Seed::Class(any_row(Table::Classes))],
        };
        let along = Along { guardians: true, demographics: along & 1 > 0, gradebook: along & 2 > 0, resources: along & 4 > 0 };
        let part = subset(&roster, &seeds, &along, &Watch::new()).expect("not stopped");
        prop_assert!(part.open.is_empty(), "{:?}", part.open);
        let folder = tempfile::tempdir().expect("a folder");
        let again = written(&part.parcel(&roster), folder.path(), "part.zip");
        prop_assert_eq!(again.data().rows(), part.rows());
        prop_assert_eq!(again.version(), roster.version());
        let all = rows_by_id(&roster);
        for (id, cells) in rows_by_id(&again) {
            prop_assert_eq!(all.get(&id), Some(&cells));
        }
        let errors: Vec<_> = judge(&again, &settings()).groups().iter().filter(|group| group.level() == Level::Error).map(|group| group.rule.code).collect();
        prop_assert!(errors.is_empty(), "{errors:?} for {seeds:?}");
        for of in &part.tables {
            prop_assert_eq!(of.reasons.len() as u32, of.rows.len());
        }
    }
}

#[test]
fn faults_stay_and_broken_links_are_told() {
    let files = Files::generated(&small(Version::V1_1, 2));
    let mut other = files.clone();
    let (school, course) = (files.column(Table::Classes, "schoolSourcedId"), files.column(Table::Classes, "courseSourcedId"));
    let class = other.rows(Table::Classes)[1].clone();
    other.rows(Table::Classes)[1][course] = "nowhere".to_owned();
    other.rows(Table::Classes).push(class.clone());
    let roster = other.open();
    let row = roster.table(Table::Classes).expect("classes").find(&class[0]).expect("the class");
    let part = subset(&roster, &[Seed::Class(row)], &Along::default(), &Watch::new()).expect("not stopped");
    let classes = part.tables.iter().find(|of| of.table == Table::Classes).expect("classes");
    assert_eq!(classes.rows.len(), 2, "the repeated row comes along");
    assert!(part.open.iter().any(|link| link.column == "courseSourcedId" && link.id == "nowhere" && !link.is_left_out));
    let folder = tempfile::tempdir().expect("a folder");
    let again = written(&part.parcel(&roster), folder.path(), "part.zip");
    let codes = |roster: &Roster| judge(roster, &settings()).groups().iter().map(|group| group.rule.code).collect::<Vec<_>>();
    assert!(codes(&again).contains(&"ref-class-course") && codes(&again).contains(&"dup-sourcedid"));
    assert!(again.table(Table::Orgs).expect("orgs").find(&class[school]).is_some());
    // Without guardians the links to them stay, and are told.
    let students = roster.table(Table::Users).expect("users");
    let with_agents = (0..students.rows()).find(|&row| !students.text(row, "agentSourcedIds").is_blank()).expect("a student");
    let along = Along { guardians: false, ..Along::default() };
    let part = subset(&roster, &[Seed::Person(with_agents)], &along, &Watch::new()).expect("not stopped");
    assert!(part.open.iter().any(|link| link.is_left_out && link.row == with_agents));
}

#[test]
fn what_a_delta_breaks_is_told() {
    let files = Files::generated(&small(Version::V1_1, 4));
    let mut other = files.clone();
    let gone = other.rows(Table::Courses).pop().expect("a course")[0].clone();
    let (old, new) = (files.open(), other.open());
    let folder = tempfile::tempdir().expect("a folder");
    let delta = compare::delta(&old, &new, &Watch::new()).expect("not stopped");
    let sent = written(&delta.parcel(&old, &new, TIME), folder.path(), "delta.zip");
    let applied = compare::apply(&old, &[&sent], &Watch::new()).expect("not stopped");
    assert_eq!(applied.count(Effect::Deleted), 1);
    let course = files.column(Table::Classes, "courseSourcedId");
    let broken = files.clone().rows(Table::Classes).iter().filter(|row| row[course] == gone).count();
    assert!(broken > 0);
    let found = applied.broken.iter().filter(|link| link.id == gone && link.table == Table::Classes).count();
    assert_eq!((found, applied.broken.iter().all(|link| link.id == gone)), (broken, true));
    let twice = compare::apply(&old, &[&sent, &sent], &Watch::new()).expect("not stopped");
    assert_eq!((twice.count(Effect::Deleted), twice.count(Effect::NothingToDelete)), (1, 1));
    // A whole file in a later package replaces the file.
    let whole = compare::apply(&old, &[&new], &Watch::new()).expect("not stopped");
    assert_eq!(whole.tables.iter().map(|of| of.replaced).sum::<u32>(), 1);
}

#[test]
fn the_same_choices_give_the_same_bytes_and_nothing_is_replaced_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).to_str().expect("plain").to_owned();
    let (a, b) = (place("a.zip"), place("b.zip"));
    let files = Files::generated(&small(Version::V1_1, 6));
    files.write(a.as_ref());
    mutated(&files, 3, false).write(b.as_ref());
    let run = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).output().expect("it starts");
    let code = |arguments: &[&str]| run(arguments).status.code();
    let bytes = |name: &str| std::fs::read(place(name)).expect("a file");
    for name in ["1.zip", "2.zip"] {
        assert_eq!(code(&["delta", &a, &b, "--time", TIME, "--out", &place(name)]), Some(0));
        assert_eq!(code(&["apply", &a, &place(name), "--out", &place(&format!("r{name}"))]), Some(0));
        let school = files.clone().rows(Table::Orgs)[2][0].clone();
        assert_eq!(code(&["subset", &a, "--school", &school, "--with", "demographics", "--out", &place(&format!("s{name}"))]), Some(0));
    }
    for name in ["", "r", "s"] {
        assert_eq!(bytes(&format!("{name}1.zip")), bytes(&format!("{name}2.zip")), "{name}");
    }
    assert!(
        compared(&open(b.as_ref()), &open(place("r1.zip").as_ref()))
            .tables
            .iter()
            .filter(|of| of.table != Table::Manifest)
            .all(|of| of.counts().is_equal())
    );
    assert_eq!(code(&["delta", &a, &b, "--out", &place("1.zip")]), Some(2));
    assert_eq!(code(&["delta", &a, &b, "--out", &a, "--replace"]), Some(2), "what is open is never replaced");
    assert_eq!(code(&["delta", &place("1.zip"), &b, "--out", &place("x.zip")]), Some(2), "a delta is no whole set");
    assert_eq!(code(&["subset", &a, "--person", "nobody", "--out", &place("x.zip")]), Some(2));
    assert_eq!(code(&["subset", &a, "--where", "role is", "--out", &place("x.zip")]), Some(2));
    assert!(!Path::new(&place("x.zip")).exists());
    let mut sound = files.clone();
    let given = files.column(Table::Users, "givenName");
    sound.rows(Table::Users)[3][given] = "Renamed".to_owned();
    sound.rows(Table::Enrollments).pop();
    sound.write(place("c.zip").as_ref());
    assert_eq!(code(&["delta", &a, &place("c.zip"), "--time", TIME, "--out", &place("d.zip")]), Some(0));
    assert_eq!(code(&["check", "--as-of", "2026-10-01", &place("d.zip")]), Some(0), "a delta is valid");
    let filtered = run(&["subset", &a, "--where", "role is teacher", "--reasons", &place("why.csv")]);
    assert_eq!(filtered.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&bytes("why.csv")).contains("chosen"));
    let told: serde_json::Value =
        serde_json::from_slice(&run(&["apply", &a, &place("1.zip"), "--format", "json"]).stdout).expect("one JSON object");
    assert!(told["files"].as_array().is_some_and(|files| files.iter().any(|file| file["effects"]["created"].as_u64() > Some(0))));
    let stopped = Watch::new();
    stopped.cancel();
    let (old, new) = (open(a.as_ref()), open(b.as_ref()));
    let delta = compare::delta(&old, &new, &Watch::new()).expect("not stopped");
    let error = write_parcel(&delta.parcel(&old, &new, TIME), false, &[], place("y.zip").as_ref(), &stopped).expect_err("stopped");
    assert_eq!(error.kind, ExportErrorKind::Cancelled);
    assert!(!Path::new(&place("y.zip")).exists());
}

#[test]
fn what_contradicts_the_order_is_told() {
    let mut files = Files::generated(&small(Version::V1_1, 4));
    let (time, given) = (files.column(Table::Users, "dateLastModified"), files.column(Table::Users, "givenName"));
    files.rows(Table::Users).iter_mut().skip(1).for_each(|row| row[time] = "2026-09-15T06:00:00.000Z".to_owned());
    let mut other = files.clone();
    for (at, day) in [(2, "01"), (3, "30")] {
        let row = &mut other.rows(Table::Users)[at];
        (row[time], row[given]) = (format!("2026-09-{day}T06:00:00.000Z"), "Renamed".to_owned());
    }
    let (old, new) = (files.open(), other.open());
    let folder = tempfile::tempdir().expect("a folder");
    let delta = compare::delta(&old, &new, &Watch::new()).expect("not stopped");
    let path = folder.path().join("delta.zip");
    write_parcel(&delta.parcel(&old, &new, TIME), false, &[], &path, &Watch::new()).expect("it is written");
    let mut sent = Files::read(std::fs::read(&path).expect("a file"));
    let again = sent.rows(Table::Users)[2].clone();
    sent.rows(Table::Users).push(again);
    let sent = sent.open();
    let applied = compare::apply(&old, &[&sent], &Watch::new()).expect("not stopped");
    let found: Vec<_> = applied.conflicts.iter().map(|one| (one.kind, one.row.row)).collect();
    assert_eq!(found, [(ConflictKind::Older, 0), (ConflictKind::Twice, 2)]);
    assert_eq!((applied.count(Effect::Changed), applied.count(Effect::SameAlready)), (2, 1));
    // The rule about it speaks against the set before only.
    let comparison = compared(&old, &sent);
    let against = settings().against(std::sync::Arc::new(compare::baseline(&old, &sent, &comparison, &Watch::new())));
    let count = |settings| judge(&sent, &settings).group("delta-older-than-base").map(|group| group.count);
    assert_eq!((count(settings()), count(against)), (None, Some(1)));
    assert!(comparison.tables.iter().all(|of| of.removed().is_empty()), "a delta removes nothing by what it lacks");
}
