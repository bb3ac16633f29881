//! The window's drawing: theme, parts, grid, shell and screens.
//!
//! What is deliberately absent: slow work. A view draws what it is given and says by commands what it wants.

pub mod theme;
pub mod number;
pub mod icon;
pub mod widgets;
pub mod grid;
