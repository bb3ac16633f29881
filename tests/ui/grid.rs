//! The grid at ten million rows: exact places, keyboard, selection, events, roles, pictures, and what a frame costs.

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Theme, TouchPhase, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use roster_inspector::ui::{
    grid::{CellView, Content, Grid, GridColumn, GridEvent, GridSource, GridState, Sorted},
    icon::{Icon, Level},
    widgets::{Amount, EmptyState, number},
};

use crate::harness::{pictures, screenshot, window_of};

/// Enrollments by formula.
pub struct Many {
    columns: Vec<GridColumn>,
    rows: u64,
}

const NAMES: [&str; 12] = [
    "Amina Haddad",
    "Łukasz Wiśniewski",
    "Nguyễn Thị Ánh",
    "Дмитро Коваленко-Петренко",
    "נועה לוי",
    "أمينة عبد الرحمن",
    "अदिति शर्मा",
    "田中 さくら",
    "김민준",
    "สมหญิง ใจดี",
    "Siobhán Ní Bhriain",
    "Zoë Müller-Lüdenscheidt",
];

impl Many {
    pub fn new(rows: u64) -> Self {
        let names =
            ["sourcedId", "userSourcedId", "classSourcedId", "schoolSourcedId", "role", "primary", "beginDate", "endDate", "grades"];
        let widths = [130.0, 194.0, 196.0, 158.0, 80.0, 84.0, 110.0, 110.0, 150.0];
        let mut columns: Vec<_> = names.iter().zip(widths).map(|(name, width)| GridColumn::new(*name, width)).collect();
        columns.extend((1..=9).map(|n| GridColumn::new(format!("metadata.field{n}"), 140.0)));
        columns[1].sorted = Some(Sorted { ascending: true, order: 0 });
        columns[3].marks = Some((Level::Error, 4));
        columns[4].filtered = true;
        columns[9].right = true;
        Self { columns, rows }
    }
}

impl GridSource for Many {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        self.rows
    }

    fn line(&self, row: u64) -> Option<u64> {
        Some(row + 2)
    }

    fn cell(&self, row: u64, column: usize) -> CellView<'_> {
        let cell = match column {
            0 => Content::Id(format!("e-{}", 200_000 + row).into()),
            1 if row % 7 == 3 => return CellView::of(Content::Broken("53934".into())).marked(Some(Level::Error)),
            1 => Content::Reference { name: NAMES[row as usize % NAMES.len()].into(), id: format!("{:07}", 48_213 + row).into() },
            2 => Content::Reference { name: "Physical Education 4".into(), id: "c-3136".into() },
            3 if row.is_multiple_of(5) => {
                let note = "School 0457 is not in orgs.csv".into();
                return CellView { content: Content::Broken("0457".into()), mark: Some(Level::Error), note, dim: false };
            }
            3 => Content::Reference { name: "Elm Creek High".into(), id: "0410".into() },
            4 => Content::Text("student".into()),
            5 => Content::Empty,
            6 => return CellView::of(Content::Date("2026-13-01".into())).marked((row.is_multiple_of(4)).then_some(Level::Warning)),
            7 => Content::Masked,
            8 => Content::List(["08", "09", "10", "11", "12"].iter().map(|g| (*g).into()).collect()),
            9 => Content::Number(number::count(row * 3).into()),
            _ => Content::Text(format!("value {row} of {column}").into()),
        };
        CellView::of(cell)
    }
}

/// Rows of the tests.
pub const MANY: u64 = 10_000_000;

#[derive(Default)]
struct Shown {
    state: GridState,
    events: Vec<GridEvent>,
}

fn grid<'a>(rows: u64) -> Harness<'a, Shown> {
    grid_of(rows, Theme::Light)
}

fn grid_of<'a>(rows: u64, look: Theme) -> Harness<'a, Shown> {
    let source = Many::new(rows);
    window_of(vec2(1000.0, 700.0), look, Shown::default(), move |ui, shown| {
        let response = Grid::new("enrollments").highlight("haddad").show(ui, &source, &mut shown.state);
        shown.events.extend(response.events);
    })
}

fn press(harness: &mut Harness<'_, Shown>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

#[test]
fn every_row_can_be_reached_and_stands_where_it_should() {
    let mut harness = grid(MANY);
    for row in [9_999_999, 0, 5_000_001, 16_777_217 % MANY, 9_999_998] {
        harness.state_mut().state.go_to(row, 0);
        harness.run();
        let id = format!("e-{}", 200_000 + row);
        let cell = harness.get_by_role_and_label(Role::Cell, &id);
        let rect = cell.rect();
        assert_eq!(rect.height(), 26.0, "{id} is wholly visible");
        assert_eq!(cell.accesskit_node().data().row_index(), Some(row as usize + 1));
    }
    // One point of the wheel is one point, at the far end too.
    harness.state_mut().state.go_to(9_999_999, 0);
    harness.run();
    let before = harness.get_by_role_and_label(Role::Cell, "e-10199990").rect();
    wheel(&mut harness, 7.0);
    let after = harness.get_by_role_and_label(Role::Cell, "e-10199990").rect();
    assert_eq!(after.top() - before.top(), 7.0);
}

fn wheel(harness: &mut Harness<'_, Shown>, points: f32) {
    harness.hover_at(egui::pos2(500.0, 400.0));
    harness.run();
    let (unit, delta) = (MouseWheelUnit::Point, vec2(0.0, points));
    let (phase, source, modifiers) = (TouchPhase::Move, MouseWheelSource::Unknown, Modifiers::NONE);
    harness.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
    harness.run_steps(20);
}

#[test]
fn the_wheel_moves_the_rows_and_stops_at_the_ends() {
    let mut harness = grid(MANY);
    wheel(&mut harness, -260.0);
    let top = harness.state().state.top();
    // The wheel's steps are smoothed by egui, which leaves a millionth of a point.
    assert!(top.row == 10 && top.rest < 0.01, "{top:?}");
    wheel(&mut harness, 1e6);
    assert_eq!(harness.state().state.top().row, 0);
}

#[test]
fn the_bar_reaches_the_last_row() {
    let mut harness = grid(MANY);
    let bar = harness.get_by_label("Scroll rows").rect();
    let grip = bar.center_top() + vec2(0.0, 5.0);
    harness.hover_at(grip);
    harness.run();
    harness.drag_at(grip);
    harness.run();
    harness.hover_at(bar.center_bottom() + vec2(0.0, 40.0));
    harness.run();
    harness.drop_at(bar.center_bottom() + vec2(0.0, 40.0));
    harness.run();
    let last = harness.get_by_role_and_label(Role::Cell, "e-10199999").rect();
    assert_eq!(last.height(), 26.0);
}

#[test]
fn the_keyboard_goes_everywhere() {
    let mut harness = grid(MANY);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(harness.state().state.focus(), Some((0, 0)));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(harness.state().state.focus(), Some((1, 1)));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert_eq!(harness.state().state.focus(), Some((MANY - 1, 17)));
    harness.get_by_role_and_label(Role::Cell, "value 9999999 of 17");
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    assert_eq!(harness.state().state.focus(), Some((MANY - 1 - 25, 17)));
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    assert_eq!(harness.state().state.focus(), Some((0, 0)));
    harness.state_mut().events.clear();
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Space);
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    let expected = [
        GridEvent::Select { row: 0, column: 1 },
        GridEvent::Open(0),
        GridEvent::Details(0),
        GridEvent::Follow { row: 0, column: 1, item: 0, new_tab: false },
        GridEvent::Select { row: 0, column: 1 },
        GridEvent::SortBy { column: 1, add: true },
    ];
    assert_eq!(harness.state().events, expected);
}

#[test]
fn rows_are_selected_and_copied() {
    let mut harness = grid(MANY);
    harness.get_by_role_and_label(Role::Cell, "e-200002").click();
    harness.run();
    assert_eq!(harness.state().state.selected(), Some(2..=2));
    harness.event(Event::Copy);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&GridEvent::Copy { rows: 2..=2, columns: Some(0..=0), header: false }));
    harness.get_by_role_and_label(Role::Cell, "e-200006").click_modifiers(Modifiers::SHIFT);
    harness.run();
    assert_eq!(harness.state().state.selected(), Some(2..=6));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    harness.event(Event::Copy);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&GridEvent::Copy { rows: 2..=7, columns: None, header: false }));
    let chosen = harness.get_all_by_role(Role::Row).filter(|row| row.accesskit_node().is_selected() == Some(true)).count();
    assert_eq!(chosen, 6);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(harness.state().state.selected(), Some(0..=MANY - 1));
}

#[test]
fn a_block_of_cells_is_selected_by_key_and_by_dragging() {
    let mut harness = grid(MANY);
    harness.get_by_role_and_label(Role::Cell, "e-200002").click();
    harness.run();
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!((harness.state().state.selected(), harness.state().state.selected_columns()), (Some(2..=3), Some(0..=1)));
    harness.event_modifiers(Event::Copy, Modifiers::SHIFT);
    harness.run();
    let block = GridEvent::Copy { rows: 2..=3, columns: Some(0..=1), header: true };
    assert_eq!(harness.state().events.last(), Some(&block));
    press(&mut harness, Modifiers::SHIFT, Key::Space);
    assert_eq!((harness.state().state.selected(), harness.state().state.selected_columns()), (Some(2..=3), None));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().state.selected(), Some(3..=3));

    let from = harness.get_by_role_and_label(Role::Cell, "e-200005").rect().center();
    let drag = |harness: &mut Harness<'_, Shown>, from: egui::Pos2, to: egui::Pos2| {
        harness.hover_at(from);
        harness.run();
        harness.drag_at(from);
        harness.run();
        harness.hover_at(to);
        harness.run();
        harness.drop_at(to);
        harness.run();
    };
    drag(&mut harness, from, from + vec2(180.0, 3.0 * 26.0));
    assert_eq!((harness.state().state.selected(), harness.state().state.selected_columns()), (Some(5..=8), Some(0..=1)));
    let line = egui::pos2(20.0, from.y);
    drag(&mut harness, line, line + vec2(0.0, 2.0 * 26.0));
    assert_eq!((harness.state().state.selected(), harness.state().state.selected_columns()), (Some(5..=7), None));
}

#[test]
fn a_column_is_moved_by_dragging_and_everything_is_done_from_the_header_by_key() {
    let mut harness = grid(MANY);
    let from = harness.get_by_role_and_label(Role::ColumnHeader, "role").rect().left_center() + vec2(20.0, 0.0);
    let to = harness.get_by_role_and_label(Role::ColumnHeader, "classSourcedId").rect().left_center() + vec2(20.0, 0.0);
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    harness.hover_at(to);
    harness.run();
    screenshot(&mut harness, &pictures().join("grid-moving.png"));
    harness.drop_at(to);
    harness.run();
    assert_eq!(harness.state().events, [GridEvent::Move { column: 4, to: 2 }]);

    harness.get_by_role_and_label(Role::Cell, "e-200002").click();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    harness.state_mut().events.retain(|event| matches!(event, GridEvent::Move { .. }));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Equals);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    press(&mut harness, Modifiers::NONE, Key::F);
    press(&mut harness, Modifiers::SHIFT, Key::F10);
    let events = &harness.state().events;
    assert_eq!(
        events[..3],
        [GridEvent::Move { column: 4, to: 2 }, GridEvent::Move { column: 1, to: 2 }, GridEvent::Resize { column: 1, width: 202.0 },]
    );
    let rest: Vec<_> = events[3..].iter().map(std::mem::discriminant).collect();
    let at = egui::Pos2::ZERO;
    let fitted = GridEvent::Resize { column: 1, width: 0.0 };
    let expected = [fitted, GridEvent::Hide(1), GridEvent::Filter(1), GridEvent::HeaderMenu { column: 1, at }];
    assert_eq!(rest, expected.iter().map(std::mem::discriminant).collect::<Vec<_>>());
}

#[test]
fn several_columns_can_be_frozen() {
    let source = Many::new(1000);
    let mut harness = window_of(vec2(1000.0, 700.0), Theme::Light, Shown::default(), move |ui, shown| {
        let response = Grid::new("enrollments").frozen(2).show(ui, &source, &mut shown.state);
        shown.events.extend(response.events);
    });
    let before = harness.get_by_role_and_label(Role::ColumnHeader, "userSourcedId").rect();
    harness.state_mut().state.go_to(5, 17);
    harness.run();
    assert_eq!(harness.get_by_role_and_label(Role::ColumnHeader, "userSourcedId").rect(), before);
    harness.get_by_role_and_label(Role::Cell, "value 5 of 17");
}

#[test]
fn links_headers_and_double_clicks_say_what_was_meant() {
    let mut harness = grid(MANY);
    let link = harness.get_by_role_and_label(Role::Cell, "Amina Haddad, 0048213").rect();
    let at = link.left_center() + vec2(20.0, 0.0);
    click(&mut harness, at);
    assert!(harness.state().events.contains(&GridEvent::Follow { row: 0, column: 1, item: 0, new_tab: false }));
    harness.get_by_role_and_label(Role::ColumnHeader, "role").click();
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&GridEvent::SortBy { column: 4, add: false }));
    let cell = harness.get_by_role_and_label(Role::Cell, "e-200003").rect().center();
    harness.run_steps(10);
    click(&mut harness, cell);
    click(&mut harness, cell);
    assert!(harness.state().events.contains(&GridEvent::Open(3)));
    harness.get_by_role_and_label(Role::Cell, "e-200004").click_secondary();
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&GridEvent::Menu { row: 4, column: 0 }));
}

#[test]
fn a_screen_reader_presses_a_link() {
    let mut harness = grid(MANY);
    harness.get_by_role_and_label(Role::Cell, "Amina Haddad, 0048213").click_accesskit();
    harness.run();
    assert_eq!(harness.state().state.focus(), Some((0, 1)));
    assert_eq!(harness.state().events.last(), Some(&GridEvent::Follow { row: 0, column: 1, item: 0, new_tab: false }));
}

fn click(harness: &mut Harness<'_, Shown>, at: egui::Pos2) {
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.drop_at(at);
    harness.step();
}

#[test]
fn a_column_is_resized_and_fitted() {
    let mut harness = grid(MANY);
    let header = harness.get_by_role_and_label(Role::ColumnHeader, "userSourcedId").rect();
    let edge = header.right_center();
    harness.hover_at(edge);
    harness.run();
    harness.drag_at(edge);
    harness.run();
    harness.hover_at(edge + vec2(60.0, 0.0));
    harness.run();
    harness.drop_at(edge + vec2(60.0, 0.0));
    harness.run();
    assert_eq!(harness.state().state.width("userSourcedId"), Some(254.0));
    assert!(harness.state().events.contains(&GridEvent::Resize { column: 1, width: 254.0 }));
    harness.run_steps(10);
    let edge = edge + vec2(60.0, 0.0);
    click(&mut harness, edge);
    click(&mut harness, edge);
    harness.run();
    let fitted = harness.state().state.width("userSourcedId").unwrap_or_default();
    assert!((200.0..=320.0).contains(&fitted) && fitted != 254.0, "{fitted}");
}

#[test]
fn a_screen_reader_finds_a_table() {
    let harness = grid(MANY);
    let table = harness.get_by_role_and_label(Role::Table, "enrollments");
    let data = table.accesskit_node();
    assert_eq!(data.data().row_count(), Some(MANY as usize + 1));
    assert_eq!(data.data().column_count(), Some(18));
    let cell = table.get_by_role_and_label(Role::Cell, "e-200005");
    let row = cell.accesskit_node().parent().expect("a cell stands in a row");
    assert_eq!((row.role(), row.label().as_deref()), (Role::Row, Some("Line 7")));
    let marked = table.get_all_by_label("0457, leads nowhere, error").next().expect("a marked cell");
    assert_eq!(marked.accesskit_node().data().description(), Some("School 0457 is not in orgs.csv"));
    let header = table.get_by_role_and_label(Role::ColumnHeader, "schoolSourcedId");
    assert_eq!(header.accesskit_node().data().description(), Some("4 cells with errors"));
}

#[test]
fn nothing_and_loading_stand_in_the_middle() {
    let source = Many::new(0);
    let mut harness = window_of(vec2(1000.0, 700.0), Theme::Light, (true, Shown::default()), move |ui, (loading, shown)| {
        let amount = Amount { done: 31_000, total: 48_120, unit: "rows" };
        let empty = EmptyState::new(Icon::FUNNEL_SIMPLE, "No rows match").line("3 filters are on").action("Clear filters");
        let grid = Grid::new("enrollments").loading(loading.then_some(("Reading enrollments.csv", amount))).empty(empty);
        shown.events.extend(grid.show(ui, &source, &mut shown.state).events);
    });
    harness.get_by_role_and_label(Role::ColumnHeader, "userSourcedId");
    harness.get_by_label("31,000 of 48,120 rows");
    screenshot(&mut harness, &pictures().join("grid-loading.png"));
    harness.get_by_label("Cancel").click();
    harness.run();
    harness.state_mut().0 = false;
    harness.run();
    harness.get_by_label("Clear filters").click();
    harness.run();
    assert_eq!(harness.state().1.events, [GridEvent::Cancel, GridEvent::EmptyAction]);
}

#[test]
fn the_grid_is_drawn_in_both_themes() {
    for (look, name) in [(Theme::Light, "grid-light.png"), (Theme::Dark, "grid-dark.png")] {
        let mut harness = grid_of(MANY, look);
        harness.get_by_role_and_label(Role::Cell, "e-200005").click();
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
        harness.hover_at(egui::pos2(480.0, 300.0));
        harness.run();
        screenshot(&mut harness, &pictures().join(name));
        harness.state_mut().state.go_to(12_345, 9);
        harness.run();
        screenshot(&mut harness, &pictures().join(format!("middle-{name}")));
        press(&mut harness, Modifiers::NONE, Key::End);
        screenshot(&mut harness, &pictures().join(format!("end-{name}")));
    }
}
