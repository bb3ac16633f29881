//! What every form of report tells.

use std::time::Duration;

use crate::check::{Findings, Input};
use crate::roster::Roster;
use crate::spec::{Mode, Table};

/// Everything that a report tells.
pub(super) struct Report<'a> {
    /// What was opened.
    pub(super) roster: &'a Roster,
    /// What was found.
    pub(super) findings: &'a Findings,
    /// How many places per rule are told; `None` = all.
    pub(super) places: Option<usize>,
    /// How long judging took.
    pub(super) check_time: Duration,
    /// How long everything took.
    pub(super) total_time: Duration,
}

impl Report<'_> {
    /// What was judged.
    pub(super) fn input(&self) -> Input<'_> {
        input_of(self.roster)
    }
}

/// What is judged of a roster.
pub(super) fn input_of(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}

/// The mode of the package in a word.
pub(super) fn mode_words(roster: &Roster) -> &'static str {
    let modes: Vec<Mode> = roster.data().tables().filter(|table| table.table() != Table::Manifest).map(|table| table.mode()).collect();
    match (modes.contains(&Mode::Bulk), modes.contains(&Mode::Delta)) {
        (true, true) => "mixed",
        (false, true) => "delta",
        _ => "bulk",
    }
}
