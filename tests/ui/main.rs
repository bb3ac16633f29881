//! The window, tested as its users meet it: by label, by keyboard and by what it draws.
#![cfg(feature = "gui")]

mod renderer;
mod harness;
mod components;
mod widgets;
mod grid;
