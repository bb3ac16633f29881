//! A roster as a OneRoster package: its tables as the files of the standard, a manifest, one zip.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::csv_rows::writer;
use super::place::Place;
use super::{ExportError, ExportErrorKind};
use crate::job::Watch;
use crate::read::ColumnMeaning;
use crate::roster::Roster;
use crate::spec::{Mode, Presence, Table, Version};
use crate::store::TableData;

/// How a package is written.
#[derive(Clone, Debug)]
pub struct PackageOptions {
    /// Bulk, where status and times are blank and deleted rows have no place; or delta.
    pub mode: Mode,
    /// True if a file that is there may be replaced.
    pub replace: bool,
    /// What is open: never replaced.
    pub opened: Vec<PathBuf>,
    /// The name of the source system, for the manifest.
    pub source: String,
}

/// A package that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageWritten {
    /// Where.
    pub path: PathBuf,
    /// Files and their rows, in the order of the standard.
    pub files: Vec<(Table, u32)>,
    /// What could not be expressed, in words, with counts.
    pub losses: Vec<String>,
}

/// Writes every table of the standard that has rows. The zip is put into its place when it is whole.
pub fn write_package(roster: &Roster, options: &PackageOptions, path: &Path, watch: &Watch) -> Result<PackageWritten, ExportError> {
    watch.doing("Writing the package");
    watch.set_total(roster.data().rows());
    let mut place = Place::begin(path, options.replace, &options.opened)?;
    let written =
        write_to(roster, options, BufWriter::with_capacity(1 << 18, place.file()), watch).map_err(|error| ExportError::io(path, error))?;
    let Some((files, losses)) = written else { return Err(ExportError::new(ExportErrorKind::Cancelled, path)) };
    place.finish()?;
    Ok(PackageWritten { path: path.to_owned(), files, losses })
}

/// Files with their rows, and what could not be expressed.
type Contents = (Vec<(Table, u32)>, Vec<String>);

fn write_to(roster: &Roster, options: &PackageOptions, out: impl Write + Seek, watch: &Watch) -> io::Result<Option<Contents>> {
    let mut zip = ZipWriter::new(out);
    let mut losses = BTreeMap::new();
    let tables: Vec<&TableData> = roster.data().tables().filter(|table| table.table() != Table::Manifest && table.rows() > 0).collect();
    let mut files = Vec::new();
    for table in &tables {
        let begun = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(table.bytes() > 1 << 31);
        zip.start_file(table.table().file(), begun).map_err(io::Error::other)?;
        let Some(rows) = write_table(table, roster.version(), options.mode, &mut zip, &mut losses, watch)? else { return Ok(None) };
        files.push((table.table(), rows));
    }
    zip.start_file(Table::Manifest.file(), SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
        .map_err(io::Error::other)?;
    write_manifest(&mut zip, roster.version(), options, &files)?;
    zip.finish().map_err(io::Error::other)?.flush()?;
    Ok(Some((files, losses.into_iter().map(|(what, count)| format!("{what}: {count}")).collect())))
}

/// How many rows were written; `None` if it was stopped.
fn write_table(
    data: &TableData,
    version: Version,
    mode: Mode,
    out: &mut impl Write,
    losses: &mut BTreeMap<String, u64>,
    watch: &Watch,
) -> io::Result<Option<u32>> {
    const STRIDE: u32 = 4096;
    let Some(spec) = version.spec().table(data.table()) else { return Ok(Some(0)) };
    let mut out = writer(out);
    let beyond: Vec<usize> = data
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.meaning(), ColumnMeaning::Metadata))
        .map(|(at, _)| at)
        .collect();
    for column in data.columns().iter().filter(|column| matches!(column.meaning(), ColumnMeaning::Unknown)) {
        *losses
            .entry(format!("{}: values of {}, which the standard has no column for", data.table().file(), column.name()))
            .or_default() += column.filled();
    }
    let columns: Vec<Option<usize>> =
        spec.columns.iter().map(|column| data.column_number(column.name)).chain(beyond.iter().map(|&at| Some(at))).collect();
    let blank: Vec<bool> = spec
        .columns
        .iter()
        .map(|column| mode == Mode::Bulk && column.presence == Presence::DeltaOnly)
        .chain(beyond.iter().map(|_| false))
        .collect();
    for column in spec.columns {
        out.write_field(column.name).map_err(io_error)?;
    }
    for &at in &beyond {
        out.write_field(data.columns()[at].name()).map_err(io_error)?;
    }
    out.write_record(None::<&[u8]>).map_err(io_error)?;
    let mut rows = 0;
    for row in 0..data.rows() {
        if row % STRIDE == 0 {
            if watch.is_cancelled() {
                return Ok(None);
            }
            watch.add(u64::from(STRIDE.min(data.rows() - row)));
        }
        if mode == Mode::Bulk && &*data.text(row, "status") == "tobedeleted" {
            *losses.entry(format!("{}: rows that are to be deleted, which a bulk package leaves out", data.table().file())).or_default() +=
                1;
            continue;
        }
        for (column, blank) in columns.iter().zip(&blank) {
            match column {
                Some(at) if !blank => out.write_field(data.columns()[*at].text(row).as_bytes()).map_err(io_error)?,
                _ => out.write_field("").map_err(io_error)?,
            }
        }
        out.write_record(None::<&[u8]>).map_err(io_error)?;
        rows += 1;
    }
    out.flush()?;
    Ok(Some(rows))
}

fn write_manifest(out: &mut impl Write, version: Version, options: &PackageOptions, files: &[(Table, u32)]) -> io::Result<()> {
    let mut out = writer(out);
    let mut row = |name: &str, value: &str| out.write_record([name, value]).map_err(io_error);
    row("propertyName", "value")?;
    row("manifest.version", "1.0")?;
    row("oneroster.version", version.manifest_value())?;
    for table in version.spec().tables.iter().map(|spec| spec.table).filter(|table| *table != Table::Manifest) {
        let there = files.iter().any(|(of, _)| *of == table);
        row(&format!("file.{}", table.name()), if there { options.mode.name() } else { "absent" })?;
    }
    row("source.systemName", &options.source)?;
    row("source.systemCode", &options.source)?;
    out.flush()
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
