//! Two packages of a district side by side: what comparing costs beyond opening both, in time and in memory.

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::Instant;

use roster_inspector::compare;
use roster_inspector::export::write_parcel;
use roster_inspector::generate::{Options, write_district};
use roster_inspector::job::Watch;
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};

use super::districts::District;
use super::probe::Sample;

/// Where the package of the next night is.
fn later(zip: &Path) -> PathBuf {
    zip.with_extension("later.zip")
}

/// Makes the package of the next night, one row in twenty touched, unless it was made before.
pub fn make_later(district: &District) -> Result<(), Box<dyn Error>> {
    let path = later(&district.zip);
    if path.exists() {
        return Ok(());
    }
    eprintln!("making the next night of {} students", district.students);
    let (watch, delta) = (Watch::new(), district.zip.with_extension("delta.zip"));
    let options = Options { students: district.students, delta: true, ..Options::default() };
    write_district(&options, BufWriter::new(File::create(&delta)?), &watch)?;
    let (base, changes) = (open(&district.zip)?, open(&delta)?);
    let applied = compare::apply(&base, &[&changes], &watch).ok_or("nobody stops it")?;
    write_parcel(&applied.parcel(&base, &[&changes]), true, &[], &path, &watch)?;
    Ok(fs::remove_file(delta)?)
}

fn open(zip: &Path) -> Result<std::sync::Arc<Roster>, Box<dyn Error>> {
    Ok(roster::open(&[zip.to_owned()], &Limits::default(), &Watch::new())?)
}

/// Opens both, and compares them if that is asked for; `both_directions` is the time to open both.
pub fn run(zip: &Path, with_comparison: bool) -> Result<Sample, Box<dyn Error>> {
    let started = Instant::now();
    let (old, new) = (open(zip)?, open(&later(zip))?);
    let opened = started.elapsed().as_secs_f64();
    if with_comparison {
        let watch = Watch::new();
        let comparison = compare::rosters(&old, &new, &compare::Options::default(), &watch).ok_or("nobody stops it")?;
        black_box(compare::baseline(&old, &new, &comparison, &watch));
        black_box(comparison);
    }
    let rows = old.data().rows() + new.data().rows();
    Ok(Sample { seconds: started.elapsed().as_secs_f64(), both_directions: opened, rows, peak_bytes: 0 })
}
