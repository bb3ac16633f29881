//! Connecting to an endpoint in the window: the dialog, the pull, what is refused, and the archive of a pull.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, App, Command, Dialog, Route};
use roster_inspector::rest::CollectionStage;
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::harness::WINDOW;
use crate::opened::{inspector, inspector_of, state, until};
use crate::served::{Manners, Mishap, Server, Takes, Trouble, Wanted, district};

pub const SECRET: &str = "client-secret-5f1c";

/// A server that wants a token.
pub fn guarded(manners: Manners) -> Server {
    let auth = Wanted::OAuth2 { key: "district-42", secret: SECRET, takes: Takes::Basic, scope: None, query: None };
    Server::start(&district(), Manners { auth, ..manners })
}

/// A window without a keychain, its preferences in a file.
pub fn window(prefs: Option<PathBuf>) -> Harness<'static, Window> {
    let mut app = state(prefs);
    app.use_keychain(false);
    inspector_of(WINDOW, app, &[])
}

pub fn type_into(window: &mut Harness<'_, Window>, label: &str, words: &str) {
    // A password field is no plain text input.
    let role = if window.query_by_role_and_label(Role::TextInput, label).is_some() { Role::TextInput } else { Role::PasswordInput };
    window.get_by_role_and_label(role, label).focus();
    window.run_steps(2);
    window.get_by_role_and_label(role, label).type_text(words);
    window.run_steps(2);
}

/// True if these words are anywhere in the window.
pub fn says(window: &Harness<'_, Window>, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

pub fn click(window: &mut Harness<'_, Window>, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run_steps(5);
}

/// Fills the dialog for a server and its usual credentials.
pub fn fill(window: &mut Harness<'_, Window>, server: &Server, secret: &str) {
    window.state_mut().apply(Command::Act(Action::Connect));
    window.run_steps(4);
    type_into(window, "Address", &server.base());
    type_into(window, "Client id", "district-42");
    type_into(window, "Client secret", secret);
}

pub fn until_pulled(window: &mut Harness<'_, Window>) {
    until(window, "the pull has ended", |app| {
        let ended = |app: &App| app.current()?.pull()?.pulled().filter(|_| app.current().is_some_and(|open| open.loading().is_none()));
        ended(app).is_some()
    });
}

#[test]
fn an_address_and_a_secret_are_enough_to_pull() {
    let server = guarded(Manners::default());
    let mut window = window(None);
    fill(&mut window, &server, SECRET);
    // What will be asked is shown before anything is.
    assert!(window.query_by_label(&server.base()).is_some());
    assert!(says(&window, "token (a guess)"));
    assert!(server.seen(|seen| seen.requests.is_empty()));
    click(&mut window, "Connect and pull");
    until_pulled(&mut window);
    let app = window.state().app();
    assert_eq!((app.dialog(), app.notices().newest()), (None, None));
    let roster = app.current().expect("it is shown").id();
    assert_eq!(app.route(), &Route::Pull { roster });
    let whole = app.current().and_then(|open| open.whole()).expect("whole");
    for (file, rows) in &district().files {
        let data = whole.table(Table::from_name(file).expect("a table")).expect("a table");
        assert_eq!(data.rows() as usize, rows.len(), "{file}");
    }
    assert!(says(&window, "Pulled 127.0.0.1"));
    assert!(window.query_by_role_and_label(Role::Link, "Table enrollments").is_some());
    // From the page into the table.
    window.get_by_role_and_label(Role::Link, "Table users").click();
    window.run_steps(4);
    assert_eq!(window.state().app().route(), &Route::Table { roster, table: Table::Users, at: None });
}

#[test]
fn only_the_fields_of_a_kind_are_there() {
    let mut window = window(None);
    window.state_mut().apply(Command::Act(Action::Connect));
    window.run_steps(4);
    assert!(window.query_by_role_and_label(Role::TextInput, "Token address").is_some());
    for (kind, there, gone) in [
        ("Bearer token", "Token", "Client id"),
        ("Name and password", "Password", "Token address"),
        ("OAuth 1.0a, HMAC-SHA1", "Consumer secret", "Scopes"),
        ("Key in a header", "Key", "Consumer key"),
    ] {
        window.get_by_role_and_label(Role::ComboBox, "Authentication").click();
        window.run_steps(4);
        window.get_by_role_and_label(Role::MenuItem, kind).click();
        window.run_steps(4);
        assert!(window.query_by_role_and_label(Role::PasswordInput, there).is_some(), "{kind}: {there}");
        assert!(window.query_by_role_and_label(Role::TextInput, gone).is_none(), "{kind}: {gone}");
    }
    window.get_by_role_and_label(Role::ComboBox, "Authentication").click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::MenuItem, "None").click();
    window.run_steps(4);
    assert!(window.query_all_by_role(Role::PasswordInput).next().is_none());
}

#[test]
fn what_is_refused_is_told_where_it_was_typed() {
    let server = guarded(Manners::default());
    let mut window = window(None);
    fill(&mut window, &server, "another-secret");
    click(&mut window, "Connect and pull");
    until(&mut window, "it is refused", |app| app.connect_refused().is_some());
    assert_eq!(window.state().app().dialog(), Some(Dialog::Connect));
    assert!(says(&window, "The server does not take these credentials"));
    let told = window.state().app().connect_refused().expect("a notice").copy_text();
    assert!(
        told.contains("This is about credentials.") && told.contains("Check key, secret") && !told.contains("another-secret"),
        "{told}"
    );
    assert!(window.state().app().rosters().is_empty());
    // An address that cannot be used is told before anything is asked.
    let mut window = self::window(None);
    window.state_mut().apply(Command::Act(Action::Connect));
    window.run_steps(4);
    type_into(&mut window, "Address", "ftp://host/ims");
    assert!(says(&window, "Only https and http are understood."));
}

#[test]
fn a_pull_that_is_stopped_stays_partial_and_is_resumed() {
    let slow = |at| Mishap { at, from: 1, times: 1, kind: Trouble::Slow(1_500) };
    let server = guarded(Manners { cap: 50, mishaps: vec![slow("/users")], ..Manners::default() });
    let mut window = window(None);
    fill(&mut window, &server, SECRET);
    click(&mut window, "Connect and pull");
    until(&mut window, "users come", |app| {
        let states = app.current().and_then(|open| open.pull()).map(|work| work.collections()).unwrap_or_default();
        states.iter().any(|state| state.name == "users" && state.stage == CollectionStage::Pulling)
    });
    assert!(says(&window, "Pulling 127.0.0.1"));
    // What has arrived is in the tables already.
    until(&mut window, "the tables fill", |app| {
        let growing =
            app.current().and_then(|open| open.roster()).filter(|roster| roster.stage() != roster_inspector::roster::Stage::Whole);
        growing.and_then(|roster| roster.table(Table::Orgs)).is_some_and(|orgs| orgs.rows() as usize == district().files["orgs"].len())
    });
    click(&mut window, "Cancel pull");
    until_pulled(&mut window);
    assert!(says(&window, "The roster is partial"));
    let open = window.state().app().current().expect("it stays");
    assert!(open.whole().is_some() && !open.pull().and_then(|work| work.pulled()).expect("pulled").is_whole());
    let orgs = open.whole().and_then(|roster| roster.table(Table::Orgs)).expect("orgs were there");
    assert_eq!(orgs.rows() as usize, district().files["orgs"].len());
    click(&mut window, "Resume");
    until(&mut window, "the rest is there", |app| {
        app.current().and_then(|open| open.pull()?.pulled()).is_some_and(|pulled| pulled.is_whole())
            && app.current().is_some_and(|open| open.loading().is_none())
    });
    let whole = window.state().app().current().and_then(|open| open.whole()).expect("whole");
    assert_eq!(whole.table(Table::Users).expect("users").rows() as usize, district().files["users"].len());
    assert!(!says(&window, "The roster is partial"));
}

#[test]
fn the_archive_of_a_pull_opens_in_the_window() {
    let archive = crate::opened::fixture("bad/rest-limit-capped/district.pull");
    let mut window = inspector(&[archive]);
    crate::opened::until_whole(&mut window);
    let roster = window.state().app().current().expect("it is open").id();
    window.get_by_role_and_label(Role::Link, "Pull").click();
    window.run_steps(4);
    assert_eq!(window.state().app().route(), &Route::Pull { roster });
    assert!(says(&window, "Archive district.pull"));
    // Its requests are there with their answers.
    let requests = window.state().app().pull_of(roster).expect("a pull").log().len();
    assert!(requests > 3, "{requests}");
    let first = window
        .query_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("GET https://sis.example")))
        .expect("a request");
    first.click();
    until(&mut window, "the answer is read", |app| app.pull_view().and_then(|view| app.answer(roster, view.request?)).is_some());
    assert!(window.query_all_by_label_contains("\"sourcedId\":").next().is_some());
}
