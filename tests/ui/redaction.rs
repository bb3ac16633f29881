//! The screen in front of others: no personal text of the sample is told by any page, and the same text has the same cover.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, PrefsCommand, Route};
use roster_inspector::roster::{Roster, RosterId};
use roster_inspector::spec::{Privacy, Table, Version};
use roster_inspector::store::{Column, Cover, TableData};
use roster_inspector::ui::Window;

use crate::opened::{inspector, inspector_of, state, until, until_whole};

fn sample() -> Harness<'static, Window> {
    let mut window = inspector(&[]);
    window.state_mut().apply(Command::Act(Action::OpenSample));
    until_whole(&mut window);
    window
}

fn redact(window: &mut Harness<'_, Window>) {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::H);
    window.run_steps(4);
    assert!(window.state().app().is_redacted());
}

fn bare<'a>(window: &'a Harness<'_, Window>) -> &'a Roster {
    window.state().app().rosters().iter().next().and_then(|open| open.whole()).expect("whole")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() || ",;()[]{}\"“”|".contains(letter))
        .map(|word| word.trim_matches(['.', ':', '…', '\'']))
}

/// Whether the column names, reaches or describes somebody.
fn is_personal(data: &TableData, column: &Column) -> bool {
    data.table() != Table::Manifest && Cover::covers(column.spec())
}

/// Every personal text of three letters and more, without what the package says elsewhere too, such as a school named after a city.
fn personal(roster: &Roster) -> HashSet<String> {
    let (mut hidden, mut open) = (HashSet::new(), HashSet::new());
    for data in roster.data().tables() {
        for column in data.columns() {
            let personal = is_personal(data, column);
            for row in 0..data.rows() {
                let text = column.text(row);
                if personal && column.spec().is_none_or(|spec| spec.name != "score") {
                    hidden.insert(text.trim().to_owned());
                } else {
                    open.extend(words(&text).map(str::to_owned));
                }
            }
        }
    }
    let plain = |text: &String| ["true", "false", "male", "female", "other", "unspecified"].contains(&&*text.to_lowercase());
    hidden.retain(|text| text.chars().count() > 2 && !plain(text) && words(text).any(|word| !open.contains(word)));
    assert!(hidden.len() > 900, "the sample holds people: {}", hidden.len());
    hidden
}

/// What the page tells that it must not.
fn leaks(window: &Harness<'_, Window>, hidden: &HashSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for node in window.root().children_recursive() {
        let node = node.accesskit_node();
        let told = [node.label(), node.value(), node.description()];
        for text in told.iter().flatten() {
            let several = || hidden.iter().filter(|hidden| hidden.contains(' ') && text.contains(hidden.as_str()));
            let single = words(text).filter(|word| hidden.contains(*word)).map(str::to_owned);
            found.extend(single.chain(several().cloned()).map(|leak| format!("{leak:?} in {text:?}")));
        }
    }
    found
}

fn go(window: &mut Harness<'_, Window>, route: Route) {
    window.state_mut().apply(Command::Go(route));
    window.run_steps(4);
    until(window, "what the page needs is there", |app| app.running().is_none());
    window.run_steps(2);
}

fn places(roster: &Roster, id: RosterId) -> Vec<Route> {
    let mut routes = vec![
        Route::Welcome,
        Route::Preferences,
        Route::Overview { roster: id },
        Route::Findings { roster: id, rule: None, table: None },
        Route::HandOver { roster: id },
    ];
    for data in roster.data().tables() {
        let (table, rows) = (data.table(), data.rows());
        routes.push(Route::Table { roster: id, table, at: None });
        routes.extend([0, rows / 2, rows.saturating_sub(1)].map(|row| Route::Record { roster: id, table, row }));
    }
    routes
}

#[test]
fn no_page_tells_a_personal_text_of_the_sample() {
    let mut window = sample();
    let hidden = personal(bare(&window));
    let id = bare(&window).id();
    let routes = places(bare(&window), id);
    let users = Route::Table { roster: id, table: Table::Users, at: None };
    go(&mut window, users.clone());
    assert!(leaks(&window, &hidden).len() > 20, "without a cover the page tells names");
    redact(&mut window);
    for route in routes {
        go(&mut window, route.clone());
        let leaks = leaks(&window, &hidden);
        assert!(leaks.is_empty(), "{route:?}: {leaks:#?}");
    }
}

#[test]
fn places_of_every_rule_are_told_without_personal_text() {
    let mut window = sample();
    let hidden = personal(bare(&window));
    let id = bare(&window).id();
    redact(&mut window);
    let found = Arc::clone(window.state().app().rosters().get(id).and_then(|open| open.findings()).expect("findings"));
    for rule in found.groups().iter().map(|group| group.rule.code) {
        go(&mut window, Route::Findings { roster: id, rule: Some(rule), table: None });
        let leaks = leaks(&window, &hidden);
        assert!(leaks.is_empty(), "{rule}: {leaks:#?}");
    }
}

#[test]
fn a_sign_tells_that_the_screen_is_redacted_and_takes_the_cover_off() {
    let mut window = sample();
    assert!(window.query_by_label("Redacted, show personal text again").is_none());
    redact(&mut window);
    window.get_by_label("Redacted, show personal text again").click();
    window.run_steps(4);
    assert!(!window.state().app().is_redacted());
    assert!(window.query_by_label("Redacted, show personal text again").is_none());
}

#[test]
fn the_same_name_has_the_same_cover_wherever_it_stands_and_empty_cells_stay_empty() {
    let mut window = sample();
    redact(&mut window);
    let shown = Arc::clone(window.state().app().current().and_then(|open| open.roster()).expect("shown"));
    let (data, under) = (bare(&window).table(Table::Users).expect("users"), shown.table(Table::Users).expect("users"));
    let mut covers = std::collections::HashMap::new();
    for row in 0..data.rows() {
        let (name, cover) = (data.text(row, "familyName").into_string(), under.text(row, "familyName").into_string());
        assert_eq!(name.is_empty(), cover.is_empty());
        assert_eq!(covers.entry(name).or_insert_with(|| cover.clone()), &cover);
        assert_eq!(*data.sourced_id(row), *under.sourced_id(row), "keys hold the relations together");
    }
    assert!(covers.len() > 50);
}

#[test]
fn it_is_on_from_the_start_where_that_was_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let prefs = folder.path().join("prefs.json");
    let mut app = state(Some(prefs.clone()));
    app.apply(Command::Prefs(PrefsCommand::Redact(true)));
    drop(app);
    let window = inspector_of(crate::harness::WINDOW, state(Some(prefs)), &[]);
    assert!(window.state().app().is_redacted());
}

#[test]
fn every_personal_class_of_the_standard_has_a_cover() {
    for version in [Version::V1_0, Version::V1_1, Version::V1_2_0, Version::V1_2_1] {
        for column in version.spec().tables.iter().flat_map(|table| table.columns) {
            if column.privacy >= Privacy::Personal {
                assert!(Cover::covers(Some(column)), "{}", column.name);
            }
        }
    }
}
