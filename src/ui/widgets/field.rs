//! Fields for text, and the choice of one of several.

use egui::{
    Align, ComboBox, CornerRadius, Frame, Key, Margin, Rect, Response, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, accesskit::Role,
    vec2,
};

use super::{button::IconButton, focus, text};
use crate::ui::{
    icon::Icon,
    theme::{font, size, tokens},
};

/// A field of one line with an icon before the text and a cross that clears it.
#[must_use = "a field is drawn by `show`"]
pub struct TextField<'a> {
    value: &'a mut String,
    name: &'a str,
    hint: &'a str,
    icon: Option<Icon>,
    shortcut: &'a str,
    width: f32,
    mono: bool,
    secret: bool,
}

impl<'a> TextField<'a> {
    /// A field; the name is what a screen reader says, and the hint unless there is another.
    pub const fn new(value: &'a mut String, name: &'a str) -> Self {
        Self { value, name, hint: name, icon: None, shortcut: "", width: 240.0, mono: false, secret: false }
    }

    /// A field for search, with the lens.
    pub const fn search(value: &'a mut String, name: &'a str) -> Self {
        let mut field = Self::new(value, name);
        field.icon = Some(Icon::MAGNIFYING_GLASS);
        field
    }

    /// What stands in the field while it is empty.
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The key that leads here, shown at the right while the field is empty.
    pub const fn shortcut(mut self, words: &'a str) -> Self {
        self.shortcut = words;
        self
    }

    /// 240 unless told.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// The monospaced face, for paths and addresses.
    pub const fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    /// Dots instead of what is typed.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Draws it. `changed()` says that the text is another; Escape clears it first and leaves it then.
    pub fn show(self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, size::CONTROL), Sense::hover());
        let frame = ui.painter().add(egui::Shape::Noop);
        let mut inner = Rect::from_min_max(rect.min + vec2(10.0, 0.0), rect.max - vec2(6.0, 0.0));
        if let Some(icon) = self.icon {
            icon.paint(ui.painter(), egui::pos2(rect.left() + 16.0, rect.center().y), size::ICON, t.text_3);
            inner.min.x = rect.left() + 32.0;
        }
        let clear = !self.value.is_empty();
        if clear {
            inner.max.x = rect.right() - 26.0;
        } else if !self.shortcut.is_empty() {
            let left = shortcut(ui, rect, self.shortcut);
            inner.max.x = left - 4.0;
        }
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(Align::Center)));
        let face = if self.mono { font::mono() } else { font::body() };
        let edit = TextEdit::singleline(self.value)
            .hint_text(egui::RichText::new(self.hint).color(t.text_3).font(font::body()))
            .font(face)
            .password(self.secret)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(inner.width());
        let mut response = child.add(edit).accessible_name(self.name);
        if clear {
            let at = Rect::from_center_size(egui::pos2(rect.right() - 15.0, rect.center().y), vec2(20.0, 20.0));
            let mut child = ui.new_child(UiBuilder::new().max_rect(at).layout(egui::Layout::left_to_right(Align::Center)));
            let escape = response.has_focus() && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
            if IconButton::new(Icon::X, "Clear").small().show(&mut child).clicked() || escape {
                self.value.clear();
                response.mark_changed();
            }
        }
        let (line, width) = match (response.has_focus(), response.hovered()) {
            (true, _) => (t.focus, size::FOCUS_RING),
            (_, true) => (t.line_control, 1.0),
            _ => (t.line_strong, 1.0),
        };
        let stroke = Stroke::new(width, line);
        let shape = egui::epaint::RectShape::new(rect, CornerRadius::same(size::RADIUS), t.content, stroke, StrokeKind::Inside);
        ui.painter().set(frame, shape);
        response
    }
}

fn shortcut(ui: &Ui, rect: Rect, words: &str) -> f32 {
    let t = tokens(ui);
    let width = text::width(ui.painter(), words, font::mono_small()) + 12.0;
    let key = Rect::from_min_size(egui::pos2(rect.right() - 8.0 - width, rect.center().y - 9.0), vec2(width, 18.0));
    ui.painter().rect_stroke(key, CornerRadius::same(size::RADIUS_SMALL), Stroke::new(1.0, t.line_strong), StrokeKind::Inside);
    text::put(ui.painter(), key.left() + 6.0, key.center().y, words, font::mono_small(), t.text_3, width);
    key.left()
}

/// A switch of two or three segments. Returns the one that was chosen.
pub fn segments(ui: &mut Ui, name: &str, current: usize, words: &[&str]) -> Option<usize> {
    let t = tokens(ui);
    let pad = 12.0;
    let widths: Vec<f32> = words.iter().map(|w| text::width(ui.painter(), w, font::body_medium()).ceil() + 2.0 * pad).collect();
    let total = widths.iter().sum::<f32>() + 6.0;
    let mut chosen = None;
    ui.allocate_ui_with_layout(vec2(total, size::CONTROL), egui::Layout::left_to_right(Align::Center), |ui| {
        focus::group(ui, Role::RadioGroup, name);
        ui.spacing_mut().item_spacing.x = 0.0;
        let ground = Rect::from_min_size(ui.max_rect().min, vec2(total, size::CONTROL));
        ui.painter().rect_filled(ground, CornerRadius::same(size::RADIUS), t.well);
        ui.add_space(3.0);
        for (at, (word, width)) in words.iter().zip(&widths).enumerate() {
            let on = at == current;
            let (rect, response) = focus::clickable(ui, vec2(*width, size::CONTROL - 6.0), Role::RadioButton, word);
            focus::name_selected(&response, Role::RadioButton, on, word);
            let round = CornerRadius::same(size::RADIUS_SMALL);
            if on {
                ui.painter().rect(rect, round, t.raised, Stroke::new(1.0, t.line_strong), StrokeKind::Inside);
            }
            let (face, color) = match (on, response.hovered()) {
                (true, _) => (font::body_medium(), t.text),
                (_, true) => (font::body(), t.text),
                _ => (font::body(), t.text_2),
            };
            let galley = text::line(ui.painter(), word, face, color, f32::INFINITY);
            text::paint(ui.painter(), rect.center().x - galley.size().x / 2.0, rect.center().y, galley, color);
            focus::ring_inside(ui, &response, size::RADIUS_SMALL);
            if response.clicked() && !on {
                chosen = Some(at);
            }
        }
        ui.add_space(3.0);
    });
    chosen
}

/// One of several from a list that opens: a quiet name, then the choice. Returns the one that was chosen.
pub fn choice(ui: &mut Ui, name: &str, show_name: bool, width: f32, current: usize, words: &[&str]) -> Option<usize> {
    let t = tokens(ui);
    let mut chosen = None;
    let mut job = egui::text::LayoutJob::default();
    if show_name {
        job.append(name, 0.0, egui::TextFormat::simple(font::body(), t.text_2));
        job.append(" ", 0.0, egui::TextFormat::simple(font::body(), t.text_2));
    }
    let shown = words.get(current).copied().unwrap_or("");
    job.append(&text::display(shown), 0.0, egui::TextFormat::simple(font::body_medium(), t.text));
    let response = ComboBox::from_id_salt(("choice", name))
        .width(width)
        .height(420.0)
        .selected_text(job)
        .icon(|ui, rect, _, _| Icon::CARET_DOWN.paint(ui.painter(), rect.center(), size::ICON_SMALL, tokens(ui).text_2))
        .show_ui(ui, |ui| {
            for (at, word) in words.iter().enumerate() {
                if menu_item(ui, word, "", at == current).clicked() {
                    chosen = Some(at);
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(Role::ComboBox, response.enabled(), name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    chosen
}

/// One line of a menu that leads to further lines; the menu stays open.
pub fn menu_part(ui: &mut Ui, words: &str) -> Response {
    let t = tokens(ui);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), size::NAV_ITEM), Role::MenuItem, words);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), t.accent_soft);
    }
    text::put(ui.painter(), rect.left() + 8.0, rect.center().y, words, font::body(), t.text, f32::INFINITY);
    Icon::CARET_RIGHT.paint(ui.painter(), egui::pos2(rect.right() - 12.0, rect.center().y), 12.0, t.text_3);
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    response
}

/// One line of a menu: words, and the shortcut at the right. Choosing it closes the menu, by key too.
pub fn menu_item(ui: &mut Ui, words: &str, keys: &str, on: bool) -> Response {
    let t = tokens(ui);
    let need = text::width(ui.painter(), words, font::body()) + text::width(ui.painter(), keys, font::mono_small()) + 40.0;
    let width = ui.available_width().max(need.ceil());
    let (rect, response) = focus::clickable(ui, vec2(width, size::NAV_ITEM), Role::MenuItem, words);
    let ground = match (on, response.hovered() || response.has_focus()) {
        (_, true) => t.accent_soft,
        (true, _) => t.selected_idle,
        _ => egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), ground);
    text::put(ui.painter(), rect.left() + 8.0, rect.center().y, words, font::body(), t.text, f32::INFINITY);
    text::put_right(ui.painter(), rect.right() - 8.0, rect.center().y, keys, font::mono_small(), t.text_3, f32::INFINITY);
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    if response.clicked() {
        ui.close();
    }
    response
}
