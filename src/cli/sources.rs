//! Opens what a command names: a zip, a folder, a CSV file, or the archive of a pull.

use std::env;
use std::path::Path;
use std::sync::Arc;

use super::Failure;
use crate::job::Watch;
use crate::read::{Limits, OpenOptions, Password};
use crate::rest;
use crate::roster::{self, Roster};

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
