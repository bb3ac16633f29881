//! What stands around the screens: sidebar, breadcrumb, history, notices, keys, dialogs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Command, Route};
use roster_inspector::spec::Table;
use roster_inspector::ui::shell::data::shell;

use crate::opened::{fixture, inspector, inspector_of, state, told, until, until_whole, whole};

#[test]
fn the_sidebar_leads_to_every_file_and_back_again() {
    let mut window = whole(&fixture("good/v1_1"));
    window.get_by_role_and_label(Role::Link, "users").click();
    window.run_steps(3);
    let roster = window.state().app().current().expect("open").id();
    assert_eq!(*window.state().app().route(), Route::Table { roster, table: Table::Users, at: None });
    window.get_by_label("Back (Alt+Left)").click();
    window.run_steps(3);
    assert_eq!(*window.state().app().route(), Route::Overview { roster });
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    window.run_steps(3);
    assert_eq!(window.state().app().route().table(), Some(Table::Users));
    // The breadcrumb leads up.
    window.get_by_role_and_label(Role::Link, "v1_1").click();
    window.run_steps(3);
    assert_eq!(*window.state().app().route(), Route::Overview { roster });
}

#[test]
fn what_stands_around_is_told_as_data() {
    let window = whole(&fixture("good/v1_2"));
    let app = window.state().app();
    let mut data = shell(app);
    data.status.retain(|words| !words.starts_with("Opened in"));
    if let Some(checks) = &mut data.checks {
        checks.words.truncate("All checks done in".len());
    }
    insta::assert_snapshot!(told(&data));
}

#[test]
fn an_error_is_told_with_details_and_what_was_open_stays() {
    let mut window = whole(&fixture("good/v1_1"));
    window.state_mut().apply(Command::Open(vec![fixture("good/none.zip")]));
    until(&mut window, "a notice comes", |app| app.notices().newest().is_some());
    window.get_by_label("error: There is nothing at this path");
    window.get_by_label("Copy details").click();
    let copies = |command: &egui::OutputCommand| matches!(command, egui::OutputCommand::CopyText(text) if text.contains("none.zip"));
    let copied = (0..3).any(|_| {
        window.step();
        window.output().platform_output.commands.iter().any(copies)
    });
    assert!(copied, "the details are on the clipboard");
    window.get_by_role_and_label(Role::Link, "orgs");
    window.get_by_label("Dismiss").click();
    window.run_steps(3);
    assert!(window.query_by_label("Copy details").is_none());
}

#[test]
fn two_rosters_are_switched_and_closed_in_the_sidebar() {
    let mut window = whole(&fixture("good/v1_1"));
    let first = window.state().app().current().expect("open").id();
    window.state_mut().apply(Command::Open(vec![fixture("good/v1_2")]));
    until(&mut window, "the second is shown", |app| app.current().is_some_and(|open| open.id() != first));
    until_whole(&mut window);
    window.get_by_label("Roster v1_2").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::MenuItem, "v1_1").click();
    window.run_steps(3);
    assert_eq!(window.state().app().current().map(|open| open.id()), Some(first));
    window.get_by_label("Roster v1_1").click();
    window.run_steps(3);
    window.get_by_label("Close v1_1").click();
    window.run_steps(3);
    assert!(window.state().app().rosters().get(first).is_none());
    // The other one stands beside the page that says so.
    window.get_by_label("Roster v1_2");
    window.get_by_label("v1_1 was closed");
    window.get_by_role_and_label(Role::Link, "Overview").click();
    window.run_steps(3);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    window.run_steps(3);
    window.get_by_label("v1_2 was closed");
    assert!(window.state().app().rosters().is_empty());
}

#[test]
fn opening_is_cancelled_in_the_status_bar() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n".to_owned();
    for org in 0..600_000 {
        rows.push_str(&format!("o-{org},,,School number {org} of many,school,,\n"));
    }
    std::fs::write(folder.path().join("orgs.csv"), rows).expect("written");
    let mut window = whole(&fixture("good/v1_1"));
    let kept = window.state().app().current().expect("open").id();
    window.state_mut().apply(Command::Open(vec![folder.path().to_owned()]));
    let mut shown = false;
    for _ in 0..2000 {
        window.step();
        if window.state().app().running().is_some_and(|running| running.progress.doing.starts_with("Reading")) {
            window.step();
            if let Some(cancel) = window.query_by_role_and_label(Role::Link, "Cancel") {
                cancel.click();
                shown = true;
                break;
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(shown, "the running job stands in the status bar");
    window.run_steps(4);
    let app = window.state().app();
    assert_eq!((app.rosters().iter().count(), app.current().map(|open| open.id())), (1, Some(kept)));
}

#[test]
fn dropped_files_are_opened_together() {
    let mut window = inspector(&[]);
    for file in ["orgs.csv", "users.csv"] {
        window.input_mut().dropped_files.push(Arc::new(Dropped(fixture("good/v1_1").join(file))));
    }
    window.step();
    until_whole(&mut window);
    let roster = window.state().app().current().and_then(|open| open.roster()).expect("open");
    assert_eq!(roster.data().tables().count(), 2);
}

/// A file as the system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_typed_path_is_opened() {
    let mut window = inspector(&[]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run_steps(4);
    let path = format!(" \"{}\" ", fixture("good/v1_1").display());
    window.get_by_role_and_label(Role::TextInput, "Path").type_text(&path);
    window.run_steps(2);
    window.key_press(Key::Enter);
    window.run_steps(2);
    until_whole(&mut window);
    window.get_by_role_and_label(Role::Link, "orgs");
}

#[test]
fn another_day_judges_anew() {
    let mut window = whole(&fixture("good/v1_1"));
    window.get_by_label("As of 2026-11-23").click();
    window.run_steps(4);
    let field = window.get_by_role_and_label(Role::TextInput, "Date, YYYY-MM-DD");
    field.focus();
    window.run_steps(1);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, "Date, YYYY-MM-DD").type_text("2024-01-15");
    window.run_steps(2);
    window.get_by_role_and_label(Role::Button, "Judge again").click();
    window.run_steps(2);
    until(&mut window, "it is judged anew", |app| {
        let day = app.current().and_then(|open| open.findings()).map(|findings| findings.settings().as_of);
        day == Some(jiff::civil::date(2024, 1, 15))
    });
    window.get_by_label("As of 2024-01-15");
}

#[test]
fn a_small_window_folds_the_sidebar_and_keeps_every_place() {
    let mut window = inspector_of(Vec2::new(900.0, 600.0), state(None), &[fixture("good/v1_1")]);
    until_whole(&mut window);
    let item = window.get_by_role_and_label(Role::Link, "users");
    assert!(item.rect().width() < 60.0, "icons only");
    item.click();
    window.run_steps(3);
    assert_eq!(window.state().app().route().table(), Some(Table::Users));
}

#[test]
fn tab_goes_round_without_a_trap() {
    let mut window = whole(&fixture("good/v1_1"));
    let mut names = Vec::new();
    for _ in 0..60 {
        window.key_press(Key::Tab);
        window.run_steps(2);
        let focused = window.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused())).next();
        names.extend(focused.and_then(|node| node.accesskit_node().label()));
    }
    for name in ["Sidebar (Ctrl+B)", "Roster v1_1", "Findings", "users", "As of 2026-11-23", "Menu"] {
        assert!(names.iter().any(|other| other == name), "{name} is reached by Tab: {names:?}");
    }
}
