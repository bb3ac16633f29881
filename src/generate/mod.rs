//! An invented, sound district of any size, as a OneRoster package: the same bytes for the same arguments.
//!
//! Deliberately absent: any code that is shared with the checks. What is written here is right because of how it is
//! made, and the checks are tested against it.

mod dice;
mod curriculum;
mod plan;
mod names;
mod ids;
mod row;
mod district;
mod person;
mod spare;
mod rostering;
mod enrolling;
mod resourcing;
mod grading;
mod contents;
mod package_rows;
mod fault;
mod fault_kinds;
mod fault_people;
mod fault_values;
mod fault_terms;
mod fault_crowds;
mod fault_plan;
mod package;
mod sample;

use std::io::{Seek, Write};

pub use fault::Fault;
pub use sample::{SAMPLE, SAMPLE_AS_OF, SAMPLE_NAME};

use crate::job::Watch;
use crate::spec::{Table, Version};

/// What to write.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many students; staff, guardians and classes follow from it.
    pub students: u64,
    /// Another seed, another district.
    pub seed: u64,
    /// The version of the CSV binding.
    pub version: Version,
    /// A set of changes: one row in twenty, with status and time.
    pub delta: bool,
    /// With categories, line items and results.
    pub gradebook: bool,
    /// How sourcedIds look.
    pub ids: Ids,
    /// Rows in no order.
    pub shuffle: bool,
    /// Quotes around every cell.
    pub quote_all: bool,
    /// Students of a school, about.
    pub school_size: u64,
    /// The share of rows, 0 to 1, that get a known fault. Above 0, each kind of fault that fits is there at least once.
    pub defects: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            students: 1000,
            seed: 1,
            version: Version::V1_1,
            delta: false,
            gradebook: false,
            ids: Ids::Uuid,
            shuffle: false,
            quote_all: false,
            school_size: 550,
            defects: 0.0,
        }
    }
}

/// How sourcedIds look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// Lower-case UUIDs.
    Uuid,
    /// Numbers, some with leading zeros, that each kind of row counts on its own.
    Numeric,
}

/// The most students that a district may have.
pub const MOST_STUDENTS: u64 = 10_000_000;

/// The greatest share of rows that may get a fault: beyond it, faults could not stay apart.
pub const MOST_DEFECTS: f64 = 0.1;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The files in the order of the package, with their data rows.
    pub files: Vec<(Table, u64)>,
    /// All data rows.
    pub rows: u64,
    /// Bytes of all CSV files.
    pub csv_bytes: u64,
    /// The faults that were put in, in the order of files and rows.
    pub faults: Vec<Fault>,
}

/// Why nothing (whole) was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The number of students is out of range.
    #[error("A district has 1 to {MOST_STUDENTS} students, not {0}")]
    Students(u64),
    /// Only versions with a manifest are written.
    #[error("OneRoster {} cannot be generated; use 1.1 or 1.2", .0.name())]
    Version(Version),
    /// The share of rows with faults is out of range.
    #[error("Of the rows, a share from 0 to 0.1 can get a fault, not {0}")]
    Defects(f64),
    /// The work was asked to stop.
    #[error("Stopped before the package was whole")]
    Cancelled,
    /// The package could not be written.
    #[error("Could not write the package")]
    Write(#[from] std::io::Error),
    /// The zip archive could not be made.
    #[error("Could not make the zip archive")]
    Zip(#[from] zip::result::ZipError),
}

/// Writes the district that `options` describe to `out`, which may be left half-written when it fails.
pub fn write_district(options: &Options, out: impl Write + Seek, progress: &Watch) -> Result<Summary, Error> {
    if options.students == 0 || options.students > MOST_STUDENTS {
        return Err(Error::Students(options.students));
    }
    if options.version == Version::V1_0 {
        return Err(Error::Version(options.version));
    }
    if !(0.0..=MOST_DEFECTS).contains(&options.defects) {
        return Err(Error::Defects(options.defects));
    }
    package::write(&district::District::new(options), out, progress)
}

/// The kinds of rows, each with its own sourcedIds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Org,
    Session,
    User,
    Course,
    Class,
    Enrollment,
    Resource,
    CourseResource,
    ClassResource,
    UserResource,
    Role,
    UserProfile,
    Category,
    LineItem,
    Result,
    ScoreScale,
    LineItemScoreScale,
    ResultScoreScale,
    LineItemObjective,
    ResultObjective,
    Objective,
    MasterPerson,
    /// Ids that no row has, for faults.
    Nowhere,
}
