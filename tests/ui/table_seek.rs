//! Going to a line, finding a text, and the whole of a cell.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, TableCommand};
use roster_inspector::spec::Table;

use crate::harness::{pictures, screenshot};
use crate::table_desk::{Window, ask, press, settle, small};

fn selected_row(window: &Window) -> Option<u32> {
    window.state().app.table_view().and_then(|view| view.selected).map(|cell| cell.row)
}

fn type_into(window: &mut Window, name: &str, words: &str) {
    assert!(window.get_by_label(name).accesskit_node().is_focused(), "{name} has the keyboard");
    window.get_by_label(name).type_text(words);
    settle(window);
}

#[test]
fn a_line_of_the_file_is_gone_to() {
    let (_folder, mut window) = small(Table::Enrollments);
    ask(&mut window, Action::GoToLine);
    type_into(&mut window, "Line in the file", "5");
    press(&mut window, Key::Enter);
    assert_eq!(selected_row(&window), Some(3));
    assert!(window.query_by_label("Line in the file").is_none(), "the bar is closed");
    press(&mut window, Key::ArrowDown);
    assert_eq!(selected_row(&window), Some(4), "the rows have the keyboard");
}

#[test]
fn a_line_that_cannot_be_gone_to_says_why() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.state_mut().app.apply(Command::Table(TableCommand::Filter("c-3108".to_owned())));
    settle(&mut window);
    ask(&mut window, Action::GoToLine);
    type_into(&mut window, "Line in the file", "2");
    press(&mut window, Key::Enter);
    window.get_by_label("Line 2 is left out by the filters");
    screenshot(&mut window, &pictures().join("table-goto.png"));
    window.get_by_label("Clear filters").click();
    settle(&mut window);
    press(&mut window, Key::Enter);
    assert_eq!(selected_row(&window), Some(0));
    ask(&mut window, Action::GoToLine);
    window.get_by_label("Row").click();
    settle(&mut window);
    window.get_by_label("Row in this view").focus();
    window.step();
    window.get_by_label("Row in this view").type_text("99");
    settle(&mut window);
    press(&mut window, Key::Enter);
    assert!(window.query_by_label("This view has 7 rows").is_some());
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("Row in this view").is_none());
}

#[test]
fn a_text_is_found_on_and_back() {
    let (_folder, mut window) = small(Table::Enrollments);
    ask(&mut window, Action::Find);
    type_into(&mut window, "Find in table", "c-3108");
    assert_eq!(selected_row(&window), Some(1));
    window.get_by_label("1 of 2 rows");
    screenshot(&mut window, &pictures().join("table-find.png"));
    ask(&mut window, Action::Find);
    assert_eq!(selected_row(&window), Some(5));
    window.get_by_label("2 of 2 rows");
    ask(&mut window, Action::Find);
    assert_eq!(selected_row(&window), Some(1), "after the last comes the first");
    ask(&mut window, Action::FindPrevious);
    assert_eq!(selected_row(&window), Some(5));
    let column = window.state().app.table_view().and_then(|view| view.selected?.column);
    assert_eq!(column, Some(3), "the cell that holds it has the focus");
    window.get_by_label("7 rows");
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("Find in table").is_none());
}

#[test]
fn a_text_that_is_nowhere_is_said() {
    let (_folder, mut window) = small(Table::Enrollments);
    ask(&mut window, Action::Find);
    type_into(&mut window, "Find in table", "zzz");
    window.get_by_label("No row holds it");
    assert_eq!(selected_row(&window), None);
}

#[test]
fn the_whole_of_a_cell_names_what_cannot_be_seen() {
    let (_folder, mut window) = small(Table::Classes);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    for _ in 0..3 {
        press(&mut window, Key::ArrowRight);
    }
    press(&mut window, Key::F2);
    window.get_by_role_and_label(Role::Heading, "title, line 3");
    let words = window.get_by_label_contains("no-break space").accesskit_node().value().unwrap_or_default();
    assert!(words.contains("Biology 9,"), "{words}");
    window.get_by_label("19 characters, 20 bytes");
    screenshot(&mut window, &pictures().join("table-cell.png"));
    press(&mut window, Key::Escape);
    assert!(window.query_by_role_and_label(Role::Heading, "title, line 3").is_none());
    press(&mut window, Key::ArrowUp);
    assert_eq!(selected_row(&window), Some(0), "the rows have the keyboard again");
}
