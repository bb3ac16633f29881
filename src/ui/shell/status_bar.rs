//! The bar at the bottom: what is open, and the job that runs.

use egui::accesskit::Role;
use egui::{Align, Layout, Ui};

use super::data::ShellData;
use super::sidebar::level;
use crate::app::{Action, App, Outbox, Unit};
use crate::read::SourceKind;
use crate::ui::icon::{Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, focus, progress, text};

/// Draws the bar.
pub fn show(ui: &mut Ui, app: &App, data: &ShellData, out: &mut Outbox) {
    let t = tokens(ui);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(12.0);
        if app.is_redacted() {
            redacted(ui, out);
            ui.add_space(8.0);
        }
        match (app.running(), &data.checks) {
            (Some(running), _) => {
                ui.allocate_ui_with_layout(egui::vec2(430.0, 20.0), Layout::right_to_left(Align::Center), |ui| {
                    let amount = Amount {
                        done: running.progress.done,
                        total: running.progress.total,
                        unit: match running.unit {
                            Unit::Bytes => "",
                            Unit::Rows => "rows",
                            Unit::Steps => "steps",
                        },
                    };
                    let cancelled = ui.with_layout(Layout::left_to_right(Align::Center), |ui| match &running.cancel {
                        Some(_) => progress::running(ui, &running.progress.doing, amount),
                        None => {
                            text::label(ui, &running.progress.doing, font::small(), t.text_2);
                            progress::bar(ui, 120.0, amount.fraction(), &running.progress.doing);
                            false
                        }
                    });
                    if let Some(cancel) = running.cancel.filter(|_| cancelled.inner) {
                        out.push(cancel);
                    }
                });
            }
            (None, Some(checks)) => {
                text::label(ui, &checks.words, font::small(), t.text_2);
                checks.worst.map_or(Level::Passed, level).show(ui);
            }
            (None, None) => {
                let words = format!("Version {}", env!("CARGO_PKG_VERSION"));
                text::label(ui, &words, font::small(), t.text_3);
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| words(ui, data));
    });
}

/// The sign that personal text is covered; a click takes the cover off.
fn redacted(ui: &mut Ui, out: &mut Outbox) {
    let t = tokens(ui);
    let words = "Redacted";
    let width = text::width(ui.painter(), words, font::small_medium()) + 34.0;
    let (rect, response) = focus::clickable(ui, egui::vec2(width, 20.0), Role::Button, "Redacted, show personal text again");
    ui.painter().rect_filled(rect, f32::from(size::RADIUS_SMALL), t.accent_soft);
    Icon::EYE_SLASH.paint(ui.painter(), egui::pos2(rect.left() + 14.0, rect.center().y), size::ICON_SMALL, t.link);
    text::put(ui.painter(), rect.left() + 26.0, rect.center().y, words, font::small_medium(), t.link, width);
    focus::ring(ui, &response, size::RADIUS_SMALL);
    let hint = format!("Names, contacts and other personal text are covered ({} shows them again)", Action::Redact.keys());
    if response.on_hover_text(hint).clicked() {
        out.act(Action::Redact);
    }
}

fn words(ui: &mut Ui, data: &ShellData) {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.x = 14.0;
    ui.add_space(12.0);
    let Some((name, rest)) = data.status.split_first() else {
        text::label(ui, "Files are read on this computer. Nothing is sent and nothing is changed.", font::small(), t.text_2);
        return;
    };
    let icon = match data.kind {
        Some(SourceKind::Folder) => Icon::FOLDER,
        Some(SourceKind::Files) => Icon::FILE_CSV,
        Some(SourceKind::Embedded) => Icon::GRADUATION_CAP,
        Some(SourceKind::Endpoint) => Icon::PLUGS_CONNECTED,
        Some(SourceKind::Zip | SourceKind::Several) | None => Icon::FILE_ZIP,
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        icon.show(ui, size::ICON_SMALL, t.text_2);
        text::label(ui, name, font::mono_small(), t.text_2);
    });
    for word in rest {
        // What does not fit is left out whole; the same facts stand on the overview.
        if text::width(ui.painter(), word, font::small()) > ui.available_width() {
            break;
        }
        text::label(ui, word, font::small(), t.text_2);
    }
}
