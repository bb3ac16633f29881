//! What is asked before something is suppressed, and a baseline on its way into its file.

use std::path::PathBuf;

use super::Notice;
use crate::job::Job;
use crate::track::{Baseline, Suppression};

/// What is to be suppressed, and its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuppressAsk {
    /// What it would be; the reason is still to be given.
    pub what: Suppression,
    /// What it is about, in words.
    pub words: String,
    /// What else can be chosen, from the narrowest to the widest, with words for each.
    pub others: Vec<(Suppression, String)>,
}

/// A baseline on its way into its file.
pub(super) struct Saving {
    pub(super) path: PathBuf,
    pub(super) job: Job<Result<Baseline, Notice>>,
}
