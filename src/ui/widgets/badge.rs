//! Small marks on soft ground: level badges, tags, the count of rows.

use egui::{Color32, CornerRadius, Response, Sense, Ui, accesskit::Role, vec2};

use super::{focus, number, text};
use crate::ui::{
    icon::Level,
    theme::{Tone, font, size, tokens},
};

/// Icon and count on soft ground.
pub fn badge(ui: &mut Ui, level: Level, count: u64) -> Response {
    let tone = level.tone(tokens(ui));
    let words = number::count(count);
    let width = text::width(ui.painter(), &words, font::small_medium()).ceil() + 26.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), tone.soft);
    level.icon().paint(painter, egui::pos2(rect.left() + 11.0, rect.center().y), 13.0, tone.mark);
    text::put(painter, rect.left() + 20.0, rect.center().y, &words, font::small_medium(), tone.fg, f32::INFINITY);
    focus::name(&response, Role::Label, &level.counted(count));
    response
}

/// A badge for each level that has a count, the gravest first, or the word "None".
pub fn badges(ui: &mut Ui, counts: &[(Level, u64)]) {
    let mut counts: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    focus::inline(ui, 18.0, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (level, count) in &counts {
            badge(ui, *level, *count);
        }
        if counts.is_empty() {
            text::label(ui, "None", font::body(), tokens(ui).text_3);
        }
    });
}

/// A word on soft ground.
pub fn tag(ui: &mut Ui, words: &str, tone: Tone) -> Response {
    let width = text::width(ui.painter(), words, font::small_medium()).ceil() + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    let ground = rect.shrink2(vec2(0.0, 0.5));
    ui.painter().rect_filled(ground, CornerRadius::same(size::RADIUS_SMALL), tone.soft);
    text::put(ui.painter(), rect.left() + 7.0, rect.center().y, words, font::small_medium(), tone.fg, f32::INFINITY);
    focus::name(&response, Role::Label, words);
    response
}

/// "**312** of 48,120 rows", or "**48,120** rows" when all are shown.
pub fn count_of(ui: &mut Ui, shown: u64, total: u64, one: &str, many: &str) -> Response {
    let t = tokens(ui);
    let strong = number::count(shown);
    let rest = if shown == total {
        format!(" {}", if total == 1 { one } else { many })
    } else {
        format!(" of {}", number::counted(total, one, many))
    };
    strong_then(ui, &strong, &rest, t.text, t.text_2)
}

/// A strong word and quieter ones behind it, as one label.
pub fn strong_then(ui: &mut Ui, strong: &str, rest: &str, strong_color: Color32, rest_color: Color32) -> Response {
    let first = text::line(ui.painter(), strong, font::body_strong(), strong_color, f32::INFINITY);
    let second = text::line(ui.painter(), rest, font::body(), rest_color, f32::INFINITY);
    let width = first.size().x + second.size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    let x = text::paint(ui.painter(), rect.left(), rect.center().y, first, strong_color);
    text::paint(ui.painter(), x, rect.center().y, second, rest_color);
    focus::name(&response, Role::Label, &format!("{strong}{rest}"));
    response
}
