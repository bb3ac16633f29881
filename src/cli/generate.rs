//! `generate`: writes an invented, sound district to a zip.

use std::fs::File;
use std::io::{self, BufWriter, Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::output::beside;
use super::{Failure, progress};
use crate::generate::{self, Ids, Options};
use crate::job::Watch;
use crate::spec::Version;

/// What `generate` is asked.
#[derive(Debug, Args)]
pub struct GenerateArguments {
    /// How many students; staff, guardians, classes and enrollments follow from it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=generate::MOST_STUDENTS))]
    students: u64,
    /// Another seed gives another district, the same seed the same bytes
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// OneRoster version
    #[arg(long, value_enum, default_value_t = Wanted::V1_1)]
    version: Wanted,
    /// Write changes instead of a full set: one row in twenty, with status and time
    #[arg(long)]
    delta: bool,
    /// With categories, line items and results
    #[arg(long)]
    gradebook: bool,
    /// How sourcedIds look
    #[arg(long, value_enum, default_value_t = Fashion::Uuid)]
    ids: Fashion,
    /// Put the rows of every file in no order
    #[arg(long)]
    shuffle: bool,
    /// Which cells stand in quotes
    #[arg(long, value_enum, default_value_t = Quote::Minimal)]
    quote: Quote,
    /// Put known faults into this share of the rows, 0 to 0.1, and list them in OUT.defects.json; each kind that fits is there at
    /// least once
    #[arg(long, value_name = "RATE")]
    defects: Option<f64>,
    /// The zip to write
    #[arg(value_name = "OUT")]
    out: PathBuf,
}

/// Versions that can be written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Wanted {
    /// 14 files
    #[value(name = "1.1")]
    V1_1,
    /// 22 files, users.csv as in 1.2.1
    #[value(name = "1.2", alias = "1.2.1")]
    V1_2,
    /// 22 files, users.csv as in 1.2.0
    #[value(name = "1.2.0")]
    V1_2_0,
}

/// How sourcedIds look.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Fashion {
    /// Lower-case UUIDs
    Uuid,
    /// Numbers, some with leading zeros
    Numeric,
}

/// Which cells stand in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Quote {
    /// Those that need them
    Minimal,
    /// All
    All,
}

impl GenerateArguments {
    fn options(&self) -> Options {
        Options {
            students: self.students,
            seed: self.seed,
            version: match self.version {
                Wanted::V1_1 => Version::V1_1,
                Wanted::V1_2 => Version::V1_2_1,
                Wanted::V1_2_0 => Version::V1_2_0,
            },
            delta: self.delta,
            gradebook: self.gradebook,
            ids: match self.ids {
                Fashion::Uuid => Ids::Uuid,
                Fashion::Numeric => Ids::Numeric,
            },
            shuffle: self.shuffle,
            quote_all: self.quote == Quote::All,
            defects: self.defects.unwrap_or(0.0),
            ..Options::default()
        }
    }
}

/// Writes the package beside its place and puts it there when it is whole, so that a failure leaves nothing half-written.
pub fn run(arguments: &GenerateArguments) -> Result<ExitCode, Failure> {
    let watch = Watch::new();
    let failed = |error: generate::Error| Failure::Generate { error, path: arguments.out.clone() };
    let partial = beside(&arguments.out).map_err(|error| failed(error.into()))?;
    let out = BufWriter::with_capacity(1 << 18, partial.as_file());
    let summary = progress::with_bar(&watch, || write(&arguments.options(), out, &watch)).map_err(failed)?;
    if arguments.defects.is_some() {
        let list = defects_path(&arguments.out);
        write_defects(&summary, &list).map_err(|error| Failure::Generate { error: error.into(), path: list })?;
    }
    partial.persist(&arguments.out).map_err(|error| failed(error.error.into()))?;
    writeln!(stdout(), "{} rows in {} files, {} bytes of CSV", summary.rows, summary.files.len(), summary.csv_bytes)?;
    if arguments.defects.is_some() {
        writeln!(stdout(), "{} known faults, listed in {}", summary.faults.len(), defects_path(&arguments.out).display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The list of known faults stands beside the package.
fn defects_path(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".defects.json");
    name.into()
}

fn write_defects(summary: &generate::Summary, path: &Path) -> io::Result<()> {
    let partial = beside(path)?;
    let mut out = BufWriter::new(partial.as_file());
    serde_json::to_writer_pretty(&mut out, &summary.faults)?;
    writeln!(out)?;
    out.flush()?;
    drop(out);
    partial.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn write(options: &Options, mut out: BufWriter<&File>, watch: &Watch) -> Result<generate::Summary, generate::Error> {
    let summary = generate::write_district(options, &mut out, watch)?;
    out.flush()?;
    Ok(summary)
}
