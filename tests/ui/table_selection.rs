//! Selecting and copying in a table: rows, blocks of cells, formats, many rows, and a clipboard that is not there.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Anchor, Command, Route};
use roster_inspector::spec::Table;
use roster_inspector::ui::clipboard::Clipboard;
use std::sync::{Arc, Mutex};

use crate::harness::WINDOW;
use crate::table_desk::{copied, go, id, open, press, settle, small, until};
use crate::table_making;

#[test]
fn a_block_of_cells_is_copied_with_its_header() {
    let (_folder, mut window) = small(Table::Enrollments);
    press(&mut window, Key::ArrowDown);
    for _ in 0..3 {
        press(&mut window, Key::ArrowRight);
    }
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut window);
    window.event(Event::Copy);
    window.step();
    assert_eq!(copied(&window).as_deref(), Some("c-3101\t0402\nc-3108\t0410\n"));
    settle(&mut window);
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    settle(&mut window);
    window.get_by_label("Copy 2 × 2 cells with header").click();
    window.step();
    assert_eq!(copied(&window).as_deref(), Some("classSourcedId\tschoolSourcedId\nc-3101\t0402\nc-3108\t0410\n"));
}

#[test]
fn rows_are_copied_in_other_formats_from_the_menu() {
    let (_folder, mut window) = small(Table::Orgs);
    for (line, expected) in [
        (
            "Copy row as CSV",
            "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\nd-1,,,Marlow Valley USD,district,,\r\n",
        ),
        (
            "Copy row as Markdown",
            "| sourcedId | status | dateLastModified | name | type | identifier | parentSourcedId |\n| --- | --- | --- | --- | --- | --- | --- |\n| d-1 |  |  | Marlow Valley USD | district |  |  |\n",
        ),
    ] {
        window.get_by_role_and_label(Role::Cell, "d-1").click_secondary();
        settle(&mut window);
        window.get_by_label(line).click();
        window.step();
        assert_eq!(copied(&window).as_deref(), Some(expected));
        settle(&mut window);
    }
    window.get_by_role_and_label(Role::Cell, "d-1").click_secondary();
    settle(&mut window);
    window.get_by_label("Copy row as JSON").click();
    window.step();
    let json: serde_json::Value = serde_json::from_str(&copied(&window).expect("a text")).expect("it is JSON");
    assert_eq!(json[0]["name"], "Marlow Valley USD");
}

#[test]
fn the_selection_comes_back_with_back() {
    let (_folder, mut window) = small(Table::Enrollments);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    settle(&mut window);
    let chosen = |window: &crate::table_desk::Window| {
        window.query_all_by_role(Role::Cell).filter(|cell| cell.accesskit_node().is_selected() == Some(true)).count()
    };
    assert_eq!(chosen(&window), 4);
    let roster = id(&window);
    go(&mut window, Route::Table { roster, table: Table::Orgs, at: None });
    window.state_mut().app.apply(Command::Act(Action::Back));
    settle(&mut window);
    let view = window.state().app.table_view().expect("the table");
    assert_eq!(view.anchor, Some(Anchor { position: 1, column: Some(0) }));
    assert_eq!(chosen(&window), 4);
}

#[test]
fn many_rows_are_copied_beside_the_frames() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = table_making::invented(folder.path(), 2_000);
    let mut window = open(path, Table::Enrollments, egui::Theme::Light, WINDOW);
    press(&mut window, Key::ArrowDown);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut window);
    window.event(Event::Copy);
    let rows = window.state().app.order().expect("an order").rows.len() as usize;
    let mut text = None;
    let start = std::time::Instant::now();
    while text.is_none() {
        assert!(start.elapsed().as_secs() < 20, "this takes too long");
        window.step();
        text = copied(&window);
    }
    assert_eq!(text.map(|text| text.lines().count()), Some(rows));
    settle(&mut window);
    assert!(window.state().app.clip().is_none(), "it is copied once");
}

#[test]
fn a_clipboard_that_is_not_there_is_told_and_nothing_is_lost() {
    let (_folder, mut window) = small(Table::Orgs);
    Clipboard::new(|_| Err("no clipboard answered".to_owned())).install(&window.ctx);
    press(&mut window, Key::ArrowDown);
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut window);
    window.event(Event::Copy);
    window.step();
    assert_eq!(copied(&window), None);
    until(&mut window, |desk| desk.app.notices().newest().is_some());
    let notice = window.state().app.notices().newest().expect("a notice");
    assert!(notice.title.contains("clipboard") && notice.lines[0].contains("no clipboard answered"), "{notice:?}");
    let rows = window.query_all_by_role(Role::Row).filter(|row| row.accesskit_node().is_selected() == Some(true)).count();
    assert_eq!(rows, 2, "the selection is still there");
    let held = Arc::new(Mutex::new(String::new()));
    let taken = Arc::clone(&held);
    Clipboard::new(move |text| {
        text.clone_into(&mut taken.lock().expect("nobody holds it"));
        Ok(())
    })
    .install(&window.ctx);
    window.event(Event::Copy);
    settle(&mut window);
    assert_eq!(held.lock().expect("nobody holds it").lines().count(), 2);
}
