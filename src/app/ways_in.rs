//! Opening: from dialogs, dropped files, paths and the list of recent rosters; again, anew, and with a password.

use std::path::{Path, PathBuf};

use super::opening::Request;
use super::prefs::now_seconds;
use super::{App, Dialog, Notice, NoticeLevel, OpenRoster, Recent, Route, Source};
use crate::read::{FactKind, Password, SourceKind, SourceState};
use crate::roster::{Roster, RosterId};

/// A password on its way from the dialog to the reader. It is never shown, and equals nothing.
#[derive(Clone, Debug)]
pub struct Secret(pub Password);

impl PartialEq for Secret {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// An archive that waits for its password.
#[derive(Clone, Debug)]
pub struct Locked {
    pub(super) request: Request,
    /// True if a password was given and was not the right one.
    pub wrong: bool,
}

impl Locked {
    /// The name of what waits.
    pub fn name(&self) -> String {
        self.request.source.name()
    }
}

impl App {
    /// Opens a source beside those that are open. The place changes once its first rows are there.
    pub fn open(&mut self, source: Source) {
        let as_of = source.as_of().or(self.prefs.as_of).unwrap_or(self.today);
        self.dialog = None;
        self.start(Request { source, replaces: None, as_of, password: None });
    }

    /// Opens what was chosen, dropped or typed. Several packages may be one district or several: that is asked for.
    pub fn open_paths(&mut self, paths: Vec<PathBuf>) {
        if paths.iter().filter(|path| !is_csv(path)).count() > 1 {
            self.several = paths;
            self.dialog = Some(Dialog::Several);
        } else if !paths.is_empty() {
            self.open(Source::Paths(paths));
        }
    }

    /// Opens each for itself.
    pub(super) fn open_each(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            self.open(Source::Paths(vec![path]));
        }
    }

    fn start(&mut self, request: Request) {
        self.rosters.start(request, self.prefs.limits, self.prefs.thresholds, &self.wake);
    }

    /// Opens a roster again that was closed, judged by the same day.
    pub(super) fn open_again(&mut self, roster: RosterId) {
        if let Some(closed) = self.rosters.closed(roster).filter(|_| self.rosters.replacing(roster).is_none()).cloned() {
            self.start(Request { source: closed.source, replaces: Some(roster), as_of: closed.as_of, password: None });
        }
    }

    /// Reads a roster anew. The old one stays on screen until the new one is whole.
    pub(super) fn reload(&mut self, roster: RosterId) {
        if self.rosters.replacing(roster).is_none()
            && let Some(request) = self.rosters.get(roster).map(OpenRoster::request)
        {
            self.start(request);
        }
    }

    /// An archive cannot be read without a password, or not with the one that was given.
    pub(super) fn ask_password(&mut self, request: Request, wrong: bool) {
        self.locked = Some(Locked { request, wrong });
        self.dialog = Some(Dialog::Password);
    }

    /// Asks for the password of the files that could not be read in the roster that is shown.
    pub(super) fn unlock_current(&mut self) {
        if let Some(request) = self.current().map(OpenRoster::request) {
            self.ask_password(request, false);
        }
    }

    /// Opens what waits for a password.
    pub(super) fn unlock(&mut self, secret: Secret) {
        self.dialog = None;
        if let Some(locked) = self.locked.take() {
            self.start(Request { password: Some(secret.0), ..locked.request });
        }
    }

    /// Whether the roster that is shown has files that need a password.
    pub(super) fn has_locked_files(&self) -> bool {
        let whole = self.current().and_then(OpenRoster::whole);
        whole.is_some_and(|roster| roster.package().facts.iter().any(|fact| fact.kind == FactKind::EncryptedEntry))
    }

    /// What waits for a password.
    pub const fn locked(&self) -> Option<&Locked> {
        self.locked.as_ref()
    }

    /// Packages of which it is asked whether they are one district.
    pub fn several(&self) -> &[PathBuf] {
        &self.several
    }

    /// What became of the source of the roster that is shown, if that is to be told.
    pub fn on_disk(&self) -> Option<SourceState> {
        self.current().and_then(|open| open.on_disk).filter(|state| *state != SourceState::Same)
    }

    /// Whether a roster of the list of recent ones was looked for and not found.
    pub fn is_recent_gone(&self, recent: &Recent) -> bool {
        self.recent.is_gone(recent)
    }

    /// Looks whether what was opened lately is still there, while the list is shown.
    pub(super) fn look_for_recent(&mut self) {
        self.recent.poll();
        if *self.route() == Route::Welcome {
            self.recent.want(&self.prefs, &self.wake);
        } else {
            self.recent.leave();
        }
    }

    pub(super) fn remember(&mut self, id: RosterId, roster: &Roster) {
        let package = roster.package();
        let Some(Source::Paths(paths)) = self.rosters.get(id).map(OpenRoster::source) else { return };
        let recent = Recent {
            paths: paths.clone(),
            name: package.name.clone(),
            version: roster.version().name().to_owned(),
            bytes: package.bytes,
            opened: now_seconds(),
            folder: package.kind == SourceKind::Folder,
        };
        self.prefs.remember(recent);
        self.save_prefs();
    }

    pub(super) fn picked(&mut self, paths: Option<Vec<PathBuf>>) {
        self.picking = None;
        self.open_paths(paths.unwrap_or_default());
    }

    pub(super) fn pick_failed(&mut self) {
        self.picking = None;
        self.dialog = Some(Dialog::OpenPath);
        let lines = vec![
            "This desktop offers no file dialog: neither a desktop portal nor zenity answered.".to_owned(),
            "Type the path here, drop the file on the window, or give the path on the command line.".to_owned(),
        ];
        self.notices.push(Notice::new(NoticeLevel::Info, "The file dialog could not be shown", lines));
    }
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}
