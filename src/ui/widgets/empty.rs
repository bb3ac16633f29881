//! What stands where there is nothing: why, and what can be done about it.

use egui::Ui;

use super::{button::Button, progress::centered};
use crate::ui::{
    icon::Icon,
    theme::{font, size, tokens},
};

/// An icon, a title, a line and a button in the middle of the room.
#[must_use = "it is drawn by `show`"]
pub struct EmptyState<'a> {
    icon: Icon,
    title: &'a str,
    line: &'a str,
    action: Option<&'a str>,
    fault: bool,
}

impl<'a> EmptyState<'a> {
    /// What is missing.
    pub const fn new(icon: Icon, title: &'a str) -> Self {
        Self { icon, title, line: "", action: None, fault: false }
    }

    /// Why, or how much.
    pub const fn line(mut self, line: &'a str) -> Self {
        self.line = line;
        self
    }

    /// A button below.
    pub const fn action(mut self, words: &'a str) -> Self {
        self.action = Some(words);
        self
    }

    /// Something went wrong: the icon takes the color of errors.
    pub const fn fault(mut self) -> Self {
        self.fault = true;
        self
    }

    /// Draws it; true when the button was pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        let t = tokens(ui);
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            self.icon.show(ui, size::ICON_LARGE, if self.fault { t.error.fg } else { t.text_2 });
            ui.add_space(6.0);
            centered(ui, self.title, font::body_strong(), t.text);
            if !self.line.is_empty() {
                centered(ui, self.line, font::body(), t.text_3);
            }
            self.action.is_some_and(|words| {
                ui.add_space(10.0);
                Button::outlined(words).show(ui).clicked()
            })
        })
        .inner
    }
}
