//! One roster of those that are open: its latest stage, and what is being done with it.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::checking::Checking;
use super::judging::{Judged, Judging};
use super::opening::{Opening, Request};
use super::watching::Watching;
use super::{PullWork, Source};
use crate::check::{Findings, Settings};
use crate::job::{Job, Progress, Wake};
use crate::query::{self, Charts, Numbers, Summary};
use crate::read::{Password, SourceState};
use crate::roster::{Roster, RosterId, Stage};
use crate::store::Cover;

/// One roster of those that are open.
pub struct OpenRoster {
    pub(super) id: RosterId,
    pub(super) source: Source,
    /// The roster whose places lead here once this one is there.
    pub(super) replaces: Option<RosterId>,
    pub(super) roster: Option<Arc<Roster>>,
    /// The same to be looked at, while personal text is covered.
    pub(super) covered: Option<Arc<Roster>>,
    pub(super) cover: Option<Cover>,
    pub(super) opening: Option<Opening>,
    pub(super) checking: Checking,
    pub(super) judging: Judging,
    pub(super) summing: Option<Job<Summary>>,
    pub(super) summary: Option<Summary>,
    pub(super) charting: Option<Job<Charts>>,
    pub(super) charts: Option<Arc<Charts>>,
    pub(super) counting: Option<Job<Option<Numbers>>>,
    pub(super) numbers: Option<Arc<Numbers>>,
    pub(super) settings: Settings,
    /// What it has from an endpoint, or from the archive of a pull.
    pub(super) pull: Arc<PullWork>,
    /// True once it was told that the endpoint answers.
    pub(super) connected: bool,
    /// For opening it anew.
    pub(super) password: Option<Password>,
    pub(super) watching: Option<Watching>,
    /// What became of its source.
    pub(super) on_disk: Option<SourceState>,
}

impl OpenRoster {
    /// What opens the same in its place.
    pub(super) fn request(&self) -> Request {
        let replaces = if self.whole().is_some() { Some(self.id) } else { self.replaces };
        Request { source: self.source.clone(), replaces, as_of: self.as_of(), password: self.password.clone() }
    }

    /// Its id in routes.
    pub const fn id(&self) -> RosterId {
        self.id
    }

    /// What was opened.
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// What it has from the endpoint that it came from; `None` for what did not come from one.
    pub fn pull(&self) -> Option<&Arc<PullWork>> {
        Some(&self.pull).filter(|pull| pull.is_pull())
    }

    /// The name that it goes by.
    pub fn name(&self) -> String {
        if let Source::Endpoint(plan) = &self.source {
            return plan.name();
        }
        self.roster.as_ref().map_or_else(|| self.source.name(), |roster| roster.package().name.clone())
    }

    /// The latest stage, to be looked at: everything that a screen shows of a roster is read from this one, so that personal
    /// text is covered while the screen is redacted. `None` until the first rows are there.
    pub fn roster(&self) -> Option<&Arc<Roster>> {
        self.covered.as_ref().or(self.roster.as_ref())
    }

    /// The latest stage as it is, for jobs; never to be shown.
    pub(super) const fn bare(&self) -> Option<&Arc<Roster>> {
        self.roster.as_ref()
    }

    /// Covers what is looked at, or takes the cover off.
    pub(super) fn cover(&mut self, cover: Option<Cover>) {
        self.cover = cover;
        self.covered = cover.zip(self.roster.as_ref()).map(|(cover, roster)| Arc::new(roster.covered(cover)));
    }

    /// The roster once it is whole.
    pub fn whole(&self) -> Option<&Arc<Roster>> {
        self.roster.as_ref().filter(|roster| roster.stage() == Stage::Whole)
    }

    /// How far loading is; `None` when it is over.
    pub fn loading(&self) -> Option<Progress> {
        self.opening.as_ref().map(Opening::progress)
    }

    /// The last findings that count, as the receiver sees them; `None` until the checks have run once. While
    /// [`OpenRoster::checking`] or [`OpenRoster::judging`] they are those of before.
    pub fn findings(&self) -> Option<&Arc<Findings>> {
        self.judging.open(self.checking.findings())
    }

    /// The same by cause, with the receiver's view, and what is suppressed and new; `None` until that is worked out.
    pub fn judged(&self) -> Option<&Arc<Judged>> {
        self.judging.of(self.checking.findings())
    }

    /// How far finding causes and judging is; `None` when it does not run.
    pub fn judging(&self) -> Option<Progress> {
        self.judging.progress()
    }

    /// True if finding causes was stopped.
    pub const fn is_judging_stopped(&self) -> bool {
        self.judging.is_stopped()
    }

    /// What it holds, in numbers; `None` until that was counted.
    pub const fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }

    /// Students per school and grade, enrollments per term; `None` until that was counted.
    pub const fn charts(&self) -> Option<&Arc<Charts>> {
        self.charts.as_ref()
    }

    /// How many people, classes and courses lack what they are for; `None` until that was counted.
    pub const fn numbers(&self) -> Option<&Arc<Numbers>> {
        self.numbers.as_ref()
    }

    /// Counts them, once, where somebody looks.
    pub(super) fn want_numbers(&mut self, wake: &Wake) {
        if self.numbers.is_some() || self.counting.is_some() {
            return;
        }
        if let Some(roster) = self.whole().map(Arc::clone) {
            self.counting = Some(Job::spawn("numbers", Arc::clone(wake), move |watch| query::numbers(roster.data(), watch)));
        }
    }

    /// How far the checks are; `None` when they do not run.
    pub fn checking(&self) -> Option<Progress> {
        self.checking.progress()
    }

    /// How long the last run of the checks took.
    pub const fn checked_in(&self) -> Option<Duration> {
        self.checking.took()
    }

    /// The day that counts as today for the checks.
    pub const fn as_of(&self) -> Date {
        self.settings.as_of
    }

    /// What its findings are judged by.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }
}
