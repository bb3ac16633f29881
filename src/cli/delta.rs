//! `delta`: writes what has to be sent so that one bulk set becomes another.

use std::io::{self, Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;

use super::sources::{self, opened_paths};
use super::{Failure, progress};
use crate::compare::{self, Delta};
use crate::export::write_parcel;
use crate::job::Watch;
use crate::roster::Roster;

/// What `delta` is asked.
#[derive(Debug, Args)]
pub(super) struct DeltaArguments {
    /// The bulk set that the receiver has
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The bulk set that it shall have
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The zip to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    replace: bool,
    /// dateLastModified of rows that have none, such as 2026-09-01T06:00:00.000Z [default: when NEW was last changed]
    #[arg(long, value_name = "TIME", value_parser = time)]
    time: Option<Timestamp>,
}

fn time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| "a time such as 2026-09-01T06:00:00.000Z is expected".to_owned())
}

/// 0: it is written.
pub(super) fn run(arguments: &DeltaArguments) -> Result<ExitCode, Failure> {
    let watch = Watch::new();
    let (old, new, delta) = progress::with_bar(&watch, || {
        let old = sources::open_whole(&arguments.old, &watch)?;
        let new = sources::open_whole(&arguments.new, &watch)?;
        let delta = compare::delta(&old, &new, &watch).unwrap_or(Delta { tables: Vec::new(), left_out: Vec::new() });
        let modified = new.package().modified.and_then(|time| Timestamp::try_from(time).ok());
        let time = arguments.time.or(modified).unwrap_or_else(Timestamp::now);
        let parcel = delta.parcel(&old, &new, &time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string());
        write_parcel(&parcel, arguments.replace, &opened_paths(&[&old, &new]), &arguments.out, &watch)?;
        Ok::<_, Failure>((old, new, delta))
    })?;
    // Whoever closed the other end of the pipe has read enough.
    drop(tell(arguments, &old, &new, &delta));
    Ok(ExitCode::SUCCESS)
}

fn tell(arguments: &DeltaArguments, old: &Roster, new: &Roster, delta: &Delta) -> io::Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "From {} to {}", old.package().name, new.package().name)?;
    for of in &delta.tables {
        let (created, changed, deleted) = (of.created.len(), of.changed.len(), of.deleted.len());
        writeln!(out, "  {}: {created} created, {changed} changed, {deleted} deleted", of.table.file())?;
    }
    if delta.tables.is_empty() {
        writeln!(out, "  no row differs")?;
    }
    for left in &delta.left_out {
        writeln!(out, "  {}: {} rows cannot be told in a delta: {}", left.table.file(), left.rows, left.why)?;
    }
    writeln!(out, "Saved as {}", arguments.out.display())
}
