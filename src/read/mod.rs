//! Bytes in, raw rows out, with their origin: file, record, line, byte. Opens zips, folders and loose files, and records
//! facts (undecodable bytes, ragged row, bare quote, unknown file …).
//!
//! What is odd is read by stated rules (see `record`): cells as RFC 4180 has them; a quote in an unquoted cell and text
//! behind a closing quote are text; a quote that never closes costs the line on which it stands and no more.
//!
//! Deliberately absent: judgement on what was met, and how values are stored.

mod rest_fact;
mod fact;

mod batch;
mod error;
mod limits;

mod source;

mod archive;
mod locked;
mod unpack;

mod text;

mod masks;
mod record;
mod row_facts;

mod parser;

mod stream;

mod package;

mod header;

mod detect;
mod foreign;

mod gathered;
mod assemble;
mod several;
mod open;
mod rows;
mod source_row;
mod source_state;

pub use batch::{RaggedRow, RowBatch};
pub use error::{ReadError, ReadErrorKind};
pub use fact::{Fact, FactKind, FileId, RowFact, RowFactKind, TextEncoding, TextForm};
pub use limits::Limits;
pub use locked::Password;
pub use open::{OpenOptions, open, open_embedded, open_made, open_with};
pub use package::{ColumnMeaning, Detected, Header, HeaderColumn, Manifest, Package, PackageFile, SourceKind};
pub use record::LineEnd;
pub use rest_fact::RestFact;
pub use source_row::SourceRow;
pub use source_state::SourceState;
pub use stream::{RowStream, StreamEnd};
