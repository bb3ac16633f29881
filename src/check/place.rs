//! Where a finding is: compact while it is kept, in words when somebody looks.

use super::Input;
use crate::read::FileId;
use crate::spec::{ColumnSpec, Table};
use crate::store::{Column, TableData};

/// Says what a finding is, from its place.
pub type Message = fn(&Place, &Input<'_>) -> String;

/// Where a finding is. Small, because there may be millions; texts are fetched from the dataset when they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The package as a whole.
    Package,
    /// A file as a whole.
    File(FileId),
    /// A name in a header.
    Header {
        /// The file.
        file: FileId,
        /// The column in file order, from 0.
        column: u16,
    },
    /// A column that a header lacks.
    Absent {
        /// The file.
        file: FileId,
        /// The place of the column in the standard's table.
        column: u16,
    },
    /// A row of the manifest, from 0.
    Property(u32),
    /// A row of a table.
    Row {
        /// The table.
        table: Table,
        /// The row, from 0.
        row: u32,
    },
    /// A cell of a table.
    Cell {
        /// The table.
        table: Table,
        /// The row, from 0.
        row: u32,
        /// The column in file order, from 0.
        column: u16,
    },
}

const _: () = assert!(size_of::<Spot>() <= 12, "millions of spots are kept");

/// Where a finding is, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name of the file as it stands; empty = the package as a whole.
    pub file: String,
    /// The table that the file is read as.
    pub table: Option<Table>,
    /// The record, 1 = the first after the header; 0 = the header; `None` = the file as a whole.
    pub row: Option<u32>,
    /// The physical line where the record starts, 1 = the header; `None` = the file as a whole.
    pub line: Option<u64>,
    /// The column's name.
    pub column: Option<String>,
    /// The sourcedId of the row; empty if it has none.
    pub sourced_id: String,
    /// The text that is at fault; empty if what is at fault is that there is none.
    pub value: String,
    /// What the finding says.
    pub message: String,
}

impl Spot {
    /// The file that it is in.
    pub fn file(self, input: &Input<'_>) -> Option<FileId> {
        match self {
            Self::Package => None,
            Self::File(file) | Self::Header { file, .. } | Self::Absent { file, .. } => Some(file),
            Self::Property(_) => input.package.manifest.as_ref().and_then(|manifest| manifest.file),
            Self::Row { table, row } | Self::Cell { table, row, .. } => input.data.table(table).map(|table| table.file_of(row)),
        }
    }

    /// The table and row that it leads to.
    pub const fn row(self) -> Option<(Table, u32)> {
        match self {
            Self::Row { table, row } | Self::Cell { table, row, .. } => Some((table, row)),
            Self::Property(row) => Some((Table::Manifest, row)),
            _ => None,
        }
    }

    /// The column in file order that it is about.
    pub const fn column(self) -> Option<u16> {
        match self {
            Self::Header { column, .. } | Self::Cell { column, .. } => Some(column),
            _ => None,
        }
    }

    fn column_of<'a>(self, input: &Input<'a>) -> Option<&'a Column> {
        let Self::Cell { table, column, .. } = self else { return None };
        input.data.table(table)?.columns().get(usize::from(column)).map(|column| &**column)
    }

    /// The spot in words. `value` stands in for the text of the cell; `say` is the message of the rule.
    pub fn describe(self, say: Message, value: Option<&str>, input: &Input<'_>) -> Place {
        let file = self.file(input).and_then(|id| input.package.files.get(usize::from(id.0)));
        let mut place = Place {
            file: file.map(|file| file.name.clone()).unwrap_or_default(),
            table: file.and_then(|file| file.table),
            ..Place::default()
        };
        match self {
            Self::Package | Self::File(_) => {}
            Self::Header { column, .. } => {
                let name = file.and_then(|file| file.header.as_ref()?.columns.get(usize::from(column))).map(|column| column.name.clone());
                (place.row, place.line) = (Some(0), Some(1));
                place.value = name.clone().unwrap_or_default();
                place.column = name;
            }
            Self::Absent { column, .. } => {
                let spec = place.table.and_then(|table| input.data.version().spec().table(table));
                (place.row, place.line) = (Some(0), Some(1));
                place.column = spec.and_then(|spec| spec.columns.get(usize::from(column))).map(|column| column.name.to_owned());
            }
            Self::Property(row) => {
                let property = input.package.manifest.as_ref().and_then(|manifest| manifest.properties.get(row as usize));
                if let Some((name, value, line)) = property {
                    (place.row, place.line) = (Some(row + 1), Some(*line));
                    place.sourced_id.clone_from(name);
                    place.column = Some("value".to_owned());
                    place.value.clone_from(value);
                }
            }
            Self::Row { table, row } => place.of_row(input, table, row, None),
            Self::Cell { table, row, column } => place.of_row(input, table, row, Some(usize::from(column))),
        }
        if let Some(value) = value {
            // What the checks kept was taken before anything was covered.
            place.value = self.column_of(input).map_or_else(|| value.to_owned(), |column| column.shown(value));
        }
        place.message = say(&place, input);
        place
    }
}

impl Place {
    fn of_row(&mut self, input: &Input<'_>, table: Table, row: u32, column: Option<usize>) {
        let Some(data) = input.data.table(table) else { return };
        self.table = Some(table);
        self.row = Some(data.record(row));
        self.line = Some(data.line(row));
        self.sourced_id = data.sourced_id(row).into_string();
        if let Some(column) = column.and_then(|column| data.columns().get(column)) {
            self.column = Some(column.name().to_owned());
            self.value = column.text(row).into_string();
        }
    }

    /// What the standard says about the column.
    pub fn spec(&self, input: &Input<'_>) -> Option<&'static ColumnSpec> {
        let name = self.column.as_deref()?;
        let columns = input.data.table(self.table?)?.columns();
        columns.iter().find(|column| column.name() == name)?.spec()
    }

    /// The table and row, from 0, that it leads to.
    pub fn of_table<'a>(&self, input: &Input<'a>) -> Option<(&'a TableData, u32)> {
        Some((input.data.table(self.table?)?, self.row?.checked_sub(1)?))
    }

    /// The column's name, or "the row".
    pub fn column_words(&self) -> &str {
        self.column.as_deref().unwrap_or("the row")
    }
}
