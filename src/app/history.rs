//! The places where one was, each with how it was looked at.

use super::{
    BasketList, CompareView, CompareViewCommand, FindingsCommand, FindingsView, HandOverView, PullView, PullViewCommand, RecordCommand,
    RecordView, Route, TableCommand, TableView,
};
use crate::roster::RosterId;

/// How a place is looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// A page without settings of its own.
    Page,
    /// A table.
    Table(TableView),
    /// A record page.
    Record(RecordView),
    /// The findings.
    Findings(FindingsView),
    /// A pull.
    Pull(PullView),
    /// A comparison.
    Compare(CompareView),
    /// What is handed over.
    HandOver(HandOverView),
}

impl View {
    pub(super) fn new(route: &Route) -> Self {
        match route {
            Route::Welcome | Route::Preferences | Route::Overview { .. } => Self::Page,
            Route::Table { at, .. } => Self::Table(TableView::new(*at)),
            Route::Record { .. } => Self::Record(RecordView::default()),
            Route::Findings { rule, .. } => Self::Findings(FindingsView::of(*rule)),
            Route::Pull { .. } => Self::Pull(PullView::default()),
            Route::Compare { .. } => Self::Compare(CompareView::default()),
            Route::HandOver { .. } => Self::HandOver(HandOverView::default()),
        }
    }
}

/// A place and how it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The place.
    pub route: Route,
    /// How it is looked at.
    pub view: View,
}

impl Entry {
    fn new(route: Route) -> Self {
        let view = View::new(&route);
        Self { route, view }
    }
}

/// The places where one was. There is always a present one.
#[derive(Clone, Debug)]
pub struct History {
    entries: Vec<Entry>,
    at: usize,
}

impl Default for History {
    fn default() -> Self {
        Self::of(Route::Welcome)
    }
}

impl History {
    const MOST: usize = 200;

    /// A history that begins at a place.
    pub(super) fn of(route: Route) -> Self {
        Self { entries: vec![Entry::new(route)], at: 0 }
    }

    /// Every place, the oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Where one is.
    pub fn here(&self) -> &Entry {
        &self.entries[self.at]
    }

    /// Where going back leads.
    pub fn before(&self) -> Option<&Route> {
        self.at.checked_sub(1).map(|at| &self.entries[at].route)
    }

    /// Where going forward leads.
    pub fn after(&self) -> Option<&Route> {
        self.entries.get(self.at + 1).map(|entry| &entry.route)
    }

    /// Goes to a place. What lay forward is forgotten. A table that was looked at before is looked at in the same way.
    pub(super) fn go(&mut self, route: Route) {
        if self.here().route == route {
            // The place is the same, but the cell that was asked for may be out of sight by now.
            if let (Route::Table { at: Some(_), .. }, View::Table(view)) = (&route, &mut self.entries[self.at].view) {
                *view = view.moved_to(match route {
                    Route::Table { at, .. } => at,
                    _ => None,
                });
            }
            return;
        }
        let entry = self.entry(route);
        self.entries.truncate(self.at + 1);
        self.entries.push(entry);
        if self.entries.len() > Self::MOST {
            self.entries.remove(0);
        }
        self.at = self.entries.len() - 1;
    }

    /// A history of its own that begins at a place, which is looked at as it would be here.
    pub(super) fn branch(&self, route: Route) -> Self {
        Self { entries: vec![self.entry(route)], at: 0 }
    }

    fn entry(&self, route: Route) -> Entry {
        let mut entry = Entry::new(route);
        if let (Route::Table { roster, table, at }, View::Table(view)) = (&entry.route, &mut entry.view)
            && let Some(known) = self.known_table(*roster, *table)
        {
            *view = known.moved_to(*at);
        }
        entry
    }

    fn known_table(&self, of: RosterId, which: crate::spec::Table) -> Option<&TableView> {
        self.entries[..=self.at].iter().rev().find_map(|entry| match (&entry.route, &entry.view) {
            (Route::Table { roster, table, .. }, View::Table(view)) if (*roster, *table) == (of, which) => Some(view),
            _ => None,
        })
    }

    /// Puts a place instead of the present one, such as another rule of the same list. Its view stays if it is of the same kind.
    pub(super) fn replace(&mut self, route: Route) {
        let here = &mut self.entries[self.at];
        match (&route, &mut here.view) {
            (Route::Findings { .. }, View::Findings(view)) => (view.top, view.rest, view.place) = (0, 0.0, None),
            (route, view) => *view = View::new(route),
        }
        here.route = route;
    }

    pub(super) fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    pub(super) fn forward(&mut self) {
        self.at = (self.at + 1).min(self.entries.len() - 1);
    }

    /// Forgets every place of a roster that is closed. The present place becomes the nearest one before that is left.
    pub(super) fn forget(&mut self, roster: RosterId) {
        let stays = |entry: &Entry| entry.route.roster() != Some(roster);
        let before = self.entries[..=self.at].iter().filter(|entry| stays(entry)).count();
        self.entries.retain(stays);
        self.entries.dedup_by(|two, one| two.route == one.route);
        if self.entries.is_empty() {
            self.entries.push(Entry::new(Route::Welcome));
        }
        self.at = before.saturating_sub(1).min(self.entries.len() - 1);
    }

    /// Changes every place and how it is looked at.
    pub(super) fn rewrite(&mut self, change: impl FnMut(&mut Entry)) {
        self.entries.iter_mut().for_each(change);
    }

    pub(super) fn table(&mut self, command: TableCommand) {
        if let View::Table(view) = &mut self.entries[self.at].view {
            view.apply(command);
        }
    }

    pub(super) fn record(&mut self, command: RecordCommand) {
        if let View::Record(view) = &mut self.entries[self.at].view {
            view.apply(command);
        }
    }

    pub(super) fn pull(&mut self, command: PullViewCommand) {
        if let View::Pull(view) = &mut self.entries[self.at].view {
            view.apply(command);
        }
    }

    pub(super) fn hand_over(&mut self, list: BasketList) {
        if let View::HandOver(view) = &mut self.entries[self.at].view {
            view.list = Some(list);
        }
    }

    pub(super) fn compare(&mut self, command: CompareViewCommand) {
        if let View::Compare(view) = &mut self.entries[self.at].view {
            view.apply(command);
        }
    }

    pub(super) fn findings(&mut self, command: FindingsCommand) {
        if let View::Findings(view) = &mut self.entries[self.at].view {
            view.apply(command);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{History, View};
    use crate::app::{CellAt, Route, TableCommand};
    use crate::roster::RosterId;
    use crate::spec::Table;

    fn table(roster: RosterId, row: Option<u32>) -> Route {
        Route::Table { roster, table: Table::Users, at: row.map(|row| CellAt { row, column: None }) }
    }

    #[test]
    fn going_back_finds_the_view_as_it_was() {
        let roster = RosterId::next();
        let mut history = History::default();
        history.go(table(roster, None));
        history.table(TableCommand::Filter("ada".to_owned()));
        history.go(Route::Record { roster, table: Table::Users, row: 7 });
        history.back();
        let View::Table(view) = &history.here().view else { panic!("a table") };
        assert_eq!(view.query.text, "ada");
        assert_eq!(history.after(), Some(&Route::Record { roster, table: Table::Users, row: 7 }));
        history.go(Route::Overview { roster });
        assert_eq!(history.after(), None);
    }

    #[test]
    fn a_cell_that_is_asked_for_is_not_hidden_by_an_old_filter() {
        let roster = RosterId::next();
        let mut history = History::default();
        history.go(table(roster, None));
        history.table(TableCommand::Filter("ada".to_owned()));
        history.go(Route::Overview { roster });
        history.go(table(roster, Some(3)));
        let View::Table(view) = &history.here().view else { panic!("a table") };
        assert!(view.query.is_everything() && view.reveal);
        history.back();
        history.go(table(roster, None));
        let View::Table(view) = &history.here().view else { panic!("a table") };
        assert_eq!(view.query.text, "ada");
    }

    #[test]
    fn closing_a_roster_leaves_no_place_of_it() {
        let (one, two) = (RosterId::next(), RosterId::next());
        let mut history = History::default();
        history.go(Route::Overview { roster: one });
        history.go(Route::Overview { roster: two });
        history.go(table(two, None));
        history.forget(two);
        assert_eq!(history.here().route, Route::Overview { roster: one });
        history.forget(one);
        assert_eq!(history.here().route, Route::Welcome);
        assert_eq!((history.before(), history.after()), (None, None));
    }
}
