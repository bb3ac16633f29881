//! Opening a roster: a job that shows the first rows at once and the rest as it comes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Instant;

use jiff::civil::Date;

use crate::generate::{SAMPLE, SAMPLE_AS_OF, SAMPLE_NAME};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::read::{self, OpenOptions, Password, ReadError, ReadErrorKind};
use crate::rest::{self, RestError};
use crate::roster::{self, Roster, RosterId};

use super::pulling::Plan;
use super::{Made, Notice, PullWork};

/// What is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A zip, a folder, or one or several CSV files.
    Paths(Vec<PathBuf>),
    /// Files that are part of the program.
    Embedded {
        /// The name that it goes by.
        name: &'static str,
        /// Name and content of every file.
        files: &'static [(&'static str, &'static [u8])],
        /// The day that the files were made for, so that they do not age.
        as_of: Date,
    },
    /// A package that was made here and lies in memory only.
    Made(Made),
    /// A live endpoint.
    Endpoint(Arc<Plan>),
}

impl Source {
    /// The sample district; `None` if its day cannot be read, which a test rules out.
    pub fn sample() -> Option<Self> {
        Some(Self::Embedded { name: SAMPLE_NAME, files: SAMPLE, as_of: SAMPLE_AS_OF.parse().ok()? })
    }

    /// The day that it was made for; `None` for what the user has.
    pub const fn as_of(&self) -> Option<Date> {
        match self {
            Self::Paths(_) | Self::Made(_) | Self::Endpoint(_) => None,
            Self::Embedded { as_of, .. } => Some(*as_of),
        }
    }

    /// The first path; `None` for what is part of the program.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Paths(paths) => paths.first().map(PathBuf::as_path),
            Self::Embedded { .. } | Self::Made(_) | Self::Endpoint(_) => None,
        }
    }

    /// The name until the package itself tells it: the last part of the first path.
    pub fn name(&self) -> String {
        match self {
            Self::Paths(paths) => {
                let first = paths.first().map(|path| path.file_name().unwrap_or(path.as_os_str()));
                first.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            }
            Self::Embedded { name, .. } => (*name).to_owned(),
            Self::Made(made) => made.name.clone(),
            Self::Endpoint(plan) => plan.name(),
        }
    }
}

/// What is to be opened, and how.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub source: Source,
    /// The roster whose places lead to it once it is whole.
    pub replaces: Option<RosterId>,
    pub as_of: Date,
    pub password: Option<Password>,
}

/// A roster that is being opened. Dropping it stops the work.
pub(super) struct Opening {
    job: Job<Result<Arc<Roster>, OpenError>>,
    stages: Receiver<Arc<Roster>>,
}

/// Why nothing could be opened.
enum OpenError {
    Read(ReadError),
    Rest(RestError),
}

impl From<ReadError> for OpenError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<RestError> for OpenError {
    fn from(error: RestError) -> Self {
        Self::Rest(error)
    }
}

/// What an opening has brought.
pub(super) enum Brought {
    /// A roster at an early stage.
    Stage(Arc<Roster>),
    /// The whole roster; the job is over.
    Whole(Arc<Roster>),
    /// It was stopped on request; the job is over.
    Stopped,
    /// It needs a password, or another one than was given; the job is over.
    Locked {
        /// True if a password was given.
        wrong: bool,
    },
    /// It cannot be opened; the job is over.
    Failed(Notice),
    /// The endpoint, or the archive of a pull, gives nothing; the job is over.
    Refused(RestError),
}

impl Opening {
    /// Starts to open, or goes on with a pull that ended early.
    pub(super) fn start(id: RosterId, source: &Source, options: OpenOptions, work: &Arc<PullWork>, wake: &Wake) -> Self {
        // Two places: a stage that nobody has looked at yet may be passed over, the next one comes soon.
        let (sender, stages) = sync_channel(2);
        let (source, started, work) = (source.clone(), Instant::now(), Arc::clone(work));
        let wake_for_stages = Arc::clone(wake);
        let job = Job::spawn("open", Arc::clone(wake), move |watch| {
            watch.doing(format!("Opening {}", source.name()));
            let mut show = |stage| {
                drop(sender.try_send(stage));
                wake_for_stages();
            };
            let package = match &source {
                Source::Endpoint(_) => return Ok(work.run(id, watch, &mut show)?),
                Source::Paths(paths) => match paths.as_slice() {
                    [path] if rest::is_archive(path) => return Ok(work.open(id, path, watch)?),
                    paths => read::open_with(paths, &options, watch)?,
                },
                Source::Embedded { name, files, .. } => read::open_embedded(name, files)?,
                Source::Made(made) => read::open_made(&made.name, &made.files)?,
            };
            Ok(roster::load(id, package, started, watch, &mut show)?)
        });
        Self { job, stages }
    }

    /// Asks a pull to end with what has arrived.
    pub(super) fn stop(&self) {
        self.job.cancel();
    }

    /// What has come since the last time; never waits.
    pub(super) fn poll(&mut self) -> Option<Brought> {
        let stage = self.stages.try_iter().last();
        match self.job.poll() {
            Outcome::Done(Ok(roster)) => Some(Brought::Whole(roster)),
            Outcome::Done(Err(OpenError::Rest(error))) if error.kind == rest::Trouble::Cancelled => Some(Brought::Stopped),
            Outcome::Done(Err(OpenError::Rest(error))) => Some(Brought::Refused(error)),
            Outcome::Done(Err(OpenError::Read(error))) => Some(match error.kind {
                ReadErrorKind::Cancelled => Brought::Stopped,
                ReadErrorKind::Encrypted => Brought::Locked { wrong: false },
                ReadErrorKind::WrongPassword => Brought::Locked { wrong: true },
                _ => Brought::Failed(Notice::of_read_error(&error)),
            }),
            Outcome::Failed(message) => Some(Brought::Failed(Notice::of_fault("Opening", &message))),
            Outcome::Running | Outcome::Taken => stage.map(Brought::Stage),
        }
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        self.job.progress()
    }
}
