//! The overview: key numbers, files, findings, counts by type, each leading somewhere.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{Action, Command, PrefsCommand, Route, ThemeChoice};
use roster_inspector::spec::Table;
use roster_inspector::ui::screens::overview::chart_data::{Form, parts};
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
    assert_eq!(view.query.filter.to_string(), "role is exactly \"student\"");
    crate::opened::until(&mut window, "the rows are filtered", |app| app.order().is_some_and(|order| order.running.is_none()));
    let shown = window.state().app().order().expect("an order").rows.len().to_string();
    assert_eq!(shown, students.value);
    window.get_by_label("Remove filter role is student").click();
    window.run_steps(3);
    assert!(window.state().app().table_view().is_some_and(|view| view.query.is_everything()));
}

#[test]
fn a_file_and_a_cause_lead_to_their_places() {
    let mut window = whole(&fixture("bad/enrollment-role-value"));
    let roster = window.state().app().current().expect("open").id();
    let rule = overview(window.state().app()).expect("an overview").findings.expect("findings").rules[0].clone();
    crate::opened::until(&mut window, "the causes are found", |app| app.current().is_some_and(|open| open.judged().is_some()));
    // What a rule found in one file is a cause, and leads there.
    window.get_by_role_and_label(Role::Link, &format!("{} in enrollments.csv", rule.title)).click();
    window.run_steps(3);
    assert_eq!(*window.state().app().route(), Route::Findings { roster, rule: None, table: None });
    let key = format!("rule:{}:enrollments.csv", rule.code);
    assert_eq!(window.state().app().findings_view().and_then(|view| view.cause.clone()), Some(key));
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

/// The sample, read, checked and counted, in a window of this size.
fn sample(size: egui::Vec2, theme: ThemeChoice) -> egui_kittest::Harness<'static, roster_inspector::ui::Window> {
    let mut app = state(None);
    app.apply(Command::Prefs(PrefsCommand::Theme(theme)));
    app.apply(Command::Act(Action::OpenSample));
    let mut window = inspector_of(size, app, &[]);
    until_whole(&mut window);
    crate::opened::until(&mut window, "the charts are counted", |app| app.current().is_some_and(|open| open.charts().is_some()));
    window.run_steps(2);
    window
}

/// How many rows the table shows that was led to, and by what words they were chosen.
fn chosen(window: &mut egui_kittest::Harness<'static, roster_inspector::ui::Window>) -> (String, u32) {
    crate::opened::until(window, "the rows are found", |app| {
        matches!(app.route(), Route::Table { .. }) && app.order().is_some_and(|order| order.running.is_none())
    });
    let app = window.state().app();
    let only = app.table_view().and_then(|view| view.query.only.clone()).expect("rows");
    (only.label.clone(), app.order().expect("an order").rows.len())
}

const TALL: egui::Vec2 = egui::vec2(1440.0, 1500.0);

#[test]
fn every_bar_says_its_number_and_leads_to_as_many_rows() {
    let mut window = sample(TALL, ThemeChoice::Light);
    let charts = window.state().app().current().and_then(|open| open.charts().cloned()).expect("charts");
    let parts = parts(&charts, "2026-11-23");
    for part in &parts {
        let bar = part.bars.last().expect("a bar");
        let words = if part.form == Form::Bars {
            format!("{}, {}", bar.words, roster_inspector::ui::number::count(bar.count))
        } else {
            part.spoken(bar)
        };
        window.get_by_role_and_label(Role::Button, &words).click();
        window.run_steps(2);
        let (label, rows) = chosen(&mut window);
        assert_eq!(u64::from(rows), bar.count, "{label}");
        assert!(label.contains(&bar.words), "{label}");
        window.get_by_label("Back (Alt+Left)").click();
        window.run_steps(3);
    }
}

#[test]
fn each_chart_has_a_table_of_its_numbers() {
    let mut window = sample(TALL, ThemeChoice::Light);
    let charts = window.state().app().current().and_then(|open| open.charts().cloned()).expect("charts");
    for part in &parts(&charts, "2026-11-23") {
        let toggles = window.get_all_by_role_and_label(Role::Link, "Table").map(|node| node.rect()).collect::<Vec<_>>();
        let title = window.get_by_role_and_label(Role::Heading, part.title).rect();
        let near = toggles.iter().position(|rect| {
            rect.center().y - title.center().y < 12.0 && rect.left() > title.right() && rect.left() - title.left() < 480.0
        });
        window.get_all_by_role_and_label(Role::Link, "Table").nth(near.expect("a toggle")).expect("it").click();
        window.run_steps(3);
        for bar in &part.bars {
            window.get_by_role_and_label(Role::Row, &part.spoken(bar));
        }
        window.get_by_role_and_label(Role::Link, "Chart").click();
        window.run_steps(3);
    }
}

#[test]
fn a_level_leads_to_its_findings_alone() {
    let mut window = sample(TALL, ThemeChoice::Light);
    let counts = window.state().app().current().and_then(|open| open.findings()).expect("findings").counts();
    let words = if counts.warnings == 1 { "1 warning".to_owned() } else { format!("{} warnings", counts.warnings) };
    window.get_by_role_and_label(Role::Link, &words).click();
    window.run_steps(3);
    assert!(matches!(window.state().app().route(), Route::Findings { .. }));
    assert_eq!(window.state().app().findings_view().expect("findings").hidden_levels, [true, false, true]);
}

#[test]
fn charts_are_told_as_data() {
    for name in ["good/v1_1", "good/v1_2", "good/delta"] {
        let mut window = whole(&fixture(name));
        crate::opened::until(&mut window, "the charts are counted", |app| app.current().is_some_and(|open| open.charts().is_some()));
        let charts = window.state().app().current().and_then(|open| open.charts().cloned()).expect("charts");
        insta::assert_snapshot!(format!("charts of {}", name.replace('/', " ")), told(&parts(&charts, "2026-11-23")));
    }
}
