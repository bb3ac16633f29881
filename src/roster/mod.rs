//! The immutable roster: package, tables and relations under one id, in one of three stages; and the short corridor
//! that makes it: read, store, relate.
//!
//! Deliberately absent: findings, and anything that changes once a roster is made.

mod load;
mod gathering;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

pub use gathering::Gathering;
pub use load::{load, open, open_with};

use crate::job::Watch;
use crate::read::{Package, ReadError, ReadErrorKind, SourceRow};
use crate::relate::Relations;
use crate::spec::{Table, Version};
use crate::store::{Cover, Dataset, TableData};

/// Names one opened roster for the time that the program runs. Every stage of it has the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RosterId(u32);

impl RosterId {
    /// An id that was not given before.
    pub fn next() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        Self(NEXT.fetch_add(1, Relaxed))
    }
}

/// How much of a roster is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The first rows of each file.
    Head,
    /// Some files whole, one growing, the first rows of the rest. Relations are not there yet.
    Growing,
    /// Everything.
    Whole,
}

/// One roster at one stage. Nothing in it changes.
#[derive(Debug)]
pub struct Roster {
    id: RosterId,
    stage: Stage,
    package: Arc<Package>,
    data: Dataset,
    relations: Arc<Relations>,
    timing: Timing,
    cover: Option<Cover>,
    /// Which tables hold only their first rows.
    partial: [bool; Table::ALL.len()],
}

/// How long the steps of loading took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timing {
    /// From the choice of the source to all references resolved.
    pub read: Duration,
    /// Turning references around.
    pub relate: Duration,
}

impl Roster {
    /// Its name for the time that the program runs.
    pub const fn id(&self) -> RosterId {
        self.id
    }

    /// How much of it is there.
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// Where it came from, and what was met while reading it.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// The package, to be kept.
    pub fn shared_package(&self) -> Arc<Package> {
        Arc::clone(&self.package)
    }

    /// The version whose tables are used.
    pub const fn version(&self) -> Version {
        self.data.version()
    }

    /// The tables.
    pub const fn data(&self) -> &Dataset {
        &self.data
    }

    /// A table; `None` if the package has no such file.
    pub fn table(&self, table: Table) -> Option<&TableData> {
        self.data.table(table)
    }

    /// True while only the first rows of a table are there.
    pub const fn is_partial(&self, table: Table) -> bool {
        self.partial[table.index()]
    }

    /// Who points at whom. Empty until the roster is whole.
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// The same roster to be looked at: personal text is covered, searches and relations are those of the roster itself.
    pub fn covered(&self, cover: Cover) -> Self {
        Self {
            data: self.data.covered(cover),
            package: Arc::clone(&self.package),
            relations: Arc::clone(&self.relations),
            cover: Some(cover),
            ..*self
        }
    }

    /// How personal text is covered in what it gives; `None` = it is not.
    pub const fn cover(&self) -> Option<Cover> {
        self.cover
    }

    /// How long loading took.
    pub const fn timing(&self) -> Timing {
        self.timing
    }

    /// The paths that it was opened from.
    pub fn paths(&self) -> &[PathBuf] {
        &self.package.paths
    }

    /// The source text of a row, read again from where it came; not for a frame.
    pub fn source_row(&self, table: Table, row: u32, watch: &Watch) -> Result<SourceRow, ReadError> {
        let origin = self.table(table).and_then(|data| data.origin(row)).ok_or_else(|| ReadError {
            kind: ReadErrorKind::NoSuchRow,
            detail: format!("{} has no row {}.", table.file(), u64::from(row) + 1),
            path: self.package.paths.first().cloned().unwrap_or_default(),
            source: None,
        })?;
        self.package.source_text(origin.file, (origin.byte, origin.line), origin.skip_rows, watch)
    }

    /// The display name of a row: a person's name, a title, a name; empty if the table has none.
    pub fn name_of(&self, table: Table, row: u32) -> String {
        self.table(table).map(|data| display_name(data, row)).unwrap_or_default()
    }
}

/// The name that a row goes by: given and family name of a person, else the title or the name; empty if there is none.
pub fn display_name(data: &TableData, row: u32) -> String {
    let join = |parts: &[&str]| {
        let words: Vec<_> =
            parts.iter().map(|name| data.text(row, name)).filter(|text| !text.is_empty()).map(|text| text.into_string()).collect();
        words.join(" ")
    };
    match data.table() {
        Table::Users => join(&["givenName", "familyName"]),
        Table::Orgs => join(&["name"]),
        _ => join(&["title"]),
    }
}
