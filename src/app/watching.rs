//! Whether what is open is still what lies on disk: looked at every few seconds on a thread of its own, which wakes the window
//! only when something is to be told.

use std::sync::Arc;
use std::time::Duration;

use crate::job::{Job, Outcome, Wake};
use crate::read::{Package, SourceState};

/// The time between two looks.
const PAUSE: Duration = Duration::from_secs(2);

/// The watch over one roster's source.
pub(super) struct Watching(Job<SourceState>);

impl Watching {
    /// Starts to look; tells once of a state that is another than `known`. Two looks must agree: a file that is just being
    /// written is not worth telling of yet.
    pub(super) fn start(package: Arc<Package>, known: SourceState, wake: &Wake) -> Self {
        Self(Job::spawn("watch source", Arc::clone(wake), move |watch| {
            let mut before = known;
            loop {
                std::thread::sleep(PAUSE);
                if watch.is_cancelled() {
                    return known;
                }
                let now = package.source_state();
                if now != known && now == before {
                    return now;
                }
                before = now;
            }
        }))
    }

    /// The other state, if it has come; never waits.
    pub(super) fn poll(&mut self) -> Option<SourceState> {
        match self.0.poll() {
            Outcome::Done(state) => Some(state),
            _ => None,
        }
    }
}
