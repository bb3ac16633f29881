//! The one list of actions: palette, menu, shortcut sheet and keys.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::app::{Action, Command, Dialog, PaletteWhat, Part, Route, palette};
use roster_inspector::spec::Table;

use crate::opened::{fixture, inspector, whole};

const PALETTE: Modifiers = Modifiers { alt: false, ctrl: true, shift: true, mac_cmd: false, command: true };

#[test]
fn every_command_is_in_the_palette_and_in_the_menu() {
    let mut window = inspector(&[]);
    let listed = palette(window.state().app(), "");
    for action in Action::ALL.iter().filter(|action| **action != Action::Palette) {
        assert!(listed.iter().any(|entry| entry.what == PaletteWhat::Act(*action)), "{action:?} stands in the palette");
        assert!(!action.label().is_empty() && !action.tooltip().is_empty());
    }
    assert!(Action::Palette.shortcut().is_some(), "the palette itself is reached by key");
    for part in Part::ALL {
        window.get_by_label("Menu").click();
        window.run_steps(4);
        window.get_by_role_and_label(Role::MenuItem, part.name()).click();
        window.run_steps(4);
        for action in Action::ALL.iter().filter(|action| action.part() == part) {
            assert!(window.query_by_role_and_label(Role::MenuItem, action.label()).is_some(), "{action:?} stands in the menu");
        }
        window.key_press(Key::Escape);
        window.run_steps(4);
    }
}

#[test]
fn the_sheet_shows_all_keys() {
    let mut window = inspector(&[]);
    window.key_press(Key::F1);
    window.run_steps(4);
    for action in Action::ALL {
        for keys in action.shortcuts() {
            let shown = window.query_all_by_role(Role::Label).filter_map(|node| node.accesskit_node().value());
            assert!(shown.into_iter().any(|label| label.split(", ").any(|part| part == keys.words())), "{action:?}: {}", keys.words());
        }
    }
    window.key_press(Key::Escape);
    window.run_steps(4);
    assert_eq!(window.state().app().dialog(), None);
}

#[test]
fn keys_zoom_and_the_menu_does_the_same() {
    let mut window = inspector(&[]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    window.run_steps(4);
    assert_eq!(window.state().app().prefs().zoom, 110);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Equals);
    window.run_steps(4);
    assert_eq!(window.state().app().prefs().zoom, 120);
    window.get_by_label("Menu").click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::MenuItem, "View").click();
    window.run_steps(4);
    window.get_by_role_and_label(Role::MenuItem, "Zoom to 100 %").click();
    window.run_steps(4);
    assert_eq!(window.state().app().prefs().zoom, 100);
}

#[test]
fn the_palette_finds_by_parts_of_words_and_does_what_is_chosen() {
    let mut window = inspector(&[]);
    window.key_press_modifiers(PALETTE, Key::P);
    window.run_steps(4);
    assert_eq!(window.state().app().dialog(), Some(Dialog::Palette));
    window.get_by_role_and_label(Role::TextInput, "Command or place").type_text("zo in");
    window.run_steps(3);
    let first = window.get_by_role_and_label(Role::ListBoxOption, "Zoom in");
    assert_eq!(first.accesskit_node().description().as_deref(), Some("View, Ctrl++"), "the keys stand beside");
    window.key_press(Key::Enter);
    window.run_steps(4);
    assert_eq!((window.state().app().prefs().zoom, window.state().app().dialog()), (110, None));
}

#[test]
fn the_palette_leads_to_every_file_and_can_use_a_new_tab() {
    let mut window = whole(&fixture("good/v1_1"));
    window.key_press_modifiers(PALETTE, Key::P);
    window.run_steps(4);
    window.get_by_role_and_label(Role::TextInput, "Command or place").type_text("enroll");
    window.run_steps(3);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run_steps(4);
    let app = window.state().app();
    assert_eq!((app.tabs().count(), app.route().table()), (2, Some(Table::Enrollments)));
    // What cannot be done says why and does nothing.
    window.state_mut().apply(Command::Dialog(Some(Dialog::Palette)));
    window.run_steps(3);
    window.get_by_role_and_label(Role::TextInput, "Command or place").type_text("reopen closed");
    window.run_steps(3);
    window.key_press(Key::Enter);
    window.run_steps(3);
    assert_eq!(window.state().app().dialog(), Some(Dialog::Palette));
    window.key_press(Key::Escape);
    window.run_steps(3);
    assert_eq!(window.state().app().dialog(), None);
}

#[test]
fn arrows_walk_through_the_palette() {
    let mut window = whole(&fixture("good/v1_1"));
    window.key_press_modifiers(PALETTE, Key::P);
    window.run_steps(4);
    let roster = window.state().app().current().expect("open").id();
    window.get_by_role_and_label(Role::TextInput, "Command or place").type_text("find");
    window.run_steps(3);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::ArrowUp, Key::Enter] {
        window.key_press(key);
        window.run_steps(3);
    }
    assert_eq!(*window.state().app().route(), Route::Findings { roster, rule: None, table: None });
}
