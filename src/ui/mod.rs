//! The window's drawing: theme, parts, grid, dialogs, screens, shell, and the window itself.
//!
//! What is deliberately absent: slow work. A view draws what it is given and says by commands what it wants.

pub mod theme;
pub mod number;
pub mod icon;
pub mod widgets;
pub mod clipboard;
pub mod grid;
mod place;
pub mod dialogs;
pub mod screens;
pub mod shell;
mod start;

pub use start::{Window, run};
