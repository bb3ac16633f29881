//! What was found, written for people and for programs: text, JSON, HTML, Markdown, CSV, JUnit and SARIF.
//!
//! Every form tells the same: counts are exact, places are told up to a number, and personal values only if they were asked for.
//! Which columns are personal is known to `spec`; a value of any other column stays, because it is what has to be repaired.
//!
//! Deliberately absent: files. A report goes to whatever can be written to.

mod words;
mod told;
mod causes;
mod verdict;
mod text;
mod json;
mod chart;
mod html_style;
mod html;
mod markdown;
mod rows;
mod junit;
mod sarif;

/// Words, numbers, marks and the style that every report has in common.
pub mod look {
    pub use super::html_style::STYLE;
    pub use super::rows::unobeyed;
    pub use super::words::{counted, html, number, plain};
}

use std::io::{self, Write};
use std::time::Duration;

use crate::cause::Causes;
use crate::check::{Counts, Findings, Input, Level, Rule};
use crate::receiver::Judgment;
use crate::roster::Roster;
use crate::spec::{Mode, Table};
use crate::track::Tracked;

/// Everything that a report tells.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// What was opened.
    pub roster: &'a Roster,
    /// What was found.
    pub findings: &'a Findings,
    /// The same by cause, if it was asked for.
    pub causes: Option<&'a Causes>,
    /// How a receiver sees it, if one was chosen.
    pub judgment: Option<&'a Judgment>,
    /// What is suppressed, and what is new.
    pub tracked: Option<&'a Tracked>,
    /// How many places per rule are told; `None` = all.
    pub places: Option<usize>,
    /// True to tell the values of personal columns.
    pub with_values: bool,
    /// How long judging took.
    pub check_time: Duration,
    /// How long everything took.
    pub total_time: Duration,
}

/// Form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for a terminal.
    Text,
    /// One JSON object.
    Json,
    /// One page that needs nothing else.
    Html,
    /// Markdown with tables.
    Markdown,
    /// CSV with one row per place.
    Csv,
    /// JUnit XML: each rule is a test case.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 7] = [Self::Text, Self::Json, Self::Html, Self::Markdown, Self::Csv, Self::Junit, Self::Sarif];

    /// Places per rule that are told where nothing else is asked. The numbers for people are small.
    pub const fn usual_places(self) -> usize {
        match self {
            Self::Text | Self::Markdown => 10,
            Self::Html => 50,
            Self::Json | Self::Csv | Self::Junit | Self::Sarif => 1000,
        }
    }

    /// What a file of this form ends in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Junit => "xml",
            Self::Sarif => "sarif",
        }
    }
}

/// Writes the report in one form.
pub fn write(report: &Report<'_>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, out),
        Format::Json => json::write(report, out),
        Format::Html => html::write(report, out),
        Format::Markdown => markdown::write(report, out),
        Format::Csv => rows::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Sarif => sarif::write(report, out),
    }
}

impl<'a> Report<'a> {
    /// What was judged.
    pub fn input(&self) -> Input<'a> {
        Input { package: self.roster.package(), data: self.roster.data(), relations: self.roster.relations() }
    }

    /// How much the findings of a rule matter, to the receiver if one was chosen.
    fn level_of(&self, rule: &Rule) -> Level {
        self.judgment.map_or_else(|| rule.level_in(self.roster.version()), |judgment| judgment.level(rule))
    }

    /// How many findings of each level, exactly; what is suppressed does not count.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.entries().iter().for_each(|entry| counts += Counts::of(entry.level, entry.count - entry.suppressed));
        counts
    }

    /// How many findings are suppressed.
    pub fn suppressed(&self) -> u64 {
        self.entries().iter().map(|entry| entry.suppressed).sum()
    }

    /// How many findings of each level are new; `None` without a baseline.
    pub fn new_ones(&self) -> Option<Counts> {
        self.tracked.filter(|tracked| tracked.has_baseline())?;
        let mut counts = Counts::default();
        for entry in self.entries() {
            counts += Counts::of(entry.level, entry.new.unwrap_or(0).min(entry.count - entry.suppressed));
        }
        Some(counts)
    }

    /// What was opened, in a line: the version and mode, or the foreign format.
    fn what(&self) -> String {
        match self.roster.package().detected.foreign {
            Some(foreign) => foreign.to_owned(),
            None => format!("OneRoster {}, {}", self.roster.version().name(), self.mode()),
        }
    }

    /// The mode of the package in a word.
    fn mode(&self) -> &'static str {
        let tables = self.roster.data().tables().filter(|table| table.table() != Table::Manifest);
        let modes: Vec<Mode> = tables.map(|table| table.mode()).collect();
        match (modes.contains(&Mode::Bulk), modes.contains(&Mode::Delta)) {
            (true, true) => "mixed",
            (false, true) => "delta",
            _ => "bulk",
        }
    }

    /// The files that were read, by name, with their rows.
    fn files(&self) -> Vec<(&'a str, u32)> {
        let package = self.roster.package();
        let mut files = Vec::new();
        for table in self.roster.data().tables() {
            let name = |file| package.file(file).map_or(table.table().file(), |file| file.name.as_str());
            let (mut row, rows) = (0, table.rows());
            if rows == 0 {
                files.push((name(table.file()), 0));
            }
            // The rows of one file stand together, and their records count from 1.
            while row < rows {
                let mut ends = (row + 1, rows);
                while ends.0 < ends.1 {
                    let middle = ends.0.midpoint(ends.1);
                    ends = if table.record(middle) == middle - row + 1 { (middle + 1, ends.1) } else { (ends.0, middle) };
                }
                files.push((name(table.file_of(row)), ends.0 - row));
                row = ends.0;
            }
        }
        files
    }

    /// Whether values of personal columns are told, in a sentence.
    const fn about_values(&self) -> &'static str {
        if self.with_values {
            "This report holds personal values. Keep it as you keep the package."
        } else {
            "Values of personal columns are left out; --with-values shows them."
        }
    }
}
