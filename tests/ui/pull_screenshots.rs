//! Pictures of connecting, the check and the page of a pull, against the test server. `./dev screenshots` keeps them.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{
    Action, App, Command, ConnectCommand, ConnectForm, ConnectSecrets, Plan, PullCommand, PullViewCommand, Route, Setup,
};
use roster_inspector::rest::{PullOptions, Secret};
use roster_inspector::spec::Table;

use crate::pull_connect::{SECRET, guarded};
use crate::record_window::until;
use crate::screenshots::picture_after;
use crate::served::manners::Links;
use crate::served::{Manners, Mishap, Server, Trouble};

/// A server for one window; it runs until the tests end.
fn server() -> &'static Server {
    let refused = Mishap { at: "/demographics", from: 0, times: usize::MAX, kind: Trouble::Status(403, None) };
    let busy = Mishap { at: "/enrollments", from: 5, times: 1, kind: Trouble::Status(503, Some("0")) };
    let manners = Manners { cap: 50, link: Links::Endless, clock_off: 420, mishaps: vec![refused, busy], ..Manners::default() };
    Box::leak(Box::new(guarded(manners)))
}

fn form(server: &Server) -> ConnectForm {
    ConnectForm { name: "Northgate SIS".to_owned(), url: server.base(), key: "district-42".to_owned(), ..ConnectForm::default() }
}

fn plan(server: &Server) -> Arc<Plan> {
    let (form, secrets) = (form(server), ConnectSecrets { main: Secret::new(SECRET), headers: Vec::new() });
    let connection = form.connection(&secrets).expect("whole");
    Arc::new(Plan { form, connection, options: PullOptions { page_size: 200, ..PullOptions::default() } })
}

fn app() -> App {
    let mut app = App::new(Setup { wake: Arc::new(|| {}), prefs: None, today: crate::opened::TODAY, sample: None });
    app.use_keychain(false);
    app
}

fn pulled(server: &Server) -> App {
    let mut app = app();
    app.apply(Command::Connect(ConnectCommand::Pull(plan(server))));
    until(&mut app, |app| app.rosters().iter().any(|open| open.judged().is_some()));
    app
}

/// The pictures of a larger package are of that package alone.
fn is_for_another() -> bool {
    std::env::var_os("ROSTER_PACKAGE").is_some()
}

#[test]
fn connecting() {
    if is_for_another() {
        return;
    }
    let make = || {
        let mut app = app();
        app.apply(Command::Connect(ConnectCommand::Keep(
            Box::new(form(server())),
            ConnectSecrets { main: Secret::new(SECRET), headers: Vec::new() },
        )));
        app.apply(Command::Act(Action::Connect));
        app
    };
    picture_after("connect", make, |window| {
        window.get_by_role_and_label(Role::ComboBox, "Saved connection").click();
        window.run_steps(4);
        window.get_by_role_and_label(Role::MenuItem, "Northgate SIS").click();
        window.run_steps(4);
    });
}

#[test]
fn the_connection_check() {
    if is_for_another() {
        return;
    }
    picture_after(
        "probe",
        || {
            let mut app = app();
            app.apply(Command::Connect(ConnectCommand::Probe(plan(server()))));
            until(&mut app, |app| app.probed().is_some());
            app
        },
        |_| {},
    );
}

#[test]
fn the_page_of_a_pull() {
    if is_for_another() {
        return;
    }
    picture_after(
        "pull",
        || {
            let mut app = pulled(server());
            let log = app.current().and_then(|open| open.pull()).expect("a pull").log().since(0);
            let busy = log.iter().find(|entry| entry.status == Some(503)).expect("the busy one").number;
            app.apply(Command::Pull(PullCommand::View(PullViewCommand::Request(busy))));
            app
        },
        |_| {},
    );
}

#[test]
fn a_record_as_it_was_sent() {
    if is_for_another() {
        return;
    }
    picture_after(
        "pull-record",
        || {
            let mut app = pulled(server());
            let roster = app.current().expect("open").id();
            app.apply(Command::Go(Route::Record { roster, table: Table::Classes, row: 3 }));
            until(&mut app, |app| app.sent_object(roster, Table::Classes, 3).is_some());
            app.apply(Command::Pull(PullCommand::Again(roster, Table::Classes, class(app.current().expect("open"), 3))));
            until(&mut app, |app| app.fetched_object(roster, Table::Classes, 3).is_some());
            app
        },
        |_| {},
    );
}

fn class(open: &roster_inspector::app::OpenRoster, row: u32) -> String {
    open.roster().and_then(|roster| roster.table(Table::Classes)).map(|data| data.sourced_id(row).into_string()).unwrap_or_default()
}
