//! Progress of long work, always with a way to stop it.

use egui::{CornerRadius, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use super::{button::Button, focus, number, text};
use crate::ui::{
    icon::Icon,
    theme::{font, size, tokens},
};

/// How far a job has come, in the units that it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount<'a> {
    /// Done so far.
    pub done: u64,
    /// Of how many; 0 while that is unknown.
    pub total: u64,
    /// What is counted: "rows". Empty for bytes, which are not written out.
    pub unit: &'a str,
}

impl Amount<'_> {
    /// The done part from 0 to 1, where the total is known.
    pub fn fraction(&self) -> Option<f32> {
        (self.total > 0).then(|| (self.done as f64 / self.total as f64).clamp(0.0, 1.0) as f32)
    }

    /// "104,000 of 171,240 rows", "46,000 rows so far", or the percentage where nothing is counted aloud.
    pub fn words(&self) -> String {
        match (self.unit, self.total) {
            ("", 0) => number::bytes(self.done),
            ("", total) => format!("{:.0} %", self.done.min(total) as f64 / total as f64 * 100.0),
            (unit, 0) => format!("{} {unit} so far", number::count(self.done)),
            (unit, total) => format!("{} of {} {unit}", number::count(self.done), number::count(total)),
        }
    }
}

/// A bar 6 high. Without a fraction a segment moves along it, which asks for a repaint ten times a second.
pub fn bar(ui: &mut Ui, width: f32, fraction: Option<f32>, name: &str) -> Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
    let round = CornerRadius::same(3);
    ui.painter().rect_filled(rect, round, t.well);
    let part = match fraction {
        Some(f) => Rect::from_min_size(rect.min, vec2((rect.width() * f.clamp(0.0, 1.0)).max(if f > 0.0 { 6.0 } else { 0.0 }), 6.0)),
        None => {
            let at = (ui.input(|i| i.time) * 0.6).fract() as f32;
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            Rect::from_min_size(rect.min + vec2((rect.width() * 0.7) * at, 0.0), vec2(rect.width() * 0.3, 6.0))
        }
    };
    ui.painter().rect_filled(part, round, t.accent);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = fraction.map(f64::from);
        info
    });
    response
}

/// What the middle of a page shows while nothing else can be shown; true when it was cancelled.
pub fn loading(ui: &mut Ui, title: &str, amount: Amount<'_>) -> bool {
    let t = tokens(ui);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        Icon::HOURGLASS.show(ui, size::ICON_LARGE, t.text_2);
        ui.add_space(6.0);
        centered(ui, title, font::body_strong(), t.text);
        centered(ui, &amount.words(), font::body(), t.text_2);
        bar(ui, 160.0, amount.fraction(), title);
        ui.add_space(4.0);
        Button::outlined("Cancel").show(ui).clicked()
    })
    .inner
}

/// One line in the middle of the room.
pub(super) fn centered(ui: &mut Ui, words: &str, font: egui::FontId, color: egui::Color32) {
    let galley = text::line(ui.painter(), words, font, color, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 18.0), Sense::hover());
    text::paint(ui.painter(), rect.left(), rect.center().y, galley, color);
    focus::name(&response, Role::Label, words);
}

/// The running job in the status bar; true when it was cancelled.
pub fn running(ui: &mut Ui, doing: &str, amount: Amount<'_>) -> bool {
    let t = tokens(ui);
    focus::inline(ui, 20.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, doing, font::small(), t.text_2);
        bar(ui, 120.0, amount.fraction(), doing);
        text::label(ui, &amount.words(), font::small(), t.text_3);
        super::link::link(ui, "Cancel").clicked()
    })
}

/// Gray rows that stand where content will come; they do not move.
pub fn skeleton(ui: &mut Ui, rows: usize) {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    for row in 0..rows {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::NAV_ITEM), Sense::hover());
        let share = [0.62, 0.48, 0.7, 0.55][row % 4];
        let part = Rect::from_min_size(egui::pos2(rect.left(), rect.center().y - 4.0), vec2(rect.width() * share, 8.0));
        ui.painter().rect_filled(part, CornerRadius::same(4), t.well);
    }
}
