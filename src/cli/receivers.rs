//! Finds the profile of a receiver: by its name, in a folder of the user, or as a file.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::Failure;
use crate::receiver::{Profile, built_in};

/// The profile that is meant by `name`: a file, one of the folder, or one that comes with the program.
pub(super) fn profile(name: &str, folder: Option<&Path>) -> Result<Arc<Profile>, Failure> {
    if name.ends_with(".toml") {
        return read(Path::new(name));
    }
    let own = folder.map(profiles_of).transpose()?.unwrap_or_default();
    // What the user has comes first, so that a profile can be replaced.
    if let Some(found) = own.iter().chain(built_in()).find(|profile| profile.id == name) {
        return Ok(Arc::clone(found));
    }
    let mut known: Vec<String> = own.iter().chain(built_in()).map(|profile| profile.id.clone()).collect();
    known.sort();
    known.dedup();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Err(Failure::unknown("profile", name, &known))
}

/// The profiles of a folder, by file name.
fn profiles_of(folder: &Path) -> Result<Vec<Arc<Profile>>, Failure> {
    let unreadable = |error| Failure::Unreadable { what: "folder of profiles", error, path: folder.to_owned() };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Arc<Profile>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::Unreadable { what: "profile", error, path: path.to_owned() })?;
    let profile =
        Profile::parse(&text).map_err(|error| Failure::Malformed { what: "profile", reason: error.to_string(), path: path.to_owned() })?;
    Ok(Arc::new(profile))
}
