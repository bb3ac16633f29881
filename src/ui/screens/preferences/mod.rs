//! What the user can set.

pub mod data;
mod controls;
mod view;

pub use view::show;
