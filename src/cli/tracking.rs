//! What is suppressed and what was known before, from the files that the user names.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Failure;
use super::output::beside;
use crate::receiver::Profile;
use crate::track::{Baseline, Suppressions};

/// What is left out of account.
#[derive(Debug, Args)]
pub(super) struct TrackArguments {
    /// Findings that are left as they are, each with a reason: shown as suppressed, not counted
    #[arg(long, value_name = "FILE")]
    pub(super) suppress: Option<PathBuf>,
    /// Findings that are known, as written by --write-baseline: the rest is new
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found as a baseline
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,
    /// What makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub(super) fail_on: FailOn,
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Errors or warnings
    Warning,
    /// Errors or warnings that are not in the baseline
    New,
}

impl TrackArguments {
    /// What is suppressed.
    pub(super) fn suppressions(&self, profile: Option<&Profile>) -> Result<Suppressions, Failure> {
        let Some(path) = &self.suppress else { return Ok(Suppressions::default()) };
        let more: Vec<&str> = profile.into_iter().flat_map(|profile| &profile.asks).map(|ask| ask.code.as_str()).collect();
        let what = "file of suppressions";
        Suppressions::parse(&text(path, what)?, &more).map_err(|error| Failure::Malformed {
            what,
            reason: error.to_string(),
            path: path.clone(),
        })
    }

    /// What was known before.
    pub(super) fn baseline(&self) -> Result<Option<Baseline>, Failure> {
        let Some(path) = &self.baseline else {
            return if self.fail_on == FailOn::New { Err(Failure::NothingKnown) } else { Ok(None) };
        };
        let malformed = |reason: String| Failure::Malformed { what: "baseline", reason, path: path.clone() };
        Baseline::parse(&text(path, "baseline")?).map(Some).map_err(|error| malformed(error.to_string()))
    }
}

fn text(path: &Path, what: &'static str) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::Unreadable { what, error, path: path.to_owned() })
}

/// Writes a baseline beside its place and puts it there when it is whole.
pub(super) fn write_baseline(baseline: &Baseline, path: &Path) -> Result<(), Failure> {
    let written = beside(path).and_then(|mut partial| {
        partial.write_all(baseline.to_text().as_bytes())?;
        partial.persist(path).map(drop).map_err(|error| error.error)
    });
    written.map_err(|error| Failure::Output { what: "baseline", error, path: path.to_owned() })
}
