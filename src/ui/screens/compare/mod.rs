//! The comparison of two rosters: what came, went and changed per file and school, then the differences themselves as lists of any
//! length, and the two records of one difference side by side.
//!
//! Deliberately absent: working anything out; `app` has the jobs, `compare` the answers.

pub mod data;
mod letters;
mod choose;
mod head;
mod cards;
mod lines;
mod finding_lines;
mod delta_lines;
mod delta_card;
mod pair_pane;
mod copy;
mod list;
mod view;

pub(super) use copy::put as copy_lines;
pub use view::show;
