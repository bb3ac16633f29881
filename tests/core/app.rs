//! The state of the window without a window: opening, going, closing, filtering, and what is said when it fails.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use roster_inspector::app::{Action, App, CellAt, Command, Dialog, Pick, Route, Setup, SourceLine, TableCommand};
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;

fn app(prefs: Option<PathBuf>) -> App {
    App::new(Setup { wake: Arc::new(|| ()), prefs, today: jiff::civil::date(2026, 11, 23), sample: None })
}

/// Lets jobs go on until something is so.
fn until(app: &mut App, what: &str, so: impl Fn(&App) -> bool) {
    let started = Instant::now();
    while !so(app) {
        assert!(started.elapsed() < Duration::from_secs(20), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(2));
        app.tick();
    }
}

fn package(folder: &Path, users: usize) -> PathBuf {
    let mut rows = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,\
                    identifier,email,sms,phone,agentSourcedIds,grades,password\n"
        .to_owned();
    for user in 0..users {
        rows.push_str(&format!("u-{user},,,true,s-1,student,login{user},,Given{},Family{user},,,,,,,09,\n", user % 7));
    }
    std::fs::write(folder.join("users.csv"), rows).expect("written");
    std::fs::write(
        folder.join("orgs.csv"),
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\ns-1,,,Elm Creek High,school,,\n",
    )
    .expect("written");
    folder.to_owned()
}

fn open(app: &mut App, path: &Path) -> RosterId {
    app.apply(Command::Open(vec![path.to_owned()]));
    until(app, "the roster is whole", |app| app.current().is_some_and(|open| open.whole().is_some()));
    app.current().expect("open").id()
}

#[test]
fn opening_leads_to_the_overview_and_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("config/preferences.json");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).expect("made");
    let mut app = app(Some(prefs.clone()));
    let roster = open(&mut app, &package(&data, 20));
    assert_eq!(*app.route(), Route::Overview { roster });
    assert_eq!(app.running().filter(|running| running.cancel == Some(Command::Close(roster))), None);
    assert_eq!(app.prefs().recent[0].paths, std::slice::from_ref(&data));
    assert!(std::fs::read_to_string(prefs).expect("saved").contains("\"folder\": true"));
}

#[test]
fn what_cannot_be_opened_is_said_and_the_open_roster_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(None);
    let roster = open(&mut app, &package(folder.path(), 5));
    app.apply(Command::Open(vec![folder.path().join("nothing.zip")]));
    until(&mut app, "a notice comes", |app| app.notices().newest().is_some());
    let notice = app.notices().newest().expect("a notice").clone();
    assert_eq!(notice.title, "There is nothing at this path");
    assert!(notice.lines.last().expect("a path").ends_with("nothing.zip"));
    assert!(notice.copy_text().contains("nothing.zip"));
    assert_eq!(*app.route(), Route::Overview { roster });
    assert_eq!(app.rosters().iter().count(), 1);
    app.apply(Command::CloseNotice);
    assert_eq!(app.notices().newest(), None);
}

#[test]
fn opening_can_be_cancelled_and_leaves_what_was_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    for path in [&small, &large] {
        std::fs::create_dir(path).expect("made");
    }
    let mut app = app(None);
    let kept = open(&mut app, &package(&small, 5));
    app.apply(Command::Open(vec![package(&large, 200_000)]));
    until(&mut app, "the first rows are there", |app| *app.route() != Route::Overview { roster: kept });
    app.apply(Command::Act(Action::CancelJob));
    app.tick();
    assert_eq!(*app.route(), Route::Overview { roster: kept });
    assert_eq!(app.rosters().iter().count(), 1);
    assert_eq!(app.notices().newest(), None);
}

#[test]
fn two_rosters_stand_side_by_side_until_one_is_closed() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut app = app(None);
    let first = open(&mut app, &package(one.path(), 5));
    app.apply(Command::Open(vec![package(two.path(), 6)]));
    until(&mut app, "the second is shown", |app| app.current().is_some_and(|open| open.id() != first && open.whole().is_some()));
    assert_eq!(app.rosters().shown().count(), 2);
    let second = app.current().map(|open| open.id()).expect("the second");
    app.apply(Command::Go(Route::Overview { roster: first }));
    assert_eq!(app.current().map(|open| open.id()), Some(first));
    app.apply(Command::Act(Action::CloseRoster));
    assert!(app.rosters().get(first).is_none());
    let others: Vec<_> = app.rosters().iter().map(|open| (open.id() != first, open.whole().is_some())).collect();
    assert_eq!(others, [(true, true)], "the other one stays");
    app.apply(Command::Go(Route::Overview { roster: second }));
    app.apply(Command::Act(Action::CloseRoster));
    assert!(app.rosters().is_empty());
}

#[test]
fn a_table_is_filtered_and_sorted_beside_the_frames() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(None);
    let roster = open(&mut app, &package(folder.path(), 700));
    app.apply(Command::Go(Route::Table { roster, table: Table::Users, at: None }));
    app.tick();
    let order = app.order().expect("the file's order at once");
    assert_eq!((order.rows.len(), order.rows.row(699), order.running.is_none()), (700, Some(699), true));

    app.apply(Command::Table(TableCommand::Filter("GIVEN3".to_owned())));
    until(&mut app, "the filter is done", |app| app.order().is_some_and(|order| order.running.is_none() && order.rows.len() == 100));
    let family = app.current().and_then(|open| open.roster()?.table(Table::Users)?.column_number("familyName")).expect("a column") as u16;
    app.apply(Command::Table(TableCommand::Sort { column: family, add: false }));
    app.tick();
    assert_eq!(app.order().expect("the order of before").rows.len(), 100, "the last good content stays");
    until(&mut app, "the sort is done", |app| app.order().is_some_and(|order| order.running.is_none() && order.rows.row(0) == Some(10)));

    let order = app.order().expect("an order");
    assert_eq!((order.rows.of(), order.rows.position(10), order.rows.position(0)), (700, Some(0), None));
    app.apply(Command::Table(TableCommand::Filter("nobody of this name".to_owned())));
    until(&mut app, "nothing is found", |app| app.order().is_some_and(|order| order.rows.is_empty()));
    app.apply(Command::Table(TableCommand::Filter("s-1".to_owned())));
    until(&mut app, "a reference is found by its id", |app| app.order().is_some_and(|order| order.rows.len() == 700));
}

#[test]
fn a_rule_shows_its_rows_and_another_day_judges_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(None);
    package(folder.path(), 40);
    let users = std::fs::read_to_string(folder.path().join("users.csv")).expect("read").replace("u-7,,,true,s-1", "u-7,,,true,s-404");
    std::fs::write(folder.path().join("users.csv"), users).expect("written");
    let roster = open(&mut app, folder.path());
    until(&mut app, "the checks are done", |app| app.current().is_some_and(|open| open.findings().is_some()));
    let findings = Arc::clone(app.current().and_then(|open| open.findings()).expect("findings"));
    let group = findings.groups().iter().find(|group| group.rule.code.starts_with("ref-")).expect("the broken reference");
    app.apply(Command::Go(Route::Table { roster, table: Table::Users, at: None }));
    app.apply(Command::Table(TableCommand::Where(roster_inspector::query::Condition::found_by(group.rule.code))));
    until(&mut app, "its row is shown alone", |app| app.order().is_some_and(|order| order.rows.len() == 1 && order.running.is_none()));
    assert_eq!(app.order().expect("an order").rows.row(0), Some(7));

    let day = jiff::civil::date(2020, 1, 1);
    app.apply(Command::SetAsOf(roster, day));
    until(&mut app, "it is judged anew", |app| {
        app.current().and_then(|open| open.findings()).is_some_and(|findings| findings.settings().as_of == day)
    });
}

#[test]
fn the_source_line_of_the_shown_row_is_fetched() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(None);
    let roster = open(&mut app, &package(folder.path(), 30));
    app.apply(Command::Go(Route::Record { roster, table: Table::Users, row: 12 }));
    until(&mut app, "the line is read", |app| matches!(app.source_line(roster, Table::Users, 12), Some(SourceLine::Read(_))));
    let Some(SourceLine::Read(line)) = app.source_line(roster, Table::Users, 12) else { panic!("read") };
    assert!(line.text.starts_with("u-12,,,true,"), "{}", line.text);
    assert_eq!(line.line, 14);

    std::fs::write(folder.path().join("users.csv"), "gone").expect("written");
    app.apply(Command::Go(Route::Table { roster, table: Table::Users, at: Some(CellAt { row: 20, column: None }) }));
    until(&mut app, "the change is noticed", |app| matches!(app.source_line(roster, Table::Users, 20), Some(SourceLine::Failed(..))));
    let Some(SourceLine::Failed(title, _)) = app.source_line(roster, Table::Users, 20) else { panic!("failed") };
    assert_eq!(title, "The source has changed since it was opened");
}

#[test]
fn actions_say_why_they_cannot_be_done() {
    let mut app = app(None);
    assert_eq!(app.can(Action::CloseRoster), Err("No roster is open here"));
    assert_eq!(app.can(Action::OpenSample), Err("This build has no sample"));
    app.apply(Command::Act(Action::Back));
    assert_eq!(*app.route(), Route::Welcome);
    app.apply(Command::Act(Action::OpenFolder));
    assert_eq!(app.picking(), Some(Pick::Folder));
    app.apply(Command::PickFailed);
    assert_eq!((app.picking(), app.dialog()), (None, Some(Dialog::OpenPath)));
    assert_eq!(app.notices().newest().map(|notice| notice.title.as_str()), Some("The file dialog could not be shown"));
}

#[test]
fn limits_of_the_preferences_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    std::fs::write(&prefs, r#"{ "limits": { "entries": 1 } }"#).expect("written");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).expect("made");
    let mut app = app(Some(prefs));
    app.apply(Command::Open(vec![package(&data, 2)]));
    until(&mut app, "a notice comes", |app| app.notices().newest().is_some());
    let notice = app.notices().newest().expect("a notice");
    assert!(notice.title.contains("exceeds a limit"), "{notice:?}");
    assert!(app.current().is_none());
}
