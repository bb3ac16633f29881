//! The page of a pull, its requests and answers, the connection check, saving, the record as it was sent; and that no secret shows.

use std::time::Duration;

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, Dialog, PullCommand, PullViewCommand, Route};
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::opened::until;
use crate::pull_connect::{SECRET, click, fill, guarded, says, type_into, until_pulled, window};
use crate::served::{Manners, Mishap, Server, Trouble, Wanted, district};

fn pulled(server: &Server) -> Harness<'static, Window> {
    let mut window = window(None);
    fill(&mut window, server, SECRET);
    click(&mut window, "Connect and pull");
    until_pulled(&mut window);
    window
}

fn number_of(window: &Harness<'_, Window>, words: &str) -> u32 {
    let app = window.state().app();
    let log = app.current().and_then(|open| open.pull()).expect("a pull").log().since(0);
    log.iter().find(|entry| format!("{} {} {:?}", entry.method, entry.url, entry.status).contains(words)).expect("a request").number
}

fn show(window: &mut Harness<'_, Window>, number: u32) {
    window.state_mut().apply(Command::Pull(PullCommand::View(PullViewCommand::Request(number))));
    until(window, "the answer is read", |app| app.current().is_some_and(|open| app.answer(open.id(), number).is_some()));
}

#[test]
fn every_request_is_listed_with_its_answer() {
    let refused = Mishap { at: "/demographics", from: 0, times: usize::MAX, kind: Trouble::Status(403, None) };
    let busy = Mishap { at: "/enrollments", from: 1, times: 1, kind: Trouble::Status(503, Some("0")) };
    let server = guarded(Manners { cap: 60, mishaps: vec![refused, busy], ..Manners::default() });
    let mut window = pulled(&server);
    assert!(says(&window, "The roster is partial") && says(&window, "demographics: "));
    // What the server does, each as the rule that tells of it.
    assert!(says(&window, "rest-limit-capped"), "the clamp is told");
    window.get_by_role_and_label(Role::CheckBox, "Errors only").click();
    window.run_steps(3);
    let lines = |window: &Harness<'_, Window>| {
        let all = window.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
        all.filter(|label| label.starts_with("GET http") || label.starts_with("POST http")).collect::<Vec<_>>()
    };
    let failed = lines(&window);
    assert!(!failed.is_empty() && failed.iter().all(|line| line.ends_with("403") || line.ends_with("503")), "{failed:?}");
    let busy = failed.iter().find(|line| line.ends_with("503")).expect("the busy one").clone();
    window.get_by_role_and_label(Role::Button, &busy).click();
    until(&mut window, "the answer is read", |app| {
        app.pull_view().and_then(|view| app.answer(app.current()?.id(), view.request?)).is_some()
    });
    assert!(says(&window, "\"imsx_description\": \"as it happens\""));
    window.get_by_role_and_label(Role::RadioButton, "Headers").click();
    window.run_steps(3);
    assert!(says(&window, "retry-after: 0"));
    window.get_by_role_and_label(Role::RadioButton, "Request").click();
    window.run_steps(3);
    assert!(says(&window, "authorization: Bearer [secret]"));
    window.get_by_role_and_label(Role::CheckBox, "Errors only").click();
    window.run_steps(3);
    type_into(&mut window, "Filter requests", "/orgs");
    assert!(lines(&window).iter().all(|line| line.contains("/orgs")));
}

#[test]
fn an_answer_is_searched_and_a_request_copied_without_secrets() {
    let server = guarded(Manners::default());
    let mut window = pulled(&server);
    let number = number_of(&window, "/orgs?limit=1000");
    show(&mut window, number);
    assert!(says(&window, "\"orgs\": ["));
    type_into(&mut window, "Find in answer", "identifier");
    let orgs = district().files["orgs"].len();
    until(&mut window, "the places are found", |app| {
        let found = app.current().and_then(|open| app.answer(open.id(), app.pull_view()?.request?)).flatten();
        found.is_some_and(|answer| answer.hits.len() == orgs)
    });
    assert!(says(&window, &format!("1 of {orgs}")));
    click(&mut window, "Next place");
    assert!(says(&window, &format!("2 of {orgs}")));
    let entry = window.state().app().current().and_then(|open| open.pull()?.log().entry(number)).expect("an entry");
    let curl = entry.curl();
    assert!(curl.contains("-H \"authorization: $AUTHORIZATION\"") && curl.contains(&entry.url) && !curl.contains("token-secret"), "{curl}");
    let token = number_of(&window, "POST ");
    show(&mut window, token);
    assert!(says(&window, "The answer to a token request is a secret and is not kept"));
}

#[test]
fn any_path_below_the_base_is_asked_for() {
    let server = guarded(Manners::default());
    let mut window = pulled(&server);
    let before = window.state().app().current().and_then(|open| open.pull()).expect("a pull").log().len();
    type_into(&mut window, "Path below the base", "/students?limit=3");
    click(&mut window, "GET");
    until(&mut window, "it is answered", |app| {
        app.current().and_then(|open| open.pull()).is_some_and(|work| work.log().len() > before) && !app.is_asking()
    });
    let number = window.state().app().pull_view().and_then(|view| view.request).expect("it is chosen");
    show(&mut window, number);
    let app = window.state().app();
    let answer = app.answer(app.current().expect("open").id(), number).flatten().expect("an answer").text().to_owned();
    assert_eq!(answer.matches("\"role\": \"student\"").count(), 3, "{answer}");
    // Another origin gets nothing, credentials least of all.
    let roster = window.state().app().current().expect("open").id();
    window.state_mut().apply(Command::Pull(PullCommand::Ask(roster, "https://other.invalid/orgs".to_owned())));
    until(&mut window, "it is refused", |app| app.notices().newest().is_some());
    assert!(window.state().app().notices().newest().expect("a notice").title.contains("another host"));
}

#[test]
fn a_record_is_shown_as_it_was_sent_and_fetched_again() {
    let server = guarded(Manners { cap: 40, ..Manners::default() });
    let mut window = pulled(&server);
    let roster = window.state().app().current().expect("open").id();
    let row = 57;
    window.state_mut().apply(Command::Go(Route::Record { roster, table: Table::Classes, row }));
    until(&mut window, "it is found", |app| app.sent_object(roster, Table::Classes, row).is_some());
    let app = window.state().app();
    let sent = std::sync::Arc::clone(app.sent_object(roster, Table::Classes, row).flatten().expect("an object"));
    let data = app.current().and_then(|open| open.whole()?.table(Table::Classes)).expect("classes");
    let id = data.sourced_id(row).into_string();
    assert!(sent.object.as_deref().is_some_and(|object| object.contains(&format!("\"sourcedId\": \"{id}\""))));
    assert!(sent.url.contains("/classes?limit=") && sent.url.contains("offset=40"), "the page that it came on: {}", sent.url);
    assert!(says(&window, "\"classType\":"));
    assert!(!says(&window, "Source line"));
    window.get_by_role_and_label(Role::Link, "Fetch again").click();
    window.run_steps(2);
    until(&mut window, "it is fetched", |app| app.fetched_object(roster, Table::Classes, row).is_some());
    assert!(says(&window, "Fetched again: 200, the same as it was pulled"));
    // Where it leads is asked for by a click.
    let (_, href) = sent.hrefs.first().expect("it leads somewhere").clone();
    assert!(window.query_all_by_role_and_label(Role::Link, &href).next().is_some());
    window.state_mut().apply(Command::Pull(PullCommand::Ask(roster, href)));
    // These lead to another host, which gets nothing.
    until(&mut window, "it is refused", |app| app.notices().newest().is_some());
    assert!(window.state().app().notices().newest().expect("a notice").title.contains("another host"));
    let own = format!("{}/classes/{id}", server.base());
    window.state_mut().apply(Command::Pull(PullCommand::Ask(roster, own.clone())));
    until(&mut window, "the page of the pull is shown", |app| *app.route() == Route::Pull { roster });
    let entry = window.state().app().pull_view().and_then(|view| window.state().app().current()?.pull()?.log().entry(view.request?));
    assert_eq!(entry.map(|entry| (entry.url, entry.status)), Some((own, Some(200))));
}

#[test]
fn a_connection_check_is_shown_and_saved() {
    let server = guarded(Manners { cap: 50, ignores_filter: true, ..Manners::default() });
    let mut window = window(None);
    fill(&mut window, &server, SECRET);
    click(&mut window, "Test connection");
    until(&mut window, "the check has ended", |app| app.probed().is_some() && app.probing().is_none());
    // The dialog takes the size of what was found.
    window.run_steps(8);
    assert_eq!(window.state().app().dialog(), Some(Dialog::Probe));
    assert!(says(&window, "A pull can work; some things are otherwise"));
    let shown = tree(&window);
    for words in ["page size: odd", "filter: odd, ignored", "offset: good, obeyed", "clock: good", "orgs: 200"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("check.txt");
    window.state_mut().apply(Command::Connect(roster_inspector::app::ConnectCommand::SaveProbe(path.clone(), false)));
    until(&mut window, "it is written", |app| app.report_end().is_some());
    let text = std::fs::read_to_string(&path).expect("a report");
    assert!(text.contains("page size") && text.contains("Collections") && !text.contains(SECRET), "{text}");
    // Back to what was typed, the secret with it.
    click(&mut window, "Back to the connection");
    click(&mut window, "Connect and pull");
    until_pulled(&mut window);
}

#[test]
fn what_was_pulled_is_saved_as_a_package() {
    let server = guarded(Manners::default());
    let mut window = pulled(&server);
    click(&mut window, "Save pull…");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pulled.zip");
    let field = window.get_by_role_and_label(Role::TextInput, "Package to write");
    field.focus();
    window.run_steps(2);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run_steps(2);
    window.get_by_role_and_label(Role::TextInput, "Package to write").type_text(&path.display().to_string());
    window.run_steps(2);
    click(&mut window, "Save package");
    until(&mut window, "it is written", |app| app.saved_pull().is_some());
    assert!(says(&window, "Written: ") && (says(&window, "Everything could be expressed") || says(&window, "Not expressed")));
    let opened = crate::opened::whole(&path);
    let users = opened.state().app().current().and_then(|open| open.whole()?.table(Table::Users)).expect("users").rows();
    assert_eq!(users as usize, district().files["users"].len());
}

#[test]
fn connections_are_kept_without_their_secrets() {
    let server = guarded(Manners::default());
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let mut window = window(Some(prefs.clone()));
    fill(&mut window, &server, SECRET);
    type_into(&mut window, "Name of the connection", "Northgate");
    click(&mut window, "Save connection");
    assert!(says(&window, "the secret is kept for this run only"), "no keychain is used here");
    let text = std::fs::read_to_string(&prefs).expect("preferences");
    assert!(text.contains("Northgate") && text.contains(&server.base()) && !text.contains(SECRET), "{text}");
    // Chosen again later, the secret need not be typed.
    window.state_mut().apply(Command::Dialog(None));
    window.run_steps(4);
    window.state_mut().apply(Command::Act(Action::Connect));
    window.run_steps(4);
    window.get_by_role_and_label(Role::ComboBox, "Saved connection").click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::MenuItem, "Northgate").click();
    window.run_steps(4);
    click(&mut window, "Connect and pull");
    until_pulled(&mut window);
    assert!(says(&window, "Pulled Northgate"));
}

/// Looks through everything that a window shows, keeps and writes for the secrets that were used.
#[test]
fn no_secret_is_shown_kept_or_written() {
    const TOKEN: &str = "token-secret-";
    const HEADER: &str = "header-value-9c3d";
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("preferences.json");
    let auth = Wanted::OAuth2 { key: "district-42", secret: SECRET, takes: crate::served::Takes::Basic, scope: None, query: None };
    // A server that says back what it was sent, and rows with passwords.
    let reshape: crate::served::manners::Reshape = |name, object| {
        if name == "users" {
            object.insert("password".into(), "password-of-ada".into());
            object.insert("note".into(), "header-value-9c3d".into());
        }
    };
    let echo = Mishap {
        at: "/results",
        from: 0,
        times: usize::MAX,
        kind: Trouble::Body("{\"error\":\"Bearer token-secret-2 client-secret-5f1c\"}"),
    };
    let server = Server::start(&district(), Manners { auth, reshape: Some(reshape), mishaps: vec![echo], ..Manners::default() });
    let mut window = window(Some(prefs.clone()));
    fill(&mut window, &server, SECRET);
    type_into(&mut window, "Name of the connection", "Northgate");
    window.get_by_role_and_label(Role::Link, "Headers, certificate, proxy, pages…").click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::Link, "Add header").click();
    window.run_steps(4);
    type_into(&mut window, "Header 1", "x-key");
    type_into(&mut window, "Value of header 1", HEADER);
    let mut told = tree(&window);
    click(&mut window, "Save connection");
    click(&mut window, "Test connection");
    until(&mut window, "the check has ended", |app| app.probed().is_some() && app.probing().is_none());
    // The dialog takes the size of what was found.
    window.run_steps(8);
    told.push_str(&tree(&window));
    click(&mut window, "Back to the connection");
    click(&mut window, "Connect and pull");
    until_pulled(&mut window);
    let roster = window.state().app().current().expect("open").id();
    let log = window.state().app().pull_of(roster).expect("a pull").log().clone();
    for entry in log.since(0) {
        told.push_str(&format!("{entry:?} {}", entry.curl()));
    }
    for words in ["/results?", "/users?limit=1000", "POST "] {
        let number = number_of(&window, words);
        show(&mut window, number);
        let answer = window.state().app().answer(roster, number).flatten().map(|answer| answer.text().to_owned()).unwrap_or_default();
        told.push_str(&answer);
        told.push_str(&tree(&window));
        window.run_steps(1);
    }
    assert!(told.contains("\"password\": \"present\""), "the answers were looked through");
    let path = folder.path().join("pulled.zip");
    let ask = roster_inspector::app::SavePull { path: path.clone(), replace: false };
    window.state_mut().apply(Command::Pull(PullCommand::Save(roster, ask)));
    until(&mut window, "it is written", |app| app.saved_pull().is_some());
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).expect("a package")).expect("a zip");
    for at in 0..zip.len() {
        std::io::Read::read_to_string(&mut zip.by_index(at).expect("an entry"), &mut told).expect("UTF-8");
    }
    told.push_str(&std::fs::read_to_string(&prefs).expect("preferences"));
    if let Some(notice) = window.state().app().notices().newest() {
        told.push_str(&notice.copy_text());
    }
    std::thread::sleep(Duration::from_millis(1));
    for secret in [SECRET, TOKEN, HEADER, "password-of-ada"] {
        // A value that rows hold by themselves is data: only the package tells it.
        let at = told.find(secret).map(|at| told[at.saturating_sub(80)..(at + 60).min(told.len())].to_owned());
        assert!(
            at.is_none() || secret == HEADER && told.matches(secret).count() == told.matches(&format!(",{secret}")).count(),
            "{secret}: {at:?}"
        );
    }
}

/// Every name, value and description in the window.
fn tree(window: &Harness<'_, Window>) -> String {
    let mut all = String::new();
    for node in window.query_all_by(|_| true) {
        let node = node.accesskit_node();
        for part in [node.label(), node.value(), node.description()].into_iter().flatten() {
            all.push_str(&part);
            all.push('\n');
        }
    }
    all
}
