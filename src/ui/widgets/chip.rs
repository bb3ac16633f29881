//! Chips: a filter that is on, and a switch with a count.

use egui::{Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

use super::{focus, number, text};
use crate::ui::{
    icon::{Icon, Level},
    theme::{font, size, tokens},
};

/// What was done to a chip.
pub struct ChipResponse {
    /// The chip itself, for changing the filter.
    pub edit: Response,
    /// The cross was pressed.
    pub removed: bool,
}

/// A filter that is on: column, operator, **value**, and a cross that takes it away.
pub fn chip(ui: &mut Ui, column: &str, operator: &str, value: &str) -> ChipResponse {
    let t = tokens(ui);
    let quiet = format!("{column} {operator} ");
    let head = text::line(ui.painter(), &quiet, font::small(), t.text_2, f32::INFINITY);
    let tail = text::line(ui.painter(), value, font::small_medium(), t.link, 180.0);
    let width = (head.size().x + tail.size().x).ceil() + 9.0 + 32.0;
    let words = format!("{column} {operator} {value}");
    let (rect, edit) = focus::clickable(ui, vec2(width, 24.0), Role::Button, &words);
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), t.accent_soft);
    let x = text::paint(ui.painter(), rect.left() + 9.0, rect.center().y, head, t.text_2);
    text::paint(ui.painter(), x, rect.center().y, tail, t.link);
    let cross = Rect::from_min_max(egui::pos2(rect.right() - 24.0, rect.top()), rect.max);
    let remove = ui.interact(cross, edit.id.with("remove"), Sense::click());
    focus::name(&remove, Role::Button, &format!("Remove filter {words}"));
    let color = if remove.hovered() { t.text } else { t.text_2 };
    Icon::X.paint(ui.painter(), cross.center(), 12.0, color);
    focus::ring_inside(ui, &edit, size::RADIUS_SMALL);
    focus::ring_inside(ui, &remove, size::RADIUS_SMALL);
    ChipResponse { removed: remove.clicked(), edit: edit.on_hover_text("Change filter") }
}

/// A switch for one level with the count of what it shows. Clicking turns it over.
pub fn level_switch(ui: &mut Ui, level: Level, words: &str, count: u64, on: &mut bool) -> Response {
    let mark = level.tone(tokens(ui)).mark;
    icon_switch(ui, level.icon(), mark, words, count, on)
}

/// A switch with an icon of any color while it is on, and the count of what it shows.
pub fn icon_switch(ui: &mut Ui, icon: Icon, mark: Color32, words: &str, count: u64, on: &mut bool) -> Response {
    let t = tokens(ui);
    let number = number::count(count);
    let head = text::line(ui.painter(), words, font::body_medium(), t.text, f32::INFINITY);
    let tail = text::line(ui.painter(), &number, font::small_medium(), t.text_2, f32::INFINITY);
    let width = (head.size().x + tail.size().x).ceil() + 46.0;
    let (rect, mut response) = focus::clickable(ui, vec2(width, size::CONTROL), Role::Button, words);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    focus::name_selected(&response, Role::Button, *on, words);
    focus::describe(&response, &number);
    let (ground, line) = match (*on, response.hovered()) {
        (true, _) => (t.accent_soft, Color32::TRANSPARENT),
        (_, true) => (t.hover, t.line_strong),
        _ => (Color32::TRANSPARENT, t.line_strong),
    };
    ui.painter().rect(rect, CornerRadius::same(size::RADIUS), ground, Stroke::new(1.0, line), StrokeKind::Inside);
    let mark = if *on { mark } else { t.text_3 };
    icon.paint(ui.painter(), egui::pos2(rect.left() + 16.0, rect.center().y), 14.0, mark);
    let x = text::paint(ui.painter(), rect.left() + 28.0, rect.center().y, head, t.text);
    text::paint(ui.painter(), x + 8.0, rect.center().y, tail, t.text_2);
    focus::ring_inside(ui, &response, size::RADIUS);
    response
}
