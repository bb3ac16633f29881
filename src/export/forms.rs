//! Parts of a roster in any form: one file, or one file for each table in a folder; whole, or not there at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::csv_file::write_rows;
use super::csv_rows::View;
use super::folder::FolderPlace;
use super::form::{Form, FormOptions, FormPart, FormWritten, left_out};
use super::parquet_file::write_parquet;
use super::place::Place;
use super::rest_json::Objects;
use super::sqlite::write_sqlite;
use super::whole_file::Stoppable;
use super::xlsx::{ROWS_OF_A_SHEET, write_xlsx};
use super::{ExportError, ExportErrorKind};
use crate::job::Watch;
use crate::roster::Roster;

/// Where something is written if this path is given: Parquet has its partition below it, `source=…/date=…`.
pub fn form_place(options: &FormOptions, path: &Path) -> PathBuf {
    if options.form != Form::Parquet {
        return path.to_owned();
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let source: String =
        options.source.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    let source = if source.is_empty() { "unknown" } else { &source };
    path.join(format!("source={source}")).join(format!("date={}", options.date))
}

/// Writes parts of a roster. They are put into their place when they are whole; if it is stopped or fails, nothing is left and
/// whatever was there stays. The progress is in rows. Not for a frame.
pub fn write_form(
    roster: &Roster,
    parts: &[FormPart],
    options: &FormOptions,
    path: &Path,
    watch: &Watch,
) -> Result<FormWritten, ExportError> {
    if !parts.iter().all(|part| part.rows.is_whole()) {
        return Err(ExportError::new(ExportErrorKind::NotReady, path));
    }
    watch.doing(format!("Writing {}", options.form.name()));
    watch.set_total(watch.progress().done + parts.iter().map(|part| u64::from(part.rows.len())).sum::<u64>());
    let views: Vec<View<'_>> =
        parts.iter().filter_map(|part| Some(View { data: roster.table(part.table)?, columns: &part.columns, rows: &part.rows })).collect();
    let work = Work { roster, options, watch };
    let (bytes, changed) = if options.form.is_folder(options.whole) { work.folder(&views, path)? } else { work.file(&views, path)? };
    let mut notes = left_out(roster, parts);
    notes.extend(changed_words(options, changed));
    let tables = views.iter().map(|view| (view.data.table(), view.rows.len())).collect();
    Ok(FormWritten { path: form_place(options, path), tables, bytes, notes })
}

fn changed_words(options: &FormOptions, changed: u64) -> Option<String> {
    let cells = if changed == 1 { "1 cell".to_owned() } else { format!("{changed} cells") };
    match options.form {
        Form::Csv if options.safe && changed == 0 => Some("No cell could be taken for a formula, so none was changed".to_owned()),
        Form::Csv if options.safe => Some(format!("{cells} that a spreadsheet could take for formulas now begin with an apostrophe")),
        Form::Xlsx if changed > 0 => Some(format!("{cells} longer than the 32,767 characters that a cell of XLSX holds: cut there")),
        _ => None,
    }
}

struct Work<'a> {
    roster: &'a Roster,
    options: &'a FormOptions,
    watch: &'a Watch,
}

impl Work<'_> {
    /// Bytes, and cells that could not be written as they are.
    fn file(&self, views: &[View<'_>], path: &Path) -> Result<(u64, u64), ExportError> {
        let failed = |error| ExportError::io(path, error);
        let mut place = Place::begin(path, self.options.replace, &self.options.opened)?;
        let on_its_way = place.on_its_way().to_path_buf();
        let folder = on_its_way.parent().unwrap_or(Path::new("."));
        let done = match self.options.form {
            Form::Sqlite => write_sqlite(views, &on_its_way, self.watch).map(|whole| whole.then_some(0)),
            _ => {
                let mut out = Stoppable::new(place.file(), self.watch);
                let done = self.one(views, folder, &mut out);
                done.and_then(|done| out.flush().map(|()| done))
            }
        };
        let changed = self.finished(done, path)?;
        let bytes = place.file().metadata().map_err(failed)?.len();
        place.finish()?;
        Ok((bytes, changed))
    }

    /// One file for each table.
    fn folder(&self, views: &[View<'_>], path: &Path) -> Result<(u64, u64), ExportError> {
        let options = self.options;
        let path = &form_place(options, path);
        // The folder of all partitions, and that of the source.
        let above = if options.form == Form::Parquet { 2 } else { 0 };
        let place = FolderPlace::begin(path, above, options.replace, &options.opened, options.form.extension())?;
        let (mut bytes, mut changed) = (0, 0);
        for view in views {
            let name = format!("{}.{}", view.data.table().name(), options.form.extension());
            let done = File::create_new(place.folder().join(name)).and_then(|file| {
                let mut out = Stoppable::new(&file, self.watch);
                let done = self.one(&[*view], place.folder(), &mut out)?;
                out.flush()?;
                bytes += out.bytes;
                drop(out);
                file.sync_all().map(|()| done)
            });
            changed += self.finished(done, path)?;
        }
        place.finish()?;
        Ok((bytes, changed))
    }

    fn finished(&self, done: io::Result<Option<u64>>, path: &Path) -> Result<u64, ExportError> {
        // What fails because it was stopped was stopped.
        if self.watch.is_cancelled() {
            return Err(ExportError::new(ExportErrorKind::Cancelled, path));
        }
        done.map_err(|error| ExportError::io(path, error))?.ok_or_else(|| ExportError::new(ExportErrorKind::Cancelled, path))
    }

    /// Writes one file; `None` if it was stopped, else how many cells could not be written as they are.
    fn one(&self, views: &[View<'_>], folder: &Path, out: &mut (impl Write + Send)) -> io::Result<Option<u64>> {
        let (options, watch) = (self.options, self.watch);
        match (options.form, views) {
            (Form::Csv, [view]) => write_rows(view, (options.bom, options.safe), out, watch),
            (Form::Ndjson, [view]) => self.lines(view, out),
            (Form::Parquet, [view]) => write_parquet(view, out, watch).map(|whole| whole.then_some(0)),
            (Form::Xlsx, _) => write_xlsx(views, ROWS_OF_A_SHEET, folder, out, watch),
            (Form::Json, _) => self.document(views, out),
            _ => Err(io::Error::other("this form holds one table a file")),
        }
    }

    fn lines(&self, view: &View<'_>, out: &mut (impl Write + Send)) -> io::Result<Option<u64>> {
        let whole = Objects::of(*view, self.roster.version()).write(out, b"\n", self.watch)?;
        if !view.rows.is_empty() {
            out.write_all(b"\n")?;
        }
        Ok(whole.then_some(0))
    }

    /// One object with a list for each table, as an endpoint answers.
    fn document(&self, views: &[View<'_>], out: &mut (impl Write + Send)) -> io::Result<Option<u64>> {
        for (at, view) in views.iter().enumerate() {
            let begin = if at == 0 { "{" } else { ",\n" };
            writeln!(out, "{begin}\"{}\":[", view.data.table().name())?;
            if !Objects::of(*view, self.roster.version()).write(out, b",\n", self.watch)? {
                return Ok(None);
            }
            out.write_all(b"\n]")?;
        }
        out.write_all(if views.is_empty() { b"{}\n" } else { b"}\n" })?;
        Ok(Some(0))
    }
}
