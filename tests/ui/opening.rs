//! Ways in: a password, several packages at once, a source that changed on disk, recent rosters that are gone.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, App, Command, Dialog, Route};
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::harness::WINDOW;
use crate::opened::{fixture, inspector, inspector_of, state, until, until_whole, whole};

const SECRET: &str = "7 acorns";
const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";

fn archive(path: &Path, manifest: SimpleFileOptions, orgs: SimpleFileOptions, rows: &str) {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, options, text) in
        [("manifest.csv", manifest, "propertyName,value\nfile.orgs,bulk\n".to_owned()), ("orgs.csv", orgs, format!("{ORGS}{rows}"))]
    {
        writer.start_file(name, options).expect("an entry begins");
        writer.write_all(text.as_bytes()).expect("written");
    }
    std::fs::write(path, writer.finish().expect("finished").into_inner()).expect("written");
}

fn locked() -> SimpleFileOptions {
    SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, SECRET)
}

fn orgs(app: &App) -> Option<u32> {
    Some(app.current()?.whole()?.table(Table::Orgs)?.rows())
}

fn give(window: &mut Harness<'_, Window>, password: &str) {
    window.get_by_role_and_label(Role::PasswordInput, "Password").type_text(password);
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(2);
}

#[test]
fn an_encrypted_archive_asks_for_its_password_until_it_is_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("locked.zip");
    archive(&path, locked(), locked(), "o-1,,,Elm,school,,\n");
    let mut window = inspector(&[path]);
    until(&mut window, "it asks", |app| app.dialog() == Some(Dialog::Password));
    give(&mut window, "8 acorns");
    until(&mut window, "it asks again", |app| app.locked().is_some_and(|locked| locked.wrong));
    window.get_by_label("warning: This is not the password");
    give(&mut window, SECRET);
    until(&mut window, "it is open", |app| orgs(app) == Some(1));
    assert!(window.state().app().notices().newest().is_none());
    // Reading it anew needs no second question.
    window.key_press_modifiers(Modifiers::COMMAND, Key::R);
    let before = window.state().app().current().map(|open| open.id());
    until(&mut window, "it is read anew", |app| app.current().map(|open| open.id()) != before && orgs(app) == Some(1));
    assert_eq!(window.state().app().dialog(), None);
}

#[test]
fn giving_no_password_leaves_what_was_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("locked.zip");
    archive(&path, locked(), locked(), "");
    let mut window = whole(&fixture("good/v1_1"));
    window.state_mut().apply(Command::Open(vec![path]));
    until(&mut window, "it asks", |app| app.dialog() == Some(Dialog::Password));
    window.key_press(Key::Escape);
    window.run_steps(4);
    let app = window.state().app();
    assert_eq!((app.dialog(), app.locked().is_none(), app.rosters().iter().count(), app.tabs().count()), (None, true, 1, 1));
}

#[test]
fn files_that_need_a_password_are_read_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("half.zip");
    archive(&path, SimpleFileOptions::default(), locked(), "o-1,,,Elm,school,,\n");
    let mut window = inspector(&[path]);
    until(&mut window, "it is open", |app| app.current().is_some_and(|open| open.whole().is_some()));
    assert!(window.state().app().can(Action::Unlock).is_ok());
    window.state_mut().apply(Command::Act(Action::Unlock));
    window.run_steps(3);
    give(&mut window, SECRET);
    until(&mut window, "the file is read", |app| orgs(app) == Some(1));
    assert!(window.state().app().can(Action::Unlock).is_err());
    assert_eq!(window.state().app().rosters().iter().count(), 1);
}

fn two_schools(folder: &Path) -> Vec<PathBuf> {
    let paths: Vec<_> = ["elm.zip", "oak.zip"].iter().map(|name| folder.join(name)).collect();
    for (number, path) in paths.iter().enumerate() {
        archive(path, SimpleFileOptions::default(), SimpleFileOptions::default(), &format!("o-{number},,,School {number},school,,\n"));
    }
    paths
}

#[test]
fn several_archives_become_one_district_if_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = inspector(&two_schools(folder.path()));
    window.run_steps(3);
    window.get_by_label("elm.zip");
    window.get_by_role_and_label(Role::Button, "Open as one district").click();
    until(&mut window, "both are there", |app| orgs(app) == Some(2));
    assert_eq!(window.state().app().rosters().iter().count(), 1);
}

#[test]
fn several_archives_are_opened_beside_each_other_if_that_is_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = inspector(&two_schools(folder.path()));
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, "Open beside each other").click();
    until(&mut window, "both are there", |app| app.rosters().shown().filter(|open| open.whole().is_some()).count() == 2);
    assert_eq!(window.state().app().tabs().count(), 2);
    let other = if window.query_by_label("Go to roster elm.zip").is_some() { "elm.zip" } else { "oak.zip" };
    let link = format!("Go to roster {other}");
    let shown = window.get_by_label(&link);
    assert_eq!(shown.accesskit_node().description().as_deref(), Some("1.1 bulk, 1 row"));
    shown.click();
    window.run_steps(4);
    assert_eq!(window.state().app().current().map(|open| open.name()).as_deref(), Some(other));
}

#[test]
fn a_source_that_changed_is_told_and_read_anew_only_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("nightly.zip");
    let plain = SimpleFileOptions::default();
    archive(&path, plain, plain, "o-1,,,Elm,school,,\no-2,,,Oak,school,,\n");
    let mut window = inspector(std::slice::from_ref(&path));
    until(&mut window, "it is open", |app| orgs(app) == Some(2));
    let first = window.state().app().current().expect("open").id();
    window.state_mut().apply(Command::Go(Route::Record { roster: first, table: Table::Orgs, row: 1 }));
    window.run_steps(3);
    archive(&path, plain, plain, "o-0,,,Ash,school,,\no-1,,,Elm,school,,\no-2,,,Oak tree,school,,\n");
    until(&mut window, "the change is seen", |app| app.on_disk().is_some());
    window.get_by_label("information: nightly.zip changed on disk");
    assert_eq!(orgs(window.state().app()), Some(2), "nothing is read by itself");
    window.get_by_role_and_label(Role::Button, "Reload").click();
    until(&mut window, "it is read anew", |app| orgs(app) == Some(3));
    let app = window.state().app();
    let now = app.current().expect("open").id();
    // The same organization, which stands one row lower now.
    assert_eq!(*app.route(), Route::Record { roster: now, table: Table::Orgs, row: 2 });
    assert!(app.rosters().get(first).is_none() && app.on_disk().is_none());
    assert_eq!(app.tabs().count(), 1);
    // A file that is gone is told as well, and what was read stays.
    std::fs::remove_file(&path).expect("removed");
    until(&mut window, "it is missed", |app| app.on_disk().is_some());
    window.get_by_label("warning: nightly.zip is no longer on disk");
    window.get_by_label("Dismiss").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("no longer on disk").is_none());
    assert_eq!(orgs(window.state().app()), Some(3));
}

#[test]
fn a_recent_roster_that_is_gone_says_so_before_it_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let (prefs, path) = (folder.path().join("preferences.json"), folder.path().join("elm.zip"));
    let plain = SimpleFileOptions::default();
    archive(&path, plain, plain, "o-1,,,Elm,school,,\n");
    let mut window = inspector_of(WINDOW, state(Some(prefs.clone())), std::slice::from_ref(&path));
    until_whole(&mut window);
    std::fs::remove_file(&path).expect("removed");
    let mut window = inspector_of(WINDOW, state(Some(prefs)), &[]);
    for _ in 0..500 {
        window.step();
        let row = window.get_by_role_and_label(Role::Link, "Open elm.zip");
        if row.accesskit_node().description().is_some_and(|words| words.contains("no longer there")) {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let row = window.get_by_role_and_label(Role::Link, "Open elm.zip");
    assert!(row.accesskit_node().description().is_some_and(|words| words.contains("no longer there")));
    row.click();
    window.run_steps(2);
    until(&mut window, "it is said", |app| app.notices().newest().is_some());
    window.get_by_label("error: There is nothing at this path");
}
