//! What can go wrong when a source is opened or read: the program's trouble, never the data's fault.

use std::io;
use std::path::{Path, PathBuf};

/// A source that cannot be opened or read. Says what happened, why, what to do, and the path last.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.line())]
pub struct ReadError {
    /// What happened.
    pub kind: ReadErrorKind,
    /// The particular in words, such as what the file seems to be; may be empty.
    pub detail: String,
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: Option<io::Error>,
}

/// What happened to a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// There is nothing at the path.
    NotFound,
    /// The system does not let this user read it.
    Permission,
    /// It was there at opening and is gone.
    Vanished,
    /// It became shorter while it was read.
    Shrunk,
    /// It has no bytes.
    Empty,
    /// It is named like an archive and is none.
    NotAnArchive,
    /// Every file in it needs a password.
    Encrypted,
    /// The password does not open it.
    WrongPassword,
    /// There is no CSV file in it.
    NoCsv,
    /// It exceeds a limit of the settings.
    Limit,
    /// It is not what it was at opening.
    SourceChanged,
    /// Paths that cannot be opened together.
    Mixed,
    /// The row that was asked for is not there.
    NoSuchRow,
    /// The file cannot be read at all: a way of packing that is not known, or a broken entry.
    Unreadable,
    /// It was stopped on request.
    Cancelled,
    /// Anything else that the system reports.
    Io,
}

impl ReadError {
    pub(super) fn new(kind: ReadErrorKind, path: &Path, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), path: path.to_owned(), source: None }
    }

    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => ReadErrorKind::NotFound,
            io::ErrorKind::PermissionDenied => ReadErrorKind::Permission,
            _ => ReadErrorKind::Io,
        };
        Self { kind, detail: String::new(), path: path.to_owned(), source: Some(error) }
    }

    /// The same error for a source that had been there.
    pub(super) fn vanished(mut self) -> Self {
        if self.kind == ReadErrorKind::NotFound {
            self.kind = ReadErrorKind::Vanished;
        }
        self
    }

    /// What happened, in one short line.
    pub const fn title(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::NotFound => "There is nothing at this path",
            ReadErrorKind::Permission => "No permission to read this",
            ReadErrorKind::Vanished => "The source is no longer there",
            ReadErrorKind::Shrunk => "The source became shorter while it was read",
            ReadErrorKind::Empty => "The file is empty",
            ReadErrorKind::NotAnArchive => "This is not a zip archive",
            ReadErrorKind::Encrypted => "The archive needs a password",
            ReadErrorKind::WrongPassword => "The password does not open this archive",
            ReadErrorKind::NoCsv => "There is no CSV file here",
            ReadErrorKind::Limit => "The package exceeds a limit",
            ReadErrorKind::SourceChanged => "The source has changed since it was opened",
            ReadErrorKind::Mixed => "These cannot be opened together",
            ReadErrorKind::NoSuchRow => "This row is not in the source",
            ReadErrorKind::Unreadable => "The file cannot be read",
            ReadErrorKind::Cancelled => "Stopped",
            ReadErrorKind::Io => "Reading failed",
        }
    }

    /// Why, and what to do, one sentence each, then what the system said, then the path.
    pub fn details(&self) -> Vec<String> {
        let mut lines = vec![self.why().to_owned(), self.remedy().to_owned()];
        if !self.detail.is_empty() {
            lines.insert(1, self.detail.clone());
        }
        let mut cause: Option<&dyn std::error::Error> = self.source.as_ref().map(|error| error as _);
        while let Some(error) = cause {
            lines.push(error.to_string());
            cause = error.source();
        }
        lines.retain(|line| !line.is_empty());
        if !self.path.as_os_str().is_empty() {
            lines.push(self.path.display().to_string());
        }
        lines
    }

    const fn why(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::NotFound => "No file or folder of this name exists.",
            ReadErrorKind::Permission => "The system refuses this user to read it.",
            ReadErrorKind::Vanished => "It was moved, renamed or deleted after it had been opened, or its drive was removed.",
            ReadErrorKind::Shrunk => "Another program is probably writing it at this moment.",
            ReadErrorKind::Empty => "It has 0 bytes; an export or a download probably ended early.",
            ReadErrorKind::NotAnArchive => "Its content is not that of a zip, whatever its name says.",
            ReadErrorKind::Encrypted => "Its files are encrypted, and OneRoster packages are not.",
            ReadErrorKind::WrongPassword => "Its files were encrypted with another one; upper and lower case differ.",
            ReadErrorKind::NoCsv => "A OneRoster package holds files such as orgs.csv and users.csv.",
            ReadErrorKind::Limit => "Limits guard against archives made to fill the memory.",
            ReadErrorKind::SourceChanged => {
                "Its size or its time of change differs from what it was, so what is read now would not be what was opened."
            }
            ReadErrorKind::Mixed => {
                "One archive or folder, several archives or folders of one district, or several CSV files make a package."
            }
            ReadErrorKind::NoSuchRow => "The file ends before it.",
            ReadErrorKind::Unreadable => "Its entry in the archive cannot be unpacked.",
            ReadErrorKind::Cancelled => "It was stopped on request.",
            ReadErrorKind::Io => "The system reported an error while reading.",
        }
    }

    const fn remedy(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::NotFound => "Check the path for a misspelling, or whether a network drive is connected.",
            ReadErrorKind::Permission => "Ask for the right to read it, or copy it to a place of your own.",
            ReadErrorKind::Vanished => "Put it back or choose it again at its new place.",
            ReadErrorKind::Shrunk => "Wait until the export has ended, then open it again.",
            ReadErrorKind::Empty => "Export or download it again.",
            ReadErrorKind::NotAnArchive => "Choose the zip that the student information system exported.",
            ReadErrorKind::Encrypted => {
                "Give its password (for `check` in ROSTER_INSPECTOR_ZIP_PASSWORD), or unpack it and open the folder."
            }
            ReadErrorKind::WrongPassword => "Type it again, or ask the sender for it.",
            ReadErrorKind::NoCsv => "Choose the zip or the folder that holds the CSV files themselves.",
            ReadErrorKind::Limit => {
                "If the package is trustworthy, raise the limit: `--max-files`, `--max-unpacked` or `--max-ratio` of `check`, `limits` in preferences.json for the window."
            }
            ReadErrorKind::SourceChanged => "Open it again.",
            ReadErrorKind::Mixed => "Open them one after another.",
            ReadErrorKind::NoSuchRow => "Open the source again.",
            ReadErrorKind::Unreadable => "Make the archive anew with an ordinary zip program, or unpack it and open the folder.",
            ReadErrorKind::Cancelled => "",
            ReadErrorKind::Io => "Try again; if it fails again, copy the source to a local drive first.",
        }
    }

    fn line(&self) -> String {
        let mut text = format!("{}.", self.title());
        for line in [self.why(), &self.detail, self.remedy()] {
            if !line.is_empty() {
                text.push(' ');
                text.push_str(line);
            }
        }
        if !self.path.as_os_str().is_empty() {
            text.push_str(&format!(" Path: {}", self.path.display()));
        }
        text
    }
}
