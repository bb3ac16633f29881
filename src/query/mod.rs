//! Which rows of a table are shown, and in which order: quick filter and sort, as plain functions over loaded columns.
//!
//! Deliberately absent: any memory of the last query, and any change to the data.

mod ask;
mod needle;
mod row_set;
mod filter;
mod sort;
mod order;
mod summary;

pub use ask::{CellIs, Query, RowPick, SortKey};
pub use needle::Needle;
pub use order::{RowOrder, order};
pub use row_set::RowSet;
pub use summary::{Summary, Tally, summary};
