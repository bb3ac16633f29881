//! The sample district has the faults that its README lists, at their places, and no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use roster_inspector::check::{self, Settings};
use roster_inspector::generate::{SAMPLE, SAMPLE_AS_OF};
use roster_inspector::job::Watch;
use roster_inspector::read;
use roster_inspector::roster::{self, Roster, RosterId};

use super::check_fixtures::input;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

fn open() -> Arc<Roster> {
    let package = read::open_embedded("sample", SAMPLE).expect("the sample opens");
    roster::load(RosterId::next(), package, Instant::now(), &Watch::new(), &mut |_| {}).expect("the sample loads")
}

/// Rule, file and line of each place that the README lists.
fn planted() -> BTreeSet<(String, String, u64)> {
    let readme = fs::read_to_string(folder().join("README.md")).expect("a README");
    let mut places = BTreeSet::new();
    for row in readme.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let before = places.len();
        for span in cells[2].split(", ") {
            let (first, last) = span.split_once(" to ").unwrap_or((span, span));
            for line in first.parse::<u64>().expect("a line")..=last.parse().expect("a line") {
                places.insert((cells[0].trim_matches('`').to_owned(), cells[1].to_owned(), line));
            }
        }
        assert_eq!((places.len() - before).to_string(), cells[6], "{row}");
    }
    places
}

#[test]
fn the_planted_faults_are_found_and_nothing_else() {
    let roster = open();
    let settings = Settings::as_of(SAMPLE_AS_OF.parse().expect("a day"));
    let findings = check::run(&input(&roster), &settings, 1000, &Watch::new());
    let mut found = BTreeSet::new();
    for group in findings.groups() {
        if group.level() == check::Level::Info {
            continue;
        }
        for place in group.places(&input(&roster)) {
            assert!(found.insert((group.rule.code.to_owned(), place.file, place.line.expect("a line"))));
        }
    }
    assert_eq!(found, planted());
}

#[test]
fn the_embedded_files_are_those_of_the_folder() {
    let mut names: BTreeSet<String> = fs::read_dir(folder())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .collect();
    assert!(names.remove("README.md") && names.remove("as-of.txt"));
    assert_eq!(names, SAMPLE.iter().map(|(name, _)| (*name).to_owned()).collect());
    assert!(SAMPLE.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 1_500_000);
}
