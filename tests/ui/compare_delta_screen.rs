//! A delta in the window: saved from two rosters, previewed against its base, its result opened and saved.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{Action, App, Command, CompareCommand, CompareForm, CompareList, ExportEnd, Route, SaveCompared};
use roster_inspector::compare::Effect;
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::compare_districts::two;
use crate::opened::{inspector, until};
use crate::pull_connect::{click, says};

/// Opens a package and gives its roster.
fn open(window: &mut Harness<'_, Window>, path: PathBuf) -> RosterId {
    let known: Vec<RosterId> = window.state().app().rosters().iter().map(|open| open.id()).collect();
    window.state_mut().apply(Command::Open(vec![path]));
    until_new(window, &known)
}

fn until_new(window: &mut Harness<'_, Window>, known: &[RosterId]) -> RosterId {
    let is_new = |app: &App| app.rosters().iter().find(|open| !known.contains(&open.id()) && open.judged().is_some()).map(|open| open.id());
    until(window, "another roster is open", |app| is_new(app).is_some());
    is_new(window.state().app()).expect("a roster")
}

fn compare(window: &mut Harness<'_, Window>, old: RosterId, new: RosterId) {
    window.state_mut().apply(Command::Go(Route::Compare { roster: new, old: Some(old) }));
    until(window, "both are compared", |app| app.comparison().is_some_and(|state| state.judged.is_some()));
}

fn save(window: &mut Harness<'_, Window>, form: CompareForm, path: &Path) {
    let ask = SaveCompared { path: path.to_owned(), form, with_values: false, replace: false };
    window.state_mut().apply(Command::Compare(CompareCommand::Save(ask)));
    until(window, "it is written", |app| app.handing().is_none());
    assert!(matches!(window.state().app().handed(), Some(ExportEnd::Done(written)) if written.size.bytes > 1_000 && written.size.rows > 0));
    window.state_mut().apply(Command::Compare(CompareCommand::SavingSeen));
}

#[test]
fn a_delta_goes_from_two_rosters_to_the_second_one_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = inspector(&[]);
    let [before, after] = two(folder.path(), 400).map(|path| open(&mut window, path));
    compare(&mut window, before, after);
    assert!(window.state().app().comparison().is_some_and(|state| state.applied.is_none()), "neither is a delta");
    assert!(window.state().app().can(Action::OpenResult).is_err());
    let path = folder.path().join("night.zip");
    save(&mut window, CompareForm::Delta, &path);
    let delta = open(&mut window, path);
    compare(&mut window, before, delta);
    until(&mut window, "it is applied", |app| app.comparison().is_some_and(|state| state.applied.is_some()));
    let applied = window.state().app().comparison().and_then(|state| state.applied).cloned().expect("applied");
    let [created, changed, deleted] = [Effect::Created, Effect::Changed, Effect::Deleted].map(|effect| applied.count(Table::Users, effect));
    assert!(created == 2 && changed > 50 && deleted > 90, "{created} {changed} {deleted}");
    assert!(says(&window, "What the delta does"));
    let row = format!("Delta of users: {created} created, {changed} changed, {deleted} deleted");
    window
        .query_all_by_role(Role::Button)
        .find(|node| {
            use egui_kittest::kittest::NodeT as _;
            node.accesskit_node().label().is_some_and(|label| label.starts_with(&row))
        })
        .expect("the file's line")
        .click();
    window.run_steps(4);
    let list = window.state().app().compare_view().and_then(|view| view.list);
    assert_eq!(list, Some(CompareList::Effects(Table::Users, Effect::Created)));
    assert!(says(&window, "new-id-0"));
    window.get_by_role_and_label(Role::RadioButton, &format!("Deleted {deleted}")).click();
    window.run_steps(4);
    assert!(says(&window, "tobedeleted"));
    // The result as a package, and as a roster in memory: both are what came after.
    let path = folder.path().join("result.zip");
    save(&mut window, CompareForm::Result, &path);
    let known: Vec<RosterId> = window.state().app().rosters().iter().map(|open| open.id()).collect();
    click(&mut window, Action::OpenResult.label());
    let result = until_new(&mut window, &known);
    assert!(window.state().app().rosters().get(result).expect("open").roster().expect("rows").paths().is_empty());
    let saved = open(&mut window, path);
    for result in [result, saved] {
        compare(&mut window, after, result);
        let compared = window.state().app().compared().cloned().expect("compared");
        assert!(compared.comparison.counts().is_equal(), "{:?}", compared.comparison.counts());
    }
    // The row as it stands in the package can be shown, and it can be read anew.
    let route = Route::Record { roster: result, table: Table::Users, row: 3 };
    window.state_mut().apply(Command::Go(route));
    until(&mut window, "the source line is read", |app| {
        matches!(app.source_line(result, Table::Users, 3), Some(roster_inspector::app::SourceLine::Read(_)))
    });
    // The other way round it is the same delta.
    compare(&mut window, delta, before);
    until(&mut window, "it is applied", |app| app.comparison().is_some_and(|state| state.applied.is_some()));
    let turned = window.state().app().comparison().and_then(|state| state.applied).cloned().expect("applied");
    assert!(!turned.is_after && turned.count(Table::Users, Effect::Deleted) == deleted);
}

#[test]
fn links_that_a_delta_breaks_are_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = inspector(&[]);
    let [before, after] = two(folder.path(), 400);
    let (old, new) = (crate::compare_districts::open(&before), crate::compare_districts::open(&after));
    let delta = roster_inspector::compare::delta(&old, &new, &roster_inspector::job::Watch::new()).expect("a delta");
    let mut parcel = delta.parcel(&old, &new, "2026-11-22T00:00:00.000Z");
    // People go, and their enrollments stay.
    parcel.files.retain(|file| file.table == Table::Users);
    let path = folder.path().join("half.zip");
    roster_inspector::export::write_parcel(&parcel, false, &[], &path, &roster_inspector::job::Watch::new()).expect("written");
    let [before, half] = [before, path].map(|path| open(&mut window, path));
    compare(&mut window, before, half);
    until(&mut window, "it is applied", |app| app.comparison().is_some_and(|state| state.applied.is_some()));
    let broken = window.state().app().comparison().and_then(|state| state.applied).map_or(0, |applied| applied.applied.broken.len());
    assert!(broken > 100);
    window.state_mut().apply(Command::Compare(CompareCommand::View(roster_inspector::app::CompareViewCommand::List(CompareList::Broken))));
    window.run_steps(4);
    assert!(says(&window, "Links that would break"));
    window.get_by_role_and_label(Role::Table, "Differences of Links that would break").focus();
    window.run_steps(2);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::End);
    window.run_steps(4);
    let last = window.state().app().comparison().and_then(|state| state.applied).and_then(|applied| applied.applied.broken.last()).cloned();
    let last = last.expect("a link");
    assert!(says(&window, last.column) && says(&window, &last.id), "the last of them is reached");
}
