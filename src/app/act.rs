//! When an action can be done, and doing it.

use super::{
    Action, App, Command, Dialog, OpenRoster, Part, Pick, PlaceFor, PrefsCommand, PullCommand, Route, TableCommand, TablePanel,
    TrackCommand, Which,
};
use crate::query::Query;

impl App {
    /// Whether an action can be done now; if not, why not, for its tooltip.
    pub fn can(&self, action: Action) -> Result<(), &'static str> {
        let (possible, why) = match action {
            Action::Back => (self.history().before().is_some(), "There is nothing before this"),
            Action::Forward => (self.history().after().is_some(), "There is nothing after this"),
            Action::CloseRoster | Action::Overview | Action::Findings => (self.current().is_some(), "No roster is open here"),
            Action::Pull => (self.current().is_some_and(|open| open.pull().is_some()), "This roster does not come from an endpoint"),
            Action::SavePull => match self.current().filter(|open| open.pull().is_some()) {
                None => (false, "This roster does not come from an endpoint"),
                Some(open) => (open.whole().is_some(), "The pull is under way"),
            },
            Action::Resume => (self.can_resume(), "There is nothing to resume"),
            Action::Search => (self.search_in().is_some(), "No roster is open"),
            Action::Reload => match self.current() {
                None => (false, "No roster is open here"),
                Some(open) => (open.whole().is_some() && self.rosters.replacing(open.id()).is_none(), "It is being read"),
            },
            Action::Unlock => (self.has_locked_files(), "No file of this roster needs a password"),
            Action::OpenSample => (self.sample.is_some(), "This build has no sample"),
            Action::CancelJob => (self.running().is_some_and(|running| running.cancel.is_some()), "No job is running"),
            Action::NextTab | Action::PreviousTab | Action::CloseOtherTabs => (self.tabs.count() > 1, "This is the only tab"),
            Action::CloseTab => (self.tabs.count() > 1 || *self.route() != Route::Welcome, "This is the only tab"),
            Action::ReopenTab => (self.tabs.has_closed(), "No tab was closed"),
            Action::ClearFilters => match self.table_view() {
                Some(view) => (view.query != Query { sort: view.query.sort.clone(), ..Query::default() }, "No filter is on"),
                None => (false, "No table is shown"),
            },
            Action::SaveReport | Action::SaveBaseline => {
                (self.current().and_then(OpenRoster::judged).is_some(), "The findings are not there yet")
            }
            Action::OnRequest | Action::OpenProfile | Action::OpenSuppressions | Action::OpenBaseline => (true, ""),
            Action::JudgeAsOf => (self.current().is_some(), "No roster is open here"),
            Action::NoSuppressions => (self.prefs.suppressions.is_some(), "No file of suppressions is open"),
            Action::NoBaseline => (self.prefs.baseline.is_some(), "Nothing is compared with"),
            Action::Suppress => {
                (self.findings_view().is_some_and(|view| view.which != Which::Suppressed), "No findings that count are shown")
            }
            Action::TakeBack => (self.which() == Which::Suppressed, "Nothing that is suppressed is shown"),
            Action::OpenRows if self.compare_view().is_some() => self.can_compare(action),
            Action::FilterRows | Action::CopySelection | Action::CopyWithHeader if self.compare_view().is_some() => {
                self.can_compare(action)
            }
            Action::Compare => self.can_compare(action),
            Action::HandOver => self.can_hand_over(action),
            action if action.part() == Part::HandOver => self.can_hand_over(action),
            action if action.part() == Part::Compare => self.can_compare(action),
            action if action.part() == Part::Findings => (self.findings_view().is_some(), "No findings are shown"),
            Action::FilterLine if self.is_redacted() => (false, "The line may hold names; it is not shown while the screen is redacted"),
            action if action.part() == Part::Table => (self.table_view().is_some(), "No table is shown"),
            Action::ZoomIn => (self.prefs.zoom < 200, "This is the largest size"),
            Action::ZoomOut => (self.prefs.zoom > 80, "This is the smallest size"),
            _ => (true, ""),
        };
        if possible { Ok(()) } else { Err(why) }
    }

    /// True in the frame after an action was asked for that only the screen which is shown can do, such as copying.
    pub fn asked(&self, action: Action) -> bool {
        self.asked == Some(action)
    }

    /// Does what a menu, button or key names, if it can be done now.
    pub(super) fn act(&mut self, action: Action) {
        if self.can(action).is_err() {
            return;
        }
        match action.part() {
            Part::File => self.act_on_file(action),
            Part::Go => self.act_on_place(action),
            Part::Tab => self.act_on_tabs(action),
            Part::Table => self.act_on_table(action),
            Part::Findings => self.act_on_findings(action),
            Part::Compare => self.act_on_comparison(action),
            Part::HandOver => self.act_on_basket(action),
            Part::View => self.act_on_view(action),
            Part::Help => self.dialog = Some(Dialog::Shortcuts),
        }
    }

    fn act_on_file(&mut self, action: Action) {
        match action {
            Action::OpenFiles => self.picking = Some(Pick::Files),
            Action::OpenFolder => self.picking = Some(Pick::Folder),
            Action::OpenPath => self.dialog = Some(Dialog::OpenPath),
            Action::Connect => self.dialog = Some(Dialog::Connect),
            Action::SavePull => self.dialog = self.route().roster().map(Dialog::SavePull),
            Action::Resume => {
                if let Some(roster) = self.route().roster() {
                    self.pull(PullCommand::Resume(roster));
                }
            }
            Action::OpenSample => {
                if let Some(sample) = self.sample.clone() {
                    self.open(sample);
                }
            }
            Action::Preferences => self.go(Route::Preferences),
            Action::Reload => {
                if let Some(roster) = self.route().roster() {
                    self.reload(roster);
                }
            }
            Action::Unlock => self.unlock_current(),
            Action::CloseRoster => {
                if let Some(roster) = self.route().roster() {
                    self.close(roster);
                }
            }
            Action::CancelJob => {
                if let Some(cancel) = self.running().and_then(|running| running.cancel) {
                    self.apply(cancel);
                }
            }
            Action::Quit => self.quitting = true,
            _ => {}
        }
    }

    fn act_on_place(&mut self, action: Action) {
        match (action, self.route().roster()) {
            (Action::Search, _) => self.dialog = Some(Dialog::Search),
            (Action::Palette, _) => self.dialog = Some(Dialog::Palette),
            (Action::Back, _) => self.tabs.history().back(),
            (Action::Forward, _) => self.tabs.history().forward(),
            (Action::Welcome, _) => self.go(Route::Welcome),
            (Action::Overview, Some(roster)) => self.go(Route::Overview { roster }),
            (Action::Compare, Some(roster)) => self.go(self.compare_route(roster)),
            (Action::HandOver, Some(roster)) => self.go(Route::HandOver { roster }),
            (Action::Pull, Some(roster)) => self.go(Route::Pull { roster }),
            (Action::Findings, Some(roster)) => self.go(Route::Findings { roster, rule: None, table: None }),
            _ => {}
        }
    }

    fn act_on_tabs(&mut self, action: Action) {
        match action {
            Action::NewTab => self.tabs.duplicate(),
            Action::NextTab => self.tabs.walk(1),
            Action::PreviousTab => self.tabs.walk(-1),
            Action::CloseTab => self.tabs.close(self.tabs.current().id()),
            Action::CloseOtherTabs => self.tabs.close_others(),
            Action::ReopenTab => self.tabs.reopen(),
            _ => {}
        }
    }

    fn act_on_table(&mut self, action: Action) {
        match action {
            Action::DetailPane => {
                let pane = self.table_view().is_some_and(|view| view.pane);
                self.apply(Command::Table(TableCommand::Pane(!pane)));
            }
            Action::DetailsBelow => self.apply(Command::Table(TableCommand::PaneBelow(!self.pane_below()))),
            Action::ClearFilters => self.apply(Command::Table(TableCommand::ClearFilters)),
            Action::Export => self.apply(Command::Table(TableCommand::Panel(Some(TablePanel::Export)))),
            Action::FilterLine => self.apply(Command::Table(TableCommand::Panel(Some(TablePanel::Line)))),
            Action::AddFilter => {
                let column = self.table_view().and_then(|view| view.selected?.column);
                self.apply(Command::Table(TableCommand::Panel(Some(TablePanel::Filter { column, part: None }))));
            }
            Action::GoToLine => self.apply(Command::Table(TableCommand::Panel(Some(TablePanel::GoTo)))),
            Action::Columns => self.apply(Command::Table(TableCommand::Panel(Some(TablePanel::Columns)))),
            _ => self.asking = Some(action),
        }
    }

    fn act_on_findings(&mut self, action: Action) {
        let roster = self.route().roster();
        match (action, roster) {
            (Action::SaveReport, Some(roster)) => self.dialog = Some(Dialog::Report(roster)),
            (Action::SaveBaseline, Some(roster)) => self.dialog = Some(Dialog::Place(PlaceFor::NewBaseline(roster))),
            (Action::JudgeAsOf, Some(roster)) => self.dialog = Some(Dialog::AsOf(roster)),
            (Action::OnRequest, _) => self.dialog = Some(Dialog::OnRequest),
            (Action::OpenProfile, _) => self.dialog = Some(Dialog::Place(PlaceFor::Profile)),
            (Action::OpenSuppressions, _) => self.dialog = Some(Dialog::Place(PlaceFor::Suppressions)),
            (Action::OpenBaseline, _) => self.dialog = Some(Dialog::Place(PlaceFor::Baseline)),
            (Action::NoSuppressions, _) => self.track(TrackCommand::NoSuppressions),
            (Action::NoBaseline, _) => self.track(TrackCommand::NoBaseline),
            _ => self.asking = Some(action),
        }
    }

    fn act_on_view(&mut self, action: Action) {
        if action == Action::Redact {
            self.redact(!self.is_redacted());
            return;
        }
        let zoom = self.prefs.zoom;
        self.change_prefs(match action {
            Action::Sidebar => PrefsCommand::NarrowSidebar(!self.prefs.narrow_sidebar),
            Action::NextTheme => PrefsCommand::Theme(self.prefs.theme.next()),
            Action::ZoomIn => PrefsCommand::Zoom(zoom + 10),
            Action::ZoomOut => PrefsCommand::Zoom(zoom - 10),
            Action::ZoomReset => PrefsCommand::Zoom(100),
            _ => return,
        });
    }
}
