//! The columns of a table: chooser, order, width, freezing and hiding, by mouse, menu and keyboard.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, Route};
use roster_inspector::spec::Table;

use crate::harness::{pictures, screenshot};
use crate::table_desk::{Window, go, id, press, settle, small};

/// The names of the headers in sight, from left to right.
fn headers(window: &Window) -> Vec<String> {
    let mut all: Vec<_> = window
        .query_all_by_role(Role::ColumnHeader)
        .filter_map(|header| Some((header.rect().left(), header.accesskit_node().label()?)))
        .collect();
    all.sort_by(|one, two| one.0.total_cmp(&two.0));
    all.into_iter().map(|(_, name)| name).collect()
}

fn press_on_header(window: &mut Window, name: &str, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    settle(window);
    window.get_by_role_and_label(Role::ColumnHeader, name);
}

#[test]
fn the_chooser_hides_shows_finds_and_moves_columns() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.get_by_label("Columns").click();
    settle(&mut window);
    assert!(window.get_by_label("Find a column").accesskit_node().is_focused(), "the field has the keyboard");
    window.get_by_role_and_label(Role::CheckBox, "status").click();
    settle(&mut window);
    assert!(!headers(&window).contains(&"status".to_owned()));
    window.get_by_label("9 of 10 shown");
    window.get_by_label("Find a column").focus();
    window.step();
    window.get_by_label("Find a column").type_text("date");
    settle(&mut window);
    assert_eq!(window.query_all_by_role(Role::CheckBox).count(), 3);
    screenshot(&mut window, &pictures().join("table-chooser.png"));
    window.get_by_role_and_label(Role::CheckBox, "endDate").focus();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::ArrowUp);
    settle(&mut window);
    let names = headers(&window);
    let place = |name: &str| names.iter().position(|of| of == name).expect("it is shown");
    assert!(place("endDate") < place("beginDate"), "{names:?}");
    window.get_by_label("Show all").click();
    settle(&mut window);
    window.get_by_label("10 of 10 shown");
    window.get_by_label("Reset").click();
    settle(&mut window);
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("Find a column").is_none(), "the chooser is closed");
    assert_eq!(headers(&window)[..2], ["sourcedId", "status"]);
}

#[test]
fn a_column_is_dragged_in_the_chooser() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.get_by_label("Columns").click();
    settle(&mut window);
    let from = window.get_by_label("Move role").rect().center();
    let to = window.get_by_label("Move status").rect().center();
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    window.hover_at(to);
    window.step();
    window.drop_at(to);
    settle(&mut window);
    assert_eq!(headers(&window)[..3], ["sourcedId", "role", "status"]);
}

#[test]
fn the_menu_of_a_header_does_everything_to_a_column() {
    let (_folder, mut window) = small(Table::Enrollments);
    let choose = |window: &mut Window, header: &str, line: &str| {
        window.get_by_role_and_label(Role::ColumnHeader, header).click_secondary();
        settle(window);
        window.get_by_role_and_label(Role::MenuItem, line).click();
        settle(window);
        assert!(window.query_by_role_and_label(Role::MenuItem, line).is_none(), "the menu is closed");
    };
    choose(&mut window, "role", "Move left");
    let names = headers(&window);
    let place = names.iter().position(|name| name == "role").expect("it is shown");
    assert_eq!(names[place + 1], "userSourcedId");
    choose(&mut window, "status", "Hide column");
    assert!(!headers(&window).contains(&"status".to_owned()));
    choose(&mut window, "role", "Show all columns");
    assert!(headers(&window).contains(&"status".to_owned()));
    choose(&mut window, "role", "Sort descending");
    let sort = &window.state().app.table_view().expect("a table").query.sort;
    assert!(sort.len() == 1 && sort[0].descending);
    choose(&mut window, "classSourcedId", "Sort by it second");
    let header = window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId");
    assert_eq!(header.accesskit_node().data().description(), Some("sort key 2"));
    choose(&mut window, "role", "Do not sort by it");
    assert_eq!(window.state().app.table_view().expect("a table").query.sort.len(), 1);
    choose(&mut window, "dateLastModified", "Freeze up to here");
    assert_eq!(window.state().app.layout().map(|layout| layout.frozen), Some(3));
    let wide = window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").rect().width();
    choose(&mut window, "classSourcedId", "Fit to content");
    assert_ne!(window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").rect().width(), wide);
}

#[test]
fn every_column_is_reached_and_changed_by_keyboard() {
    let (_folder, mut window) = small(Table::Enrollments);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    // From the first row up is the header.
    press(&mut window, Key::ArrowUp);
    let before = window.get_by_role_and_label(Role::ColumnHeader, "status").rect().width();
    press_on_header(&mut window, "status", Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(window.get_by_role_and_label(Role::ColumnHeader, "status").rect().width(), before + 8.0);
    press_on_header(&mut window, "status", Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(headers(&window)[..3], ["sourcedId", "dateLastModified", "status"]);
    // The focus went along: another press moves the same column.
    press_on_header(&mut window, "status", Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(headers(&window)[..3], ["sourcedId", "status", "dateLastModified"]);
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    settle(&mut window);
    let first = window.get_by_role_and_label(Role::MenuItem, "Sort ascending");
    assert!(first.accesskit_node().is_focused(), "the menu has the keyboard");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Delete);
    assert_eq!(headers(&window)[..2], ["sourcedId", "dateLastModified"]);
}

#[test]
fn columns_stay_as_they_were_arranged_wherever_the_table_is_shown() {
    let (_folder, mut window) = small(Table::Enrollments);
    let roster = id(&window);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Delete);
    let arranged = headers(&window);
    assert!(!arranged.contains(&"status".to_owned()));
    go(&mut window, Route::Table { roster, table: Table::Orgs, at: None });
    assert!(headers(&window).contains(&"status".to_owned()), "another file has its own arrangement");
    window.state_mut().app.apply(Command::Act(Action::Back));
    settle(&mut window);
    assert_eq!(headers(&window), arranged);
    go(&mut window, Route::Table { roster, table: Table::Enrollments, at: None });
    assert_eq!(headers(&window), arranged);
}

#[test]
fn a_header_is_dragged_to_another_place() {
    let (_folder, mut window) = small(Table::Enrollments);
    let from = window.get_by_role_and_label(Role::ColumnHeader, "role").rect().left_center() + vec2(15.0, 0.0);
    let to = window.get_by_role_and_label(Role::ColumnHeader, "status").rect().left_center() + vec2(10.0, 0.0);
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    window.hover_at(to);
    window.step();
    window.drop_at(to);
    settle(&mut window);
    assert_eq!(headers(&window)[..3], ["sourcedId", "role", "status"]);
    assert!(window.state().app.table_view().is_some_and(|view| view.query.sort.is_empty()), "dragging does not sort");
}
