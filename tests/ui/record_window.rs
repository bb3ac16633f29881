//! A window on one opened roster, with the screens of records and findings.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Theme, Vec2, vec2};
use egui_kittest::Harness;
use roster_inspector::app::{App, Command, FindingsCommand, Grouping, Outbox, Route, Setup, SourceLine};
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;
use roster_inspector::ui::{dialogs::Dialogs, screens, shell};

use crate::harness::{WINDOW, window_of};
use crate::record_district::write;

/// An app and the folder that it has opened.
pub struct Opened {
    pub app: App,
    pub roster: RosterId,
    /// Kept so that the source line can be read again.
    pub folder: tempfile::TempDir,
}

/// Opens the files and waits for the findings.
pub fn opened(files: &[(&str, &str)]) -> Opened {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), files);
    let (app, roster) = opened_path(folder.path().to_owned());
    Opened { app, roster, folder }
}

/// Opens a path and waits for the findings.
pub fn opened_path(path: PathBuf) -> (App, RosterId) {
    let today = "2026-11-23".parse().expect("a day");
    let mut app = App::new(Setup { wake: Arc::new(|| {}), prefs: None, today, sample: None });
    app.apply(Command::Open(vec![path]));
    until(&mut app, |app| app.rosters().iter().any(|open| open.judged().is_some()));
    let roster = app.rosters().iter().next().expect("one is open").id();
    (app, roster)
}

/// Ticks until something is so.
pub fn until(app: &mut App, is_so: impl Fn(&App) -> bool) {
    let started = Instant::now();
    while !is_so(app) {
        assert!(started.elapsed() < Duration::from_mins(1), "it did not come about");
        app.tick();
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Opened {
    /// Goes to the record of this sourcedId and waits for its source line.
    pub fn record(mut self, table: Table, id: &str) -> Self {
        let roster = self.app.rosters().get(self.roster).and_then(|open| open.roster()).expect("a roster");
        let row = roster.table(table).and_then(|data| data.find(id)).expect("a row");
        self.app.apply(Command::Go(Route::Record { roster: self.roster, table, row }));
        let roster = self.roster;
        until(&mut self.app, |app| matches!(app.source_line(roster, table, row), Some(SourceLine::Read(_) | SourceLine::Failed(..))));
        self
    }

    /// Goes to the findings, by rule.
    pub fn findings(mut self, rule: Option<&'static str>) -> Self {
        self.app.apply(Command::Go(Route::Findings { roster: self.roster, rule, table: None }));
        self.app.apply(Command::Findings(FindingsCommand::Group(Grouping::Rules)));
        self
    }

    /// Goes to the findings, by cause, and waits for their places.
    pub fn causes(mut self) -> Self {
        self.app.apply(Command::Go(Route::Findings { roster: self.roster, rule: None, table: None }));
        self.settle();
        self
    }

    /// Waits until findings are judged, looked through, and their places listed.
    pub fn settle(&mut self) {
        let id = self.roster;
        self.app.tick();
        until(&mut self.app, |app| {
            let Some(open) = app.rosters().get(id) else { return false };
            let Some(roster) = open.roster().filter(|_| open.checking().is_none() && open.judging().is_none()) else { return false };
            let Route::Findings { table, .. } = *app.route() else { return true };
            let sifted = app.sift(id).is_some_and(|sift| app.findings_view().is_none_or(|view| view.text == sift.text()));
            let by_cause = app.findings_view().is_some_and(|view| view.grouping == Grouping::Causes);
            sifted && (!by_cause || app.cause_places(roster, table).is_some_and(|(_, fits)| fits))
        });
    }

    /// A window on it, as large as the content part of the usual window.
    pub fn window(self) -> Harness<'static, Self> {
        self.window_of(vec2(1192.0, 830.0), Theme::Light)
    }

    /// A window of any size and theme.
    pub fn window_of(self, size: Vec2, look: Theme) -> Harness<'static, Self> {
        window_of(size, look, self, |ui, opened: &mut Self| {
            opened.app.tick();
            let mut out = Outbox::default();
            screens::show(ui, &opened.app, &mut out);
            if opened.app.apply_all(&mut out) {
                ui.ctx().request_repaint();
            }
        })
    }

    /// The whole window, with what stands around the screens.
    pub fn whole_window(self, look: Theme) -> Harness<'static, Self> {
        let mut dialogs = Dialogs::default();
        window_of(WINDOW, look, self, move |ui, opened: &mut Self| {
            opened.app.tick();
            let mut out = Outbox::default();
            shell::show(ui, &opened.app, &mut dialogs, &mut out);
            if opened.app.apply_all(&mut out) {
                ui.ctx().request_repaint();
            }
        })
    }

    /// The table and sourcedId of the record that is shown.
    pub fn shown(&self) -> String {
        let Route::Record { roster, table, row } = *self.app.route() else { return format!("{:?}", self.app.route()) };
        let roster = self.app.rosters().get(roster).and_then(|open| open.roster()).expect("a roster");
        format!("{} {}", table.name(), roster.table(table).expect("a table").sourced_id(row))
    }
}
