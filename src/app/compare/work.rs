//! Comparisons in work and those that are done: the comparison itself, what rules about changes say, findings against each other, and
//! the rows of the list that is shown. Each is a job; what was shown before stays until the next is there.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use super::applied::{AppliedDelta, Made, is_delta};
use crate::app::Notice;
use crate::app::checking::PLACES;
use crate::check::{self, Findings, Input, RULES, Reads, Settings};
use crate::compare::{self, Comparison, Listing, Options, RuleChanges};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::receiver::{self, Judgment, Profile};
use crate::roster::{Roster, RosterId};

/// Two rosters and what became of the first one.
#[derive(Debug)]
pub struct Compared {
    /// The roster before.
    pub old: Arc<Roster>,
    /// The roster after.
    pub new: Arc<Roster>,
    /// What became of it.
    pub comparison: Comparison,
    /// How long that took.
    pub took: Duration,
}

/// What rules about changes say.
#[derive(Debug)]
pub struct ChangesJudged {
    /// What they found in the new roster.
    pub findings: Arc<Findings>,
    /// What the chosen receiver does with it.
    pub judgment: Option<Judgment>,
    /// What they were judged by.
    pub settings: Settings,
}

/// Which comparison: before and after.
pub(in crate::app) type Sides = (RosterId, RosterId);

/// One thing of a comparison that is worked out: for what, the job, and what is there.
struct Worked<Key, T> {
    job: Option<(Key, Job<Option<T>>)>,
    done: Option<(Key, Arc<T>)>,
    /// What was stopped or failed is not tried again by itself.
    given_up: Option<Key>,
}

impl<Key, T> Default for Worked<Key, T> {
    fn default() -> Self {
        Self { job: None, done: None, given_up: None }
    }
}

impl<Key: PartialEq + Clone, T: Send + Sync + 'static> Worked<Key, T> {
    fn knows(&self, key: &Key) -> bool {
        let is = |known: Option<&Key>| known == Some(key);
        is(self.done.as_ref().map(|(of, _)| of)) || is(self.job.as_ref().map(|(of, _)| of)) || is(self.given_up.as_ref())
    }

    fn start(&mut self, key: Key, job: Job<Option<T>>) {
        self.given_up = None;
        self.job = Some((key, job));
    }

    fn poll(&mut self, what: &str) -> Option<Notice> {
        let (key, job) = self.job.as_mut()?;
        let notice = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(Some(found)) => {
                let before = self.done.replace((key.clone(), Arc::new(found)));
                free(before.map(|(_, found)| found));
                None
            }
            Outcome::Failed(message) => {
                self.given_up = Some(key.clone());
                Some(Notice::of_fault(what, &message))
            }
            Outcome::Done(None) | Outcome::Taken => {
                self.given_up = Some(key.clone());
                None
            }
        };
        self.job = None;
        notice
    }

    fn of(&self, key: &Key) -> Option<&Arc<T>> {
        self.done.as_ref().filter(|(of, _)| of == key).map(|(_, found)| found)
    }

    fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }

    fn cancel(&mut self) {
        if let Some((key, _)) = self.job.take() {
            self.given_up = Some(key);
        }
    }
}

/// A million rows take a while to free: not in a frame.
pub(super) fn free<T: Send + 'static>(what: T) {
    drop(std::thread::Builder::new().name("free".to_owned()).spawn(move || drop(what)));
}

/// Something shared, known by which one it is.
struct Same<T>(Weak<T>);

impl<T> Same<T> {
    fn as_this(of: &Arc<T>) -> Self {
        Self(Arc::downgrade(of))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Weak::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

type JudgedKey = (Sides, Settings, Option<Same<Profile>>);
type FindingsKey = (Sides, Same<Findings>, Same<Findings>);

/// The comparison that was asked for last, with all that belongs to it.
#[derive(Default)]
pub(in crate::app) struct Comparisons {
    compared: Worked<Sides, Compared>,
    judged: Worked<JudgedKey, ChangesJudged>,
    findings: Worked<FindingsKey, Vec<RuleChanges>>,
    rows: Worked<(Sides, Listing), Vec<u32>>,
    applied: Worked<Sides, AppliedDelta>,
    making: Option<(Sides, Job<Option<Made>>)>,
}

impl Comparisons {
    /// Sees to it that two whole rosters are compared.
    pub(in crate::app) fn want(&mut self, old: &Arc<Roster>, new: &Arc<Roster>, wake: &Wake) -> Option<Arc<Compared>> {
        let key = (old.id(), new.id());
        if !self.compared.knows(&key) {
            let (old, new) = (Arc::clone(old), Arc::clone(new));
            let job = Job::spawn("compare", Arc::clone(wake), move |watch| {
                watch.doing("Comparing");
                let started = Instant::now();
                let comparison = compare::rosters(&old, &new, &Options::default(), watch)?;
                Some(Compared { old, new, comparison, took: started.elapsed() })
            });
            self.compared.start(key, job);
        }
        self.compared.of(&key).map(Arc::clone)
    }

    /// Sees to it that rules about changes have judged it.
    pub(in crate::app) fn want_judged(&mut self, of: &Arc<Compared>, settings: &Settings, profile: Option<&Arc<Profile>>, wake: &Wake) {
        let key = (sides(of), settings.clone(), profile.map(Same::as_this));
        if self.judged.knows(&key) {
            return;
        }
        let (compared, settings, profile) = (Arc::clone(of), settings.clone(), profile.map(Arc::clone));
        let job = Job::spawn("judge changes", Arc::clone(wake), move |watch| {
            let Compared { old, new, comparison, .. } = &*compared;
            let settings = profile.as_ref().map_or_else(|| settings.clone(), |profile| profile.settings(settings.clone()));
            let others = RULES.iter().filter(|rule| !rule.reads.contains(&Reads::Against));
            let settings = others.fold(settings, |settings, rule| settings.without(rule.code));
            let settings = settings.against(Arc::new(compare::baseline(old, new, comparison, watch)));
            watch.doing("Judging what changed");
            let input = Input { package: new.package(), data: new.data(), relations: new.relations() };
            let findings = check::run(&input, &settings, PLACES, watch);
            let judgment = profile.as_ref().map(|profile| receiver::judge(&input, &findings, profile, 0, watch));
            (!watch.is_cancelled()).then_some(ChangesJudged { findings, judgment, settings })
        });
        self.judged.start(key, job);
    }

    /// Sees to it that the findings of both are compared.
    pub(in crate::app) fn want_findings(&mut self, of: &Arc<Compared>, before: &Arc<Findings>, now: &Arc<Findings>, wake: &Wake) {
        let key = (sides(of), Same::as_this(before), Same::as_this(now));
        if self.findings.knows(&key) {
            return;
        }
        let (compared, before, now) = (Arc::clone(of), Arc::clone(before), Arc::clone(now));
        let job = Job::spawn("compare findings", Arc::clone(wake), move |watch| {
            compare::findings((&compared.old, &before), (&compared.new, &now), watch)
        });
        self.findings.start(key, job);
    }

    /// Sees to it that the rows of a list are there.
    pub(in crate::app) fn want_rows(&mut self, of: &Arc<Compared>, wanted: &Listing, wake: &Wake) {
        let key = (sides(of), wanted.clone());
        if self.rows.knows(&key) {
            return;
        }
        let (compared, wanted) = (Arc::clone(of), wanted.clone());
        let job = Job::spawn("list differences", Arc::clone(wake), move |watch| {
            compared.comparison.listed(&compared.old, &compared.new, &wanted, watch)
        });
        self.rows.start(key, job);
    }

    /// Sees to it that a delta is applied to its base, where one of the two is one.
    pub(in crate::app) fn want_applied(&mut self, of: &Arc<Compared>, wake: &Wake) {
        let key = sides(of);
        if self.applied.knows(&key) || is_delta(&of.old) == is_delta(&of.new) {
            return;
        }
        let compared = Arc::clone(of);
        let job = Job::spawn("apply delta", Arc::clone(wake), move |watch| AppliedDelta::of(&compared.old, &compared.new, watch));
        self.applied.start(key, job);
    }

    /// Makes the result of a delta as a package in memory.
    pub(in crate::app) fn make_result(&mut self, of: Sides, wake: &Wake) {
        let Some(applied) = self.applied.of(&of).map(Arc::clone) else { return };
        self.making = Some((of, Job::spawn("make result", Arc::clone(wake), move |watch| applied.make(watch))));
    }

    /// The package that was made, once.
    pub(in crate::app) fn made(&mut self) -> Option<Result<Made, Notice>> {
        let (_, job) = self.making.as_mut()?;
        let made = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(made) => made.map(Ok),
            Outcome::Failed(message) => Some(Err(Notice::of_fault("Making the result", &message))),
            Outcome::Taken => None,
        };
        self.making = None;
        made
    }

    /// What a delta makes of its base.
    pub(in crate::app) fn applied(&self, sides: Sides) -> Option<&Arc<AppliedDelta>> {
        self.applied.of(&sides)
    }

    /// Takes in what jobs have brought.
    pub(in crate::app) fn poll(&mut self) -> Vec<Notice> {
        let told = [
            self.compared.poll("Comparing"),
            self.judged.poll("Judging what changed"),
            self.findings.poll("Comparing findings"),
            self.rows.poll("Listing differences"),
            self.applied.poll("Applying the delta"),
        ];
        told.into_iter().flatten().collect()
    }

    /// The comparison of two rosters, if it is there.
    pub(in crate::app) fn of(&self, sides: Sides) -> Option<&Arc<Compared>> {
        self.compared.of(&sides)
    }

    /// How far comparing two rosters is.
    pub(in crate::app) fn comparing(&self, sides: Sides) -> Option<Progress> {
        self.compared.job.as_ref().filter(|(of, _)| *of == sides).map(|(_, job)| job.progress())
    }

    /// True if comparing two rosters was stopped.
    pub(in crate::app) fn is_stopped(&self, sides: Sides) -> bool {
        self.compared.given_up == Some(sides)
    }

    /// What rules about changes said last about two rosters.
    pub(in crate::app) fn judged(&self, sides: Sides) -> Option<&Arc<ChangesJudged>> {
        self.judged.done.as_ref().filter(|(key, _)| key.0 == sides).map(|(_, found)| found)
    }

    /// What became of the findings.
    pub(in crate::app) fn findings(&self, sides: Sides) -> Option<&Arc<Vec<RuleChanges>>> {
        self.findings.done.as_ref().filter(|(key, _)| key.0 == sides).map(|(_, found)| found)
    }

    /// The rows of a list, and whether they are those that are asked for or those of the same file and fate before.
    pub(in crate::app) fn rows(&self, sides: Sides, wanted: &Listing) -> Option<(&Arc<Vec<u32>>, bool)> {
        let ((of, known), rows) = self.rows.done.as_ref()?;
        let same = *of == sides && (known.table, known.fate) == (wanted.table, wanted.fate);
        same.then_some((rows, known == wanted))
    }

    /// How far the first of its jobs is.
    pub(in crate::app) fn progress(&self) -> Option<Progress> {
        let first = self.compared.progress().or_else(|| self.rows.progress());
        let first = first.or_else(|| self.applied.progress()).or_else(|| self.making.as_ref().map(|(_, job)| job.progress()));
        first.or_else(|| self.judged.progress()).or_else(|| self.findings.progress())
    }

    /// Stops all of them.
    pub(in crate::app) fn cancel(&mut self) {
        self.compared.cancel();
        self.judged.cancel();
        self.findings.cancel();
        self.rows.cancel();
        self.applied.cancel();
        self.making = None;
    }

    /// Compares anew what was stopped.
    pub(in crate::app) fn again(&mut self) {
        (self.compared.given_up, self.judged.given_up, self.findings.given_up) = (None, None, None);
        (self.rows.given_up, self.applied.given_up) = (None, None);
    }

    /// Forgets what belongs to a roster that is closed.
    pub(in crate::app) fn forget(&mut self, roster: RosterId) {
        let is_of = |sides: &Sides| sides.0 == roster || sides.1 == roster;
        let known = self.compared.done.as_ref().map(|(key, _)| key).or_else(|| self.compared.job.as_ref().map(|(key, _)| key));
        if known.is_some_and(is_of) {
            free(std::mem::take(self));
        }
    }
}

fn sides(of: &Compared) -> Sides {
    (of.old.id(), of.new.id())
}
