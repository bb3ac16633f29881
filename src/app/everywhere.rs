//! The search over everything: one at a time, for the text that is typed, in the roster beside which it was asked for.

use std::sync::Arc;

use super::Notice;
use crate::job::Wake;
use crate::query::{Matches, Searching, start_search};
use crate::roster::{Roster, RosterId};

/// The search that runs or has ended.
#[derive(Default)]
pub(super) struct Everywhere {
    /// What was asked for, even where nothing can be searched.
    asked: Option<(RosterId, String)>,
    search: Option<Searching>,
    found: Arc<Matches>,
}

impl Everywhere {
    /// Rows for each table.
    const MOST: usize = 12;

    /// Searches for a text; what was searched before is dropped, its results stay until there are others.
    pub(super) fn start(&mut self, roster: &Arc<Roster>, text: &str, wake: &Wake) {
        let asked = (roster.id(), text.trim().to_owned());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        if asked.1.is_empty() {
            self.search = None;
            self.found = Arc::default();
        } else {
            self.search = Some(start_search(roster, &asked.1, Self::MOST, wake));
        }
        self.asked = Some(asked);
    }

    /// Takes in what was found; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        match self.search.as_mut()?.poll() {
            Ok(found) => {
                // Nothing found yet is no reason to take away what is shown.
                if found.whole || !found.groups.is_empty() {
                    if found.whole {
                        self.search = None;
                    }
                    self.found = found;
                }
                None
            }
            Err(message) => {
                self.search = None;
                Some(Notice::of_fault("Searching", &message))
            }
        }
    }

    /// Stops and forgets.
    pub(super) fn stop(&mut self) {
        *self = Self::default();
    }

    /// Whether it still looks.
    pub(super) const fn is_running(&self) -> bool {
        self.search.is_some()
    }

    /// What was found so far, and in which roster.
    pub(super) fn found(&self) -> Option<(RosterId, &Matches)> {
        self.asked.as_ref().map(|(roster, _)| (*roster, &*self.found))
    }
}
