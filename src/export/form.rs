//! The forms that rows can be written in, and what is written: parts of a roster, with chosen columns and rows.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::query::RowOrder;
use crate::roster::Roster;
use crate::spec::{Privacy, Table};
use crate::store::{Column, TableData};

/// A form that rows can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated text, as in the package.
    #[default]
    Csv,
    /// A workbook; every cell is text.
    Xlsx,
    /// One document in the shape of the REST binding.
    Json,
    /// One object a line, in the shape of the REST binding.
    Ndjson,
    /// Typed columns for DuckDB, Spark and Trino, partitioned by source and date.
    Parquet,
    /// A database; every column is text.
    Sqlite,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 6] = [Self::Csv, Self::Xlsx, Self::Json, Self::Ndjson, Self::Parquet, Self::Sqlite];

    /// What names of its files end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
        }
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Json => "JSON",
            Self::Ndjson => "NDJSON",
            Self::Parquet => "Parquet",
            Self::Sqlite => "SQLite",
        }
    }

    /// True if a folder is written: Parquet always, and one file for each table of a whole roster where a file holds one table.
    pub const fn is_folder(self, whole: bool) -> bool {
        match self {
            Self::Parquet => true,
            Self::Csv | Self::Ndjson => whole,
            Self::Xlsx | Self::Json | Self::Sqlite => false,
        }
    }
}

/// How rows are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormOptions {
    /// The form.
    pub form: Form,
    /// True if it is a whole roster, which may need a folder.
    pub whole: bool,
    /// CSV: true to begin with the bytes that tell some spreadsheets that the text is UTF-8.
    pub bom: bool,
    /// CSV: true to put an apostrophe before what a spreadsheet could take for a formula.
    pub safe: bool,
    /// True if what was written there before may be replaced.
    pub replace: bool,
    /// What is open: never replaced.
    pub opened: Vec<PathBuf>,
    /// Parquet: the name of the source, for its partition.
    pub source: String,
    /// Parquet: the day of the source, for its partition.
    pub date: Date,
}

/// What is written of one table.
#[derive(Clone, Debug)]
pub struct FormPart {
    /// The table.
    pub table: Table,
    /// The places of the columns, in the order in which they are written.
    pub columns: Vec<u16>,
    /// The rows, in the order in which they are written.
    pub rows: Arc<RowOrder>,
}

/// Every row of these tables, in the order of the standard, without columns that hold secrets. Tables that are not there are left out.
pub fn parts_of(roster: &Roster, tables: &[Table]) -> Vec<FormPart> {
    let there = tables.iter().filter_map(|&table| roster.table(table)).filter(|data| !data.columns().is_empty());
    there
        .map(|data| FormPart { table: data.table(), columns: open_columns(data), rows: Arc::new(RowOrder::everything(data.rows())) })
        .collect()
}

/// The columns of a table but for those that hold secrets.
fn open_columns(data: &TableData) -> Vec<u16> {
    let columns = data.columns().iter().enumerate().filter(|(_, column)| !is_secret(column));
    columns.map(|(at, _)| at as u16).collect()
}

fn is_secret(column: &Column) -> bool {
    column.spec().is_some_and(|spec| spec.privacy == Privacy::Secret)
}

/// The day on which what was opened was last changed, in UTC; the first of 1970 if there is no file. Asks the system: not for a frame.
pub fn day_of_source(roster: &Roster) -> Date {
    let changed = roster.paths().first().and_then(|path| fs::metadata(path).ok()).and_then(|file| file.modified().ok());
    let changed = changed.and_then(|time| Timestamp::try_from(time).ok()).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(changed).date()
}

/// The name of what was opened, without what its name ends in.
pub fn name_of_source(roster: &Roster) -> String {
    let stem = roster.paths().first().and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    stem.unwrap_or_else(|| roster.package().name.clone())
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormWritten {
    /// The file or folder.
    pub path: PathBuf,
    /// Tables and their rows.
    pub tables: Vec<(Table, u32)>,
    /// Bytes of all files.
    pub bytes: u64,
    /// What is not as in the source, in words.
    pub notes: Vec<String>,
}

impl FormWritten {
    /// Rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| u64::from(*rows)).sum()
    }
}

/// Names for columns in which letter case does not tell names apart: the standard's name, else the header, with `_2` and so on
/// behind a name that stands there already.
pub(super) fn distinct_names<'a>(columns: impl Iterator<Item = &'a Column>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, column) in columns.enumerate() {
        let name = column.spec().map_or(column.name(), |spec| spec.name);
        let name = if name.trim().is_empty() { format!("column_{}", at + 1) } else { name.replace('\0', "") };
        names.push(free_name(&name, &names));
    }
    names
}

/// The name, with a number behind it if it is taken.
pub(super) fn free_name(name: &str, taken: &[String]) -> String {
    let is_taken = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    if !is_taken(name) {
        return name.to_owned();
    }
    (2..=u32::MAX).map(|number| format!("{name}_{number}")).find(|name| !is_taken(name)).unwrap_or_default()
}

/// What is told of the columns that no form holds.
pub(super) fn left_out(roster: &Roster, parts: &[FormPart]) -> Vec<String> {
    let secrets = parts.iter().filter_map(|part| roster.table(part.table)).flat_map(|data| {
        let filled = data.columns().iter().filter(|column| is_secret(column) && column.filled() > 0);
        filled.map(|column| format!("{} of {} is left out, as it holds secrets", column.name(), data.table().file()))
    });
    secrets.collect()
}
