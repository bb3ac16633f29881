//! What can go wrong when a file is written: what happened, why, what to do, the path last.

use std::io;
use std::path::{Path, PathBuf};

/// A file that was not written. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.line())]
pub struct ExportError {
    /// What happened.
    pub kind: ExportErrorKind,
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: Option<io::Error>,
}

/// What happened to a file that was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportErrorKind {
    /// A file of this name is there, and replacing it was not asked for.
    Exists,
    /// The file is part of what is open.
    Opened,
    /// The path is that of a folder.
    IsFolder,
    /// A folder is to be written, and the path is that of a file.
    IsFile,
    /// The folder that is to be replaced holds something else too.
    OtherFiles,
    /// The folder is not there.
    NoFolder,
    /// The system does not let this user write there.
    Permission,
    /// There is no room left.
    DiskFull,
    /// Only the first rows of the order are known.
    NotReady,
    /// It was stopped on request.
    Cancelled,
    /// Anything else that the system reports.
    Io,
}

impl ExportError {
    /// An error that no system has reported.
    pub fn new(kind: ExportErrorKind, path: &Path) -> Self {
        Self { kind, path: path.to_owned(), source: None }
    }

    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::AlreadyExists => ExportErrorKind::Exists,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ExportErrorKind::NoFolder,
            io::ErrorKind::IsADirectory => ExportErrorKind::IsFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ExportErrorKind::Permission,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => ExportErrorKind::DiskFull,
            _ => ExportErrorKind::Io,
        };
        Self { kind, path: path.to_owned(), source: Some(error) }
    }

    /// What happened, in one short line.
    pub const fn title(&self) -> &'static str {
        match self.kind {
            ExportErrorKind::Exists => "A file of this name is there already",
            ExportErrorKind::Opened => "This file is open here",
            ExportErrorKind::IsFolder => "This is a folder",
            ExportErrorKind::IsFile => "This is a file",
            ExportErrorKind::OtherFiles => "The folder holds other files too",
            ExportErrorKind::NoFolder => "The folder is not there",
            ExportErrorKind::Permission => "No permission to write here",
            ExportErrorKind::DiskFull => "There is not enough room",
            ExportErrorKind::NotReady => "The rows are still being sorted",
            ExportErrorKind::Cancelled => "Stopped",
            ExportErrorKind::Io => "Writing failed",
        }
    }

    /// Why, and what to do, one sentence each, then what the system said, then the path.
    pub fn details(&self) -> Vec<String> {
        let mut lines = vec![self.why().to_owned(), self.remedy().to_owned()];
        lines.extend(self.source.as_ref().map(ToString::to_string));
        lines.retain(|line| !line.is_empty());
        lines.push(self.path.display().to_string());
        lines
    }

    const fn why(&self) -> &'static str {
        match self.kind {
            ExportErrorKind::Exists => "Nothing was written: a file is replaced only if that is asked for.",
            ExportErrorKind::Opened => "What was opened is never changed.",
            ExportErrorKind::IsFolder => "A folder of this name is there, so no file can be.",
            ExportErrorKind::IsFile => "A folder is written here, and a file of this name is in its way.",
            ExportErrorKind::OtherFiles => "A folder is replaced only if there is nothing in it but files of the same form.",
            ExportErrorKind::NoFolder => "The folder was removed or renamed, or its drive is not connected.",
            ExportErrorKind::Permission => "The system does not let you write into this folder.",
            ExportErrorKind::DiskFull => "The disk, or your share of it, is full. What was written so far was removed.",
            ExportErrorKind::NotReady => "Only the first rows of the order are known so far.",
            ExportErrorKind::Cancelled => "What was written so far was removed.",
            ExportErrorKind::Io => "The system reported an error. What was written so far was removed.",
        }
    }

    const fn remedy(&self) -> &'static str {
        match self.kind {
            ExportErrorKind::Exists => "Choose another name, or confirm that it may be replaced.",
            ExportErrorKind::Opened | ExportErrorKind::IsFolder | ExportErrorKind::IsFile | ExportErrorKind::OtherFiles => {
                "Choose another name."
            }
            ExportErrorKind::NoFolder | ExportErrorKind::Permission => "Choose another folder.",
            ExportErrorKind::DiskFull => "Make room, choose another disk, or export fewer rows or columns.",
            ExportErrorKind::NotReady => "Wait for the sort to end, then export again.",
            ExportErrorKind::Cancelled => "",
            ExportErrorKind::Io => "Try again, or choose another folder.",
        }
    }

    fn line(&self) -> String {
        let why: Vec<&str> = [self.why(), self.remedy()].into_iter().filter(|line| !line.is_empty()).collect();
        format!("{}. {} {}", self.title(), why.join(" "), self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    use super::{ExportError, ExportErrorKind};

    #[test]
    fn the_system_is_understood_and_the_path_stands_last() {
        let kinds = [
            (ErrorKind::StorageFull, ExportErrorKind::DiskFull),
            (ErrorKind::PermissionDenied, ExportErrorKind::Permission),
            (ErrorKind::ReadOnlyFilesystem, ExportErrorKind::Permission),
            (ErrorKind::NotFound, ExportErrorKind::NoFolder),
            (ErrorKind::AlreadyExists, ExportErrorKind::Exists),
            (ErrorKind::TimedOut, ExportErrorKind::Io),
        ];
        for (said, kind) in kinds {
            let error = ExportError::io(Path::new("/a/b.csv"), Error::from(said));
            assert_eq!(error.kind, kind);
            assert!(error.to_string().ends_with(" /a/b.csv"));
            let details = error.details();
            assert_eq!(details.last().map(String::as_str), Some("/a/b.csv"));
            assert_eq!(details.len(), 4, "why, what to do, what the system said, where: {details:?}");
        }
    }
}
