//! The rows behind a number: found as a job, then shown in their table. Nothing happens if one has gone elsewhere meanwhile.

use std::sync::Arc;

use super::{Notice, Route};
use super::{Tab, TabId, Tabs};
use crate::job::{Job, Outcome, Progress, Wake, Watch};
use crate::query::{self, Among, RowPick};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// The rows that were asked for last, while they are being found.
#[derive(Default)]
pub(super) struct RowsWanted {
    job: Option<Asked>,
}

struct Asked {
    roster: RosterId,
    table: Table,
    tab: TabId,
    from: Route,
    job: Job<Option<RowPick>>,
}

/// What has come.
pub(super) enum Found {
    /// Rows of a table, to be shown alone in a tab.
    Rows(TabId, RosterId, Table, Arc<RowPick>),
    /// Something to tell.
    Told(Notice),
}

impl RowsWanted {
    /// Starts to find rows for a tab; what was asked before is dropped.
    pub(super) fn start(&mut self, roster: &Arc<Roster>, among: Among, tab: &Tab, wake: &Wake) {
        let table = among.table();
        self.find(roster, table, tab, wake, move |roster, watch| query::rows_among(roster.data(), &among, watch));
    }

    /// Starts to find rows in any way.
    pub(super) fn find(
        &mut self,
        roster: &Arc<Roster>,
        table: Table,
        tab: &Tab,
        wake: &Wake,
        find: impl FnOnce(&Roster, &Watch) -> Option<RowPick> + Send + 'static,
    ) {
        let shared = Arc::clone(roster);
        let job = Job::spawn("find rows", Arc::clone(wake), move |watch| {
            watch.doing("Finding the rows");
            find(&shared, watch)
        });
        self.job = Some(Asked { roster: roster.id(), table, tab: tab.id(), from: tab.route().clone(), job });
    }

    /// Takes in the rows if they are there and the tab is still where they were asked for.
    pub(super) fn poll(&mut self, tabs: &Tabs) -> Option<Found> {
        let asked = self.job.as_mut()?;
        if tabs.get(asked.tab).is_none_or(|tab| asked.from != *tab.route()) {
            self.job = None;
            return None;
        }
        let found = match asked.job.poll() {
            Outcome::Running => return None,
            Outcome::Done(Some(pick)) => Some(Found::Rows(asked.tab, asked.roster, asked.table, Arc::new(pick))),
            Outcome::Failed(message) => Some(Found::Told(Notice::of_fault("Finding the rows", &message))),
            Outcome::Done(None) | Outcome::Taken => None,
        };
        self.job = None;
        found
    }

    /// How far it is; `None` when it does not run.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|asked| asked.job.progress())
    }

    /// Stops it.
    pub(super) fn cancel(&mut self) {
        self.job = None;
    }
}
