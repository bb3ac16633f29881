//! Draws the charts of the overview, each with a table of its numbers in its place where that is wanted.

use std::sync::{Arc, Weak};

use egui::{CornerRadius, Id, Rect, Ui, accesskit::Role, pos2, vec2};

use super::chart_data::{BarRow, ChartPart, Form, parts};
use crate::app::{Command, OpenRoster, Outbox};
use crate::query::Charts;
use crate::roster::RosterId;
use crate::ui::number;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, ChartBar, PageColumn, PageTable, bar_chart, bars, focus, link, skeleton, tag, text};

/// Bars that a card shows; the table shows all.
const SHOWN: usize = 8;
const CHART: f32 = 208.0;

/// The charts of a roster, made anew only when the numbers or the day are others. `None` while they are being counted.
pub(super) fn remembered(ui: &Ui, open: &OpenRoster) -> Option<Arc<[ChartPart; 3]>> {
    let charts = open.charts()?;
    let (key, as_of) = (Arc::downgrade(charts), open.as_of().to_string());
    let slot = Id::unique("overview charts");
    if let Some((known, day, parts)) = ui.data(|data| data.get_temp::<(Weak<Charts>, String, Arc<[ChartPart; 3]>)>(slot))
        && known.ptr_eq(&key)
        && day == as_of
    {
        return Some(parts);
    }
    let made = Arc::new(parts(charts, &as_of));
    ui.data_mut(|data| data.insert_temp(slot, (key, as_of, Arc::clone(&made))));
    Some(made)
}

/// Draws the card of one chart; `None` while it is being counted.
pub(super) fn show(ui: &mut Ui, part: Option<&ChartPart>, title: &str, roster: RosterId, out: &mut Outbox) {
    let Some(part) = part else {
        Card::new(title).note("Counting").show(ui, |ui| skeleton(ui, 6));
        return;
    };
    let slot = Id::unique(("overview table of", part.title));
    let as_table = ui.data(|data| data.get_temp::<bool>(slot)).unwrap_or(false);
    let toggle = if as_table { "Chart".to_owned() } else { all_words(part) };
    let mut card = Card::new(part.title);
    if !part.bars.is_empty() {
        card = card.action(&toggle);
    }
    if as_table {
        card = card.flush();
    }
    let shown = card.show(ui, |ui| {
        let chosen = match part.form {
            _ if part.bars.is_empty() => {
                text::label(ui, part.none, font::body(), tokens(ui).text_3);
                None
            }
            _ if as_table => table(ui, part),
            Form::Columns => columns(ui, part),
            Form::Bars => {
                let rows: Vec<(String, u64)> = part.bars.iter().take(SHOWN).map(|bar| (bar.words.clone(), bar.count)).collect();
                bars(ui, part.title, &rows)
            }
            Form::Terms => terms(ui, part),
        };
        let rest = (!as_table).then_some(part.rest.as_ref()).flatten().filter(|rest| rest_line(ui, rest));
        chosen.and_then(|at| part.bars.get(at)).or(rest).map(|bar| bar.rows.clone())
    });
    if shown.action {
        ui.data_mut(|data| data.insert_temp(slot, !as_table));
    }
    if let Some(rows) = shown.inner {
        out.push(Command::ShowRows(roster, rows));
    }
}

/// "Table", or how many there are where the chart shows only the first.
fn all_words(part: &ChartPart) -> String {
    if part.form != Form::Columns && part.bars.len() > SHOWN {
        format!("All {}", number::count(part.bars.len() as u64))
    } else {
        "Table".to_owned()
    }
}

/// The line of what belongs nowhere; true if it was followed.
fn rest_line(ui: &mut Ui, rest: &BarRow) -> bool {
    ui.add_space(6.0);
    link(ui, &format!("{}, {}", rest.words, number::count(rest.count))).clicked()
}

fn columns(ui: &mut Ui, part: &ChartPart) -> Option<usize> {
    let bars: Vec<ChartBar<'_>> =
        part.bars.iter().map(|bar| ChartBar { label: &bar.words, count: bar.count, words: part.spoken(bar) }).collect();
    bar_chart(ui, part.title, CHART, &bars)
}

fn table(ui: &mut Ui, part: &ChartPart) -> Option<usize> {
    let columns =
        [PageColumn::rest(part.by), PageColumn::fixed(capital(part.what.1), 104.0).right(), PageColumn::fixed("Share", 74.0).right()];
    let table = PageTable::new(part.title, &columns).clickable();
    table.show(
        ui,
        part.bars.len(),
        |row| part.spoken(&part.bars[row]),
        |ui, row, column| {
            let (bar, t) = (&part.bars[row], tokens(ui));
            match column {
                0 => text::label(ui, &bar.words, font::body(), t.link),
                1 => text::label(ui, &number::count(bar.count), font::body(), t.text),
                _ => text::label(ui, &bar.share, font::body(), t.text_2),
            };
        },
    )
}

fn capital(words: &str) -> &'static str {
    if words == "students" { "Students" } else { "Enrollments" }
}

/// Terms with their days, and a bar below each.
fn terms(ui: &mut Ui, part: &ChartPart) -> Option<usize> {
    let most = part.bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    let mut clicked = None;
    ui.vertical(|ui| {
        focus::group(ui, Role::List, part.title);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, bar) in part.bars.iter().take(SHOWN).enumerate() {
            if term(ui, bar, &part.spoken(bar), most) {
                clicked = Some(at);
            }
        }
    });
    clicked
}

fn term(ui: &mut Ui, bar: &BarRow, spoken: &str, most: u64) -> bool {
    let t = tokens(ui);
    let width = ui.available_width();
    let (rect, response) = focus::clickable(ui, vec2(width, 40.0), Role::Button, spoken);
    let middle = rect.top() + 13.0;
    let over = response.hovered() || response.has_focus();
    let count = number::count(bar.count);
    let mut right = text::put_right(ui.painter(), rect.right(), middle, &count, font::body(), t.text, width) - 10.0;
    let days = text::width(ui.painter(), &bar.days, font::small());
    let name = text::width(ui.painter(), &bar.words, font::body()) + if bar.now { 56.0 } else { 0.0 };
    // Where there is no room for both, the name stays; the days are said and stand in the table.
    if days + name + 24.0 < right - rect.left() {
        right = text::put_right(ui.painter(), right, middle, &bar.days, font::small(), t.text_3, days + 1.0) - 10.0;
    }
    let room = right - rect.left() - if bar.now { 48.0 } else { 0.0 };
    let name = text::put(ui.painter(), rect.left(), middle, &bar.words, font::body(), if over { t.link } else { t.text }, room);
    if bar.now {
        let place = Rect::from_min_size(pos2(name + 8.0, middle - 10.0), vec2(48.0, 20.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
        tag(&mut child, "Now", t.success);
    }
    let lane = Rect::from_min_size(pos2(rect.left(), rect.top() + 26.0), vec2(width, 7.0));
    let part = (lane.width() * (bar.count as f64 / most as f64) as f32).max(4.0);
    ui.painter().rect_filled(lane, CornerRadius::same(4), t.well);
    ui.painter().rect_filled(
        Rect::from_min_size(lane.min, vec2(part, 7.0)),
        CornerRadius::same(4),
        if over { t.accent } else { t.series[1] },
    );
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
