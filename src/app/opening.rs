//! Opening a roster: a job that shows the first rows at once and the rest as it comes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Instant;

use jiff::civil::Date;

use crate::generate::{SAMPLE, SAMPLE_AS_OF, SAMPLE_NAME};
use crate::job::{Job, Outcome, Progress, Wake};
use crate::read::{self, OpenOptions, Password, ReadError, ReadErrorKind};
use crate::roster::{self, Roster, RosterId};

use super::Notice;

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
}

impl Source {
    /// The sample district; `None` if its day cannot be read, which a test rules out.
    pub fn sample() -> Option<Self> {
        Some(Self::Embedded { name: SAMPLE_NAME, files: SAMPLE, as_of: SAMPLE_AS_OF.parse().ok()? })
    }

    /// The day that it was made for; `None` for what the user has.
    pub const fn as_of(&self) -> Option<Date> {
        match self {
            Self::Paths(_) => None,
            Self::Embedded { as_of, .. } => Some(*as_of),
        }
    }

    /// The first path; `None` for what is part of the program.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Paths(paths) => paths.first().map(PathBuf::as_path),
            Self::Embedded { .. } => None,
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
    job: Job<Result<Arc<Roster>, ReadError>>,
    stages: Receiver<Arc<Roster>>,
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
}

impl Opening {
    /// Starts to open.
    pub(super) fn start(id: RosterId, source: &Source, options: OpenOptions, wake: &Wake) -> Self {
        // Two places: a stage that nobody has looked at yet may be passed over, the next one comes soon.
        let (sender, stages) = sync_channel(2);
        let (source, started) = (source.clone(), Instant::now());
        let wake_for_stages = Arc::clone(wake);
        let job = Job::spawn("open", Arc::clone(wake), move |watch| {
            watch.doing(format!("Opening {}", source.name()));
            let package = match &source {
                Source::Paths(paths) => read::open_with(paths, &options, watch)?,
                Source::Embedded { name, files, .. } => read::open_embedded(name, files)?,
            };
            roster::load(id, package, started, watch, &mut |stage| {
                drop(sender.try_send(stage));
                wake_for_stages();
            })
        });
        Self { job, stages }
    }

    /// What has come since the last time; never waits.
    pub(super) fn poll(&mut self) -> Option<Brought> {
        let stage = self.stages.try_iter().last();
        match self.job.poll() {
            Outcome::Done(Ok(roster)) => Some(Brought::Whole(roster)),
            Outcome::Done(Err(error)) if error.kind == ReadErrorKind::Cancelled => Some(Brought::Stopped),
            Outcome::Done(Err(error)) if error.kind == ReadErrorKind::Encrypted => Some(Brought::Locked { wrong: false }),
            Outcome::Done(Err(error)) if error.kind == ReadErrorKind::WrongPassword => Some(Brought::Locked { wrong: true }),
            Outcome::Done(Err(error)) => Some(Brought::Failed(Notice::of_read_error(&error))),
            Outcome::Failed(message) => Some(Brought::Failed(Notice::of_fault("Opening", &message))),
            Outcome::Running | Outcome::Taken => stage.map(Brought::Stage),
        }
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Progress {
        self.job.progress()
    }
}
