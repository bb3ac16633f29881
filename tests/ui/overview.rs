//! The overview: key numbers, files, findings, counts by type, each leading somewhere.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{Action, Command, PrefsCommand, Route, ThemeChoice};
use roster_inspector::spec::Table;
use roster_inspector::ui::screens::overview::data::overview;

use crate::harness::{pictures, screenshot};
use crate::opened::{fixture, inspector_of, state, told, until_whole, whole};

#[test]
fn packages_are_told_as_data() {
    for name in [
        "good/v1_1",
        "good/v1_2",
        "good/delta",
        "bad/zip-filename-case",
        "bad/package-foreign-format",
        "bad/manifest-declares-missing-file",
    ] {
        let window = whole(&fixture(name));
        let name = name.replace('/', " ");
        insta::assert_snapshot!(format!("overview of {name}"), told(&overview(window.state().app()).expect("an overview")));
    }
}

#[test]
fn a_key_number_leads_to_its_rows() {
    let mut window = whole(&fixture("good/v1_1"));
    let app = window.state().app();
    let data = overview(app).expect("an overview");
    let students = data.tiles.iter().find(|tile| tile.label == "Students").expect("students");
    let name = format!("Students {}", students.value);
    window.get_by_role_and_label(Role::Link, &name).click();
    window.run_steps(3);
    let view = window.state().app().table_view().expect("a table");
    assert_eq!(view.query.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["student"]);
    crate::opened::until(&mut window, "the rows are filtered", |app| app.order().is_some_and(|order| order.running.is_none()));
    let shown = window.state().app().order().expect("an order").rows.len().to_string();
    assert_eq!(shown, students.value);
    window.get_by_label("Remove filter role is student").click();
    window.run_steps(3);
    assert!(window.state().app().table_view().is_some_and(|view| view.query.is_everything()));
}

#[test]
fn a_file_and_a_rule_lead_to_their_places() {
    let mut window = whole(&fixture("bad/enrollment-role-value"));
    let roster = window.state().app().current().expect("open").id();
    let rule = overview(window.state().app()).expect("an overview").findings.expect("findings").rules[0].clone();
    window.get_by_role_and_label(Role::Link, rule.title).click();
    window.run_steps(3);
    assert_eq!(*window.state().app().route(), Route::Findings { roster, rule: Some(rule.code), table: None });
    window.get_by_label("Back (Alt+Left)").click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, "orgs.csv").click();
    window.run_steps(3);
    assert_eq!(*window.state().app().route(), Route::Table { roster, table: Table::Orgs, at: None });
}

#[test]
fn the_sample_is_told_as_data_and_drawn_in_both_themes_and_small() {
    for (size, theme, name) in [
        (crate::harness::WINDOW, ThemeChoice::Light, "overview-light"),
        (crate::harness::WINDOW, ThemeChoice::Dark, "overview-dark"),
        (egui::vec2(900.0, 600.0), ThemeChoice::Light, "overview-small"),
    ] {
        let mut app = state(None);
        app.apply(Command::Prefs(PrefsCommand::Theme(theme)));
        app.apply(Command::Act(Action::OpenSample));
        let mut window = inspector_of(size, app, &[]);
        until_whole(&mut window);
        window.run_steps(2);
        screenshot(&mut window, &pictures().join(format!("{name}.png")));
        if theme == ThemeChoice::Dark {
            insta::assert_snapshot!("overview of the sample", told(&overview(window.state().app()).expect("an overview")));
        }
    }
}
