//! What OneRoster says, as constant tables: versions, files, columns, types, presence, vocabularies,
//! references, privacy classes and REST names. Everything that the program knows about the standard is
//! looked up here; a further version is a further table.
//!
//! Deliberately absent: input and output, and any logic about a loaded roster.

mod column;
mod table;
mod vocabulary;
mod v1_1;
mod v1_2;
mod version;

pub use column::{ColumnSpec, Presence, Privacy, Reference, Type};
pub use table::{Group, Table, TableSpec};
pub use version::{Mode, Version, VersionSpec};
pub use vocabulary::{GRADES_CEDS, Vocabulary};
