//! What can be seen of the state: all that a screen reads.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    App, BasketCommand, Command, CompareCommand, Criteria, Dialog, Entry, ExportEnd, FacetState, FindingsView, History, Layout, Notices,
    OpenRoster, OrderState, Pick, PlacesAsk, Prefs, PullCommand, RecordView, ReportCommand, Rosters, Route, Running, SeekState, SourceLine,
    TableCommand, TableView, Tabs, TrackCommand, Unit, View,
};
use crate::check::RuleFindings;
use crate::job::Progress;
use crate::query::Matches;
use crate::query::{Around, Sift};
use crate::receiver::Profile;
use crate::roster::RosterId;
use crate::spec::Table;

impl App {
    /// Where one is, and how it is looked at.
    pub fn here(&self) -> &Entry {
        self.tabs.here()
    }

    /// Where one is.
    pub fn route(&self) -> &Route {
        &self.tabs.here().route
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

    /// The tabs.
    pub const fn tabs(&self) -> &Tabs {
        &self.tabs
    }

    /// The places where one was in the present tab.
    pub fn history(&self) -> &History {
        self.tabs.current().history()
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
        self.tables.order(roster, table, self.table_view()?)
    }

    /// How the columns of the table that is shown are arranged; `None` = as the file has them.
    pub fn layout(&self) -> Option<&Layout> {
        self.tables.layout(self.route().roster()?, self.route().table()?)
    }

    /// True if the detail pane stands below the rows.
    pub const fn pane_below(&self) -> bool {
        self.tables.pane_below()
    }

    /// Where the text that is looked for was found in the table that is shown; `None` if none is looked for.
    pub fn sought(&self) -> Option<SeekState<'_>> {
        self.tables.sought(self.route().roster()?, self.route().table()?)
    }

    /// How far the export of a view is; `None` when none is in work.
    pub fn exporting(&self) -> Option<Progress> {
        self.tables.exporting()
    }

    /// How the last export ended, until [`super::TableCommand::ExportSeen`].
    pub const fn export_end(&self) -> Option<&ExportEnd> {
        self.tables.export_end()
    }

    /// The values of a column of the table that is shown, while a filter is being made.
    pub fn facet(&self, column: u16) -> Option<FacetState<'_>> {
        Some(self.tables.facet(self.route().roster()?, self.route().table()?, column))
    }

    /// The text that a job has written for the clipboard, until [`super::TableCommand::Copied`] says that it is there.
    pub const fn clip(&self) -> Option<&Arc<str>> {
        self.tables.clip()
    }

    /// The source text of a row: there for the record that is shown and for the selected row of a table with its pane.
    pub fn source_line(&self, roster: RosterId, table: Table, row: u32) -> Option<&SourceLine> {
        self.lines.line((roster, table, row))
    }

    /// What stands around the record that is shown: people and classes of an org, the gradebook of a class.
    pub fn around(&self, roster: RosterId, table: Table, row: u32) -> Option<&Arc<Around>> {
        self.arounds.of((roster, table, row))
    }

    /// Every place of a rule, if it was asked for and belongs to the present findings.
    pub fn all_places(&self, roster: RosterId) -> Option<&Arc<RuleFindings>> {
        self.all_places.of(roster, self.looked_at(roster)?)
    }

    /// The findings of a roster by school and by the text that is looked for; while another text is in work, those of before.
    pub fn sift(&self, roster: RosterId) -> Option<&Arc<Sift>> {
        self.sifts.of(roster, self.looked_at(roster)?)
    }

    /// True if these places have to be asked for by [`Command::OrderPlaces`].
    pub fn lacks_places(&self, roster: RosterId, ask: &PlacesAsk) -> bool {
        let Some(findings) = self.looked_at(roster) else { return false };
        let all = self.all_places.of(roster, findings).filter(|all| all.rule.code == ask.code);
        self.sifts.lacks(roster, findings, all, ask)
    }

    /// Places of a rule in an order, and whether they are what was asked for or those of before.
    pub fn places(&self, roster: RosterId, ask: &PlacesAsk) -> Option<(&Arc<Vec<u32>>, bool)> {
        let findings = self.looked_at(roster)?;
        let all = self.all_places.of(roster, findings).filter(|all| all.rule.code == ask.code);
        self.sifts.places(roster, findings, all, ask)
    }

    /// True while every place of this rule is being listed.
    pub fn is_listing(&self, roster: RosterId, code: &str) -> bool {
        self.all_places.is_running(roster, code)
    }

    /// The receivers that can be chosen, by name.
    pub fn receivers(&self) -> Vec<&Arc<Profile>> {
        self.receivers.all()
    }

    /// What findings are seen by: the receiver, what is suppressed, what is known.
    pub const fn criteria(&self) -> &Criteria {
        self.receivers.criteria()
    }

    /// How far a report is; `None` when none is in work.
    pub fn reporting(&self) -> Option<Progress> {
        self.reporting.progress()
    }

    /// How the last report ended, until [`ReportCommand::Seen`].
    pub const fn report_end(&self) -> Option<&ExportEnd> {
        self.reporting.end()
    }

    /// The roster that is searched: the one that is shown, else the one that was shown last, else the newest.
    pub fn search_in(&self) -> Option<&OpenRoster> {
        let shown = |open: &&OpenRoster| open.roster().is_some();
        let been = || self.history().entries().filter_map(|entry| self.rosters.get(entry.route.roster()?)).filter(shown).last();
        self.current().filter(shown).or_else(been).or_else(|| self.rosters.shown().last())
    }

    /// What a search found so far, and in which roster.
    pub fn found(&self) -> Option<(RosterId, &Matches)> {
        self.everywhere.found()
    }

    /// Whether a search still looks for more.
    pub const fn is_searching(&self) -> bool {
        self.everywhere.is_running()
    }

    /// What the user set.
    pub const fn prefs(&self) -> &Prefs {
        &self.prefs
    }

    /// Where that is kept.
    pub fn prefs_path(&self) -> Option<&Path> {
        self.prefs_path.as_deref()
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
        let opening = self.rosters.iter().find_map(running_opening);
        let checking = || {
            self.rosters.iter().find_map(|open| {
                Some(Running { progress: open.checking()?, unit: Unit::Steps, cancel: Some(Command::CancelChecks(open.id())) })
            })
        };
        let judging = || {
            self.rosters.iter().find_map(|open| {
                let cancel = Some(Command::Track(TrackCommand::CancelJudging(open.id())));
                Some(Running { progress: open.judging()?, unit: Unit::Steps, cancel })
            })
        };
        let cancel_saving = Some(Command::Track(TrackCommand::StopSaving));
        let saving = || Some(Running { progress: self.saving_progress()?, unit: Unit::Steps, cancel: cancel_saving });
        let cancel_report = Some(Command::Report(ReportCommand::Cancel));
        let reporting = || Some(Running { progress: self.reporting.progress()?, unit: Unit::Steps, cancel: cancel_report });
        let of_causes = || Some(Running { progress: self.causes_listed.progress()?, unit: Unit::Steps, cancel: None });
        let ordering = || Some(Running { progress: self.tables.ordering()?, unit: Unit::Steps, cancel: None });
        let listing = || Some(Running { progress: self.all_places.progress()?, unit: Unit::Steps, cancel: Some(Command::CancelListing) });
        let finding = || Some(Running { progress: self.rows_wanted.progress()?, unit: Unit::Steps, cancel: Some(Command::CancelRows) });
        let cancel_copy = Some(Command::Table(TableCommand::CancelCopy));
        let copying = || Some(Running { progress: self.tables.copying()?, unit: Unit::Steps, cancel: cancel_copy });
        let sifting = || Some(Running { progress: self.sifts.progress()?, unit: Unit::Steps, cancel: None });
        let cancel_export = Some(Command::Table(TableCommand::CancelExport));
        let exporting = || Some(Running { progress: self.tables.exporting()?, unit: Unit::Steps, cancel: cancel_export });
        let first = opening.or_else(checking).or_else(judging).or_else(ordering).or_else(listing).or_else(finding);
        let asking = || {
            Some(Running { progress: self.evidence.progress()?, unit: Unit::Steps, cancel: Some(Command::Pull(PullCommand::StopAsking)) })
        };
        let cancel_pull = Some(Command::Pull(PullCommand::StopSaving));
        let packing = || Some(Running { progress: self.saving_pull()?, unit: Unit::Steps, cancel: cancel_pull });
        let first = first.or_else(asking).or_else(packing);
        let comparing = || {
            Some(Running { progress: self.compares.progress()?, unit: Unit::Steps, cancel: Some(Command::Compare(CompareCommand::Cancel)) })
        };
        let stop = Some(Command::Compare(CompareCommand::StopSaving));
        let handing = || Some(Running { progress: self.handing.progress()?, unit: Unit::Steps, cancel: stop });
        let stop_basket = Some(Command::Basket(BasketCommand::Cancel));
        let gathering = || Some(Running { progress: self.baskets.progress()?, unit: Unit::Steps, cancel: stop_basket });
        let first = first.or_else(gathering);
        let first = first.or_else(comparing).or_else(handing);
        first.or_else(copying).or_else(exporting).or_else(reporting).or_else(saving).or_else(sifting).or_else(of_causes)
    }
}

/// A roster that is being opened or pulled. A pull is stopped with what has arrived.
fn running_opening(open: &OpenRoster) -> Option<Running> {
    let mut progress = open.loading()?;
    let Some(pull) = open.pull().and_then(|work| work.pull()) else {
        return Some(Running { progress, unit: Unit::Bytes, cancel: Some(Command::Close(open.id())) });
    };
    let states = pull.progress().collections();
    let wanted = states.iter().filter(|state| !state.stage.is_done() || state.rows > 0);
    (progress.done, progress.total) =
        (states.iter().map(|state| state.rows).sum(), wanted.map(|state| state.total).sum::<Option<u64>>().unwrap_or(0));
    Some(Running { progress, unit: Unit::Rows, cancel: Some(Command::Pull(PullCommand::Stop(open.id()))) })
}
