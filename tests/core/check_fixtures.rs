//! Every rule has the smallest package that trips it, and sound packages trip none.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use roster_inspector::check::{self, Findings, Input, RULES, Reads, Settings};
use roster_inspector::compare;
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::rest;
use roster_inspector::roster::{self, Roster};

/// A day in the middle of the school year of the fixtures.
pub fn settings() -> Settings {
    Settings::as_of(date(2026, 10, 1))
}

pub fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}

pub fn judge(roster: &Roster, settings: &Settings) -> Arc<Findings> {
    let findings = check::run(&input(roster), settings, 1000, &Watch::new());
    assert!(findings.is_complete());
    findings
}

pub fn fixtures(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(kind)
}

fn names(kind: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(fixtures(kind)).expect("fixtures are there");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("plain names")).collect()
}

/// Rules that tell what is in a package, be it sound or not.
const NOTICES: [&str; 1] = ["sensitive-columns-filled"];

/// A fixture is a folder, or one archive in a folder where a folder cannot have the fault.
fn open(folder: &Path, limits: &Limits) -> Arc<Roster> {
    let is_archive = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let archive = fs::read_dir(folder).expect("a fixture").map(|entry| entry.expect("an entry").path()).find(is_archive);
    let path = archive.unwrap_or_else(|| folder.to_owned());
    let pulled = folder.join("district.pull");
    if pulled.exists() {
        return rest::open_archive(&pulled, &Watch::new()).expect("an archive opens").roster;
    }
    roster::open(&[path], limits, &Watch::new()).expect("a fixture opens")
}

fn open_bad(code: &str) -> Arc<Roster> {
    // The archive of this one is packed ten times as hard as this limit allows.
    let limits = if code == "zip-bomb-guard" { Limits { ratio: 20, ratio_from: 600_000, ..Limits::default() } } else { Limits::default() };
    open(&fixtures("bad").join(code), &limits)
}

/// The settings that a fixture is judged by: a rule about changes has the package before among the fixtures too.
pub fn settings_of(code: &str, roster: &Roster) -> Settings {
    let before = fixtures("before").join(code);
    if !before.exists() {
        return settings();
    }
    let before = open(&before, &Limits::default());
    let comparison = compare::rosters(&before, roster, &compare::Options::default(), &Watch::new()).expect("nobody stops it");
    settings().against(Arc::new(compare::baseline(&before, roster, &comparison, &Watch::new())))
}

/// The findings as text: one line for each place.
fn text(roster: &Roster, findings: &Findings) -> String {
    let mut text = String::new();
    for group in findings.groups() {
        writeln!(text, "{} {} {}", group.level().name(), group.rule.code, group.count).expect("text takes lines");
        for place in group.places(&input(roster)) {
            let at = match (place.row, place.line) {
                (Some(row), Some(line)) => format!("line {line} row {row}"),
                _ => "whole".to_owned(),
            };
            let file = if place.file.is_empty() { "package" } else { &place.file };
            let column = place.column.as_deref().unwrap_or("-");
            let value = place.value.escape_default();
            writeln!(text, "  {file} {at} {column} [{}] \"{value}\"", place.sourced_id).expect("text takes lines");
            writeln!(text, "    {}", place.message).expect("text takes lines");
        }
    }
    text
}

#[test]
fn sound_packages_trip_no_rule() {
    for name in names("good") {
        let roster = open(&fixtures("good").join(&name), &Limits::default());
        assert!(roster.data().rows() > 0, "{name}");
        let findings = judge(&roster, &NOTICES.iter().fold(settings(), |settings, code| settings.without(code)));
        assert_eq!(text(&roster, &findings), "", "{name}");
    }
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_a_rule() {
    let codes: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(names("bad"), codes);
}

#[test]
fn every_package_before_belongs_to_a_rule() {
    let against: BTreeSet<String> =
        RULES.iter().filter(|rule| rule.reads.contains(&Reads::Against)).map(|rule| rule.code.to_owned()).collect();
    let mut before = names("before");
    // The one rule that has something to say without a package before, too.
    before.insert("delta-older-than-base".to_owned());
    assert_eq!(before, against);
}

#[test]
fn every_fixture_trips_its_rule_and_no_other() {
    let (mut all, mut wrong) = (String::new(), String::new());
    for rule in RULES {
        let roster = open_bad(rule.code);
        let findings = judge(&roster, &settings_of(rule.code, &roster).also(rule.code));
        let tripped: Vec<&str> = findings.groups().iter().map(|group| group.rule.code).filter(|code| !NOTICES.contains(code)).collect();
        if tripped != [rule.code] && !NOTICES.contains(&rule.code) {
            writeln!(wrong, "{}: {tripped:?}\n{}", rule.code, text(&roster, &findings)).expect("text takes lines");
        }
        writeln!(all, "{}", text(&roster, &findings)).expect("text takes lines");
    }
    assert!(wrong.is_empty(), "{wrong}");
    insta::assert_snapshot!("findings_of_the_fixtures", all);
}

/// Where a rule is left out, a less specific one finds the same fault in another way.
const STAND_INS: &[(&str, &[&str])] = &[
    ("class-term-missing", &["required-empty"]),
    ("csv-excel-date", &["date-format"]),
    ("csv-leading-zero-loss", &["ref-org-parent"]),
    ("csv-unquoted-list", &[]),
    ("date-ambiguous", &["date-format"]),
    ("guid-whitespace", &["guid-charset"]),
    ("manifest-missing", &[]),
    ("ref-case-mismatch", &["ref-org-parent"]),
    ("ref-wrong-entity", &["ref-session-parent"]),
    ("required-whitespace", &["role-value", "value-edge-whitespace"]),
];

#[test]
fn a_fixture_is_sound_to_all_rules_but_its_own() {
    let mut wrong = String::new();
    for rule in RULES {
        let roster = open_bad(rule.code);
        let findings = judge(&roster, &settings_of(rule.code, &roster).without(rule.code));
        let tripped: Vec<&str> = findings.groups().iter().map(|group| group.rule.code).filter(|code| !NOTICES.contains(code)).collect();
        let expected = STAND_INS.iter().find(|(code, _)| *code == rule.code).map_or(&[][..], |(_, others)| others);
        if tripped != expected {
            writeln!(wrong, "without {}: {tripped:?}", rule.code).expect("text takes lines");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn streams_and_row_sets_agree_with_what_is_kept() {
    for rule in RULES {
        let roster = open_bad(rule.code);
        let input = input(&roster);
        let settings = settings_of(rule.code, &roster).also(rule.code);
        let findings = judge(&roster, &settings);
        let group = findings.group(rule.code).expect("found");
        assert_eq!(group.count, group.spots().len() as u64);
        let mut streamed = Vec::new();
        check::stream(&input, &settings, rule.code, &mut |place| streamed.push(place));
        assert_eq!(streamed, group.places(&input).collect::<Vec<_>>(), "{}", rule.code);
        for table in roster.data().tables() {
            let rows: BTreeSet<u32> =
                group.spots().iter().filter_map(|spot| spot.row()).filter(|(of, _)| *of == table.table()).map(|(_, row)| row).collect();
            let set = check::rows(&input, &settings, rule.code, table.table());
            assert_eq!(set.iter().collect::<BTreeSet<_>>(), rows, "{} in {}", rule.code, table.table().file());
        }
    }
}
