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
mod people;
mod among;
mod charts;

pub use among::{Among, rows_among};
pub use ask::{CellIs, Query, RowPick, SortKey};
pub use charts::{Bar, Charts, charts};
pub use needle::Needle;
pub use order::{RowOrder, order};
pub use people::grade_rank;
pub use row_set::RowSet;
pub use summary::{Summary, Tally, summary};
