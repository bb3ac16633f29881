//! What a package is compared with, as plain numbers: how many rows there were and are, and what became of some of them. It is filled
//! by who compares two rosters; rules only judge it.

use crate::spec::Table;

/// A package before, against the one that is judged. Rows are those of the package that is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Baseline {
    /// The name of the package before.
    pub name: String,
    /// File by file.
    pub files: Vec<FileBefore>,
    /// School by school.
    pub schools: Vec<SchoolBefore>,
    /// People and classes whose sourcedId was that of another before.
    pub reused: Vec<(Table, u32)>,
    /// People who were students and are staff now, or the other way round: row, role before, role now.
    pub flipped: Vec<(u32, String, String)>,
    /// Classes with fewer students than before: row, students before, students now.
    pub emptied: Vec<(u32, u64, u64)>,
    /// The sourcedIds of classes that are gone.
    pub classes_gone: Vec<String>,
    /// Rows of a delta that delete what other rows still refer to: table, row, how many refer.
    pub depended: Vec<(Table, u32, u64)>,
    /// Rows of a delta that are older than what they replace.
    pub older: Vec<(Table, u32)>,
    /// True if one of the two came from an endpoint and the other from files.
    pub is_rest_against_files: bool,
}

/// One file before and now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FileBefore {
    /// Which file; `None` is not used.
    pub table: Option<Table>,
    /// True if the package before has it.
    pub was_there: bool,
    /// True if the package has it.
    pub is_there: bool,
    /// Rows before that were not to be deleted.
    pub before: u64,
    /// Rows now that are not to be deleted.
    pub now: u64,
    /// Rows that came.
    pub came: u64,
    /// Rows that went.
    pub gone: u64,
    /// Rows with other cells.
    pub changed: u64,
    /// Records that go by another sourcedId now.
    pub churned: u64,
    /// Columns that both have: name, cells that are filled before and now.
    pub columns: Vec<(String, u64, u64)>,
}

/// One school before and now: numbers before and now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SchoolBefore {
    /// The sourcedId.
    pub id: String,
    /// The name.
    pub name: String,
    /// The row in orgs.csv, if it is still there.
    pub row: Option<u32>,
    /// People who belong to it.
    pub users: (u64, u64),
    /// Its classes.
    pub classes: (u64, u64),
    /// Its enrollments.
    pub enrollments: (u64, u64),
}

/// By how many percent a number fell; 0 if it did not.
pub(super) const fn fall(before: u64, now: u64) -> u64 {
    if now >= before { 0 } else { (before - now) * 100 / before }
}

/// True if a number fell by more than so many percent.
pub(super) const fn fell_by_more(before: u64, now: u64, percent: u32) -> bool {
    now < before && (before - now) * 100 > before * percent as u64
}
