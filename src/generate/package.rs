//! The zip: the manifest first, then each file, made and deflated block by block.

use std::io::{Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::dice::{Dice, Shuffle};
use super::district::{District, Memo};
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
const SHUFFLES: u64 = 50;

/// Writes the package of `district`.
pub(super) fn write(district: &District, out: impl Write + Seek, progress: &Watch) -> Result<Summary, Error> {
    let tables = district.options.version.spec().tables;
    let mut summary = Summary::default();
    let total = tables.iter().filter_map(|spec| district.count(spec.table)).sum();
    progress.set_total(total);
    let mut zip = ZipWriter::new(out);
    for spec in tables {
        let rows = match spec.table {
            Table::Manifest => 0,
            table => match district.count(table) {
                Some(rows) => rows,
                None => continue,
            },
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
            manifest(district, tables, &mut row)
        } else {
            write_rows(district, spec.table, rows, &mut row, &mut zip, &mut summary, progress)?;
            rows
        };
        flush(&mut row, &mut zip, &mut summary)?;
        summary.files.push((spec.table, written));
        summary.rows += written;
    }
    zip.finish()?;
    Ok(summary)
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

fn write_rows(
    district: &District,
    table: Table,
    rows: u64,
    row: &mut Row,
    zip: &mut impl Write,
    summary: &mut Summary,
    progress: &Watch,
) -> Result<(), Error> {
    let shuffle = district.options.shuffle.then(|| Shuffle::new(rows, Dice::new(district.options.seed, SHUFFLES + table.index() as u64)));
    let mut memo = Memo::default();
    let mut since = 0;
    for place in 0..rows {
        let index = shuffle.map_or(place, |shuffle| shuffle.at(place));
        district.write(table, index, &mut memo, row);
        row.end();
        since += 1;
        if row.bytes().len() >= BLOCK {
            if progress.is_cancelled() {
                return Err(Error::Cancelled);
            }
            flush(row, zip, summary)?;
            progress.add(std::mem::take(&mut since));
        }
    }
    progress.add(since);
    Ok(())
}

/// Writes the rows of manifest.csv and says how many they are.
fn manifest(district: &District, tables: &[TableSpec], row: &mut Row) -> u64 {
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
        let value = if district.count(table).is_some() { mode.name() } else { "absent" };
        property(&format!("file.{}", table.name()), value);
    }
    property("source.systemName", "Marlow Student Information");
    property("source.systemCode", "MSI");
    rows
}
