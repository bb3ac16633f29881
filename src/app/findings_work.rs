//! What the findings that are shown need worked out: who they belong to, their places in an order, the rows behind them.

use std::sync::Arc;

use super::{App, CausePlaces, FindingsView, Grouping, OpenRoster, PlacesAsk, ReportAsk, ReportCommand, View, Which};
use crate::cause::Group;
use crate::check::{self, Findings, Input};
use crate::job::Watch;
use crate::query::{Among, RowPick, Sift, Wanted};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::track::Shown;

impl OpenRoster {
    /// The findings that are looked at.
    pub fn looked_at(&self, which: Which) -> Option<&Arc<Findings>> {
        match which {
            Which::Open => self.findings(),
            other => self.judged().map(|judged| &judged.shown(other).findings).or(self.findings()),
        }
    }

    /// The same by cause; `None` until that is worked out.
    pub fn causes(&self, which: Which) -> Option<&Arc<Shown>> {
        self.judged().map(|judged| judged.shown(which))
    }
}

impl App {
    /// Which findings are looked at.
    pub fn which(&self) -> Which {
        match &self.here().view {
            View::Findings(view) => view.which,
            _ => Which::Open,
        }
    }

    /// The findings of a roster that are looked at.
    pub fn looked_at(&self, roster: RosterId) -> Option<&Arc<Findings>> {
        self.rosters.get(roster)?.looked_at(self.which())
    }

    /// Starts what the page of the findings needs.
    pub(super) fn want_findings(&mut self, roster: &Arc<Roster>, table: Option<Table>) {
        let View::Findings(view) = &self.tabs.here().view else { return };
        if view.grouping == Grouping::Numbers {
            self.rosters.want_numbers(roster.id(), &self.wake);
            return;
        }
        let Some(open) = self.rosters.get(roster.id()) else { return };
        let Some(findings) = open.looked_at(view.which) else { return };
        self.sifts.want(roster, findings, &view.text, &self.wake);
        let Some(shown) = open.causes(view.which).filter(|_| view.grouping == Grouping::Causes) else { return };
        let Some((sift, wanted)) = narrowing(&self.sifts, roster, findings, view, table) else { return };
        self.causes_listed.want(roster, shown, sift, wanted, &self.wake);
        let number = view.cause.as_deref().and_then(|key| shown.groups.iter().position(|group| group.key == key));
        let list = self.causes_listed.of(shown, sift, wanted).and_then(|(places, _)| places.lists.get(number?));
        if let (Some(list), Some(sort)) = (list.map(Arc::clone), view.sort) {
            self.causes_listed.want_order(roster, shown, &list, sort, &self.wake);
        }
    }

    /// The places of every cause that is looked at, and whether they are what is asked for or those of before.
    pub fn cause_places(&self, roster: &Arc<Roster>, table: Option<Table>) -> Option<(&Arc<CausePlaces>, bool)> {
        let view = self.findings_view()?;
        let open = self.rosters.get(roster.id())?;
        let shown = open.causes(view.which)?;
        match narrowing(&self.sifts, roster, open.looked_at(view.which)?, view, table) {
            Some((sift, wanted)) => self.causes_listed.of(shown, sift, wanted),
            None => self.causes_listed.of(shown, None, Wanted::default()).map(|(places, _)| (places, false)),
        }
    }

    /// The places of one cause in an order, if that is worked out.
    pub fn cause_places_in_order(&self, list: &Arc<Vec<super::CausePlace>>) -> Option<&Arc<Vec<super::CausePlace>>> {
        self.causes_listed.in_order(list, self.findings_view()?.sort?)
    }

    pub(super) fn list_all(&mut self, roster: RosterId, code: &'static str) {
        let which = self.which();
        let whole = self.rosters.get(roster).and_then(|open| Some((open.whole()?, open.looked_at(which)?)));
        if let Some((roster, findings)) = whole {
            self.all_places.start(roster, findings, code, &self.wake);
        }
    }

    pub(super) fn order_places(&mut self, roster: RosterId, ask: &PlacesAsk) {
        let which = self.which();
        let Some(open) = self.rosters.get(roster) else { return };
        if let (Some(whole), Some(findings)) = (open.whole(), open.looked_at(which)) {
            let all = self.all_places.of(roster, findings).filter(|all| all.rule.code == ask.code);
            self.sifts.want_places(whole, findings, all, ask, &self.wake);
        }
    }

    pub(super) fn show_rows(&mut self, roster: RosterId, among: Among) {
        if let Some(whole) = self.rosters.get(roster).and_then(OpenRoster::whole) {
            self.rows_wanted.start(whole, among, self.tabs.current(), &self.wake);
        }
    }

    /// Shows the rows of a table that a cause has, of the findings that are looked at.
    pub(super) fn show_cause_rows(&mut self, roster: RosterId, key: String, table: Table) {
        let which = self.which();
        let Some(open) = self.rosters.get(roster) else { return };
        let (Some(whole), Some(judged)) = (open.whole(), open.judged().map(Arc::clone)) else { return };
        self.rows_wanted.find(whole, table, self.tabs.current(), &self.wake, move |roster, watch| {
            let shown = judged.shown(which);
            let number = shown.groups.iter().position(|group| group.key == key)? as u32;
            let group = shown.groups.get(number as usize)?;
            let input = input(roster);
            // Where some findings of it are elsewhere, only the places that are kept are known to be here.
            let all = judged.causes.groups().iter().find(|other| other.key == key).map_or(0, Group::clears);
            let rows = if all == group.clears() {
                judged.causes.rows(group, &input, &judged.findings, table, watch).to_vec()
            } else {
                kept_rows(shown, number, table, watch)
            };
            (!watch.is_cancelled()).then(|| RowPick { label: group.title.clone(), rows })
        });
    }

    /// Shows the rows of a table in which a rule, or what the receiver asks for, finds something.
    pub(super) fn show_rule_rows(&mut self, roster: RosterId, code: String, table: Table) {
        let which = self.which();
        let Some(open) = self.rosters.get(roster) else { return };
        let (Some(whole), Some(findings)) = (open.whole(), open.looked_at(which).map(Arc::clone)) else { return };
        let found = open.judged().map(|judged| Arc::clone(&judged.findings));
        self.rows_wanted.find(whole, table, self.tabs.current(), &self.wake, move |roster, watch| {
            let group = findings.group(&code)?;
            let all = found.as_deref().and_then(|found| found.group(&code)).map_or(0, |group| group.count);
            let mut rows: Vec<u32> = Vec::new();
            let mut add = |spot: check::Spot| rows.extend(spot.row().filter(|(of, _)| *of == table).map(|(_, row)| row));
            if all == group.count && group.count > group.spots().len() as u64 {
                check::spots(&input(roster), findings.settings(), group.rule.code, watch, &mut |spot, _| add(spot));
            } else {
                group.spots().iter().copied().for_each(add);
            }
            rows.sort_unstable();
            rows.dedup();
            (!watch.is_cancelled()).then(|| RowPick { label: group.rule.title.to_owned(), rows })
        });
    }

    /// Goes to the findings of a rule, or of what the receiver asks for.
    pub(super) fn show_reason(&mut self, roster: RosterId, code: &str) {
        let found = self.rosters.get(roster).and_then(|open| open.findings()?.group(code)).map(|group| group.rule.code);
        if let Some(rule) = found {
            self.go(super::Route::Findings { roster, rule: Some(rule), table: None });
            self.apply(super::Command::Findings(super::FindingsCommand::Group(Grouping::Rules)));
        }
    }

    pub(super) fn report(&mut self, command: ReportCommand) {
        match command {
            ReportCommand::Write(roster, ask) => {
                let opened = self.opened_paths();
                let redacted = self.is_redacted();
                let Some(open) = self.rosters.get(roster) else { return };
                if let (Some(whole), Some(judged)) = (open.whole(), open.judged()) {
                    let took = open.checked_in().unwrap_or_default();
                    let ask = ReportAsk { with_values: ask.with_values && !redacted, ..ask };
                    self.reporting.report(whole, judged, ask, took, opened, &self.wake);
                }
            }
            ReportCommand::Cancel => self.reporting.cancel(),
            ReportCommand::Seen => self.reporting.seen(),
        }
    }
}

/// What places are narrowed by: the sift where a text or a school is asked for. `None` while that is worked out.
fn narrowing<'a>(
    sifts: &'a super::sifts::Sifts,
    roster: &Arc<Roster>,
    findings: &Arc<Findings>,
    view: &FindingsView,
    table: Option<Table>,
) -> Option<(Option<&'a Arc<Sift>>, Wanted)> {
    let file = table.and_then(|table| roster.table(table)).map(crate::store::TableData::file);
    let wanted = Wanted { file, org: view.school };
    if view.text.trim().is_empty() && view.school.is_none() {
        return Some((None, wanted));
    }
    let sift = sifts.of(roster.id(), findings).filter(|sift| sift.text() == view.text)?;
    Some((Some(sift), wanted))
}

fn kept_rows(shown: &Shown, number: u32, table: Table, watch: &Watch) -> Vec<u32> {
    let mut rows = Vec::new();
    for (rule, group) in shown.findings.groups().iter().enumerate() {
        if watch.is_cancelled() {
            break;
        }
        let spots = (0..).zip(group.spots()).filter(|(at, _)| shown.group_of(rule, *at) == Some(number));
        rows.extend(spots.filter_map(|(_, spot)| spot.row().filter(|(of, _)| *of == table)).map(|(_, row)| row));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}
