//! Draws spans of days below each other, with the months above them and a line at the day that counts as today.

use egui::{Align, CornerRadius, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, accesskit::Role, pos2, vec2};
use jiff::civil::Date;

use super::data::{Span, Timeline};
use super::enrolled::days_words;
use super::value_view::{Place, draw_link};
use crate::app::Outbox;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{focus, text};

const ROW: f32 = 28.0;
const MONTHS: f32 = 22.0;

/// Draws the card's content.
pub(super) fn draw(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, timeline: &Timeline) {
    let t = tokens(ui);
    let below = if timeline.today.is_some() { 20.0 } else { 4.0 };
    let height = MONTHS + timeline.spans.len() as f32 * ROW + below;
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let names = (area.width() * 0.3).clamp(90.0, 190.0);
    let lane = Rect::from_min_max(pos2(area.left() + names + 8.0, area.top() + MONTHS), pos2(area.right(), area.bottom() - below));
    let days = days_between(timeline.first, timeline.last).max(1) as f32;
    let x = |day: Date| lane.left() + lane.width() * days_between(timeline.first, day) as f32 / days;
    months(ui, timeline, lane, &x);
    for (at, span) in timeline.spans.iter().enumerate() {
        let top = lane.top() + at as f32 * ROW;
        let middle = top + ROW / 2.0;
        let name = Rect::from_min_max(pos2(area.left(), top), pos2(lane.left() - 8.0, top + ROW));
        let mut child = ui.new_child(UiBuilder::new().id_salt(("span", at)).max_rect(name).layout(Layout::left_to_right(Align::Center)));
        draw_link(&mut child, out, place.roster.id(), &span.link, false);
        let (from, to) = (x(span.begin.unwrap_or(timeline.first)), x(span.end.unwrap_or(timeline.last)));
        let bar = Rect::from_min_max(pos2(from, middle - 6.0), pos2(to.max(from + 4.0), middle + 6.0));
        let response = ui.interact(bar, ui.unique_id().with(("bar", at)), Sense::hover());
        let words = spoken(span);
        focus::name(&response, Role::Label, &words);
        let round = CornerRadius::same(3);
        match (span.frame, span.when) {
            (true, _) | (_, Some("Ended")) => drop(ui.painter().rect_filled(bar, round, t.line_strong)),
            (_, Some(_)) => drop(ui.painter().rect(bar, round, t.content, Stroke::new(1.0, t.series[0]), StrokeKind::Inside)),
            (_, None) => drop(ui.painter().rect_filled(bar, round, t.series[0])),
        }
        response.on_hover_text(words);
    }
    if let Some(today) = timeline.today {
        let at = x(today).round();
        ui.painter().vline(at, lane.top() - 2.0..=lane.bottom() + 2.0, Stroke::new(1.0, t.error.mark));
        let words = text::line(ui.painter(), &format!("{today}"), font::small_medium(), t.error.fg, 120.0);
        let left = (at - words.size().x / 2.0).clamp(lane.left(), lane.right() - words.size().x);
        text::paint(ui.painter(), left, area.bottom() - 9.0, words, t.error.fg);
    }
}

/// A span in words: "Algebra I, 2026-08-24 – 2026-12-18, live".
fn spoken(span: &Span) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let name = if span.link.words.is_empty() { &span.link.id } else { &span.link.words };
    let state = match span.when {
        Some("Future") => "future",
        Some(_) => "ended",
        None => "live",
    };
    format!("{name}, {}, {state}", days_words(&day(span.begin), &day(span.end)))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// A line at the first day of each month, and the names of as many as have room.
fn months(ui: &Ui, timeline: &Timeline, lane: Rect, x: &impl Fn(Date) -> f32) {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let t = tokens(ui);
    let mut starts: Vec<Date> = Vec::new();
    let mut month = timeline.first.first_of_month();
    // Sixty years of months are more than any school has; a date such as 9999-12-31 must not draw a hundred thousand lines.
    while month <= timeline.last && starts.len() < 720 {
        starts.push(month);
        let Ok(next) = month.checked_add(jiff::Span::new().months(1)) else { break };
        month = next;
    }
    let every = (starts.len() as f32 * 34.0 / lane.width().max(1.0)).ceil().max(1.0) as usize;
    for (at, &start) in starts.iter().enumerate().filter(|(at, _)| at % every == 0) {
        let left = x(start.max(timeline.first)).round();
        ui.painter().vline(left, lane.y_range(), Stroke::new(1.0, t.line));
        let name = NAMES[usize::from(start.month().unsigned_abs().clamp(1, 12)) - 1];
        let words =
            if every >= 12 || (at > 0 && start.month() == 1 && starts.len() > 14) { start.year().to_string() } else { name.to_owned() };
        let room = lane.right() - left;
        if room > 24.0 {
            text::put(ui.painter(), left + 3.0, lane.top() - 12.0, &words, font::small(), t.text_3, room);
        }
    }
    ui.painter().hline(lane.x_range(), lane.top(), Stroke::new(1.0, t.line));
    ui.painter().hline(lane.x_range(), lane.bottom(), Stroke::new(1.0, t.line));
}
