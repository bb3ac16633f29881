//! Where rules put what they find: counts are exact, spots are kept up to a cap or handed on one by one.

use super::place::Spot;
use crate::read::FileId;
use crate::store::TableData;

/// Called with every spot and, where it cannot be fetched from the dataset, its value.
pub(super) type Each<'a> = &'a mut dyn FnMut(Spot, Option<&str>);

/// Takes in what one rule finds in one piece of work.
pub struct Sink<'a> {
    pub(super) parts: Vec<Part>,
    pub(super) kept: Kept,
    cap: usize,
    each: Option<Each<'a>>,
    /// Rows of the table at hand whose cells cannot be trusted, in order.
    damaged: &'a [u32],
}

/// How many findings of a rule one column or file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file; `None` = the package as a whole.
    pub file: Option<FileId>,
    /// The column in file order; `None` = not about a column.
    pub column: Option<u16>,
    /// How many, exactly.
    pub count: u64,
}

/// The spots that are kept, with the values that cannot be fetched from the dataset.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub(super) spots: Vec<Spot>,
    /// (place in `spots`, value), in order.
    pub(super) values: Vec<(u32, Box<str>)>,
}

impl Kept {
    pub(super) fn push(&mut self, spot: Spot, value: Option<&str>) {
        if let Some(value) = value {
            self.values.push((self.spots.len() as u32, value.into()));
        }
        self.spots.push(spot);
    }

    pub(super) fn value(&self, at: usize) -> Option<&str> {
        let found = self.values.binary_search_by_key(&(at as u32), |&(at, _)| at).ok()?;
        Some(&self.values[found].1)
    }

    /// Takes in what comes after, up to `cap` in all.
    pub(super) fn append(&mut self, other: Self, cap: usize) {
        let (had, room) = (self.spots.len(), cap.saturating_sub(self.spots.len()));
        self.values.extend(other.values.into_iter().filter(|&(at, _)| (at as usize) < room).map(|(at, value)| (at + had as u32, value)));
        self.spots.extend(other.spots.into_iter().take(room));
    }
}

impl<'a> Sink<'a> {
    /// Keeps up to `cap` spots.
    pub(super) fn capped(cap: usize) -> Self {
        Self { parts: Vec::new(), kept: Kept::default(), cap, each: None, damaged: &[] }
    }

    /// Hands every spot to `each` and keeps none.
    pub(super) fn streaming(each: Each<'a>) -> Self {
        Self { parts: Vec::new(), kept: Kept::default(), cap: 0, each: Some(each), damaged: &[] }
    }

    /// Leaves out cells of these rows: their own fault is found by another rule.
    pub(super) fn without_rows(mut self, damaged: &'a [u32]) -> Self {
        self.damaged = damaged;
        self
    }

    fn put(&mut self, spot: Spot, file: Option<FileId>, value: Option<&str>) {
        let column = spot.column();
        // What is found next is nearly always in the same column.
        match self.parts.iter_mut().rev().find(|part| part.file == file && part.column == column) {
            Some(part) => part.count += 1,
            None => self.parts.push(Part { file, column, count: 1 }),
        }
        if let Some(each) = &mut self.each {
            each(spot, value);
        } else if self.kept.spots.len() < self.cap {
            self.kept.push(spot, value);
        }
    }

    /// Found in the package as a whole.
    pub fn package(&mut self, value: &str) {
        self.put(Spot::Package, None, Some(value));
    }

    /// Found in a file as a whole, or in the package if there is no file.
    pub fn file(&mut self, file: Option<FileId>, value: &str) {
        self.put(file.map_or(Spot::Package, Spot::File), file, Some(value));
    }

    /// A name in a header.
    pub fn header(&mut self, file: FileId, column: usize) {
        self.put(Spot::Header { file, column: column as u16 }, Some(file), None);
    }

    /// A column that a header lacks, by its place in the standard's table.
    pub fn absent(&mut self, file: FileId, column: usize) {
        self.put(Spot::Absent { file, column: column as u16 }, Some(file), None);
    }

    /// A row of the manifest.
    pub fn property(&mut self, file: Option<FileId>, row: usize) {
        self.put(Spot::Property(row as u32), file, None);
    }

    /// A row. `value` is what is at fault.
    pub fn row(&mut self, table: &TableData, row: u32, value: &str) {
        self.put(Spot::Row { table: table.table(), row }, Some(table.file_of(row)), Some(value));
    }

    /// A cell. Cells of rows that are damaged as a whole are not taken.
    pub fn cell(&mut self, table: &TableData, row: u32, column: usize) {
        if !self.is_damaged(row) {
            self.put(Spot::Cell { table: table.table(), row, column: column as u16 }, Some(table.file_of(row)), None);
        }
    }

    /// A part of a cell, such as one item of a list.
    pub fn item(&mut self, table: &TableData, row: u32, column: usize, value: &str) {
        if !self.is_damaged(row) {
            self.put(Spot::Cell { table: table.table(), row, column: column as u16 }, Some(table.file_of(row)), Some(value));
        }
    }

    /// A place in a row that the reader names, taken even if the row is damaged: the damage is the finding.
    pub fn fact(&mut self, table: &TableData, row: u32, column: Option<u16>, value: Option<&str>) {
        let spot = column.map_or(Spot::Row { table: table.table(), row }, |column| Spot::Cell { table: table.table(), row, column });
        self.put(spot, Some(table.file_of(row)), value);
    }

    fn is_damaged(&self, row: u32) -> bool {
        !self.damaged.is_empty() && self.damaged.binary_search(&row).is_ok()
    }
}
