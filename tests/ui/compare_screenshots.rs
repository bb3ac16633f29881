//! Pictures of a comparison. `./dev screenshots` keeps them.

use std::sync::Arc;

use egui_kittest::Harness;
use roster_inspector::app::{
    Action, App, BasketCommand, BasketItem, Command, CompareCommand, CompareList, CompareViewCommand, Route, Setup, Source,
};
use roster_inspector::compare::{self, Effect};
use roster_inspector::export::write_parcel;
use roster_inspector::job::Watch;
use roster_inspector::spec::Table;

use crate::compare_districts::{open, two};
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

#[test]
fn a_delta() {
    if is_for_another() {
        return;
    }
    let make = || {
        let folder = Box::leak(Box::new(tempfile::tempdir().expect("a folder")));
        let [before, after] = two(folder.path(), 1_400);
        let (old, new) = (open(&before), open(&after));
        let delta = compare::delta(&old, &new, &Watch::new()).expect("a delta");
        let path = folder.path().join("northgate_delta.zip");
        let mut parcel = delta.parcel(&old, &new, "2026-11-22T04:00:00.000Z");
        parcel.files.retain(|file| file.table != Table::Demographics);
        write_parcel(&parcel, false, &[], &path, &Watch::new()).expect("written");
        let mut app = App::new(Setup { wake: Arc::new(|| {}), prefs: None, today: crate::opened::TODAY, sample: None });
        for path in [before, path] {
            app.open(Source::Paths(vec![path]));
            until(&mut app, |app| app.rosters().iter().all(|open| open.judged().is_some()));
        }
        app.apply(Command::Act(Action::Compare));
        until(&mut app, |app| app.comparison().is_some_and(|state| state.applied.is_some() && state.judged.is_some()));
        let list = CompareList::Effects(Table::Users, Effect::Changed);
        app.apply(Command::Compare(CompareCommand::View(CompareViewCommand::List(list))));
        app
    };
    picture_after("compare-delta", make, |_| {});
}

#[test]
fn handing_over() {
    if is_for_another() {
        return;
    }
    let make = || {
        let folder = Box::leak(Box::new(tempfile::tempdir().expect("a folder")));
        let [before, _] = two(folder.path(), 1_400);
        let mut app = App::new(Setup { wake: Arc::new(|| {}), prefs: None, today: crate::opened::TODAY, sample: None });
        app.open(Source::Paths(vec![before]));
        until(&mut app, |app| app.rosters().iter().all(|open| open.judged().is_some()));
        let roster = app.rosters().iter().next().expect("open").id();
        for (table, row) in [(Table::Classes, 3), (Table::Users, 150), (Table::Users, 201)] {
            app.apply(Command::Basket(BasketCommand::Add(roster, BasketItem::one(table, row))));
        }
        app.apply(Command::Go(Route::HandOver { roster }));
        until(&mut app, |app| app.basket(roster).is_some_and(|state| state.is_current));
        app
    };
    picture_after("hand-over", make, |_| {});
}
