//! Everything that needs no window, through the public doors.

mod app;
mod read_making;
mod read_properties;
mod read_rows;
mod roster;
mod store;
