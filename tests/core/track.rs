//! What is suppressed and what is new: told, not counted, never gone.

use std::fs;
use std::path::{Path, PathBuf};

use roster_inspector::track::{Baseline, Suppressions};
use serde_json::Value;

use super::check_fixtures::fixtures;
use super::report::{FORMS, check, faulty, printed};

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["--format", "json"], arguments].concat())).expect("JSON")
}

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    path
}

fn plain(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn bad(name: &str) -> PathBuf {
    fixtures("bad").join(name)
}

#[test]
fn a_suppressed_place_is_told_with_its_reason_and_not_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = bad("date-format");
    let one = written(
        folder.path(),
        "one.toml",
        "[[suppress]]\nrule = \"date-format\"\nfile = \"academicSessions.csv\"\nsourcedId = \"t-1\"\ncolumn = \"startDate\"\nreason = \"Agreed upon\"\n",
    );
    let report = json(&[plain(&package), "--suppress", plain(&one)]);
    assert_eq!((&report["counts"]["errors"], &report["suppressed"]), (&1.into(), &1.into()));
    let finding = &report["findings"][0];
    assert_eq!((&finding["count"], &finding["suppressed"]), (&2.into(), &1.into()), "the count stays exact");
    let reasons: Vec<&Value> = finding["places"].as_array().expect("places").iter().map(|place| &place["suppressed"]).collect();
    assert_eq!(reasons, [&Value::from("Agreed upon"), &Value::Null]);
    assert_eq!(check(&[plain(&package), "--suppress", plain(&one)]).status.code(), Some(1), "one error is left");
    for form in FORMS {
        let told = printed(&[plain(&package), "--suppress", plain(&one), "--format", form]);
        assert!(told.contains("Agreed upon"), "{form}: never silently gone");
    }
    let whole = written(folder.path(), "whole.toml", "[[suppress]]\nrule = \"date-format\"\nreason = \"All of them\"\n");
    let ran = check(&[plain(&package), "--suppress", plain(&whole)]);
    assert_eq!(ran.status.code(), Some(0), "nothing is left to fail on");
    assert!(String::from_utf8_lossy(&ran.stdout).contains("(2 suppressed)"));
}

#[test]
fn a_cause_can_be_suppressed_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = json(&["--sample"]);
    let cause = sample["causes"].as_array().expect("causes").iter().find(|cause| cause["key"] == "missing:orgs:0457").expect("a cause");
    let clears = cause["clears"].as_u64().expect("a number");
    assert!(clears > 40);
    let file = written(folder.path(), "cause.toml", "[[suppress]]\ncause = \"missing:orgs:0457\"\nreason = \"Closed in June\"\n");
    let report = json(&["--sample", "--suppress", plain(&file)]);
    assert_eq!(report["suppressed"].as_u64(), Some(clears));
    assert_eq!(report["counts"]["errors"].as_u64().map(|errors| errors + clears), sample["counts"]["errors"].as_u64());
}

#[test]
fn what_is_new_is_told_and_can_be_failed_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = folder.path().join("package");
    fs::create_dir(&package).expect("a folder");
    for entry in fs::read_dir(bad("date-format")).expect("a fixture") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), package.join(entry.file_name())).expect("a copy");
    }
    let baseline = folder.path().join("known.json");
    let ran = check(&[plain(&package), "--write-baseline", plain(&baseline)]);
    assert_eq!(ran.status.code(), Some(1));
    let known = fs::read_to_string(&baseline).expect("a baseline");
    assert!(!known.contains("t-1"), "it holds no ids: {known}");
    let against = [plain(&package), "--baseline", plain(&baseline), "--fail-on", "new"];
    assert_eq!(check(&against).status.code(), Some(0), "nothing is new");
    assert_eq!(json(&against)["new"]["errors"], 0);
    // Rows that move are no news; another fault is.
    let sessions = package.join("academicSessions.csv");
    let text = fs::read_to_string(&sessions).expect("sessions");
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    fs::write(&sessions, lines.join("\n") + "\n").expect("a file");
    assert_eq!(check(&against).status.code(), Some(0), "they only moved");
    fs::write(&sessions, lines.join("\n").replace("2027-06-30", "30.6.2027") + "\n").expect("a file");
    let ran = check(&against);
    let report = json(&against);
    let new = report["new"]["errors"].as_u64().expect("a number");
    assert_eq!((ran.status.code(), new > 0), (Some(1), true), "{}", report["findings"]);
    let places = report["findings"][0]["places"].as_array().expect("places");
    assert_eq!(places.iter().filter(|place| place["new"] == true).count() as u64, new);
    assert!(places.iter().any(|place| place["new"] == false));
}

#[test]
fn a_baseline_knows_every_known_fault_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let district = faulty(folder.path(), &[]);
    let baseline = folder.path().join("known.json");
    check(&[plain(&district), "--profile", "apple", "--write-baseline", plain(&baseline)]);
    let text = fs::read_to_string(&baseline).expect("a baseline");
    assert_eq!(Baseline::parse(&text).expect("a baseline").to_text(), text, "the same text for the same findings");
    let report = json(&[plain(&district), "--profile", "apple", "--baseline", plain(&baseline)]);
    assert_eq!(report["new"], serde_json::json!({ "errors": 0, "warnings": 0, "infos": 0 }));
}

#[test]
fn warnings_can_be_failed_on() {
    let package = bad("class-no-teacher");
    let code = |arguments: &[&str]| check(&[&[plain(&package)], arguments].concat()).status.code();
    assert_eq!((code(&[]), code(&["--fail-on", "error"]), code(&["--fail-on", "warning"])), (Some(0), Some(0), Some(1)));
}

#[test]
fn files_that_cannot_be_used_are_named_with_line_and_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = bad("date-format");
    let fails = |arguments: &[&str], expected: &[&str]| {
        let output = folder.path().join("report.json");
        let ran = check(&[&[plain(&package), "--output", plain(&output)], arguments].concat());
        let words = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(2), "{words}");
        assert!(expected.iter().all(|expected| words.contains(expected)), "{words}");
        assert!(!output.exists(), "nothing half-written");
    };
    fails(&["--suppress", "no-such.toml"], &["The file of suppressions cannot be read", "no-such.toml"]);
    fails(&["--baseline", "no-such.json"], &["The baseline cannot be read", "no-such.json"]);
    fails(&["--fail-on", "new"], &["--baseline FILE"]);
    let file = |text: &str| written(folder.path(), "file", text);
    let suppress = |text: &str, expected: &[&str]| fails(&["--suppress", plain(&file(text))], expected);
    suppress("[[suppress]]\nrule = \"date-format\"\n", &["Line 1", "needs a reason"]);
    suppress("\n[[suppress]]\nreason = \"x\"\n", &["Line 2", "names a rule or a cause"]);
    suppress("[[suppress]]\nrule = \"date-fromat\"\nreason = \"x\"\n", &["Line 1", "did you mean date-format?"]);
    suppress("[[suppress]]\nrow = 3\n", &["Line 2", "row"]);
    let baseline = |text: &str, expected: &[&str]| fails(&["--baseline", plain(&file(text))], expected);
    baseline("not json", &["The baseline cannot be used", "It is no baseline"]);
    baseline("{\"format\":\"other\",\"version\":1,\"rules\":{}}", &["its format is other"]);
    baseline("{\"format\":\"roster-inspector baseline\",\"version\":9,\"rules\":{}}", &["Its version is 9"]);
}

#[test]
fn suppressions_can_be_written_and_read_again() {
    let text = "[[suppress]]\nrule = \"date-format\"\nsourcedId = \"t-\\\"1\"\nreason = \"Agreed\\nupon\"\n\n[[suppress]]\ncause = \"missing:orgs:0457\"\nreason = \"Closed\"\n";
    let read = Suppressions::parse(text, &[]).expect("suppressions");
    assert_eq!(Suppressions::parse(&read.to_text(), &[]).expect("suppressions"), read);
    assert_eq!(read.entries.len(), 2);
}
