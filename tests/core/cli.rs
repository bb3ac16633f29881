//! The command line, run as a program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use roster_inspector::check::RULES;
use serde_json::Value;

use super::check_fixtures::fixtures;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roster-inspector")).args(arguments).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

fn path(kind: &str) -> String {
    fixtures(kind).to_str().expect("plain paths").to_owned()
}

fn check_json(arguments: &[&str]) -> (i32, Value) {
    let output = run(&[&["check", "--format", "json", "--as-of", "2026-10-01"], arguments].concat());
    assert_eq!(text(&output.stderr), "", "nothing on standard error where that is no terminal");
    (output.status.code().expect("it ends by itself"), serde_json::from_slice(&output.stdout).expect("one JSON object"))
}

#[test]
fn the_exit_code_says_whether_there_are_errors() {
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(code(&["check", &path("good/v1_1")]), Some(0));
    assert_eq!(code(&["check", &path("bad/class-no-teacher")]), Some(0), "a warning is no error");
    assert_eq!(code(&["check", &path("bad/date-format")]), Some(1));
    assert_eq!(code(&["check", &path("no/such/place")]), Some(2));
    assert_eq!(code(&["check"]), Some(2));
    assert_eq!(code(&["check", "--as-of", "tomorrow", &path("good/v1_1")]), Some(2));
    assert_eq!(code(&["check", "--format", "tables", &path("good/v1_1")]), Some(2));
    assert_eq!(code(&["explain", "no-such-rule"]), Some(2));
}

#[test]
fn the_json_report_has_the_documented_shape() {
    let (code, report) = check_json(&[&path("bad/date-format")]);
    assert_eq!(code, 1);
    assert_eq!(report["version"], "1.1");
    assert_eq!(report["mode"], "bulk");
    assert_eq!(report["as_of"], "2026-10-01");
    assert_eq!(report["foreign"], Value::Null);
    assert_eq!(report["counts"], serde_json::json!({ "errors": 2, "warnings": 0, "infos": 0 }));
    let rows =
        |file: &str| report["files"].as_array().expect("files").iter().find(|entry| entry["file"] == file).expect("a file")["rows"].clone();
    assert_eq!((rows("orgs.csv"), rows("academicSessions.csv")), (3.into(), 3.into()));
    for key in ["read_seconds", "relate_seconds", "check_seconds", "total_seconds"] {
        assert!(report["timing"][key].as_f64().is_some_and(|seconds| seconds >= 0.0), "{key}");
    }
    let [finding] = &report["findings"].as_array().expect("findings")[..] else { panic!("one rule") };
    assert_eq!((&finding["rule"], &finding["level"], &finding["count"]), (&"date-format".into(), &"error".into(), &2.into()));
    let expected = serde_json::json!([
        {
            "file": "academicSessions.csv", "line": 3, "row": 2, "column": "startDate", "sourcedId": "t-1", "value": "8/15/2026",
            "message": "startDate is “8/15/2026”, not a date such as 2026-09-01",
        },
        {
            "file": "academicSessions.csv", "line": 4, "row": 3, "column": "endDate", "sourcedId": "g-1", "value": "2026-10-32",
            "message": "endDate is 2026-10-32, which is no real day",
        },
    ]);
    assert_eq!(finding["places"], expected);
}

#[test]
fn modes_and_versions_are_named() {
    let (_, delta) = check_json(&[&path("good/delta")]);
    assert_eq!((&delta["mode"], &delta["version"]), (&"delta".into(), &"1.1".into()));
    let (_, later) = check_json(&[&path("good/v1_2")]);
    assert_eq!((&later["mode"], &later["version"]), (&"bulk".into(), &"1.2.1".into()));
    let (_, foreign) = check_json(&[&path("bad/package-foreign-format")]);
    assert_eq!(foreign["foreign"], "Microsoft School Data Sync 1");
}

#[test]
fn lines_are_physical_and_rows_are_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n\no-1,,,\"North\nOld\nSchool\",school,,\no-2,,,South,campus,,\n";
    fs::write(folder.path().join("orgs.csv"), orgs).expect("a file is written");
    let (_, report) = check_json(&[folder.path().to_str().expect("a plain path")]);
    let finding =
        report["findings"].as_array().expect("findings").iter().find(|finding| finding["rule"] == "org-type-value").expect("found");
    assert_eq!((&finding["places"][0]["line"], &finding["places"][0]["row"]), (&6.into(), &2.into()));
}

fn many_faults(folder: &Path, count: usize) {
    let mut orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n".to_owned();
    (0..count).for_each(|row| orgs.push_str(&format!("o-{row},,,School,campus,,\n")));
    fs::write(folder.join("orgs.csv"), orgs).expect("a file is written");
}

#[test]
fn places_are_limited_and_counts_are_not() {
    let folder = tempfile::tempdir().expect("a folder");
    many_faults(folder.path(), 2500);
    let path = folder.path().to_str().expect("a plain path");
    let places = |arguments: &[&str]| {
        let (_, report) = check_json(&[arguments, &[path]].concat());
        let finding = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .find(|finding| finding["rule"] == "org-type-value")
            .expect("found")
            .clone();
        assert_eq!(finding["count"], 2500);
        finding["places"].as_array().expect("places").len()
    };
    assert_eq!(places(&[]), 1000);
    assert_eq!(places(&["--max-places", "3"]), 3);
    assert_eq!(places(&["--max-places", "0"]), 2500);
    let output = text(&run(&["check", "--max-places", "2", path]).stdout);
    assert!(output.contains("org-type-value  2,500  Unknown type of org") && output.contains("… and 2,498 more"), "{output}");
    let output = text(&run(&["check", "--max-places", "0", path]).stdout);
    assert!(output.contains("orgs.csv line 2501: ") && !output.contains("more\n"), "all of them");
}

#[test]
fn the_text_report_is_calm() {
    let output = text(&run(&["check", "--as-of", "2026-10-01", &path("bad/required-whitespace")]).stdout);
    let shown: Vec<&str> = output.lines().filter(|line| !line.starts_with("Read in ")).collect();
    let expected = [
        "required-whitespace: OneRoster 1.1, bulk, 2 files, 6 rows",
        "Values of personal columns are left out; --with-values shows them.",
        "",
        "Errors",
        "",
        "  required-whitespace  2  Required value is a stand-in",
        "    users.csv line 3: role is “N/A”, which stands for nothing",
        "    users.csv line 2: givenName is “ ”, which stands for nothing",
        "",
        "2 errors, 0 warnings, 0 for information.",
        "roster-inspector explain RULE says more about a rule.",
    ];
    assert_eq!(shown, expected);
    let output = text(&run(&["check", &path("good/metadata")]).stdout);
    assert!(output.ends_with("\nNothing found.\n"), "{output}");
}

#[test]
fn a_terminal_is_not_given_what_a_file_wants_it_to_obey() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("orgs.csv"),
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no-1,,,North,\u{1b}[31mcampus,,\n",
    )
    .expect("a file is written");
    let output = text(&run(&["check", folder.path().to_str().expect("a plain path")]).stdout);
    assert!(output.contains("\\u{1b}[31mcampus") && !output.contains('\u{1b}'), "{output}");
}

#[test]
fn an_error_says_what_why_what_to_do_and_where() {
    let output = run(&["check", "/no/such/district.zip"]);
    let said = text(&output.stderr);
    assert!(output.stdout.is_empty());
    assert!(said.starts_with("roster-inspector: There is nothing at this path."), "{said}");
    assert!(said.contains("Check the path") && said.trim_end().ends_with("/no/such/district.zip"), "{said}");
    let said = text(&run(&["explain", "date-fromat"]).stderr);
    assert_eq!(
        said,
        "roster-inspector: There is no rule named date-fromat. Did you mean date-format? `roster-inspector rules` lists all of them.\n"
    );
}

#[test]
fn the_rules_print_themselves() {
    let table = text(&run(&["rules"]).stdout);
    assert_eq!(table.lines().count(), RULES.len());
    let markdown = text(&run(&["rules", "--format", "markdown"]).stdout);
    assert_eq!(markdown.lines().count(), RULES.len() + 2);
    assert!(
        markdown.contains("| `date-format` | error | all | both | A date is not of the form YYYY-MM-DD, or is no real day. |\n"),
        "{markdown}"
    );
    for rule in RULES {
        let page = text(&run(&["explain", rule.code]).stdout);
        for part in [rule.code, rule.title, rule.summary, rule.why.lines().next().expect("text"), rule.remedy, rule.effects[0].who] {
            assert!(page.contains(part), "{}: {part}", rule.code);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    many_faults(folder.path(), 20_000);
    let script = format!(
        "\"{}\" check --max-places 0 \"{}\" | head -n 1; exit \"${{PIPESTATUS[0]}}\"",
        env!("CARGO_BIN_EXE_roster-inspector"),
        folder.path().display()
    );
    let output = Command::new("bash").args(["-c", &script]).output().expect("a shell");
    assert_eq!(output.status.code(), Some(1), "what was found still counts: {}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_sample_is_judged_by_its_own_day() {
    let output = run(&["check", "--sample", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "the sample has faults on purpose");
    let report: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!(report["package"], roster_inspector::generate::SAMPLE_NAME);
    assert_eq!(report["as_of"], roster_inspector::generate::SAMPLE_AS_OF);
    assert_eq!(run(&["check", "--sample", &path("good/v1_1")]).status.code(), Some(2));
}

#[test]
fn a_limit_can_be_set() {
    let refused = run(&["check", "--max-files", "2", &path("good/v1_1")]);
    assert_eq!(refused.status.code(), Some(2));
    let words = text(&refused.stderr);
    assert!(words.contains("more than 2 files") && words.contains("--max-files"), "{words}");
    assert_eq!(run(&["check", "--max-files", "100", &path("good/v1_1")]).status.code(), Some(0));
}

#[test]
fn rules_on_request_run_when_they_are_asked_for() {
    let bad = path("bad/phone-format");
    let has = |report: &Value| report["findings"].as_array().expect("findings").iter().any(|finding| finding["rule"] == "phone-format");
    assert!(!has(&check_json(&[&bad]).1));
    assert!(has(&check_json(&["--also", "phone-format", &bad]).1));
}

#[test]
fn limits_can_be_set_by_name() {
    let size = |arguments: &[&str]| {
        let report = check_json(&[arguments, &[&path("bad/class-size-outlier")]].concat()).1;
        let findings = report["findings"].as_array().expect("findings").clone();
        findings.iter().find(|finding| finding["rule"] == "class-size-outlier").map(|finding| finding["count"].clone())
    };
    assert_eq!(size(&[]), Some(1.into()));
    assert_eq!(size(&["--threshold", "class-students=400"]), None);
    for threshold in roster_inspector::check::Threshold::ALL {
        assert_eq!(run(&["check", "--threshold", &format!("{}=60", threshold.code()), &path("good/v1_1")]).status.code(), Some(0));
        assert!(text(&run(&["check", "--help"]).stdout).replace("\n          ", " ").contains(threshold.code()), "{}", threshold.code());
    }
}

#[test]
fn a_name_that_is_not_known_is_answered_with_the_nearest_one() {
    let good = path("good/v1_1");
    for (arguments, nearest) in [
        (["--also", "phone-fromat"], "Did you mean phone-format?"),
        (["--threshold", "class-student=40"], "Did you mean class-students?"),
        (["--threshold", "usual-domains=400"], "The limit usual-domains is a number from 50 to 100"),
        (["--threshold", "class-students"], "a limit such as class-students=40 is expected"),
        (["--profile", "clevr"], "Did you mean clever?"),
        (["--format", "jsn"], "'json'"),
        (["--fail-on", "warnings"], "'warning'"),
    ] {
        let output = run(&["check", arguments[0], arguments[1], &good]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(output.stdout.is_empty() && said.contains(nearest), "{said}");
    }
}

#[test]
fn the_password_of_an_encrypted_zip_comes_from_the_environment() {
    let folder = tempfile::tempdir().expect("a folder");
    let zip = folder.path().join("locked.zip");
    let mut writer = zip::ZipWriter::new(fs::File::create(&zip).expect("a file"));
    let options = zip::write::SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, "acorns 7");
    for entry in fs::read_dir(path("good/v1_1")).expect("a folder") {
        let file = entry.expect("an entry").path();
        writer.start_file(file.file_name().expect("a name").to_string_lossy(), options).expect("an entry begins");
        std::io::Write::write_all(&mut writer, &fs::read(&file).expect("a file")).expect("written");
    }
    writer.finish().expect("an archive");
    let check = |password: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roster-inspector"));
        command.args(["check", "--format", "json", "--as-of", "2026-10-01"]).arg(&zip).env_remove("ROSTER_INSPECTOR_ZIP_PASSWORD");
        if let Some(password) = password {
            command.env("ROSTER_INSPECTOR_ZIP_PASSWORD", password);
        }
        command.output().expect("it starts")
    };
    let opened = check(Some("acorns 7"));
    let report: Value = serde_json::from_slice(&opened.stdout).expect("one JSON object");
    assert_eq!(report["version"], "1.1", "{}", text(&opened.stderr));
    assert!(!text(&opened.stdout).contains("acorns"));
    for (password, words) in [(None, "ROSTER_INSPECTOR_ZIP_PASSWORD"), (Some("beech"), "The password does not open this archive")] {
        let refused = check(password);
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(refused.stdout.is_empty() && said.contains(words) && !said.contains("beech"), "{said}");
        assert!(said.trim_end().ends_with("locked.zip"), "the path comes last: {said}");
    }
}
