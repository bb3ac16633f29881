//! Notices: what happened, why, and what to do, within the page.

use egui::{Align, CornerRadius, Frame, Layout, Margin, Stroke, Ui, accesskit::Role, vec2};

use super::{button::Button, focus, link::link, text};
use crate::ui::{
    icon::Level,
    theme::{font, size, tokens},
};

/// One title line, one or two lines of why and what to do, and what can be done at once.
#[must_use = "a notice is drawn by `show`"]
pub struct Notice<'a> {
    level: Level,
    title: &'a str,
    lines: Vec<&'a str>,
    mono: &'a str,
    action: Option<&'a str>,
    button: Option<&'a str>,
    details: Option<&'a str>,
    closable: bool,
}

/// What was done in a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeResponse {
    /// The link was followed.
    pub action: bool,
    /// The button was pressed.
    pub button: bool,
    /// The notice shall go.
    pub closed: bool,
}

impl<'a> Notice<'a> {
    /// A notice with its title.
    pub const fn new(level: Level, title: &'a str) -> Self {
        Self { level, title, lines: Vec::new(), mono: "", action: None, button: None, details: None, closable: false }
    }

    /// One more line under the title.
    pub fn line(mut self, line: &'a str) -> Self {
        if !line.is_empty() {
            self.lines.push(line);
        }
        self
    }

    /// A rule name, a path or an address under the lines.
    pub const fn mono(mut self, words: &'a str) -> Self {
        self.mono = words;
        self
    }

    /// A link at the lower right.
    pub const fn action(mut self, words: &'a str) -> Self {
        self.action = Some(words);
        self
    }

    /// A button below the lines.
    pub const fn button(mut self, words: &'a str) -> Self {
        self.button = Some(words);
        self
    }

    /// A button "Copy details" that puts this text on the clipboard.
    pub const fn details(mut self, text: &'a str) -> Self {
        self.details = Some(text);
        self
    }

    /// A cross at the upper right.
    pub const fn closable(mut self) -> Self {
        self.closable = true;
        self
    }

    /// Draws it as wide as the room is.
    pub fn show(self, ui: &mut Ui) -> NoticeResponse {
        let t = tokens(ui);
        let tone = self.level.tone(t);
        let mut done = NoticeResponse::default();
        let frame = Frame::NONE
            .fill(tone.soft)
            .stroke(Stroke::new(1.0, tone.line))
            .corner_radius(CornerRadius::same(size::RADIUS))
            .inner_margin(Margin { left: 10, right: 10, top: 8, bottom: 9 });
        let role = if self.level >= Level::Warning { Role::Alert } else { Role::Status };
        let name = format!("{}: {}", self.level.word(), self.title);
        frame.show(ui, |ui| {
            focus::group(ui, role, &name);
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                ui.allocate_ui(vec2(16.0, 20.0), |ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 20.0), egui::Sense::hover());
                    self.level.icon().paint(ui.painter(), rect.center(), 15.0, tone.mark);
                });
                ui.vertical(|ui| self.words(ui, &mut done));
            });
        });
        done
    }

    fn words(&self, ui: &mut Ui, done: &mut NoticeResponse) {
        let t = tokens(ui);
        focus::inline(ui, 20.0, |ui| {
            let room = ui.available_width() - if self.closable { 26.0 } else { 0.0 };
            ui.scope(|ui| {
                ui.set_max_width(room);
                text::label(ui, self.title, font::body_strong(), t.text);
            });
            if self.closable {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let close = super::button::IconButton::new(crate::ui::icon::Icon::X, "Dismiss").small();
                    done.closed = close.show(ui).clicked();
                });
            }
        });
        for line in &self.lines {
            text::paragraph(ui, line, font::body(), t.text_2);
        }
        if self.button.is_some() || self.details.is_some() {
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                done.button = self.button.is_some_and(|words| Button::outlined(words).small().show(ui).clicked());
                if let Some(details) = self.details
                    && Button::outlined("Copy details").small().show(ui).clicked()
                {
                    ui.ctx().copy_text(details.to_owned());
                }
            });
        }
        if !self.mono.is_empty() || self.action.is_some() {
            ui.allocate_ui_with_layout(vec2(ui.available_width(), 20.0), Layout::right_to_left(Align::Center), |ui| {
                done.action = self.action.is_some_and(|words| link(ui, words).clicked());
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if !self.mono.is_empty() {
                        let label = text::label(ui, self.mono, font::mono_small(), t.text_2);
                        focus::name(&label, Role::Label, self.mono);
                    }
                });
            });
        }
    }
}
