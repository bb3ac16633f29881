//! Everything that needs no window, through the public doors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets the unexpected shall stop")]

mod app;
mod read_making;
mod read_properties;
mod read_rows;
mod roster;
mod store;
mod tidy;
