//! Which of the rosters that were opened lately are still there. Looked at on a thread of its own: a network drive may hang.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Prefs, Recent};
use crate::job::{Job, Outcome, Wake};

/// What was found, and the look that is under way.
#[derive(Default)]
pub(super) struct RecentCheck {
    /// What was looked for last.
    asked: Vec<Vec<PathBuf>>,
    job: Option<Job<Vec<Vec<PathBuf>>>>,
    gone: Vec<Vec<PathBuf>>,
}

impl RecentCheck {
    /// Looks again if the list has changed since. Called once a frame while the list is shown.
    pub(super) fn want(&mut self, prefs: &Prefs, wake: &Wake) {
        let paths: Vec<_> = prefs.recent.iter().map(|recent| recent.paths.clone()).collect();
        if paths == self.asked {
            return;
        }
        self.asked.clone_from(&paths);
        let recent = prefs.recent.clone();
        self.job = Some(Job::spawn("look for recent", Arc::clone(wake), move |_| {
            recent.iter().filter(|recent| recent.is_gone()).map(|recent| recent.paths.clone()).collect()
        }));
    }

    /// Looks again the next time that the list is shown.
    pub(super) fn leave(&mut self) {
        self.asked.clear();
    }

    /// Takes in what was found.
    pub(super) fn poll(&mut self) {
        if let Some(Outcome::Done(gone)) = self.job.as_mut().map(Job::poll) {
            (self.job, self.gone) = (None, gone);
        }
    }

    /// Whether a roster was looked for and not found.
    pub(super) fn is_gone(&self, recent: &Recent) -> bool {
        self.gone.contains(&recent.paths)
    }
}
