//! What stands around the record that is shown, where that takes reading many rows: worked out as a job, kept for a few records.

use std::sync::Arc;

use super::Notice;
use crate::job::{Job, Outcome, Wake};
use crate::query::{self, Around};
use crate::roster::{Roster, RosterId, Stage};
use crate::spec::Table;

type Place = (RosterId, Table, u32);

/// What stands around the records that were shown last.
#[derive(Default)]
pub(super) struct Arounds {
    job: Option<(Place, Job<Option<Around>>)>,
    /// `None` = it could not be worked out, and is not tried again.
    done: Vec<(Place, Option<Arc<Around>>)>,
}

impl Arounds {
    const KEPT: usize = 8;

    /// Sees to it that it is there or in work. Called once a frame for the record that is shown.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, table: Table, row: u32, wake: &Wake) {
        let place = (roster.id(), table, row);
        let known = self.done.iter().any(|(done, _)| *done == place) || self.job.as_ref().is_some_and(|(running, _)| *running == place);
        if known || !query::has_around(table) || roster.stage() != Stage::Whole {
            return;
        }
        let shared = Arc::clone(roster);
        // What was in work for another record is stopped by this.
        self.job = Some((
            place,
            Job::spawn("look around", Arc::clone(wake), move |watch| query::around(shared.data(), shared.relations(), table, row, watch)),
        ));
    }

    /// Takes it in if it is there.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let (place, job) = self.job.as_mut()?;
        let (around, notice) = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(around) => (around.map(Arc::new), None),
            Outcome::Failed(message) => (None, Some(Notice::of_fault("Looking around the record", &message))),
            Outcome::Taken => (None, None),
        };
        self.done.push((*place, around));
        if self.done.len() > Self::KEPT {
            self.done.remove(0);
        }
        self.job = None;
        notice
    }

    /// What stands around a record; `None` if that is not known.
    pub(super) fn of(&self, place: Place) -> Option<&Arc<Around>> {
        self.done.iter().find(|(done, _)| *done == place).and_then(|(_, around)| around.as_ref())
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.done.retain(|(place, _)| place.0 != roster);
        self.job.take_if(|(place, _)| place.0 == roster);
    }
}
