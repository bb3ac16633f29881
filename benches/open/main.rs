//! Measures how long a package takes from zip to findings and how much memory that needs, against the time that libdeflate
//! needs merely to inflate the same zip. Prints the tables of the README and says whether the limits hold.
//!
//! Each figure comes from a fresh process (this program, called with `--probe`), so that its peak memory is its own; the
//! runs of all probes take turns, so that a slower minute of the machine slows them alike.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints its table")]

mod districts;
mod probe;
mod comparing;
mod report;
#[cfg(feature = "gui")]
mod screens;
#[cfg(feature = "gui")]
mod window;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use districts::{District, Variant};
use probe::{Probe, Sample};
use report::{ComparedMeasured, Measured, VariantMeasured, WindowMeasured};

/// Measure speed and memory of opening and checking.
#[derive(Parser)]
struct Args {
    /// Sizes of the districts.
    #[arg(long, value_delimiter = ',', default_values_t = [25_000, 100_000, 1_000_000])]
    students: Vec<u64>,
    /// Runs of each figure, of which the median counts.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Leave out the numeric, shuffled and quoted districts.
    #[arg(long)]
    no_variants: bool,
    /// Measure one thing once and print it; this is how the bench calls itself.
    #[arg(long, hide = true, requires = "zip")]
    probe: Option<Probe>,
    /// Measure every screen once and print it; so too.
    #[arg(long, hide = true, requires = "zip")]
    screens: bool,
    #[arg(hide = true)]
    zip: Option<PathBuf>,
    /// Cargo passes it.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    // As the program does.
    roster_inspector::job::return_memory_early();
    let args = Args::parse();
    let outcome = match (&args.probe, &args.zip) {
        (None, Some(zip)) if args.screens => print_screens(zip),
        (Some(probe), Some(zip)) => probe.run(zip).map(|sample| {
            sample.print();
            true
        }),
        _ => bench(&args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "gui")]
fn print_screens(zip: &Path) -> Result<bool, Box<dyn Error>> {
    println!("{}", serde_json::to_string(&screens::measure(zip)?)?);
    Ok(true)
}

#[cfg(not(feature = "gui"))]
fn print_screens(_: &Path) -> Result<bool, Box<dyn Error>> {
    Err("this build has no window".into())
}

/// True if every limit holds.
fn bench(args: &Args) -> Result<bool, Box<dyn Error>> {
    let mut sizes = args.students.clone();
    sizes.sort_unstable();
    sizes.dedup();
    let mut rows = Vec::new();
    for &students in &sizes {
        rows.push(measure(districts::make(students, Variant::Uuid)?, args.runs)?);
    }
    let mut variants = Vec::new();
    if let Some(&students) = sizes.last().filter(|_| !args.no_variants) {
        for variant in Variant::OTHERS {
            let district = districts::make(students, variant)?;
            eprintln!("{students} students, {}: {runs} runs", variant.name(), runs = args.runs);
            let inflate = median(&district, Probe::Inflate, args.runs)?;
            variants.push(VariantMeasured { variant, inflate, open: median(&district, Probe::Open, args.runs)? });
        }
    }
    let compared = rows.last().map(|largest| compared(&largest.district, args.runs)).transpose()?;
    let window = rows.last().map(|largest| window(&largest.district, args.runs)).transpose()?.unwrap_or_default();
    Ok(report::print(&rows, &variants, &window, compared.as_ref()))
}

fn measure(district: District, runs: usize) -> Result<Measured, Box<dyn Error>> {
    let mut samples = [const { Vec::new() }; Probe::ALL.len()];
    for run in 0..runs.max(1) {
        for (probe, samples) in Probe::ALL.into_iter().zip(&mut samples) {
            samples.push(probe.in_own_process(&district.zip)?);
        }
        eprintln!("{} students: run {} of {runs} is done", district.students, run + 1);
    }
    let [inflate, open, check, again, head] = samples.map(|samples| Sample::median(&samples));
    Ok(Measured { district, inflate, open, check, again, head })
}

/// What comparing adds to opening two packages.
fn compared(district: &District, runs: usize) -> Result<ComparedMeasured, Box<dyn Error>> {
    comparing::make_later(district)?;
    eprintln!("{} students, two packages: {runs} runs", district.students);
    let open = median(district, Probe::OpenTwo, runs)?;
    Ok(ComparedMeasured { open, compare: median(district, Probe::Compare, runs)? })
}

/// What the window adds; without it, nothing.
fn window(district: &District, runs: usize) -> Result<WindowMeasured, Box<dyn Error>> {
    if !cfg!(feature = "gui") {
        return Ok(WindowMeasured::default());
    }
    eprintln!("{} students, window: {runs} runs", district.students);
    let first_rows = Some(median(district, Probe::FirstRows, runs)?);
    let scrolling = Some(median(district, Probe::Scrolling, runs)?);
    #[cfg(feature = "gui")]
    let screens = screens::in_own_process(&district.zip)?;
    #[cfg(not(feature = "gui"))]
    let screens = Vec::new();
    Ok(WindowMeasured { first_rows, scrolling, screens })
}

fn median(district: &District, probe: Probe, runs: usize) -> Result<Sample, Box<dyn Error>> {
    let samples: Result<Vec<_>, _> = (0..runs.max(1)).map(|_| probe.in_own_process(&district.zip)).collect();
    Ok(Sample::median(&samples?))
}
