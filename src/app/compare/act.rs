//! What the window asks of a comparison, and what it sees of it.

use std::path::PathBuf;
use std::sync::Arc;

use super::work::Sides;
use super::{AppliedDelta, ChangesJudged, CompareForm, CompareList, CompareView, CompareViewCommand, Compared, SaveCompared};
use crate::app::opening::Request;
use crate::app::{Action, App, Command, Dialog, ExportEnd, OpenRoster, PlaceFor, Route, Source, View};
use crate::compare::{Comparison, Fate, Listing, RuleChanges};
use crate::job::Progress;
use crate::query::RowPick;
use crate::roster::RosterId;
use crate::spec::Table;

/// A change of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareCommand {
    /// Looks at it otherwise.
    View(CompareViewCommand),
    /// Opens a source as the roster before this one.
    OpenBefore(RosterId, PathBuf),
    /// The roster before becomes the one after.
    Swap,
    /// Stops what is being worked out.
    Cancel,
    /// Works out again what was stopped.
    Again,
    /// Shows the rows of the list in their table.
    ShowRows,
    /// Opens what a delta makes of its base as a roster.
    OpenResult,
    /// Writes it into a file.
    Save(SaveCompared),
    /// Stops writing; nothing is left of the file.
    StopSaving,
    /// How writing ended was seen.
    SavingSeen,
}

/// A comparison as the window sees it.
#[derive(Clone, Copy)]
pub struct CompareState<'a> {
    /// What became of the roster.
    pub compared: &'a Arc<Compared>,
    /// What rules about changes say.
    pub judged: Option<&'a Arc<ChangesJudged>>,
    /// What became of the findings.
    pub findings: Option<&'a Arc<Vec<RuleChanges>>>,
    /// What a delta makes of its base, where one of the two is one.
    pub applied: Option<&'a Arc<AppliedDelta>>,
    /// The rows of the list, and whether they are those that are asked for.
    pub rows: Option<(&'a Arc<Vec<u32>>, bool)>,
    /// What is listed.
    pub list: CompareList,
}

impl CompareView {
    /// What is listed: what was chosen, else changed people, else the first file with differences.
    pub fn listed(&self, comparison: &Comparison) -> CompareList {
        let most = |table: Table| {
            let counts = comparison.table(table)?.counts();
            let fates = [Fate::Changed, Fate::Removed, Fate::Added];
            Some(CompareList::Rows(table, fates.into_iter().find(|fate| fate.of(counts) > 0)?))
        };
        let first = || comparison.tables.iter().filter(|changes| changes.table != Table::Manifest).find_map(|changes| most(changes.table));
        let manifest = || most(Table::Manifest);
        self.list.or_else(|| most(Table::Users)).or_else(first).or_else(manifest).unwrap_or(CompareList::Rows(Table::Users, Fate::Changed))
    }

    /// The rows that are asked for; `None` for lists of something else.
    pub fn listing(&self, list: CompareList) -> Option<Listing> {
        let CompareList::Rows(table, fate) = list else { return None };
        Some(Listing {
            column: self.column.clone(),
            school: self.school.clone(),
            role: self.role.clone(),
            text: self.text.clone(),
            sort: self.sort.clone(),
            ..Listing::of(table, fate)
        })
    }
}

impl App {
    /// How the comparison that is shown is looked at.
    pub fn compare_view(&self) -> Option<&CompareView> {
        match &self.here().view {
            View::Compare(view) => Some(view),
            _ => None,
        }
    }

    /// The two rosters of the comparison that is shown: before and after.
    pub(in crate::app) fn sides(&self) -> Option<Sides> {
        match *self.route() {
            Route::Compare { roster, old: Some(old) } => Some((old, roster)),
            _ => None,
        }
    }

    /// What became of the roster that is compared; `None` until that is known.
    pub fn compared(&self) -> Option<&Arc<Compared>> {
        self.compares.of(self.sides()?)
    }

    /// How far comparing is; `None` when it does not run.
    pub fn comparing(&self) -> Option<Progress> {
        self.compares.comparing(self.sides()?)
    }

    /// True if comparing was stopped.
    pub fn is_comparing_stopped(&self) -> bool {
        self.sides().is_some_and(|sides| self.compares.is_stopped(sides))
    }

    /// The comparison that is shown, once it is worked out.
    pub fn comparison(&self) -> Option<CompareState<'_>> {
        let (sides, view) = (self.sides()?, self.compare_view()?);
        let compared = self.compares.of(sides)?;
        let list = view.listed(&compared.comparison);
        Some(CompareState {
            compared,
            judged: self.compares.judged(sides),
            findings: self.compares.findings(sides),
            applied: self.compares.applied(sides),
            rows: view.listing(list).and_then(|wanted| self.compares.rows(sides, &wanted)),
            list,
        })
    }

    /// How far writing what is handed over is; `None` when nothing is written.
    pub fn handing(&self) -> Option<Progress> {
        self.handing.progress()
    }

    /// How the last of it ended, until it was seen.
    pub const fn handed(&self) -> Option<&ExportEnd> {
        self.handing.end()
    }

    /// The rosters that one can be compared with, the latest first.
    pub fn comparable(&self, roster: RosterId) -> Vec<&OpenRoster> {
        let mut others: Vec<&OpenRoster> = self.rosters.shown().filter(|open| open.id() != roster).collect();
        others.reverse();
        others
    }

    /// Where a roster is compared: with the only other one that is open, else one is chosen there.
    pub fn compare_route(&self, roster: RosterId) -> Route {
        let others = self.comparable(roster);
        let old = if let [only] = others.as_slice() { Some(only.id()) } else { None };
        Route::Compare { roster, old }
    }

    /// Takes in what the jobs of comparisons have brought.
    pub(in crate::app) fn poll_compared(&mut self) {
        self.compares.poll().into_iter().for_each(|notice| self.notices.push(notice));
        match self.compares.made() {
            Some(Ok(made)) => self.open(Source::Made(made)),
            Some(Err(notice)) => self.notices.push(notice),
            None => {}
        }
    }

    /// Starts what the comparison that is shown needs.
    pub(in crate::app) fn want_compared(&mut self) {
        let Some((before, after)) = self.sides() else { return };
        let whole = |id| self.rosters.get(id).and_then(OpenRoster::whole).map(Arc::clone);
        let (Some(old), Some(new)) = (whole(before), whole(after)) else { return };
        let Some(compared) = self.compares.want(&old, &new, &self.wake) else { return };
        let Some(view) = self.compare_view().cloned() else { return };
        if let Some(wanted) = view.listing(view.listed(&compared.comparison)) {
            self.compares.want_rows(&compared, &wanted, &self.wake);
        }
        self.compares.want_applied(&compared, &self.wake);
        if let Some(open) = self.rosters.get(after) {
            let profile = self.receivers.criteria().profile.as_ref();
            self.compares.want_judged(&compared, open.settings(), profile, &self.wake);
        }
        let found = |id| self.rosters.get(id).and_then(OpenRoster::judged).map(|judged| Arc::clone(&judged.findings));
        if let (Some(was), Some(is)) = (found(before), found(after)) {
            self.compares.want_findings(&compared, &was, &is, &self.wake);
        }
    }

    pub(in crate::app) fn compare(&mut self, command: CompareCommand) {
        match command {
            CompareCommand::View(command) => self.tabs.history().compare(command),
            CompareCommand::OpenBefore(roster, path) => self.open_before(roster, path),
            CompareCommand::Swap => {
                if let Some((old, new)) = self.sides() {
                    self.go(Route::Compare { roster: old, old: Some(new) });
                }
            }
            CompareCommand::Cancel => self.compares.cancel(),
            CompareCommand::Again => self.compares.again(),
            CompareCommand::ShowRows => self.show_differences(),
            CompareCommand::OpenResult => {
                if let Some(sides) = self.sides() {
                    self.compares.make_result(sides, &self.wake);
                }
            }
            CompareCommand::Save(ask) => self.save_compared(ask),
            CompareCommand::StopSaving => self.handing.cancel(),
            CompareCommand::SavingSeen => self.handing.seen(),
        }
    }

    /// Opens a source beside the roster that it is compared with; the page of the comparison stays in front.
    fn open_before(&mut self, roster: RosterId, path: PathBuf) {
        let request = Request { source: Source::Paths(vec![path]), replaces: None, as_of: self.today, password: None };
        let as_of = self.rosters.get(roster).map_or(self.today, OpenRoster::as_of);
        let old = self.rosters.start(Request { as_of, ..request }, self.prefs.limits, self.prefs.thresholds, &self.wake);
        self.beside.push(old);
        let route = Route::Compare { roster, old: Some(old) };
        if matches!(self.route(), Route::Compare { .. }) { self.tabs.history().replace(route) } else { self.go(route) }
    }

    /// The rows of the list in their table, where they can be sorted, filtered and exported like any others.
    fn show_differences(&mut self) {
        let Some((old, new)) = self.sides() else { return };
        let (Some(compared), Some(view)) = (self.compares.of((old, new)).map(Arc::clone), self.compare_view().cloned()) else { return };
        let Some(wanted) = view.listing(view.listed(&compared.comparison)) else { return };
        let roster = if wanted.fate == Fate::Removed { &compared.old } else { &compared.new };
        let other = if wanted.fate == Fate::Removed { &compared.new } else { &compared.old };
        let label = match wanted.fate {
            Fate::Removed => format!("gone in {}", other.package().name),
            fate => format!("{} since {}", fate.word(), other.package().name),
        };
        let (roster, table) = (Arc::clone(roster), wanted.table);
        let wanted = Listing { sort: None, ..wanted };
        self.rows_wanted.find(&roster, table, self.tabs.current(), &self.wake, move |_, watch| {
            let rows = compared.comparison.listed(&compared.old, &compared.new, &wanted, watch)?;
            Some(RowPick { label, rows })
        });
    }

    fn save_compared(&mut self, ask: SaveCompared) {
        let Some(sides) = self.sides() else { return };
        let Some(compared) = self.compares.of(sides).map(Arc::clone) else { return };
        let (judged, applied) = (self.compares.judged(sides).map(Arc::clone), self.compares.applied(sides).map(Arc::clone));
        // A delta says when its rows changed: on the day that counts as today.
        let time = format!("{}T00:00:00.000Z", self.today);
        let opened = self.opened_paths();
        self.handing.comparison(&compared, (judged.as_ref(), applied.as_ref()), (ask, opened, time), &self.wake);
    }

    /// When an action on a comparison can be done, and why not.
    pub(in crate::app) fn can_compare(&self, action: Action) -> (bool, &'static str) {
        let shown = self.compare_view().is_some();
        let done = self.compared().is_some();
        match action {
            Action::Compare | Action::CompareFile => (self.current().is_some(), "No roster is open here"),
            Action::SwapSides => (self.sides().is_some(), "Nothing is compared here"),
            Action::SaveIdMap => match self.compared() {
                Some(compared) => (!compared.comparison.churned.is_empty(), "No record goes by another id"),
                None => (false, "Nothing is compared here"),
            },
            Action::SaveResult | Action::OpenResult => {
                (self.comparison().is_some_and(|state| state.applied.is_some()), "No delta is compared with its base here")
            }
            _ => (shown && done, "Nothing is compared here"),
        }
    }

    pub(in crate::app) fn act_on_comparison(&mut self, action: Action) {
        let view = |command| Command::Compare(CompareCommand::View(command));
        let Some(roster) = self.route().roster() else { return };
        match action {
            Action::CompareFile => self.dialog = Some(Dialog::Place(PlaceFor::Before(roster))),
            Action::SwapSides => self.compare(CompareCommand::Swap),
            Action::SideBySide => {
                let pane = self.compare_view().is_some_and(|view| view.pane);
                self.apply(view(CompareViewCommand::Pane(!pane)));
            }
            Action::WholePage => {
                let large = self.compare_view().is_some_and(|view| view.large);
                self.apply(view(CompareViewCommand::Large(!large)));
            }
            Action::SaveComparison => self.dialog = Some(Dialog::SaveCompared(CompareForm::Html)),
            Action::SaveIdMap => self.dialog = Some(Dialog::SaveCompared(CompareForm::IdMap)),
            Action::SaveResult => self.dialog = Some(Dialog::SaveCompared(CompareForm::Result)),
            Action::OpenResult => self.compare(CompareCommand::OpenResult),
            Action::SaveDelta => self.dialog = Some(Dialog::SaveCompared(CompareForm::Delta)),
            _ => {}
        }
    }
}
