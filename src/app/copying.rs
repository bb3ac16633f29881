//! Copies of many rows as a job: the text is written beside the frames, and waits here until the window has taken it.

use std::sync::Arc;

use super::clip::{self, ClipAsk, NoClip};
use super::{Notice, NoticeLevel};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::RowOrder;
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// The copy in work, and the text that is ready.
#[derive(Default)]
pub(super) struct Copying {
    job: Option<(RosterId, Job<Result<String, NoClip>>)>,
    ready: Option<Arc<str>>,
}

impl Copying {
    /// Starts to write; a copy that is under way is stopped.
    pub(super) fn start(&mut self, roster: &Arc<Roster>, table: Table, order: &Arc<RowOrder>, ask: ClipAsk, wake: &Wake) {
        let (shared, order) = (Arc::clone(roster), Arc::clone(order));
        let job = Job::spawn("copy rows", Arc::clone(wake), move |watch| clip::text(&shared, table, &order, &ask, watch));
        self.job = Some((roster.id(), job));
        self.ready = None;
    }

    /// Takes in the text if it is there; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let outcome = self.job.as_mut()?.1.poll();
        let notice = match outcome {
            Outcome::Running => return None,
            Outcome::Done(Ok(text)) => {
                self.ready = Some(text.into());
                None
            }
            Outcome::Done(Err(NoClip::TooMuch(rows))) => Some(too_much(rows)),
            Outcome::Done(Err(NoClip::Stopped)) | Outcome::Taken => None,
            Outcome::Failed(message) => Some(Notice::of_fault("Copying", &message)),
        };
        self.job = None;
        notice
    }

    /// The text for the clipboard; until it is taken.
    pub(super) const fn ready(&self) -> Option<&Arc<str>> {
        self.ready.as_ref()
    }

    /// The text is on the clipboard.
    pub(super) fn taken(&mut self) {
        self.ready = None;
    }

    /// How far the copy is; `None` when none is in work.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }

    /// Stops it; the clipboard stays as it was.
    pub(super) fn cancel(&mut self) {
        self.job = None;
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.job.take_if(|(of, _)| *of == roster);
    }
}

fn too_much(rows: u64) -> Notice {
    let most = clip::MOST_BYTES >> 20;
    let lines = vec![
        format!("A clipboard takes {most} MB here, which is the first {rows} of these rows. What it held before is still there."),
        "Export the view to a file, or copy fewer rows or columns.".to_owned(),
    ];
    Notice::new(NoticeLevel::Warning, "These rows are too much for the clipboard", lines)
}
