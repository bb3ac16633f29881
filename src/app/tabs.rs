//! Tabs: each a history of its own, so that every tab keeps where it was, its scroll and its selection.

use super::{Entry, History, Route};
use crate::roster::RosterId;

/// A tab, for as long as the window is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TabId(u32);

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    id: TabId,
    history: History,
}

impl Tab {
    /// Which tab it is.
    pub const fn id(&self) -> TabId {
        self.id
    }

    /// The places where one was in it.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// What it shows.
    pub fn route(&self) -> &Route {
        &self.history.here().route
    }
}

/// The tabs of the window. There is always one.
#[derive(Debug)]
pub struct Tabs {
    open: Vec<Tab>,
    at: usize,
    /// The latest last, each with the place that it had.
    closed: Vec<(usize, Tab)>,
    made: u32,
}

impl Default for Tabs {
    fn default() -> Self {
        Self { open: vec![Tab { id: TabId(0), history: History::default() }], at: 0, closed: Vec::new(), made: 1 }
    }
}

impl Tabs {
    const MOST_CLOSED: usize = 20;

    /// All of them, from the left.
    pub fn iter(&self) -> impl Iterator<Item = &Tab> {
        self.open.iter()
    }

    /// How many there are.
    pub const fn count(&self) -> usize {
        self.open.len()
    }

    /// The present one.
    pub fn current(&self) -> &Tab {
        &self.open[self.at]
    }

    /// True if a tab was closed that can be opened again.
    pub const fn has_closed(&self) -> bool {
        !self.closed.is_empty()
    }

    /// One of them; `None` once it is closed.
    pub(super) fn get(&self, id: TabId) -> Option<&Tab> {
        self.open.iter().find(|tab| tab.id == id)
    }

    pub(super) fn history_of(&mut self, id: TabId) -> Option<&mut History> {
        self.open.iter_mut().find(|tab| tab.id == id).map(|tab| &mut tab.history)
    }

    pub(super) fn history(&mut self) -> &mut History {
        &mut self.open[self.at].history
    }

    pub(super) fn here(&self) -> &Entry {
        self.open[self.at].history.here()
    }

    /// The present place once more in a tab at the right, which becomes the present one.
    pub(super) fn duplicate(&mut self) {
        let history = self.current().history.clone();
        self.insert(self.at + 1, history);
    }

    /// A tab at the right of the present one, which becomes the present one.
    pub(super) fn open(&mut self, route: Route) {
        let history = self.current().history.branch(route);
        self.insert(self.at + 1, history);
    }

    fn insert(&mut self, at: usize, history: History) {
        let id = TabId(self.made);
        self.made += 1;
        let at = at.min(self.open.len());
        self.open.insert(at, Tab { id, history });
        self.at = at;
    }

    pub(super) fn select(&mut self, id: TabId) {
        if let Some(at) = self.open.iter().position(|tab| tab.id == id) {
            self.at = at;
        }
    }

    /// Steps to the right, or to the left where negative, and round at the ends.
    pub(super) fn walk(&mut self, steps: isize) {
        let count = self.open.len() as isize;
        self.at = (self.at as isize + steps).rem_euclid(count) as usize;
    }

    /// Closes a tab. The last one becomes an empty one.
    pub(super) fn close(&mut self, id: TabId) {
        let Some(at) = self.open.iter().position(|tab| tab.id == id) else { return };
        let closed = self.open.remove(at);
        self.closed.push((at, closed));
        if self.closed.len() > Self::MOST_CLOSED {
            self.closed.remove(0);
        }
        if self.open.is_empty() {
            self.insert(0, History::default());
        }
        if self.at > at || self.at >= self.open.len() {
            self.at = self.at.saturating_sub(1);
        }
    }

    pub(super) fn close_others(&mut self) {
        let kept = self.current().id;
        let others: Vec<_> = self.open.iter().map(Tab::id).filter(|id| *id != kept).collect();
        for id in others.into_iter().rev() {
            self.close(id);
        }
    }

    /// Opens the tab again that was closed last.
    pub(super) fn reopen(&mut self) {
        if let Some((at, tab)) = self.closed.pop() {
            let at = at.min(self.open.len());
            self.open.insert(at, tab);
            self.at = at;
        }
    }

    /// Forgets every place of a roster that never came to be whole. A tab without other places goes with it.
    pub(super) fn forget(&mut self, roster: RosterId) {
        let here = self.current().id;
        for tab in &mut self.open {
            tab.history.forget(roster);
        }
        self.closed.retain(|(_, tab)| tab.history.entries().all(|entry| entry.route.roster() != Some(roster)));
        let stays = |tab: &Tab| *tab.route() != Route::Welcome || tab.history.before().is_some() || tab.id == here;
        let kept = self.open.iter().position(|tab| tab.id == here && *tab.route() == Route::Welcome && tab.history.before().is_none());
        self.open.retain(stays);
        if kept.is_some() && self.open.len() > 1 {
            self.open.retain(|tab| tab.id != here);
            self.at = self.at.saturating_sub(1).min(self.open.len() - 1);
        } else {
            self.select(here);
        }
    }

    /// Changes every place of every tab, open and closed.
    pub(super) fn rewrite(&mut self, mut change: impl FnMut(&mut Entry)) {
        let closed = self.closed.iter_mut().map(|(_, tab)| tab);
        for tab in self.open.iter_mut().chain(closed) {
            tab.history.rewrite(&mut change);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tabs;
    use crate::app::Route;
    use crate::roster::RosterId;

    #[test]
    fn a_closed_tab_comes_back_where_it_was() {
        let roster = RosterId::next();
        let mut tabs = Tabs::default();
        tabs.history().go(Route::Overview { roster });
        tabs.duplicate();
        tabs.history().go(Route::Findings { roster, rule: None, table: None });
        let second = tabs.current().id();
        tabs.walk(1);
        assert_eq!(*tabs.current().route(), Route::Overview { roster });
        tabs.close(second);
        assert_eq!(tabs.count(), 1);
        tabs.reopen();
        assert_eq!((tabs.count(), tabs.current().id()), (2, second));
        assert_eq!(tabs.current().history().before(), Some(&Route::Overview { roster }));
        assert!(!tabs.has_closed());
    }

    #[test]
    fn the_last_tab_that_is_closed_leaves_an_empty_one() {
        let roster = RosterId::next();
        let mut tabs = Tabs::default();
        tabs.history().go(Route::Overview { roster });
        tabs.close(tabs.current().id());
        assert_eq!((tabs.count(), tabs.current().route()), (1, &Route::Welcome));
    }

    #[test]
    fn a_tab_of_a_roster_that_did_not_open_goes_with_it() {
        let (one, two) = (RosterId::next(), RosterId::next());
        let mut tabs = Tabs::default();
        tabs.history().go(Route::Overview { roster: one });
        tabs.open(Route::Overview { roster: two });
        tabs.forget(two);
        assert_eq!((tabs.count(), tabs.current().route()), (1, &Route::Overview { roster: one }));
        tabs.forget(one);
        assert_eq!((tabs.count(), tabs.current().route()), (1, &Route::Welcome));
    }
}
