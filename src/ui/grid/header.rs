//! The header: names, sort arrows, filter marks, counts of marked cells, and the edges that resize a column.

use egui::{CornerRadius, CursorIcon, Id, Key, Painter, PointerButton, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

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
    let several = columns.iter().filter(|column| column.sorted.is_some()).count() > 1;
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| g.is_visible(*at)) {
        let whole = g.cell(g.header, at);
        let clip = if at < g.frozen { g.header } else { g.moving(g.header) };
        let part = whole.intersect(clip);
        let response = row.interact(part, access::header_id(id, at), Sense::CLICK | Sense::DRAG);
        access::header(&response, at, column, several);
        let pen = painter.with_clip_rect(clip.intersect(ui.clip_rect()));
        if response.hovered() || state.dragged == Some(at) {
            pen.rect_filled(whole, 0, t.hover);
        }
        let caret = caret_place(whole).filter(|_| response.contains_pointer() && state.dragged.is_none());
        draw(&pen, t, whole, column, several, caret.is_some());
        if at + 1 != g.frozen {
            pen.vline(whole.right() - 0.5, whole.shrink2(vec2(0.0, 7.0)).y_range(), Stroke::new(1.0, t.line_strong));
        }
        if state.in_header && state.focus.is_some_and(|(_, c)| c == at) {
            let ring = Stroke::new(size::FOCUS_RING, t.focus);
            pen.rect_stroke(whole, CornerRadius::ZERO, ring, StrokeKind::Inside);
        }
        let on_caret = caret.is_some_and(|caret| ui.input(|i| i.pointer.hover_pos()).is_some_and(|p| caret.contains(p)));
        if let Some(caret) = caret {
            let color = if on_caret { t.text } else { t.text_3 };
            Icon::CARET_DOWN.paint(&pen, caret.center(), size::ICON_SMALL, color);
        }
        let response = if column.about.is_empty() { response } else { response.on_hover_text(&column.about) };
        if response.secondary_clicked() || (response.clicked() && on_caret) {
            let pointer = response.interact_pointer_pos().filter(|_| !on_caret);
            let at_place = pointer.unwrap_or_else(|| pos2(part.left(), part.bottom()));
            events.push(GridEvent::HeaderMenu { column: at, at: at_place });
        } else if response.clicked() {
            events.push(GridEvent::SortBy { column: at, add: ui.input(|i| i.modifiers.shift) });
        }
        if response.drag_started_by(PointerButton::Primary) {
            state.dragged = Some(at);
        }
    }
    for (at, column) in columns.iter().enumerate().filter(|(at, _)| g.is_visible(*at)) {
        resize(ui, id, g, (at, column), source, state, events);
    }
    fit(ui, g, source, state, events);
    let line = Rect::from_min_max(g.header.min, pos2(g.header.left() + g.line, g.header.bottom()));
    text::put_right(&painter, line.right() - size::CELL_PADDING, line.center().y, "Line", font::label(), t.text_2, g.line);
    painter.hline(g.header.x_range(), g.header.bottom() - 0.5, Stroke::new(1.0, t.line));
    moving(ui, g, columns, state, events);
}

/// Where the mark stands that opens the menu; narrow columns have no room for it.
fn caret_place(header: Rect) -> Option<Rect> {
    let side = 18.0;
    let center = pos2(header.right() - 8.0 - side / 2.0, header.center().y);
    (header.width() > 70.0).then(|| Rect::from_center_size(center, vec2(side, side)))
}

/// A header that is dragged: its name at the pointer and a line where it would go.
fn moving(ui: &Ui, g: &Geometry, columns: &[GridColumn], state: &mut GridState, events: &mut Vec<GridEvent>) {
    let Some(from) = state.dragged else { return };
    let (Some(column), Some(pointer)) = (columns.get(from), ui.input(|i| i.pointer.latest_pos())) else {
        state.dragged = None;
        return;
    };
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        state.dragged = None;
        return;
    }
    let boundary = g.boundary_at(pointer.x);
    let to = if boundary > from { boundary - 1 } else { boundary };
    if !ui.input(|i| i.pointer.primary_down()) {
        state.dragged = None;
        if to != from {
            events.push(GridEvent::Move { column: from, to });
            ui.ctx().request_repaint();
        }
        return;
    }
    let t = tokens(ui);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let x = if boundary < g.columns() { g.span(boundary).min } else { g.span(g.columns() - 1).max };
    let painter = ui.painter().with_clip_rect(g.header.union(g.body));
    painter.vline(x.round(), g.header.top()..=g.body.bottom(), Stroke::new(2.0, t.accent));
    let name = text::line(&painter, &column.name, font::label(), t.text, 240.0);
    let ghost = Rect::from_min_size(pos2(pointer.x + 10.0, g.header.top() + 3.0), vec2(name.size().x + 16.0, 24.0));
    painter.rect(ghost, CornerRadius::same(size::RADIUS_SMALL), t.raised, Stroke::new(1.0, t.line_strong), StrokeKind::Inside);
    text::paint(&painter, ghost.left() + 8.0, ghost.center().y, name, t.text);
}

/// Columns that shall be fitted.
fn fit(ui: &Ui, g: &Geometry, source: &dyn GridSource, state: &mut GridState, events: &mut Vec<GridEvent>) {
    for at in std::mem::take(&mut state.to_fit) {
        let Some(column) = source.columns().get(at) else { continue };
        let width = fitting(ui.painter(), g, at, column, source, state);
        state.set_width(&column.name, width);
        let width = state.width(&column.name).unwrap_or(state::MIN_WIDTH);
        events.push(GridEvent::Resize { column: at, width });
        ui.ctx().request_repaint();
    }
}

fn draw(painter: &Painter, t: &Tokens, rect: Rect, column: &GridColumn, several: bool, caret: bool) {
    let middle = rect.center().y;
    let mut right = rect.right() - size::CELL_PADDING - if caret { 18.0 } else { 0.0 };
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
        if several {
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
