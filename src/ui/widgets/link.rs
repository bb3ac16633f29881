//! Links: a word that leads on, and a reference with the target's name and its id.

use egui::{Color32, FontId, Response, Stroke, Ui, accesskit::Role, vec2};

use super::{focus, text};
use crate::ui::theme::{font, size, tokens};

/// A text button in the link color.
pub fn link(ui: &mut Ui, words: &str) -> Response {
    of(ui, words, font::body(), tokens(ui).link, words)
}

/// A link in the monospaced face: a file name, a rule name.
pub fn mono_link(ui: &mut Ui, words: &str) -> Response {
    of(ui, words, font::mono(), tokens(ui).link, words)
}

/// A reference that leads to its target: the name as link, then the id. The id is the link where there is no name.
pub fn reference(ui: &mut Ui, name: &str, id: &str) -> Response {
    if name.is_empty() {
        return mono_link(ui, id);
    }
    focus::inline(ui, 20.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let response = of(ui, name, font::body(), tokens(ui).link, &format!("{name}, {id}"));
        if ui.available_width() > 24.0 {
            text::label(ui, id, font::mono_small(), tokens(ui).text_3);
        }
        response
    })
}

/// A reference whose target is not there: the raw id and what is wrong with it.
pub fn broken_reference(ui: &mut Ui, id: &str, why: &str) {
    let t = tokens(ui);
    focus::inline(ui, 20.0, |ui| {
        text::label(ui, id, font::mono(), t.error.fg);
        text::label(ui, why, font::body(), t.error.fg);
        crate::ui::icon::Icon::LINK_BREAK.show(ui, size::ICON_SMALL, t.error.mark);
    });
}

fn of(ui: &mut Ui, words: &str, font: FontId, color: Color32, name: &str) -> Response {
    let galley = text::line(ui.painter(), words, font, color, ui.available_width());
    let cut = galley.elided;
    let (rect, response) = focus::clickable(ui, vec2(galley.size().x, 20.0), Role::Link, name);
    let size = galley.job.sections.first().map_or(0.0, |s| s.format.font_id.size);
    let right = text::paint(ui.painter(), rect.left(), rect.center().y, galley, color);
    if response.hovered() || response.has_focus() {
        let under = text::base_line(rect.center().y, size) + 2.5;
        ui.painter().hline(rect.left()..=right, under, Stroke::new(1.0, color));
    }
    focus::ring(ui, &response, size::RADIUS_SMALL);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if cut { response.on_hover_text(text::display(words)) } else { response }
}
