//! Looks whether a package meets what a receiver asks for.

use std::collections::HashSet;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::profile::{Ask, Cells, Needs};
use crate::check::{Input, Part, Place, Spot};
use crate::job::Watch;
use crate::spec::Table;
use crate::store::TableData;

/// What was found against one thing that a receiver asks for.
#[derive(Clone, Debug)]
pub struct Unmet {
    /// What it asks for.
    pub ask: Ask,
    /// How many places, exactly.
    pub count: u64,
    /// How many per file and column, exactly.
    pub parts: Vec<Part>,
    /// Places, up to the number that was asked for, with the text at fault where it is not the cell.
    spots: Vec<(Spot, Option<String>)>,
}

impl Unmet {
    /// The places that are kept.
    pub fn spots(&self) -> impl Iterator<Item = Spot> + '_ {
        self.spots.iter().map(|(spot, _)| *spot)
    }

    /// The places that are kept, with the text at fault where it is not the cell.
    pub fn kept(&self) -> &[(Spot, Option<String>)] {
        &self.spots
    }

    /// The places that are kept, in words.
    pub fn places<'a>(&'a self, input: &'a Input<'a>) -> impl Iterator<Item = Place> + 'a {
        self.spots.iter().map(|(spot, value)| {
            let mut place = spot.describe(|_, _| String::new(), value.as_deref(), input);
            place.message = match &place.column {
                Some(column) => format!("{column}: {}", self.ask.title),
                None => self.ask.title.clone(),
            };
            place
        })
    }

    fn add(&mut self, spot: Spot, value: Option<String>, input: &Input<'_>, cap: usize) {
        let (file, column) = (spot.file(input), spot.column());
        self.count += 1;
        match self.parts.iter_mut().find(|part| part.file == file && part.column == column) {
            Some(part) => part.count += 1,
            None => self.parts.push(Part { file, column, count: 1 }),
        }
        if self.spots.len() < cap {
            self.spots.push((spot, value));
        }
    }
}

/// What is not met, with up to `cap` places; `None` if all is as asked for.
pub(super) fn unmet(input: &Input<'_>, ask: &Ask, cap: usize, watch: &Watch) -> Option<Unmet> {
    let mut unmet = Unmet { ask: ask.clone(), count: 0, parts: Vec::new(), spots: Vec::new() };
    let mut add = |spot: Spot, value: Option<String>| unmet.add(spot, value, input, cap);
    match &ask.needs {
        Needs::Files(tables) => {
            for table in tables.iter().filter(|table| input.data.table(**table).is_none()) {
                add(Spot::Package, Some(table.file().to_owned()));
            }
        }
        Needs::Mode(mode) => {
            for table in files(input).filter(|table| table.mode() != *mode) {
                add(Spot::File(table.file()), Some(table.mode().name().to_owned()));
            }
        }
        Needs::Versions(versions) => {
            let version = input.data.version();
            if !versions.contains(&version) {
                add(Spot::Package, Some(version.name().to_owned()));
            }
        }
        Needs::Property(property, wanted) => {
            let value = input.package.manifest.as_ref().and_then(|manifest| manifest.value(property)).unwrap_or_default();
            let is_met = wanted.as_ref().map_or(!value.trim().is_empty(), |wanted| wanted == value);
            if !is_met {
                add(Spot::Package, Some(format!("{property} {value}").trim_end().to_owned()));
            }
        }
        Needs::Rows(most) => {
            for table in files(input).filter(|table| table.rows() > *most) {
                add(Spot::File(table.file()), Some(table.rows().to_string()));
            }
        }
        Needs::Filled(cells) => each_cell(input, cells, watch, &mut |spot, text| {
            if text.trim().is_empty() {
                add(spot, None);
            }
        }),
        Needs::Words(cells, words) => each_cell(input, cells, watch, &mut |spot, text| {
            if !text.is_empty() && !words.iter().any(|word| word == text) {
                add(spot, None);
            }
        }),
        Needs::Letters(cells, letters) => each_cell(input, cells, watch, &mut |spot, text| {
            if !text.chars().all(|c| c.is_ascii_alphanumeric() || letters.contains(c)) {
                add(spot, None);
            }
        }),
        Needs::Unique(cells) => unique(input, cells, watch, &mut |spot| add(spot, None)),
    }
    (unmet.count > 0).then_some(unmet)
}

fn files<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a TableData> + use<'a> {
    input.data.tables().filter(|table| table.table() != Table::Manifest)
}

/// Every cell that is meant, rows of too few cells apart.
fn each_cell(input: &Input<'_>, cells: &Cells, watch: &Watch, each: &mut dyn FnMut(Spot, &str)) {
    let Some(data) = input.data.table(cells.table) else { return };
    let Some(number) = data.column_number(&cells.column) else { return };
    let column = &data.columns()[number];
    // In 1.2 the role of a user stands in roles.csv, so nobody is left out there.
    let only = cells.only.as_ref().and_then(|(name, words)| Some((data.column(name)?, words)));
    let is_one = |words: &[String], text: &str| words.iter().any(|word| word == text);
    let by_code: Vec<bool> =
        only.map(|(column, words)| column.dictionary().iter().map(|(_, text)| is_one(words, text)).collect()).unwrap_or_default();
    let is_meant = |row: u32| {
        only.is_none_or(|(column, words)| match column.code(row).and_then(|code| by_code.get(usize::from(code))) {
            Some(&is_meant) => is_meant,
            None => is_one(words, &column.text(row)),
        })
    };
    for row in 0..data.rows() {
        if row % 0x10000 == 0 && watch.is_cancelled() {
            return;
        }
        if data.is_missing(row, number) || !is_meant(row) {
            continue;
        }
        each(Spot::Cell { table: cells.table, row, column: number as u16 }, &column.text(row));
    }
}

/// Cells that repeat an earlier one, whatever the letter case. Texts are compared only where their hashes are alike, so that not
/// all of them are held.
fn unique(input: &Input<'_>, cells: &Cells, watch: &Watch, found: &mut dyn FnMut(Spot)) {
    let hasher = FixedState::default();
    let mut lower = String::new();
    let mut hash = |text: &str| {
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        if lower.is_ascii() { hasher.hash_one(lower.as_str()) } else { hasher.hash_one(lower.to_lowercase()) }
    };
    let mut hashes = Vec::new();
    each_cell(input, cells, watch, &mut |_, text| {
        if !text.is_empty() {
            hashes.push(hash(text));
        }
    });
    hashes.sort_unstable();
    let again: HashSet<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    drop(hashes);
    if again.is_empty() {
        return;
    }
    let mut seen: HashSet<String> = HashSet::new();
    each_cell(input, cells, watch, &mut |spot, text| {
        if !text.is_empty() && again.contains(&hash(text)) && !seen.insert(text.to_lowercase()) {
            found(spot);
        }
    });
}
