//! The rosters that are open. Closing one drops it, and with it its jobs and its memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::checking::{Checking, PLACES};
use super::judging::{Criteria, Judging};
use super::opening::{Brought, Opening, Request};
use super::watching::Watching;
use super::{Notice, OpenRoster, Prefs, PullWork, Source};
use crate::check::{Settings, Thresholds};
use crate::job::{Job, Outcome, Wake};
use crate::query;
use crate::read::{Limits, OpenOptions, SourceState};
use crate::rest::RestError;
use crate::roster::{Roster, RosterId};
use crate::store::Cover;

/// The rosters that are open, in the order of opening.
#[derive(Default)]
pub struct Rosters {
    open: BTreeMap<RosterId, OpenRoster>,
    closed: BTreeMap<RosterId, ClosedRoster>,
    /// How personal text is covered on screen; `None` = it is not.
    cover: Option<Cover>,
}

/// What is remembered of a roster that was closed, so that its places can say what they were and lead to it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedRoster {
    /// The name that it went by.
    pub name: String,
    /// What was opened.
    pub source: Source,
    /// The day that it was judged by.
    pub as_of: Date,
}

/// What has happened to a roster since the last frame.
pub(super) enum RosterEvent {
    /// Its first rows are there.
    Appeared(RosterId),
    /// It is whole.
    Whole(RosterId, Arc<Roster>),
    /// Opening it ended without a roster; it is no longer among the open ones.
    Gone(RosterId, Option<Notice>),
    /// It needs a password, or another one than was given.
    Locked(RosterId, bool),
    /// The endpoint answers; its rows will come.
    Connected(RosterId),
    /// The endpoint gives nothing; it is no longer among the open ones.
    Refused(RosterId, RestError),
    /// Something to tell.
    Told(Notice),
}

impl Rosters {
    /// One of them; `None` once it is closed.
    pub fn get(&self, id: RosterId) -> Option<&OpenRoster> {
        self.open.get(&id)
    }

    /// All of them, in the order of opening; also those whose first rows are not there yet.
    pub fn iter(&self) -> impl Iterator<Item = &OpenRoster> {
        self.open.values()
    }

    /// Those with rows to show, without those that will take the place of another one.
    pub fn shown(&self) -> impl Iterator<Item = &OpenRoster> {
        self.iter().filter(|open| open.roster.is_some() && open.replaces.is_none())
    }

    /// True if none is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// One that was closed, if it is not open again.
    pub fn closed(&self, id: RosterId) -> Option<&ClosedRoster> {
        self.closed.get(&id)
    }

    /// The roster that is being opened in the place of another one.
    pub fn replacing(&self, id: RosterId) -> Option<&OpenRoster> {
        self.iter().find(|open| open.replaces == Some(id))
    }

    /// Covers what is looked at in every roster, or takes the cover off.
    pub(super) fn cover(&mut self, cover: Option<Cover>) {
        self.cover = cover;
        self.open.values_mut().for_each(|open| open.cover(cover));
    }

    /// How personal text is covered on screen; `None` = it is not.
    pub const fn covering(&self) -> Option<Cover> {
        self.cover
    }

    /// Starts to open a source, perhaps in the place of a roster that is or was open.
    pub(super) fn start(&mut self, request: Request, limits: Limits, thresholds: Thresholds, wake: &Wake) -> RosterId {
        let id = RosterId::next();
        let Request { source, replaces, as_of, password } = request;
        let plan = if let Source::Endpoint(plan) = &source { Some(Arc::clone(plan)) } else { None };
        let pull = Arc::new(PullWork::new(plan));
        let opening = Opening::start(id, &source, OpenOptions { limits, password: password.clone() }, &pull, wake);
        let open = OpenRoster {
            id,
            source,
            replaces,
            roster: None,
            covered: None,
            cover: self.cover,
            opening: Some(opening),
            checking: Checking::default(),
            judging: Judging::default(),
            summing: None,
            summary: None,
            charting: None,
            charts: None,
            counting: None,
            numbers: None,
            settings: Settings { thresholds, ..Settings::as_of(as_of) },
            pull,
            connected: false,
            password,
            watching: None,
            on_disk: None,
        };
        self.open.insert(id, open);
        id
    }

    /// Ends a pull with what has arrived. False if there is nothing to keep yet.
    pub(super) fn stop_pull(&self, id: RosterId) -> bool {
        let pulling = self.get(id).filter(|open| open.connected).and_then(|open| open.opening.as_ref());
        pulling.map(Opening::stop).is_some()
    }

    /// Goes on with a pull that is not whole.
    pub(super) fn resume(&mut self, id: RosterId, wake: &Wake) -> bool {
        let Some(open) = self.open.get_mut(&id).filter(|open| open.opening.is_none() && open.pull.pull().is_some()) else { return false };
        open.checking.cancel();
        open.opening = Some(Opening::start(id, &open.source, OpenOptions::default(), &open.pull, wake));
        true
    }

    /// The same as [`Rosters::close`], but its source is remembered.
    pub(super) fn set_aside(&mut self, id: RosterId) {
        if let Some(open) = self.open.get(&id) {
            let closed = ClosedRoster { name: open.name(), source: open.source.clone(), as_of: open.as_of() };
            self.closed.insert(id, closed);
        }
        self.close(id);
    }

    /// Another roster has taken the place of this one.
    pub(super) fn replaced(&mut self, old: RosterId, by: RosterId) {
        self.closed.remove(&old);
        self.close(old);
        if let Some(open) = self.open.get_mut(&by) {
            open.replaces = None;
        }
    }

    pub(super) fn close(&mut self, id: RosterId) {
        if let Some(closed) = self.open.remove(&id) {
            // A million students take some 100 ms to free: not in a frame.
            drop(std::thread::Builder::new().name("close".to_owned()).spawn(move || drop(closed)));
        }
    }

    /// The user goes on with what was read: only another change is told.
    pub(super) fn keep_as_is(&mut self, id: RosterId, wake: &Wake) {
        if let Some(open) = self.open.get_mut(&id)
            && let Some(known) = open.on_disk.take()
        {
            open.watch(known, wake);
        }
    }

    /// Judges a roster by other settings, if they are other ones or the checks were stopped.
    pub(super) fn judge_by(&mut self, id: RosterId, settings: Settings, wake: &Wake) {
        if let Some(open) = self.open.get_mut(&id) {
            let stopped = open.checking.progress().is_none() && open.checking.findings().is_none();
            if open.settings != settings || stopped {
                open.settings = settings;
                open.check(wake);
            }
        }
    }

    /// Sees to it that every roster is checked by the rules that the user asks for, and judged by these criteria.
    pub(super) fn judge(&mut self, prefs: &Prefs, criteria: &Criteria, wake: &Wake) {
        for open in self.open.values_mut() {
            if open.settings.also != prefs.also {
                open.settings.also.clone_from(&prefs.also);
                open.check(wake);
            }
            let Some(roster) = open.whole().map(Arc::clone) else { continue };
            if let Some(findings) = open.checking.findings().map(Arc::clone) {
                open.judging.want(&roster, &findings, criteria, PLACES, wake);
            }
        }
    }

    pub(super) fn want_numbers(&mut self, id: RosterId, wake: &Wake) {
        if let Some(open) = self.open.get_mut(&id) {
            open.want_numbers(wake);
        }
    }

    pub(super) fn judge_again(&mut self, id: RosterId) {
        if let Some(open) = self.open.get_mut(&id) {
            open.judging.again();
        }
    }

    pub(super) fn cancel_judging(&mut self, id: RosterId) {
        if let Some(open) = self.open.get_mut(&id) {
            open.judging.cancel();
        }
    }

    pub(super) fn set_as_of(&mut self, id: RosterId, as_of: Date, wake: &Wake) {
        if let Some(settings) = self.get(id).map(|open| Settings { as_of, ..open.settings.clone() }) {
            self.judge_by(id, settings, wake);
        }
    }

    /// Judges every roster by these limits.
    pub(super) fn set_thresholds(&mut self, thresholds: Thresholds, wake: &Wake) {
        let all: Vec<_> = self.iter().map(|open| (open.id, Settings { thresholds, ..open.settings.clone() })).collect();
        for (id, settings) in all {
            self.judge_by(id, settings, wake);
        }
    }

    pub(super) fn cancel_checks(&mut self, id: RosterId) {
        if let Some(open) = self.open.get_mut(&id) {
            open.checking.cancel();
        }
    }

    /// Takes in what jobs have brought.
    pub(super) fn poll(&mut self, wake: &Wake) -> Vec<RosterEvent> {
        let mut events = Vec::new();
        for open in self.open.values_mut() {
            events.extend(open.poll(wake));
        }
        for event in &events {
            if let RosterEvent::Gone(id, _) | RosterEvent::Refused(id, _) = event {
                self.close(*id);
            }
        }
        events
    }
}

impl OpenRoster {
    fn poll(&mut self, wake: &Wake) -> Vec<RosterEvent> {
        let told = self.checking.poll().into_iter().chain(self.judging.poll());
        let mut events: Vec<_> = told.map(RosterEvent::Told).collect();
        if let Some(Outcome::Done(summary)) = self.summing.as_mut().map(Job::poll) {
            (self.summing, self.summary) = (None, Some(summary));
        }
        if let Some(Outcome::Done(charts)) = self.charting.as_mut().map(Job::poll) {
            (self.charting, self.charts) = (None, Some(Arc::new(charts)));
        }
        if let Some(Outcome::Done(numbers)) = self.counting.as_mut().map(Job::poll) {
            // What fails once is not tried in every frame: the empty numbers stay.
            (self.counting, self.numbers) = (None, Some(Arc::new(numbers.unwrap_or_default())));
        }
        if let Some(state) = self.watching.as_mut().and_then(Watching::poll) {
            self.on_disk = Some(state);
            self.watch(state, wake);
        }
        if !self.connected && self.pull.pull().is_some() {
            self.connected = true;
            events.push(RosterEvent::Connected(self.id));
        }
        let (roster, whole) = match self.opening.as_mut().and_then(Opening::poll) {
            None => return events,
            Some(Brought::Stage(roster)) => (roster, false),
            Some(Brought::Whole(roster)) => (roster, true),
            Some(Brought::Stopped) => {
                events.push(RosterEvent::Gone(self.id, None));
                return events;
            }
            Some(Brought::Locked { wrong }) => {
                self.opening = None;
                events.push(RosterEvent::Locked(self.id, wrong));
                return events;
            }
            Some(Brought::Refused(error)) => {
                events.push(RosterEvent::Refused(self.id, error));
                return events;
            }
            Some(Brought::Failed(notice)) => {
                events.push(RosterEvent::Gone(self.id, Some(notice)));
                return events;
            }
        };
        if self.roster.is_none() {
            events.push(RosterEvent::Appeared(self.id));
        }
        self.roster = Some(Arc::clone(&roster));
        self.cover(self.cover);
        if whole {
            self.opening = None;
            self.check(wake);
            self.watch(SourceState::Same, wake);
            let shared = Arc::clone(&roster);
            self.summing = Some(Job::spawn("count", Arc::clone(wake), move |watch| query::summary(shared.data(), watch)));
            let shared = Arc::clone(&roster);
            self.charting = Some(Job::spawn("chart", Arc::clone(wake), move |watch| query::charts(shared.data(), watch)));
            events.push(RosterEvent::Whole(self.id, roster));
        }
        events
    }

    /// Looks whether the source stays what it is known to be; what is part of the program does.
    fn watch(&mut self, known: SourceState, wake: &Wake) {
        let package = self.whole().map(|roster| roster.shared_package());
        self.watching = package.filter(|_| self.source.path().is_some()).map(|package| Watching::start(package, known, wake));
    }

    fn check(&mut self, wake: &Wake) {
        if let Some(roster) = self.whole().map(Arc::clone) {
            self.checking.start(&roster, self.settings.clone(), wake);
        }
    }
}
