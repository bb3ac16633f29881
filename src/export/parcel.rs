//! A parcel as a OneRoster zip: exact cells, a manifest, the same bytes for the same parcel.

use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::csv_rows::writer;
use super::place::Place;
use super::{ExportError, ExportErrorKind};
use crate::job::Watch;
use crate::query::{Parcel, ParcelFile};
use crate::spec::Table;

/// Writes a parcel. The zip is put into its place when it is whole; if it is stopped or fails, nothing is left and whatever was there
/// stays. The progress is in rows. Gives the number of bytes. Not for a frame.
pub fn write_parcel(parcel: &Parcel<'_>, replace: bool, opened: &[PathBuf], path: &Path, watch: &Watch) -> Result<u64, ExportError> {
    watch.doing("Writing the package");
    watch.set_total(watch.progress().done + parcel.files.iter().map(|file| file.rows.len() as u64).sum::<u64>());
    let mut place = Place::begin(path, replace, opened)?;
    let out = BufWriter::with_capacity(1 << 18, place.file());
    let whole = write_to(parcel, out, watch).map_err(|error| ExportError::io(path, error))?;
    if !whole || watch.is_cancelled() {
        return Err(ExportError::new(ExportErrorKind::Cancelled, path));
    }
    let bytes = place.file().metadata().map_or(0, |file| file.len());
    place.finish()?;
    Ok(bytes)
}

/// False if it was stopped.
fn write_to(parcel: &Parcel<'_>, out: impl Write + Seek, watch: &Watch) -> io::Result<bool> {
    let mut zip = ZipWriter::new(out);
    // Without a time of its own, so that the same rows give the same bytes.
    let entry = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for file in &parcel.files {
        let large = file.sources.iter().map(|source| source.data.bytes()).sum::<usize>() > 1 << 31;
        zip.start_file(file.table.file(), entry.large_file(large)).map_err(io::Error::other)?;
        if !write_file(file, &mut zip, watch)? {
            return Ok(false);
        }
    }
    zip.start_file(Table::Manifest.file(), entry).map_err(io::Error::other)?;
    write_manifest(parcel, &mut zip)?;
    zip.finish().map_err(io::Error::other)?.flush()?;
    Ok(true)
}

/// The files of a parcel as they would stand in its package: name and content; `None` if `watch` says to stop. Not for a frame.
pub fn parcel_files(parcel: &Parcel<'_>, watch: &Watch) -> Option<Vec<(String, Vec<u8>)>> {
    watch.doing("Making the package");
    watch.set_total(watch.progress().done + parcel.files.iter().map(|file| file.rows.len() as u64).sum::<u64>());
    let mut files = Vec::with_capacity(parcel.files.len() + 1);
    for file in &parcel.files {
        let mut bytes = Vec::new();
        // Memory takes every byte, so only a stop ends this early.
        write_file(file, &mut bytes, watch).ok().filter(|whole| *whole)?;
        files.push((file.table.file().to_owned(), bytes));
    }
    let mut manifest = Vec::new();
    write_manifest(parcel, &mut manifest).ok()?;
    files.push((Table::Manifest.file().to_owned(), manifest));
    Some(files)
}

fn write_file(file: &ParcelFile<'_>, out: &mut impl Write, watch: &Watch) -> io::Result<bool> {
    const STRIDE: usize = 4096;
    let mut out = writer(out);
    out.write_record(&file.header).map_err(io::Error::from)?;
    for rows in file.rows.chunks(STRIDE) {
        if watch.is_cancelled() {
            return Ok(false);
        }
        for &row in rows {
            for column in 0..file.header.len() {
                out.write_field(file.text(row, column).as_bytes()).map_err(io::Error::from)?;
            }
            out.write_record(None::<&[u8]>).map_err(io::Error::from)?;
        }
        watch.add(rows.len() as u64);
    }
    out.flush()?;
    Ok(true)
}

fn write_manifest(parcel: &Parcel<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut out = writer(out);
    let mut row = |name: &str, value: &str| out.write_record([name, value]).map_err(io::Error::from);
    row("propertyName", "value")?;
    row("manifest.version", "1.0")?;
    row("oneroster.version", parcel.version.manifest_value())?;
    for table in parcel.version.spec().tables.iter().map(|spec| spec.table).filter(|table| *table != Table::Manifest) {
        let mode = parcel.files.iter().find(|file| file.table == table).map_or("absent", |file| file.mode.name());
        row(&format!("file.{}", table.name()), mode)?;
    }
    row("source.systemName", &parcel.source[0])?;
    row("source.systemCode", &parcel.source[1])?;
    out.flush()
}
