//! Bytes in, raw rows out, with their origin: file, record, line, byte. Opens zips, folders and loose files, and records
//! facts (undecodable bytes, ragged row, bare quote, unknown file …).
//!
//! Deliberately absent: judgement on what was met, and how values are stored.

mod batch;
mod fact;
mod package;

pub use batch::{RaggedRow, RowBatch};
pub use fact::{Fact, FactKind, FileId, RowFact, RowFactKind, TextEncoding, TextForm};
pub use package::{ColumnMeaning, Detected, Header, HeaderColumn, Manifest, Package, PackageFile, SourceKind};
