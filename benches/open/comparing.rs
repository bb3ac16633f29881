//! Two packages of a district side by side: what comparing costs beyond opening both, in time and in memory.

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use roster_inspector::compare;
use roster_inspector::export::write_parcel;
use roster_inspector::job::Watch;
use roster_inspector::query::{Parcel, ParcelCell, ParcelFile, ParcelSource, source_of};
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;

use super::districts::District;
use super::probe::Sample;

/// Where the package of the next night is.
fn later(zip: &Path) -> PathBuf {
    zip.with_extension("later.zip")
}

/// Makes the package of the next night, unless it was made before: one row in five hundred is gone, one cell is another in one row
/// of twenty.
pub fn make_later(district: &District) -> Result<(), Box<dyn Error>> {
    let path = later(&district.zip);
    if path.exists() {
        return Ok(());
    }
    eprintln!("making the next night of {} students", district.students);
    let base = open(&district.zip)?;
    let tables = base.data().tables().filter(|data| data.table() != Table::Manifest);
    let files = tables.map(|data| {
        let as_it_is: Vec<ParcelCell> = (0..data.columns().len() as u16).map(ParcelCell::Column).collect();
        let mut touched = as_it_is.clone();
        let free = data.columns().iter().rposition(|column| column.spec().is_some_and(|spec| spec.reference.is_none()));
        touched[free.unwrap_or(0)] = ParcelCell::Word("otherwise".to_owned());
        ParcelFile {
            table: data.table(),
            mode: data.mode(),
            header: data.columns().iter().map(|column| column.name().to_owned()).collect(),
            sources: [as_it_is, touched].into_iter().map(|cells| ParcelSource { data, cells }).collect(),
            rows: (0..data.rows()).filter(|row| row % 500 != 7).map(|row| (u16::from(row % 20 == 0), row)).collect(),
        }
    });
    let parcel = Parcel { version: base.version(), files: files.collect(), source: source_of(base.package()) };
    write_parcel(&parcel, true, &[], &path, &Watch::new())?;
    Ok(())
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
    Ok(Sample { seconds: started.elapsed().as_secs_f64(), both_directions: opened, rows, ..Sample::default() })
}
