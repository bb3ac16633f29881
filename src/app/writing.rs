//! A file that is being written, as a job; how it ended stays until it was seen.

use std::sync::Arc;

use super::Notice;
use crate::export::{ExportError, ExportErrorKind, Written};
use crate::job::{Job, Outcome, Progress, Wake, Watch};
use crate::roster::{Roster, RosterId};

/// How writing a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportEnd {
    /// The file is there.
    Done(Written),
    /// It is not: what happened, then why and what to do, and whether a file of that name is in the way.
    Failed {
        /// What happened.
        title: String,
        /// Why, what to do, the path last.
        lines: Vec<String>,
        /// A file of that name is there and may be replaced.
        exists: bool,
    },
}

/// The file in work, and how the last one ended.
#[derive(Default)]
pub(super) struct Writing {
    job: Option<(Option<RosterId>, Job<ExportEnd>)>,
    end: Option<ExportEnd>,
}

impl Writing {
    /// Starts to write something of a roster; what is under way is stopped.
    pub(super) fn start(
        &mut self,
        roster: &Roster,
        wake: &Wake,
        write: impl FnOnce(&Watch) -> Result<Written, ExportError> + Send + 'static,
    ) {
        self.start_of(Some(roster.id()), wake, write);
    }

    /// The same for what may belong to no roster.
    pub(super) fn start_of(
        &mut self,
        roster: Option<RosterId>,
        wake: &Wake,
        write: impl FnOnce(&Watch) -> Result<Written, ExportError> + Send + 'static,
    ) {
        let job = Job::spawn("write a file", Arc::clone(wake), move |watch| match write(watch) {
            Ok(written) => ExportEnd::Done(written),
            Err(error) => {
                let exists = error.kind == ExportErrorKind::Exists;
                ExportEnd::Failed { title: error.title().to_owned(), lines: error.details(), exists }
            }
        });
        self.job = Some((roster, job));
        self.end = None;
    }

    /// Takes in the end if it is there; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let outcome = self.job.as_mut()?.1.poll();
        match outcome {
            Outcome::Running => return None,
            Outcome::Done(end) => self.end = Some(end),
            Outcome::Failed(message) => {
                self.job = None;
                return Some(Notice::of_fault("Writing the file", &message));
            }
            Outcome::Taken => {}
        }
        self.job = None;
        None
    }

    /// How the last one ended, until it was seen.
    pub(super) const fn end(&self) -> Option<&ExportEnd> {
        self.end.as_ref()
    }

    /// The end was seen.
    pub(super) fn seen(&mut self) {
        self.end = None;
    }

    /// How far it is; `None` when none is in work.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }

    /// Stops it; nothing is left of the file.
    pub(super) fn cancel(&mut self) {
        self.job = None;
    }

    /// Stops what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.job.take_if(|(of, _)| *of == Some(roster));
    }
}
