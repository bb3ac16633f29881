//! Where a folder is written: beside its place, and put there when it is whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::place::is_one_of;
use super::{ExportError, ExportErrorKind};

/// A folder on its way: it vanishes unless it is put into its place.
pub(super) struct FolderPlace {
    path: PathBuf,
    /// Goes before the folders above it, which are removed only while they are empty.
    fresh: TempDir,
    above: Above,
}

/// Folders that were made for one below them, the upper ones first.
struct Above {
    made: Vec<PathBuf>,
    stays: bool,
}

impl FolderPlace {
    /// Begins a folder at `path`, `above` of whose parents may be made. Only a folder that holds nothing but files with the
    /// given extension is ever replaced.
    pub(super) fn begin(path: &Path, above: usize, replace: bool, opened: &[PathBuf], extension: &str) -> Result<Self, ExportError> {
        let refused = |kind| Err(ExportError::new(kind, path));
        if is_one_of(path, opened) {
            return refused(ExportErrorKind::Opened);
        }
        if path.symlink_metadata().is_ok() {
            if !path.is_dir() {
                return refused(ExportErrorKind::IsFile);
            }
            let entries = entries(path).map_err(|error| ExportError::io(path, error))?;
            if !entries.iter().all(|entry| entry.is_file() && entry.extension().is_some_and(|found| found == extension)) {
                return refused(ExportErrorKind::OtherFiles);
            }
            if !replace && !entries.is_empty() {
                return refused(ExportErrorKind::Exists);
            }
        }
        let above = Above::make(path, above).map_err(|error| ExportError::io(path, error))?;
        let fresh = beside(path).map_err(|error| ExportError::io(path, error))?;
        Ok(Self { path: path.to_owned(), fresh, above })
    }

    /// The folder that files are written into.
    pub(super) fn folder(&self) -> &Path {
        self.fresh.path()
    }

    /// Puts the folder into its place.
    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        let failed = |error| ExportError::io(&self.path, error);
        // What stood there before steps aside first, and comes back if the new one cannot take its place.
        let aside = beside(&self.path).map_err(failed)?;
        let before = aside.path().join("before");
        let had_one = self.path.is_dir();
        if had_one {
            fs::rename(&self.path, &before).map_err(failed)?;
        }
        if let Err(error) = fs::rename(self.fresh.path(), &self.path) {
            if had_one {
                fs::rename(&before, &self.path).map_err(failed)?;
            }
            return Err(failed(error));
        }
        self.above.stays = true;
        Ok(())
    }
}

impl Above {
    fn make(path: &Path, most: usize) -> io::Result<Self> {
        let mut above = Self { made: Vec::new(), stays: false };
        let missing: Vec<&Path> =
            path.ancestors().skip(1).take(most).filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            above.made.push(folder.to_path_buf());
        }
        Ok(above)
    }
}

impl Drop for Above {
    fn drop(&mut self) {
        if !self.stays {
            self.made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
        }
    }
}

fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect()
}

fn beside(path: &Path) -> io::Result<TempDir> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".roster-inspector-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(folder)
}
