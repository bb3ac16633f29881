//! The state of the window: it hands every command to the file that owns what is to change.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::all_places::AllPlaces;
use super::orders::Orders;
use super::prefs::now_seconds;
use super::rosters::RosterEvent;
use super::rows_wanted::{Found, RowsWanted};
use super::source_lines::SourceLines;
use super::{
    Action, Command, Dialog, Entry, FindingsView, History, Notice, NoticeLevel, Notices, OpenRoster, OrderState, Outbox, Pick, Prefs,
    PrefsCommand, Recent, RecordView, Rosters, Route, Source, SourceLine, TableCommand, TableView, View,
};
use crate::check::RuleFindings;
use crate::job::{Progress, Wake};
use crate::query::{Among, RowPick};
use crate::read::SourceKind;
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
    wake: Wake,
    sample: Option<Source>,
    today: Date,
    prefs_path: Option<PathBuf>,
    prefs: Prefs,
    rosters: Rosters,
    history: History,
    orders: Orders,
    lines: SourceLines,
    all_places: AllPlaces,
    rows_wanted: RowsWanted,
    notices: Notices,
    dialog: Option<Dialog>,
    picking: Option<Pick>,
    quitting: bool,
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
        Self {
            wake: setup.wake,
            sample: setup.sample,
            today: setup.today,
            prefs_path: setup.prefs,
            prefs,
            rosters: Rosters::default(),
            history: History::default(),
            orders: Orders::default(),
            lines: SourceLines::default(),
            all_places: AllPlaces::default(),
            rows_wanted: RowsWanted::default(),
            notices,
            dialog: None,
            picking: None,
            quitting: false,
        }
    }

    /// Takes in what jobs have brought, and starts those that the present place needs. Once a frame, before drawing.
    pub fn tick(&mut self) {
        for event in self.rosters.poll(&self.wake) {
            self.take_event(event);
        }
        if let Some(notice) = self.orders.poll() {
            self.notices.push(notice);
        }
        self.lines.poll();
        if let Some(notice) = self.all_places.poll() {
            self.notices.push(notice);
        }
        match self.rows_wanted.poll(&self.history.here().route) {
            Some(Found::Rows(roster, table, pick)) => self.show_only(roster, table, pick),
            Some(Found::Told(notice)) => self.notices.push(notice),
            None => {}
        }
        self.want();
    }

    /// Does what a screen has asked for.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Go(route) => self.history.go(route),
            Command::Replace(route) => self.history.replace(route),
            Command::Act(action) => self.act(action),
            Command::Open(paths) => self.open(Source::Paths(paths)),
            Command::Close(roster) => self.close(roster),
            Command::CancelChecks(roster) => self.rosters.cancel_checks(roster),
            Command::ListAll(roster, code) => self.list_all(roster, code),
            Command::ShowRows(roster, among) => self.show_rows(roster, among),
            Command::CancelRows => self.rows_wanted.cancel(),
            Command::CancelListing => self.all_places.cancel(),
            Command::SetAsOf(roster, as_of) => self.rosters.set_as_of(roster, as_of, &self.wake),
            Command::Table(command) => self.history.table(command),
            Command::Record(command) => self.history.record(command),
            Command::Findings(command) => self.history.findings(command),
            Command::Prefs(command) => self.change_prefs(command),
            Command::Dialog(dialog) => self.dialog = dialog,
            Command::Picked(paths) => self.picked(paths),
            Command::PickFailed => self.pick_failed(),
            Command::Tell(notice) => self.notices.push(notice),
            Command::CloseNotice => self.notices.close(),
        }
    }

    /// Does everything that an outbox holds; true if it held something.
    pub fn apply_all(&mut self, outbox: &mut Outbox) -> bool {
        let commands = outbox.take();
        let any = !commands.is_empty();
        for command in commands {
            self.apply(command);
        }
        any
    }

    /// Opens a source beside those that are open. The place changes once its first rows are there.
    pub fn open(&mut self, source: Source) {
        let as_of = source.as_of().unwrap_or(self.today);
        self.dialog = None;
        self.rosters.start(source, as_of, self.prefs.limits, &self.wake);
    }

    /// Where one is, and how it is looked at.
    pub fn here(&self) -> &Entry {
        self.history.here()
    }

    /// Where one is.
    pub fn route(&self) -> &Route {
        &self.history.here().route
    }

    /// How the table that is shown is looked at.
    pub fn table_view(&self) -> Option<&TableView> {
        match &self.here().view {
            View::Table(view) => Some(view),
            _ => None,
        }
    }

    /// How the record that is shown is looked at.
    pub fn record_view(&self) -> Option<&RecordView> {
        match &self.here().view {
            View::Record(view) => Some(view),
            _ => None,
        }
    }

    /// How the findings that are shown are looked at.
    pub fn findings_view(&self) -> Option<&FindingsView> {
        match &self.here().view {
            View::Findings(view) => Some(view),
            _ => None,
        }
    }

    /// The places where one was.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// The rosters that are open.
    pub const fn rosters(&self) -> &Rosters {
        &self.rosters
    }

    /// The open roster of the present place.
    pub fn current(&self) -> Option<&OpenRoster> {
        self.route().roster().and_then(|id| self.rosters.get(id))
    }

    /// The order of the rows of the table that is shown; `None` while the table is not there.
    pub fn order(&self) -> Option<OrderState<'_>> {
        let Route::Table { roster, table, .. } = *self.route() else { return None };
        self.orders.state(roster, table, &self.table_view()?.query)
    }

    /// The source text of a row: there for the record that is shown and for the selected row of a table with its pane.
    pub fn source_line(&self, roster: RosterId, table: Table, row: u32) -> Option<&SourceLine> {
        self.lines.line((roster, table, row))
    }

    /// Every place of a rule, if it was asked for and belongs to the present findings.
    pub fn all_places(&self, roster: RosterId) -> Option<&Arc<RuleFindings>> {
        self.all_places.of(roster, self.rosters.get(roster)?.findings()?)
    }

    /// True while every place of this rule is being listed.
    pub fn is_listing(&self, roster: RosterId, code: &str) -> bool {
        self.all_places.is_running(roster, code)
    }

    /// What the user set.
    pub const fn prefs(&self) -> &Prefs {
        &self.prefs
    }

    /// What is to be told.
    pub const fn notices(&self) -> &Notices {
        &self.notices
    }

    /// The dialog of our own that is shown.
    pub const fn dialog(&self) -> Option<Dialog> {
        self.dialog
    }

    /// The dialog of the system that is to be shown.
    pub const fn picking(&self) -> Option<Pick> {
        self.picking
    }

    /// The day that counts as today.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// True once the window is to be closed.
    pub const fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// The job that the status bar tells of: opening first, then checks, then filter and sort.
    pub fn running(&self) -> Option<Running> {
        let opening = self
            .rosters
            .iter()
            .find_map(|open| Some(Running { progress: open.loading()?, unit: Unit::Bytes, cancel: Some(Command::Close(open.id())) }));
        let checking = || {
            self.rosters.iter().find_map(|open| {
                Some(Running { progress: open.checking()?, unit: Unit::Steps, cancel: Some(Command::CancelChecks(open.id())) })
            })
        };
        let ordering = || Some(Running { progress: self.orders.progress()?, unit: Unit::Steps, cancel: None });
        let listing = || Some(Running { progress: self.all_places.progress()?, unit: Unit::Steps, cancel: Some(Command::CancelListing) });
        let finding = || Some(Running { progress: self.rows_wanted.progress()?, unit: Unit::Steps, cancel: Some(Command::CancelRows) });
        opening.or_else(checking).or_else(ordering).or_else(listing).or_else(finding)
    }

    /// Whether an action can be done now; if not, why not, for its tooltip.
    pub fn can(&self, action: Action) -> Result<(), &'static str> {
        let roster = self.current().is_some();
        let (possible, why) = match action {
            Action::Back => (self.history.before().is_some(), "There is nothing before this"),
            Action::Forward => (self.history.after().is_some(), "There is nothing after this"),
            Action::CloseRoster | Action::Overview | Action::Findings => (roster, "No roster is open here"),
            Action::OpenSample => (self.sample.is_some(), "This build has no sample"),
            Action::CancelJob => (self.running().is_some_and(|running| running.cancel.is_some()), "No job is running"),
            Action::ZoomIn => (self.prefs.zoom < 200, "This is the largest size"),
            Action::ZoomOut => (self.prefs.zoom > 80, "This is the smallest size"),
            _ => (true, ""),
        };
        if possible { Ok(()) } else { Err(why) }
    }

    /// Does what a menu, button or key names, if it can be done now.
    fn act(&mut self, action: Action) {
        if self.can(action).is_err() {
            return;
        }
        let roster = self.route().roster();
        match action {
            Action::OpenFiles => self.picking = Some(Pick::Files),
            Action::OpenFolder => self.picking = Some(Pick::Folder),
            Action::OpenPath => self.dialog = Some(Dialog::OpenPath),
            Action::OpenSample => {
                if let Some(sample) = self.sample.clone() {
                    self.open(sample);
                }
            }
            Action::CloseRoster => {
                if let Some(roster) = roster {
                    self.close(roster);
                }
            }
            Action::Back => self.history.back(),
            Action::Forward => self.history.forward(),
            Action::Welcome => self.history.go(Route::Welcome),
            Action::Overview => {
                if let Some(roster) = roster {
                    self.history.go(Route::Overview { roster });
                }
            }
            Action::Findings => {
                if let Some(roster) = roster {
                    self.history.go(Route::Findings { roster, rule: None, table: None });
                }
            }
            Action::CancelJob => {
                if let Some(cancel) = self.running().and_then(|running| running.cancel) {
                    self.apply(cancel);
                }
            }
            Action::Sidebar => self.change_prefs(PrefsCommand::NarrowSidebar(!self.prefs.narrow_sidebar)),
            Action::NextTheme => self.change_prefs(PrefsCommand::Theme(self.prefs.theme.next())),
            Action::ZoomIn => self.change_prefs(PrefsCommand::Zoom(self.prefs.zoom + 10)),
            Action::ZoomOut => self.change_prefs(PrefsCommand::Zoom(self.prefs.zoom - 10)),
            Action::ZoomReset => self.change_prefs(PrefsCommand::Zoom(100)),
            Action::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Action::Quit => self.quitting = true,
        }
    }

    fn close(&mut self, roster: RosterId) {
        self.rosters.close(roster);
        self.orders.forget(roster);
        self.lines.forget(roster);
        self.all_places.forget(roster);
        self.history.forget(roster);
        // A roster that is still open is nearer than the page for choosing one.
        if let (Route::Welcome, Some(open)) = (self.route(), self.rosters.shown().last()) {
            self.history.go(Route::Overview { roster: open.id() });
        }
        if matches!(self.dialog, Some(Dialog::AsOf(of)) if of == roster) {
            self.dialog = None;
        }
    }

    fn list_all(&mut self, roster: RosterId, code: &'static str) {
        let whole = self.rosters.get(roster).and_then(|open| Some((open.whole()?, open.findings()?)));
        if let Some((roster, findings)) = whole {
            self.all_places.start(roster, findings, code, &self.wake);
        }
    }

    fn show_rows(&mut self, roster: RosterId, among: Among) {
        let from = self.route().clone();
        if let Some(whole) = self.rosters.get(roster).and_then(OpenRoster::whole) {
            self.rows_wanted.start(whole, among, from, &self.wake);
        }
    }

    /// Goes to a table with these rows alone.
    fn show_only(&mut self, roster: RosterId, table: Table, pick: Arc<RowPick>) {
        self.history.go(Route::Table { roster, table, at: None });
        self.history.table(TableCommand::ClearFilters);
        self.history.table(TableCommand::Only(Some(pick)));
    }

    fn take_event(&mut self, event: RosterEvent) {
        match event {
            RosterEvent::Appeared(roster) => self.history.go(Route::Overview { roster }),
            RosterEvent::Whole(id, roster) => self.remember(id, &roster),
            RosterEvent::Gone(roster, notice) => {
                self.close(roster);
                if let Some(notice) = notice {
                    self.notices.push(notice);
                }
            }
            RosterEvent::Told(notice) => self.notices.push(notice),
        }
    }

    /// Starts what the present place needs.
    fn want(&mut self) {
        let Some((roster, as_of)) = self.current().and_then(|open| Some((Arc::clone(open.roster()?), open.as_of()))) else { return };
        match (&self.history.here().route, &self.history.here().view) {
            (&Route::Table { table, .. }, View::Table(view)) => {
                self.orders.want(&roster, as_of, table, &view.query, &self.wake);
                if let Some(cell) = view.selected.filter(|_| view.pane) {
                    self.lines.want(&roster, table, cell.row, &self.wake);
                }
            }
            (&Route::Record { table, row, .. }, _) => self.lines.want(&roster, table, row, &self.wake),
            _ => {}
        }
    }

    fn remember(&mut self, id: RosterId, roster: &Roster) {
        let package = roster.package();
        let Some(Source::Paths(paths)) = self.rosters.get(id).map(OpenRoster::source) else { return };
        let recent = Recent {
            paths: paths.clone(),
            name: package.name.clone(),
            version: roster.version().name().to_owned(),
            bytes: package.bytes,
            opened: now_seconds(),
            folder: package.kind == SourceKind::Folder,
        };
        self.prefs.remember(recent);
        self.save_prefs();
    }

    fn change_prefs(&mut self, command: PrefsCommand) {
        self.prefs.apply(command);
        self.save_prefs();
    }

    /// The file has a few hundred bytes, so it is written at once.
    fn save_prefs(&mut self) {
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

    fn picked(&mut self, paths: Option<Vec<PathBuf>>) {
        self.picking = None;
        if let Some(paths) = paths.filter(|paths| !paths.is_empty()) {
            self.open(Source::Paths(paths));
        }
    }

    fn pick_failed(&mut self) {
        self.picking = None;
        self.dialog = Some(Dialog::OpenPath);
        let lines = vec![
            "This desktop offers no file dialog: neither a desktop portal nor zenity answered.".to_owned(),
            "Type the path here, drop the file on the window, or give the path on the command line.".to_owned(),
        ];
        self.notices.push(Notice::new(NoticeLevel::Info, "The file dialog could not be shown", lines));
    }
}
