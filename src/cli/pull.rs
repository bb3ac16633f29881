//! `pull`: takes a whole roster from a live endpoint and saves it.

use std::io::{self, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::connecting::ConnectArguments;
use super::{Failure, progress};
use crate::check::{self, Level};
use crate::export::{PackageOptions, PackageWritten, write_package};
use crate::job::Watch;
use crate::rest::{self, CollectionStage, Log, Only, Pull, PullOptions, Pulled, RestError, Scope};
use crate::spec::Mode;

/// What `pull` is asked.
#[derive(Debug, Args)]
pub(super) struct PullArguments {
    #[command(flatten)]
    connect: ConnectArguments,
    /// Where to save: FILE.zip is a OneRoster CSV package, FILE.pull the archive of the raw pages, which `check` opens; may be given
    /// twice
    #[arg(long, value_name = "FILE", required = true, value_parser = out)]
    out: Vec<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    replace: bool,
    /// Rows of a page
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    page_size: u32,
    /// Collections at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    at_once: u8,
    /// Only these, separated by commas, or `rostering`
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = collection)]
    collections: Vec<String>,
    /// Only this school, by its sourcedId
    #[arg(long, value_name = "ID", conflicts_with = "collections")]
    school: Option<String>,
    /// Only rows that changed at or after this time, such as 2026-01-01T00:00:00.000Z
    #[arg(long, value_name = "TIME")]
    changed_since: Option<String>,
    /// Only rows that are to be deleted
    #[arg(long, conflicts_with = "changed_since")]
    deleted: bool,
    /// Leave demographics out
    #[arg(long)]
    no_demographics: bool,
    /// Print every request
    #[arg(long)]
    log: bool,
}

fn out(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let known = path.extension().is_some_and(|ending| ending == "zip" || ending == "pull");
    if known { Ok(path) } else { Err("a name that ends in .zip or .pull is expected".to_owned()) }
}

fn collection(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text == "rostering" || rest::is_collection(text) {
        return Ok(text.to_owned());
    }
    Err(format!("known are rostering, {}", rest::names().collect::<Vec<_>>().join(", ")))
}

impl PullArguments {
    fn place(&self, ending: &str) -> Option<&PathBuf> {
        self.out.iter().find(|path| path.extension().is_some_and(|found| found == ending))
    }

    fn options(&self) -> PullOptions {
        let scope = match (&self.school, self.collections.as_slice()) {
            (Some(school), _) => Scope::School(school.clone()),
            (None, []) => Scope::All,
            (None, [only]) if only == "rostering" => Scope::Rostering,
            (None, names) => Scope::Collections(names.to_vec()),
        };
        let only = match &self.changed_since {
            Some(since) => Only::ChangedSince(since.clone()),
            None if self.deleted => Only::Deleted,
            None => Only::Everything,
        };
        PullOptions {
            scope,
            only,
            demographics: !self.no_demographics,
            page_size: self.page_size,
            at_once: usize::from(self.at_once),
            archive: self.place("pull").cloned(),
            replace: self.replace,
            version: None,
            roster: None,
        }
    }
}

/// Pulls and saves. 0: whole and without deviations that matter; 1: partial or with deviations.
pub(super) fn run(arguments: &PullArguments) -> Result<ExitCode, Failure> {
    let connection = arguments.connect.connection()?;
    for path in &arguments.out {
        if !arguments.replace && path.exists() {
            return Err(Failure::Exists(path.clone()));
        }
    }
    let (watch, log) = (Watch::new(), Log::default());
    let options = arguments.options();
    let mode = if options.only == Only::Everything { Mode::Bulk } else { Mode::Delta };
    let result: Result<Pulled, RestError> = progress::with_bar(&watch, || {
        let pull = Pull::connect(&connection, options, &log, &watch)?;
        Ok(pull.run(&watch, &mut |_| {}))
    });
    if arguments.log {
        drop(write_log(&log));
    }
    let mut pulled = result?;
    if let Some(trouble) = pulled.trouble.take() {
        return Err(Failure::Rest(trouble));
    }
    let written = match arguments.place("zip") {
        Some(path) => {
            let source = pulled.roster.package().name.clone();
            let options = PackageOptions { mode, replace: arguments.replace, opened: Vec::new(), source };
            Some(progress::with_bar(&watch, || write_package(&pulled.roster, &options, path, &watch))?)
        }
        None => None,
    };
    // Whoever closed the other end of the pipe has read enough.
    drop(tell(&pulled, written.as_ref(), &arguments.connect.url()));
    let matters = |note: &rest::Note| check::rule(note.fact.code()).is_none_or(|rule| rule.level != Level::Info);
    let fine = pulled.is_whole() && !pulled.notes.iter().any(matters);
    Ok(ExitCode::from(u8::from(!fine)))
}

fn tell(pulled: &Pulled, written: Option<&PackageWritten>, url: &str) -> io::Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{url}")?;
    writeln!(out, "OneRoster {}", pulled.roster.version().name())?;
    for state in &pulled.collections {
        let total = state.total.map(|total| format!(" of {total}")).unwrap_or_default();
        let stage = match &state.stage {
            CollectionStage::Whole => String::new(),
            CollectionStage::Missing => ", not offered".to_owned(),
            CollectionStage::Waiting | CollectionStage::Pulling => ", not reached".to_owned(),
            CollectionStage::Partial(why) => format!(", partial: {why}"),
            CollectionStage::Failed(why) => format!(", failed: {why}"),
        };
        writeln!(out, "  {:<18} {:>10}{total} rows{stage}", state.name, state.rows)?;
    }
    if !pulled.notes.is_empty() {
        writeln!(out, "Met on the way")?;
    }
    for note in &pulled.notes {
        let level = check::rule(note.fact.code()).map_or("info", |rule| rule.level.name());
        writeln!(out, "  {level} {}: {}", note.fact.code(), note.detail)?;
    }
    if let Some(written) = written {
        writeln!(out, "Saved as {}", written.path.display())?;
        for loss in &written.losses {
            writeln!(out, "  not expressed: {loss}")?;
        }
    }
    out.flush()
}

fn write_log(log: &Log) -> io::Result<()> {
    let mut out = stderr().lock();
    for entry in log.since(0) {
        let status = entry.status.map_or_else(|| "-".to_owned(), |status| status.to_string());
        let rows = entry.rows.map(|rows| format!(" {rows} rows")).unwrap_or_default();
        let error = entry.error.as_ref().map(|error| format!(" {error}")).unwrap_or_default();
        let (number, at, method, url) = (entry.number, entry.at, entry.method, &entry.url);
        writeln!(
            out,
            "{number} {at} {method} {url} attempt {} {status} {} bytes{rows} {} ms{error}",
            entry.attempt,
            entry.bytes,
            entry.took.as_millis()
        )?;
    }
    Ok(())
}
