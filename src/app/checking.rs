//! The checks of one roster as a job: findings are judged anew when the settings change, and the old ones stay until then.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::check::{self, Findings, Settings};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::roster::Roster;

use super::Notice;

/// Places that are kept per rule for the screens.
pub(super) const PLACES: usize = 10_000;

/// The checks of one roster.
#[derive(Default)]
pub(super) struct Checking {
    findings: Option<Arc<Findings>>,
    took: Option<Duration>,
    job: Option<(Instant, Job<Arc<Findings>>)>,
}

impl Checking {
    /// Starts to judge; a run that is under way is stopped.
    pub(super) fn start(&mut self, roster: &Arc<Roster>, settings: Settings, wake: &Wake) {
        let roster = Arc::clone(roster);
        let job = Job::spawn("check", Arc::clone(wake), move |watch| {
            watch.doing("Checking");
            let input = check::Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
            check::run(&input, &settings, PLACES, watch)
        });
        self.job = Some((Instant::now(), job));
    }

    /// Takes in the findings if they are there; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let (started, job) = self.job.as_mut()?;
        let notice = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(findings) => {
                self.took = Some(started.elapsed());
                self.findings = Some(findings);
                None
            }
            Outcome::Failed(message) => Some(Notice::of_fault("Checking", &message)),
            Outcome::Taken => None,
        };
        self.job = None;
        notice
    }

    /// Stops it; the findings of before stay.
    pub(super) fn cancel(&mut self) {
        self.job = None;
    }

    /// The last findings.
    pub(super) const fn findings(&self) -> Option<&Arc<Findings>> {
        self.findings.as_ref()
    }

    /// How long the last run took.
    pub(super) const fn took(&self) -> Option<Duration> {
        self.took
    }

    /// How far it is; `None` when it does not run.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }
}
