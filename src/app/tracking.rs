//! What can be told about how findings are judged and kept track of: the receiver, what is suppressed, and the baseline.

use std::path::PathBuf;
use std::sync::Arc;

use super::receivers::Brought;
use super::saving::Saving;
use super::{App, Dialog, Notice, NoticeLevel, OpenRoster, SuppressAsk, kept_files};
use crate::check::Input;
use crate::export::write_whole;
use crate::job::{Job, Outcome, Progress, Watch};
use crate::roster::RosterId;
use crate::track::{Baseline, Suppression, Suppressions};

/// A change of how findings are judged and kept track of.
#[derive(Clone, Debug, PartialEq)]
pub enum TrackCommand {
    /// Judges for a receiver, by the name of its profile, or for none.
    Receiver(Option<String>),
    /// Reads a profile and judges for it.
    OpenProfile(PathBuf),
    /// Asks for the reason of a suppression.
    AskToSuppress(SuppressAsk),
    /// Suppresses something, and keeps that in a file.
    Suppress(Suppression, PathBuf),
    /// Lets what was suppressed count again.
    TakeBack(Suppression),
    /// Reads what is suppressed.
    OpenSuppressions(PathBuf),
    /// Compares with no suppressions any more; the file stays.
    NoSuppressions,
    /// Saves what is found as a baseline, perhaps over a file that is there.
    SaveBaseline(RosterId, PathBuf, bool),
    /// Compares with a baseline.
    OpenBaseline(PathBuf),
    /// Compares with no baseline any more.
    NoBaseline,
    /// Stops saving a baseline.
    StopSaving,
    /// Finds causes that were not found because it was stopped.
    JudgeAgain(RosterId),
    /// Stops finding causes and judging; what was shown before stays.
    CancelJudging(RosterId),
}

impl App {
    pub(super) fn track(&mut self, command: TrackCommand) {
        match command {
            TrackCommand::Receiver(name) => {
                self.receivers.choose(name.as_deref(), &mut self.prefs);
                self.save_prefs();
            }
            TrackCommand::OpenProfile(path) => self.receivers.open_profile(path, &self.wake),
            TrackCommand::AskToSuppress(ask) => {
                self.suppressing = Some(ask);
                self.dialog = Some(Dialog::Suppress);
            }
            TrackCommand::Suppress(entry, path) => self.suppress(entry, path),
            TrackCommand::TakeBack(entry) => self.take_back(&entry),
            TrackCommand::OpenSuppressions(path) => {
                let own = self.receivers.own().to_vec();
                self.receivers.bring(&self.wake, move || read_suppressions(path, &own));
            }
            TrackCommand::NoSuppressions => {
                self.receivers.no_suppressions(&mut self.prefs);
                self.save_prefs();
            }
            TrackCommand::SaveBaseline(roster, path, replace) => self.save_baseline(roster, path, replace),
            TrackCommand::OpenBaseline(path) => self.receivers.bring(&self.wake, move || match kept_files::baseline(&path) {
                Ok(baseline) => Brought { baseline: Some((path, baseline)), ..Brought::default() },
                Err(notice) => Brought { notices: vec![notice], ..Brought::default() },
            }),
            TrackCommand::NoBaseline => {
                self.receivers.no_baseline(&mut self.prefs);
                self.save_prefs();
            }
            TrackCommand::StopSaving => self.saving = None,
            TrackCommand::JudgeAgain(roster) => self.rosters.judge_again(roster),
            TrackCommand::CancelJudging(roster) => self.rosters.cancel_judging(roster),
        }
    }

    /// What is to be suppressed once there is a reason.
    pub const fn suppressing(&self) -> Option<&SuppressAsk> {
        self.suppressing.as_ref()
    }

    /// Adds an entry to the file. Where another file than before is named, what it holds stays in it.
    fn suppress(&mut self, entry: Suppression, path: PathBuf) {
        let before = Arc::clone(&self.receivers.criteria().suppressions);
        let same_file = self.prefs.suppressions.as_ref() == Some(&path);
        let own = self.receivers.own().to_vec();
        self.receivers.bring(&self.wake, move || {
            let mut all = if same_file { (*before).clone() } else { Suppressions::default() };
            if !same_file && kept_files::is_there(&path) {
                match kept_files::suppressions(&path, &own) {
                    Ok(there) => all = there,
                    Err(notice) => return Brought { notices: vec![notice], ..Brought::default() },
                }
            }
            if !all.entries.contains(&entry) {
                all.entries.push(entry);
            }
            write_suppressions(path, all)
        });
    }

    fn take_back(&mut self, entry: &Suppression) {
        let Some(path) = self.prefs.suppressions.clone() else { return };
        let mut all = (*self.receivers.criteria().suppressions).clone();
        all.entries.retain(|other| other != entry);
        self.receivers.bring(&self.wake, move || write_suppressions(path, all));
    }

    fn save_baseline(&mut self, roster: RosterId, path: PathBuf, replace: bool) {
        let whole = self.rosters.get(roster).and_then(|open| Some((Arc::clone(open.whole()?), Arc::clone(open.judged()?))));
        let Some((shared, judged)) = whole else { return };
        let opened = self.opened_paths();
        let to = path.clone();
        let job = Job::spawn("save baseline", Arc::clone(&self.wake), move |watch| {
            watch.doing("Saving the baseline");
            let input = Input { package: shared.package(), data: shared.data(), relations: shared.relations() };
            let unmet = judged.judgment.as_ref().map_or(&[][..], |judgment| &judgment.unmet);
            let baseline = Baseline::of(&input, &judged.findings, unmet, watch);
            let text = baseline.to_text();
            write_whole(&to, replace, &opened, watch, |out| out.write_all(text.as_bytes()))
                .map(|_| baseline)
                .map_err(|error| Notice::new(NoticeLevel::Error, error.title(), error.details()))
        });
        self.saving = Some(Saving { path, job });
    }

    /// The files of every open roster, over which nothing is written.
    pub(super) fn opened_paths(&self) -> Vec<PathBuf> {
        self.rosters.iter().filter_map(OpenRoster::roster).flat_map(|roster| roster.paths().to_vec()).collect()
    }

    /// Takes in a baseline that was saved.
    pub(super) fn poll_saving(&mut self) {
        let Some(saving) = &mut self.saving else { return };
        match saving.job.poll() {
            Outcome::Running => return,
            Outcome::Done(Ok(baseline)) => {
                let path = saving.path.clone();
                let lines = vec!["Findings are compared with it from now on.".to_owned(), path.display().to_string()];
                self.notices.push(Notice::new(NoticeLevel::Info, "The baseline is saved", lines));
                self.receivers.bring(&self.wake, move || Brought { baseline: Some((path, baseline)), ..Brought::default() });
            }
            Outcome::Done(Err(notice)) => self.notices.push(notice),
            Outcome::Failed(message) => self.notices.push(Notice::of_fault("Saving the baseline", &message)),
            Outcome::Taken => {}
        }
        self.saving = None;
    }

    /// How far saving a baseline is.
    pub(super) fn saving_progress(&self) -> Option<Progress> {
        self.saving.as_ref().map(|saving| saving.job.progress())
    }
}

fn read_suppressions(path: PathBuf, own: &[Arc<crate::receiver::Profile>]) -> Brought {
    match kept_files::suppressions(&path, own) {
        Ok(suppressions) => Brought { suppressions: Some((path, suppressions)), ..Brought::default() },
        Err(notice) => Brought { notices: vec![notice], ..Brought::default() },
    }
}

fn write_suppressions(path: PathBuf, all: Suppressions) -> Brought {
    let text = all.to_text();
    match write_whole(&path, true, &[], &Watch::new(), |out| out.write_all(text.as_bytes())) {
        Ok(_) => Brought { suppressions: Some((path, all)), ..Brought::default() },
        Err(error) => {
            let notice = Notice::new(NoticeLevel::Error, error.title(), error.details());
            Brought { notices: vec![notice], ..Brought::default() }
        }
    }
}
