//! Districts in memory that tests change and write again, for comparing.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;

use roster_inspector::compare::{self, Comparison, Options};
use roster_inspector::generate::{self, write_district};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;

/// Files of a package as records, the header first.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<String, Vec<Vec<String>>>);

impl Files {
    pub fn generated(options: &generate::Options) -> Self {
        let mut out = Cursor::new(Vec::new());
        write_district(options, &mut out, &Watch::new()).expect("it is written");
        Self::read(out.into_inner())
    }

    pub fn read(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let name = entry.name().expect("a name").into_owned();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut entry, &mut text).expect("text");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let records = reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect();
            files.insert(name, records);
        }
        Self(files)
    }

    pub fn rows(&mut self, table: Table) -> &mut Vec<Vec<String>> {
        self.0.get_mut(table.file()).expect("the file")
    }

    pub fn column(&self, table: Table, name: &str) -> usize {
        self.0[table.file()][0].iter().position(|column| column == name).expect("the column")
    }

    pub fn write(&self, path: &Path) {
        let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("a file"));
        for (name, records) in &self.0 {
            zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("an entry");
            let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            records.iter().for_each(|record| out.write_record(record).expect("memory"));
            zip.write_all(&out.into_inner().expect("memory")).expect("written");
        }
        zip.finish().expect("a zip");
    }

    pub fn open(&self) -> Arc<Roster> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("district.zip");
        self.write(&path);
        open(&path)
    }
}

pub fn open(path: &Path) -> Arc<Roster> {
    roster::open(&[path.to_owned()], &Limits::default(), &Watch::new()).expect("it opens")
}

pub fn compared(old: &Roster, new: &Roster) -> Comparison {
    compare::rosters(old, new, &Options::default(), &Watch::new()).expect("nobody stops it")
}

/// Numbers without order, the same for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Changes cells, takes rows out, puts copies under other ids in, moves rows: `wild` also makes ids repeated and blank.
pub fn mutated(files: &Files, seed: u64, wild: bool) -> Files {
    let mut dice = Dice(seed);
    let mut changed = files.clone();
    for (name, records) in &mut changed.0 {
        if name == Table::Manifest.file() || records.len() < 3 {
            continue;
        }
        for _ in 0..=records.len() / 12 {
            let at = 1 + dice.below(records.len() - 1);
            match dice.below(if wild { 8 } else { 5 }) {
                0 if records.len() > 3 => {
                    records.remove(at);
                }
                1 => {
                    let mut copy = records[at].clone();
                    copy[0] = format!("n-{}-{}", seed % 1000, dice.below(1 << 20));
                    records.insert(1 + dice.below(records.len()), copy);
                }
                2 => {
                    let other = 1 + dice.below(records.len() - 1);
                    records.swap(at, other);
                }
                5 => records[at][0] = String::new(),
                6 | 7 => {
                    let copy = records[at].clone();
                    records.push(copy);
                }
                _ => {
                    let column = 3 + dice.below(records[at].len().saturating_sub(3));
                    let other = 1 + dice.below(records.len() - 1);
                    let text = [
                        String::new(),
                        "Ünique, \"x\"".to_owned(),
                        format!("v{}", dice.below(50)),
                        records[other].get(column).cloned().unwrap_or_default(),
                    ];
                    if let Some(cell) = records[at].get_mut(column) {
                        cell.clone_from(&text[dice.below(4)]);
                    }
                }
            }
        }
    }
    changed
}
