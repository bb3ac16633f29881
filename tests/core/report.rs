//! Reports in every form: what they tell, what they leave out, and where they are written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::check_fixtures::fixtures;

/// Every form by its name on the command line.
pub const FORMS: [&str; 7] = ["text", "json", "html", "markdown", "csv", "junit", "sarif"];

pub fn check(arguments: &[&str]) -> Output {
    let arguments = [&["check", "--as-of", "2026-11-23"], arguments].concat();
    Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).output().expect("the program starts")
}

pub fn printed(arguments: &[&str]) -> String {
    String::from_utf8(check(arguments).stdout).expect("UTF-8")
}

/// A generated district with every kind of known fault.
pub fn faulty(folder: &Path, more: &[&str]) -> PathBuf {
    let out = folder.join("district.zip");
    let arguments = [&["generate", "--students", "400", "--gradebook", "--defects", "0.001"], more].concat();
    let made = Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).arg(&out).output().expect("the program starts");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    out
}

/// What makes each kind of district on the command line.
const KINDS: [&[&str]; 3] = [&["--version", "1.1"], &["--version", "1.2"], &["--delta"]];

#[test]
fn personal_values_are_told_only_if_asked_for() {
    KINDS.into_iter().for_each(personal_values_of);
}

fn personal_values_of(kind: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let district = faulty(folder.path(), kind);
    let path = district.to_str().expect("a plain path");
    for form in FORMS {
        let without = printed(&[path, "--format", form, "--max-places", "0"]);
        // A birth date that is none, and a score with a decimal comma: both are about a person.
        assert!(!without.contains("2014-02-30"), "{form}");
        // A date of an enrollment says nothing about a person and is what has to be repaired.
        assert!(without.contains("8/24/2026"), "{form}");
        let with = printed(&[path, "--format", form, "--max-places", "0", "--with-values"]);
        assert!(with.contains("2014-02-30") && with.contains("8/24/2026"), "{form}");
        let top: String = with.chars().take(if form == "html" { 7000 } else { 1500 }).collect();
        let said = ["personal values", "\"personal_values\":true", "personalValues\":true"].iter().any(|words| top.contains(words));
        assert!(said, "{form} does not say at its top that it holds personal values: {top}");
    }
}

#[test]
fn every_form_tells_the_exact_counts_and_stops_at_the_cap() {
    KINDS.into_iter().for_each(counts_of);
}

fn counts_of(kind: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let district = faulty(folder.path(), &[&["--shuffle"], kind].concat());
    let path = district.to_str().expect("a plain path");
    let json: serde_json::Value = serde_json::from_str(&printed(&[path, "--format", "json", "--max-places", "2"])).expect("JSON");
    let findings = json["findings"].as_array().expect("findings");
    assert!(findings.len() > 20);
    for finding in findings {
        let count = finding["count"].as_u64().expect("a count");
        assert_eq!(finding["places"].as_array().expect("places").len() as u64, count.min(2), "{}", finding["rule"]);
    }
    let rows = printed(&[path, "--format", "csv", "--max-places", "0"]);
    let all: u64 = findings.iter().map(|finding| finding["count"].as_u64().expect("a count")).sum();
    let records = |rows: &str| {
        csv::Reader::from_reader(rows.as_bytes()).records().filter(|record| record.as_ref().expect("a row").iter().next().is_some()).count()
    };
    assert_eq!(records(&rows) as u64, all, "one row per place");
    let capped = printed(&[path, "--format", "csv", "--max-places", "1"]);
    assert_eq!(records(&capped), findings.len());
}

#[test]
fn a_report_is_put_in_its_place_when_it_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = fixtures("bad").join("date-format");
    let bad = bad.to_str().expect("a plain path");
    for form in FORMS {
        let place = folder.path().join(format!("report.{form}"));
        fs::write(&place, "what was there before").expect("a file");
        let ran = check(&[bad, "--format", form, "--output", place.to_str().expect("a plain path")]);
        assert_eq!(ran.status.code(), Some(1), "{form}: errors were found");
        assert!(ran.stdout.is_empty(), "{form}: nothing on standard output");
        assert!(fs::read_to_string(&place).expect("a report").contains("8/15/2026"), "{form}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), FORMS.len(), "nothing half-written is left");
    let nowhere = folder.path().join("no-such-folder").join("report.html");
    let ran = check(&[bad, "--format", "html", "--output", nowhere.to_str().expect("a plain path")]);
    assert_eq!(ran.status.code(), Some(2));
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(words.contains("The report cannot be written") && words.contains("no-such-folder"), "{words}");
    // A folder stands in its place.
    let ran = check(&[bad, "--output", folder.path().to_str().expect("a plain path")]);
    assert_eq!(ran.status.code(), Some(2), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_spreadsheet_has_nothing_to_compute() {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(fixtures("good/v1_1")).expect("a fixture") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
    }
    let orgs = folder.path().join("orgs.csv");
    let text = fs::read_to_string(&orgs).expect("orgs");
    fs::write(&orgs, text.replace(",school,", ",=HYPERLINK(1),")).expect("a file");
    let rows = printed(&[folder.path().to_str().expect("a plain path"), "--format", "csv"]);
    assert!(rows.contains(",'=HYPERLINK(1),"), "{rows}");
}
