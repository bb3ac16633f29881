//! Tabs: opening any place in one, walking, closing, opening again; and what a tab shows whose roster was closed.

use egui::{Key, Modifiers, PointerButton, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use roster_inspector::app::{App, CellAt, Command, Route, Source, TableCommand};
use roster_inspector::spec::Table;
use roster_inspector::ui::Window;

use crate::harness::WINDOW;
use crate::opened::{fixture, inspector_of, until, until_whole, whole};

const SHIFT: Modifiers = Modifiers { alt: false, ctrl: true, shift: true, mac_cmd: false, command: true };

fn press(window: &mut Harness<'_, Window>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(4);
}

fn shown(app: &App) -> (usize, Option<Table>) {
    (app.tabs().count(), app.route().table())
}

fn click(window: &mut Harness<'_, Window>, label: &str, button: PointerButton, modifiers: Modifiers) {
    let link = window.get_by_role_and_label(Role::Link, label).rect().center();
    click_at(window, link, button, modifiers);
}

fn click_at(window: &mut Harness<'_, Window>, at: egui::Pos2, button: PointerButton, modifiers: Modifiers) {
    window.hover_at(at);
    window.run_steps(2);
    for pressed in [true, false] {
        window.event_modifiers(egui::Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
        window.step();
    }
    window.run_steps(4);
}

#[test]
fn control_click_and_middle_click_open_a_tab_behind() {
    let mut window = whole(&fixture("good/v1_1"));
    click(&mut window, "users", PointerButton::Middle, Modifiers::NONE);
    assert_eq!(shown(window.state().app()), (2, None), "the present place stays");
    click(&mut window, "orgs", PointerButton::Primary, Modifiers::COMMAND);
    assert_eq!(shown(window.state().app()), (3, None));
    click(&mut window, "classes", PointerButton::Primary, SHIFT);
    assert_eq!(shown(window.state().app()), (4, Some(Table::Classes)), "with Shift it is in front");
    for name in ["Overview", "users", "orgs", "classes"] {
        window.get_by_role_and_label(Role::Tab, name);
    }
}

#[test]
fn keys_duplicate_walk_close_and_reopen_tabs() {
    let mut window = whole(&fixture("good/v1_1"));
    assert!(window.query_by_role(Role::Tab).is_none(), "no strip for one tab");
    window.get_by_role_and_label(Role::Link, "users").click();
    window.run_steps(3);
    press(&mut window, Modifiers::COMMAND, Key::T);
    assert_eq!(shown(window.state().app()), (2, Some(Table::Users)));
    window.get_by_role_and_label(Role::Link, "orgs").click();
    window.run_steps(3);
    press(&mut window, Modifiers::COMMAND, Key::Tab);
    assert_eq!(shown(window.state().app()), (2, Some(Table::Users)));
    press(&mut window, Modifiers::COMMAND, Key::PageUp);
    assert_eq!(shown(window.state().app()), (2, Some(Table::Orgs)));
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert_eq!(shown(window.state().app()), (1, Some(Table::Users)));
    press(&mut window, SHIFT, Key::T);
    assert_eq!(shown(window.state().app()), (2, Some(Table::Orgs)));
    // Its history came back with it.
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(shown(window.state().app()), (2, Some(Table::Users)));
    assert_eq!(window.query_all_by_label("Close tab users").count(), 2);
}

#[test]
fn every_tab_keeps_its_selection_and_scroll() {
    let mut window = whole(&fixture("good/v1_1"));
    let roster = window.state().app().current().expect("open").id();
    window.state_mut().apply(Command::Go(Route::Table { roster, table: Table::Users, at: None }));
    window.run_steps(3);
    let cell = CellAt { row: 2, column: Some(0) };
    window.state_mut().apply(Command::Table(TableCommand::Select { cell: Some(cell), reveal: true }));
    window.state_mut().apply(Command::Table(TableCommand::Filter("a".to_owned())));
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, Key::T);
    window.state_mut().apply(Command::Table(TableCommand::Filter("zzz".to_owned())));
    window.run_steps(4);
    press(&mut window, Modifiers::COMMAND, Key::PageUp);
    let view = window.state().app().table_view().expect("a table").clone();
    assert_eq!((view.query.text.as_str(), view.selected.map(|cell| cell.row)), ("a", Some(2)));
    press(&mut window, Modifiers::COMMAND, Key::PageDown);
    assert_eq!(window.state().app().table_view().expect("a table").query.text, "zzz");
}

#[test]
fn the_menu_of_a_tab_closes_the_others() {
    let mut window = whole(&fixture("good/v1_1"));
    for name in ["users", "orgs"] {
        click(&mut window, name, PointerButton::Middle, Modifiers::NONE);
    }
    window.get_by_role_and_label(Role::Tab, "users").click_secondary();
    window.run_steps(4);
    window.get_by_role_and_label(Role::MenuItem, "Close other tabs").click();
    window.run_steps(4);
    assert_eq!(shown(window.state().app()), (1, Some(Table::Users)));
}

#[test]
fn the_mouse_goes_back_and_forward() {
    let mut window = whole(&fixture("good/v1_1"));
    window.get_by_role_and_label(Role::Link, "users").click();
    window.run_steps(3);
    let at = egui::pos2(700.0, 500.0);
    for (button, table) in [(PointerButton::Extra1, None), (PointerButton::Extra2, Some(Table::Users))] {
        for pressed in [true, false] {
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
            window.step();
        }
        window.run_steps(3);
        assert_eq!(window.state().app().route().table(), table, "{button:?}");
    }
}

#[test]
fn a_tab_of_a_closed_roster_says_so_and_leads_back() {
    let mut window = whole(&fixture("good/v1_1"));
    let first = window.state().app().current().expect("open").id();
    window.state_mut().apply(Command::Go(Route::Record { roster: first, table: Table::Users, row: 1 }));
    window.run_steps(3);
    window.state_mut().apply(Command::Open(vec![fixture("good/v1_2")]));
    until(&mut window, "the second is shown", |app| app.current().is_some_and(|open| open.id() != first));
    until_whole(&mut window);
    // A roster that is opened from another one's page gets a tab of its own.
    assert_eq!(window.state().app().tabs().count(), 2);
    let weak = std::sync::Arc::downgrade(window.state().app().rosters().get(first).and_then(|open| open.whole()).expect("whole"));
    window.state_mut().apply(Command::Close(first));
    press(&mut window, Modifiers::COMMAND, Key::PageUp);
    window.get_by_label("v1_1 was closed");
    window.get_by_label("Go to v1_2");
    for _ in 0..500 {
        if weak.strong_count() == 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.step();
    }
    assert_eq!(weak.strong_count(), 0, "its memory is free");
    window.get_by_role_and_label(Role::Button, "Open again").click();
    window.run_steps(2);
    until_whole(&mut window);
    let app = window.state().app();
    let again = app.current().expect("open").id();
    assert_eq!(*app.route(), Route::Record { roster: again, table: Table::Users, row: 1 });
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(*window.state().app().route(), Route::Overview { roster: again });
    assert!(window.query_by_label("v1_1 was closed").is_none());
}

#[test]
fn control_click_on_a_number_shows_its_rows_in_a_tab_behind() {
    let mut app = crate::opened::state(None);
    app.open(Source::sample().expect("the sample"));
    let mut window = inspector_of(WINDOW, app, &[]);
    until_whole(&mut window);
    until(&mut window, "the charts are counted", |app| app.current().is_some_and(|open| open.charts().is_some()));
    let bar = window.get_by_role_and_label(Role::Button, "Marlow High, 53").rect().center();
    click_at(&mut window, bar, PointerButton::Primary, Modifiers::COMMAND);
    assert_eq!(shown(window.state().app()), (2, None), "the present place stays");
    until(&mut window, "the tab behind shows the rows", |app| {
        app.tabs().iter().any(|tab| matches!(tab.route(), Route::Table { table: Table::Users, .. }))
    });
    assert_eq!(shown(window.state().app()), (2, None), "and it stays when the rows are there");
}
