//! A pull from an endpoint, or the archive of one: what is wanted, what has come, and the requests with their answers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::{ConnectForm, PullViewCommand};
use crate::export::{ExportError, PackageWritten};
use crate::job::{Job, Watch};
use crate::rest::{self, CollectionState, Connection, Log, Note, Pull, PullOptions, Pulled, RestError};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// Bytes of answers that are kept to be looked at.
const ANSWERS: usize = 32 << 20;

/// What is pulled, and from where. Equal only to itself: it holds secrets.
#[derive(Clone, Debug)]
pub struct Plan {
    /// As it was typed.
    pub form: ConnectForm,
    /// How the endpoint is reached.
    pub connection: Connection,
    /// What is pulled.
    pub options: PullOptions,
}

impl Plan {
    /// The name that it goes by: its own, else the host.
    pub fn name(&self) -> String {
        let own = self.form.name.trim();
        if own.is_empty() { rest::host_of(&self.connection.url) } else { own.to_owned() }
    }
}

impl PartialEq for Plan {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Plan {}

/// A change of a pull.
#[derive(Clone, Debug, PartialEq)]
pub enum PullCommand {
    /// Stops it; what has arrived stays.
    Stop(RosterId),
    /// Pulls what is not whole yet.
    Resume(RosterId),
    /// Asks for a path below the base, or an address of the same origin.
    Ask(RosterId, String),
    /// Stops asking.
    StopAsking,
    /// Asks for one object again.
    Again(RosterId, Table, String),
    /// Changes how it is looked at.
    View(PullViewCommand),
    /// Writes what was pulled as a package.
    Save(RosterId, SavePull),
    /// Stops writing it.
    StopSaving,
    /// How it ended was seen.
    SavingSeen,
}

/// A package to be written from a pull.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavePull {
    /// Where.
    pub path: PathBuf,
    /// True if a file that is there may be replaced.
    pub replace: bool,
}

/// How writing the package of a pull ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedPull {
    /// It is there, perhaps with losses.
    Done(PackageWritten),
    /// It is not: what happened, then why and what to do, and whether a file of that name is in the way.
    Failed {
        /// What happened.
        title: String,
        /// Why, what to do, the path last.
        lines: Vec<String>,
        /// A file of that name is there and may be replaced.
        exists: bool,
    },
}

impl SavedPull {
    pub(super) fn of(result: Result<PackageWritten, ExportError>) -> Self {
        match result {
            Ok(written) => Self::Done(written),
            Err(error) => {
                let exists = error.kind == crate::export::ExportErrorKind::Exists;
                Self::Failed { title: error.title().to_owned(), lines: error.details(), exists }
            }
        }
    }
}

/// The package of a pull on its way into its file, and how the last one ended.
#[derive(Default)]
pub(super) struct PullSaving {
    pub(super) job: Option<(RosterId, Job<SavedPull>)>,
    pub(super) end: Option<SavedPull>,
}

/// What a roster has from the endpoint that it came from. Shared with the job that pulls.
pub struct PullWork {
    plan: Option<Arc<Plan>>,
    log: Log,
    pull: OnceLock<Arc<Pull>>,
    pulled: Mutex<Option<Arc<Pulled>>>,
    archive: OnceLock<PathBuf>,
    pace: Mutex<Pace>,
}

/// When the present run began, with how many rows, and how long the last one took.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    began: Option<Instant>,
    rows: u64,
    took: Duration,
}

impl PullWork {
    pub(super) fn new(plan: Option<Arc<Plan>>) -> Self {
        Self {
            plan,
            log: Log::keeping(ANSWERS),
            pull: OnceLock::new(),
            pulled: Mutex::new(None),
            archive: OnceLock::new(),
            pace: Mutex::default(),
        }
    }

    /// Connects if that was not done yet, and pulls what is not whole.
    pub(super) fn run(&self, id: RosterId, watch: &Watch, show: rest::Show<'_>) -> Result<Arc<Roster>, RestError> {
        let Some(plan) = &self.plan else { return Err(RestError::of(rest::Trouble::Address, "An archive has no server to ask.")) };
        let pull = match self.pull.get() {
            Some(pull) => Arc::clone(pull),
            None => {
                let options = PullOptions { roster: Some(id), ..plan.options.clone() };
                let pull = Arc::new(Pull::connect(&plan.connection, options, &self.log, watch)?);
                if let Some(path) = &plan.options.archive {
                    drop(self.archive.set(path.clone()));
                }
                drop(self.pull.set(Arc::clone(&pull)));
                pull
            }
        };
        let began = Instant::now();
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner) = Pace { began: Some(began), rows: self.rows(), took: Duration::ZERO };
        let roster = self.take(pull.run(watch, show));
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        (pace.began, pace.took) = (None, began.elapsed());
        Ok(roster)
    }

    fn rows(&self) -> u64 {
        self.collections().iter().map(|state| state.rows).sum()
    }

    /// Rows of the present or last run, and how long it takes.
    pub fn pace(&self) -> (u64, Duration) {
        let pace = *self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        (self.rows().saturating_sub(pace.rows), pace.began.map_or(pace.took, |began| began.elapsed()))
    }

    /// Opens the archive of a pull.
    pub(super) fn open(&self, id: RosterId, path: &Path, watch: &Watch) -> Result<Arc<Roster>, RestError> {
        drop(self.archive.set(path.to_owned()));
        rest::open_archive_as(id, path, &self.log, watch).map(|pulled| self.take(pulled))
    }

    fn take(&self, pulled: Pulled) -> Arc<Roster> {
        let roster = Arc::clone(&pulled.roster);
        *self.pulled.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(pulled));
        roster
    }

    /// True if it is a pull at all, or the archive of one.
    pub(super) fn is_pull(&self) -> bool {
        self.plan.is_some() || self.archive.get().is_some()
    }

    /// What was wanted; `None` for an archive.
    pub const fn plan(&self) -> Option<&Arc<Plan>> {
        self.plan.as_ref()
    }

    /// The requests so far.
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// The pull once the endpoint has answered; `None` before, and for an archive.
    pub fn pull(&self) -> Option<&Arc<Pull>> {
        self.pull.get()
    }

    /// What it gave when it ended last.
    pub fn pulled(&self) -> Option<Arc<Pulled>> {
        self.pulled.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How far each collection is.
    pub fn collections(&self) -> Vec<CollectionState> {
        match self.pull.get() {
            Some(pull) => pull.progress().collections(),
            None => self.pulled().map(|pulled| pulled.collections.clone()).unwrap_or_default(),
        }
    }

    /// What was met so far.
    pub fn notes(&self) -> Vec<Note> {
        match self.pull.get() {
            Some(pull) => pull.notes().list(),
            None => self.pulled().map(|pulled| pulled.notes.clone()).unwrap_or_default(),
        }
    }

    /// Where the raw pages are kept, once they are there.
    pub fn archive(&self) -> Option<&Path> {
        self.pulled().filter(|pulled| pulled.trouble.is_none()).and_then(|_| self.archive.get()).map(PathBuf::as_path)
    }
}
