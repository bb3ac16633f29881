//! The screen in front of others: whether personal text is covered, and the key that covers are made under.

use std::hash::{BuildHasher as _, RandomState};

use super::{App, Command, TableCommand};
use crate::store::Cover;

/// The key that covers are made under. It changes from run to run, so that a cover tells nothing later.
#[derive(Debug)]
pub(super) struct Redaction {
    key: u64,
}

impl Redaction {
    /// A key that nobody knows.
    pub(super) fn new() -> Self {
        Self { key: RandomState::new().hash_one("cover") }
    }

    /// The cover, if there is to be one.
    pub(super) fn cover(&self, on: bool) -> Option<Cover> {
        on.then(|| Cover::with(self.key))
    }
}

impl App {
    /// True while personal text is covered on screen.
    pub const fn is_redacted(&self) -> bool {
        self.rosters.covering().is_some()
    }

    /// Covers personal text everywhere, or shows it again.
    pub fn redact(&mut self, on: bool) {
        self.rosters.cover(self.redaction.cover(on));
        // What was being typed there may hold names.
        self.apply(Command::Table(TableCommand::Panel(None)));
    }

    /// Makes covers under a known key, so that pictures of the same roster are alike.
    pub fn redact_under(&mut self, key: u64) {
        self.redaction = Redaction { key };
        self.redact(true);
    }
}
