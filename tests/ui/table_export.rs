//! Writing the view of a table into a file: what is said before, meanwhile and after, and what can go wrong.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{Action, Command, TableCommand};
use roster_inspector::query::Condition;
use roster_inspector::spec::Table;

use crate::harness::{pictures, screenshot};
use crate::table_desk::{Window, ask, press, settle, small, until};

fn write_to(window: &mut Window, path: &std::path::Path) {
    window.get_by_label("File to write").focus();
    window.step();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.get_by_label("File to write").type_text(&path.display().to_string());
    settle(window);
    window.get_by_label("Export").click();
    // What an export before this one ended with is still there until this one begins.
    window.run_steps(2);
    until(window, |desk| desk.app.export_end().is_some());
    window.run_steps(2);
}

#[test]
fn the_view_is_written_as_it_is_shown() {
    let (folder, mut window) = small(Table::Users);
    window.state_mut().app.apply(Command::Table(TableCommand::Where(Condition::is("role", "student"))));
    settle(&mut window);
    window.get_by_role_and_label(Role::ColumnHeader, "familyName").click();
    settle(&mut window);
    ask(&mut window, Action::Export);
    window.get_by_role_and_label(Role::Heading, "Export users");
    assert!(window.query_by_label_contains("3 rows and 17 columns").is_some());
    assert!(window.query_all_by_label_contains("Secrets are left out").next().is_some());
    screenshot(&mut window, &pictures().join("table-export.png"));
    let place = folder.path().parent().expect("a folder").join("students.csv");
    write_to(&mut window, &place);
    assert!(window.query_by_label_contains("Written: 3 rows").is_some());
    screenshot(&mut window, &pictures().join("table-export-done.png"));
    let text = std::fs::read_to_string(&place).expect("the file is there");
    assert!(text.starts_with("sourcedId,") && text.lines().count() == 4 && !text.contains("hunter2"), "{text}");
    assert!(text.lines().nth(1).is_some_and(|line| line.contains("Haddad")), "{text}");
    window.get_by_label("Close").click();
    settle(&mut window);
    assert!(window.query_by_role_and_label(Role::Heading, "Export users").is_none());
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_told() {
    let (folder, mut window) = small(Table::Orgs);
    let place = folder.path().parent().expect("a folder").join("orgs-copy.csv");
    std::fs::write(&place, "mine").expect("written");
    ask(&mut window, Action::Export);
    write_to(&mut window, &place);
    assert!(window.query_all_by_label_contains("A file of this name is there already").next().is_some());
    assert_eq!(std::fs::read_to_string(&place).expect("it is there"), "mine");
    window.get_by_label("Replace the file").click();
    until(&mut window, |desk| matches!(desk.app.export_end(), Some(roster_inspector::app::ExportEnd::Done(_))));
    assert!(std::fs::read_to_string(&place).expect("it is there").starts_with("sourcedId,"));
}

#[test]
fn a_place_that_cannot_be_written_and_an_opened_file_are_told_and_nothing_is_lost() {
    let (folder, mut window) = small(Table::Orgs);
    ask(&mut window, Action::Export);
    write_to(&mut window, &folder.path().join("no such folder").join("orgs.csv"));
    assert!(window.query_all_by_label_contains("The folder is not there").next().is_some());
    write_to(&mut window, &folder.path().join("orgs.csv"));
    assert!(window.query_all_by_label_contains("This file is open here").next().is_some());
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("File to write").is_none());
    window.get_by_label("3 rows");
}
