//! Everything that needs no window, through the public doors.

mod store;
