//! The values of a column with their counts, as a job: what a filter offers to choose from.

use std::sync::Arc;

use super::Notice;
use crate::check::{Input, Settings};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::{self, Facet, FacetAsk, Query};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// The values, and how far they are counted.
pub struct FacetState<'a> {
    /// The values; `None` until they are counted.
    pub facet: Option<&'a Facet>,
    /// How far the count is; `None` when it is done.
    pub running: Option<Progress>,
}

/// More values are not listed: a longer list helps nobody.
const MOST: usize = 20_000;

/// What values belong to. The query is the one whose rows are counted, unsorted.
#[derive(Clone, PartialEq)]
struct Asked {
    roster: RosterId,
    table: Table,
    rows: u32,
    column: u16,
    query: Query,
}

/// The last count, and the one in work.
#[derive(Default)]
pub(super) struct Facets {
    done: Option<(Asked, Option<Facet>)>,
    job: Option<(Asked, Job<Option<Facet>>)>,
}

impl Facets {
    /// Sees to it that the values are there or in work.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, settings: Settings, table: Table, column: u16, query: &Query, wake: &Wake) {
        let rows = roster.table(table).map_or(0, |data| data.rows());
        let query = Query { sort: Vec::new(), ..query.clone() };
        let asked = Asked { roster: roster.id(), table, rows, column, query };
        let known = self.done.as_ref().is_some_and(|(done, _)| *done == asked);
        if known || self.job.as_ref().is_some_and(|(running, _)| *running == asked) {
            return;
        }
        let (shared, of) = (Arc::clone(roster), asked.clone());
        let job = Job::spawn("count values", Arc::clone(wake), move |watch| {
            watch.doing("Counting values");
            let input = Input { package: shared.package(), data: shared.data(), relations: shared.relations() };
            let ask = FacetAsk { table: of.table, column: of.column, query: &of.query, holding: "", most: MOST };
            query::facet(&input, &settings, ask, watch).ok()
        });
        self.job = Some((asked, job));
    }

    /// Takes in the values if they are there.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let outcome = self.job.as_mut()?.1.poll();
        if matches!(outcome, Outcome::Running) {
            return None;
        }
        let (asked, _) = self.job.take()?;
        let (facet, notice) = match outcome {
            Outcome::Done(facet) => (facet, None),
            Outcome::Failed(message) => (None, Some(Notice::of_fault("Counting values", &message))),
            Outcome::Running | Outcome::Taken => return None,
        };
        self.done = Some((asked, facet));
        notice
    }

    /// The values of a column.
    pub(super) fn state(&self, roster: RosterId, table: Table, column: u16) -> FacetState<'_> {
        let same = |asked: &Asked| (asked.roster, asked.table, asked.column) == (roster, table, column);
        FacetState {
            facet: self.done.as_ref().filter(|(asked, _)| same(asked)).and_then(|(_, facet)| facet.as_ref()),
            running: self.job.as_ref().map(|(_, job)| job.progress()),
        }
    }

    /// Nobody looks at values any more.
    pub(super) fn stop(&mut self) {
        self.job = None;
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.done.take_if(|(asked, _)| asked.roster == roster);
        self.job.take_if(|(asked, _)| asked.roster == roster);
    }
}
