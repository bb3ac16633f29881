//! All actions that have keys, and their keys, part by part in two columns.

use egui::{Align, Layout, Ui};

use crate::app::{Action, Command, Outbox, Part, Shortcut};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, section_label, text};

/// Keys that belong to controls rather than to actions.
const CONTROLS: [(&str, &str); 4] = [
    ("From control to control", "Tab, Shift+Tab"),
    ("Press, open", "Enter"),
    ("Open in a new tab", "Ctrl+click, middle click"),
    ("Close, leave", "Escape"),
];

pub(super) fn show(ui: &mut Ui, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        let column = (ui.available_width() - 32.0) / 2.0;
        let lines = |part: &Part| Action::ALL.iter().filter(|action| action.part() == *part && !action.shortcuts().is_empty()).count();
        let parts: Vec<Part> = Part::ALL.into_iter().filter(|part| lines(part) > 0).collect();
        let whole: usize = parts.iter().map(|part| lines(part) + 1).sum::<usize>() + CONTROLS.len() + 1;
        let mut taken = 0;
        let left = parts.iter().take_while(|part| {
            taken += lines(part) + 1;
            taken <= whole.div_ceil(2)
        });
        let left = left.count().max(1);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 32.0;
            for (side, parts) in [&parts[..left], &parts[left..]].into_iter().enumerate() {
                ui.vertical(|ui| {
                    ui.set_width(column);
                    for part in parts {
                        sheet_part(ui, *part);
                    }
                    if side == 1 {
                        section_label(ui, "Everywhere");
                        for (words, keys) in CONTROLS {
                            line(ui, words, keys);
                        }
                    }
                });
            }
        });
    });
    ui.add_space(12.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if Button::outlined("Close").show(ui).clicked() {
            out.push(Command::Dialog(None));
        }
    });
}

fn sheet_part(ui: &mut Ui, part: Part) {
    section_label(ui, part.name());
    for action in Action::ALL.iter().filter(|action| action.part() == part && !action.shortcuts().is_empty()) {
        let keys: Vec<String> = action.shortcuts().iter().map(|keys| Shortcut::words(*keys)).collect();
        line(ui, action.label().trim_end_matches('…'), &keys.join(", "));
    }
    ui.add_space(8.0);
}

fn line(ui: &mut Ui, words: &str, keys: &str) {
    let t = tokens(ui);
    let size = egui::vec2(ui.available_width(), size::KEY_VALUE);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        text::label(ui, words, font::body(), t.text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            text::label(ui, keys, font::mono_small(), t.text_2);
        });
    });
}
