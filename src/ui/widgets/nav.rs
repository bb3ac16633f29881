//! Items of the sidebar, and tabs.

use egui::{Color32, CornerRadius, Response, Stroke, Ui, accesskit::Role, vec2};

use super::{focus, number, text};
use crate::ui::{
    icon::{Icon, Level},
    theme::{font, size, tokens},
};

/// One place to go: icon, name, the gravest level there, how many rows.
#[must_use = "an item is drawn by `show`"]
pub struct NavItem<'a> {
    icon: Icon,
    label: &'a str,
    level: Option<Level>,
    count: Option<u64>,
    selected: bool,
    main: bool,
    narrow: bool,
}

impl<'a> NavItem<'a> {
    /// An item.
    pub const fn new(icon: Icon, label: &'a str) -> Self {
        Self { icon, label, level: None, count: None, selected: false, main: false, narrow: false }
    }

    /// The gravest level of what is wrong there.
    pub const fn level(mut self, level: Option<Level>) -> Self {
        self.level = level;
        self
    }

    /// How much there is.
    pub const fn count(mut self, count: Option<u64>) -> Self {
        self.count = count;
        self
    }

    /// Whether this is where the user is.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// A main item, a little higher.
    pub const fn main(mut self) -> Self {
        self.main = true;
        self
    }

    /// Only the icon, for the narrow sidebar; the label becomes the tooltip.
    pub const fn narrow(mut self, narrow: bool) -> Self {
        self.narrow = narrow;
        self
    }

    /// Draws it as wide as the room is.
    pub fn show(self, ui: &mut Ui) -> Response {
        let t = tokens(ui);
        let height = if self.main { size::CONTROL } else { size::NAV_ITEM };
        let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), height), Role::Link, self.label);
        self.announce(&response);
        let painter = ui.painter();
        let ground = match (self.selected, response.hovered()) {
            (true, _) => t.accent_soft,
            (false, true) if t.dark => t.hover,
            (false, true) => t.selected_idle,
            _ => Color32::TRANSPARENT,
        };
        painter.rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), ground);
        let (middle, ink) = (rect.center().y, if self.selected { t.link } else { t.text_2 });
        let icon_x = if self.narrow { rect.center().x } else { rect.left() + 15.0 };
        self.icon.paint(painter, egui::pos2(icon_x, middle), size::ICON, ink);
        if self.narrow {
            if let Some(level) = self.level {
                painter.circle_filled(egui::pos2(icon_x + 8.0, middle - 7.0), 3.0, level.tone(t).mark);
            }
            focus::ring_inside(ui, &response, size::RADIUS_SMALL);
            return response.on_hover_text(self.label);
        }
        let mut right = rect.right() - 8.0;
        if let Some(count) = self.count {
            let left = text::put_right(painter, right, middle, &number::count(count), font::body(), t.text_2, 120.0);
            // Levels stand in one column, left of the widest usual count.
            right = left.min(right - 44.0);
        }
        if let Some(level) = self.level {
            level.icon().paint(painter, egui::pos2(right - 12.0, middle), 13.0, level.tone(t).mark);
            right -= 22.0;
        }
        let face = if self.selected { font::body_medium() } else { font::body() };
        let left = rect.left() + 33.0;
        text::put(painter, left, middle, self.label, face, t.text, right - left - 2.0);
        focus::ring_inside(ui, &response, size::RADIUS_SMALL);
        response
    }

    fn announce(&self, response: &Response) {
        focus::name_selected(response, Role::Link, self.selected, self.label);
        let count = self.count.map(number::count);
        let level = self.level.map(|level| format!("has {}s", level.word()));
        let words: Vec<String> = count.into_iter().chain(level).collect();
        if !words.is_empty() {
            focus::describe(response, &words.join(", "));
        }
    }
}

/// Tabs over a page: words with a count behind, a bar under the current one. Returns the one that was chosen.
pub fn tabs(ui: &mut Ui, current: usize, tabs: &[(&str, Option<u64>)]) -> Option<usize> {
    let t = tokens(ui);
    let mut chosen = None;
    ui.horizontal(|ui| {
        focus::group(ui, Role::TabList, "");
        ui.spacing_mut().item_spacing.x = 24.0;
        for (at, (words, count)) in tabs.iter().enumerate() {
            let on = at == current;
            let face = if on { font::body_strong() } else { font::body() };
            let color = if on { t.text } else { t.text_2 };
            let head = text::line(ui.painter(), words, face, color, f32::INFINITY);
            let tail = count.map(|n| text::line(ui.painter(), &number::count(n), font::small(), t.text_3, f32::INFINITY));
            let width = head.size().x + tail.as_ref().map_or(0.0, |g| g.size().x + 6.0);
            let (rect, response) = focus::clickable(ui, vec2(width, 34.0), Role::Tab, words);
            focus::name_selected(&response, Role::Tab, on, words);
            let x = text::paint(ui.painter(), rect.left(), rect.center().y, head, color);
            if let Some(tail) = tail {
                text::paint(ui.painter(), x + 6.0, rect.center().y, tail, t.text_3);
            }
            let under = if on { t.accent } else { t.line_strong };
            if on || response.hovered() {
                ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, under));
            }
            focus::ring_inside(ui, &response, size::RADIUS_SMALL);
            if response.clicked() && !on {
                chosen = Some(at);
            }
        }
    });
    chosen
}
