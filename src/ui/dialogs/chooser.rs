//! A field to type into, and below it a list of what fits: arrows go through it, Enter chooses.

use egui::{Key, Modifiers, ScrollArea, Ui, accesskit::Role, pos2, vec2};

use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{TextField, focus, section_label, text};

/// What is kept while it is open.
#[derive(Default)]
pub struct Chooser {
    /// What was typed.
    pub text: String,
    at: usize,
    /// The chosen line has to be scrolled into sight.
    reveal: bool,
    entered: bool,
}

/// One line of the list.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// A heading above it.
    pub section: Option<String>,
    /// Before its name.
    pub icon: Option<Icon>,
    /// Its name.
    pub words: String,
    /// An id after the name.
    pub id: String,
    /// Quieter words after that.
    pub note: String,
    /// Its keys, at the right.
    pub keys: String,
    /// Why it cannot be chosen.
    pub off: Option<String>,
}

impl Chooser {
    /// The width of the dialog.
    pub const WIDTH: f32 = 600.0;

    /// The field, and the keys that move in the list. True when the text has changed.
    pub fn field(&mut self, ui: &mut Ui, name: &str, hint: &str, fresh: bool) -> bool {
        if fresh {
            *self = Self::default();
        }
        let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let before = self.at;
        for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)] {
            if pressed(ui, key) {
                self.at = self.at.saturating_add_signed(step);
            }
        }
        self.entered = ui.input(|input| input.key_pressed(Key::Enter));
        let field = TextField::search(&mut self.text, name).hint(hint).width(ui.available_width()).show(ui);
        // The field gives the keyboard up at Enter and Escape, and the dialog is nothing without it.
        if !field.has_focus() {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        self.reveal = before != self.at || field.changed();
        field.changed()
    }

    /// The list. Returns the line that was chosen, by click or Enter.
    pub fn list(&mut self, ui: &mut Ui, name: &str, choices: &[Choice]) -> Option<usize> {
        self.at = self.at.min(choices.len().saturating_sub(1));
        let mut chosen = self.entered.then_some(self.at).filter(|at| choices.get(*at).is_some_and(|choice| choice.off.is_none()));
        let room = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 420.0);
        // The area of a dialog remembers how high it was, so the list says how high it may become.
        ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]).show(ui, |ui| {
            focus::group(ui, Role::ListBox, name);
            ui.spacing_mut().item_spacing.y = 0.0;
            // The usual handle has the color of this ground.
            ui.visuals_mut().widgets.inactive.bg_fill = tokens(ui).line_strong;
            for (at, choice) in choices.iter().enumerate() {
                if let Some(section) = &choice.section {
                    section_label(ui, section);
                }
                if self.line(ui, at, choice) {
                    chosen = Some(at);
                }
            }
        });
        chosen
    }

    fn line(&self, ui: &mut Ui, at: usize, choice: &Choice) -> bool {
        let t = tokens(ui);
        let on = at == self.at;
        let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), size::CONTROL), Role::ListBoxOption, &choice.words);
        focus::name_selected(&response, Role::ListBoxOption, on, &choice.words);
        let about: Vec<&str> =
            [&choice.id, &choice.note, &choice.keys].into_iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
        focus::describe(&response, &choice.off.clone().unwrap_or_else(|| about.join(", ")));
        if on && self.reveal {
            ui.scroll_to_rect(rect, None);
        }
        let ground = match (on, response.hovered()) {
            (true, _) => t.accent_soft,
            (_, true) => t.hover,
            _ => egui::Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, f32::from(size::RADIUS_SMALL), ground);
        let off = choice.off.is_some();
        let ink = |color| if off { t.text_off } else { color };
        let middle = rect.center().y;
        if let Some(icon) = choice.icon {
            icon.paint(ui.painter(), pos2(rect.left() + 16.0, middle), size::ICON, ink(t.text_2));
        }
        let right = text::put_right(ui.painter(), rect.right() - 10.0, middle, &choice.keys, font::mono_small(), ink(t.text_3), 160.0);
        let mut x = rect.left() + 34.0;
        let mut put = |words: &str, face, color| {
            if !words.is_empty() && right - x > 24.0 {
                x = text::put(ui.painter(), x, middle, words, face, color, right - x - 10.0) + 10.0;
            }
        };
        put(&choice.words, font::body(), ink(t.text));
        put(&choice.id, font::mono_small(), ink(t.text_3));
        put(&choice.note, font::small(), ink(t.text_3));
        match &choice.off {
            Some(why) => {
                response.on_hover_text(why);
                false
            }
            None => response.clicked(),
        }
    }
}
