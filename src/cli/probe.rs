//! `probe`: asks an endpoint what it is and what it obeys.

use std::io::{self, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::connecting::ConnectArguments;
use super::output::beside;
use super::{Failure, progress};
use crate::job::Watch;
use crate::rest::{Log, Outcome, Probe, probe, write_probe};

/// What `probe` is asked.
#[derive(Debug, Args)]
pub(super) struct ProbeArguments {
    #[command(flatten)]
    connect: ConnectArguments,
    /// Write the report to this file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Probes and tells. 0: everything as the standard has it; 1: something is otherwise; 2: a pull cannot work.
pub(super) fn run(arguments: &ProbeArguments) -> Result<ExitCode, Failure> {
    let connection = arguments.connect.connection()?;
    let watch = Watch::new();
    let found = progress::with_bar(&watch, || probe(&connection, &Log::default(), &watch));
    match &arguments.output {
        Some(path) => to_file(&found, &arguments.connect.url(), path).map_err(|error| Failure::Output {
            what: "report",
            error,
            path: path.clone(),
        })?,
        // Whoever closed the other end of the pipe has read enough.
        None => drop(write_probe(&found, &arguments.connect.url(), &mut stdout().lock())),
    }
    let good = found.lines.iter().all(|line| line.outcome == Outcome::Good);
    Ok(ExitCode::from(if found.can_pull() { u8::from(!good) } else { 2 }))
}

fn to_file(found: &Probe, url: &str, path: &PathBuf) -> io::Result<()> {
    let mut file = beside(path)?;
    write_probe(found, url, &mut file)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
