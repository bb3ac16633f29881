//! The zip: the manifest first, then each file, made and deflated block by block.

use std::io::{Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::district::{District, Memo};
use super::fault_plan::FaultPlan;
use super::package_rows::PackageRows;
use super::row::Row;
use super::{Error, Summary};
use crate::job::Watch;
use crate::spec::{Mode, Table, TableSpec};

/// What is handed to the deflater at once.
const BLOCK: usize = 256 << 10;
/// Longer than any row, to know which entries need Zip64.
const LONGEST_ROW: u64 = 1024;
/// Speed before size; feeds as they come are a tenth smaller.
const LEVEL: i64 = 3;

/// Writes the package of `district`.
pub(super) fn write(district: &District, out: impl Write + Seek, progress: &Watch) -> Result<Summary, Error> {
    let tables = district.options.version.spec().tables;
    let rows_of: Vec<Option<PackageRows>> = Table::ALL.iter().map(|&table| PackageRows::of(district, table)).collect();
    let mut work = Work { district, rows_of: &rows_of, faults: FaultPlan::new(district, &rows_of), summary: Summary::default(), progress };
    progress.set_total(rows_of.iter().flatten().map(PackageRows::count).sum());
    let mut zip = ZipWriter::new(out);
    for spec in tables {
        let rows = match (spec.table, &rows_of[spec.table.index()]) {
            (Table::Manifest, _) => 0,
            (_, Some(rows)) => rows.count(),
            (_, None) => continue,
        };
        if progress.is_cancelled() {
            return Err(Error::Cancelled);
        }
        progress.doing(format!("Writing {}", spec.table.file()));
        zip.start_file(spec.table.file(), entry_options(rows))?;
        let mut row = Row::new(district.options.quote_all);
        for column in spec.columns {
            row.text(column.name);
        }
        row.end();
        let written = if spec.table == Table::Manifest {
            manifest(&work, tables, &mut row)
        } else {
            work.write_rows(spec, &mut row, &mut zip)?;
            rows
        };
        flush(&mut row, &mut zip, &mut work.summary)?;
        work.summary.files.push((spec.table, written));
        work.summary.rows += written;
    }
    zip.finish()?;
    work.summary.faults = work.faults.told();
    Ok(work.summary)
}

/// What the files share while they are written.
struct Work<'a> {
    district: &'a District,
    /// By [`Table::index`].
    rows_of: &'a [Option<PackageRows>],
    faults: FaultPlan,
    summary: Summary,
    progress: &'a Watch,
}

/// The same for every run: no clock, no platform.
fn entry_options(rows: u64) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::from_date_and_time(2026, 11, 22, 21, 0, 0).unwrap_or_default())
        .unix_permissions(0o644)
        .large_file(rows * LONGEST_ROW >= u64::from(u32::MAX))
}

fn flush(row: &mut Row, zip: &mut impl Write, summary: &mut Summary) -> Result<(), Error> {
    zip.write_all(row.bytes())?;
    summary.csv_bytes += row.bytes().len() as u64;
    row.clear();
    Ok(())
}

impl Work<'_> {
    fn write_rows(&mut self, spec: &TableSpec, row: &mut Row, zip: &mut impl Write) -> Result<(), Error> {
        let Some(rows) = &self.rows_of[spec.table.index()] else { return Ok(()) };
        let mut memo = Memo::default();
        let mut since = 0;
        self.faults.begin();
        for place in 0..rows.count() {
            let index = rows.at(place);
            self.district.write(spec.table, index, &mut memo, row);
            row.end();
            self.faults.spoil(spec, index, place, row);
            since += 1;
            if row.bytes().len() >= BLOCK {
                if self.progress.is_cancelled() {
                    return Err(Error::Cancelled);
                }
                flush(row, zip, &mut self.summary)?;
                self.progress.add(std::mem::take(&mut since));
            }
        }
        self.progress.add(since);
        Ok(())
    }
}

/// Writes the rows of manifest.csv and says how many they are.
fn manifest(work: &Work<'_>, tables: &[TableSpec], row: &mut Row) -> u64 {
    let district = work.district;
    let mode = if district.options.delta { Mode::Delta } else { Mode::Bulk };
    let mut names: Vec<Table> = tables.iter().map(|spec| spec.table).filter(|&table| table != Table::Manifest).collect();
    names.sort_by_key(|table| table.name().to_ascii_lowercase());
    let mut rows = 0;
    let mut property = |name: &str, value: &str| {
        row.text(name);
        row.text(value);
        row.end();
        rows += 1;
    };
    property("manifest.version", "1.0");
    property("oneroster.version", district.options.version.manifest_value());
    for table in names {
        let value = if work.rows_of[table.index()].is_some() { mode.name() } else { "absent" };
        property(&format!("file.{}", table.name()), value);
    }
    property("source.systemName", "Marlow Student Information");
    property("source.systemCode", "MSI");
    rows
}
