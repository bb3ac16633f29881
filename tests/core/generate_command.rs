//! `roster-inspector generate`: a whole package or none, and words that say why.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn generate(arguments: &[&str], out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roster-inspector")).arg("generate").args(arguments).arg(out).output().expect("it runs")
}

#[test]
fn every_option_has_its_effect() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut seen = Vec::new();
    for (index, more) in [
        &[][..],
        &["--seed", "2"],
        &["--version", "1.2"],
        &["--version", "1.2.0"],
        &["--delta"],
        &["--gradebook"],
        &["--ids", "numeric"],
        &["--shuffle"],
        &["--quote", "all"],
        &["--defects", "0.01"],
    ]
    .into_iter()
    .enumerate()
    {
        let out = folder.path().join(format!("{index}.zip"));
        let ran = generate(&[&["--students", "40"], more].concat(), &out);
        assert_eq!(ran.status.code(), Some(0), "{more:?} {}", String::from_utf8_lossy(&ran.stderr));
        let bytes = fs::read(&out).expect("a package");
        assert!(!seen.contains(&bytes), "{more:?} changes nothing");
        seen.push(bytes);
    }
    let again = folder.path().join("again.zip");
    generate(&["--students", "40"], &again);
    assert!(fs::read(again).expect("a package") == seen[0]);
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = folder.path().join("no-such-folder").join("out.zip");
    let ran = generate(&["--students", "40"], &gone);
    assert_eq!(ran.status.code(), Some(2));
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(words.contains("Could not write the package") && words.contains("no-such-folder"), "{words}");
    // The place is taken by a folder: the package cannot be put there, and what was written so far goes.
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("a folder");
    assert_eq!(generate(&["--students", "40"], &taken).status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    assert_eq!(generate(&["--students", "0"], &folder.path().join("none.zip")).status.code(), Some(2));
}

#[test]
fn known_faults_are_listed_beside_the_package() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("faulty.zip");
    let ran = generate(&["--students", "300", "--defects", "0.01"], &out);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let list = fs::read_to_string(folder.path().join("faulty.zip.defects.json")).expect("the list");
    let faults: Vec<serde_json::Value> = serde_json::from_str(&list).expect("JSON");
    assert!(faults.len() > 40, "{}", faults.len());
    for fault in &faults {
        let members = fault.as_object().expect("an object");
        let mut names: Vec<_> = members.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["column", "file", "kind", "line", "row", "rule", "sourcedId", "value"]);
        assert!(fault["row"].as_u64() < fault["line"].as_u64());
    }
    let sound = folder.path().join("sound.zip");
    assert_eq!(generate(&["--students", "30", "--defects", "0"], &sound).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("sound.zip.defects.json")).expect("the list"), "[]\n");
    assert_eq!(generate(&["--students", "30", "--defects", "0.5"], &folder.path().join("none.zip")).status.code(), Some(2));
    assert!(!folder.path().join("none.zip").exists() && !folder.path().join("none.zip.defects.json").exists());
}
