//! What is done with endpoints: connecting, stopping, resuming, asking again, keeping connections, saving what was pulled.

use std::path::PathBuf;
use std::sync::Arc;

use super::connections::{ConnectCommand, Probed, SecretPlace};
use super::evidence::{AnswerText, AskEnd, SentObject};
use super::opening::Request;
use super::pulling::{Plan, PullCommand, PullSaving, SavePull, SavedPull};
use super::{
    App, ConnectForm, ConnectSecrets, Dialog, Notice, NoticeLevel, OpenRoster, PullView, PullViewCommand, PullWork, Route, Source, View,
};
use crate::export::{PackageOptions, Size, Written, write_package, write_whole};
use crate::job::{Job, Outcome, Progress};
use crate::rest::{self, Only, RestError};
use crate::roster::RosterId;
use crate::spec::{Mode, Table};

impl App {
    /// Does what is wished about connections.
    pub(super) fn connect(&mut self, command: ConnectCommand) {
        match command {
            ConnectCommand::Pull(plan) => self.connect_to(plan),
            ConnectCommand::Stop => {
                if let Some(id) = self.connections.connecting.take() {
                    self.close(id);
                }
            }
            ConnectCommand::Probe(plan) => {
                self.connections.probe(&plan, &self.wake);
                self.dialog = Some(Dialog::Probe);
            }
            ConnectCommand::StopProbe => self.connections.stop_probe(),
            ConnectCommand::Keep(form, secrets) => {
                let form = without_secrets(*form);
                self.connections.keep(&form, secrets, &self.wake);
                self.prefs.keep_connection(form);
                self.save_prefs();
            }
            ConnectCommand::Forget(name) => {
                if let Some(form) = self.prefs.forget_connection(&name) {
                    self.connections.forget(&form, &self.wake);
                    self.save_prefs();
                }
            }
            ConnectCommand::Use(name) => {
                if let Some(form) = self.prefs.connections.iter().find(|form| form.name == name) {
                    self.connections.find(form, &self.wake);
                }
            }
            ConnectCommand::SaveProbe(path, replace) => self.save_probe(path, replace),
        }
    }

    fn connect_to(&mut self, plan: Arc<Plan>) {
        if self.connections.connecting.is_some() {
            return;
        }
        self.connections.refused = None;
        let as_of = self.prefs.as_of.unwrap_or(self.today);
        let request = Request { source: Source::Endpoint(plan), replaces: None, as_of, password: None };
        self.connections.connecting = Some(self.rosters.start(request, self.prefs.limits, self.prefs.thresholds, &self.wake));
    }

    /// The endpoint answers: its page is shown while rows come.
    pub(super) fn connected(&mut self, roster: RosterId) {
        if self.rosters.get(roster).is_some_and(|open| open.replaces.is_some()) {
            return;
        }
        if self.connections.connecting == Some(roster) {
            self.connections.connecting = None;
            self.dialog = self.dialog.filter(|dialog| *dialog != Dialog::Connect);
        }
        match self.route() {
            Route::Welcome => self.go(Route::Pull { roster }),
            _ => self.tabs.open(Route::Pull { roster }),
        }
    }

    /// The endpoint gives nothing. Where the address is still on screen it is told there.
    pub(super) fn refused(&mut self, roster: RosterId, error: &RestError) {
        if self.connections.connecting == Some(roster) {
            self.connections.connecting = None;
            self.connections.refused = Some(notice(error));
        } else {
            self.notices.push(notice(error));
        }
    }

    /// Does what is wished about a pull.
    pub(super) fn pull(&mut self, command: PullCommand) {
        match command {
            PullCommand::Stop(id) => {
                if !self.rosters.stop_pull(id) {
                    self.close(id);
                }
            }
            PullCommand::Resume(id) => {
                if self.rosters.resume(id, &self.wake) {
                    self.let_go(id);
                }
            }
            PullCommand::Ask(id, path) => {
                if let Some(work) = self.rosters.get(id).and_then(OpenRoster::pull) {
                    self.evidence.ask(id, work, path, &self.wake);
                }
            }
            PullCommand::StopAsking => self.evidence.cancel(),
            PullCommand::Again(id, table, sourced_id) => self.fetch_again(id, table, sourced_id),
            PullCommand::View(command) => self.tabs.history().pull(command),
            PullCommand::Save(id, ask) => self.save_pull(id, ask),
            PullCommand::StopSaving => self.pull_saving.job = None,
            PullCommand::SavingSeen => self.pull_saving.end = None,
        }
    }

    fn fetch_again(&mut self, id: RosterId, table: Table, sourced_id: String) {
        let Route::Record { row, .. } = *self.route() else { return };
        if let Some(work) = self.rosters.get(id).and_then(OpenRoster::pull) {
            self.evidence.again((id, table, row), work, sourced_id, &self.wake);
        }
    }

    fn save_pull(&mut self, id: RosterId, ask: SavePull) {
        let Some((roster, work)) = self.rosters.get(id).and_then(|open| Some((Arc::clone(open.whole()?), Arc::clone(open.pull()?)))) else {
            return;
        };
        let bulk = work.pull().is_none_or(|pull| pull.options().only == Only::Everything);
        let options = PackageOptions {
            mode: if bulk { Mode::Bulk } else { Mode::Delta },
            replace: ask.replace,
            opened: roster.paths().to_vec(),
            source: roster.package().name.clone(),
        };
        let job = Job::spawn("save a pull", Arc::clone(&self.wake), move |watch| {
            SavedPull::of(write_package(&roster, &options, &ask.path, watch))
        });
        self.pull_saving = PullSaving { job: Some((id, job)), end: None };
    }

    fn save_probe(&mut self, path: PathBuf, replace: bool) {
        let Some(probed) = self.connections.probed().map(Arc::clone) else { return };
        self.reporting.start_of(None, &self.wake, move |watch| {
            let bytes = write_whole(&path, replace, &[], watch, |out| rest::write_probe(&probed.probe, &probed.url, out))?;
            Ok(Written { path, size: Size { rows: 0, bytes, exact: true } })
        });
    }

    /// Takes in what jobs about endpoints have brought.
    pub(super) fn poll_endpoints(&mut self) {
        if let Some(fault) = self.connections.poll() {
            self.notices.push(Notice::of_fault("The connection check", &fault));
        }
        match self.evidence.poll() {
            Some(AskEnd::Answered(id, number)) => {
                self.go(Route::Pull { roster: id });
                self.tabs.history().pull(PullViewCommand::Request(number));
            }
            Some(AskEnd::Refused(error)) => self.notices.push(notice(&error)),
            Some(AskEnd::Fault(message)) => self.notices.push(Notice::of_fault("The request", &message)),
            None => {}
        }
        let Some((_, job)) = &mut self.pull_saving.job else { return };
        match job.poll() {
            Outcome::Running => return,
            Outcome::Done(end) => self.pull_saving.end = Some(end),
            Outcome::Failed(message) => self.notices.push(Notice::of_fault("Writing the package", &message)),
            Outcome::Taken => {}
        }
        self.pull_saving.job = None;
    }

    /// Starts what the page of a pull or of a record needs from the answers.
    pub(super) fn want_evidence(&mut self) {
        let here = self.tabs.here();
        let Some(open) = here.route.roster().and_then(|id| self.rosters.get(id)) else { return };
        let Some(work) = open.pull() else { return };
        match (&here.route, &here.view) {
            (&Route::Pull { roster }, View::Pull(view)) => {
                if let Some(number) = view.request {
                    self.evidence.want_answer(roster, work, number, &view.needle, &self.wake);
                }
            }
            (&Route::Record { table, row, .. }, _) => {
                if let Some(roster) = open.whole() {
                    self.evidence.want_object(roster, work, table, row, &self.wake);
                }
            }
            _ => {}
        }
    }

    /// How the pull that is shown is looked at.
    pub fn pull_view(&self) -> Option<&PullView> {
        match &self.here().view {
            View::Pull(view) => Some(view),
            _ => None,
        }
    }

    /// Whether the pull that is shown has ended and is not whole.
    pub(super) fn can_resume(&self) -> bool {
        let Some(open) = self.current().filter(|open| open.loading().is_none()) else { return false };
        let ended = open.pull().filter(|work| work.pull().is_some()).and_then(|work| work.pulled());
        ended.is_some_and(|pulled| !pulled.is_whole())
    }

    /// The pull of a roster, or the archive that it came from.
    pub fn pull_of(&self, roster: RosterId) -> Option<&Arc<PullWork>> {
        self.rosters.get(roster).and_then(OpenRoster::pull)
    }

    /// The answer to a request; `Some(None)` = it is no longer kept, `None` = it is being read.
    pub fn answer(&self, roster: RosterId, number: u32) -> Option<Option<&Arc<AnswerText>>> {
        self.evidence.answer(roster, number)
    }

    /// The object of a record as the server sent it; `Some(None)` = there is none, `None` = it is being looked for.
    pub fn sent_object(&self, roster: RosterId, table: Table, row: u32) -> Option<Option<&Arc<SentObject>>> {
        self.evidence.sent((roster, table, row))
    }

    /// The object of a record that was asked for again.
    pub fn fetched_object(&self, roster: RosterId, table: Table, row: u32) -> Option<&Result<Arc<SentObject>, Arc<RestError>>> {
        self.evidence.fetched((roster, table, row))
    }

    /// True while an address is being asked for.
    pub const fn is_asking(&self) -> bool {
        self.evidence.is_asking()
    }

    /// True while the endpoint of the dialog is being asked whether it answers, and how far that is.
    pub fn connecting(&self) -> Option<Progress> {
        self.rosters.get(self.connections.connecting?).and_then(OpenRoster::loading)
    }

    /// Why the endpoint of the dialog gives nothing.
    pub const fn connect_refused(&self) -> Option<&Notice> {
        self.connections.refused.as_ref()
    }

    /// How far the connection check is; `None` when none is under way.
    pub fn probing(&self) -> Option<Progress> {
        self.connections.probing()
    }

    /// The last connection check.
    pub const fn probed(&self) -> Option<&Arc<Probed>> {
        self.connections.probed()
    }

    /// The secrets of a kept connection, if they are at hand, and where they are kept.
    pub fn kept_secrets(&self, name: &str) -> Option<(&ConnectSecrets, SecretPlace)> {
        self.connections.secrets(name)
    }

    /// Whether the keychain of the system is used at all.
    pub const fn uses_keychain(&self) -> bool {
        self.connections.keychain
    }

    /// Uses the keychain of the system, or keeps secrets for this run only.
    pub const fn use_keychain(&mut self, yes: bool) {
        self.connections.keychain = yes;
    }

    /// How far the package of a pull is; `None` when none is being written.
    pub fn saving_pull(&self) -> Option<Progress> {
        self.pull_saving.job.as_ref().map(|(_, job)| job.progress())
    }

    /// How the last one ended, until it was seen.
    pub const fn saved_pull(&self) -> Option<&SavedPull> {
        self.pull_saving.end.as_ref()
    }

    /// Forgets what belongs to the pull of a roster.
    pub(super) fn let_go_pull(&mut self, roster: RosterId) {
        self.evidence.forget(roster);
        self.pull_saving.job.take_if(|(of, _)| *of == roster);
    }
}

/// The connection without what may be secret in its addresses.
fn without_secrets(form: ConnectForm) -> ConnectForm {
    ConnectForm {
        name: form.name.trim().to_owned(),
        url: rest::plain_address(&form.url),
        token_url: if form.token_url.contains('@') { String::new() } else { form.token_url },
        proxy: rest::plain_proxy(&form.proxy),
        ..form
    }
}

/// What went wrong between here and an endpoint, as it is told.
pub(super) fn notice(error: &RestError) -> Notice {
    let mut lines = vec![format!("This is about {}.", error.kind)];
    lines.extend(error.status.map(|status| format!("The server answered {status}.")));
    lines.extend([error.detail.clone(), error.remedy().to_owned(), error.url.clone()].into_iter().filter(|line| !line.is_empty()));
    Notice::new(NoticeLevel::Error, error.title(), lines)
}
