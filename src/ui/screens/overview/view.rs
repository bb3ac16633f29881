//! The overview page: the answer in the first lines, evidence below.

use egui::{Align, Layout, Rect, ScrollArea, Stroke, Ui, accesskit::Role, pos2, vec2};

use super::data::{OverviewData, Tile, overview};
use super::{charts, files, findings, tallies, verdict};
use crate::app::{App, Outbox};
use crate::roster::RosterId;
use crate::spec::Table;
use crate::ui::icon::Level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, Notice, focus, text};

/// Below this width the cards stand one below the other.
const TWO_COLUMNS: f32 = 900.0;

/// Draws the page.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let (Some(data), Some(roster)) = (overview(app), app.route().roster()) else { return };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let frame = egui::Frame::NONE.inner_margin(egui::Margin::same(size::PAGE_PADDING as i8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width().min(size::PAGE_WIDTH));
            ui.spacing_mut().item_spacing = vec2(size::GAP, 0.0);
            page(ui, app, &data, roster, out);
        });
    });
}

fn page(ui: &mut Ui, app: &App, data: &OverviewData, roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    let title = text::label(ui, &data.title, font::title(), t.text);
    focus::name(&title, Role::Heading, &data.title);
    ui.add_space(3.0);
    focus::inline(ui, 18.0, |ui| {
        text::label(ui, &data.source, font::mono(), t.text_2);
        text::label(ui, &data.form, font::small(), t.text_2);
    });
    ui.add_space(size::GAP);
    if let Some(foreign) = &data.foreign {
        let title = format!("This is not OneRoster but {foreign}");
        Notice::new(Level::Warning, &title).line("Files with names of OneRoster are shown as far as they go.").show(ui);
        ui.add_space(size::GAP);
    }
    if !data.assumed.is_empty() {
        let mut notice = Notice::new(Level::Info, "Some things had to be assumed");
        for line in &data.assumed {
            notice = notice.line(line);
        }
        notice.show(ui);
        ui.add_space(size::GAP);
    }
    if !data.tiles.is_empty() {
        tiles(ui, app, &data.tiles, roster, out);
        ui.add_space(size::GAP);
    }
    if ui.available_width() >= TWO_COLUMNS {
        let right = (ui.available_width() * 0.4).clamp(360.0, 500.0);
        let left = ui.available_width() - right - size::GAP;
        columns(ui, [left, right], |ui, column| match column {
            0 => files::show(ui, data, roster, out),
            _ => {
                verdict::show(ui, app, roster, out);
                ui.add_space(size::GAP);
                findings::show(ui, app, data, roster, out);
            }
        });
    } else {
        verdict::show(ui, app, roster, out);
        ui.add_space(size::GAP);
        findings::show(ui, app, data, roster, out);
        ui.add_space(size::GAP);
        files::show(ui, data, roster, out);
    }
    charts_row(ui, app, roster, out);
    let per_row = ((ui.available_width() + size::GAP) / (300.0 + size::GAP)).floor().clamp(1.0, 3.0) as usize;
    for parts in data.tallies.chunks(per_row) {
        ui.add_space(size::GAP);
        let width = (ui.available_width() - size::GAP * (per_row as f32 - 1.0)) / per_row as f32;
        columns(ui, vec![width; parts.len()], |ui, column| tallies::show(ui, app, &parts[column], roster, out));
    }
}

/// Students and enrollments in charts: three in a row, or one below the other.
fn charts_row(ui: &mut Ui, app: &App, roster: RosterId, out: &mut Outbox) {
    let Some(open) = app.rosters().get(roster) else { return };
    let has = |table| open.roster().is_some_and(|roster| roster.table(table).is_some());
    if !has(Table::Users) && !has(Table::Enrollments) {
        return;
    }
    let parts = charts::remembered(ui, open);
    let titles = ["Students per grade", "Students per school", "Enrollments per term"];
    let shown: Vec<usize> = (0..titles.len()).filter(|&at| has(if at == 2 { Table::Enrollments } else { Table::Users })).collect();
    let per_row = ((ui.available_width() + size::GAP) / (300.0 + size::GAP)).floor().clamp(1.0, shown.len() as f32) as usize;
    for row in shown.chunks(per_row) {
        ui.add_space(size::GAP);
        let width = (ui.available_width() - size::GAP * (per_row as f32 - 1.0)) / per_row as f32;
        columns(ui, vec![width; row.len()], |ui, column| {
            let at = row[column];
            charts::show(ui, parts.as_ref().map(|parts| &parts[at]), titles[at], roster, out);
        });
    }
}

/// Parts side by side with these widths, each as high as it is.
fn columns(ui: &mut Ui, widths: impl IntoIterator<Item = f32>, mut draw: impl FnMut(&mut Ui, usize)) {
    ui.horizontal_top(|ui| {
        for (column, width) in widths.into_iter().enumerate() {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                draw(ui, column);
            });
        }
    });
}

/// The key numbers in a row; those with rows behind them can be clicked.
fn tiles(ui: &mut Ui, app: &App, tiles: &[Tile], roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    Card::new("").flush().show(ui, |ui| {
        let per_row = ((ui.available_width() / 110.0).floor().max(1.0) as usize).min(tiles.len().max(1));
        // Rows of the same length look better than one long and one short.
        let per_row = tiles.len().div_ceil(tiles.len().div_ceil(per_row).max(1)).max(1);
        for row in tiles.chunks(per_row) {
            let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 58.0), egui::Sense::hover());
            let width = area.width() / per_row as f32;
            for (at, tile) in row.iter().enumerate() {
                let rect = Rect::from_min_size(pos2(area.left() + width * at as f32, area.top()), vec2(width, area.height()));
                if at > 0 {
                    ui.painter().vline(rect.left(), rect.shrink2(vec2(0.0, 12.0)).y_range(), Stroke::new(1.0, t.line));
                }
                if tile_at(ui, tile, rect)
                    && let Some(target) = &tile.target
                {
                    target.go(app, roster, out);
                }
            }
        }
    });
}

fn tile_at(ui: &Ui, tile: &Tile, rect: Rect) -> bool {
    let t = tokens(ui);
    let sense = if tile.target.is_some() { egui::Sense::click() } else { egui::Sense::hover() };
    let response = ui.interact(rect, ui.unique_id().with(("tile", tile.label)), sense);
    let role = if tile.target.is_some() { Role::Link } else { Role::Label };
    focus::name(&response, role, &format!("{} {}", tile.label, tile.value));
    let x = rect.left() + size::CARD_PADDING;
    let room = rect.width() - size::CARD_PADDING;
    text::put(ui.painter(), x, rect.top() + 20.0, tile.label, font::label(), t.text_2, room);
    let color = if tile.target.is_some() && response.hovered() { t.link } else { t.text };
    text::put(ui.painter(), x, rect.top() + 40.0, &tile.value, font::figure(), color, room);
    focus::ring_inside(ui, &response, size::RADIUS);
    response.clicked()
}
