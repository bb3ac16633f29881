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

/// Takes room for something that can be clicked and reached by Tab. Links are followed by the middle button too; the
/// window then shows what they lead to in a tab of its own.
pub fn clickable(ui: &mut Ui, size: Vec2, role: Role, words: &str) -> (Rect, Response) {
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if role == Role::Link {
        if response.middle_clicked() {
            response.flags |= egui::response::Flags::FAKE_PRIMARY_CLICKED;
        }
        if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            let frame = ui.ctx().cumulative_frame_nr();
            ui.data_mut(|data| data.insert_temp(by_key(), frame));
        }
    }
    name(&response, role, words);
    (rect, response)
}

fn by_key() -> egui::Id {
    egui::Id::unique("link followed by key")
}

/// True if a link was followed by the Enter key in this frame.
pub fn followed_by_key(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(by_key())) == Some(ctx.cumulative_frame_nr())
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
