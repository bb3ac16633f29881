//! Packed columns: the text of every cell is given back exactly, at a fraction of the size of the CSV; the sourcedId index
//! beside its column; references resolved to rows while loading, parents first, references into the own table in a second pass.
//!
//! Deliberately absent: opening anything, and failing because data is bad.

mod key;
mod text;
mod cover;
mod dictionary;
mod tail;
mod packed;
mod row_set;
mod ids;
mod column;
mod broken;
mod cells;
mod packed_search;
mod search;
mod column_builder;
mod table;
mod pairing;
mod own_references;
mod dataset;
mod table_builder;

pub use cells::{Cells, OddCells};
pub use column::{Column, ReferenceItem, Skip};
pub use cover::{Cover, DOTS};
pub use dataset::Dataset;
pub use dictionary::Dictionary;
pub use ids::IdIndex;
pub use own_references::OwnReferences;
pub use packed::GROUP_ROWS;
pub use row_set::RowSet;
pub use search::{Alphabet, Judge, Seek};
pub use table::{RowOrigin, TableData};
pub use table_builder::TableBuilder;
pub use text::Text;
