//! Findings by school and by text, and places in another order: worked out as jobs; what was shown before stays until then.

use std::sync::{Arc, Weak};

use super::Notice;
use crate::check::{Findings, Input, RuleFindings};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::{self, PlaceColumn, Sift, Wanted};
use crate::roster::{Roster, RosterId};

/// Which places of a rule are wanted, and in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacesAsk {
    /// The rule.
    pub code: &'static str,
    /// Which of its places.
    pub wanted: Wanted,
    /// The column to sort by, and true from the last to the first.
    pub sort: Option<(PlaceColumn, bool)>,
    /// The text that they hold.
    pub text: String,
}

impl PlacesAsk {
    /// True if every kept place is wanted in the order in which it was found.
    pub fn is_everything(&self) -> bool {
        self.sort.is_none() && self.text.trim().is_empty() && self.wanted.org.is_none()
    }
}

struct SiftJob {
    roster: RosterId,
    findings: Weak<Findings>,
    text: String,
    job: Job<Option<Sift>>,
}

/// What places in an order belong to: the findings that they were taken from, and what was asked.
#[derive(Clone)]
struct Of {
    roster: RosterId,
    findings: Weak<Findings>,
    rule: Weak<RuleFindings>,
    sift: Weak<Sift>,
    ask: PlacesAsk,
}

impl Of {
    fn is(&self, other: &Self) -> bool {
        self.roster == other.roster
            && self.findings.ptr_eq(&other.findings)
            && self.rule.ptr_eq(&other.rule)
            && self.sift.ptr_eq(&other.sift)
            && self.ask == other.ask
    }
}

/// What was sifted last, and what is in work.
#[derive(Default)]
pub(super) struct Sifts {
    job: Option<SiftJob>,
    done: Option<(RosterId, Weak<Findings>, Arc<Sift>)>,
    ordering: Option<(Of, Job<Option<Vec<u32>>>)>,
    ordered: Option<(Of, Arc<Vec<u32>>)>,
    failed: Option<(RosterId, String)>,
}

impl Sifts {
    /// Sees to it that findings are sifted by this text. Called once a frame while findings are shown.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, findings: &Arc<Findings>, text: &str, wake: &Wake) {
        let of = Arc::downgrade(findings);
        let same = |id: RosterId, known: &Weak<Findings>, known_text: &str| id == roster.id() && known.ptr_eq(&of) && known_text == text;
        let known = self.done.as_ref().is_some_and(|(id, known, sift)| same(*id, known, sift.text()))
            || self.job.as_ref().is_some_and(|job| same(job.roster, &job.findings, &job.text))
            || self.failed.as_ref().is_some_and(|(id, failed)| *id == roster.id() && failed == text);
        if known {
            return;
        }
        let before = self.done.as_ref().filter(|(_, known, _)| known.ptr_eq(&of)).map(|(.., sift)| Arc::clone(sift));
        let (shared, findings, words) = (Arc::clone(roster), Arc::clone(findings), text.to_owned());
        let job = Job::spawn("sift findings", Arc::clone(wake), move |watch| {
            query::sift(&input(&shared), &findings, &words, before.as_deref(), watch)
        });
        self.job = Some(SiftJob { roster: roster.id(), findings: of, text: text.to_owned(), job });
    }

    /// Takes in what is there.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let mut notice = None;
        if let Some(job) = &mut self.job {
            match job.job.poll() {
                Outcome::Running => {}
                Outcome::Done(sift) => {
                    if let Some(sift) = sift {
                        self.done = Some((job.roster, Weak::clone(&job.findings), Arc::new(sift)));
                    }
                    self.job = None;
                }
                Outcome::Failed(message) => {
                    notice = Some(Notice::of_fault("Looking through the findings", &message));
                    self.failed = Some((job.roster, job.text.clone()));
                    self.job = None;
                }
                Outcome::Taken => self.job = None,
            }
        }
        if let Some((of, job)) = &mut self.ordering {
            match job.poll() {
                Outcome::Running => {}
                Outcome::Done(Some(places)) => {
                    self.ordered = Some((of.clone(), Arc::new(places)));
                    self.ordering = None;
                }
                Outcome::Failed(message) => {
                    notice = Some(Notice::of_fault("Sorting places", &message));
                    // Nothing is worse than trying the same again in every frame.
                    self.ordered = Some((of.clone(), Arc::default()));
                    self.ordering = None;
                }
                Outcome::Done(None) | Outcome::Taken => self.ordering = None,
            }
        }
        notice
    }

    /// What was sifted last of these findings, whatever the text: the present one, or the one of before while it is in work.
    pub(super) fn of(&self, roster: RosterId, findings: &Arc<Findings>) -> Option<&Arc<Sift>> {
        let (id, of, sift) = self.done.as_ref()?;
        (*id == roster && std::ptr::eq(of.as_ptr(), Arc::as_ptr(findings))).then_some(sift)
    }

    /// Sees to it that these places are there or in work. `all` holds every place of the rule where it was asked for.
    pub(super) fn want_places(
        &mut self,
        roster: &Arc<Roster>,
        findings: &Arc<Findings>,
        all: Option<&Arc<RuleFindings>>,
        ask: &PlacesAsk,
        wake: &Wake,
    ) {
        let Some(of) = self.key(roster.id(), findings, all, ask).filter(|of| !self.is_known(of)) else { return };
        let sift = of.sift.upgrade();
        let (shared, findings, all, ask) = (Arc::clone(roster), Arc::clone(findings), all.map(Arc::clone), ask.clone());
        let job = Job::spawn("order places", Arc::clone(wake), move |watch| {
            let input = input(&shared);
            let group = all.as_deref().or_else(|| findings.group(ask.code))?;
            let places = match sift {
                Some(sift) => sift.places(&input, group, ask.wanted),
                None => {
                    let fits = |at: &u32| ask.wanted.file.is_none_or(|file| group.spots()[*at as usize].file(&input) == Some(file));
                    (0..group.spots().len() as u32).filter(fits).collect()
                }
            };
            match ask.sort {
                Some(sort) => query::sort_places(&input, group, &places, sort, watch),
                None => Some(places),
            }
        });
        self.ordering = Some((of, job));
    }

    fn is_known(&self, of: &Of) -> bool {
        self.ordered.as_ref().is_some_and(|(known, _)| known.is(of)) || self.ordering.as_ref().is_some_and(|(known, _)| known.is(of))
    }

    /// True if these places can be worked out and are neither there nor in work.
    pub(super) fn lacks(&self, roster: RosterId, findings: &Arc<Findings>, all: Option<&Arc<RuleFindings>>, ask: &PlacesAsk) -> bool {
        self.key(roster, findings, all, ask).is_some_and(|of| !self.is_known(&of))
    }

    /// What places belong to. `None` while the sift that they need is not there.
    fn key(&self, roster: RosterId, findings: &Arc<Findings>, all: Option<&Arc<RuleFindings>>, ask: &PlacesAsk) -> Option<Of> {
        let needs = !ask.text.trim().is_empty() || ask.wanted.org.is_some();
        let sift = if needs { Some(self.of(roster, findings).filter(|sift| sift.text() == ask.text)?) } else { None };
        Some(Of {
            roster,
            findings: Arc::downgrade(findings),
            rule: all.filter(|_| !needs).map_or_else(Weak::new, Arc::downgrade),
            sift: sift.map_or_else(Weak::new, Arc::downgrade),
            ask: ask.clone(),
        })
    }

    /// The places that were asked for, if they are there; else those of before, if they are of the same rule.
    pub(super) fn places(
        &self,
        roster: RosterId,
        findings: &Arc<Findings>,
        all: Option<&Arc<RuleFindings>>,
        ask: &PlacesAsk,
    ) -> Option<(&Arc<Vec<u32>>, bool)> {
        let (known, places) = self.ordered.as_ref()?;
        let exact = self.key(roster, findings, all, ask).is_some_and(|of| of.is(known));
        (exact || (known.roster == roster && known.ask.code == ask.code)).then_some((places, exact))
    }

    /// How far it is; `None` when nothing runs.
    pub(super) fn progress(&self) -> Option<Progress> {
        let sifting = self.job.as_ref().map(|job| job.job.progress());
        sifting.or_else(|| self.ordering.as_ref().map(|(_, job)| job.progress()))
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.job.take_if(|job| job.roster == roster);
        self.done.take_if(|(id, ..)| *id == roster);
        self.ordering.take_if(|(of, _)| of.roster == roster);
        self.ordered.take_if(|(of, _)| of.roster == roster);
        self.failed.take_if(|(id, _)| *id == roster);
    }
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}
