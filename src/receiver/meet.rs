//! Looks whether a package meets what a receiver asks for.

use std::collections::HashSet;

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
    for row in 0..data.rows() {
        if row % 0x10000 == 0 && watch.is_cancelled() {
            return;
        }
        if data.is_missing(row, number) || !is_meant(input, data, cells, row) {
            continue;
        }
        each(Spot::Cell { table: cells.table, row, column: number as u16 }, &column.text(row));
    }
}

/// True if the row has one of the words. In 1.2 the role of a user stands in roles.csv, so nobody is left out there.
fn is_meant(_: &Input<'_>, data: &TableData, cells: &Cells, row: u32) -> bool {
    let Some((name, words)) = &cells.only else { return true };
    data.column(name).is_none_or(|column| words.iter().any(|word| *word == *column.text(row)))
}

fn unique(input: &Input<'_>, cells: &Cells, watch: &Watch, found: &mut dyn FnMut(Spot)) {
    let mut seen: HashSet<String> = HashSet::new();
    each_cell(input, cells, watch, &mut |spot, text| {
        if !text.is_empty() && !seen.insert(text.to_lowercase()) {
            found(spot);
        }
    });
}
