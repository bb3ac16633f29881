//! An opened package: its files, what was met while opening it, and what it is.

use std::path::PathBuf;
use std::time::SystemTime;

use super::text::TextStart;
use super::unpack::Place;
use super::{Fact, FileId, Limits, TextForm};
use crate::spec::{ColumnSpec, Mode, Table, Version};

/// A package whose directory, heads and manifest are read. Its rows are streamed by [`Package::rows`].
#[derive(Clone, Debug)]
pub struct Package {
    /// What the user chose, for display: the file name of the zip, the folder, or the first CSV.
    pub name: String,
    /// The paths that were opened.
    pub paths: Vec<PathBuf>,
    /// What kind of thing was opened.
    pub kind: SourceKind,
    /// Bytes on disk.
    pub bytes: u64,
    /// When the source was last changed, as the system says.
    pub modified: Option<SystemTime>,
    /// Every file found, in the order of the source.
    pub files: Vec<PackageFile>,
    /// The rows of `manifest.csv`, as they stand.
    pub manifest: Option<Manifest>,
    /// What it is.
    pub detected: Detected,
    /// What was met so far.
    pub facts: Vec<Fact>,
    /// Where the bytes of each file are, and its first ones; parallel to `files`.
    pub(super) sources: Vec<FileSource>,
    pub(super) limits: Limits,
}

/// Where the bytes of a file are, and what its head told.
#[derive(Clone, Debug, Default)]
pub(super) struct FileSource {
    /// `None` = it cannot be reached.
    pub place: Option<Place>,
    /// Its first bytes, unpacked.
    pub head: Vec<u8>,
    /// True if the head is all of it.
    pub whole: bool,
    pub start: TextStart,
    /// Columns of its first record.
    pub width: usize,
    /// True if the first record is a header.
    pub has_header: bool,
}

/// What kind of thing was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// One zip archive.
    Zip,
    /// A folder.
    Folder,
    /// One or several loose files.
    Files,
    /// Several zips or folders, one per school say, opened as one district.
    Several,
    /// Files embedded in the program: the sample.
    Embedded,
    /// A live endpoint, or the archive of a pull from one.
    Endpoint,
}

/// One file of the package.
#[derive(Clone, Debug)]
pub struct PackageFile {
    /// The name as it stands, with its folder.
    pub name: String,
    /// The table it is read as; `None` for unknown files and second entries. A table of another version is still read.
    pub table: Option<Table>,
    /// Unpacked size as the directory says; 0 = unknown.
    pub bytes: u64,
    /// Packed size.
    pub packed_bytes: u64,
    /// The header and how its columns were understood; `None` if the file is not read as a table or has no bytes.
    pub header: Option<Header>,
    /// How the text is written, as far as the head shows.
    pub form: Option<TextForm>,
}

/// The header of a file.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// One entry per column, in file order.
    pub columns: Vec<HeaderColumn>,
}

/// One column of a header.
#[derive(Clone, Debug)]
pub struct HeaderColumn {
    /// The name as it stands.
    pub name: String,
    /// How it was understood.
    pub meaning: ColumnMeaning,
}

/// How a header name was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnMeaning {
    /// A column of the standard, spelled exactly.
    Exact(&'static ColumnSpec),
    /// A column of the standard, but for case, spaces or invisible characters.
    Loose(&'static ColumnSpec),
    /// A column of the standard under the name that 1.0 had for it.
    Renamed(&'static ColumnSpec),
    /// `metadata.` and a name.
    Metadata,
    /// Known by no version that was detected.
    Unknown,
    /// A name that stood before in this header; kept under its own name, not read as the column of the standard.
    Duplicate,
    /// No name at all.
    Blank,
}

impl HeaderColumn {
    /// The column of the standard that it is read as.
    pub const fn spec(&self) -> Option<&'static ColumnSpec> {
        match self.meaning {
            ColumnMeaning::Exact(spec) | ColumnMeaning::Loose(spec) | ColumnMeaning::Renamed(spec) => Some(spec),
            _ => None,
        }
    }
}

/// The rows of `manifest.csv`.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// Which file it is.
    pub file: Option<FileId>,
    /// Property, value and physical line of every row, as they stand.
    pub properties: Vec<(String, String, u64)>,
}

impl Manifest {
    /// The value of the first row with this property.
    pub fn value(&self, property: &str) -> Option<&str> {
        self.properties.iter().find(|(name, ..)| name == property).map(|(_, value, _)| value.as_str())
    }
}

/// What a package was seen to be.
#[derive(Clone, Debug)]
pub struct Detected {
    /// The version whose tables are used.
    pub version: Version,
    /// The mode of each file, from manifest and rows together, in the order of [`Table::ALL`]; `None` = not in the package.
    pub modes: [Option<Mode>; Table::ALL.len()],
    /// Set if this is not OneRoster but something known, such as "Microsoft School Data Sync 2.1".
    pub foreign: Option<&'static str>,
    /// The reasons in words, for the overview.
    pub reasons: Vec<String>,
}
