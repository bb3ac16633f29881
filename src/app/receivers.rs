//! The receivers that can be chosen, and what the user keeps beside: read as jobs, told where it cannot be used.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::kept_files;
use super::{Criteria, Notice, NoticeLevel, Prefs};
use crate::job::{Job, Outcome, Wake};
use crate::receiver::{Profile, built_in};
use crate::track::{Baseline, Suppressions};

/// What a job brings.
#[derive(Default)]
pub(super) struct Brought {
    /// The user's own profiles.
    pub(super) own: Option<Vec<Arc<Profile>>>,
    /// A profile that was chosen, and the name or path that is remembered.
    pub(super) profile: Option<(String, Arc<Profile>)>,
    /// What is suppressed, and its file.
    pub(super) suppressions: Option<(PathBuf, Suppressions)>,
    /// What is known, and its file.
    pub(super) baseline: Option<(PathBuf, Baseline)>,
    /// What is to be told.
    pub(super) notices: Vec<Notice>,
}

/// Receivers, suppressions and baseline.
#[derive(Default)]
pub(super) struct Receivers {
    own: Vec<Arc<Profile>>,
    criteria: Criteria,
    jobs: Vec<Job<Brought>>,
}

impl Receivers {
    /// Begins with what is remembered.
    pub(super) fn start(prefs: &Prefs, folder: Option<PathBuf>, wake: &Wake) -> Self {
        let mut receivers = Self::default();
        let name = prefs.receiver.clone();
        receivers.criteria.profile = name.as_deref().and_then(|name| find(name, &[]));
        let (suppressions, baseline) = (prefs.suppressions.clone(), prefs.baseline.clone());
        if folder.is_none() && suppressions.is_none() && baseline.is_none() {
            return receivers;
        }
        receivers.bring(wake, move || {
            let (own, mut notices) = folder.map(|folder| kept_files::profiles_in(&folder)).unwrap_or_default();
            let mut keep = |notice: Notice| notices.push(notice);
            let profile = name.and_then(|name| named(&name, &own).map_err(&mut keep).ok().map(|profile| (name, profile)));
            let read = |path: PathBuf| kept_files::suppressions(&path, &own).map(|read| (path, read));
            let suppressions = suppressions.and_then(|path| read(path).map_err(&mut keep).ok());
            let read = |path: PathBuf| kept_files::baseline(&path).map(|read| (path, read));
            let baseline = baseline.and_then(|path| read(path).map_err(&mut keep).ok());
            Brought { own: Some(own), profile, suppressions, baseline, notices }
        });
        receivers
    }

    /// Does something with files as a job.
    pub(super) fn bring(&mut self, wake: &Wake, work: impl FnOnce() -> Brought + Send + 'static) {
        self.jobs.push(Job::spawn("kept files", Arc::clone(wake), move |_| work()));
    }

    /// Takes in what is there: what is to be remembered, and what is to be told.
    pub(super) fn poll(&mut self, prefs: &mut Prefs) -> (bool, Vec<Notice>) {
        let (mut changed, mut notices) = (false, Vec::new());
        let mut running = Vec::new();
        for mut job in std::mem::take(&mut self.jobs) {
            match job.poll() {
                Outcome::Running => running.push(job),
                Outcome::Done(brought) => {
                    changed |= self.take(brought, prefs, &mut notices);
                }
                Outcome::Failed(message) => notices.push(Notice::of_fault("Reading a file", &message)),
                Outcome::Taken => {}
            }
        }
        running.append(&mut self.jobs);
        self.jobs = running;
        (changed, notices)
    }

    fn take(&mut self, brought: Brought, prefs: &mut Prefs, notices: &mut Vec<Notice>) -> bool {
        let before = (prefs.receiver.clone(), prefs.suppressions.clone(), prefs.baseline.clone());
        if let Some(own) = brought.own {
            self.own = own;
        }
        if let Some((name, profile)) = brought.profile {
            prefs.receiver = Some(name);
            self.criteria.profile = Some(profile);
        }
        if let Some((path, suppressions)) = brought.suppressions {
            prefs.suppressions = Some(path);
            self.criteria.suppressions = Arc::new(suppressions);
        }
        if let Some((path, baseline)) = brought.baseline {
            prefs.baseline = Some(path);
            self.criteria.baseline = Some(Arc::new(baseline));
        }
        notices.extend(brought.notices);
        before != (prefs.receiver.clone(), prefs.suppressions.clone(), prefs.baseline.clone())
    }

    /// What findings are seen by.
    pub(super) const fn criteria(&self) -> &Criteria {
        &self.criteria
    }

    /// The user's own profiles, then those that come with the program, each name once.
    pub(super) fn all(&self) -> Vec<&Arc<Profile>> {
        let mut all: Vec<&Arc<Profile>> = Vec::new();
        let chosen = self.criteria.profile.iter();
        for profile in built_in().iter().filter(|one| self.own.iter().all(|own| own.id != one.id)).chain(&self.own).chain(chosen) {
            if all.iter().all(|other| other.id != profile.id) {
                all.push(profile);
            }
        }
        all.sort_by_key(|profile| profile.name.to_lowercase());
        all
    }

    /// The user's own profiles.
    pub(super) fn own(&self) -> &[Arc<Profile>] {
        &self.own
    }

    /// Judges for another receiver, or for none.
    pub(super) fn choose(&mut self, name: Option<&str>, prefs: &mut Prefs) {
        self.criteria.profile = name.and_then(|name| self.all().into_iter().find(|profile| profile.id == name).cloned());
        prefs.receiver = name.map(ToOwned::to_owned);
    }

    /// Reads a profile and judges for it.
    pub(super) fn open_profile(&mut self, path: PathBuf, wake: &Wake) {
        self.bring(wake, move || match kept_files::profile(&path) {
            Ok(profile) => {
                let mut notices = Vec::new();
                if !profile.left_out.is_empty() {
                    let mut lines = profile.left_out.clone();
                    lines.truncate(8);
                    notices.push(Notice::new(NoticeLevel::Info, "Statements without a source were left out", lines));
                }
                Brought { profile: Some((path.display().to_string(), profile)), notices, ..Brought::default() }
            }
            Err(notice) => Brought { notices: vec![notice], ..Brought::default() },
        });
    }

    /// Nothing is suppressed any more; the file stays.
    pub(super) fn no_suppressions(&mut self, prefs: &mut Prefs) {
        (self.criteria.suppressions, prefs.suppressions) = (Arc::default(), None);
    }

    /// Compares with no baseline any more.
    pub(super) fn no_baseline(&mut self, prefs: &mut Prefs) {
        (self.criteria.baseline, prefs.baseline) = (None, None);
    }
}

fn find(name: &str, own: &[Arc<Profile>]) -> Option<Arc<Profile>> {
    own.iter().chain(built_in()).find(|profile| profile.id == name).cloned()
}

/// The profile of a name, or in a file.
fn named(name: &str, own: &[Arc<Profile>]) -> Result<Arc<Profile>, Notice> {
    match find(name, own) {
        Some(profile) => Ok(profile),
        None => kept_files::profile(Path::new(name)),
    }
}
