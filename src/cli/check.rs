//! `check`: opens a package, judges it, prints the report.

use std::io::{BufWriter, Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::report::{Report, input_of};
use super::{Failure, json_report, progress, text_report};
use crate::check::{self, Findings, Settings};
use crate::generate;
use crate::job::Watch;
use crate::read::{self, Limits, ReadError};
use crate::roster::{self, Roster, RosterId};

/// What `check` is asked.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Zip, folder or CSV files
    #[arg(value_name = "PATH", required_unless_present = "sample")]
    paths: Vec<PathBuf>,
    /// Check the built-in sample district, as of its own day
    #[arg(long, conflicts_with = "paths")]
    sample: bool,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Judge as if this were today, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Places printed for each rule; 0 = all. Counts are always exact [default: 1000, in text 10]
    #[arg(long, value_name = "N")]
    max_places: Option<usize>,
    /// Files that a package may hold
    #[arg(long, value_name = "N", default_value_t = Limits::default().entries)]
    max_files: usize,
    /// Bytes that the files may have together, unpacked
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().unpacked_bytes)]
    max_unpacked: u64,
    /// Unpacked bytes for each packed byte of a large file
    #[arg(long, value_name = "N", default_value_t = Limits::default().ratio)]
    max_ratio: u64,
}

/// Form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day such as 2026-09-01 is expected".to_owned())
}

/// Today; for the sample the day that it was made for, so that its findings do not change.
fn default_day(sample: bool) -> Date {
    let today = || jiff::ZonedDateTime::now().date();
    if sample { generate::SAMPLE_AS_OF.parse().unwrap_or_else(|_| today()) } else { today() }
}

fn open(arguments: &CheckArguments, started: Instant, watch: &Watch) -> Result<Arc<Roster>, ReadError> {
    if !arguments.sample {
        let limits = Limits {
            entries: arguments.max_files,
            unpacked_bytes: arguments.max_unpacked,
            ratio: arguments.max_ratio,
            ..Limits::default()
        };
        return roster::open(&arguments.paths, &limits, watch);
    }
    let package = read::open_embedded(generate::SAMPLE_NAME, generate::SAMPLE)?;
    roster::load(RosterId::next(), package, started, watch, &mut |_| {})
}

/// Opens, judges, prints. The exit code says whether there are errors.
pub(super) fn run(arguments: &CheckArguments) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let default_places = if arguments.format == Format::Text { text_report::PLACES } else { json_report::PLACES };
    let places = Some(arguments.max_places.unwrap_or(default_places)).filter(|&places| places > 0);
    let settings = Settings::as_of(arguments.as_of.unwrap_or_else(|| default_day(arguments.sample)));
    let watch = Watch::new();
    let (roster, findings, check_time) = progress::with_bar(&watch, || {
        let roster = open(arguments, started, &watch)?;
        let judging = Instant::now();
        // All places are streamed rule by rule; none of them needs to be kept for it.
        let findings = check::run(&input_of(&roster), &settings, places.unwrap_or(0), &watch);
        Ok::<(Arc<Roster>, Arc<Findings>, Duration), Failure>((roster, findings, judging.elapsed()))
    })?;
    let errors = findings.counts().errors > 0;
    let report = Report { roster: &roster, findings: &findings, places, check_time, total_time: started.elapsed() };
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    let written = match arguments.format {
        Format::Text => text_report::write(&report, &mut out),
        Format::Json => json_report::write(&report, &mut out),
    };
    // What was found counts even if the reader of the report has read enough.
    match written.and_then(|()| Ok(out.flush()?)) {
        Err(failure) if !failure.is_closed_pipe() => Err(failure),
        _ => Ok(ExitCode::from(u8::from(errors))),
    }
}
