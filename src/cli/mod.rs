//! The program without a window: arguments, progress on standard error, reports on standard output, exit codes.
//!
//! Deliberately absent: `app` and `ui`. Opening the window is left to `main`, which is told what to open.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this room is the one that prints")]

mod failure;
mod progress;
mod output;
mod receivers;
mod tracking;
mod judging;
mod sources;
mod check;
mod diff;
mod delta;
mod apply;
mod subset;
mod export;
mod rule_pages;
mod generate;
mod connecting;
mod probe;
mod pull;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use failure::Failure;

/// What is asked for on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "roster-inspector",
    version,
    about = "Opens OneRoster packages, shows them and says what is wrong with them",
    args_conflicts_with_subcommands = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Zip, folder or CSV files to open in the window; without any, the window asks
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Open the built-in sample district
    #[arg(long, conflicts_with = "paths")]
    sample: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check a package and print what is found; exit code 0: no errors, 1: errors found (see --fail-on), 2: could not run
    Check(Box<check::CheckArguments>),
    /// Compare two rosters and print what became of the first one; exit code 0: equal, 1: different (see --fail-on), 2: could not
    /// run
    Diff(Box<diff::DiffArguments>),
    /// Write the delta between two bulk sets: what has to be sent so that one becomes the other; exit code 0: written, 2: not
    Delta(delta::DeltaArguments),
    /// Make a bulk set of a base and deltas, and tell what each of their rows does; exit code 0: done, 2: not
    Apply(apply::ApplyArguments),
    /// Write a school, classes, people or filtered rows with everything that they need; exit code 0: done, 2: not
    Subset(Box<subset::SubsetArguments>),
    /// Write a roster, a table or filtered rows in another form: CSV, XLSX, JSON, NDJSON, Parquet or SQLite; exit code 0: written,
    /// 2: not
    Export(Box<export::ExportArguments>),
    /// Write an invented, sound district: the same bytes for the same arguments
    Generate(generate::GenerateArguments),
    /// Ask a live endpoint what it is and what it obeys, by small GETs; exit code 0: as the standard has it, 1: something is
    /// otherwise, 2: a pull cannot work
    Probe(Box<probe::ProbeArguments>),
    /// Pull a roster from a live endpoint and save it; exit code 0: whole, 1: partial or with deviations, 2: could not run
    Pull(Box<pull::PullArguments>),
    /// Print the table of all rules
    Rules(rule_pages::RulesArguments),
    /// Print the page of one rule
    Explain(rule_pages::ExplainArguments),
}

/// What `main` has to do.
pub enum Launch {
    /// Open the window on these paths.
    Window(Vec<PathBuf>),
    /// Open the window on the sample district.
    Sample,
    /// Nothing: the work is done.
    Done(ExitCode),
}

/// Reads the arguments of the program, and does what they say unless that is to open the window.
pub fn run() -> Launch {
    run_with(Arguments::parse())
}

fn run_with(arguments: Arguments) -> Launch {
    let done = match arguments.command {
        None if arguments.sample => return Launch::Sample,
        None => return Launch::Window(arguments.paths),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Delta(arguments)) => delta::run(&arguments),
        Some(Command::Apply(arguments)) => apply::run(&arguments),
        Some(Command::Subset(arguments)) => subset::run(&arguments),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Generate(arguments)) => generate::run(&arguments),
        Some(Command::Probe(arguments)) => probe::run(&arguments),
        Some(Command::Pull(arguments)) => pull::run(&arguments),
        Some(Command::Rules(arguments)) => rule_pages::rules(&arguments),
        Some(Command::Explain(arguments)) => rule_pages::explain(&arguments),
    };
    Launch::Done(done.unwrap_or_else(|failure| failure.report()))
}
