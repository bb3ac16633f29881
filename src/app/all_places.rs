//! Every place of one rule, where more were found than are kept: worked out as a job, kept for the rule that is shown.

use std::sync::{Arc, Weak};

use super::Notice;
use crate::check::{self, Findings, Input, Level, RuleFindings};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::roster::{Roster, RosterId};

/// Which rule of which roster.
type Which = (RosterId, &'static str);

/// Every place of the rule that was asked for last.
#[derive(Default)]
pub(super) struct AllPlaces {
    job: Option<(Which, Weak<Findings>, Job<Option<RuleFindings>>)>,
    done: Option<(Which, Weak<Findings>, Arc<RuleFindings>)>,
}

impl AllPlaces {
    /// Starts to list every place; a list that is under way is left.
    pub(super) fn start(&mut self, roster: &Arc<Roster>, findings: &Arc<Findings>, code: &'static str, wake: &Wake) {
        let (shared, settings) = (Arc::clone(roster), findings.settings().clone());
        let level = findings.group(code).map_or(Level::Info, RuleFindings::level);
        let job = Job::spawn("list places", Arc::clone(wake), move |watch| {
            watch.doing("Listing places");
            let input = Input { package: shared.package(), data: shared.data(), relations: shared.relations() };
            let all = check::all(&input, &settings, code, watch)?;
            Some(all.with_level(level))
        });
        self.job = Some(((roster.id(), code), Arc::downgrade(findings), job));
    }

    /// Takes in the list if it is there; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let (which, findings, job) = self.job.as_mut()?;
        let notice = match job.poll() {
            Outcome::Running => return None,
            Outcome::Done(Some(all)) => {
                self.done = Some((*which, Weak::clone(findings), Arc::new(all)));
                None
            }
            Outcome::Failed(message) => Some(Notice::of_fault("Listing the places", &message)),
            Outcome::Done(None) | Outcome::Taken => None,
        };
        self.job = None;
        notice
    }

    /// The list, if it belongs to these findings.
    pub(super) fn of(&self, roster: RosterId, findings: &Arc<Findings>) -> Option<&Arc<RuleFindings>> {
        let (which, of, all) = self.done.as_ref()?;
        (which.0 == roster && std::ptr::eq(of.as_ptr(), Arc::as_ptr(findings))).then_some(all)
    }

    /// True while this rule's places are being listed.
    pub(super) fn is_running(&self, roster: RosterId, code: &str) -> bool {
        self.job.as_ref().is_some_and(|((of, running), ..)| *of == roster && *running == code)
    }

    /// How far it is; `None` when it does not run.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(.., job)| job.progress())
    }

    /// Stops it.
    pub(super) fn cancel(&mut self) {
        self.job = None;
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.job.take_if(|(which, ..)| which.0 == roster);
        self.done.take_if(|(which, ..)| which.0 == roster);
    }
}
