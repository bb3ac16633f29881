//! One district in every kind that a test opens: bulk of 1.1, bulk of 1.2.1, and a delta. And districts in which every row is wrong.

use std::fs;
use std::sync::Arc;

use roster_inspector::check::{self, RULES, Settings};
use roster_inspector::generate::{Fault, Options, write_district};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::{Table, Version};
use tempfile::TempDir;

use super::check_fixtures::input;
use super::generate::{District, generate};

/// The version, and true for a delta.
pub const KINDS: [(Version, bool); 3] = [(Version::V1_1, false), (Version::V1_2_1, false), (Version::V1_1, true)];

/// The same district in every kind.
pub fn each(base: Options) -> [Options; 3] {
    KINDS.map(|(version, delta)| Options { version, delta, ..base })
}

/// An open district, and the folder that it lies in.
pub struct Opened {
    _folder: TempDir,
    pub roster: Arc<Roster>,
    pub options: Options,
    pub faults: Vec<Fault>,
}

pub fn open(options: Options) -> Opened {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("district.zip");
    let summary = write_district(&options, fs::File::create(&path).expect("a file"), &Watch::new()).expect("a district");
    let roster = roster::open(&[path], &Limits::default(), &Watch::new()).expect("it opens");
    Opened { _folder: folder, roster, options, faults: summary.faults }
}

/// The district in every kind, open.
pub fn open_each(base: Options) -> impl Iterator<Item = Opened> {
    each(base).into_iter().map(open)
}

/// A cell that is wrong whatever the column asks for, as long as it asks for anything.
fn wrong(table: Table, column: &str, row: usize) -> String {
    match column {
        "sourcedId" if table != Table::Demographics => format!("id {row} of {}", table.name()),
        _ if column.ends_with("SourcedId") || column.ends_with("SourcedIds") || column == "sourcedId" => format!("gone-{row}"),
        _ => format!(" Wrong {row}@ "),
    }
}

/// Writes the district with a wrong value in every cell that holds one, and opens it.
fn all_wrong(district: &District) -> (TempDir, Arc<Roster>, u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = 0;
    for (&table, rows) in &district.files {
        let mut lines = rows.text.split("\r\n");
        let header = lines.next().unwrap_or_default();
        let mut text = format!("{header}\r\n");
        if table == Table::Manifest {
            text.clone_from(&rows.text);
        } else {
            let names: Vec<&str> = header.split(',').collect();
            for (row, record) in rows.records.iter().enumerate() {
                let cells =
                    names.iter().zip(record).map(|(name, old)| if old.is_empty() { String::new() } else { wrong(table, name, row) });
                text.push_str(&cells.collect::<Vec<_>>().join(","));
                text.push_str("\r\n");
                all += 1;
            }
        }
        fs::write(folder.path().join(table.file()), text).expect("a file");
    }
    let roster = roster::open(&[folder.path().to_owned()], &Limits::default(), &Watch::new()).expect("it opens");
    (folder, roster, all)
}

/// Places that are kept of each rule in the test below, and the bytes that one may take: its spot, its value and its mark in the
/// row, with room to grow.
const CAP: usize = 50;
const BYTES_OF_PLACE: usize = 160;

#[test]
fn a_package_in_which_every_row_is_wrong_opens_and_takes_bounded_memory() {
    for base in each(Options { gradebook: true, ..Options::default() }) {
        let bytes = [2000, 8000].map(|students| {
            let (_folder, roster, rows) = all_wrong(&generate(Options { students, ..base }));
            let findings = check::run(&input(&roster), &Settings::as_of(jiff::civil::date(2026, 11, 23)), CAP, &Watch::new());
            assert!(findings.is_complete());
            assert!(findings.counts().errors >= rows, "each of {rows} rows has an error: {:?}", findings.counts());
            for group in findings.groups() {
                assert!(group.spots().len() <= CAP && group.count >= group.spots().len() as u64, "{}", group.rule.code);
            }
            assert!(findings.groups().iter().filter(|group| group.count > CAP as u64).count() >= 5);
            findings.bytes()
        });
        let bound = RULES.len() * CAP * BYTES_OF_PLACE;
        assert!(bytes.iter().all(|&bytes| bytes <= bound), "{bytes:?} of {bound}");
        // Four times the rows, and the same places are kept.
        assert!(bytes[1] < bytes[0] + bytes[0] / 5, "{bytes:?} in {base:?}");
    }
}

#[test]
fn every_row_of_every_kind_can_be_told_in_every_place() {
    for opened in open_each(Options { students: 300, gradebook: true, defects: 0.01, ..Options::default() }) {
        let findings = check::run(&input(&opened.roster), &Settings::as_of(jiff::civil::date(2026, 11, 23)), 3, &Watch::new());
        assert!(!opened.faults.is_empty());
        for group in findings.groups() {
            let mut told = 0;
            check::stream(&input(&opened.roster), findings.settings(), group.rule.code, &mut |place| {
                assert!(!place.message.is_empty());
                told += 1;
            });
            assert_eq!(told, group.count, "{} in {:?}", group.rule.code, opened.options);
        }
    }
}
