//! What every part needs: the ring around what has the keyboard, and a name and role for screen readers.

use egui::{CornerRadius, Painter, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role};

use crate::ui::theme::{size, tokens};

/// Gives a part its role and name.
pub fn name(response: &Response, role: Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), name));
}

/// The same for a part that is on or off, or is the chosen one of several.
pub fn name_selected(response: &Response, role: Role, selected: bool, name: &str) {
    response.widget_info(|| WidgetInfo::selected(role, response.enabled(), selected, name));
}

/// Makes this `Ui` a named group of what it holds.
pub fn group(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        if !name.is_empty() {
            node.set_label(name);
        }
    });
}

/// Adds what a sighted user sees beside the name: a state, a reason, a count.
pub fn describe(response: &Response, words: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(words));
}

/// Takes room for something that can be clicked and reached by Tab.
pub fn clickable(ui: &mut Ui, size: Vec2, role: Role, words: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    name(&response, role, words);
    (rect, response)
}

/// The ring around a control that stands free.
pub fn ring(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        around(ui.painter(), response.rect.expand(1.0), radius + 1, ui, StrokeKind::Outside);
    }
}

/// The ring inside an item that stands close to others.
pub fn ring_inside(ui: &Ui, response: &Response, radius: u8) {
    if response.has_focus() {
        around(ui.painter(), response.rect, radius, ui, StrokeKind::Inside);
    }
}

fn around(painter: &Painter, rect: Rect, radius: u8, ui: &Ui, kind: StrokeKind) {
    painter.rect_stroke(rect, CornerRadius::same(radius), Stroke::new(size::FOCUS_RING, tokens(ui).focus), kind);
}

/// Parts side by side, centered on a line of this height.
pub fn inline<R>(ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = egui::vec2(ui.available_size_before_wrap().x, height);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), add).inner
}

/// Runs `add` disabled when there is a reason against it, and shows the reason on hover.
pub fn unless<R>(ui: &mut Ui, reason: Option<&str>, add: impl FnOnce(&mut Ui) -> (Response, R)) -> (Response, R) {
    let Some(reason) = reason else { return add(ui) };
    let (response, value) = ui.add_enabled_ui(false, add).inner;
    describe(&response, reason);
    (response.on_disabled_hover_text(reason), value)
}
