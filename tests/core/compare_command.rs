//! `diff` as a program.

use std::fs;
use std::process::{Command, Output};

use roster_inspector::generate::Options as District;
use roster_inspector::spec::Table;
use serde_json::Value;

use super::compare_making::Files;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).output().expect("the program starts")
}

#[test]
fn diff_tells_what_became_of_a_roster() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).to_str().expect("plain").to_owned();
    let (a, b, map) = (place("a.zip"), place("b.zip"), place("ids.csv"));
    let files = Files::generated(&District { students: 60, ..District::default() });
    files.write(a.as_ref());
    let mut other = files.clone();
    let (given, id) = (files.column(Table::Users, "givenName"), other.rows(Table::Users)[5][0].clone());
    other.rows(Table::Users)[2][given] = "=Renamed".to_owned();
    other.rows(Table::Users)[5][0] = "u-new".to_owned();
    other.rows(Table::Courses).pop();
    other.write(b.as_ref());

    assert_eq!(run(&["diff", &a, &a]).status.code(), Some(0));
    assert_eq!(run(&["diff", &a, &place("nowhere.zip")]).status.code(), Some(2));
    assert_eq!(run(&["diff", &a, &a, "--fail-on", "removed"]).status.code(), Some(0));
    assert_eq!(run(&["diff", &a, &b, "--fail-on", "removed"]).status.code(), Some(1));
    let output = run(&["diff", &a, &b, "--format", "json", "--id-map", &map]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    let users = report["files"].as_array().expect("files").iter().find(|file| file["file"] == "users.csv").expect("users");
    assert_eq!((&users["added"], &users["removed"], &users["changed"]), (&1.into(), &1.into(), &1.into()));
    let churned = report["churned"].as_array().expect("churned").iter().find(|one| one["file"] == "users.csv").expect("one");
    assert_eq!(
        (churned["old"].as_str(), churned["new"].as_str(), churned["certainty"].as_str()),
        (Some(&*id), Some("u-new"), Some("certain"))
    );
    assert!(fs::read_to_string(&map).expect("the map").contains(&format!("users.csv,{id},u-new,certain,")));
    let again = run(&["diff", &a, &b, "--id-map", &map]);
    assert_eq!(again.status.code(), Some(2), "a file is replaced only on request");

    for format in ["text", "json", "html", "csv"] {
        let told = |more: &[&str]| String::from_utf8(run(&[&["diff", &a, &b, "--format", format], more].concat()).stdout).expect("UTF-8");
        assert!(!told(&[]).contains("Renamed"), "{format}: personal values are left out");
        assert!(told(&["--with-values"]).contains("Renamed"), "{format}");
        assert!(told(&[]).contains("u-new"), "{format}");
    }
    let csv = String::from_utf8(run(&["diff", &a, &b, "--format", "csv", "--with-values"]).stdout).expect("UTF-8");
    assert!(csv.contains("'=Renamed"), "a spreadsheet must not take it for a formula");
}

#[test]
fn rules_about_changes_judge_against_a_package_before() {
    let fixture = |kind: &str, code: &str| super::check_fixtures::fixtures(kind).join(code).to_str().expect("plain").to_owned();
    let json = |arguments: &[&str]| -> (Option<i32>, Value) {
        let output = run(&[arguments, &["--as-of", "2026-10-01", "--format", "json"]].concat());
        (output.status.code(), serde_json::from_slice(&output.stdout).expect("one JSON object"))
    };
    let codes = |report: &Value| -> Vec<String> {
        let findings = report["findings"].as_array().expect("findings");
        findings.iter().map(|found| found["rule"].as_str().expect("a code").to_owned()).collect()
    };
    let (before, now) = (fixture("before", "drop-count"), fixture("bad", "drop-count"));
    assert_eq!(codes(&json(&["check", &now]).1), Vec::<String>::new());
    let (code, report) = json(&["check", &now, "--against", &before]);
    assert_eq!((code, codes(&report)), (Some(1), vec!["drop-count".to_owned()]));
    let (code, report) = json(&["check", &now, "--against", &before, "--threshold", "drop-percent=20"]);
    assert_eq!((code, codes(&report)), (Some(0), Vec::new()));
    let (_, report) = json(&["check", &now, "--against", &before, "--profile", "turnitin"]);
    assert_eq!(codes(&report), ["drop-count", "turnitin-bulk-complete"]);
    assert!(report["receiver"]["reasons"].to_string().contains("turnitin-bulk-complete"));

    let (code, report) = json(&["diff", &before, &now, "--fail-on", "error"]);
    assert_eq!((code, codes(&report)), (Some(1), vec!["drop-count".to_owned()]));
    assert_eq!(json(&["diff", &before, &now, "--fail-on", "error", "--threshold", "drop-percent=20"]).0, Some(0));
    let own = tempfile::tempdir().expect("a folder");
    let path = own.path().join("mine.toml");
    fs::write(&path, "id = \"mine\"\nname = \"Mine\"\n[thresholds]\ndrop-percent = 20\n").expect("a file");
    let path = path.to_str().expect("plain");
    assert_eq!(json(&["diff", &before, &now, "--fail-on", "error", "--profile", path]).0, Some(0), "a receiver has limits of its own");
    fs::write(path, "id = \"mine\"\nname = \"Mine\"\n[thresholds]\ndrop-percnt = 20\n").expect("a file");
    let output = run(&["check", &now, "--profile", path]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean drop-percent?"));
    let (code, report) =
        json(&["check", &fixture("bad", "delta-delete-dependents"), "--against", &fixture("before", "delta-delete-dependents")]);
    assert_eq!((code, codes(&report)), (Some(0), vec!["delta-delete-dependents".to_owned()]));
}
