//! The table screen as its users meet it: opening, sorting, filtering, following, copying, by mouse and by keyboard.

use std::path::{Path, PathBuf};
use std::time::Instant;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, CellAt, Command, Route, Source, TableCommand};
use roster_inspector::spec::Table;
use roster_inspector::ui::dialogs::Dialogs;
use roster_inspector::ui::screens;

use crate::harness::{WINDOW, pictures, screenshot};
use crate::table_desk::{Window, ask, click, copied, desk, go, id, lines, new_window, open, press, settle, small, source, until};
use crate::table_making;

#[test]
fn rows_stand_under_the_files_own_headers_with_line_numbers() {
    let (_folder, window) = small(Table::Enrollments);
    assert_eq!(lines(&window), ["Line 2", "Line 3", "Line 4", "Line 5", "Line 6", "Line 7", "Line 8"]);
    window.get_by_role_and_label(Role::ColumnHeader, "userSourcedId");
    window.get_by_label("7 rows");
    assert_eq!(window.query_all_by_role_and_label(Role::Cell, "Amina Haddad, 0048213").count(), 1);
}

#[test]
fn a_header_sorts_and_shift_adds_a_second_key() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.get_by_role_and_label(Role::ColumnHeader, "role").click();
    settle(&mut window);
    // Blank cells stand last, equal ones in the order of the file.
    assert_eq!(lines(&window), ["Line 2", "Line 3", "Line 4", "Line 5", "Line 6", "Line 7", "Line 8"]);
    window.get_by_role_and_label(Role::ColumnHeader, "role").click();
    settle(&mut window);
    assert_eq!(lines(&window), ["Line 6", "Line 7", "Line 2", "Line 3", "Line 4", "Line 5", "Line 8"]);
    window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").click_modifiers(Modifiers::SHIFT);
    settle(&mut window);
    window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").click_modifiers(Modifiers::SHIFT);
    settle(&mut window);
    assert_eq!(lines(&window), ["Line 7", "Line 6", "Line 3", "Line 2", "Line 4", "Line 5", "Line 8"]);
}

#[test]
fn the_filter_narrows_counts_and_can_be_cleared() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.get_by_label("Filter rows in all columns").focus();
    window.step();
    window.get_by_label("Filter rows in all columns").type_text("c-3108");
    settle(&mut window);
    assert_eq!(lines(&window), ["Line 3", "Line 7"]);
    window.get_by_label("2 of 7 rows");
    window.get_by_label("Filter rows in all columns").type_text("zzz");
    settle(&mut window);
    window.get_by_label("0 of 7 rows");
    window.get_by_label("No rows match");
    window.get_by_label("Clear filter").click();
    settle(&mut window);
    window.get_by_label("7 rows");
    assert_eq!(lines(&window).len(), 7);
}

#[test]
fn a_click_on_a_link_goes_to_its_record_and_back_finds_the_table_as_it_was() {
    let (_folder, mut window) = small(Table::Enrollments);
    window.get_by_role_and_label(Role::ColumnHeader, "sourcedId").click();
    settle(&mut window);
    let cell = window.get_by_role_and_label(Role::Cell, "Amina Haddad, 0048213").rect();
    click(&mut window, cell.left_center() + vec2(24.0, 0.0));
    let roster = id(&window);
    assert_eq!(*window.state().app.route(), Route::Record { roster, table: Table::Users, row: 0 });
    window.state_mut().app.apply(Command::Act(Action::Back));
    settle(&mut window);
    let view = window.state().app.table_view().expect("the table");
    assert_eq!(view.query.sort.len(), 1, "the sort is still there");
    assert_eq!(view.selected.map(|cell| cell.row), Some(0), "the row is still selected");
    assert!(window.get_by_label("Line 2").accesskit_node().is_selected().unwrap_or_default());
}

#[test]
fn the_menu_opens_by_keyboard_and_copies_a_row_with_its_header() {
    let (_folder, mut window) = small(Table::Users);
    press(&mut window, Key::ArrowDown);
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    settle(&mut window);
    window.get_by_label("Open record");
    window.get_by_label("Copy row with header").click();
    window.step();
    let text = copied(&window).expect("a row is copied");
    assert!(text.starts_with("sourcedId\tstatus\t") && text.contains("\tHaddad\t") && text.lines().count() == 2, "{text}");
    assert!(!text.contains("hunter2"), "{text}");
    settle(&mut window);
    assert!(window.query_by_label("Open record").is_none(), "the menu is closed");
    press(&mut window, Key::ArrowDown);
    assert_eq!(
        window.state().app.table_view().and_then(|view| view.selected).map(|cell| cell.row),
        Some(1),
        "the rows have the keyboard again"
    );
}

#[test]
fn a_secret_is_masked_and_cannot_be_copied() {
    let (_folder, mut window) = small(Table::Users);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::End);
    assert!(window.query_all_by_role_and_label(Role::Cell, "masked").next().is_some());
    window.event(Event::Copy);
    window.step();
    assert_eq!(copied(&window), None);
    press(&mut window, Key::Space);
    let roster = id(&window);
    source(&mut window, roster, Table::Users, 0);
    assert!(window.query_all_by_label_contains("Haddad").next().is_some());
    assert!(window.query_all_by_label_contains("hunter2").next().is_none());
    window.get_by_label("Copy").click();
    window.step();
    assert!(copied(&window).is_some_and(|text| text.contains("Haddad") && !text.contains("hunter2")));
}

#[test]
fn everything_is_reached_by_keyboard() {
    let (_folder, mut window) = small(Table::Enrollments);
    ask(&mut window, Action::FilterRows);
    window.event(Event::Text("c-3108".to_owned()));
    settle(&mut window);
    assert_eq!(lines(&window), ["Line 3", "Line 7"]);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    for _ in 0..5 {
        press(&mut window, Key::ArrowRight);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    let roster = id(&window);
    assert_eq!(*window.state().app.route(), Route::Record { roster, table: Table::Users, row: 3 });
}

#[test]
fn the_pane_leads_on_to_what_points_here() {
    let (_folder, mut window) = small(Table::Orgs);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    window.get_by_role_and_label(Role::Link, "enrollments").click();
    settle(&mut window);
    let roster = id(&window);
    assert_eq!(*window.state().app.route(), Route::Table { roster, table: Table::Enrollments, at: None });
    assert_eq!(lines(&window), ["Line 2", "Line 5", "Line 6", "Line 8"]);
    window.get_by_label("4 of 7 rows");
    window.get_by_label("Remove filter rows of Valley Middle").click();
    settle(&mut window);
    window.get_by_label("7 rows");
}

#[test]
fn the_source_line_names_what_cannot_be_seen_and_says_when_the_file_changed() {
    let (folder, mut window) = small(Table::Classes);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    let roster = id(&window);
    source(&mut window, roster, Table::Classes, 1);
    window.get_by_label("Source line 3");
    let raws: Vec<_> = window.query_all_by_label_contains("c-3108,").filter_map(|label| label.accesskit_node().value()).collect();
    assert!(raws.iter().any(|raw| raw.contains("no-break space") && raw.contains("CR LF")), "{raws:?}");
    window.get_by_label_contains("Record 2, bytes ");
    folder.write("classes.csv", "sourcedId\r\nanother\r\n");
    press(&mut window, Key::ArrowUp);
    source(&mut window, roster, Table::Classes, 0);
    window.get_by_label("The source has changed since it was opened");
}

#[test]
fn an_absent_file_and_one_without_rows_say_so() {
    let (_folder, mut window) = small(Table::Demographics);
    window.get_by_label("The file has no rows");
    window.get_by_role_and_label(Role::ColumnHeader, "birthDate");
    let roster = id(&window);
    go(&mut window, Route::Table { roster, table: Table::Resources, at: None });
    window.get_by_label("resources.csv is not in the package");
}

#[test]
fn a_column_keeps_the_width_that_it_was_given() {
    let (_folder, mut window) = small(Table::Enrollments);
    let before = window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").rect();
    let edge = before.right_center();
    window.drag_at(edge);
    window.run_steps(2);
    window.hover_at(edge + vec2(60.0, 0.0));
    window.run_steps(2);
    window.drop_at(edge + vec2(60.0, 0.0));
    settle(&mut window);
    let (roster, wide) = (id(&window), before.width() + 60.0);
    go(&mut window, Route::Table { roster, table: Table::Orgs, at: None });
    go(&mut window, Route::Table { roster, table: Table::Enrollments, at: None });
    let after = window.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").rect().width();
    assert!((after - wide).abs() < 3.0, "{after} and not {wide}");
}

#[test]
fn enter_opens_the_record_and_space_the_details() {
    let (_folder, mut window) = small(Table::Enrollments);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Space);
    window.get_by_label("Close details");
    window.get_by_role_and_label(Role::Heading, "Enrollment");
    press(&mut window, Key::Enter);
    let roster = id(&window);
    assert_eq!(*window.state().app.route(), Route::Record { roster, table: Table::Enrollments, row: 1 });
}

#[test]
fn control_c_copies_the_exact_cell_and_several_rows_as_lines() {
    let (_folder, mut window) = small(Table::Enrollments);
    press(&mut window, Key::ArrowDown);
    window.event(Event::Copy);
    window.step();
    assert_eq!(copied(&window).as_deref(), Some("e-1"));
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut window);
    window.event(Event::Copy);
    window.step();
    let text = copied(&window).expect("rows are copied");
    assert_eq!(text, "e-1\t\t\tc-3101\t0402\t0048213\tstudent\t\t2026-08-24\t\ne-2\t\t\tc-3108\t0410\t0050120\tstudent\t\t2026-08-24\t\n");
}

#[test]
fn a_finding_leads_to_its_marked_cell() {
    let (_folder, mut window) = small(Table::Orgs);
    let (roster, column) = (id(&window), 4);
    let at = Some(CellAt { row: 2, column: Some(column) });
    go(&mut window, Route::Table { roster, table: Table::Enrollments, at });
    source(&mut window, roster, Table::Enrollments, 2);
    let cell = window.get_by_role_and_label(Role::Cell, "0457, leads nowhere, error");
    assert_eq!(cell.accesskit_node().is_selected(), Some(true));
    assert!(window.query_all_by_label_contains("0457 is not in orgs.csv").next().is_some(), "the pane says what is wrong");
    assert_eq!(window.state().app.table_view().map(|view| view.reveal), Some(false));
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

/// The first cell of a table in which something was found.
fn marked(window: &Window, table: Table) -> CellAt {
    let open = window.state().app.current().expect("a roster is open");
    let findings = open.findings().expect("it was checked");
    let spots = findings.groups().iter().flat_map(|group| group.spots());
    let cell = spots.filter(|spot| spot.row().is_some_and(|(of, _)| of == table)).find_map(|spot| Some((spot.row()?.1, spot.column()?)));
    let (row, column) = cell.expect("something is wrong in this table");
    CellAt { row, column: Some(column) }
}

#[test]
fn a_finding_of_the_sample_leads_to_its_cell() {
    let mut window = open(sample(), Table::Enrollments, Theme::Light, WINDOW);
    let (roster, at) = (id(&window), marked(&window, Table::Enrollments));
    go(&mut window, Route::Table { roster, table: Table::Enrollments, at: Some(at) });
    let selected = window.query_all_by_role(Role::Cell).filter(|cell| cell.accesskit_node().is_selected() == Some(true));
    let labels: Vec<_> = selected.filter_map(|cell| cell.accesskit_node().label()).collect();
    let word = |label: &String| [", error", ", warning", ", information"].iter().any(|word| label.ends_with(word));
    assert!(labels.len() == 1 && labels.iter().all(word), "{labels:?}");
}

/// Pictures for looking at, from a district of two thousand students and from the one with faults.
#[test]
fn pictures_of_a_table_in_light_and_dark() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = table_making::invented(folder.path(), 2_000);
    let faulty = table_making::district();
    for (look, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        picture(&path, Table::Enrollments, CellAt { row: 4, column: Some(5) }, look, &format!("table-{name}"));
        picture(&path, Table::Users, CellAt { row: 3, column: Some(4) }, look, &format!("table-users-{name}"));
        let window = open(sample(), Table::Enrollments, look, WINDOW);
        picture(&sample(), Table::Enrollments, marked(&window, Table::Enrollments), look, &format!("table-sample-{name}"));
        picture(&faulty.path(), Table::Enrollments, CellAt { row: 2, column: Some(4) }, look, &format!("table-faults-{name}"));
    }
}

fn picture(path: &Path, table: Table, at: CellAt, look: Theme, name: &str) {
    let mut window = open(path.to_owned(), table, look, WINDOW);
    window.state_mut().shell = Some(Dialogs::default());
    let roster = id(&window);
    go(&mut window, Route::Table { roster, table, at: Some(at) });
    source(&mut window, roster, table, at.row);
    screenshot(&mut window, &pictures().join(format!("{name}.png")));
}

#[test]
fn rows_are_there_while_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = table_making::invented(folder.path(), 20_000);
    let mut window = new_window(Theme::Light, WINDOW);
    window.state_mut().app.open(Source::Paths(vec![path]));
    until(&mut window, |desk| desk.app.current().is_some_and(|open| open.roster().is_some()));
    let roster = id(&window);
    window.state_mut().app.apply(Command::Go(Route::Table { roster, table: Table::Enrollments, at: None }));
    window.run_steps(2);
    window.get_by_label_contains("rows so far");
    window.get_by_role_and_label(Role::ProgressIndicator, "Reading enrollments.csv");
    assert_eq!(lines(&window).first().map(String::as_str), Some("Line 2"));
    until(&mut window, |desk| desk.app.current().is_some_and(|open| open.whole().is_some()));
    settle(&mut window);
    assert!(window.query_by_label_contains("rows so far").is_none());
    assert_eq!(lines(&window).first().map(String::as_str), Some("Line 2"));
}

/// Every frame shows other rows, as fast scrolling does; the quickest tenth is what a frame needs by itself.
#[test]
fn a_frame_of_a_table_is_cheap() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = table_making::invented(folder.path(), 5_000);
    let mut window = open(path, Table::Enrollments, Theme::Light, WINDOW);
    let rows = window.state().app.order().expect("an order").rows.len();
    let mut desk = std::mem::replace(window.state_mut(), desk());
    let ctx = egui::Context::default();
    roster_inspector::ui::theme::install(&ctx);
    let mut times = Vec::new();
    for frame in 0..120 {
        let row = frame * 7919 % rows;
        let cell = Some(CellAt { row, column: Some(4) });
        desk.app.apply(Command::Table(TableCommand::Select { cell, reveal: true }));
        let input = egui::RawInput { screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, WINDOW)), ..egui::RawInput::default() };
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| screens::table::show(ui, &desk.app, &mut desk.outbox));
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        times.push(start.elapsed());
        output.textures_delta.clear();
        assert!(!meshes.is_empty());
        desk.app.apply_all(&mut desk.outbox);
        desk.app.tick();
    }
    times.sort();
    let cost = times[times.len() / 10].as_secs_f64() * 1e3;
    println!("a frame of a table of {rows} rows: {cost:.2} ms");
    // A build for tests is slower than what people run.
    assert!(cost < if cfg!(debug_assertions) { 15.0 } else { 5.0 }, "{cost} ms");
}
