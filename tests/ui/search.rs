//! The search over everything: by id, by name in any order, by email and code, from anywhere.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, Dialog, Route};
use roster_inspector::roster::Roster;
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::opened::{inspector, until, until_whole};

fn sample() -> Harness<'static, Window> {
    let mut window = inspector(&[]);
    window.state_mut().apply(Command::Act(Action::OpenSample));
    until_whole(&mut window);
    window
}

fn data<'a>(window: &'a Harness<'_, Window>) -> &'a Roster {
    window.state().app().rosters().iter().next().and_then(|open| open.whole()).expect("whole")
}

/// Types into the search and waits until it has ended.
fn search(window: &mut Harness<'_, Window>, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(4);
    assert_eq!(window.state().app().dialog(), Some(Dialog::Search));
    window.get_by_role_and_label(Role::TextInput, "Search").type_text(text);
    window.run_steps(3);
    until(window, "the search has ended", |app| !app.is_searching() && app.found().is_some_and(|(_, found)| found.whole));
}

fn user(window: &Harness<'_, Window>, column: &str) -> (u32, String) {
    let users = data(window).table(Table::Users).expect("users");
    let row = (0..users.rows()).find(|&row| users.text(row, column).len() > 3).expect("such a user");
    (row, users.text(row, column).into_string())
}

#[test]
fn an_id_and_an_email_lead_to_their_person() {
    for column in ["sourcedId", "email"] {
        let mut window = sample();
        let (row, text) = user(&window, column);
        search(&mut window, &text);
        window.key_press(Key::Enter);
        window.run_steps(4);
        let app = window.state().app();
        let roster = app.current().expect("open").id();
        assert_eq!((app.route(), app.dialog()), (&Route::Record { roster, table: Table::Users, row }, None), "{column} {text}");
    }
}

#[test]
fn a_name_is_found_in_any_order_and_opens_in_a_new_tab() {
    let mut window = sample();
    let users = data(&window).table(Table::Users).expect("users");
    let name = format!("{} {}", &*users.text(40, "familyName"), &*users.text(40, "givenName")).to_lowercase();
    let shown = data(&window).name_of(Table::Users, 40);
    search(&mut window, &name);
    let first = window.query_all_by_role(Role::ListBoxOption).next().and_then(|node| node.accesskit_node().label());
    assert_eq!(first.as_deref(), Some(shown.as_str()));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run_steps(4);
    let app = window.state().app();
    assert_eq!((app.tabs().count(), app.route().table()), (2, Some(Table::Users)));
}

#[test]
fn results_stand_in_groups_and_nothing_is_said_as_such() {
    let mut window = sample();
    search(&mut window, "english");
    assert!(
        window.query_all_by_role(Role::Heading).filter_map(|node| node.accesskit_node().label()).any(|name| name.starts_with("classes "))
    );
    assert!(
        window.query_all_by_role(Role::Heading).filter_map(|node| node.accesskit_node().label()).any(|name| name.starts_with("courses "))
    );
    window.key_press(Key::Escape);
    window.run_steps(4);
    assert!(window.state().app().dialog().is_none() && window.state().app().found().is_none());
    search(&mut window, "qqqxxyzzy");
    window.get_by_label("Nothing in Marlow Valley holds these words");
}

#[test]
fn the_field_in_the_bar_leads_to_the_search_from_any_page() {
    let mut window = sample();
    window.state_mut().apply(Command::Go(Route::Preferences));
    window.run_steps(3);
    window.get_by_label("Search… (Ctrl+K)").click();
    window.run_steps(4);
    assert_eq!(window.state().app().dialog(), Some(Dialog::Search));
}

#[test]
fn without_a_roster_there_is_nothing_to_search() {
    let mut window = inspector(&[]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(4);
    assert_eq!(window.state().app().dialog(), None);
    assert!(window.query_by_label("Search… (Ctrl+K)").is_none());
}
