//! Tables as a SQLite database: one for each file, every column text as in the source, an index on sourcedId.

use std::io::{self, Error, ErrorKind};
use std::path::Path;

use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::csv_rows::View;
use super::form::distinct_names;
use crate::job::Watch;

/// Writes the tables into an empty file; false if it was stopped.
pub(super) fn write_sqlite(views: &[View<'_>], file: &Path, watch: &Watch) -> io::Result<bool> {
    write(views, file, watch).map_err(io_error)
}

fn write(views: &[View<'_>], file: &Path, watch: &Watch) -> rusqlite::Result<bool> {
    let mut base = Connection::open(file)?;
    // Nobody reads it before it is whole, so it needs no journal beside it.
    base.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;")?;
    let all = base.transaction()?;
    for view in views {
        if !write_table(view, &all, watch)? {
            return Ok(false);
        }
    }
    all.commit()?;
    base.close().map_err(|(_, error)| error)?;
    Ok(!watch.is_cancelled())
}

fn write_table(view: &View<'_>, base: &Connection, watch: &Watch) -> rusqlite::Result<bool> {
    const STRIDE: u32 = 4096;
    let columns: Vec<_> =
        view.columns.iter().filter_map(|&at| Some((usize::from(at), &**view.data.columns().get(usize::from(at))?))).collect();
    let names = distinct_names(columns.iter().map(|(_, column)| *column));
    let table = view.data.table().name();
    let declared: Vec<String> = names.iter().map(|name| format!("{} TEXT", quoted(name))).collect();
    base.execute_batch(&format!("CREATE TABLE {} ({});", quoted(table), declared.join(", ")))?;
    let places = vec!["?"; names.len()].join(", ");
    let mut insert = base.prepare(&format!("INSERT INTO {} VALUES ({places})", quoted(table)))?;
    for position in 0..view.rows.len() {
        if position.is_multiple_of(STRIDE) {
            if watch.is_cancelled() {
                return Ok(false);
            }
            watch.add(u64::from(STRIDE.min(view.rows.len() - position)));
        }
        let Some(row) = view.rows.row(position) else { continue };
        let cells: Vec<_> = columns.iter().map(|(at, column)| (!view.data.is_missing(row, *at)).then(|| column.text(row))).collect();
        insert.execute(params_from_iter(cells.iter().map(|cell| cell.as_deref())))?;
    }
    drop(insert);
    let key = columns.iter().position(|(_, column)| column.spec().is_some_and(|spec| spec.name == "sourcedId"));
    if let Some(key) = key {
        let index = quoted(&format!("{table}_sourcedId"));
        base.execute_batch(&format!("CREATE INDEX {index} ON {} ({});", quoted(table), quoted(&names[key])))?;
    }
    Ok(true)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn io_error(error: rusqlite::Error) -> Error {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ErrorKind::StorageFull,
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => ErrorKind::PermissionDenied,
        _ => ErrorKind::Other,
    };
    Error::new(kind, error)
}
