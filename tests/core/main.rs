//! Everything that needs no window, through the public doors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets the unexpected shall stop")]
#![allow(clippy::iter_over_hash_type, reason = "nothing that a test asserts depends on the order")]

mod app;
mod cause;
mod charts;
mod check_findings;
mod check_fixtures;
mod check_registry;
mod cli;
mod compare;
mod compare_command;
mod compare_delta;
mod compare_making;
mod compare_listed;
mod every_kind;
mod export;
mod export_forms;
mod generate;
mod generate_command;
mod generate_defects;
mod generate_judged;
mod generate_sense;
mod query;
mod query_conditions;
mod query_facet;
mod query_line;
mod query_properties;
mod query_search;
mod read_broken;
mod read_locked;
mod read_making;
mod read_open;
mod read_properties;
mod read_rows;
mod read_several;
mod receiver;
mod report;
mod report_forms;
mod roster;
mod sample;
mod sift;
mod spec;
mod store;
mod tidy;
mod track;
