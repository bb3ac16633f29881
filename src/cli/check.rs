//! `check`: opens a package, judges it, prints the report.

use std::env;
use std::io::{self, BufWriter, Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::judging::JudgeArguments;
use super::output::beside;
use super::tracking::{self, FailOn, TrackArguments};
use super::{Failure, progress, receivers, sources};
use crate::cause::{self, Causes};
use crate::check::{self, Findings, Input, Settings};
use crate::generate;
use crate::job::Watch;
use crate::read::{self, Limits, OpenOptions, Password};
use crate::receiver::{self, Judgment, Profile};
use crate::report::{self, Report};
use crate::rest;
use crate::roster::{self, Roster, RosterId};
use crate::track::{self, Baseline, Before, Suppressions, Tracked};

/// Where the password of encrypted zips is told: arguments can be seen by others on the machine, and stay in the shell's history.
const PASSWORD: &str = "ROSTER_INSPECTOR_ZIP_PASSWORD";

/// What `check` is asked.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Zip, folder or CSV files; the password of an encrypted zip is taken from ROSTER_INSPECTOR_ZIP_PASSWORD in the environment
    #[arg(value_name = "PATH", required_unless_present = "sample")]
    paths: Vec<PathBuf>,
    /// Check the built-in sample district, as of its own day
    #[arg(long, conflicts_with = "paths")]
    sample: bool,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the report to this file, which is replaced when the report is whole
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Judge as this receiver would: clever, classlink, sds, apple, google, canvas, schoology, d2l, hmh, managebac, turnitin, moodle,
    /// japan, or a TOML file
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Folder with more profiles, one TOML file each
    #[arg(long, value_name = "FOLDER")]
    profiles: Option<PathBuf>,
    /// Compare with this package before, and run the rules about what changed since (drop-count, id-churn and others)
    #[arg(long, value_name = "OLD")]
    against: Option<PathBuf>,
    #[command(flatten)]
    track: TrackArguments,
    /// Tell values of personal columns too; the report says so at its top
    #[arg(long)]
    with_values: bool,
    #[command(flatten)]
    judge: JudgeArguments,
    /// Places told for each rule; 0 = all. Counts are always exact [default: 1000; text and Markdown 10, HTML 50]
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
    /// One page that needs nothing else, for mail, phone and print
    Html,
    /// For tickets
    Markdown,
    /// One row per place, for spreadsheets
    Csv,
    /// XML: each rule a test case
    Junit,
    /// Static analysis results, 2.1.0
    Sarif,
}

impl Format {
    const fn of_report(self) -> report::Format {
        match self {
            Self::Text => report::Format::Text,
            Self::Json => report::Format::Json,
            Self::Html => report::Format::Html,
            Self::Markdown => report::Format::Markdown,
            Self::Csv => report::Format::Csv,
            Self::Junit => report::Format::Junit,
            Self::Sarif => report::Format::Sarif,
        }
    }
}

/// Today; for the sample the day that it was made for, so that its findings do not change.
fn default_day(sample: bool) -> Date {
    let today = || jiff::ZonedDateTime::now().date();
    if sample { generate::SAMPLE_AS_OF.parse().unwrap_or_else(|_| today()) } else { today() }
}

fn open(arguments: &CheckArguments, started: Instant, watch: &Watch) -> Result<Arc<Roster>, Failure> {
    if let [path] = arguments.paths.as_slice()
        && rest::is_archive(path)
    {
        return Ok(rest::open_archive(path, watch)?.roster);
    }
    if !arguments.sample {
        let limits = Limits {
            entries: arguments.max_files,
            unpacked_bytes: arguments.max_unpacked,
            ratio: arguments.max_ratio,
            ..Limits::default()
        };
        let password = env::var(PASSWORD).ok().filter(|password| !password.is_empty()).map(Password::new);
        return Ok(roster::open_with(&arguments.paths, &OpenOptions { limits, password }, watch)?);
    }
    let package = read::open_embedded(generate::SAMPLE_NAME, generate::SAMPLE)?;
    Ok(roster::load(RosterId::next(), package, started, watch, &mut |_| {})?)
}

/// What was opened and found.
struct Judged {
    roster: Arc<Roster>,
    findings: Arc<Findings>,
    causes: Causes,
    judgment: Option<Judgment>,
    tracked: Tracked,
    check_time: Duration,
}

/// Opens, judges, reports. The exit code says whether there is what the user wants to fail on.
pub(super) fn run(arguments: &CheckArguments) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    let format = arguments.format.of_report();
    let places = Some(arguments.max_places.unwrap_or(format.usual_places())).filter(|&places| places > 0);
    // Whatever else cannot be read is said before the package is opened, which may take long.
    let profile = arguments.profile.as_deref().map(|name| receivers::profile(name, arguments.profiles.as_deref())).transpose()?;
    let settings = arguments.judge.settings(profile.as_deref(), || default_day(arguments.sample))?;
    let suppressions = arguments.track.suppressions(profile.as_deref())?;
    let baseline = arguments.track.baseline()?;
    let watch = Watch::new();
    let judged = progress::with_bar(&watch, || {
        judge(arguments, &settings, places, profile.as_ref(), (&suppressions, baseline.as_ref()), started, &watch)
    })?;
    let report = Report {
        roster: &judged.roster,
        findings: &judged.findings,
        causes: Some(&judged.causes),
        judgment: judged.judgment.as_ref(),
        tracked: Some(&judged.tracked),
        places,
        with_values: arguments.with_values,
        check_time: judged.check_time,
        total_time: started.elapsed(),
    };
    match &arguments.output {
        Some(path) => progress::with_bar(&watch, || {
            watch.doing("Writing the report");
            to_file(&report, format, path).map_err(|error| Failure::Output { what: "report", error, path: path.clone() })
        })?,
        None => to_stdout(&report, format)?,
    }
    if let Some(path) = &arguments.track.write_baseline {
        let unmet = judged.judgment.as_ref().map_or(&[][..], |judgment| &judgment.unmet);
        let now = progress::with_bar(&watch, || Baseline::of(&report.input(), &judged.findings, unmet, &watch));
        tracking::write_baseline(&now, path)?;
    }
    Ok(ExitCode::from(u8::from(fails(&report, arguments.track.fail_on))))
}

fn fails(report: &Report<'_>, fail_on: FailOn) -> bool {
    let counts = match fail_on {
        FailOn::Error => return report.counts().errors > 0,
        FailOn::Warning => report.counts(),
        FailOn::New => report.new_ones().unwrap_or_default(),
    };
    counts.errors + counts.warnings > 0
}

fn judge(
    arguments: &CheckArguments,
    settings: &Settings,
    places: Option<usize>,
    profile: Option<&Arc<Profile>>,
    (suppressions, baseline): (&Suppressions, Option<&Baseline>),
    started: Instant,
    watch: &Watch,
) -> Result<Judged, Failure> {
    let roster = open(arguments, started, watch)?;
    let against = arguments.against.as_deref().map(|path| sources::baseline(path, &roster, watch)).transpose()?;
    let settings = &Settings { against, ..settings.clone() };
    let input = input_of(&roster);
    let judging = Instant::now();
    // All places are streamed rule by rule; none of them needs to be kept for it.
    let findings = check::run(&input, settings, places.unwrap_or(0), watch);
    let check_time = judging.elapsed();
    let causes = cause::find(&input, &findings, watch);
    // What a receiver asks for is not streamed, so all of it is kept.
    let judgment = profile.map(|profile| receiver::judge(&input, &findings, profile, places.unwrap_or(usize::MAX), watch));
    let unmet = judgment.as_ref().map_or(&[][..], |judgment| &judgment.unmet);
    let tracked = track::track(&input, &findings, unmet, &Before { suppressions, baseline, causes: Some(&causes) }, watch);
    let judgment = judgment.map(|judgment| judgment.without(&|code| tracked.suppressed(code)));
    Ok(Judged { roster, findings, causes, judgment, tracked, check_time })
}

/// What was found counts even if the reader of the report has read enough.
fn to_stdout(report: &Report<'_>, format: report::Format) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, stdout().lock());
    match report::write(report, format, &mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes the report beside its place and puts it there when it is whole.
fn to_file(report: &Report<'_>, format: report::Format, path: &Path) -> io::Result<()> {
    let partial = beside(path)?;
    let mut out = BufWriter::with_capacity(1 << 16, partial.as_file());
    report::write(report, format, &mut out)?;
    out.flush()?;
    drop(out);
    partial.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn input_of(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}
