//! What is handed over: rows put into the basket from a record and from a table, what they need and why, and the package of it.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{
    Action, App, BasketCommand, BasketList, CellAt, Command, CompareCommand, Dialog, ExportEnd, Route, TableCommand,
};
use roster_inspector::query::Along;
use roster_inspector::roster::RosterId;
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::compare_districts::two;
use crate::opened::{inspector, until, until_whole};
use crate::pull_connect::{click, says};

fn district() -> (tempfile::TempDir, Harness<'static, Window>, RosterId) {
    let folder = tempfile::tempdir().expect("a folder");
    let [before, _] = two(folder.path(), 400);
    let mut window = inspector(&[before]);
    until_whole(&mut window);
    let roster = window.state().app().current().expect("open").id();
    (folder, window, roster)
}

fn act(window: &mut Harness<'_, Window>, action: Action) {
    window.state_mut().apply(Command::Act(action));
    window.run_steps(4);
}

fn gathered(window: &mut Harness<'_, Window>, roster: RosterId) {
    until(window, "what is needed is known", |app| app.basket(roster).is_some_and(|state| state.is_current));
}

fn rows(app: &App, roster: RosterId, table: Table) -> u32 {
    let subset = app.basket(roster).and_then(|state| state.subset).expect("a subset");
    subset.tables.iter().find(|of| of.table == table).map_or(0, |of| of.rows.len())
}

#[test]
fn a_class_leaves_with_all_that_it_needs() {
    let (folder, mut window, roster) = district();
    act(&mut window, Action::HandOver);
    assert!(says(&window, "Nothing is chosen to be handed over") && says(&window, "Ctrl+Shift+B"));
    assert!(window.state().app().can(Action::AddToBasket).is_err() && window.state().app().can(Action::SaveBasket).is_err());
    window.state_mut().apply(Command::Go(Route::Record { roster, table: Table::Classes, row: 0 }));
    window.run_steps(4);
    click(&mut window, "Add to basket (Ctrl+Shift+B)");
    window.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::B);
    window.run_steps(3);
    assert_eq!(window.state().app().in_basket(roster), 1, "it is in once");
    act(&mut window, Action::HandOver);
    gathered(&mut window, roster);
    let app = window.state().app();
    let enrolled = {
        let data = app.current().and_then(|open| open.roster()).and_then(|roster| roster.table(Table::Enrollments)).expect("enrollments");
        let class = data.column("classSourcedId").expect("classes");
        (0..data.rows()).filter(|&row| class.target_row(row) == Some(0)).count() as u32
    };
    assert!(enrolled > 5);
    assert_eq!((rows(app, roster, Table::Classes), rows(app, roster, Table::Enrollments)), (1, enrolled));
    let with_guardians = rows(app, roster, Table::Users);
    assert!(rows(app, roster, Table::Orgs) >= 1 && rows(app, roster, Table::Courses) == 1 && with_guardians > enrolled);
    assert!(says(&window, "Files to hand over") && says(&window, &format!("enrollments: {enrolled} of ")));
    let line = window_line(&window, "enrollments: ");
    click(&mut window, &line);
    assert!(says(&window, "belongs to the class"), "the reason of each row is told");
    // Without guardians fewer people leave, and their links are told.
    window.get_by_role_and_label(Role::CheckBox, "Guardians and other agents").click();
    window.run_steps(3);
    gathered(&mut window, roster);
    let app = window.state().app();
    assert!(rows(app, roster, Table::Users) < with_guardians);
    window.state_mut().apply(Command::Basket(BasketCommand::List(BasketList::Open)));
    window.run_steps(4);
    assert!(says(&window, "left out on request"));
    save_and_open(&mut window, roster, folder.path().join("class.zip"));
}

/// The accessible name of the line of a file.
fn window_line(window: &Harness<'_, Window>, begins: &str) -> String {
    use egui_kittest::kittest::NodeT as _;
    let mut labels = window.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    labels.find(|label| label.starts_with(begins)).expect("the line")
}

fn save_and_open(window: &mut Harness<'_, Window>, roster: RosterId, path: PathBuf) {
    act(window, Action::SaveBasket);
    assert_eq!(window.state().app().dialog(), Some(Dialog::SaveBasket(roster)));
    assert!(says(window, "This file will hold data of "));
    for is_there in [false, true] {
        window.state_mut().apply(Command::Basket(BasketCommand::Save(roster, path.clone(), false)));
        until(window, "it is written", |app| app.handing().is_none());
        let end = window.state().app().handed();
        match end {
            Some(ExportEnd::Done(written)) => assert!(!is_there && written.size.bytes > 500),
            Some(ExportEnd::Failed { exists, .. }) => assert!(is_there && *exists),
            None => panic!("it ended"),
        }
        window.state_mut().apply(Command::Compare(CompareCommand::SavingSeen));
    }
    window.state_mut().apply(Command::Dialog(None));
    let expected = window.state().app().basket(roster).and_then(|state| state.subset).expect("a subset").rows();
    window.state_mut().apply(Command::Open(vec![path]));
    until(window, "the part opens", |app| app.current().is_some_and(|open| open.id() != roster && open.judged().is_some()));
    let part = window.state().app().current().and_then(|open| open.whole()).expect("open");
    let rows: u64 = part.data().tables().filter(|data| data.table() != Table::Manifest).map(|data| u64::from(data.rows())).sum();
    assert_eq!(rows, expected, "what was shown is what was written");
}

#[test]
fn selected_and_shown_rows_are_put_into_the_basket() {
    let (folder, mut window, roster) = district();
    window.state_mut().apply(Command::Go(Route::Table { roster, table: Table::Users, at: Some(CellAt { row: 40, column: None }) }));
    until(&mut window, "rows are shown", |app| app.order().is_some_and(|order| order.running.is_none()));
    act(&mut window, Action::AddToBasket);
    assert_eq!(window.state().app().in_basket(roster), 1);
    // Nobody hands over a whole file by accident: the shown rows are those of a filter.
    window.state_mut().apply(Command::Table(TableCommand::Filter("teacher".to_owned())));
    until(&mut window, "rows are filtered", |app| {
        app.order().is_some_and(|order| order.running.is_none() && order.rows.len() < order.rows.of())
    });
    let shown = u64::from(window.state().app().order().expect("rows").rows.len());
    act(&mut window, Action::AddShownToBasket);
    let chosen = window.state().app().in_basket(roster);
    assert!(shown > 3 && (shown..=shown + 1).contains(&chosen), "{shown} {chosen}");
    act(&mut window, Action::HandOver);
    gathered(&mut window, roster);
    assert!(says(&window, "any contains"), "what they have in common is told");
    let with_both = window.state().app().basket(roster).and_then(|state| state.subset).expect("a subset").rows();
    window.state_mut().apply(Command::Basket(BasketCommand::Remove(roster, 1)));
    window.run_steps(2);
    gathered(&mut window, roster);
    let app = window.state().app();
    assert!(app.in_basket(roster) == 1 && app.basket(roster).and_then(|state| state.subset).expect("a subset").rows() < with_both);
    let along = Along { demographics: true, ..Along::default() };
    window.state_mut().apply(Command::Basket(BasketCommand::Along(roster, along)));
    gathered(&mut window, roster);
    save_and_open(&mut window, roster, folder.path().join("person.zip"));
}

#[test]
fn a_basket_follows_its_records_and_goes_with_its_roster() {
    let (_folder, mut window, roster) = district();
    window.state_mut().apply(Command::Go(Route::Record { roster, table: Table::Users, row: 12 }));
    window.run_steps(2);
    act(&mut window, Action::AddToBasket);
    act(&mut window, Action::Reload);
    until(&mut window, "it is read anew", |app| app.current().is_some_and(|open| open.id() != roster && open.whole().is_some()));
    let again = window.state().app().current().expect("open").id();
    assert_eq!((window.state().app().in_basket(again), window.state().app().in_basket(roster)), (1, 0));
    act(&mut window, Action::EmptyBasket);
    assert_eq!(window.state().app().in_basket(again), 0);
    window.state_mut().apply(Command::Go(Route::Record { roster: again, table: Table::Users, row: 12 }));
    window.run_steps(2);
    act(&mut window, Action::AddToBasket);
    act(&mut window, Action::CloseRoster);
    assert_eq!(window.state().app().in_basket(again), 0, "nothing of a closed roster is kept");
}
