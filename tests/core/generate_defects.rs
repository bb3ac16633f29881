//! Known faults in generated districts: each is found by its rule at its place, and nothing else is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::sync::Arc;

use jiff::civil::date;
use roster_inspector::check::{self, Findings, Level, RULES, Settings};
use roster_inspector::generate::{Fault, Ids, Options, write_district};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Version;

use super::check_fixtures::input;

/// Where something is and what is wrong there.
type Spot = (String, Option<u32>, Option<u64>, Option<String>, String, String);

fn made(options: Options) -> (Arc<Roster>, Arc<Findings>, Vec<Fault>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("district.zip");
    let mut out = Cursor::new(Vec::new());
    let summary = write_district(&options, &mut out, &Watch::new()).expect("a district");
    fs::write(&path, out.into_inner()).expect("a file is written");
    let roster = roster::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
    let settings = RULES.iter().filter(|rule| rule.on_request).fold(Settings::as_of(date(2026, 11, 23)), |all, rule| all.also(rule.code));
    let findings = check::run(&input(&roster), &settings, usize::MAX, &Watch::new());
    (roster, findings, summary.faults)
}

fn spots_of(faults: &[Fault]) -> BTreeMap<&'static str, Vec<Spot>> {
    let mut spots: BTreeMap<_, Vec<Spot>> = BTreeMap::new();
    for fault in faults {
        spots.entry(fault.rule).or_default().push((
            fault.file.to_owned(),
            Some(fault.row as u32),
            Some(fault.line),
            fault.column.map(str::to_owned),
            fault.sourced_id.clone(),
            fault.value.clone(),
        ));
    }
    for of_rule in spots.values_mut() {
        of_rule.sort();
    }
    spots
}

fn judge(options: Options) -> BTreeSet<&'static str> {
    let (roster, findings, faults) = made(options);
    let put_in = spots_of(&faults);
    let mut wrong = String::new();
    for (code, expected) in &put_in {
        let rule = check::rule(code).unwrap_or_else(|| panic!("no rule {code}"));
        let mut found: Vec<Spot> = findings
            .group(code)
            .into_iter()
            .flat_map(|group| group.places(&input(&roster)).collect::<Vec<_>>())
            .map(|place| (place.file, place.row, place.line, place.column, place.sourced_id, place.value))
            .collect();
        found.sort();
        if rule.level_in(options.version) == Level::Info {
            // Sound districts have information as well.
            found.retain(|spot| expected.contains(spot));
        }
        if &found != expected {
            let only = |one: &[Spot], other: &[Spot]| one.iter().filter(|spot| !other.contains(spot)).take(3).cloned().collect::<Vec<_>>();
            writeln!(wrong, "{code}: found {:?}, put in {:?}", only(&found, expected), only(expected, &found)).expect("text takes lines");
        }
    }
    for group in findings.groups().iter().filter(|group| group.level() == Level::Error) {
        if !put_in.contains_key(group.rule.code) {
            writeln!(wrong, "{}: found {} times, put in never", group.rule.code, group.count).expect("text takes lines");
        }
    }
    assert!(wrong.is_empty(), "in {options:?}\n{wrong}");
    if options.defects == 0.0 {
        assert!(faults.is_empty());
        let warned: Vec<_> = findings.groups().iter().filter(|group| group.level() != Level::Info).map(|group| group.rule.code).collect();
        assert!(warned.is_empty(), "{warned:?} in {options:?}");
    }
    put_in.into_keys().collect()
}

/// Every seed, rate and way of quoting for one version and mode; gives the rules that had something to find.
fn all(version: Version, delta: bool) -> BTreeSet<&'static str> {
    let mut rules = BTreeSet::new();
    for seed in [1, 2, 3] {
        for defects in [0.0, 0.001, 0.01] {
            for quote_all in [false, true] {
                let base = Options { students: 520, gradebook: true, ..Options::default() };
                // Numbers as ids have faults of their own: zeros are lost.
                let ids = if seed == 3 { Ids::Numeric } else { Ids::Uuid };
                // Only larger schools have enough classes for a teacher of very many.
                let school_size = if seed == 3 { 180 } else { 90 };
                rules.extend(judge(Options { seed, defects, quote_all, version, delta, ids, school_size, shuffle: seed == 2, ..base }));
            }
        }
    }
    rules
}

fn every_rule_had_something(found: &BTreeSet<&str>, expected: &[&str]) {
    let missing: Vec<_> = expected.iter().filter(|code| !found.contains(*code)).collect();
    assert!(missing.is_empty(), "no known fault was put in for {missing:?}");
}

/// Rules without a known fault, and why.
const LEFT_OUT: &[(&str, &[&str])] = &[(
    "it stands at a file or a column as a whole",
    &[
        "csv-no-data-rows",
        "csv-trailing-comma",
        "identical-column",
        "manifest-mode-mixed",
        "org-no-district",
        "org-no-school",
        "package-file-set-incomplete",
        "package-truncated",
        "password-present",
        "sensitive-columns-filled",
        "session-no-current",
        "status-in-bulk",
    ],
)];

/// Rules about single rows and cells that full sets of 1.1 and of 1.2 have.
const ROW_RULES: &[&str] = &[
    "agent-not-adult",
    "birthdate-implausible",
    "boolean-value",
    "class-many-primary",
    "class-no-primary-teacher",
    "class-no-students",
    "class-no-teacher",
    "class-size-outlier",
    "class-term-ended",
    "class-term-future",
    "class-term-missing",
    "class-type-value",
    "course-no-class",
    "csv-bare-quote",
    "csv-excel-date",
    "csv-excel-scientific",
    "csv-field-newline",
    "csv-formula-cell",
    "csv-leading-zero-loss",
    "csv-row-width",
    "csv-unclosed-quote",
    "csv-unquoted-list",
    "date-ambiguous",
    "date-format",
    "demographics-race-all-false",
    "dup-class",
    "dup-email",
    "dup-enrollment",
    "dup-identifier",
    "dup-person-suspected",
    "dup-sourcedid",
    "dup-username",
    "email-domain-outlier",
    "email-format",
    "encoding-mojibake",
    "enrollment-dates-order",
    "enrollment-dates-outside-term",
    "enrollment-role-value",
    "enrollment-school-mismatch",
    "enrollment-user-not-in-school",
    "grade-unpadded",
    "grade-value",
    "guardian-unlinked",
    "guid-charset",
    "guid-length",
    "guid-whitespace",
    "importance-value",
    "line-item-dates-order",
    "list-item-form",
    "name-strict-charset",
    "number-format",
    "org-nesting",
    "org-school-no-parent",
    "org-type-value",
    "phone-format",
    "placeholder-record",
    "primary-on-student",
    "ref-case-mismatch",
    "ref-class-course",
    "ref-class-school",
    "ref-class-term",
    "ref-course-org",
    "ref-course-schoolyear",
    "ref-demographics-user",
    "ref-disabled-user",
    "ref-enrollment-class",
    "ref-enrollment-school",
    "ref-enrollment-user",
    "ref-gradebook",
    "ref-list-duplicate",
    "ref-org-cycle",
    "ref-org-parent",
    "ref-session-parent",
    "ref-user-agent",
    "ref-user-org",
    "ref-wrong-entity",
    "required-empty",
    "required-whitespace",
    "resource-roles-value",
    "result-score-range",
    "result-student-not-enrolled",
    "result-student-role",
    "role-mismatch",
    "role-value",
    "school-year-format",
    "schoolyear-ref-type",
    "score-status-value",
    "session-dates-order",
    "session-nesting",
    "session-outside-parent",
    "session-overlap",
    "session-type-value",
    "session-year-mismatch",
    "sex-value",
    "string-over-255",
    "student-many-grades",
    "student-many-guardians",
    "student-no-email",
    "student-no-grade",
    "subjects-codes-length",
    "teacher-load-outlier",
    "teacher-no-email",
    "term-ref-type",
    "text-control-characters",
    "user-no-enrollment",
    "userids-format",
    "value-edge-whitespace",
];

#[test]
fn every_known_fault_of_a_1_1_district_is_found_and_nothing_else() {
    let found = all(Version::V1_1, false);
    every_rule_had_something(&found, ROW_RULES);
    every_rule_had_something(&found, ROW_RULES_1_1);
}

/// Those that only 1.1 has.
const ROW_RULES_1_1: &[&str] = &["dup-sourcedid-across-roles", "grading-period-ref-type"];

/// Those that only 1.2 has.
const ROW_RULES_1_2: &[&str] = &[
    "category-weight",
    "dup-master-identifier",
    "learning-objective-case-urn",
    "learning-objective-source-value",
    "ref-role-profile",
    "ref-role-user",
    "ref-to-deleted",
    "result-class-mismatch",
    "role-expired",
    "role-profile-of-other",
    "role-type-value",
    "school-ref-not-school",
    "scorescale-format",
    "user-no-role",
    "user-primary-org-no-role",
    "user-primary-role-count",
    "user-resource-scope",
];

/// Those that a delta has.
const ROW_RULES_DELTA: &[&str] = &[
    "csv-excel-date",
    "date-ambiguous",
    "date-format",
    "datetime-format",
    "delta-older-than-base",
    "dup-sourcedid",
    "email-format",
    "ref-delta-unresolved",
    "status-missing-in-delta",
    "status-value",
];

#[test]
fn every_known_fault_of_a_1_2_district_is_found_and_nothing_else() {
    let found = all(Version::V1_2_1, false);
    every_rule_had_something(&found, ROW_RULES);
    every_rule_had_something(&found, ROW_RULES_1_2);
}

#[test]
fn every_known_fault_of_a_delta_is_found_and_nothing_else() {
    for version in [Version::V1_1, Version::V1_2_1] {
        every_rule_had_something(&all(version, true), ROW_RULES_DELTA);
    }
}

#[test]
fn every_rule_that_can_be_found_in_a_row_has_a_known_fault() {
    let known: Vec<&str> = [ROW_RULES, ROW_RULES_1_1, ROW_RULES_1_2, ROW_RULES_DELTA].concat();
    let left_out: Vec<&str> = LEFT_OUT.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
    for rule in RULES.iter().filter(|rule| !matches!(rule.how, check::How::Package(_))) {
        assert!(known.contains(&rule.code) != left_out.contains(&rule.code), "{} has a known fault or a reason why not", rule.code);
    }
}
