//! What is to be handed over of a roster: what was chosen, what goes along, file by file what that needs and why, and saving it.
//!
//! Deliberately absent: deciding what belongs to a subset; `query` does.

mod lines;
mod view;

pub use view::show;
