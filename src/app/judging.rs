//! What follows the checks of one roster, as one job: causes in the order of repair, the receiver's view, and what is
//! suppressed or new. What was shown before stays until it is there.

use std::sync::Arc;

use super::Notice;
use crate::cause::{self, Causes};
use crate::check::{Findings, Input};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::receiver::{self, Judgment, Profile};
use crate::roster::Roster;
use crate::track::{self, Baseline, Before, Divided, Shown, Suppressions, Tracked};

/// What findings are seen by, besides the settings of the checks. Compared by identity: each is made once and shared.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// The receiver, if one was chosen.
    pub profile: Option<Arc<Profile>>,
    /// What is suppressed.
    pub suppressions: Arc<Suppressions>,
    /// What is known from before.
    pub baseline: Option<Arc<Baseline>>,
}

impl Criteria {
    fn is(&self, other: &Self) -> bool {
        let same_profile = match (&self.profile, &other.profile) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        };
        let same_baseline = match (&self.baseline, &other.baseline) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        };
        same_profile && same_baseline && Arc::ptr_eq(&self.suppressions, &other.suppressions)
    }

    /// True if findings are seen as the checks found them.
    fn is_plain(&self) -> bool {
        self.profile.is_none() && self.baseline.is_none() && self.suppressions.entries.is_empty()
    }
}

/// Findings by cause, for a receiver, with what is suppressed and new.
#[derive(Debug)]
pub struct Judged {
    /// What the checks found.
    pub findings: Arc<Findings>,
    /// All of it by cause.
    pub causes: Arc<Causes>,
    /// The receiver's view, if one was chosen; suppressed findings do not count.
    pub judgment: Option<Arc<Judgment>>,
    /// What is suppressed and new.
    pub tracked: Arc<Tracked>,
    /// What is shown.
    pub divided: Divided,
}

impl Judged {
    /// Those findings that are looked at; the open ones if there are none of the kind.
    pub fn shown(&self, which: Which) -> &Arc<Shown> {
        let other = match which {
            Which::Open => None,
            Which::Suppressed => self.divided.suppressed.as_ref(),
            Which::New => self.divided.new.as_ref(),
        };
        other.unwrap_or(&self.divided.open)
    }
}

/// Which findings are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that count.
    #[default]
    Open,
    /// Those that are left as they are.
    Suppressed,
    /// Those that are not in the baseline.
    New,
}

struct Work {
    findings: Arc<Findings>,
    criteria: Criteria,
    job: Job<Judged>,
}

/// The judging of one roster.
#[derive(Default)]
pub(super) struct Judging {
    work: Option<Work>,
    done: Option<(Criteria, Arc<Judged>)>,
    /// What was asked for last and was stopped or failed; it is not tried again by itself.
    given_up: Option<(Arc<Findings>, Criteria)>,
    plain: bool,
}

impl Judging {
    /// Sees to it that these findings are judged, or are in work. Called once a frame.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, findings: &Arc<Findings>, criteria: &Criteria, cap: usize, wake: &Wake) {
        self.plain = criteria.is_plain();
        let same = |of: &Arc<Findings>, by: &Criteria| Arc::ptr_eq(of, findings) && by.is(criteria);
        let known = self.done.as_ref().is_some_and(|(by, judged)| same(&judged.findings, by))
            || self.work.as_ref().is_some_and(|work| same(&work.findings, &work.criteria))
            || self.given_up.as_ref().is_some_and(|(of, by)| same(of, by));
        if known {
            return;
        }
        self.given_up = None;
        let before = self.done.as_ref().filter(|(_, judged)| Arc::ptr_eq(&judged.findings, findings));
        let causes = before.map(|(_, judged)| Arc::clone(&judged.causes));
        let (shared, of, by) = (Arc::clone(roster), Arc::clone(findings), criteria.clone());
        let job = Job::spawn("judge", Arc::clone(wake), move |watch| judge(&shared, &of, causes, &by, cap, watch));
        self.work = Some(Work { findings: Arc::clone(findings), criteria: criteria.clone(), job });
    }

    /// Takes it in if it is there; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let work = self.work.as_mut()?;
        let notice = match work.job.poll() {
            Outcome::Running => return None,
            Outcome::Done(judged) => {
                self.done = Some((work.criteria.clone(), Arc::new(judged)));
                None
            }
            Outcome::Failed(message) => {
                self.given_up = Some((Arc::clone(&work.findings), work.criteria.clone()));
                Some(Notice::of_fault("Finding causes", &message))
            }
            Outcome::Taken => None,
        };
        self.work = None;
        notice
    }

    /// Stops it; what was shown before stays.
    pub(super) fn cancel(&mut self) {
        if let Some(work) = self.work.take() {
            self.given_up = Some((work.findings, work.criteria));
        }
    }

    /// Tries again what was stopped.
    pub(super) fn again(&mut self) {
        self.given_up = None;
    }

    /// True if it was stopped.
    pub(super) const fn is_stopped(&self) -> bool {
        self.given_up.is_some()
    }

    /// How far it is; `None` when it does not run.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.work.as_ref().map(|work| work.job.progress())
    }

    /// What was judged last of these findings, whatever it was judged by.
    pub(super) fn of(&self, findings: Option<&Arc<Findings>>) -> Option<&Arc<Judged>> {
        self.done.as_ref().map(|(_, judged)| judged).filter(|judged| findings.is_some_and(|of| Arc::ptr_eq(of, &judged.findings)))
    }

    /// The findings that count, of these; those of before while others are in work.
    pub(super) fn open<'a>(&'a self, findings: Option<&'a Arc<Findings>>) -> Option<&'a Arc<Findings>> {
        let done = self.done.as_ref().map(|(_, judged)| &judged.divided.open.findings);
        if self.plain && self.done.as_ref().is_none_or(|(by, _)| by.is_plain()) { findings } else { done.or(findings) }
    }
}

fn judge(
    roster: &Roster,
    findings: &Arc<Findings>,
    causes: Option<Arc<Causes>>,
    by: &Criteria,
    cap: usize,
    watch: &crate::job::Watch,
) -> Judged {
    let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    watch.doing("Finding causes");
    let causes = causes.unwrap_or_else(|| Arc::new(cause::find(&input, findings, watch)));
    let judgment = by.profile.as_ref().map(|profile| {
        watch.doing(format!("Judging for {}", profile.name));
        receiver::judge(&input, findings, profile, cap, watch)
    });
    let unmet = judgment.as_ref().map_or(&[][..], |judgment| &judgment.unmet);
    let before = Before { suppressions: &by.suppressions, baseline: by.baseline.as_deref(), causes: Some(&causes) };
    if by.baseline.is_some() {
        watch.doing("Comparing with the baseline");
    }
    let tracked = track::track(&input, findings, unmet, &before, watch);
    let divided = track::divide(&input, findings, &causes, judgment.as_ref(), &tracked, cap, watch);
    let judgment = judgment.map(|judgment| Arc::new(judgment.without(&|code| tracked.suppressed(code))));
    Judged { findings: Arc::clone(findings), causes, judgment, tracked: Arc::new(tracked), divided }
}
