//! Parts by label and by keyboard.

use egui::{Key, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use roster_inspector::ui::{
    icon::{Icon, Level},
    theme::{font, tokens},
    widgets::*,
};

use crate::harness::{pictures, screenshot, window, window_of};

fn small<'a, S: 'a>(state: S, draw: impl FnMut(&mut egui::Ui, &mut S) + 'a) -> egui_kittest::Harness<'a, S> {
    window_of(vec2(640.0, 400.0), egui::Theme::Light, state, draw)
}

#[test]
fn a_button_is_pressed_by_pointer_and_by_key() {
    let mut harness = small(0, |ui, presses| {
        *presses += u32::from(Button::primary("Open file…").show(ui).clicked());
        Button::outlined("Export…").disabled_because(Some("No rows are selected")).show(ui);
    });
    harness.get_by_role_and_label(Role::Button, "Open file…").click();
    harness.run();
    assert_eq!(*harness.state(), 1);
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 2);
    let off = harness.get_by_label("Export…");
    assert!(off.accesskit_node().is_disabled());
    assert_eq!(off.accesskit_node().data().description(), Some("No rows are selected"));
}

#[test]
fn a_notice_copies_its_details() {
    let mut harness = small(NoticeResponse::default(), |ui, done| {
        let now =
            Notice::new(Level::Error, "The zip cannot be opened").line("It ends early.").details("cause: eof").action("Show").show(ui);
        done.action |= now.action;
    });
    harness.get_by_label("Copy details").click();
    harness.step();
    let copied =
        harness.output().platform_output.commands.iter().any(|c| matches!(c, egui::OutputCommand::CopyText(t) if t == "cause: eof"));
    assert!(copied);
    harness.get_by_label("Show").click();
    harness.run();
    assert!(harness.state().action);
    harness.get_by_role_and_label(Role::Alert, "error: The zip cannot be opened").get_by_label("Show");
}

#[test]
fn a_card_holds_what_is_in_it() {
    let harness = small((), |ui, ()| {
        Card::new("Identity").show(ui, |ui| key_value(ui, "Given name", "Amina"));
    });
    harness.get_by_role_and_label(Role::Group, "Identity").get_by_label("Given name");
}

#[test]
fn the_current_place_is_said() {
    let harness = window((), |ui, ()| {
        NavItem::new(Icon::USERS, "users").count(Some(14_206)).level(Some(Level::Warning)).selected(true).show(ui);
    });
    let item = harness.get_by_label("users");
    assert_eq!(item.accesskit_node().data().description(), Some("14,206, has warnings"));
    assert_eq!(item.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn a_field_takes_text_and_gives_it_up() {
    let mut harness = small(String::new(), |ui, text| {
        TextField::search(text, "Filter rows").show(ui);
    });
    harness.get_by_label("Filter rows").focus();
    harness.run();
    harness.get_by_label("Filter rows").type_text("elm");
    harness.run();
    assert_eq!(harness.state(), "elm");
    harness.get_by_label("Clear").click();
    harness.run();
    assert_eq!(harness.state(), "");
}

#[test]
fn one_of_several_is_chosen() {
    let mut harness = small((0, 0, 0), |ui, (segment, tab, item)| {
        *segment = segments(ui, "Group by", *segment, &["Causes", "Rules"]).unwrap_or(*segment);
        *tab = tabs(ui, *tab, &[("Summary", None), ("Source", Some(3))]).unwrap_or(*tab);
        *item = choice(ui, "Receiver", true, 140.0, *item, &["Clever", "Canvas"]).unwrap_or(*item);
    });
    harness.get_by_label("Rules").click();
    harness.run();
    harness.get_by_role_and_label(Role::Tab, "Source").click();
    harness.run();
    harness.get_by_role_and_label(Role::ComboBox, "Receiver").click();
    harness.run();
    harness.get_by_role_and_label(Role::MenuItem, "Canvas").click();
    harness.run();
    assert_eq!(*harness.state(), (1, 1, 1));
}

#[test]
fn a_chip_can_be_taken_away() {
    let mut harness = small(true, |ui, on| {
        if *on && chip(ui, "role", "is", "student").removed {
            *on = false;
        }
    });
    harness.get_by_label("role is student");
    harness.get_by_label("Remove filter role is student").click();
    harness.run();
    assert!(!*harness.state());
}

#[test]
fn loading_can_be_cancelled() {
    let mut harness = small(false, |ui, cancelled| {
        *cancelled |= loading(ui, "Reading users.csv", Amount { done: 31_000, total: 48_120, unit: "rows" });
    });
    harness.get_by_label("31,000 of 48,120 rows");
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(*harness.state());
}

#[test]
fn every_script_is_drawn_in_every_face() {
    // The harness stops at a glyph that no font has.
    let names = "Łukasz Nguyễn Θεοδώρα Дмитро נועה أمينة अदिति 田中 髙﨑 김민준 สมหญิง — … − × · “”";
    let mut harness = window((), move |ui, ()| {
        for face in [
            font::title(),
            font::heading(),
            font::body(),
            font::body_medium(),
            font::body_strong(),
            font::small(),
            font::label(),
            font::mono(),
            font::mono_small(),
        ] {
            text::label(ui, names, face, tokens(ui).text);
        }
    });
    harness.run();
    screenshot(&mut harness, &pictures().join("scripts.png"));
}

#[test]
fn a_small_table_has_rows_and_cells() {
    let columns = [PageColumn::rest("File"), PageColumn::fixed("Rows", 80.0).right()];
    let mut harness = small(None, move |ui, clicked| {
        let shown = PageTable::new("Files", &columns).clickable().show(
            ui,
            2,
            |row| ["orgs.csv", "users.csv"][row].into(),
            |ui, row, column| {
                text::label(ui, if column == 0 { "name" } else { ["13", "14,206"][row] }, font::body(), egui::Color32::BLACK);
            },
        );
        *clicked = shown.or(*clicked);
    });
    harness.get_by_role_and_label(Role::Table, "Files");
    harness.get_by_role_and_label(Role::ColumnHeader, "Rows");
    assert_eq!(harness.get_all_by_role(Role::Cell).count(), 4);
    harness.get_by_role_and_label(Role::Button, "users.csv").click();
    harness.run();
    assert_eq!(*harness.state(), Some(1));
}
