//! `diff`: compares two rosters and prints what became of the first one.

use std::io::{self, BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::judging::JudgeArguments;
use super::{Failure, progress, receivers, sources};
use crate::check::{self, Findings, Input, RULES, Reads, Settings};
use crate::compare::{self, Comparison, Options, report, write_id_map};
use crate::export::write_whole;
use crate::job::Watch;
use crate::roster::Roster;

/// What `diff` is asked.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The old roster: zip, folder, CSV file, or the archive of a pull
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new roster
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the report to this file, which is replaced when the report is whole
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Different)]
    fail_on: FailOn,
    /// Write records that go by another sourcedId now to this CSV file: old, new and certainty
    #[arg(long, value_name = "FILE")]
    id_map: Option<PathBuf>,
    /// Replace the file of --id-map if it is there
    #[arg(long)]
    replace: bool,
    /// Judge what changed as this receiver would: its name, or a TOML file
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[command(flatten)]
    judge: JudgeArguments,
    /// Leave this column out of the comparison; may be given several times
    #[arg(long, value_name = "COLUMN")]
    ignore: Vec<String>,
    /// Tell values of personal columns too; the report says so at its top
    #[arg(long)]
    with_values: bool,
    /// Rows told for each file and kind of change; 0 = all. Counts are always exact [default: text 5, HTML 50, JSON 1000, CSV all]
    #[arg(long, value_name = "N")]
    max_rows: Option<usize>,
}

/// Form of a report of differences.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// One page that needs nothing else, for mail, phone and print
    Html,
    /// One row for each added or removed row and each changed cell, for spreadsheets
    Csv,
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    /// Any difference
    Different,
    /// Rows that are gone
    Removed,
    /// Records under another sourcedId, and sourcedIds of other records
    Churned,
    /// Errors of the rules about changes
    Error,
    /// Errors or warnings of the rules about changes
    Warning,
}

impl FailOn {
    fn is_met(self, comparison: &Comparison, findings: &Findings) -> bool {
        match self {
            Self::Different => !comparison.is_equal(),
            Self::Removed => comparison.counts().removed > 0,
            Self::Churned => !comparison.churned.is_empty() || !comparison.reused.is_empty(),
            Self::Error => findings.counts().errors > 0,
            Self::Warning => findings.counts().errors + findings.counts().warnings > 0,
        }
    }
}

/// Opens both, compares, reports. 0: nothing that makes it fail, 1: something does.
pub(super) fn run(arguments: &DiffArguments) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let watch = Watch::new();
    let format = match arguments.format {
        Format::Text => report::Format::Text,
        Format::Json => report::Format::Json,
        Format::Html => report::Format::Html,
        Format::Csv => report::Format::Csv,
    };
    let opened = progress::with_bar(&watch, || {
        let old = sources::open(&arguments.old, &watch)?;
        let new = sources::open(&arguments.new, &watch)?;
        Ok::<_, Failure>((old, new))
    });
    let (old, new) = opened?;
    let comparing = Instant::now();
    let options = Options { left_out: arguments.ignore.clone(), ..Options::default() };
    let profile = arguments.profile.as_deref().map(|name| receivers::profile(name, None)).transpose()?;
    let settings = arguments.judge.settings(profile.as_deref(), || jiff::ZonedDateTime::now().date())?;
    let compared = progress::with_bar(&watch, || {
        let comparison = compare::rosters(&old, &new, &options, &watch)?;
        let findings = judged(&old, &new, &comparison, settings, &watch);
        Some((comparison, findings))
    });
    // Nobody stops it here.
    let Some((comparison, findings)) = compared else { return Ok(ExitCode::from(2)) };
    let report = report::Report {
        old: &old,
        new: &new,
        comparison: &comparison,
        findings: Some(&findings),
        rows: arguments.max_rows.map_or(format.usual_rows(), |rows| Some(rows).filter(|&rows| rows > 0)),
        with_values: arguments.with_values,
        compare_time: comparing.elapsed(),
        total_time: started.elapsed(),
    };
    let opened = sources::opened_paths(&[&old, &new]);
    match &arguments.output {
        Some(path) => {
            write_whole(path, true, &opened, &watch, |mut out| report::write(&report, format, &mut out))?;
        }
        None => to_stdout(&report, format)?,
    }
    if let Some(path) = &arguments.id_map {
        write_whole(path, arguments.replace, &opened, &watch, |mut out| write_id_map(&comparison, &old, &new, &mut out))?;
    }
    Ok(ExitCode::from(u8::from(arguments.fail_on.is_met(&comparison, &findings))))
}

/// What the rules about changes say, and no others.
fn judged(old: &Roster, new: &Roster, comparison: &Comparison, settings: Settings, watch: &Watch) -> Arc<Findings> {
    let others = RULES.iter().filter(|rule| !rule.reads.contains(&Reads::Against));
    let settings = others.fold(settings, |settings, rule| settings.without(rule.code));
    let settings = settings.against(Arc::new(compare::baseline(old, new, comparison, watch)));
    let input = Input { package: new.package(), data: new.data(), relations: new.relations() };
    check::run(&input, &settings, usize::MAX, watch)
}

/// What was found counts even if the reader of the report has read enough.
fn to_stdout(report: &report::Report<'_>, format: report::Format) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    match report::write(report, format, &mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
