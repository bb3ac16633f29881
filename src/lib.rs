//! Roster Inspector.
pub mod job;
pub mod spec;
pub mod read;
