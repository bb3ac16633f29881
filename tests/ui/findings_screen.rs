//! The findings by label and by keyboard.

use egui::{Key, Theme, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::Route;
use roster_inspector::check::RULES;
use roster_inspector::spec::{Table, Version};

use crate::harness::{pictures, screenshot};
use crate::record_district::V1_1;
use crate::record_window::{opened, until};

#[test]
fn a_place_leads_to_its_cell() {
    let mut window = opened(V1_1).findings(Some("ref-enrollment-class")).window();
    window.get_by_role_and_label(Role::Row, "enrollments.csv, 5, classSourcedId, c-3999, e-4").click();
    window.run();
    let Route::Table { table, at: Some(at), .. } = *window.state().app.route() else { panic!("a table") };
    assert_eq!((table, at.row, at.column), (Table::Enrollments, 3, Some(3)));
}

#[test]
fn the_name_of_a_record_leads_to_its_page() {
    let mut window = opened(V1_1).findings(Some("class-no-teacher")).window();
    window.get_by_role_and_label(Role::Link, "Homeroom 9B").click();
    window.run();
    assert_eq!(window.state().shown(), "classes c-3");
}

#[test]
fn by_keyboard_one_goes_from_the_rules_to_a_place_and_on_to_its_cell() {
    let mut window = opened(V1_1).findings(None).window();
    let focus_rules =
        |window: &egui_kittest::Harness<'_, _>| window.get_by_role_and_label(Role::ListBox, "Rules").accesskit_node().is_focused();
    for _ in 0..20 {
        if focus_rules(&window) {
            break;
        }
        window.key_press(Key::Tab);
        window.run();
    }
    assert!(focus_rules(&window), "Tab never reached the rules");
    window.key_press(Key::ArrowDown);
    window.run();
    let Route::Findings { rule: Some(second), .. } = *window.state().app.route() else { panic!("findings of a rule") };
    window.key_press(Key::ArrowUp);
    window.run();
    let Route::Findings { rule: Some(first), .. } = *window.state().app.route() else { panic!("findings of a rule") };
    assert_ne!(first, second);
    window.key_press(Key::Enter);
    window.run();
    assert!(window.get_by_role_and_label(Role::Table, "Places").accesskit_node().is_focused());
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(matches!(window.state().app.route(), Route::Table { .. }), "{:?}", window.state().app.route());
}

#[test]
fn levels_and_files_are_left_out_and_shown_again() {
    let mut window = opened(V1_1).findings(None).window();
    let has = |window: &egui_kittest::Harness<'_, _>, words: &str| {
        window.query_all_by_role(Role::ListBoxOption).any(|rule| rule.accesskit_node().label().is_some_and(|label| label.contains(words)))
    };
    assert!(has(&window, "error") && has(&window, "warning"));
    window.get_by_role_and_label(Role::Button, "Errors").click();
    window.run();
    assert!(!has(&window, "error") && has(&window, "warning"));
    window.get_by_role_and_label(Role::Button, "Errors").click();
    window.run();
    window.get_by_role_and_label(Role::ComboBox, "File").click();
    window.run();
    window.get_by_role_and_label(Role::MenuItem, "enrollments  1").click();
    window.run();
    assert!(matches!(window.state().app.route(), Route::Findings { table: Some(Table::Enrollments), .. }));
    assert_eq!(window.query_all_by_role(Role::ListBoxOption).count(), 1);
}

#[test]
fn the_page_of_a_rule_says_what_why_and_how() {
    let window = opened(V1_1).findings(Some("class-no-teacher")).window();
    for heading in ["What it checks", "Why it matters", "How to repair", "Example", "Effect at receivers"] {
        window.get_by_role_and_label(Role::Heading, heading);
    }
}

#[test]
fn a_narrow_window_has_the_page_of_the_rule_behind_a_tab() {
    let mut window = opened(V1_1).findings(Some("class-no-teacher")).window_of(vec2(848.0, 530.0), Theme::Light);
    assert!(window.query_by_role_and_label(Role::Heading, "What it checks").is_none());
    window.get_by_role_and_label(Role::Tab, "About this rule").click();
    window.run();
    window.get_by_role_and_label(Role::Heading, "What it checks");
}

#[test]
fn no_findings_is_said_with_the_number_of_rules() {
    let sound: Vec<(&str, String)> = V1_1
        .iter()
        .map(|(name, text)| {
            let text = text
                .replace(",0457,", ",0410,")
                .replace("c-3999", "c-3")
                .replace("0048213,,,true,0410,student,ahaddad2,", "0048216,,,true,0410,student,ahaddad2,");
            (*name, text.replace("e-9,,,c-2", "e-10,,,c-3,0410,t-2,teacher,true,,\ne-9,,,c-2"))
        })
        .collect();
    let sound: Vec<(&str, &str)> = sound.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let window = opened(&sound).findings(None).window();
    let rules = RULES.iter().filter(|rule| rule.is_for(Version::V1_1)).count();
    assert!(rules > 20);
    window.get_by_label(&format!("No faults found by {rules} rules"));
}

#[test]
fn of_very_many_places_the_first_are_listed_and_all_when_asked_for() {
    let mut orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n".to_owned();
    for number in 0..10_050 {
        orgs.push_str(&format!("o-{number},,,Org {number},school,,nowhere\n"));
    }
    let files = [("manifest.csv", V1_1[0].1), ("orgs.csv", orgs.as_str())];
    let mut window = opened(&files).findings(Some("ref-org-parent")).window();
    window.get_by_label("10,000 of 10,050 listed");
    window.get_by_role_and_label(Role::Button, "List all").click();
    window.run();
    let roster = window.state().roster;
    until(&mut window.state_mut().app, |app| app.all_places(roster).is_some());
    window.run();
    window.get_by_label("10,050, all listed");
    // Only what is in sight is laid out, and the last place is one key away.
    assert!(window.query_all_by_role(Role::Row).count() < 60);
    window.get_by_role_and_label(Role::Table, "Places").focus();
    window.run();
    window.key_press(Key::End);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let Route::Table { table: Table::Orgs, at: Some(at), .. } = *window.state().app.route() else { panic!("a table") };
    assert_eq!((at.row, at.column), (10_049, Some(6)));
}

/// Pictures to look at, not to compare: they go to the folder of the test run.
#[test]
fn pictures_of_findings() {
    for (look, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = opened(V1_1).findings(None).whole_window(look);
        window.run();
        screenshot(&mut window, &pictures().join(format!("findings-{suffix}.png")));
    }
}
