//! Buttons: primary (at most one in a view), outlined, quiet, and those that are only an icon.

use egui::{Color32, CornerRadius, Response, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

use super::{focus, text};
use crate::ui::{
    icon::Icon,
    theme::{font, size, tokens},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Outlined,
    Quiet,
}

/// A button with a word, and an icon before it where that helps.
#[must_use = "a button is drawn by `show`"]
pub struct Button<'a> {
    words: &'a str,
    icon: Option<Icon>,
    kind: Kind,
    small: bool,
    off: Option<&'a str>,
}

impl<'a> Button<'a> {
    const fn of(kind: Kind, words: &'a str) -> Self {
        Self { words, icon: None, kind, small: false, off: None }
    }

    /// The one thing that this view is for.
    pub const fn primary(words: &'a str) -> Self {
        Self::of(Kind::Primary, words)
    }

    /// The usual button.
    pub const fn outlined(words: &'a str) -> Self {
        Self::of(Kind::Outlined, words)
    }

    /// A button of a toolbar, without a frame.
    pub const fn quiet(words: &'a str) -> Self {
        Self::of(Kind::Quiet, words)
    }

    /// An icon before the word.
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The height for rows and notices.
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// With a reason, the button is disabled and says why.
    pub const fn disabled_because(mut self, reason: Option<&'a str>) -> Self {
        self.off = reason;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        focus::unless(ui, self.off, |ui| (self.draw(ui), ())).0
    }

    /// Its width, for layouts from the right.
    pub fn width(&self, ui: &Ui) -> f32 {
        let icon = if self.icon.is_some() { size::ICON + 7.0 } else { 0.0 };
        (text::width(ui.painter(), self.words, font::body_medium()) + icon).ceil() + 2.0 * self.padding()
    }

    const fn padding(&self) -> f32 {
        if self.small { 8.0 } else { 10.0 }
    }

    fn draw(&self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let height = if self.small { 24.0 } else { size::CONTROL };
        let (rect, response) = focus::clickable(ui, vec2(self.width(ui), height), Role::Button, self.words);
        let (over, down) = (response.hovered(), response.is_pointer_button_down_on());
        let (fill, line, ink) = match self.kind {
            Kind::Primary => (if over { t.accent_hover } else { t.accent }, Color32::TRANSPARENT, t.on_accent),
            Kind::Outlined if down => (t.selected, t.line_control, t.text),
            Kind::Outlined if over => (t.hover, t.line_control, t.text),
            Kind::Outlined => (t.raised, t.line_strong, t.text),
            Kind::Quiet if down => (t.selected, Color32::TRANSPARENT, t.text),
            Kind::Quiet if over => (t.hover, Color32::TRANSPARENT, t.text),
            Kind::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, t.text),
        };
        let painter = ui.painter();
        painter.rect(rect, CornerRadius::same(size::RADIUS), fill, Stroke::new(1.0, line), StrokeKind::Inside);
        let mut x = rect.left() + self.padding();
        if let Some(icon) = self.icon {
            let color = if self.kind == Kind::Primary { ink } else { t.text_2 };
            icon.paint(painter, egui::pos2(x + size::ICON / 2.0, rect.center().y), size::ICON, color);
            x += size::ICON + 7.0;
        }
        text::put(painter, x, rect.center().y, self.words, font::body_medium(), ink, f32::INFINITY);
        focus::ring(ui, &response, size::RADIUS);
        response
    }
}

/// A button that is only an icon; its name is read aloud and shown as tooltip.
#[must_use = "a button is drawn by `show`"]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    small: bool,
    on: bool,
    off: Option<&'a str>,
    color: Option<Color32>,
}

impl<'a> IconButton<'a> {
    /// An icon and what it does, in words.
    pub const fn new(icon: Icon, name: &'a str) -> Self {
        Self { icon, name, small: false, on: false, off: None, color: None }
    }

    /// 22 instead of 28 points.
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Something that this button switches is on.
    pub const fn selected(mut self, on: bool) -> Self {
        self.on = on;
        self
    }

    /// Another color than that of second texts.
    pub const fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// With a reason, the button is disabled and says why.
    pub const fn disabled_because(mut self, reason: Option<&'a str>) -> Self {
        self.off = reason;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let response = focus::unless(ui, self.off, |ui| (self.draw(ui), ())).0;
        if self.off.is_none() { response.on_hover_text(self.name) } else { response }
    }

    fn draw(&self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let side = if self.small { size::CONTROL_SMALL } else { size::CONTROL };
        let (rect, response) = focus::clickable(ui, vec2(side, side), Role::Button, self.name);
        if self.on {
            focus::name_selected(&response, Role::Button, true, self.name);
        }
        let ground = match (self.on, response.is_pointer_button_down_on(), response.hovered()) {
            (_, true, _) => t.selected,
            (true, ..) => t.accent_soft,
            (_, _, true) => t.hover,
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), ground);
        let color = if self.on { t.link } else { self.color.unwrap_or(t.text_2) };
        let icon_size = if self.small { size::ICON_SMALL } else { size::ICON };
        self.icon.paint(ui.painter(), rect.center(), icon_size, color);
        focus::ring_inside(ui, &response, size::RADIUS);
        response
    }
}
