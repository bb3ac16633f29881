//! Findings by cause: every finding in exactly one group, and groups that say what to repair first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use roster_inspector::cause::{self, Causes, HintKind, Stage};
use roster_inspector::check::{self, Findings, Level, Settings};
use roster_inspector::generate::{Ids, Options};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::{Table, Version};

use super::check_fixtures::input;
use super::every_kind::open_each;
use super::generate::{District, generate};

/// Writes a district to a folder, with the text of some files changed.
fn opened(district: &District, folder: &Path, change: &dyn Fn(Table, &str) -> String) -> (Arc<Roster>, Arc<Findings>, Causes) {
    for (table, rows) in &district.files {
        fs::write(folder.join(table.file()), change(*table, &rows.text)).expect("a file");
    }
    let roster = roster::open(&[folder.to_owned()], &Limits::default(), &Watch::new()).expect("it opens");
    let findings = check::run(&input(&roster), &Settings::as_of(date(2026, 11, 23)), usize::MAX, &Watch::new());
    let causes = cause::find(&input(&roster), &findings, &Watch::new());
    assert!(causes.is_complete());
    every_finding_is_in_one_group(&roster, &findings, &causes);
    (roster, findings, causes)
}

fn every_finding_is_in_one_group(roster: &Roster, findings: &Findings, causes: &Causes) {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for group in causes.groups() {
        for part in &group.parts {
            *sums.entry(part.rule.code).or_default() += part.count;
        }
    }
    let counts: BTreeMap<&str, u64> = findings.groups().iter().map(|group| (group.rule.code, group.count)).collect();
    assert_eq!(sums, counts);
    let mut members: BTreeMap<&str, u64> = BTreeMap::new();
    for found in findings.groups() {
        for place in found.places(&input(roster)) {
            let group = causes.group_of(found.rule, &place, &input(roster)).unwrap_or_else(|| panic!("{place:?} is in no group"));
            *members.entry(&group.key).or_default() += 1;
        }
    }
    for group in causes.groups() {
        assert_eq!(members.get(group.key.as_str()), Some(&group.clears()), "{}", group.key);
    }
    assert!(causes.groups().is_sorted_by_key(|group| group.stage), "in the order of repair");
}

/// The rows whose cell in a column is not this one.
fn without(district: &District, table: Table, column: &str, value: &str) -> String {
    let rows = district.rows(table);
    let lines: Vec<&str> = rows.text.split("\r\n").collect();
    let kept = rows.records.iter().zip(&lines[1..]).filter(|(record, _)| rows.cell(record, column) != value);
    std::iter::once(lines[0]).chain(kept.map(|(_, line)| *line)).map(|line| format!("{line}\r\n")).collect()
}

#[test]
fn a_missing_school_explains_its_missing_classes_and_their_enrollments() {
    for version in [Version::V1_1, Version::V1_2_1] {
        let district = generate(Options { students: 600, school_size: 150, version, ..Options::default() });
        let orgs = district.rows(Table::Orgs);
        let school = orgs.records.iter().find(|record| orgs.cell(record, "type") == "school").expect("a school");
        let id = orgs.cell(school, "sourcedId").to_owned();
        let classes = district.rows(Table::Classes);
        let gone = classes.column("schoolSourcedId").filter(|school| **school == id).count();
        let orphans = district.rows(Table::Enrollments).column("schoolSourcedId").filter(|school| **school == id).count() as u64;
        let folder = tempfile::tempdir().expect("a folder");
        let (roster, findings, causes) = opened(&district, folder.path(), &|table, text| match table {
            Table::Orgs => without(&district, table, "sourcedId", &id),
            // The export of classes was filtered by school, that of enrollments was not.
            Table::Classes => without(&district, table, "schoolSourcedId", &id),
            _ => text.to_owned(),
        });
        let of_school: Vec<_> = causes.groups().iter().filter(|group| group.key == format!("missing:orgs:{id}")).collect();
        let [group] = of_school[..] else { panic!("one group for the school") };
        assert_eq!(group.title, format!("School {id} is not in orgs.csv"));
        assert_eq!(group.stage, Stage::Orgs);
        assert!(
            group.because.iter().any(|line| line.starts_with(&format!("{gone} classes of it are not in classes.csv either"))),
            "{:?}",
            group.because
        );
        let part = |code: &str| group.parts.iter().find(|part| part.rule.code == code).map(|part| part.count);
        assert_eq!(part("ref-enrollment-class"), Some(orphans));
        assert_eq!(part("ref-enrollment-school"), Some(orphans));
        let first = causes.groups().iter().find(|group| group.counts(&|rule| rule.level).worst() == Some(Level::Error));
        assert_eq!(first.map(|group| &group.key), Some(&group.key), "it is repaired first");
        let rows = causes.rows(group, &input(&roster), &findings, Table::Enrollments, &Watch::new());
        assert_eq!(u64::from(rows.len()), orphans, "the rows of the group can be shown");
    }
}

#[test]
fn many_missing_schools_are_one_cause_with_all_that_follows() {
    let district = generate(Options { students: 1500, school_size: 12, ..Options::default() });
    let folder = tempfile::tempdir().expect("a folder");
    let orgs = district.rows(Table::Orgs);
    let schools = orgs.column("type").filter(|kind| *kind == "school").count();
    assert!(schools > 100);
    let (_, findings, causes) = opened(&district, folder.path(), &|table, text| match table {
        Table::Orgs => without(&district, table, "type", "school"),
        Table::Classes => without(&district, table, "classType", "scheduled"),
        _ => text.to_owned(),
    });
    let group = causes.groups().iter().find(|group| group.key == "missing:orgs").expect("one group for all schools");
    assert_eq!(group.title, format!("{schools} schools are not in orgs.csv"));
    assert!(group.because.iter().any(|line| line.contains("classes of them are not in classes.csv either")), "{:?}", group.because);
    let orphans = findings.group("ref-enrollment-class").map_or(0, |group| group.count);
    assert_eq!(group.parts.iter().find(|part| part.rule.code == "ref-enrollment-class").map(|part| part.count), Some(orphans));
}

fn hints_of(change: impl Fn(&str) -> String) -> Vec<(HintKind, u64)> {
    let district = generate(Options { students: 60, ids: Ids::Numeric, ..Options::default() });
    let enrollments = district.rows(Table::Enrollments);
    let mut user = String::new();
    for record in &enrollments.records {
        if enrollments.cell(record, "role") == "student" {
            enrollments.cell(record, "userSourcedId").clone_into(&mut user);
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (_, _, causes) = opened(&district, folder.path(), &|table, text| match table {
        Table::Enrollments => text.replace(&format!(",{user},student"), &format!(",{},student", change(&user))),
        _ => text.to_owned(),
    });
    let groups = causes.groups().iter().filter(|group| group.key.starts_with("missing:"));
    groups.flat_map(|group| group.hints.iter().map(|hint| (hint.kind, hint.count))).collect()
}

#[test]
fn hints_say_what_a_broken_reference_may_have_meant() {
    let kinds = |change: fn(&str) -> String| hints_of(change).iter().map(|(kind, _)| *kind).collect::<Vec<_>>();
    // Other leading zeros are a rule of their own, which says what would match.
    assert_eq!(kinds(|id| id.trim_start_matches('0').to_owned()), []);
    assert_eq!(kinds(|id| format!("000{id}")), []);
    assert_eq!(kinds(|id| format!("{id}A")), [HintKind::OneLetter]);
    assert_eq!(kinds(|_| "1.0452E-07".to_owned()), [], "an id with a dot may be anything");
    assert_eq!(kinds(|_| "01-Sep".to_owned()), [HintKind::Spreadsheet]);
    assert_eq!(kinds(|_| "0400".to_owned()), [HintKind::OtherFile(Table::Orgs)]);
    let district = generate(Options { students: 40, ..Options::default() });
    let folder = tempfile::tempdir().expect("a folder");
    let (_, _, causes) = opened(&district, folder.path(), &|table, text| match table {
        Table::Users => text.to_uppercase().replacen(
            text.lines().next().expect("a header").to_uppercase().as_str(),
            text.lines().next().expect("a header"),
            1,
        ),
        _ => text.to_owned(),
    });
    let group = causes.groups().iter().find(|group| group.key == "missing:users:OtherCase").expect("a group");
    assert!(group.hints.iter().all(|hint| hint.kind == HintKind::OtherCase) && group.stage == Stage::Users);
}

/// The district with the status of one class set.
/// A title, and the hints with their counts.
type Hinted = (String, Vec<(HintKind, u64)>);

fn with_deleted_classes(many: usize) -> (Vec<(String, u64)>, Vec<Hinted>) {
    let district = generate(Options { students: 300, ..Options::default() });
    let gone: Vec<String> = district.rows(Table::Classes).column("sourcedId").take(many).map(str::to_owned).collect();
    let of = |table: Table| {
        let rows = district.rows(table);
        let id = if table == Table::Classes { "sourcedId" } else { "classSourcedId" };
        rows.column(id).filter(|id| gone.iter().any(|gone| gone == id)).count() as u64
    };
    let expected = gone.iter().map(|id| (id.clone(), of(Table::Enrollments) + of(Table::ClassResources))).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let (_, findings, causes) = opened(&district, folder.path(), &|table, text| match table {
        Table::Classes => gone
            .iter()
            .fold(text.to_owned(), |text, id| text.replace(&format!("{id},,,"), &format!("{id},tobedeleted,2026-11-01T00:00:00.000Z,"))),
        _ => text.to_owned(),
    });
    assert!(findings.group("ref-to-deleted").is_some());
    let groups = causes.groups().iter().filter(|group| group.key.starts_with("deleted:"));
    let told = groups.map(|group| {
        assert!(group.title.ends_with("to be deleted, but still referred to"), "{}", group.title);
        (group.key.clone(), group.hints.iter().map(|hint| (hint.kind, hint.count)).collect())
    });
    (expected, told.collect())
}

#[test]
fn a_record_that_is_to_be_deleted_is_the_cause_of_references_to_it() {
    let (expected, told) = with_deleted_classes(1);
    let [(id, count)] = &expected[..] else { panic!("one class") };
    assert!(*count > 5);
    assert_eq!(told, [(format!("deleted:classes:{id}"), vec![(HintKind::Deleted, *count)])]);
    let (expected, told) = with_deleted_classes(12);
    assert_eq!(told, [("deleted:classes:Deleted".to_owned(), vec![(HintKind::Deleted, expected[0].1)])], "many are told together");
}

#[test]
fn known_faults_are_all_in_groups_and_a_delta_says_nothing_about_what_is_missing() {
    for opened in open_each(Options { students: 400, gradebook: true, defects: 0.01, ..Options::default() }) {
        let (roster, delta) = (opened.roster, opened.options.delta);
        let findings = check::run(&input(&roster), &Settings::as_of(date(2026, 11, 23)), usize::MAX, &Watch::new());
        let causes = cause::find(&input(&roster), &findings, &Watch::new());
        every_finding_is_in_one_group(&roster, &findings, &causes);
        assert_eq!(causes.groups().iter().any(|group| group.key.starts_with("missing:")), !delta);
    }
}

#[test]
fn stopping_is_said() {
    let district = generate(Options { students: 40, ..Options::default() });
    let folder = tempfile::tempdir().expect("a folder");
    let (roster, findings, _) = opened(&district, folder.path(), &|_, text| text.to_owned());
    let stopped = Watch::new();
    stopped.cancel();
    assert!(!cause::find(&input(&roster), &findings, &stopped).is_complete());
}
