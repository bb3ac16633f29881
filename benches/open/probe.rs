//! What is measured, each in a process of its own.

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use clap::ValueEnum;
use libdeflater::Decompressor;
use roster_inspector::check::{self, Settings, Threshold};
use roster_inspector::job::Watch;
use roster_inspector::read::{self, Limits};
use roster_inspector::receiver;
use roster_inspector::roster::{self, RosterId, Stage};
use serde::{Deserialize, Serialize};
use zip::{CompressionMethod, ZipArchive};

use super::comparing;

/// One thing to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Probe {
    /// Inflating every entry with libdeflate into one warm buffer: the unit P.
    Inflate,
    /// From the zip to all references resolved.
    Open,
    /// The same, and then every rule.
    Check,
    /// Judging again, in the slowest of three ways: of another day, by other limits, for another receiver.
    Again,
    /// From the zip to the first rows of every file.
    Head,
    /// Opening the package and that of the next night.
    OpenTwo,
    /// The same, and then comparing them.
    Compare,
    /// From the zip to a frame of the window with the first rows of the largest file.
    FirstRows,
    /// One frame of the window while the largest file is scrolled.
    Scrolling,
}

/// What one run gave.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Sample {
    /// The time that the limits speak of.
    pub seconds: f64,
    /// With references turned around too, where that was done.
    pub both_directions: f64,
    /// Data rows.
    pub rows: u64,
    /// Most memory that the process had at any time; 0 = the system does not say.
    pub peak_bytes: u64,
}

impl Sample {
    /// For the process that called this one.
    pub fn print(&self) {
        println!("{}", serde_json::json!(self));
    }

    /// The median of each figure.
    pub fn median(samples: &[Self]) -> Self {
        let of = |figure: &dyn Fn(&Self) -> f64| {
            let mut figures: Vec<_> = samples.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2]
        };
        Self {
            seconds: of(&|sample| sample.seconds),
            both_directions: of(&|sample| sample.both_directions),
            rows: of(&|sample| sample.rows as f64) as u64,
            peak_bytes: of(&|sample| sample.peak_bytes as f64) as u64,
        }
    }
}

impl Probe {
    /// Those of every district, in the order in which they take turns.
    pub const ALL: [Self; 5] = [Self::Inflate, Self::Open, Self::Check, Self::Again, Self::Head];

    /// Runs it in a fresh process.
    pub fn in_own_process(self, zip: &Path) -> Result<Sample, Box<dyn Error>> {
        let name = self.to_possible_value().ok_or("a probe with a name")?;
        let output = Command::new(std::env::current_exe()?).args(["--probe", name.get_name()]).arg(zip).output()?;
        if !output.status.success() {
            return Err(format!("{self:?} of {} failed: {}", zip.display(), String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Runs it here.
    pub fn run(self, zip: &Path) -> Result<Sample, Box<dyn Error>> {
        let mut sample = match self {
            Self::Inflate => inflate(zip)?,
            Self::Open => open(zip, false)?,
            Self::Check => open(zip, true)?,
            Self::Again => again(zip)?,
            Self::Head => head(zip)?,
            Self::OpenTwo => comparing::run(zip, false)?,
            Self::Compare => comparing::run(zip, true)?,
            Self::FirstRows => first_rows(zip)?,
            Self::Scrolling => scrolling(zip)?,
        };
        sample.peak_bytes = peak_bytes();
        Ok(sample)
    }
}

#[cfg(feature = "gui")]
use super::window::{first_rows, scrolling};

#[cfg(not(feature = "gui"))]
fn first_rows(_: &Path) -> Result<Sample, Box<dyn Error>> {
    Err("this build has no window".into())
}

#[cfg(not(feature = "gui"))]
use first_rows as scrolling;

fn open(zip: &Path, with_checks: bool) -> Result<Sample, Box<dyn Error>> {
    let started = Instant::now();
    let roster = roster::open(&paths(zip), &Limits::default(), &Watch::new())?;
    if !with_checks {
        // Screens want every reference turned around; checks only walk forward.
        roster.relations().build_all(roster.data());
    }
    let both_directions = started.elapsed().as_secs_f64();
    let mut seconds = roster.timing().read.as_secs_f64();
    if with_checks {
        let input = check::Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let settings = Settings::as_of(jiff::civil::date(2026, 1, 15));
        let findings = check::run(&input, &settings, 1000, &Watch::new());
        seconds = started.elapsed().as_secs_f64();
        black_box(findings);
    }
    let rows = roster.data().tables().map(|table| u64::from(table.rows())).sum();
    Ok(Sample { seconds, both_directions, rows, ..Sample::default() })
}

/// The roster is open and judged before the time starts.
fn again(zip: &Path) -> Result<Sample, Box<dyn Error>> {
    const CAP: usize = 1000;
    let watch = Watch::new();
    let roster = roster::open(&paths(zip), &Limits::default(), &watch)?;
    let input = check::Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let settings = Settings::as_of(jiff::civil::date(2026, 1, 15));
    let findings = check::run(&input, &settings, CAP, &watch);
    let mut slowest = 0.0_f64;
    let other_day = Settings { as_of: jiff::civil::date(2026, 2, 15), ..settings.clone() };
    let more = |limits, threshold: Threshold| threshold.set(limits, threshold.of(&settings.thresholds) + 1);
    let other_limits = Settings { thresholds: Threshold::ALL.into_iter().fold(settings.thresholds, more), ..settings.clone() };
    for changed in [other_day, other_limits] {
        let started = Instant::now();
        black_box(check::run_again(&input, &changed, &findings, CAP, &watch));
        slowest = slowest.max(started.elapsed().as_secs_f64());
    }
    for profile in receiver::built_in() {
        let started = Instant::now();
        black_box(receiver::judge(&input, &findings, profile, CAP, &watch));
        slowest = slowest.max(started.elapsed().as_secs_f64());
    }
    Ok(Sample { seconds: slowest, ..Sample::default() })
}

fn head(zip: &Path) -> Result<Sample, Box<dyn Error>> {
    let watch = Watch::new();
    let mut seconds = None;
    let started = Instant::now();
    let package = read::open(&paths(zip), &Limits::default(), &watch)?;
    let rest = roster::load(RosterId::next(), package, started, &watch, &mut |shown| {
        if shown.stage() == Stage::Head {
            seconds = Some(started.elapsed().as_secs_f64());
            watch.cancel();
        }
    });
    drop(rest);
    Ok(Sample { seconds: seconds.ok_or("no first rows were shown")?, ..Sample::default() })
}

fn paths(zip: &Path) -> Vec<PathBuf> {
    vec![zip.to_owned()]
}

/// The zip in memory, the buffer touched before, the first time not counted.
fn inflate(zip: &Path) -> Result<Sample, Box<dyn Error>> {
    let mut archive = ZipArchive::new(File::open(zip)?)?;
    let mut entries = Vec::new();
    for i in 0..archive.len() {
        let mut entry = archive.by_index_raw(i)?;
        if entry.compression() != CompressionMethod::Deflated {
            return Err("an entry that is not deflated".into());
        }
        let mut packed = Vec::with_capacity(usize::try_from(entry.compressed_size())?);
        entry.read_to_end(&mut packed)?;
        entries.push((packed, usize::try_from(entry.size())?));
    }
    let mut buffer = vec![1; entries.iter().map(|(_, size)| *size).max().unwrap_or(0)];
    let mut decompressor = Decompressor::new();
    let mut seconds = 0.0;
    for _ in 0..2 {
        let started = Instant::now();
        for (packed, size) in &entries {
            decompressor.deflate_decompress(packed, &mut buffer[..*size])?;
            black_box(&buffer);
        }
        seconds = started.elapsed().as_secs_f64();
    }
    Ok(Sample { seconds, ..Sample::default() })
}

/// As Linux counts it; elsewhere unknown.
fn peak_bytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) * 1024
}
