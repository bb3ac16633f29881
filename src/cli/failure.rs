//! Why a command could not run: what happened, why, what to do, the path last.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::check::RULES;
use crate::export::ExportError;
use crate::generate;
use crate::read::ReadError;
use crate::receiver::nearest;
use crate::rest::RestError;

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The source cannot be opened or read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The endpoint cannot be used.
    #[error(transparent)]
    Rest(#[from] RestError),
    /// A package cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Something is there already.
    #[error("There is a file at this place already. Choose another name, or --replace. {}", .0.display())]
    Exists(PathBuf),
    /// The report cannot be written.
    #[error("The report cannot be written. {0}. Look whether there is space left and where the output goes.")]
    Write(#[source] io::Error),
    /// The report cannot be put where it was to go.
    #[error("The {what} cannot be written. {error}. Look whether the folder is there, whether it may be written to and whether there is space left. {}", .path.display())]
    Output {
        /// What was to be written.
        what: &'static str,
        /// What went wrong.
        error: io::Error,
        /// Where it was to go.
        path: PathBuf,
    },
    /// A file that the user names cannot be read.
    #[error("The {what} cannot be read. {error}. Look whether it is there and may be read. {}", .path.display())]
    Unreadable {
        /// What it is.
        what: &'static str,
        /// What went wrong.
        error: io::Error,
        /// Where it is.
        path: PathBuf,
    },
    /// A file that the user names is not what it has to be.
    #[error("The {what} cannot be used. {reason}. Correct it there. {}", .path.display())]
    Malformed {
        /// What it is.
        what: &'static str,
        /// What is wrong, and on which line.
        reason: String,
        /// Where it is.
        path: PathBuf,
    },
    /// There is nothing of this name.
    #[error("There is no {what} named {name}.{} Known are {known}.", did_you_mean(.nearest.as_deref()))]
    UnknownName {
        /// What it would be.
        what: &'static str,
        /// What was asked for.
        name: String,
        /// A known name that is similar.
        nearest: Option<String>,
        /// All names.
        known: String,
    },
    /// A limit makes no sense.
    #[error("The limit {name} is a number from {least} to {most}, and {number} is not. Give another one.")]
    OutOfRange {
        /// Which limit.
        name: &'static str,
        /// What was given.
        number: u32,
        /// The least that makes sense.
        least: u32,
        /// The most that makes sense.
        most: u32,
    },
    /// A set of changes stands where a whole set has to.
    #[error("This holds changes only, and a whole set has to stand here. Give a bulk package; `apply` makes one of a base and deltas. {}", .0.display())]
    NotWhole(PathBuf),
    /// There is no row of this id.
    #[error("There is no {what} with the sourcedId {id}. Look whether it is written as in the file. {}", .path.display())]
    NoSuchRow {
        /// What it would be.
        what: &'static str,
        /// What was asked for.
        id: String,
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A filter cannot be used.
    #[error("The filter cannot be used. {0}")]
    Filter(String),
    /// An option is for another form.
    #[error("--{option} is for {form} alone. Leave it out, or choose --as {form}.")]
    OtherForm {
        /// The option.
        option: &'static str,
        /// The form that it is for.
        form: &'static str,
    },
    /// There is no such file in what was opened.
    #[error("There is no {file} in this package, or nothing in it. Look at what `check` lists. {}", .path.display())]
    NoTable {
        /// The file.
        file: &'static str,
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Nothing can be new without a baseline.
    #[error("What is new can only be told with --baseline FILE. `--write-baseline FILE` writes one.")]
    NothingKnown,
    /// A district could not be written.
    #[error("{error}{}. {}", source_words(.error), .path.display())]
    Generate {
        /// What went wrong.
        error: generate::Error,
        /// Where it was to go.
        path: PathBuf,
    },
    /// There is no rule of this name.
    #[error("There is no rule named {name}.{} `roster-inspector rules` lists all of them.", did_you_mean(*.nearest))]
    UnknownRule {
        /// What was asked for.
        name: String,
        /// A rule with a similar name.
        nearest: Option<&'static str>,
    },
}

fn source_words(error: &generate::Error) -> String {
    std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default()
}

fn did_you_mean(name: Option<&str>) -> String {
    name.map(|name| format!(" Did you mean {name}?")).unwrap_or_default()
}

impl Failure {
    /// There is no `what` of this name among the known ones.
    pub(super) fn unknown(what: &'static str, name: &str, known: &[&str]) -> Self {
        let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
        Self::UnknownName { what, name: name.to_owned(), nearest, known: known.join(", ") }
    }

    /// There is no rule of this name.
    pub(super) fn unknown_rule(name: &str) -> Self {
        Self::UnknownRule { name: name.to_owned(), nearest: nearest(name, RULES.iter().map(|rule| rule.code)) }
    }

    /// Says it on standard error; gives the exit code.
    pub fn report(&self) -> ExitCode {
        // Whoever closed the other end of the pipe has read enough.
        if self.is_closed_pipe() {
            return ExitCode::SUCCESS;
        }
        eprintln!("roster-inspector: {self}");
        ExitCode::from(2)
    }

    /// True if the reader of our output went away.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
