//! Pictures of a comparison. `./dev screenshots` keeps them.

use std::sync::Arc;

use egui_kittest::Harness;
use roster_inspector::app::{Action, App, Command, CompareCommand, CompareViewCommand, Setup, Source};

use crate::compare_districts::two;
use crate::record_window::until;
use crate::screenshots::picture_after;

/// The pictures of a larger package are of that package alone.
fn is_for_another() -> bool {
    std::env::var_os("ROSTER_PACKAGE").is_some()
}

/// Two states of one district, side by side.
pub fn both() -> App {
    let folder = Box::leak(Box::new(tempfile::tempdir().expect("a folder")));
    let mut app = App::new(Setup { wake: Arc::new(|| {}), prefs: None, today: crate::opened::TODAY, sample: None });
    for path in two(folder.path(), 1_400) {
        app.open(Source::Paths(vec![path]));
        until(&mut app, |app| app.rosters().iter().all(|open| open.judged().is_some()));
    }
    app.apply(Command::Act(Action::Compare));
    until(&mut app, |app| app.comparison().is_some_and(|state| state.judged.is_some() && state.findings.is_some() && state.rows.is_some()));
    app
}

fn say(window: &mut Harness<'_, App>, command: CompareViewCommand) {
    window.state_mut().apply(Command::Compare(CompareCommand::View(command)));
    window.run_steps(4);
}

#[test]
fn a_comparison() {
    if !is_for_another() {
        picture_after("compare", both, |_| {});
    }
}

#[test]
fn two_records() {
    if !is_for_another() {
        picture_after("compare-records", both, |window| {
            say(window, CompareViewCommand::Column(Some("email".to_owned())));
            for command in [CompareViewCommand::Large(true), CompareViewCommand::Pane(true), CompareViewCommand::Select(Some(2))] {
                say(window, command);
            }
        });
    }
}
