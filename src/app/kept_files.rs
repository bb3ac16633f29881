//! Small files that the user places and the program reads: profiles of receivers, what is suppressed, what is known.
//! A file that cannot be used gives a notice with its line and the reason. Called from jobs only.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Notice, NoticeLevel};
use crate::receiver::{Profile, built_in};
use crate::track::{Baseline, Suppressions};

/// The profiles of a folder, by file name, and what is to be told of those that cannot be used.
pub(super) fn profiles_in(folder: &Path) -> (Vec<Arc<Profile>>, Vec<Notice>) {
    let (mut profiles, mut notices) = (Vec::new(), Vec::new());
    // Most people have no such folder.
    let Ok(entries) = fs::read_dir(folder) else { return (profiles, notices) };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    for path in paths {
        match profile(&path) {
            Ok(profile) => profiles.push(profile),
            Err(notice) => notices.push(notice),
        }
    }
    (profiles, notices)
}

/// The profile in a file.
pub(super) fn profile(path: &Path) -> Result<Arc<Profile>, Notice> {
    let text = text(path, "The profile could not be read")?;
    let title = "The profile cannot be used";
    Profile::parse(&text).map(Arc::new).map_err(|error| told(title, format!("{error}."), "Correct the file and open it again.", path))
}

/// What a file suppresses. `own` are the user's own profiles, whose demands can be suppressed as well.
pub(super) fn suppressions(path: &Path, own: &[Arc<Profile>]) -> Result<Suppressions, Notice> {
    let asks = built_in().iter().chain(own).flat_map(|profile| &profile.asks);
    let more: Vec<&str> = asks.map(|ask| ask.code.as_str()).collect();
    let text = text(path, "The file of suppressions could not be read")?;
    let title = "The file of suppressions cannot be used";
    Suppressions::parse(&text, &more)
        .map_err(|error| told(title, format!("{error}."), "Nothing is suppressed until it is corrected.", path))
}

/// True if there is a file.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The findings that a file knows.
pub(super) fn baseline(path: &Path) -> Result<Baseline, Notice> {
    let text = text(path, "The baseline could not be read")?;
    let title = "The baseline cannot be used";
    Baseline::parse(&text).map_err(|error| told(title, format!("{error}."), "Choose another one, or save a new one.", path))
}

fn text(path: &Path, title: &str) -> Result<String, Notice> {
    /// More than any such file has.
    const MOST: u64 = 256 << 20;
    let read = || {
        if fs::metadata(path)?.len() > MOST {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 256 MB"));
        }
        fs::read_to_string(path)
    };
    read().map_err(|error| told(title, format!("The system reported: {error}."), "Choose another file, or put it back.", path))
}

fn told(title: &str, why: String, remedy: &str, path: &Path) -> Notice {
    Notice::new(NoticeLevel::Warning, title, vec![why, remedy.to_owned(), path.display().to_string()])
}
