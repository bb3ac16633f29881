//! What a search found, so far or in the end.

use std::sync::{Arc, Mutex, PoisonError};

use crate::job::{Job, Outcome};
use crate::spec::Table;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Results by table, people first. Tables without any are left out.
    pub groups: Vec<MatchesIn>,
    /// False while more may come.
    pub whole: bool,
}

/// What was found in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchesIn {
    /// The table.
    pub table: Table,
    /// The best rows, the best first.
    pub hits: Vec<Hit>,
    /// How many rows hold the words, exactly; rows that are only near are not counted.
    pub count: u64,
}

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: u32,
    /// How good it is; more is better. Comparable inside one search.
    pub score: u32,
    /// True if the words do not stand in it, only something that is spelled nearly so.
    pub near: bool,
}

/// A search at work. Dropping it stops it.
pub struct Searching {
    pub(super) job: Job<bool>,
    pub(super) latest: Arc<Mutex<Arc<Matches>>>,
}

impl Searching {
    /// What was found so far, and the reason if it failed. Never waits. [`Matches::whole`] tells whether it has ended.
    pub fn poll(&mut self) -> Result<Arc<Matches>, String> {
        if let Outcome::Failed(message) = self.job.poll() {
            return Err(message);
        }
        Ok(Arc::clone(&self.latest.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}
