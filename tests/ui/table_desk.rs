//! A window with a table on it, for the table's tests: opening, going, waiting, and reading what is shown.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, OutputCommand, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, App, Command, Outbox, Route, Setup, Source, SourceLine};
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;
use roster_inspector::ui::dialogs::Dialogs;
use roster_inspector::ui::{clipboard, screens, shell};

use crate::harness::{WINDOW, window_of};
use crate::table_making::{self, Folder};

/// The window's content, with its shell or without.
pub struct Desk {
    pub app: App,
    pub outbox: Outbox,
    pub shell: Option<Dialogs>,
}

pub type Window = Harness<'static, Desk>;

pub fn desk() -> Desk {
    let today = "2026-11-23".parse().expect("a day");
    Desk { app: App::new(Setup { wake: Arc::new(|| {}), prefs: None, today, sample: None }), outbox: Outbox::default(), shell: None }
}

pub fn new_window(look: Theme, size: egui::Vec2) -> Window {
    window_of(size, look, desk(), |ui, desk: &mut Desk| {
        desk.app.tick();
        if let Some(dialogs) = &mut desk.shell {
            shell::show(ui, &desk.app, dialogs, &mut desk.outbox);
        } else if matches!(desk.app.route(), Route::Table { .. }) {
            clipboard::deliver(ui.ctx(), &desk.app, &mut desk.outbox);
            screens::table::show(ui, &desk.app, &mut desk.outbox);
        }
        desk.app.apply_all(&mut desk.outbox);
    })
}

pub fn open(path: PathBuf, table: Table, look: Theme, size: egui::Vec2) -> Window {
    let mut window = new_window(look, size);
    window.state_mut().app.open(Source::Paths(vec![path]));
    until(&mut window, |desk| desk.app.current().is_some_and(|open| open.findings().is_some() && open.checking().is_none()));
    let roster = id(&window);
    go(&mut window, Route::Table { roster, table, at: None });
    window
}

pub fn small(table: Table) -> (Folder, Window) {
    let folder = table_making::district();
    let window = open(folder.path(), table, Theme::Light, WINDOW);
    (folder, window)
}

pub fn id(window: &Window) -> RosterId {
    window.state().app.route().roster().expect("a roster is open")
}

pub fn go(window: &mut Window, route: Route) {
    window.state_mut().app.apply(Command::Go(route));
    settle(window);
}

/// Frames until nothing is being worked out.
pub fn settle(window: &mut Window) {
    window.run_steps(3);
    until(window, |desk| {
        let Route::Table { table, .. } = *desk.app.route() else { return true };
        let there = desk.app.current().and_then(|open| open.roster()?.table(table)).is_some();
        let sought = desk.app.sought().is_none_or(|sought| sought.running.is_none());
        !there || (sought && desk.app.order().is_some_and(|order| order.running.is_none()))
    });
    window.run_steps(3);
}

pub fn until(window: &mut Window, there: impl Fn(&Desk) -> bool) {
    let start = Instant::now();
    while !there(window.state()) {
        assert!(start.elapsed() < Duration::from_secs(30), "this takes too long");
        window.step();
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The names of the rows in sight, in their order.
pub fn lines(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label());
    rows.filter(|name| name.starts_with("Line ")).collect()
}

pub fn copied(window: &Window) -> Option<String> {
    window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

pub fn source(window: &mut Window, roster: RosterId, table: Table, row: u32) {
    until(window, |desk| matches!(desk.app.source_line(roster, table, row), Some(SourceLine::Read(_) | SourceLine::Failed(..))));
    window.run_steps(2);
}

pub fn click(window: &mut Window, at: egui::Pos2) {
    window.hover_at(at);
    window.step();
    window.drag_at(at);
    window.drop_at(at);
    settle(window);
}

/// Asks by name, as menu, palette and keys do.
pub fn ask(window: &mut Window, action: Action) {
    window.state_mut().app.apply(Command::Act(action));
    settle(window);
}

pub fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    settle(window);
}
