//! Conditions on columns: made in a window, changed and removed as chips, written as a line, from menus and keys.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, TableCommand, TablePanel};
use roster_inspector::query::Condition;
use roster_inspector::spec::Table;

use crate::harness::{pictures, screenshot};
use crate::table_desk::{Window, ask, lines, open, press, settle, small, until};
use crate::table_making;

fn choose(window: &mut Window, list: &str, line: &str) {
    window.get_by_role_and_label(Role::ComboBox, list).click();
    settle(window);
    // A long list scrolls, so the line may be out of the pointer's reach.
    window.get_by_role_and_label(Role::MenuItem, line).click_accesskit();
    settle(window);
}

fn type_into(window: &mut Window, name: &str, words: &str) {
    window.get_by_label(name).focus();
    window.step();
    window.get_by_label(name).type_text(words);
    settle(window);
}

#[test]
fn values_are_chosen_by_their_counts() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.get_by_role_and_label(Role::ColumnHeader, "role").click_secondary();
    settle(&mut window);
    window.get_by_label("Filter…").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Heading, "Add filter");
    until(&mut window, |desk| desk.app.facet(5).is_some() && desk.app.facet(6).is_some_and(|state| state.facet.is_some()));
    window.run_steps(2);
    let teacher = window.get_by_role_and_label(Role::CheckBox, "teacher");
    assert_eq!(teacher.accesskit_node().data().description(), Some("2 rows"));
    teacher.click();
    settle(&mut window);
    window.get_by_label("3 values, 1 chosen");
    screenshot(&mut window, &pictures().join("table-filter-values.png"));
    window.get_by_label("Add").click();
    settle(&mut window);
    window.get_by_label("2 of 7 rows");
    assert_eq!(lines(&window), ["Line 6", "Line 7"]);
    let header = window.get_by_role_and_label(Role::ColumnHeader, "role");
    assert_eq!(header.accesskit_node().data().description(), Some("filtered"));
    // The chip opens the same window again, with what was chosen.
    window.get_by_label("role is one of teacher").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Heading, "Change filter");
    until(&mut window, |desk| desk.app.facet(6).is_some_and(|state| state.facet.is_some() && state.running.is_none()));
    window.run_steps(2);
    window.get_by_role_and_label(Role::CheckBox, "student").click();
    settle(&mut window);
    window.get_by_label("Change").click();
    settle(&mut window);
    window.get_by_label("6 of 7 rows");
    window.get_by_label_contains("Remove filter role is one of").click();
    settle(&mut window);
    window.get_by_label("7 rows");
}

#[test]
fn a_condition_of_every_kind_is_made_by_name_and_keyboard() {
    let (_folder, mut window) = small(Table::Enrollments);
    ask(&mut window, Action::AddFilter);
    assert!(window.get_by_label("Text").accesskit_node().is_focused(), "the field has the keyboard");
    window.get_by_label("Text").type_text("c-31");
    settle(&mut window);
    press(&mut window, Key::Enter);
    window.get_by_label("7 rows");
    window.get_by_label("any column contains c-31");
    ask(&mut window, Action::AddFilter);
    choose(&mut window, "Column", "beginDate");
    choose(&mut window, "Condition", "is a date between");
    type_into(&mut window, "From, YYYY-MM-DD", "24.8.26");
    window.get_by_label("“24.8.26” is not a date of the form YYYY-MM-DD");
    press(&mut window, Key::Escape);
    assert!(window.query_by_role_and_label(Role::Heading, "Add filter").is_none(), "Escape closes it");
    ask(&mut window, Action::AddFilter);
    choose(&mut window, "Column", "beginDate");
    choose(&mut window, "Condition", "is a date between");
    type_into(&mut window, "From, YYYY-MM-DD", "2026-08-01");
    window.get_by_label("Add").click();
    settle(&mut window);
    window.get_by_label("2 of 7 rows");
    window.get_by_label("beginDate from 2026-08-01");
    // Any of them is enough.
    window.get_by_label("Any").click();
    settle(&mut window);
    window.get_by_label("7 rows");
    ask(&mut window, Action::ClearFilters);
    ask(&mut window, Action::AddFilter);
    choose(&mut window, "Condition", "has a finding");
    screenshot(&mut window, &pictures().join("table-filter-finding.png"));
    window.get_by_label("Rows where this does not hold").click();
    settle(&mut window);
    window.get_by_label("Add").click();
    settle(&mut window);
    window.get_by_label("4 of 7 rows");
    window.get_by_label("any column not has a finding");
}

#[test]
fn a_filter_is_typed_as_a_line_and_a_wrong_one_changes_nothing() {
    let (_folder, mut window) = small(Table::Enrollments);
    ask(&mut window, Action::FilterLine);
    let field = "Filter as text";
    assert!(window.get_by_label(field).accesskit_node().is_focused());
    window.get_by_label(field).type_text("role is teacher sort by classSourcedId descending");
    settle(&mut window);
    press(&mut window, Key::Enter);
    assert_eq!(lines(&window), ["Line 7", "Line 6"]);
    window.get_by_label("role is teacher");
    ask(&mut window, Action::FilterLine);
    window.get_by_label(field).type_text(" and and");
    settle(&mut window);
    press(&mut window, Key::Enter);
    assert!(window.query_by_label_contains("at character").is_some(), "it says what is wrong and where");
    assert_eq!(lines(&window), ["Line 7", "Line 6"], "the last good rows stay");
    screenshot(&mut window, &pictures().join("table-filter-line.png"));
    press(&mut window, Key::Escape);
    ask(&mut window, Action::FilterLine);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.get_by_label(field).type_text("rol is student");
    settle(&mut window);
    press(&mut window, Key::Enter);
    assert!(window.query_by_label_contains("enrollments.csv has no column “rol”").is_some());
    assert_eq!(lines(&window), ["Line 7", "Line 6"]);
}

#[test]
fn the_menu_of_a_cell_filters_by_its_value_and_excludes_it() {
    let (_folder, mut window) = small(Table::Enrollments);
    let choose = |window: &mut Window, line: &str| {
        window.get_all_by_role_and_label(Role::Cell, "student").next().expect("a student").click_secondary();
        settle(window);
        window.get_by_label(line).click();
        settle(window);
    };
    choose(&mut window, "Filter by this value");
    window.get_by_label("4 of 7 rows");
    window.get_by_label("role is student");
    window.get_by_label("Clear").click();
    settle(&mut window);
    choose(&mut window, "Exclude this value");
    window.get_by_label("role is not student");
    window.get_by_label("3 of 7 rows");
}

#[test]
fn a_filter_for_a_column_that_is_not_there_is_told_and_the_last_good_rows_stay() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.state_mut().app.apply(Command::Table(TableCommand::Where(Condition::is("role", "teacher"))));
    settle(&mut window);
    window.state_mut().app.apply(Command::Table(TableCommand::Where(Condition::is("gone", "x"))));
    settle(&mut window);
    until(&mut window, |desk| desk.app.notices().newest().is_some());
    assert_eq!(lines(&window), ["Line 6", "Line 7"]);
    window.get_by_label("Remove filter gone is x").click();
    settle(&mut window);
    assert_eq!(lines(&window), ["Line 6", "Line 7"]);
}

#[test]
fn filters_have_room_in_a_small_window_and_in_the_dark() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = table_making::invented(folder.path(), 500);
    let mut window = open(path, Table::Enrollments, Theme::Dark, vec2(900.0, 600.0));
    window.state_mut().shell = Some(roster_inspector::ui::dialogs::Dialogs::default());
    for condition in [Condition::is("role", "student"), Condition::is("primary", "true").not()] {
        window.state_mut().app.apply(Command::Table(TableCommand::Where(condition)));
    }
    press(&mut window, Key::ArrowDown);
    window.state_mut().app.apply(Command::Table(TableCommand::Pane(true)));
    settle(&mut window);
    screenshot(&mut window, &pictures().join("table-900-dark.png"));
    window.state_mut().app.apply(Command::Table(TableCommand::PaneBelow(true)));
    settle(&mut window);
    screenshot(&mut window, &pictures().join("table-900-below-dark.png"));
    window.state_mut().app.apply(Command::Table(TableCommand::Pane(false)));
    let panel = TablePanel::Filter { column: Some(6), part: None };
    window.state_mut().app.apply(Command::Table(TableCommand::Panel(Some(panel))));
    settle(&mut window);
    until(&mut window, |desk| desk.app.facet(6).is_some_and(|state| state.facet.is_some()));
    window.run_steps(2);
    screenshot(&mut window, &pictures().join("table-900-filter-dark.png"));
    let room = window.ctx.content_rect();
    for name in ["Add", "Cancel"] {
        assert!(room.contains_rect(window.get_by_label(name).rect()), "{name} is within the window");
    }
}
