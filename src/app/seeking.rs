//! Finding a text in the table that is shown, as a job: where in the view the rows stand that hold it.

use std::sync::Arc;

use super::Notice;
use crate::check::{Input, Settings};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::{self, Query, RowOrder};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::store::RowSet;

/// Where a text was found.
pub struct SeekState<'a> {
    /// The positions of the view, in order. While `running` those of the text before.
    pub positions: &'a [u32],
    /// How far the search is; `None` when `positions` are the answer.
    pub running: Option<Progress>,
}

/// What positions belong to.
#[derive(Clone)]
struct Asked {
    roster: RosterId,
    table: Table,
    text: String,
    order: Arc<RowOrder>,
}

impl Asked {
    fn is(&self, other: &Self) -> bool {
        let same_table = (self.roster, self.table) == (other.roster, other.table);
        same_table && self.text == other.text && Arc::ptr_eq(&self.order, &other.order)
    }
}

/// The last answer, and the search in work.
#[derive(Default)]
pub(super) struct Seeking {
    done: Option<(Asked, Vec<u32>)>,
    job: Option<(Asked, Job<Option<Vec<u32>>>)>,
}

impl Seeking {
    /// Sees to it that the answer is there or in work. Called once a frame while a text is looked for.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, settings: Settings, table: Table, text: &str, order: &Arc<RowOrder>, wake: &Wake) {
        if text.is_empty() {
            (self.done, self.job) = (None, None);
            return;
        }
        let asked = Asked { roster: roster.id(), table, text: text.to_owned(), order: Arc::clone(order) };
        if self.done.as_ref().is_some_and(|(done, _)| done.is(&asked)) {
            self.job = None;
            return;
        }
        if self.job.as_ref().is_some_and(|(running, _)| running.is(&asked)) {
            return;
        }
        let (shared, of) = (Arc::clone(roster), asked.clone());
        let job = Job::spawn("find in table", Arc::clone(wake), move |watch| {
            watch.doing(format!("Finding in {}", of.table.name()));
            let input = Input { package: shared.package(), data: shared.data(), relations: shared.relations() };
            let query = Query { text: of.text, ..Query::default() };
            let found = query::order(&input, &settings, of.table, &query, watch).ok()?;
            let set = RowSet::of(found.of(), (0..found.len()).filter_map(|position| found.row(position)));
            let holds = |position: &u32| of.order.row(*position).is_some_and(|row| set.has(row));
            Some((0..of.order.len()).filter(holds).collect())
        });
        self.job = Some((asked, job));
    }

    /// Takes in the answer if it is there.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let outcome = self.job.as_mut()?.1.poll();
        if matches!(outcome, Outcome::Running) {
            return None;
        }
        let (asked, _) = self.job.take()?;
        match outcome {
            Outcome::Done(Some(positions)) => self.done = Some((asked, positions)),
            Outcome::Failed(message) => {
                self.done = Some((asked, Vec::new()));
                return Some(Notice::of_fault("Finding", &message));
            }
            _ => {}
        }
        None
    }

    /// Where the text was found in this table.
    pub(super) fn state(&self, roster: RosterId, table: Table) -> Option<SeekState<'_>> {
        let done = self.done.as_ref().filter(|(asked, _)| (asked.roster, asked.table) == (roster, table));
        let running = self.job.as_ref().map(|(_, job)| job.progress());
        match done {
            None if running.is_none() => None,
            done => Some(SeekState { positions: done.map_or(&[], |(_, positions)| positions), running }),
        }
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.done.take_if(|(asked, _)| asked.roster == roster);
        self.job.take_if(|(asked, _)| asked.roster == roster);
    }
}
