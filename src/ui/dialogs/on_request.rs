//! Rules that run only on request.

use egui::{ScrollArea, Ui};

use crate::app::{App, Command, Outbox, PrefsCommand};
use crate::check::{RULES, Reads, Rule};
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Button, text};

pub(super) fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let t = tokens(ui);
    let words = "These are about one receiver, or a matter of taste. The findings are judged again when one is switched.";
    text::paragraph(ui, words, font::body(), t.text_2);
    ui.add_space(8.0);
    ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
        // What compares with a package before has nothing to compare with here.
        let here = |rule: &&Rule| rule.on_request && !rule.reads.contains(&Reads::Against);
        for rule in RULES.iter().copied().filter(here) {
            let mut on = app.prefs().also.iter().any(|code| code == rule.code);
            if ui.checkbox(&mut on, rule.title).on_hover_text(rule.code).changed() {
                out.push(Command::Prefs(PrefsCommand::Also(rule.code, on)));
            }
            ui.horizontal(|ui| {
                ui.add_space(24.0);
                text::paragraph(ui, rule.summary, font::small(), t.text_3);
            });
            ui.add_space(4.0);
        }
    });
    ui.add_space(12.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if Button::primary("Close").show(ui).clicked() {
            out.push(Command::Dialog(None));
        }
    });
}
