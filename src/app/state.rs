//! The state of the window: it hands every command to the file that owns what is to change.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::all_places::AllPlaces;
use super::arounds::Arounds;
use super::basket::Baskets;
use super::carry;
use super::cause_places::CausesListed;
use super::compare::Comparisons;
use super::connections::Connections;
use super::everywhere::Everywhere;
use super::evidence::Evidence;
use super::opening::Request;
use super::pulling::PullSaving;
use super::receivers::Receivers;
use super::recent_check::RecentCheck;
use super::redaction::Redaction;
use super::rosters::RosterEvent;
use super::rows_wanted::{Found, RowsWanted};
use super::saving::Saving;
use super::sifts::Sifts;
use super::source_lines::SourceLines;
use super::tables::{Shown, Tables};
use super::writing::Writing;
use super::{
    Action, Command, ConnectCommand, Dialog, Locked, Notice, NoticeLevel, Notices, OpenRoster, Outbox, Pick, Prefs, PrefsCommand,
    PullCommand, Rosters, Route, Source, SuppressAsk, TabId, TableCommand, Tabs, Target, View,
};
use crate::job::{Progress, Wake};
use crate::query::RowPick;
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// What the window needs from outside.
pub struct Setup {
    /// Called by jobs when there is something new to show.
    pub wake: Wake,
    /// Where preferences are kept; `None` = they are not.
    pub prefs: Option<PathBuf>,
    /// The day that counts as today.
    pub today: Date,
    /// The district that can be opened to look around.
    pub sample: Option<Source>,
}

/// The state of the window.
pub struct App {
    pub(super) wake: Wake,
    pub(super) sample: Option<Source>,
    pub(super) today: Date,
    pub(super) prefs_path: Option<PathBuf>,
    pub(super) prefs: Prefs,
    pub(super) rosters: Rosters,
    pub(super) redaction: Redaction,
    pub(super) tabs: Tabs,
    pub(super) tables: Tables,
    pub(super) lines: SourceLines,
    pub(super) all_places: AllPlaces,
    pub(super) rows_wanted: RowsWanted,
    pub(super) arounds: Arounds,
    pub(super) sifts: Sifts,
    pub(super) causes_listed: CausesListed,
    pub(super) receivers: Receivers,
    pub(super) suppressing: Option<SuppressAsk>,
    pub(super) saving: Option<Saving>,
    pub(super) reporting: Writing,
    pub(super) notices: Notices,
    pub(super) dialog: Option<Dialog>,
    pub(super) picking: Option<Pick>,
    pub(super) locked: Option<Locked>,
    pub(super) several: Vec<PathBuf>,
    pub(super) recent: RecentCheck,
    pub(super) everywhere: Everywhere,
    pub(super) connections: Connections,
    pub(super) evidence: Evidence,
    pub(super) pull_saving: PullSaving,
    pub(super) compares: Comparisons,
    /// Rosters that were opened to be compared with: the page of the comparison stays in front.
    pub(super) beside: Vec<RosterId>,
    pub(super) handing: Writing,
    pub(super) baskets: Baskets,
    /// What the screen shall do in the next frame, and what it shall do in this one.
    pub(super) asking: Option<Action>,
    pub(super) asked: Option<Action>,
    pub(super) quitting: bool,
}

/// A job that is told of in the status bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// How far it is.
    pub progress: Progress,
    /// What is counted.
    pub unit: Unit,
    /// What stops it; `None` for jobs that end by themselves when they are no longer wanted.
    pub cancel: Option<Command>,
}

/// What a job counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of the source.
    Bytes,
    /// Rows.
    Rows,
    /// Steps of its own.
    Steps,
}

impl App {
    /// Nothing open yet; preferences are read.
    pub fn new(setup: Setup) -> Self {
        let (prefs, notice) = setup.prefs.as_deref().map(Prefs::load).unwrap_or_default();
        let mut notices = Notices::default();
        if let Some(notice) = notice {
            notices.push(notice);
        }
        let folder = setup.prefs.as_deref().and_then(|path| Some(path.parent()?.join("profiles")));
        let receivers = Receivers::start(&prefs, folder, &setup.wake);
        let mut rosters = Rosters::default();
        let redaction = Redaction::new();
        rosters.cover(redaction.cover(prefs.redact));
        Self {
            redaction,
            wake: setup.wake,
            sample: setup.sample,
            today: setup.today,
            prefs_path: setup.prefs,
            prefs,
            rosters,
            tabs: Tabs::default(),
            tables: Tables::default(),
            lines: SourceLines::default(),
            all_places: AllPlaces::default(),
            rows_wanted: RowsWanted::default(),
            arounds: Arounds::default(),
            sifts: Sifts::default(),
            causes_listed: CausesListed::default(),
            receivers,
            suppressing: None,
            saving: None,
            reporting: Writing::default(),
            notices,
            dialog: None,
            picking: None,
            locked: None,
            several: Vec::new(),
            recent: RecentCheck::default(),
            everywhere: Everywhere::default(),
            connections: Connections::default(),
            evidence: Evidence::default(),
            pull_saving: PullSaving::default(),
            compares: Comparisons::default(),
            beside: Vec::new(),
            handing: Writing::default(),
            baskets: Baskets::default(),
            asking: None,
            asked: None,
            quitting: false,
        }
    }

    /// Takes in what jobs have brought, and starts those that the present place needs. Once a frame, before drawing.
    pub fn tick(&mut self) {
        self.asked = self.asking.take();
        for event in self.rosters.poll(&self.wake) {
            self.take_event(event);
        }
        let (changed, told) = self.receivers.poll(&mut self.prefs);
        told.into_iter().for_each(|notice| self.notices.push(notice));
        if changed {
            self.save_prefs();
        }
        self.poll_saving();
        self.poll_endpoints();
        self.rosters.judge(&self.prefs, self.receivers.criteria(), &self.wake);
        self.tables.poll().into_iter().for_each(|notice| self.notices.push(notice));
        self.lines.poll();
        if let Some(notice) = self.all_places.poll() {
            self.notices.push(notice);
        }
        if let Some(notice) = self.sifts.poll() {
            self.notices.push(notice);
        }
        if let Some(notice) = self.causes_listed.poll() {
            self.notices.push(notice);
        }
        if let Some(notice) = self.reporting.poll() {
            self.notices.push(notice);
        }
        if let Some(notice) = self.handing.poll() {
            self.notices.push(notice);
        }
        self.poll_compared();
        if let Some(notice) = self.baskets.poll() {
            self.notices.push(notice);
        }
        if let Some(notice) = self.arounds.poll() {
            self.notices.push(notice);
        }
        match self.rows_wanted.poll(&self.tabs) {
            Some(Found::Rows(tab, roster, table, pick)) => self.show_only(tab, roster, table, pick),
            Some(Found::Told(notice)) => self.notices.push(notice),
            None => {}
        }
        if let Some(notice) = self.everywhere.poll() {
            self.notices.push(notice);
        }
        self.look_for_recent();
        self.want();
    }

    /// Does what a screen has asked for.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Go(route) => self.go(route),
            Command::GoInTab(route) => self.tabs.open(route),
            Command::SelectTab(tab) => self.tabs.select(tab),
            Command::CloseTab(tab) => self.tabs.close(tab),
            Command::Replace(route) => self.tabs.history().replace(route),
            Command::Act(action) => self.act(action),
            Command::Open(paths) => self.open_paths(paths),
            Command::OpenTogether(paths) => self.open(Source::Paths(paths)),
            Command::OpenEach(paths) => self.open_each(paths),
            Command::Search(roster, text) => self.search(roster, &text),
            Command::Unlock(secret) => self.unlock(secret),
            Command::Reload(roster) => self.reload(roster),
            Command::KeepAsIs(roster) => self.rosters.keep_as_is(roster, &self.wake),
            Command::Close(roster) => self.close(roster),
            Command::OpenAgain(roster) => self.open_again(roster),
            Command::CancelChecks(roster) => self.rosters.cancel_checks(roster),
            Command::ListAll(roster, code) => self.list_all(roster, code),
            Command::OrderPlaces(roster, ask) => self.order_places(roster, &ask),
            Command::ShowRows(roster, among) => self.show_rows(roster, among),
            Command::ShowCauseRows(roster, key, table) => self.show_cause_rows(roster, key, table),
            Command::ShowRuleRows(roster, code, table) => self.show_rule_rows(roster, code, table),
            Command::ShowReason(roster, code) => self.show_reason(roster, &code),
            Command::CancelRows => self.rows_wanted.cancel(),
            Command::CancelListing => self.all_places.cancel(),
            Command::SetAsOf(roster, as_of) => self.rosters.set_as_of(roster, as_of, &self.wake),
            Command::Table(command) => self.table(command),
            Command::Record(command) => self.tabs.history().record(command),
            Command::Findings(command) => self.tabs.history().findings(command),
            Command::Basket(command) => self.change_basket(command),
            Command::Compare(command) => self.compare(command),
            Command::Track(command) => self.track(command),
            Command::Report(command) => self.report(command),
            Command::Connect(command) => self.connect(command),
            Command::Pull(command) => self.pull(command),
            Command::Prefs(command) => self.change_prefs(command),
            Command::Dialog(dialog) => self.show_dialog(dialog),
            Command::Picked(paths) => self.picked(paths),
            Command::PickFailed => self.pick_failed(),
            Command::Tell(notice) => self.notices.push(notice),
            Command::CloseNotice => self.notices.close(),
        }
    }

    /// Does everything that an outbox holds; true if it held something.
    pub fn apply_all(&mut self, outbox: &mut Outbox) -> bool {
        let (commands, target, shown) = (outbox.take(), outbox.take_target(), self.tabs.current().id());
        let any = !commands.is_empty();
        let mut behind = false;
        for command in commands {
            let command = match command {
                Command::Go(route) if target != Target::Here => {
                    behind = target == Target::TabBehind;
                    Command::GoInTab(route)
                }
                Command::ShowRows(..) | Command::ShowCauseRows(..) | Command::ShowRuleRows(..) | Command::ShowReason(..)
                    if target != Target::Here =>
                {
                    // The rows are still to be found; the tab that will show them waits.
                    behind = target == Target::TabBehind;
                    self.tabs.duplicate();
                    command
                }
                command => command,
            };
            self.apply(command);
        }
        if behind {
            // What followed the place, such as a filter, was meant for the new tab, so it was in front until now.
            self.tabs.select(shown);
        }
        any
    }

    /// Shows a dialog, or closes the one that is shown; what waited for its answer waits no longer.
    fn show_dialog(&mut self, dialog: Option<Dialog>) {
        self.dialog = dialog;
        if dialog.is_none() {
            self.locked = None;
            self.several.clear();
            self.suppressing = None;
            self.connect(ConnectCommand::Stop);
            self.connect(ConnectCommand::StopProbe);
            self.connections.refused = None;
            self.pull(PullCommand::SavingSeen);
            self.reporting.seen();
            self.handing.seen();
            self.everywhere.stop();
        }
    }

    fn search(&mut self, roster: RosterId, text: &str) {
        if let Some(roster) = self.rosters.get(roster).and_then(OpenRoster::roster) {
            self.everywhere.start(roster, text, &self.wake);
        }
    }

    pub(super) fn go(&mut self, route: Route) {
        self.tabs.history().go(route);
    }

    /// Closes a roster. Its places stay in their tabs and say that it was closed; one that was not whole yet leaves none.
    pub(super) fn close(&mut self, roster: RosterId) {
        if self.rosters.get(roster).is_some_and(|open| open.whole().is_some()) {
            self.rosters.set_aside(roster);
            self.baskets.forget(roster);
            self.let_go(roster);
        } else {
            self.rosters.close(roster);
            self.forget(roster);
        }
    }

    /// Forgets a roster that never came to be whole.
    fn forget(&mut self, roster: RosterId) {
        let was_here = self.route().roster() == Some(roster);
        self.let_go(roster);
        self.tabs.forget(roster);
        if !was_here {
            return;
        }
        // A roster that is still open is nearer than the page for choosing one.
        if let (Route::Welcome, Some(open)) = (self.route(), self.rosters.shown().last()) {
            self.go(Route::Overview { roster: open.id() });
        }
    }

    /// Drops what was worked out for a roster.
    pub(super) fn let_go(&mut self, roster: RosterId) {
        self.tables.forget(roster);
        self.lines.forget(roster);
        self.all_places.forget(roster);
        self.arounds.forget(roster);
        self.sifts.forget(roster);
        self.causes_listed.forget(roster);
        self.reporting.forget(roster);
        self.handing.forget(roster);
        self.compares.forget(roster);
        self.let_go_pull(roster);
        if matches!(self.dialog, Some(Dialog::AsOf(of) | Dialog::SavePull(of) | Dialog::SaveBasket(of)) if of == roster) {
            self.dialog = None;
        }
    }

    /// Changes the view of the table that is shown, or what all views of it share.
    fn table(&mut self, command: TableCommand) {
        let shown = match *self.route() {
            Route::Table { roster: id, table, .. } => {
                let roster = self.rosters.get(id).and_then(OpenRoster::roster).cloned();
                Some(Shown { id, roster, table, view: self.table_view().cloned() })
            }
            _ => None,
        };
        if let Some(command) = self.tables.apply(command, shown.as_ref(), &self.wake) {
            self.tabs.history().table(command);
        }
    }

    /// Goes to a table with these rows alone.
    fn show_only(&mut self, tab: TabId, roster: RosterId, table: Table, pick: Arc<RowPick>) {
        let Some(history) = self.tabs.history_of(tab) else { return };
        history.go(Route::Table { roster, table, at: None });
        history.table(TableCommand::ClearFilters);
        history.table(TableCommand::Only(Some(pick)));
    }

    fn take_event(&mut self, event: RosterEvent) {
        match event {
            RosterEvent::Appeared(roster) => self.appeared(roster),
            RosterEvent::Connected(roster) => self.connected(roster),
            RosterEvent::Refused(roster, error) => {
                self.forget(roster);
                self.refused(roster, &error);
            }
            RosterEvent::Whole(id, roster) => {
                if self.rosters.get(id).is_some_and(|open| open.pull().is_some()) {
                    // A pull that went on has other rows than those that were sorted and searched.
                    self.let_go(id);
                }
                self.replace(id, &roster);
                self.remember(id, &roster);
            }
            RosterEvent::Gone(roster, notice) => {
                self.forget(roster);
                if let Some(notice) = notice {
                    self.notices.push(notice);
                }
            }
            RosterEvent::Locked(id, wrong) => {
                if let Some(request) = self.rosters.get(id).map(OpenRoster::request) {
                    let replaces = request.replaces.filter(|of| *of != id);
                    self.rosters.close(id);
                    self.forget(id);
                    self.ask_password(Request { replaces, ..request }, wrong);
                }
            }
            RosterEvent::Told(notice) => self.notices.push(notice),
        }
    }

    /// The first rows of a roster are there. It is shown in the present tab where that has nothing to lose.
    fn appeared(&mut self, roster: RosterId) {
        if self.rosters.get(roster).is_some_and(|open| open.replaces.is_some() || open.connected) || self.beside.contains(&roster) {
            return;
        }
        match self.route() {
            Route::Welcome => self.go(Route::Overview { roster }),
            _ => self.tabs.open(Route::Overview { roster }),
        }
    }

    /// A roster that was opened in the place of another one is whole: every place of that one leads to it.
    fn replace(&mut self, by: RosterId, roster: &Arc<Roster>) {
        let Some(old) = self.rosters.get(by).and_then(|open| open.replaces) else { return };
        let before = self.rosters.get(old).and_then(OpenRoster::whole).map(Arc::clone);
        self.tabs.rewrite(|entry| carry::over(entry, old, before.as_deref(), roster));
        self.baskets.carry(old, before.as_deref(), roster);
        self.rosters.replaced(old, by);
        self.let_go(old);
    }

    /// Starts what the present place needs.
    fn want(&mut self) {
        self.want_evidence();
        self.want_compared();
        self.want_basket();
        let Some((roster, settings)) = self.current().and_then(|open| Some((Arc::clone(open.bare()?), open.settings().clone()))) else {
            return;
        };
        match (&self.tabs.here().route, &self.tabs.here().view) {
            (&Route::Table { table, .. }, View::Table(view)) => {
                self.tables.want(&roster, &settings, table, view, &self.wake);
                if let Some(cell) = view.selected.filter(|_| view.pane) {
                    self.lines.want(&roster, table, cell.row, &self.wake);
                }
            }
            (&Route::Findings { table, .. }, View::Findings(_)) => self.want_findings(&roster, table),
            (&Route::Record { table, row, .. }, _) => {
                self.lines.want(&roster, table, row, &self.wake);
                self.arounds.want(&roster, table, row, &self.wake);
            }
            _ => {}
        }
    }

    pub(super) fn change_prefs(&mut self, command: PrefsCommand) {
        self.prefs.apply(command);
        self.rosters.set_thresholds(self.prefs.thresholds, &self.wake);
        self.save_prefs();
    }

    /// The file has a few hundred bytes, so it is written at once.
    pub(super) fn save_prefs(&mut self) {
        let Some(path) = &self.prefs_path else { return };
        if let Err(error) = self.prefs.save(path) {
            let lines = vec![
                format!("The system reported: {error}."),
                "They hold until the window is closed.".to_owned(),
                path.display().to_string(),
            ];
            self.notices.push(Notice::new(NoticeLevel::Warning, "The preferences could not be saved", lines));
        }
    }
}
