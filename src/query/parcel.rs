//! Rows that are to be handed over as a package: which rows of which tables, and what stands in each cell.

use crate::read::Package;
use crate::spec::{Mode, Table, Version};
use crate::store::{TableData, Text};

/// A package to be written: files of the standard, row by row, and what its manifest says.
#[derive(Clone, Debug)]
pub struct Parcel<'a> {
    /// The version.
    pub version: Version,
    /// The files, in the order in which they are written.
    pub files: Vec<ParcelFile<'a>>,
    /// Name and code of the source system, for the manifest.
    pub source: [String; 2],
}

/// One file of a parcel.
#[derive(Clone, Debug)]
pub struct ParcelFile<'a> {
    /// Which file.
    pub table: Table,
    /// Bulk or delta.
    pub mode: Mode,
    /// The names of the header.
    pub header: Vec<String>,
    /// The tables that rows come from.
    pub sources: Vec<ParcelSource<'a>>,
    /// The rows in their order: the place of the source, and the row in it.
    pub rows: Vec<(u16, u32)>,
}

/// A table that rows of a parcel come from.
#[derive(Clone, Debug)]
pub struct ParcelSource<'a> {
    /// The table.
    pub data: &'a TableData,
    /// What is written in each column of the header.
    pub cells: Vec<ParcelCell>,
}

/// What is written in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParcelCell {
    /// The exact text of this column.
    Column(u16),
    /// The exact text of this column, or this word where it is blank.
    ColumnOr(u16, String),
    /// Always this word.
    Word(String),
    /// Nothing.
    Blank,
}

impl ParcelFile<'_> {
    /// The text of one cell of a row.
    pub fn text(&self, (source, row): (u16, u32), column: usize) -> Text<'_> {
        let Some(source) = self.sources.get(usize::from(source)) else { return Text::Borrowed("") };
        let text = |at: &u16| source.data.columns().get(usize::from(*at)).map_or(Text::Borrowed(""), |column| column.text(row));
        match source.cells.get(column) {
            Some(ParcelCell::Column(at)) => text(at),
            Some(ParcelCell::ColumnOr(at, word)) => Some(text(at)).filter(|text| !text.is_blank()).unwrap_or(Text::Borrowed(word)),
            Some(ParcelCell::Word(word)) => Text::Borrowed(word),
            Some(ParcelCell::Blank) | None => Text::Borrowed(""),
        }
    }
}

/// Name and code of the source system, as the manifest of a package has them; else the name of the package.
pub fn source_of(package: &Package) -> [String; 2] {
    let value = |property: &str| package.manifest.as_ref().and_then(|manifest| manifest.value(property)).map(str::to_owned);
    ["source.systemName", "source.systemCode"].map(|property| value(property).unwrap_or_else(|| package.name.clone()))
}
