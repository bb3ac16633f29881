//! The first page: ways to open, what was opened lately.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

use roster_inspector::app::{App, Dialog, Pick, Setup};

use crate::harness::WINDOW;
use crate::opened::{TODAY, fixture, inspector, inspector_of, state, until_whole};

#[test]
fn every_way_to_open_is_there() {
    let mut window = inspector(&[]);
    window.get_by_label("Drop a zip, a folder or CSV files here");
    window.get_by_role_and_label(Role::Button, "Open path…").click();
    window.run_steps(3);
    assert_eq!(window.state().app().dialog(), Some(Dialog::OpenPath));
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, "Shortcuts").click();
    window.run_steps(3);
    assert_eq!(window.state().app().dialog(), Some(Dialog::Shortcuts));
}

#[test]
fn the_sample_is_opened_and_judged_by_its_own_day() {
    let mut window = inspector(&[]);
    window.get_by_role_and_label(Role::Button, "Sample district").click();
    window.run_steps(2);
    until_whole(&mut window);
    let open = window.state().app().current().expect("open");
    assert_eq!(open.as_of().to_string(), roster_inspector::generate::SAMPLE_AS_OF);
    assert!(open.findings().is_some_and(|findings| findings.counts().errors > 0));
    assert!(window.state().app().prefs().recent.is_empty(), "the sample is always at hand");
}

#[test]
fn what_is_not_there_is_not_offered() {
    let setup = Setup { wake: Arc::new(|| ()), prefs: None, today: TODAY, sample: None };
    let mut window = inspector_of(WINDOW, App::new(setup), &[]);
    window.run_steps(2);
    assert!(window.query_by_label("Sample district").is_none());
}

#[test]
fn the_buttons_ask_the_system_for_a_dialog() {
    // The state alone, since a frame would show the dialog.
    let mut app = state(None);
    for (action, pick) in
        [(roster_inspector::app::Action::OpenFiles, Pick::Files), (roster_inspector::app::Action::OpenFolder, Pick::Folder)]
    {
        app.apply(roster_inspector::app::Command::Act(action));
        assert_eq!(app.picking(), Some(pick));
    }
}

#[test]
fn what_was_opened_is_offered_again_and_forgotten_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut window = inspector_of(WINDOW, state(Some(prefs.clone())), &[fixture("good/v1_1")]);
    until_whole(&mut window);

    let mut window = inspector_of(WINDOW, state(Some(prefs.clone())), &[]);
    window.run_steps(2);
    window.get_by_role_and_label(Role::Link, "Open v1_1").click();
    window.run_steps(2);
    until_whole(&mut window);

    let mut window = inspector_of(WINDOW, state(Some(prefs.clone())), &[]);
    window.get_by_label("Forget v1_1").click();
    window.run_steps(3);
    window.get_by_label("Nothing was opened yet");
    assert!(!std::fs::read_to_string(prefs).expect("saved").contains("v1_1"));
}
