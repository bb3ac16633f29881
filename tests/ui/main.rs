//! The window, tested as its users meet it: by label, by keyboard and by what it draws.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets the unexpected shall stop")]
#![allow(clippy::print_stdout, reason = "what was measured is worth reading")]

mod renderer;
mod harness;
mod opened;
mod shell;
mod tabs;
mod commands;
mod preferences;
mod welcome;
mod opening;
mod search;
mod redaction;
mod overview;
mod components;
mod widgets;
mod grid;
mod frame_cost;
mod table_making;
mod table_data;
mod table_desk;
mod table;
mod table_columns;
mod table_selection;
mod table_export;
mod table_filter;
mod table_seek;
mod record_data;
mod record_district;
mod record_screen;
mod record_window;
mod findings_causes;
mod findings_judged;
mod findings_screen;
mod served;
mod pull_connect;
mod pull_screen;
mod compare_districts;
mod compare_screen;
mod compare_delta_screen;
mod handover_screen;
mod screenshots;
mod pull_screenshots;
mod compare_screenshots;
