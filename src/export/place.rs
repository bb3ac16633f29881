//! Where a file is written: beside its place, and put there when it is whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{ExportError, ExportErrorKind};

/// A file on its way: it vanishes unless it is put into its place.
pub(super) struct Place {
    path: PathBuf,
    file: NamedTempFile,
    replace: bool,
}

impl Place {
    /// Begins a file in the folder of `path`. What is surely in the way is said before anything is written.
    pub(super) fn begin(path: &Path, replace: bool, opened: &[PathBuf]) -> Result<Self, ExportError> {
        if path.is_dir() {
            return Err(ExportError::new(ExportErrorKind::IsFolder, path));
        }
        if is_one_of(path, opened) {
            return Err(ExportError::new(ExportErrorKind::Opened, path));
        }
        if !replace && path.symlink_metadata().is_ok() {
            return Err(ExportError::new(ExportErrorKind::Exists, path));
        }
        let file = beside(path).map_err(|error| ExportError::io(path, error))?;
        Ok(Self { path: path.to_owned(), file, replace })
    }

    /// Where the bytes go.
    pub(super) fn file(&mut self) -> &mut fs::File {
        self.file.as_file_mut()
    }

    /// Where the file is while it is on its way.
    pub(super) fn on_its_way(&self) -> &Path {
        self.file.path()
    }

    /// Puts the file into its place, all of it on the disk.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        let Self { path, file, replace } = self;
        file.as_file().sync_all().map_err(|error| ExportError::io(&path, error))?;
        // Somebody may have put a file there meanwhile.
        let kept = if replace { file.persist(&path) } else { file.persist_noclobber(&path) };
        kept.map(|_| ()).map_err(|error| ExportError::io(&path, error.error))
    }
}

/// A new file in the folder of `path`, with the permissions of any new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".roster-inspector-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// True if `path` is one of the opened files, or lies in an opened folder.
pub(super) fn is_one_of(path: &Path, opened: &[PathBuf]) -> bool {
    let Ok(place) = fs::canonicalize(path) else { return false };
    opened.iter().filter_map(|opened| fs::canonicalize(opened).ok()).any(|opened| place.starts_with(opened))
}
