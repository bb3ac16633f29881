//! How far each collection is: what a window or a progress bar shows.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::spec::Table;

/// How far one collection is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectionState {
    /// Its name.
    pub name: String,
    /// The table that it fills.
    pub table: Table,
    /// What goes on with it.
    pub stage: CollectionStage,
    /// Rows kept so far.
    pub rows: u64,
    /// Rows that the server says there are.
    pub total: Option<u64>,
    /// Pages so far.
    pub pages: u32,
    /// Bytes so far, unpacked.
    pub bytes: u64,
    /// Time spent on it.
    pub took: Duration,
}

/// What goes on with a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CollectionStage {
    /// Its turn has not come.
    Waiting,
    /// Pages come in.
    Pulling,
    /// All of it is there.
    Whole,
    /// A part of it is there: why not more.
    Partial(String),
    /// The endpoint does not have it.
    Missing,
    /// Nothing of it could be had: why.
    Failed(String),
}

impl CollectionStage {
    /// True if there is nothing more to do for it, unless the pull is resumed.
    pub const fn is_done(&self) -> bool {
        !matches!(self, Self::Waiting | Self::Pulling)
    }
}

/// How far a pull is. Clones share one state.
#[derive(Clone, Debug, Default)]
pub struct PullProgress(Arc<Mutex<Vec<CollectionState>>>);

impl PullProgress {
    /// Every collection, in the order in which they are pulled.
    pub fn collections(&self) -> Vec<CollectionState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn begin(&self, states: Vec<CollectionState>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = states;
    }

    pub(super) fn change(&self, at: usize, change: impl FnOnce(&mut CollectionState)) {
        if let Some(state) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get_mut(at) {
            change(state);
        }
    }
}
