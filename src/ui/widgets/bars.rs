//! Horizontal bars by name, each leading to its rows, and the bar of levels.

use egui::{CornerRadius, Rect, Sense, Ui, accesskit::Role, vec2};

use super::{focus, number, text};
use crate::ui::{
    icon::Level,
    theme::{font, size, tokens},
};

/// Names with a bar and a number each; a table to a screen reader. Returns the one that was clicked.
pub fn bars(ui: &mut Ui, title: &str, rows: &[(String, u64)]) -> Option<usize> {
    let most = rows.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let t = tokens(ui);
    let width = ui.available_width();
    // Names are read, bars are only compared: names get the room that they need, up to more than half.
    let longest = rows.iter().map(|(name, _)| text::width(ui.painter(), name, font::body())).fold(0.0, f32::max);
    let name_width = (longest + 16.0).clamp(80.0, (width * 0.56).max(81.0));
    // A district has tens, a state has millions.
    let widths = rows.iter().map(|(_, count)| text::width(ui.painter(), &number::count(*count), font::body()));
    let number_width = widths.fold(44.0, f32::max).ceil() + 12.0;
    let mut clicked = None;
    ui.vertical(|ui| {
        focus::group(ui, Role::List, title);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (name, count)) in rows.iter().enumerate() {
            let words = format!("{name}, {}", number::count(*count));
            let (rect, response) = focus::clickable(ui, vec2(width, 25.0), Role::Button, &words);
            let over = response.hovered();
            let middle = rect.center().y;
            let color = if over { t.link } else { t.text };
            text::put(ui.painter(), rect.left(), middle, name, font::body(), color, name_width - 8.0);
            text::put_right(ui.painter(), rect.right(), middle, &number::count(*count), font::body(), t.text, number_width);
            let lane = Rect::from_min_max(
                egui::pos2(rect.left() + name_width, middle - 4.0),
                egui::pos2(rect.right() - number_width, middle + 4.0),
            );
            let share = (*count as f64 / most as f64) as f32;
            let part = Rect::from_min_size(lane.min, vec2((lane.width() * share).max(if *count > 0 { 4.0 } else { 0.0 }), 8.0));
            ui.painter().rect_filled(lane, CornerRadius::same(4), t.well);
            ui.painter().rect_filled(part, CornerRadius::same(4), if over { t.accent } else { t.series[0] });
            focus::ring_inside(ui, &response, size::RADIUS_SMALL);
            if response.clicked() {
                clicked = Some(at);
            }
        }
    });
    clicked
}

/// One bar cut by the counts of the levels, the gravest first.
pub fn level_bar(ui: &mut Ui, counts: &[(Level, u64)]) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let total: u64 = counts.iter().map(|(_, n)| n).sum();
    let used: Vec<_> = counts.iter().filter(|(_, n)| *n > 0).collect();
    let room = rect.width() - 2.0 * used.len().saturating_sub(1) as f32;
    let mut x = rect.left();
    if used.is_empty() {
        ui.painter().rect_filled(rect, CornerRadius::same(3), t.well);
    }
    for (level, n) in &used {
        let width = room * (*n as f64 / total as f64) as f32;
        let part = Rect::from_min_size(egui::pos2(x, rect.top()), vec2(width.max(3.0), 8.0));
        ui.painter().rect_filled(part, CornerRadius::same(3), level.tone(t).mark);
        x += width + 2.0;
    }
    let words: Vec<String> = counts.iter().map(|(level, n)| level.counted(*n)).collect();
    focus::name(&response, Role::Label, &words.join(", "));
}
