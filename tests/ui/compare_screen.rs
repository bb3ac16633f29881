//! The comparison of two rosters in the window: choosing them, the overview, lists, the two records, and saving.

use std::path::Path;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{
    Action, App, Command, CompareCommand, CompareForm, CompareList, CompareViewCommand, Dialog, Route, SaveCompared, TrackCommand, View,
};
use roster_inspector::compare::{Fate, FindingFate};
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::compare_districts::{NAMES, two};
use crate::opened::{inspector, until};
use crate::pull_connect::{click, says, type_into};

fn both(folder: &Path) -> Harness<'static, Window> {
    let [before, after] = two(folder, 400);
    let mut window = inspector(&[]);
    for path in [before, after] {
        window.state_mut().apply(Command::Open(vec![path]));
        until(&mut window, "it is checked", |app| app.rosters().iter().all(|open| open.whole().is_some() && open.judged().is_some()));
    }
    window
}

fn act(window: &mut Harness<'_, Window>, action: Action) {
    window.state_mut().apply(Command::Act(action));
    window.run_steps(5);
}

fn say(window: &mut Harness<'_, Window>, command: CompareViewCommand) {
    window.state_mut().apply(Command::Compare(CompareCommand::View(command)));
    window.run_steps(3);
}

/// The comparison with everything that belongs to it.
fn settled(app: &App) -> bool {
    app.comparison().is_some_and(|state| state.judged.is_some() && state.findings.is_some() && state.rows.is_some_and(|(_, fits)| fits))
}

fn compared(folder: &Path) -> Harness<'static, Window> {
    let mut window = both(folder);
    act(&mut window, Action::Compare);
    until(&mut window, "both are compared", settled);
    window
}

fn listed(window: &mut Harness<'_, Window>) -> usize {
    until(window, "the list is there", settled);
    window.state().app().comparison().and_then(|state| state.rows).map_or(0, |(rows, _)| rows.len())
}

#[test]
fn two_open_rosters_are_compared_file_by_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    let counts = window.state().app().compared().expect("compared").comparison.table(Table::Users).expect("users").counts();
    assert!(counts.removed > 90 && counts.changed > 50 && counts.added == 2, "{counts:?}");
    let row = format!("users: {} changed, {} removed, {} added", counts.changed, counts.removed, counts.added);
    assert!(says(&window, &row), "the file's numbers are told");
    assert!(says(&window, &format!("Before {}", NAMES[0])) && says(&window, &format!("After {}", NAMES[1])));
    // Most of one school is gone, and rules about changes say so.
    assert!(says(&window, "about the changes stand"));
    assert_eq!(listed(&mut window), counts.changed as usize, "changed people are listed first");
    window.get_by_role_and_label(Role::RadioButton, &format!("Removed {}", counts.removed)).click();
    window.run_steps(3);
    assert_eq!(listed(&mut window), counts.removed as usize);
    act(&mut window, Action::SwapSides);
    until(&mut window, "both are compared the other way round", settled);
    let turned = window.state().app().compared().expect("compared").comparison.table(Table::Users).expect("users").counts();
    assert_eq!((turned.added, turned.removed, turned.changed), (counts.removed, counts.added, counts.changed));
}

#[test]
fn a_list_is_narrowed_sorted_and_opened_in_its_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    let all = listed(&mut window);
    let by_column = |app: &App, name: &str| {
        let compared = app.compared().expect("compared");
        let users = compared.comparison.table(Table::Users).expect("users");
        users.column(name).map_or(0, |(at, _)| users.by_column[at] as usize)
    };
    let emails = by_column(window.state().app(), "email");
    assert!(emails > 5 && emails < all);
    say(&mut window, CompareViewCommand::Column(Some("email".to_owned())));
    assert_eq!(listed(&mut window), emails);
    act(&mut window, Action::FilterRows);
    window.run_steps(2);
    type_into(&mut window, "Filter differences", "29@new");
    until(&mut window, "the text narrows", |app| settled(app) && app.compare_view().is_some_and(|view| view.text == "29@new"));
    assert!(listed(&mut window) <= emails);
    window.get_by_role_and_label(Role::ColumnHeader, "Name").click();
    window.run_steps(2);
    let narrowed = listed(&mut window);
    assert!(window.state().app().compare_view().is_some_and(|view| view.sort.is_some()));
    act(&mut window, Action::OpenRows);
    until(&mut window, "the rows are shown", |app| app.order().is_some_and(|order| order.running.is_none()));
    let app = window.state().app();
    assert!(matches!(app.route(), Route::Table { table: Table::Users, .. }));
    assert_eq!(app.order().expect("rows").rows.len() as usize, narrowed);
    act(&mut window, Action::Back);
    until(&mut window, "back at the same list", settled);
    assert_eq!(listed(&mut window), narrowed);
}

#[test]
fn the_two_records_stand_side_by_side() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    say(&mut window, CompareViewCommand::Column(Some("email".to_owned())));
    until(&mut window, "the list is there", settled);
    // By keyboard: into the list, down, and Enter.
    window.get_by_role_and_label(Role::Table, "Differences of users").focus();
    window.run_steps(2);
    window.key_press(egui::Key::ArrowDown);
    window.run_steps(2);
    window.key_press(egui::Key::Enter);
    window.run_steps(4);
    let view = window.state().app().compare_view().cloned().expect("a comparison");
    assert!(view.pane && view.large && view.selected.is_some(), "{view:?}");
    assert!(says(&window, "29@new.northgate.example, before "), "the field is told with both values");
    assert!(says(&window, "sourcedId: ") && says(&window, ", the same"));
    act(&mut window, Action::SideBySide);
    act(&mut window, Action::WholePage);
    let view = window.state().app().compare_view().cloned().expect("a comparison");
    assert!(!view.pane && !view.large);
}

#[test]
fn ids_that_changed_hands_and_findings_are_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    click(&mut window, "Same record, new id");
    assert!(says(&window, "new-id-0, before "), "old and new id");
    click(&mut window, "Same id, another record");
    assert!(says(&window, "Somebody Else, before "));
    let new: u64 = {
        let app = window.state().app();
        let findings = app.comparison().and_then(|state| state.findings).expect("findings");
        findings.iter().filter(|changes| changes.rule.code == "role-value").map(|changes| changes.count(FindingFate::New)).sum()
    };
    assert!(new >= 2, "pupils are new");
    click(&mut window, "New findings");
    assert_eq!(window.state().app().compare_view().and_then(|view| view.list), Some(CompareList::Findings(FindingFate::New)));
    assert!(says(&window, "role-value"));
    window
        .get_all_by_role(Role::RadioButton)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Gone")))
        .expect("gone")
        .click();
    window.run_steps(3);
    assert_eq!(window.state().app().compare_view().and_then(|view| view.list), Some(CompareList::Findings(FindingFate::Gone)));
    // From a school to its people.
    say(&mut window, CompareViewCommand::List(CompareList::Schools));
    window.get_by_role_and_label(Role::Table, "Differences of Schools").focus();
    window.run_steps(2);
    window.key_press(egui::Key::ArrowDown);
    window.run_steps(1);
    window.key_press(egui::Key::Enter);
    window.run_steps(3);
    assert!(window.state().app().compare_view().is_some_and(|view| view.school.is_some()));
    assert!(says(&window, "Remove filter school is"));
}

#[test]
fn a_package_is_opened_for_the_other_side() {
    let folder = tempfile::tempdir().expect("a folder");
    let [before, after] = two(folder.path(), 400);
    let mut window = inspector(&[after]);
    until(&mut window, "it is checked", |app| app.current().is_some_and(|open| open.judged().is_some()));
    act(&mut window, Action::Compare);
    assert!(says(&window, "What was before"));
    click(&mut window, Action::CompareFile.label());
    assert!(matches!(window.state().app().dialog(), Some(Dialog::Place(_))));
    let field = window.get_by_role_and_label(Role::TextInput, "File");
    field.focus();
    window.run_steps(2);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run_steps(2);
    type_into(&mut window, "File", &before.display().to_string());
    click(&mut window, "Open");
    until(&mut window, "both are compared", settled);
    let app = window.state().app();
    assert_eq!(app.tabs().count(), 1, "no tab was opened for it");
    assert!(app.compared().expect("compared").old.package().name.contains("11-21"));
    // A file that is not there: the page stays, and says so.
    let roster = app.route().roster().expect("a roster");
    window.state_mut().apply(Command::Compare(CompareCommand::OpenBefore(roster, folder.path().join("none.zip"))));
    until(&mut window, "it is told", |app| app.notices().newest().is_some());
    assert!(says(&window, "What was before"), "the page offers the choice again");
}

#[test]
fn a_comparison_is_saved_and_nothing_is_replaced_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    act(&mut window, Action::SaveComparison);
    assert!(says(&window, "Save comparison") && says(&window, "values of personal columns are not"));
    window.state_mut().apply(Command::Dialog(None));
    // There is no result where neither is a delta.
    for form in CompareForm::ALL.into_iter().filter(|form| *form != CompareForm::Result) {
        let path = folder.path().join(format!("{form:?}.{}", form.extension()));
        let ask = SaveCompared { path: path.clone(), form, with_values: false, replace: false };
        for is_there in [false, true] {
            window.state_mut().apply(Command::Compare(CompareCommand::Save(ask.clone())));
            until(&mut window, "it is written", |app| app.handing().is_none());
            let bytes = std::fs::read(&path).expect("the file");
            let failed = matches!(window.state().app().handed(), Some(roster_inspector::app::ExportEnd::Failed { exists: true, .. }));
            assert_eq!(failed, is_there, "{form:?}");
            match form {
                CompareForm::Delta => assert!(bytes.starts_with(b"PK")),
                CompareForm::IdMap => assert!(String::from_utf8(bytes).expect("text").contains("new-id-1,certain")),
                _ => {
                    let text = String::from_utf8(bytes).expect("text");
                    assert!(text.contains("users") && !text.contains("29@new.northgate.example"), "{form:?} without values");
                }
            }
            window.state_mut().apply(Command::Compare(CompareCommand::SavingSeen));
        }
    }
    // The delta is a package that opens.
    window.state_mut().apply(Command::Open(vec![folder.path().join("Delta.zip")]));
    until(&mut window, "it opens", |app| app.rosters().iter().filter(|open| open.whole().is_some()).count() == 3);
}

#[test]
fn a_comparison_stops_and_goes_on_and_lets_go_of_what_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = both(folder.path());
    let route = window.state().app().compare_route(window.state().app().route().roster().expect("one"));
    window.state_mut().apply(Command::Go(route.clone()));
    // The job starts in the frame's tick; it is stopped in the next one if it still runs.
    window.step();
    window.state_mut().apply(Command::Compare(CompareCommand::Cancel));
    window.run_steps(3);
    assert!(window.state().app().is_comparing_stopped() && says(&window, "Comparing was stopped"));
    click(&mut window, "Compare again");
    until(&mut window, "both are compared", settled);
    let Route::Compare { old: Some(old), roster } = route else { panic!("a comparison") };
    window.state_mut().apply(Command::Reload(old));
    until(&mut window, "the place leads to the new one", |app| matches!(app.route(), Route::Compare { old: Some(now), .. } if *now != old));
    until(&mut window, "both are compared", settled);
    let Route::Compare { old: Some(old), .. } = *window.state().app().route() else { panic!("a comparison") };
    window.state_mut().apply(Command::Close(old));
    window.run_steps(3);
    assert!(window.state().app().compared().is_none() && says(&window, "What was before"));
    assert!(matches!(window.state().app().here().view, View::Compare(_)) && window.state().app().rosters().get(roster).is_some());
}

#[test]
fn lists_of_a_comparison_have_names_and_rows_for_a_screen_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    say(&mut window, CompareViewCommand::List(CompareList::Rows(Table::Users, Fate::Removed)));
    until(&mut window, "the list is there", settled);
    for name in ["Compare", "Per file", "People per school", "Ids and findings", "users"] {
        assert!(says(&window, name), "{name}");
    }
    for button in ["Swap sides", "Save comparison… (Ctrl+Shift+S)", "List on the whole page (F9)", "Side by side (F4)"] {
        assert!(window.query_by_role_and_label(Role::Button, button).is_some(), "{button}");
    }
    assert!(window.query_by_role_and_label(Role::Table, "Differences of users").is_some());
}

#[test]
fn the_receiver_says_what_it_does_with_the_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = compared(folder.path());
    assert!(!says(&window, "Worth knowing for Clever"));
    window.state_mut().apply(Command::Track(TrackCommand::Receiver(Some("clever".to_owned()))));
    until(&mut window, "it is judged for the receiver", |app| {
        app.comparison().and_then(|state| state.judged).is_some_and(|judged| judged.judgment.is_some())
    });
    window.run_steps(3);
    assert!(says(&window, "Worth knowing for Clever: ") && says(&window, "held until somebody approves it"));
    window
        .get_all_by_role(Role::Link)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Show the ")))
        .expect("the way to them")
        .click();
    window.run_steps(4);
    assert_eq!(window.state().app().compare_view().and_then(|view| view.list), Some(CompareList::Rules));
    let judged = window.state().app().comparison().and_then(|state| state.judged).cloned().expect("judged");
    assert!(judged.findings.group("clever-hold-forecast").is_some(), "the receiver's own rule ran");
    assert!(says(&window, judged.findings.groups()[0].rule.code), "the list shows the rules");
}
