//! The findings by label and by keyboard.

use egui::{Key, Theme, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Command, Route};
use roster_inspector::check::{Findings, RULES};
use roster_inspector::query::Wanted;
use roster_inspector::read::FileId;
use roster_inspector::spec::{Table, Version};
use roster_inspector::ui::number;

use crate::harness::{pictures, screenshot};
use crate::record_district::V1_1;
use crate::record_window::{Opened, opened, opened_path, until};

#[test]
fn a_place_leads_to_its_cell() {
    let mut window = opened(V1_1).findings(Some("ref-enrollment-class")).window();
    window.get_by_role_and_label(Role::Row, "enrollments.csv, 5, classSourcedId, c-3999, Amina Haddad").click();
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
    let found = findings(&window);
    let item = format!("enrollments  {}", found.of_table(Table::Enrollments).total());
    window.get_by_role_and_label(Role::MenuItem, &item).click();
    window.run();
    assert!(matches!(window.state().app.route(), Route::Findings { table: Some(Table::Enrollments), .. }));
    let file = file_of(&window, Table::Enrollments);
    let in_file = found.groups().iter().filter(|group| group.parts.iter().any(|part| part.file == Some(file) && part.count > 0)).count();
    assert_eq!(window.query_all_by_role(Role::ListBoxOption).count(), in_file);
    assert!(in_file < found.groups().len());
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
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, roster) = opened_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/good/metadata").into());
    app.apply(Command::Go(Route::Findings { roster, rule: None, table: None }));
    let found = app.rosters().get(roster).and_then(|open| open.findings()).cloned().expect("findings");
    assert_eq!(found.counts().total(), 0, "{:?}", found.groups().iter().map(|group| group.rule.code).collect::<Vec<_>>());
    let window = Opened { app, roster, folder }.window();
    let rules = RULES.iter().filter(|rule| rule.is_for(Version::V1_1) && !rule.on_request).count();
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

fn findings(window: &Window) -> std::sync::Arc<Findings> {
    let opened = window.state();
    opened.app.rosters().get(opened.roster).and_then(|open| open.findings()).cloned().expect("findings")
}

fn file_of(window: &Window, table: Table) -> FileId {
    let opened = window.state();
    let roster = opened.app.rosters().get(opened.roster).and_then(|open| open.roster()).expect("a roster");
    roster.table(table).expect("a table").file()
}

type Window = egui_kittest::Harness<'static, Opened>;

/// Lets the findings be looked through, and what was asked for be drawn.
fn settle(window: &mut Window) {
    let roster = window.state().roster;
    window.step();
    until(&mut window.state_mut().app, |app| {
        app.sift(roster).is_some_and(|sift| sift.text() == app.findings_view().map_or("", |view| &view.text))
    });
    for _ in 0..8 {
        window.step();
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.run();
}

fn rules(window: &Window) -> Vec<String> {
    window.query_all_by_role(Role::ListBoxOption).filter_map(|rule| rule.accesskit_node().label()).collect()
}

fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<_> =
        window.query_all_by_role(Role::Row).map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default())).collect();
    rows.sort_by(|one, two| one.0.total_cmp(&two.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

#[test]
fn a_place_is_a_row_of_cells_with_their_headers() {
    let window = opened(V1_1).findings(Some("ref-enrollment-class")).window();
    for (cell, header) in
        [("enrollments.csv", "File"), ("5", "Line"), ("classSourcedId", "Column"), ("c-3999", "Value"), ("Amina Haddad", "Record")]
    {
        let node = window.get_by_role_and_label(Role::Cell, cell);
        assert_eq!(node.accesskit_node().data().description(), Some(header));
        window.get_by_role_and_label(Role::ColumnHeader, header);
    }
}

#[test]
fn a_text_narrows_rules_and_places_and_its_chip_takes_it_away() {
    let mut window = opened(V1_1).findings(None).window();
    settle(&mut window);
    let all = findings(&window).groups().len();
    assert_eq!(rules(&window).len(), all);
    window.get_by_role_and_label(Role::TextInput, "Search findings").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Search findings").type_text("homeroom");
    settle(&mut window);
    // The findings about the class with this name, and no other.
    let left = rules(&window);
    assert!(left.len() >= 2 && left.len() < all, "{left:?}");
    assert!(left.contains(&"Class without a teacher, 1 warning".to_owned()), "{left:?}");
    assert!(!left.iter().any(|rule| rule.starts_with("Class of an enrollment is missing")), "{left:?}");
    let rows = rows(&window);
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains("Homeroom 9B")), "{rows:?}");
    window.get_by_label("Remove filter text contains homeroom").click();
    window.run();
    settle(&mut window);
    assert_eq!(rules(&window).len(), all);
}

#[test]
fn what_no_finding_holds_is_said_and_everything_comes_back() {
    let mut window = opened(V1_1).findings(None).window();
    window.get_by_role_and_label(Role::TextInput, "Search findings").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Search findings").type_text("zebra");
    settle(&mut window);
    window.get_by_label("No findings match");
    window.get_by_role_and_label(Role::Button, "Show all").click();
    window.run();
    settle(&mut window);
    assert_eq!(rules(&window).len(), findings(&window).groups().len());
}

#[test]
fn findings_are_divided_by_school_and_by_file() {
    let mut window = opened(V1_1).findings(None).window();
    settle(&mut window);
    window.get_by_role_and_label(Role::RadioButton, "Schools").click();
    window.run();
    settle(&mut window);
    let roster = window.state().roster;
    let schools = window.state().app.sift(roster).expect("a sift").schools.clone();
    assert_eq!(schools.iter().map(|(.., count)| count).sum::<u64>(), findings(&window).counts().total());
    for (_, name, count) in &schools {
        window.get_by_role_and_label(Role::Heading, &format!("{name}, {}", number::counted(*count, "finding", "findings")));
    }
    assert_eq!(schools.last().map(|(_, name, _)| name.as_str()), Some("No school known"));
    window.get_by_role_and_label(Role::ListBoxOption, "Class without a teacher, 1 warning").click();
    window.run();
    settle(&mut window);
    assert_eq!(window.state().app.findings_view().and_then(|view| view.school), Some(None));
    assert_eq!(rows(&window), ["classes.csv, 4, Homeroom 9B, Homeroom 9B"].map(ToOwned::to_owned).to_vec());
    window.get_by_role_and_label(Role::RadioButton, "Files").click();
    window.run();
    settle(&mut window);
    // What the list was divided by is no filter afterwards.
    assert_eq!(window.state().app.findings_view().and_then(|view| view.school), None);
    let found = findings(&window);
    for table in [Table::Classes, Table::Enrollments, Table::Users] {
        let count = found.of_table(table).total();
        window.get_by_role_and_label(Role::Heading, &format!("{}, {}", table.file(), number::counted(count, "finding", "findings")));
    }
}

#[test]
fn a_school_is_a_removable_filter() {
    let mut window = opened(V1_1).findings(None).window();
    settle(&mut window);
    window.get_by_role_and_label(Role::ComboBox, "School").click();
    window.run();
    let roster = window.state().roster;
    let sift = std::sync::Arc::clone(window.state().app.sift(roster).expect("a sift"));
    let (org, name, count) = sift.schools.iter().find(|(_, name, _)| name == "Elm Creek High").expect("the school");
    window.get_by_role_and_label(Role::MenuItem, &format!("{name}  {count}")).click();
    window.run();
    settle(&mut window);
    let found = findings(&window);
    let here = found.groups().iter().filter(|group| sift.count(group.rule.code, Wanted { file: None, org: Some(*org) }) > 0).count();
    assert_eq!(rules(&window).len(), here);
    assert!(here < found.groups().len());
    window.get_by_label("Remove filter school is Elm Creek High").click();
    window.run();
    settle(&mut window);
    assert_eq!(rules(&window).len(), found.groups().len());
}

#[test]
fn places_are_sorted_by_their_headers() {
    let mut orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n".to_owned();
    for (number, name) in ["Cedar", "aspen", "Birch", "Dogwood"].iter().enumerate() {
        orgs.push_str(&format!("o-{number},,,{name},school,,nowhere-{}\n", 9 - number));
    }
    let mut window = opened(&[("manifest.csv", V1_1[0].1), ("orgs.csv", orgs.as_str())]).findings(Some("ref-org-parent")).window();
    let names = |window: &Window| -> Vec<String> {
        rows(window).iter().map(|row| row.rsplit(", ").next().unwrap_or_default().to_owned()).collect()
    };
    settle(&mut window);
    assert_eq!(names(&window), ["Cedar", "aspen", "Birch", "Dogwood"]);
    let press = |window: &mut Window, header: &str| {
        window.get_by_role_and_label(Role::ColumnHeader, header).click();
        window.run();
        settle(window);
    };
    press(&mut window, "Record");
    assert_eq!(names(&window), ["aspen", "Birch", "Cedar", "Dogwood"]);
    press(&mut window, "Record");
    assert_eq!(names(&window), ["Dogwood", "Cedar", "Birch", "aspen"]);
    press(&mut window, "Value");
    assert_eq!(names(&window), ["Dogwood", "Birch", "aspen", "Cedar"]);
    // A sorted place leads to its own cell.
    window.get_by_role_and_label(Role::Row, "orgs.csv, 5, parentSourcedId, nowhere-6, Dogwood").click();
    window.run();
    let Route::Table { at: Some(at), .. } = *window.state().app.route() else { panic!("a table") };
    assert_eq!(at.row, 3);
}
