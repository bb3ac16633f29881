//! What a package holds, on one page: key numbers, files against the manifest, findings, counts by type.

mod assumed;
pub mod chart_data;
mod charts;
pub mod data;
mod files;
mod findings;
mod verdict;
mod tallies;
mod view;

pub use view::show;
