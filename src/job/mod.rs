//! Long work that can be watched and stopped: progress in atomics, cancel on drop, named threads, a `wake` closure.
//!
//! Deliberately absent: every other room. A job does not know what it works on.

mod memory;

pub use memory::return_memory_early;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

/// Called from a worker when there is something new to look at, such as a repaint request.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The side of a job that the work sees: it reports progress and asks whether to stop. Clones share one state.
#[derive(Clone, Default)]
pub struct Watch(Arc<Shared>);

#[derive(Default)]
struct Shared {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    doing: Mutex<String>,
}

impl Watch {
    /// A watch that nobody looks at, for work that is not a job.
    pub fn new() -> Self {
        Self::default()
    }

    /// True once the work should end early.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Relaxed)
    }

    /// Asks the work to end early.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Relaxed);
    }

    /// Says how much there is to do, in any unit; 0 = unknown.
    pub fn set_total(&self, total: u64) {
        self.0.total.store(total, Relaxed);
    }

    /// Adds to what is done, in the unit of the total.
    pub fn add(&self, done: u64) {
        self.0.done.fetch_add(done, Relaxed);
    }

    /// Says in a few words what is going on, such as "Reading enrollments.csv". Starts counting anew when `restart`.
    pub fn doing(&self, words: impl Into<String>) {
        *self.0.doing.lock().unwrap_or_else(PoisonError::into_inner) = words.into();
    }

    /// What is done, of what total (0 = unknown), and the current step in words.
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.0.done.load(Relaxed),
            total: self.0.total.load(Relaxed),
            doing: self.0.doing.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}

/// A look at how far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Units done.
    pub done: u64,
    /// Units to do; 0 = unknown.
    pub total: u64,
    /// The current step in words.
    pub doing: String,
}

impl Progress {
    /// The part that is done, 0 to 1; `None` while the total is unknown.
    pub fn fraction(&self) -> Option<f32> {
        (self.total > 0).then(|| (self.done as f64 / self.total as f64).min(1.0) as f32)
    }
}

/// How a job ended.
#[derive(Debug)]
pub enum Outcome<T> {
    /// It is still at work.
    Running,
    /// It gave its result, which is handed out once.
    Done(T),
    /// The work panicked; the message is for the error notice.
    Failed(String),
    /// The result has been taken before.
    Taken,
}

/// Work on a thread of its own. Dropping the handle asks it to stop and lets it go.
pub struct Job<T> {
    watch: Watch,
    result: Receiver<Result<T, String>>,
    taken: bool,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread called `name`; `wake` is called when it has ended.
    pub fn spawn(name: &str, wake: Wake, work: impl FnOnce(&Watch) -> T + Send + 'static) -> Self {
        let watch = Watch::new();
        let (sender, result) = sync_channel(1);
        let shared = watch.clone();
        let failed = sender.clone();
        let spawned = Builder::new().name(name.to_owned()).spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&shared))).map_err(|panic| panic_words(&*panic));
            // Nobody listens when the handle was dropped.
            drop(sender.send(outcome));
            wake();
        });
        if let Err(error) = spawned {
            drop(failed.send(Err(format!("The system gave no thread for this work: {error}"))));
        }
        Self { watch, result, taken: false }
    }

    /// The result, if there is one; never waits.
    pub fn poll(&mut self) -> Outcome<T> {
        if self.taken {
            return Outcome::Taken;
        }
        let outcome = match self.result.try_recv() {
            Ok(Ok(value)) => Outcome::Done(value),
            Ok(Err(message)) => Outcome::Failed(message),
            Err(TryRecvError::Empty) => return Outcome::Running,
            Err(TryRecvError::Disconnected) => Outcome::Failed("The work ended without a result".to_owned()),
        };
        self.taken = true;
        outcome
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.watch.progress()
    }

    /// Asks it to stop; the result may still come.
    pub fn cancel(&self) {
        self.watch.cancel();
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.watch.cancel();
    }
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
    format!("A fault in the program stopped this work: {}", words.unwrap_or_else(|| "no details".to_owned()))
}
