//! What became of a roster, written for people and for programs: text, JSON, HTML and CSV, as other reports are.
//!
//! Counts are exact; rows are told up to a number for each file and kind of change; values of personal columns only if they were
//! asked for.

mod told;
mod text;
mod json;
mod html;
mod rows;

use std::io::{self, Write};
use std::time::Duration;

pub(super) use told::churned_ids;

use super::Comparison;
use crate::roster::Roster;

/// Everything that a report of differences tells.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The old roster.
    pub old: &'a Roster,
    /// The new roster.
    pub new: &'a Roster,
    /// What became of it.
    pub comparison: &'a Comparison,
    /// What rules say about it, if they were asked.
    pub findings: Option<&'a crate::check::Findings>,
    /// How many rows are told for each file and kind of change; `None` = all.
    pub rows: Option<usize>,
    /// True to tell the values of personal columns.
    pub with_values: bool,
    /// How long comparing took.
    pub compare_time: Duration,
    /// How long everything took.
    pub total_time: Duration,
}

/// Form of a report of differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for a terminal.
    Text,
    /// One JSON object.
    Json,
    /// One page that needs nothing else.
    Html,
    /// CSV with one row for each added or removed row and each changed cell.
    Csv,
}

impl Format {
    /// Rows for each file and kind of change that are told where nothing else is asked; `None` = all.
    pub const fn usual_rows(self) -> Option<usize> {
        match self {
            Self::Text => Some(5),
            Self::Html => Some(50),
            Self::Json => Some(1000),
            Self::Csv => None,
        }
    }
}

/// Writes the report in one form.
pub fn write(report: &Report<'_>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, out),
        Format::Json => json::write(report, out),
        Format::Html => html::write(report, out),
        Format::Csv => rows::write(report, out),
    }
}
