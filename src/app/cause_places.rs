//! The places of each cause, of those that fit a file, a school and a text: worked out as a job, and put into an order as
//! another. What was shown before stays until then.

use std::sync::{Arc, Weak};

use super::Notice;
use crate::check::Input;
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::{self, PlaceColumn, Sift, Wanted};
use crate::roster::{Roster, RosterId};
use crate::track::Shown;

/// A place: the rule by its number among those that found something, and the place among those that are kept.
pub type CausePlace = (u16, u32);

/// The places of every cause.
#[derive(Debug, Default)]
pub struct CausePlaces {
    /// For each cause in the order of repair, its places in the order of rules.
    pub lists: Vec<Arc<Vec<CausePlace>>>,
}

/// What places belong to.
#[derive(Clone)]
struct Of {
    roster: RosterId,
    shown: Weak<Shown>,
    sift: Weak<Sift>,
    wanted: Wanted,
}

impl Of {
    fn is(&self, other: &Self) -> bool {
        self.roster == other.roster && self.shown.ptr_eq(&other.shown) && self.sift.ptr_eq(&other.sift) && self.wanted == other.wanted
    }
}

type Order = (Weak<Vec<CausePlace>>, (PlaceColumn, bool));

/// The places of causes that were asked for last, and what is in work.
#[derive(Default)]
pub(super) struct CausesListed {
    job: Option<(Of, Job<CausePlaces>)>,
    done: Option<(Of, Arc<CausePlaces>)>,
    ordering: Option<(Order, Job<Option<Vec<CausePlace>>>)>,
    ordered: Option<(Order, Arc<Vec<CausePlace>>)>,
}

impl CausesListed {
    /// Sees to it that the places are there or in work. `sift` where a text or a school is asked for.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, shown: &Arc<Shown>, sift: Option<&Arc<Sift>>, wanted: Wanted, wake: &Wake) {
        let sift_key = sift.map_or_else(Weak::new, Arc::downgrade);
        let of = Of { roster: roster.id(), shown: Arc::downgrade(shown), sift: sift_key, wanted };
        let known = self.done.as_ref().is_some_and(|(known, _)| known.is(&of)) || self.job.as_ref().is_some_and(|(known, _)| known.is(&of));
        if known {
            return;
        }
        let (shared, shown, sift) = (Arc::clone(roster), Arc::clone(shown), sift.map(Arc::clone));
        let job = Job::spawn("places of causes", Arc::clone(wake), move |watch| {
            let input = input(&shared);
            let mut lists: Vec<Vec<CausePlace>> = vec![Vec::new(); shown.groups.len()];
            for (number, group) in shown.findings.groups().iter().enumerate() {
                let mut add = |place: u32| {
                    if let Some(list) = shown.group_of(number, place).and_then(|cause| lists.get_mut(cause as usize)) {
                        list.push((number as u16, place));
                    }
                };
                let fits = |place: &u32| {
                    wanted.file.is_none_or(|file| group.spots().get(*place as usize).is_some_and(|spot| spot.file(&input) == Some(file)))
                };
                if watch.is_cancelled() {
                    break;
                }
                match &sift {
                    Some(sift) => sift.places(&input, group, wanted).into_iter().for_each(&mut add),
                    None => (0..group.spots().len() as u32).filter(fits).for_each(&mut add),
                }
            }
            CausePlaces { lists: lists.into_iter().map(Arc::new).collect() }
        });
        self.job = Some((of, job));
    }

    /// Sees to it that the places of one cause are there in an order, or in work.
    pub(super) fn want_order(
        &mut self,
        roster: &Arc<Roster>,
        shown: &Arc<Shown>,
        list: &Arc<Vec<CausePlace>>,
        sort: (PlaceColumn, bool),
        wake: &Wake,
    ) {
        let key: Order = (Arc::downgrade(list), sort);
        let is = |other: &Order| other.0.ptr_eq(&key.0) && other.1 == key.1;
        if self.ordered.as_ref().is_some_and(|(known, _)| is(known)) || self.ordering.as_ref().is_some_and(|(known, _)| is(known)) {
            return;
        }
        let (shared, shown, list) = (Arc::clone(roster), Arc::clone(shown), Arc::clone(list));
        let job = Job::spawn("order places", Arc::clone(wake), move |watch| {
            query::sort_cause_places(&input(&shared), shown.findings.groups(), &list, sort, watch)
        });
        self.ordering = Some((key, job));
    }

    /// Takes in what is there.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let mut notice = None;
        if let Some((of, job)) = &mut self.job {
            match job.poll() {
                Outcome::Running => {}
                Outcome::Done(places) => {
                    self.done = Some((of.clone(), Arc::new(places)));
                    self.job = None;
                }
                Outcome::Failed(message) => {
                    notice = Some(Notice::of_fault("Listing the places of causes", &message));
                    self.done = Some((of.clone(), Arc::default()));
                    self.job = None;
                }
                Outcome::Taken => self.job = None,
            }
        }
        if let Some((key, job)) = &mut self.ordering {
            match job.poll() {
                Outcome::Running => {}
                Outcome::Done(Some(places)) => {
                    self.ordered = Some((key.clone(), Arc::new(places)));
                    self.ordering = None;
                }
                Outcome::Failed(message) => {
                    notice = Some(Notice::of_fault("Sorting places", &message));
                    self.ordered = Some((key.clone(), Arc::default()));
                    self.ordering = None;
                }
                Outcome::Done(None) | Outcome::Taken => self.ordering = None,
            }
        }
        notice
    }

    /// The places of every cause of these findings, and whether they fit what is asked for or what was asked for before.
    pub(super) fn of(&self, shown: &Arc<Shown>, sift: Option<&Arc<Sift>>, wanted: Wanted) -> Option<(&Arc<CausePlaces>, bool)> {
        let (of, places) = self.done.as_ref()?;
        let sift = sift.map_or_else(Weak::new, Arc::downgrade);
        std::ptr::eq(of.shown.as_ptr(), Arc::as_ptr(shown)).then(|| (places, of.sift.ptr_eq(&sift) && of.wanted == wanted))
    }

    /// A list in an order, if it is there.
    pub(super) fn in_order(&self, list: &Arc<Vec<CausePlace>>, sort: (PlaceColumn, bool)) -> Option<&Arc<Vec<CausePlace>>> {
        let ((of, by), places) = self.ordered.as_ref()?;
        (std::ptr::eq(of.as_ptr(), Arc::as_ptr(list)) && *by == sort).then_some(places)
    }

    /// How far it is; `None` when nothing runs.
    pub(super) fn progress(&self) -> Option<Progress> {
        let listing = self.job.as_ref().map(|(_, job)| job.progress());
        listing.or_else(|| self.ordering.as_ref().map(|(_, job)| job.progress()))
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.job.take_if(|(of, _)| of.roster == roster);
        self.done.take_if(|(of, _)| of.roster == roster);
        (self.ordering, self.ordered) = (None, None);
    }
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}
