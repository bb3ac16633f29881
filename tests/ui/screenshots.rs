//! Every screen on the sample district, in light and dark. `./dev screenshots` keeps the pictures; a plain test run looks
//! whether there is something on them. `ROSTER_PACKAGE` names another package to look at, `ROSTER_SIZE` (900x600) another size.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Theme, Vec2, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{
    App, Command, FindingsCommand, Grouping, Outbox, RecordCommand, Route, Setup, Source, SourceLine, TrackCommand,
};
use roster_inspector::generate::SAMPLE_AS_OF;
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;
use roster_inspector::ui::{dialogs::Dialogs, shell};

use crate::harness::{WINDOW, pictures, screenshot, window_of};
use crate::record_window::until;

fn sample() -> Source {
    Source::sample().expect("the sample has a day")
}

fn app() -> App {
    let today = SAMPLE_AS_OF.parse().expect("a day");
    App::new(Setup { wake: Arc::new(|| {}), prefs: None, today, sample: Some(sample()) })
}

fn opened() -> (App, RosterId) {
    let mut app = app();
    app.open(std::env::var_os("ROSTER_PACKAGE").map_or_else(sample, |path| Source::Paths(vec![path.into()])));
    until(&mut app, |app| app.rosters().iter().any(|open| open.judged().is_some()));
    let roster = app.rosters().iter().next().expect("one is open").id();
    (app, roster)
}

/// The size of the pictures, in points.
fn size() -> Vec2 {
    let asked = std::env::var("ROSTER_SIZE").ok();
    let sides = asked
        .as_deref()
        .and_then(|size| size.split_once('x'))
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides.map_or(WINDOW, |(width, height)| Vec2::new(width, height))
}

fn picture(name: &str, make: impl Fn() -> App) {
    picture_after(name, make, |_| {});
}

/// A picture of what is there once somebody has done something in the window.
pub fn picture_after(name: &str, make: impl Fn() -> App, act: impl Fn(&mut Harness<'_, App>)) {
    let folder = std::env::var_os("ROSTER_SCREENSHOTS").map_or_else(pictures, PathBuf::from);
    for (look, word) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut dialogs = Dialogs::default();
        let mut window = window_of(size(), look, make(), move |ui, app: &mut App| {
            app.tick();
            let mut out = Outbox::default();
            shell::show(ui, app, &mut dialogs, &mut out);
            if app.apply_all(&mut out) {
                ui.ctx().request_repaint();
            }
        });
        settle(&mut window);
        act(&mut window);
        settle(&mut window);
        let started = std::time::Instant::now();
        window.run_steps(10);
        println!("{name} in {word}: {:.2} ms a frame", started.elapsed().as_secs_f64() * 100.0);
        let path = folder.join(format!("{name}-{word}.png"));
        screenshot(&mut window, &path);
        let bytes = std::fs::metadata(&path).expect("the picture is there").len();
        assert!(bytes > 20_000, "{name} in {word} is nearly empty: {bytes} bytes");
    }
}

/// Jobs such as the order of rows need a moment of their own.
fn settle(window: &mut Harness<'_, App>) {
    let started = std::time::Instant::now();
    for _ in 0..20 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    while window.state().running().is_some() && started.elapsed().as_secs() < 120 {
        window.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

fn row_of(app: &App, id: RosterId, table: Table, pick: impl Fn(&roster_inspector::store::TableData, u32) -> bool) -> u32 {
    let roster = app.rosters().get(id).and_then(|open| open.roster()).expect("a roster");
    let data = roster.table(table).expect("a table");
    (0..data.rows()).find(|&row| pick(data, row)).unwrap_or(0)
}

#[test]
fn the_first_page() {
    picture("welcome", app);
}

#[test]
fn the_overview() {
    picture("overview", || {
        let (mut app, _) = opened();
        until(&mut app, |app| app.rosters().iter().all(|open| open.charts().is_some() && open.summary().is_some()));
        app
    });
}

#[test]
fn a_table() {
    picture("table", || {
        let (mut app, roster) = opened();
        let at = row_of(&app, roster, Table::Enrollments, |data, row| {
            data.column("schoolSourcedId").is_some_and(|school| school.target_row(row).is_none())
        });
        let column = app
            .rosters()
            .get(roster)
            .and_then(|open| open.roster())
            .and_then(|roster| roster.table(Table::Enrollments)?.column_number("schoolSourcedId").map(|column| column as u16));
        app.apply(Command::Go(Route::Table {
            roster,
            table: Table::Enrollments,
            at: Some(roster_inspector::app::CellAt { row: at, column }),
        }));
        app
    });
}

#[test]
fn a_person() {
    picture("record", || {
        let (mut app, roster) = opened();
        let row = row_of(&app, roster, Table::Users, |data, row| {
            data.text(row, "role") == "student" && data.text(row, "agentSourcedIds").contains(',') && data.text(row, "grades") == "09"
        });
        app.apply(Command::Go(Route::Record { roster, table: Table::Users, row }));
        until(&mut app, |app| matches!(app.source_line(roster, Table::Users, row), Some(SourceLine::Read(_) | SourceLine::Failed(..))));
        app
    });
}

#[test]
fn a_class() {
    picture("class", || {
        let (mut app, roster) = opened();
        app.apply(Command::Go(Route::Record { roster, table: Table::Classes, row: 0 }));
        until(&mut app, |app| matches!(app.source_line(roster, Table::Classes, 0), Some(SourceLine::Read(_) | SourceLine::Failed(..))));
        app
    });
}

#[test]
fn a_gradebook() {
    picture("gradebook", || {
        let (mut app, roster) = opened();
        app.apply(Command::Go(Route::Record { roster, table: Table::Classes, row: 0 }));
        app.apply(Command::Record(RecordCommand::Open { group: "gradebook".to_owned(), open: true }));
        until(&mut app, |app| app.around(roster, Table::Classes, 0).is_some());
        app
    });
}

#[test]
fn a_school() {
    picture("school", || {
        let (mut app, roster) = opened();
        let row = row_of(&app, roster, Table::Orgs, |data, row| data.text(row, "type") == "school");
        app.apply(Command::Go(Route::Record { roster, table: Table::Orgs, row }));
        until(&mut app, |app| app.around(roster, Table::Orgs, row).is_some());
        app
    });
}

#[test]
fn the_findings() {
    picture("findings-schools", || {
        let (mut app, roster) = opened();
        app.apply(Command::Go(Route::Findings { roster, rule: None, table: None }));
        app.apply(Command::Findings(FindingsCommand::Group(Grouping::Schools)));
        until(&mut app, |app| app.sift(roster).is_some());
        app
    });
    picture("findings", || {
        let (mut app, roster) = opened();
        app.apply(Command::Go(Route::Findings { roster, rule: None, table: None }));
        app.tick();
        let missing = |group: &&roster_inspector::cause::Group| group.lost.is_some();
        let open = app.rosters().get(roster).and_then(|open| open.causes(app.which())).expect("causes");
        let cause = open.groups.iter().find(missing).map(|group| group.key.clone());
        app.apply(Command::Findings(FindingsCommand::Cause(cause)));
        app
    });
    picture("findings-receiver", || {
        let (mut app, roster) = opened();
        app.apply(Command::Track(TrackCommand::Receiver(Some("clever".to_owned()))));
        app.tick();
        until(&mut app, |app| app.rosters().get(roster).and_then(|open| open.judged()).is_some_and(|judged| judged.judgment.is_some()));
        app.apply(Command::Go(Route::Findings { roster, rule: None, table: None }));
        app
    });
    picture("verdict", || {
        let (mut app, roster) = opened();
        app.apply(Command::Track(TrackCommand::Receiver(Some("clever".to_owned()))));
        app.tick();
        until(&mut app, |app| app.rosters().get(roster).and_then(|open| open.judged()).is_some_and(|judged| judged.judgment.is_some()));
        app.apply(Command::Go(Route::Overview { roster }));
        app
    });
    picture("numbers", || {
        let (mut app, roster) = opened();
        app.apply(Command::Go(Route::Findings { roster, rule: None, table: None }));
        app.apply(Command::Findings(FindingsCommand::Group(Grouping::Numbers)));
        until(&mut app, |app| app.rosters().get(roster).is_some_and(|open| open.numbers().is_some()));
        app
    });
}

#[test]
fn tabs_and_the_palette() {
    picture("palette", || {
        let (mut app, roster) = opened();
        app.apply(Command::GoInTab(Route::Table { roster, table: Table::Users, at: None }));
        app.apply(Command::GoInTab(Route::Record { roster, table: Table::Classes, row: 0 }));
        app.apply(Command::Dialog(Some(roster_inspector::app::Dialog::Palette)));
        app
    });
}

#[test]
fn the_shortcuts() {
    picture("shortcuts", || {
        let mut app = opened().0;
        app.apply(Command::Dialog(Some(roster_inspector::app::Dialog::Shortcuts)));
        app
    });
}

#[test]
fn the_preferences() {
    picture("preferences", || {
        let mut app = opened().0;
        app.apply(Command::Go(Route::Preferences));
        app
    });
}

#[test]
fn the_search() {
    let make = || {
        let (mut app, _) = opened();
        app.apply(Command::Dialog(Some(roster_inspector::app::Dialog::Search)));
        app
    };
    picture_after("search", make, |window| {
        window.get_by_role_and_label(Role::TextInput, "Search").type_text("english 9");
    });
}
