//! The header: names, sort arrows, filter marks, counts of marked cells, and the edges that resize a column.

use egui::{CornerRadius, CursorIcon, Id, Painter, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{GridColumn, GridEvent, GridSource, GridState, access, geometry::Geometry, paint, state};
use crate::ui::{
    icon::Icon,
    theme::{Tokens, font, size, tokens},
    widgets::{number, text},
};

/// Draws the header and takes clicks and drags on it.
pub(super) fn show(ui: &mut Ui, id: Id, g: &Geometry, source: &dyn GridSource, state: &mut GridState, events: &mut Vec<GridEvent>) {
    let t = tokens(ui);
    let painter = ui.painter().with_clip_rect(g.header.intersect(ui.clip_rect()));
    painter.rect_filled(g.header, 0, t.band);
    let row = access::row(ui, id, 0, g.header, "Header", false);
    let columns = source.columns();
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| g.is_visible(*at)) {
        let whole = g.cell(g.header, at);
        let clip = if at < g.frozen { g.header } else { g.moving(g.header) };
        let part = whole.intersect(clip);
        let response = row.interact(part, access::header_id(id, at), Sense::CLICK);
        access::header(&response, at, column);
        let pen = painter.with_clip_rect(clip.intersect(ui.clip_rect()));
        if response.hovered() {
            pen.rect_filled(whole, 0, t.hover);
        }
        draw(&pen, t, whole, column);
        if at + 1 != g.frozen {
            pen.vline(whole.right() - 0.5, whole.shrink2(vec2(0.0, 7.0)).y_range(), Stroke::new(1.0, t.line_strong));
        }
        if state.in_header && state.focus.is_some_and(|(_, c)| c == at) {
            let ring = Stroke::new(size::FOCUS_RING, t.focus);
            pen.rect_stroke(whole, CornerRadius::ZERO, ring, StrokeKind::Inside);
        }
        let response = if column.about.is_empty() { response } else { response.on_hover_text(&column.about) };
        if response.clicked() {
            events.push(GridEvent::SortBy { column: at, add: ui.input(|i| i.modifiers.shift) });
        }
    }
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| g.is_visible(*at)) {
        resize(ui, id, g, (at, column), source, state, events);
    }
    let line = Rect::from_min_max(g.header.min, pos2(g.header.left() + g.line, g.header.bottom()));
    text::put_right(&painter, line.right() - size::CELL_PADDING, line.center().y, "Line", font::label(), t.text_2, g.line);
    painter.hline(g.header.x_range(), g.header.bottom() - 0.5, Stroke::new(1.0, t.line));
}

fn draw(painter: &Painter, t: &Tokens, rect: Rect, column: &GridColumn) {
    let middle = rect.center().y;
    let mut right = rect.right() - size::CELL_PADDING;
    let signs = f32::from(u8::from(column.sorted.is_some()) + u8::from(column.filtered)) * 18.0;
    if let Some((level, count)) = column.marks.filter(|(_, count)| *count > 0) {
        let words = number::count(count);
        let width = text::width(painter, &words, font::small_medium()).ceil() + 24.0;
        let left = right + 4.0 - width;
        // A badge never takes the name's last letters away.
        if left - signs > rect.left() + size::CELL_PADDING + 36.0 {
            let tone = level.tone(t);
            let ground = Rect::from_min_size(pos2(left, middle - 9.0), vec2(width, 18.0));
            painter.rect_filled(ground, CornerRadius::same(size::RADIUS_SMALL), tone.soft);
            level.icon().paint(painter, pos2(left + 10.0, middle), 12.0, tone.mark);
            text::put(painter, left + 18.0, middle, &words, font::small_medium(), tone.fg, f32::INFINITY);
            right = left - 4.0;
        }
    }
    let room = right - rect.left() - size::CELL_PADDING - signs;
    let name = text::line(painter, &column.name, font::label(), t.text_2, room);
    let left = if column.right { right - signs - name.size().x } else { rect.left() + size::CELL_PADDING };
    let mut x = text::paint(painter, left, middle, name, t.text_2) + 11.0;
    if let Some(sorted) = column.sorted {
        let arrow = if sorted.ascending { Icon::ARROW_UP } else { Icon::ARROW_DOWN };
        arrow.paint(painter, pos2(x, middle), 13.0, t.link);
        if sorted.order > 0 {
            let order = (sorted.order + 1).to_string();
            text::put(painter, x + 6.0, middle - 3.0, &order, font::mono_small(), t.link, 12.0);
        }
        x += 18.0;
    }
    if column.filtered {
        Icon::FUNNEL.filled().paint(painter, pos2(x, middle), 13.0, t.link);
    }
}

fn resize(
    ui: &Ui,
    id: Id,
    g: &Geometry,
    (at, column): (usize, &GridColumn),
    source: &dyn GridSource,
    state: &mut GridState,
    events: &mut Vec<GridEvent>,
) {
    let span = g.span(at);
    if at >= g.frozen && span.max < g.edge {
        return;
    }
    let edge = Rect::from_x_y_ranges(span.max - 4.0..=span.max + 4.0, g.header.y_range());
    let response = ui.interact(edge, id.with(("resize", at)), Sense::CLICK | Sense::DRAG);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeColumn);
        let t = tokens(ui);
        ui.painter().vline(span.max.round() - 0.5, g.header.y_range(), Stroke::new(size::FOCUS_RING, t.line_control));
    }
    let width = if response.double_clicked() {
        Some(fitting(ui.painter(), g, at, column, source, state))
    } else if response.dragged() {
        response.interact_pointer_pos().map(|p| p.x - span.min)
    } else {
        None
    };
    if let Some(width) = width {
        state.set_width(&column.name, width);
        let width = state.width(&column.name).unwrap_or(state::MIN_WIDTH);
        if width != span.span() {
            events.push(GridEvent::Resize { column: at, width });
            ui.ctx().request_repaint();
        }
    }
}

/// The width at which the header and the rows in sight are not cut.
fn fitting(painter: &Painter, g: &Geometry, at: usize, column: &GridColumn, source: &dyn GridSource, state: &GridState) -> f32 {
    let mut width = text::width(painter, &column.name, font::label()) + 2.0 * size::CELL_PADDING + 60.0;
    let end = state.place.row.saturating_add(g.extent(source.rows()).page() + 1).min(source.rows());
    for row in state.place.row..end {
        width = width.max(paint::natural_width(painter, &source.cell(row, at)));
    }
    width.min(600.0)
}
