//! What has to be known about a comparison before its numbers are believed.

use super::changes::{Presence, TableChanges};
use crate::read::SourceKind;
use crate::roster::Roster;
use crate::spec::{Mode, Table};

/// What has to be known about a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// One side is not OneRoster.
    Foreign {
        /// True for the new roster.
        is_new: bool,
        /// What it is.
        name: &'static str,
    },
    /// No row is in both.
    NothingInCommon,
    /// No org is in both, though other rows are.
    OtherDistrict,
    /// One side holds changes only.
    Delta {
        /// True for the new roster.
        is_new: bool,
    },
    /// The versions differ.
    Versions(&'static str, &'static str),
    /// Status and time of change are left out, as an endpoint fills them and bulk files do not.
    StatusLeftOut,
}

impl Note {
    /// True if the two are no two states of one thing.
    pub const fn is_unlike(&self) -> bool {
        matches!(self, Self::Foreign { .. } | Self::NothingInCommon | Self::OtherDistrict)
    }

    /// The note in a sentence.
    pub fn words(&self) -> String {
        let side = |is_new: &bool| if *is_new { "second" } else { "first" };
        match self {
            Self::Foreign { is_new, name } => format!("The {} one is not OneRoster but {name}.", side(is_new)),
            Self::NothingInCommon => {
                "No row of one has the sourcedId of a row of the other: these are different districts, or all ids were given anew."
                    .to_owned()
            }
            Self::OtherDistrict => {
                "No org is in both: this looks like another district, and ids that both have may be so by chance.".to_owned()
            }
            Self::Delta { is_new } => format!(
                "The {} one holds changes only: rows that it lacks are not gone. `apply` makes a whole set of it and its base.",
                side(is_new)
            ),
            Self::Versions(old, new) => format!(
                "OneRoster {old} is compared with {new}: columns and files that one of them does not know are told and not compared."
            ),
            Self::StatusLeftOut => {
                "Status and dateLastModified are not compared: only one of the two has a reason to fill them.".to_owned()
            }
        }
    }
}

pub(super) fn find(old: &Roster, new: &Roster, all: &[TableChanges]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (roster, is_new) in [(old, false), (new, true)] {
        notes.extend(roster.package().detected.foreign.map(|name| Note::Foreign { is_new, name }));
    }
    let rows = |roster: &Roster| roster.data().rows() > 0;
    let shared = |changes: &TableChanges| changes.counts().changed + changes.counts().unchanged;
    let of_both = all.iter().filter(|changes| changes.presence == Presence::Both && changes.table != Table::Manifest);
    if notes.is_empty() && rows(old) && rows(new) {
        if of_both.clone().map(shared).sum::<u64>() == 0 {
            notes.push(Note::NothingInCommon);
        } else if all.iter().any(|changes| {
            changes.table == Table::Orgs && shared(changes) == 0 && changes.counts().added > 0 && changes.counts().removed > 0
        }) {
            notes.push(Note::OtherDistrict);
        }
    }
    let is_delta = |roster: &Roster| roster.data().tables().any(|table| table.table() != Table::Manifest && table.mode() == Mode::Delta);
    if is_delta(old) != is_delta(new) {
        notes.push(Note::Delta { is_new: is_delta(new) });
    }
    if old.version() != new.version() {
        notes.push(Note::Versions(old.version().name(), new.version().name()));
    }
    let is_endpoint = |roster: &Roster| roster.package().kind == SourceKind::Endpoint;
    if is_endpoint(old) != is_endpoint(new) || is_delta(old) != is_delta(new) {
        notes.push(Note::StatusLeftOut);
    }
    notes
}
