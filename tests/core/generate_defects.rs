//! Known faults in generated districts: each is found by its rule at its place, and nothing else is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::sync::Arc;

use jiff::civil::date;
use roster_inspector::check::{self, Findings, Level, RULES, Settings};
use roster_inspector::generate::{Fault, Options, write_district};
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
    let findings = check::run(&input(&roster), &Settings::as_of(date(2026, 11, 23)), usize::MAX, &Watch::new());
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
    for (code, expected) in &put_in {
        let rule = check::rule(code).unwrap_or_else(|| panic!("no rule {code}"));
        let mut found: Vec<Spot> = findings
            .group(code)
            .into_iter()
            .flat_map(|group| group.places(&input(&roster)).collect::<Vec<_>>())
            .map(|place| (place.file, place.row, place.line, place.column, place.sourced_id, place.value))
            .collect();
        found.sort();
        if rule.level == Level::Info {
            // Sound districts have information as well.
            found.retain(|spot| expected.contains(spot));
        }
        assert_eq!(&found, expected, "{code} in {options:?}");
    }
    for group in findings.groups().iter().filter(|group| group.level() == Level::Error) {
        assert!(put_in.contains_key(group.rule.code), "{} {} times in {options:?}", group.rule.code, group.count);
    }
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
                let base = Options { students: 520, school_size: 90, gradebook: true, ..Options::default() };
                rules.extend(judge(Options { seed, defects, quote_all, version, delta, shuffle: seed == 2, ..base }));
            }
        }
    }
    rules
}

/// Rules of single rows that a delta cannot be judged by, or of which it says little.
fn every_rule_had_something(found: &BTreeSet<&str>, not_here: &[&str]) {
    let missing: Vec<_> = ROW_RULES.iter().filter(|code| !found.contains(*code) && !not_here.contains(code)).collect();
    assert!(missing.is_empty(), "no known fault was put in for {missing:?}");
}

/// Rules of single cells whose known fault is still to be put in.
const AWAITED: &[&str] = &[
    "csv-excel-date",
    "csv-excel-scientific",
    "csv-formula-cell",
    "date-ambiguous",
    "email-format",
    "encoding-mojibake",
    "grade-unpadded",
    "grade-value",
    "identical-column",
    "list-item-form",
    "name-strict-charset",
    "password-present",
    "phone-format",
    "placeholder-record",
    "ref-to-deleted",
    "scorescale-format",
    "sensitive-columns-filled",
    "string-over-255",
    "userids-format",
    "value-edge-whitespace",
];

/// Every rule about single rows and cells.
const ROW_RULES: &[&str] = &[
    "boolean-value",
    "class-no-primary-teacher",
    "class-no-teacher",
    "class-term-missing",
    "class-type-value",
    "csv-bare-quote",
    "csv-field-newline",
    "csv-row-width",
    "date-format",
    "dup-sourcedid",
    "enrollment-dates-order",
    "enrollment-dates-outside-term",
    "enrollment-role-value",
    "enrollment-school-mismatch",
    "enrollment-user-not-in-school",
    "guid-charset",
    "guid-length",
    "guid-whitespace",
    "importance-value",
    "number-format",
    "org-type-value",
    "primary-on-student",
    "ref-class-course",
    "ref-class-school",
    "ref-class-term",
    "ref-course-org",
    "ref-course-schoolyear",
    "ref-demographics-user",
    "ref-enrollment-class",
    "ref-enrollment-school",
    "ref-enrollment-user",
    "ref-gradebook",
    "ref-list-duplicate",
    "ref-org-parent",
    "ref-session-parent",
    "ref-user-agent",
    "ref-user-org",
    "required-empty",
    "required-whitespace",
    "resource-roles-value",
    "role-mismatch",
    "role-value",
    "school-year-format",
    "schoolyear-ref-type",
    "score-status-value",
    "session-dates-order",
    "session-type-value",
    "session-year-mismatch",
    "sex-value",
    "text-control-characters",
];

#[test]
fn every_known_fault_of_a_1_1_district_is_found_and_nothing_else() {
    every_rule_had_something(&all(Version::V1_1, false), &[]);
}

#[test]
fn every_known_fault_of_a_1_2_district_is_found_and_nothing_else() {
    let found = all(Version::V1_2_1, false);
    every_rule_had_something(&found, &[]);
    for code in ["learning-objective-source-value", "ref-role-profile", "ref-role-user", "role-type-value", "school-ref-not-school"] {
        assert!(found.contains(code), "{code}");
    }
}

#[test]
fn every_known_fault_of_a_delta_is_found_and_nothing_else() {
    for version in [Version::V1_1, Version::V1_2_1] {
        let found = all(version, true);
        for code in ["datetime-format", "status-missing-in-delta", "status-value", "date-format", "dup-sourcedid"] {
            assert!(found.contains(code), "{code}");
        }
    }
}

#[test]
fn every_rule_that_can_be_found_in_a_row_has_a_known_fault() {
    // Rules that look at columns of a file as a whole, and one that sound deltas are full of.
    let whole = ["ref-delta-unresolved", "package-file-set-incomplete"];
    let only = ["datetime-format", "status-missing-in-delta", "status-value", "learning-objective-source-value"];
    let roles = ["ref-role-profile", "ref-role-user", "role-type-value", "school-ref-not-school"];
    for rule in RULES {
        let known = ROW_RULES.contains(&rule.code) || only.contains(&rule.code) || roles.contains(&rule.code);
        let of_cells = matches!(rule.how, check::How::Cell(_) | check::How::Column(_));
        let waits = AWAITED.contains(&rule.code);
        assert!(known || !of_cells || waits || whole.contains(&rule.code), "{} has no known fault", rule.code);
    }
}
