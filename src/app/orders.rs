//! Orders of rows as jobs: what the table that is shown asks for, is worked out beside the frames, and the last order stays
//! on screen until then.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use crate::check::{Input, Settings};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::query::{self, Query, QueryError, RowOrder};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::store::TableData;

use super::{Notice, NoticeLevel};

/// The order of the rows of the table that is shown.
pub struct OrderState<'a> {
    /// The order to draw by. While `running` it is the one of before, to be drawn dimmed, or the first rows of the next one,
    /// as [`RowOrder::is_whole`] tells, to be drawn as they are.
    pub rows: &'a Arc<RowOrder>,
    /// How far the next order is; `None` when `rows` is what was asked for.
    pub running: Option<Progress>,
}

/// What an order belongs to.
#[derive(Clone, PartialEq)]
struct Asked {
    roster: RosterId,
    table: Table,
    /// A table grows while it is loaded.
    rows: u32,
    /// What rules judge by.
    settings: Settings,
    query: Query,
}

/// Orders that were worked out, and the one in work.
#[derive(Default)]
pub(super) struct Orders {
    /// The latest last.
    done: Vec<(Asked, Arc<RowOrder>)>,
    job: Option<(Asked, Job<Result<Arc<RowOrder>, QueryError>>)>,
    /// The first rows of the order in work, which come before the rest.
    first: Option<FirstRows>,
}

struct FirstRows {
    coming: Receiver<Arc<RowOrder>>,
    come: Option<Arc<RowOrder>>,
}

impl Orders {
    /// Orders of millions of rows are large: few are kept.
    const KEPT: usize = 8;

    /// Sees to it that the order is there or in work. Called once a frame for the table that is shown.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, settings: &Settings, table: Table, query: &Query, wake: &Wake) {
        let Some(rows) = roster.table(table).map(TableData::rows) else { return };
        let asked = Asked { roster: roster.id(), table, rows, settings: settings.clone(), query: query.clone() };
        if let Some(at) = self.done.iter().position(|(done, _)| *done == asked) {
            // What is shown is kept longest.
            let found = self.done.remove(at);
            self.done.push(found);
            self.job = None;
            return;
        }
        if query.is_everything() {
            self.keep(asked, Arc::new(RowOrder::everything(rows)));
            self.job = None;
            return;
        }
        if let Some((running, _)) = &self.job {
            // A growing table asks for more with each snapshot: the order in work is still worth its end.
            let same = Asked { rows, ..running.clone() } == asked;
            if same {
                return;
            }
        }
        let (shared, settings, query) = (Arc::clone(roster), settings.clone(), query.clone());
        let (sender, coming) = sync_channel(1);
        let wake_first = Arc::clone(wake);
        let job = Job::spawn("order rows", Arc::clone(wake), move |watch| {
            let input = Input { package: shared.package(), data: shared.data(), relations: shared.relations() };
            let mut first = |rows| {
                // Nobody listens when something else was asked for.
                drop(sender.try_send(rows));
                wake_first();
            };
            query::order_in_steps(&input, &settings, table, &query, watch, &mut first)
        });
        self.job = Some((asked, job));
        self.first = Some(FirstRows { coming, come: None });
    }

    /// Takes in the order if it is there.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let (_, job) = self.job.as_mut()?;
        let outcome = job.poll();
        if matches!(outcome, Outcome::Running) {
            if let Some(first) = &mut self.first {
                first.come = first.come.take().or_else(|| first.coming.try_recv().ok());
            }
            return None;
        }
        self.first = None;
        let (asked, _) = self.job.take()?;
        match outcome {
            Outcome::Done(Ok(order)) => self.keep(asked, order),
            Outcome::Done(Err(error)) if error != QueryError::Stopped => {
                // The filter stays as it is, to be mended; until then the last good rows are shown.
                let same_table = |(done, _): &&(Asked, _)| (done.roster, done.table, done.rows) == (asked.roster, asked.table, asked.rows);
                let before = self.done.iter().rev().find(same_table).map(|(_, rows)| Arc::clone(rows));
                self.keep(asked.clone(), before.unwrap_or_else(|| Arc::new(RowOrder::everything(asked.rows))));
                return Some(Notice::new(NoticeLevel::Error, "The filter could not be used", vec![format!("{error}.")]));
            }
            Outcome::Failed(message) => {
                // The same query would fail again: the file's order is shown instead.
                let everything = Arc::new(RowOrder::everything(asked.rows));
                self.keep(asked, everything);
                return Some(Notice::of_fault("Filtering or sorting", &message));
            }
            _ => {}
        }
        None
    }

    fn keep(&mut self, asked: Asked, order: Arc<RowOrder>) {
        // Of a table that has grown, the earlier order is of no more use.
        self.done.retain(|(done, _)| Asked { rows: asked.rows, ..done.clone() } != asked);
        self.done.push((asked, order));
        if self.done.len() > Self::KEPT {
            self.done.remove(0);
        }
    }

    /// The order to draw a table by: the one that was asked for, else the latest one of this table.
    pub(super) fn state(&self, roster: RosterId, table: Table, query: &Query) -> Option<OrderState<'_>> {
        let of_table = |(asked, _): &&(Asked, _)| (asked.roster, asked.table) == (roster, table);
        let exact = self.done.iter().rev().filter(of_table).find(|(asked, _)| asked.query == *query);
        let first = || {
            let (asked, _) = self.job.as_ref()?;
            let come = self.first.as_ref()?.come.as_ref()?;
            ((asked.roster, asked.table) == (roster, table) && asked.query == *query).then_some(come)
        };
        let rows = match exact {
            Some((_, rows)) => rows,
            None => first().or_else(|| self.done.iter().rev().find(of_table).map(|(_, rows)| rows))?,
        };
        let running = self.job.as_ref().filter(|(asked, _)| (asked.roster, asked.table) == (roster, table));
        Some(OrderState { rows, running: running.map(|(_, job)| job.progress()) })
    }

    /// How far the order in work is.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.done.retain(|(asked, _)| asked.roster != roster);
        self.job = self.job.take().filter(|(asked, _)| asked.roster != roster);
    }
}
