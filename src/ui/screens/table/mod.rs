//! The table screen: the rows of one file, at whatever stage the roster is, with filter, sort, links and a detail pane.
//!
//! `cell`, `data`, `detail` and `source` say what is shown and know nothing of drawing; the rest draws it.
//!
//! What is deliberately absent: work that takes longer than a frame. Filter, sort and source lines are jobs of the app.

pub mod cell;
pub mod data;
pub mod detail;
pub mod source;
mod look;
mod rows;
mod draft;
mod export_draft;
mod menu;
mod kept;
mod toolbar;
mod pane;
mod act;
mod menus;
mod chooser;
mod seek_bar;
mod line_bar;
mod filter_box;
mod export_box;
mod whole;
mod keys;
mod screen;

pub use screen::show;
