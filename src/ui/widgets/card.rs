//! Cards and the rows of label and value in them.

use egui::{Align, CornerRadius, Frame, Layout, Margin, Response, Stroke, Ui, accesskit::Role, vec2};

use super::{focus, link::link, text};
use crate::ui::theme::{font, size, tokens};

/// A framed part of a page with a title, a note beside it and a link at the right.
#[must_use = "a card is drawn by `show`"]
pub struct Card<'a> {
    title: &'a str,
    note: &'a str,
    action: Option<&'a str>,
    flush: bool,
}

/// What a card gave back.
pub struct CardResponse<R> {
    /// What the content gave back.
    pub inner: R,
    /// The link in the title row was followed.
    pub action: bool,
    /// The whole card.
    pub response: Response,
}

impl<'a> Card<'a> {
    /// A card; an empty title leaves the title row out.
    pub const fn new(title: &'a str) -> Self {
        Self { title, note: "", action: None, flush: false }
    }

    /// Quieter words beside the title.
    pub const fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    /// A link at the right of the title row.
    pub const fn action(mut self, words: &'a str) -> Self {
        self.action = Some(words);
        self
    }

    /// The content reaches the card's edges, as a table does.
    pub const fn flush(mut self) -> Self {
        self.flush = true;
        self
    }

    /// Draws the card as wide as the room is.
    pub fn show<R>(self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> CardResponse<R> {
        let t = tokens(ui);
        let pad = size::CARD_PADDING as i8;
        let bottom = if self.flush { 1 } else { pad };
        let top = if self.title.is_empty() { bottom } else { 8 };
        let frame = Frame::NONE
            .fill(t.content)
            .stroke(Stroke::new(1.0, t.line))
            .corner_radius(CornerRadius::same(size::RADIUS_CARD))
            .inner_margin(Margin { left: 0, right: 0, top, bottom });
        let shown = frame.show(ui, |ui| {
            focus::group(ui, Role::Group, self.title);
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let side = Margin::symmetric(pad, 0);
            let mut action = false;
            if !self.title.is_empty() {
                action = Frame::NONE.inner_margin(side).show(ui, |ui| self.title_row(ui)).inner;
                ui.add_space(if self.flush { 4.0 } else { 6.0 });
            }
            let side = if self.flush { Margin::symmetric(1, 0) } else { side };
            let inner = Frame::NONE.inner_margin(side).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                content(ui)
            });
            (inner.inner, action)
        });
        CardResponse { inner: shown.inner.0, action: shown.inner.1, response: shown.response }
    }

    fn title_row(&self, ui: &mut Ui) -> bool {
        let t = tokens(ui);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 24.0), Layout::right_to_left(Align::Center), |ui| {
            ui.set_min_width(ui.available_width());
            let action = self.action.is_some_and(|words| link(ui, words).clicked());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                let title = text::label(ui, self.title, font::heading(), t.text);
                focus::name(&title, Role::Heading, self.title);
                if !self.note.is_empty() {
                    text::label(ui, self.note, font::small(), t.text_3);
                }
            });
            action
        })
        .inner
    }
}

/// The quiet title of a group of rows, with something at its right where that is wanted.
pub fn section_label(ui: &mut Ui, words: &str) -> Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::KEY_VALUE), egui::Sense::hover());
    text::put(ui.painter(), rect.left(), rect.center().y, words, font::label(), t.text_3, rect.width());
    focus::name(&response, Role::Heading, words);
    response
}

/// A row of label and whatever `value` draws.
pub fn key_row<R>(ui: &mut Ui, key: &str, key_width: f32, value: impl FnOnce(&mut Ui) -> R) -> R {
    let t = tokens(ui);
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, size::KEY_VALUE), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(vec2(width, size::KEY_VALUE));
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, response) = ui.allocate_exact_size(vec2(key_width, size::KEY_VALUE), egui::Sense::hover());
        text::put(ui.painter(), rect.left(), rect.center().y, key, font::body(), t.text_3, rect.width() - 8.0);
        focus::name(&response, Role::Label, key);
        ui.spacing_mut().item_spacing.x = 8.0;
        value(ui)
    })
    .inner
}

/// A row of label and text; an empty text is shown as a dash.
pub fn key_value(ui: &mut Ui, key: &str, value: &str) -> Response {
    let t = tokens(ui);
    key_row(ui, key, size::KEY, |ui| match value {
        "" => dash(ui),
        value => text::label(ui, value, font::body(), t.text),
    })
}

/// A row of label and id, address or file name.
pub fn key_mono(ui: &mut Ui, key: &str, value: &str) -> Response {
    let t = tokens(ui);
    key_row(ui, key, size::KEY, |ui| match value {
        "" => dash(ui),
        value => text::label(ui, value, font::mono(), t.text),
    })
}

/// The mark of an empty value.
pub fn dash(ui: &mut Ui) -> Response {
    let response = text::label(ui, "—", font::body(), tokens(ui).text_off);
    focus::name(&response, Role::Label, "empty");
    response
}

/// The mark of a masked value: seven dots on a well.
pub fn masked(ui: &mut Ui) -> Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(84.0, 16.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), t.well);
    for dot in 0..7 {
        let x = rect.left() + 9.0 + 11.0 * dot as f32;
        ui.painter().circle_filled(egui::pos2(x, rect.center().y), 1.8, t.text_3);
    }
    focus::name(&response, Role::Label, "masked");
    response
}

/// A line between parts of a card or a pane.
pub fn divider(ui: &mut Ui) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y.round() + 0.5, Stroke::new(1.0, t.line));
}
