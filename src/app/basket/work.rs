//! The baskets of all rosters, and what the one that is shown needs, worked out as a job.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Basket, BasketItem};
use crate::app::Notice;
use crate::app::carry::same_row;
use crate::app::writing::Writing;
use crate::export::{Size, Written, write_parcel};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::{self, Subset};
use crate::roster::{Roster, RosterId};

/// A basket by its roster.
type Of = (RosterId, Basket);

/// The baskets of all rosters.
#[derive(Default)]
pub(in crate::app) struct Baskets {
    baskets: BTreeMap<RosterId, Basket>,
    job: Option<(Of, Job<Option<Subset>>)>,
    done: Option<(Of, Arc<Subset>)>,
    given_up: Option<Of>,
}

impl Baskets {
    /// What was chosen of a roster.
    pub(in crate::app) fn of(&self, roster: RosterId) -> Option<&Basket> {
        self.baskets.get(&roster)
    }

    /// The same, to be changed.
    pub(super) fn change(&mut self, roster: RosterId) -> &mut Basket {
        self.baskets.entry(roster).or_default()
    }

    /// Sees to it that what a basket needs is there or in work.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, wake: &Wake) {
        let Some(basket) = self.baskets.get(&roster.id()).filter(|basket| !basket.items.is_empty()) else { return };
        let is = |known: Option<&Of>| known.is_some_and(|(of, known)| *of == roster.id() && known == basket);
        let job = self.job.as_ref().map(|(of, _)| of);
        if is(job) || is(self.done.as_ref().map(|(of, _)| of)) || is(self.given_up.as_ref()) {
            return;
        }
        self.given_up = None;
        let (of, shared) = ((roster.id(), basket.clone()), Arc::clone(roster));
        let basket = basket.clone();
        let job = Job::spawn("gather subset", Arc::clone(wake), move |watch| {
            let seeds = basket.seeds(&shared);
            query::subset(&shared, &seeds, &basket.along, watch)
        });
        self.job = Some((of, job));
    }

    /// Takes in what the job has brought.
    pub(in crate::app) fn poll(&mut self) -> Option<Notice> {
        let (of, job) = self.job.as_mut()?;
        let notice = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(Some(subset)) => {
                self.done = Some((of.clone(), Arc::new(subset)));
                None
            }
            Outcome::Failed(message) => {
                self.given_up = Some(of.clone());
                Some(Notice::of_fault("Gathering what is needed", &message))
            }
            Outcome::Done(None) | Outcome::Taken => {
                self.given_up = Some(of.clone());
                None
            }
        };
        self.job = None;
        notice
    }

    /// What a basket holds in the end, and whether that is of what is chosen now.
    pub(super) fn subset(&self, roster: RosterId) -> Option<(&Arc<Subset>, bool)> {
        let ((of, known), subset) = self.done.as_ref()?;
        let basket = self.baskets.get(&roster).filter(|basket| !basket.items.is_empty())?;
        (*of == roster).then_some((subset, known == basket))
    }

    /// How far it is; `None` when nothing is worked out.
    pub(in crate::app) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }

    /// Stops it.
    pub(super) fn cancel(&mut self) {
        if let Some((of, _)) = self.job.take() {
            self.given_up = Some(of);
        }
    }

    /// Works out again what was stopped.
    pub(super) fn again(&mut self) {
        self.given_up = None;
    }

    /// True if it was stopped.
    pub(super) fn is_stopped(&self, roster: RosterId) -> bool {
        self.given_up.as_ref().is_some_and(|(of, basket)| *of == roster && self.baskets.get(&roster) == Some(basket))
    }

    /// The basket of a roster that was read anew: the same records, where they are still there.
    pub(in crate::app) fn carry(&mut self, old: RosterId, before: Option<&Roster>, new: &Roster) {
        let Some(basket) = self.baskets.remove(&old) else { return };
        let items = basket.items.into_iter().filter_map(|item| {
            let mut rows: Vec<u32> = item.rows.iter().filter_map(|&row| same_row(before, new, item.table, row)).collect();
            rows.sort_unstable();
            rows.dedup();
            (!rows.is_empty()).then(|| BasketItem { rows: Arc::new(rows), ..item })
        });
        let basket = Basket { items: items.collect(), along: basket.along };
        self.baskets.insert(new.id(), basket);
    }

    /// Forgets the basket of a roster that is closed.
    pub(in crate::app) fn forget(&mut self, roster: RosterId) {
        self.baskets.remove(&roster);
        self.job.take_if(|((of, _), _)| *of == roster);
        self.done.take_if(|((of, _), _)| *of == roster);
        self.given_up.take_if(|(of, _)| *of == roster);
    }
}

impl Writing {
    /// Starts to write a subset as a package.
    pub(super) fn subset(
        &mut self,
        roster: &Arc<Roster>,
        subset: &Arc<Subset>,
        path: PathBuf,
        (replace, opened): (bool, Vec<PathBuf>),
        wake: &Wake,
    ) {
        let (shared, subset) = (Arc::clone(roster), Arc::clone(subset));
        self.start(roster, wake, move |watch| {
            let bytes = write_parcel(&subset.parcel(&shared), replace, &opened, &path, watch)?;
            let rows = u32::try_from(subset.rows()).unwrap_or(u32::MAX);
            Ok(Written { path, size: Size { rows, bytes, exact: true } })
        });
    }
}
