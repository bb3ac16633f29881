//! Where a roster is chosen.

pub mod data;
mod view;

pub use view::show;
