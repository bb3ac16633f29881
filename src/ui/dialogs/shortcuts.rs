//! All actions that have keys, and their keys.

use egui::{Align, Layout, Ui};

use crate::app::{Action, Command, Outbox};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, text};

pub(super) fn show(ui: &mut Ui, out: &mut Outbox) {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    for action in Action::ALL {
        let Some(shortcut) = action.shortcut() else { continue };
        ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), size::NAV_ITEM), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(egui::vec2(ui.available_width(), size::NAV_ITEM));
            text::label(ui, action.label(), font::body(), t.text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text::label(ui, &shortcut.words(), font::mono(), t.text_2);
            });
        });
    }
    ui.add_space(8.0);
    let words = "Tab and Shift+Tab go from control to control, Enter presses, Escape closes.";
    text::paragraph(ui, words, font::small(), t.text_3);
    ui.add_space(12.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if Button::outlined("Close").show(ui).clicked() {
            out.push(Command::Dialog(None));
        }
    });
}
