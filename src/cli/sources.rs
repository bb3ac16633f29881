//! Opens what a command names: a zip, a folder, a CSV file, or the archive of a pull.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use crate::check::Baseline;
use crate::compare;
use crate::job::Watch;
use crate::read::{Limits, OpenOptions, Password};
use crate::rest;
use crate::roster::{self, Roster};
use crate::spec::{Mode, Table};

/// Where the password of encrypted zips is told: arguments can be seen by others on the machine, and stay in the shell's history.
const PASSWORD: &str = "ROSTER_INSPECTOR_ZIP_PASSWORD";

/// Opens one roster.
pub(super) fn open(path: &Path, watch: &Watch) -> Result<Arc<Roster>, Failure> {
    if rest::is_archive(path) {
        return Ok(rest::open_archive(path, watch)?.roster);
    }
    let password = env::var(PASSWORD).ok().filter(|password| !password.is_empty()).map(Password::new);
    Ok(roster::open_with(&[path.to_owned()], &OpenOptions { limits: Limits::default(), password }, watch)?)
}

/// Opens a roster that has to be a bulk set.
pub(super) fn open_whole(path: &Path, watch: &Watch) -> Result<Arc<Roster>, Failure> {
    let roster = open(path, watch)?;
    let is_delta = roster.data().tables().any(|table| table.table() != Table::Manifest && table.mode() == Mode::Delta);
    if is_delta { Err(Failure::NotWhole(path.to_owned())) } else { Ok(roster) }
}

/// The paths of what is open: never written to.
pub(super) fn opened_paths(rosters: &[&Roster]) -> Vec<PathBuf> {
    rosters.iter().flat_map(|roster| roster.paths()).cloned().collect()
}

/// What a roster is judged against: opened, compared and closed again.
pub(super) fn baseline(path: &Path, roster: &Roster, watch: &Watch) -> Result<Arc<Baseline>, Failure> {
    let old = open(path, watch)?;
    let comparison = compare::rosters(&old, roster, &compare::Options::default(), watch);
    Ok(Arc::new(comparison.map(|comparison| compare::baseline(&old, roster, &comparison, watch)).unwrap_or_default()))
}
