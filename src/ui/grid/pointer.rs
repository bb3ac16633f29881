//! What the pointer does on the rows: select, extend, drag over cells, open, follow.

use egui::{CursorIcon, PointerButton, Response, Ui};

use super::{GridEvent, GridState, geometry::Geometry, rows::Hit, scroll::Extent};

/// Takes clicks and drags on the rows.
pub(super) fn take(
    ui: &Ui,
    g: &Geometry,
    extent: &Extent,
    response: &Response,
    hit: &Hit,
    state: &mut GridState,
    events: &mut Vec<GridEvent>,
) {
    if hit.link.is_some() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if let Some((row, column, link)) = hit.pressed {
        state.choose(row, column, false);
        response.request_focus();
        events.push(GridEvent::Select { row, column });
        if link {
            events.push(GridEvent::Follow { row, column, item: 0, new_tab: false });
        }
        ui.ctx().request_repaint();
    }
    drag(ui, g, extent, response, state, events);
    if let Some(row) = hit.line.filter(|_| response.clicked_by(PointerButton::Primary)) {
        let column = state.focus.map_or(0, |(_, column)| column);
        response.request_focus();
        state.choose(row, column, ui.input(|i| i.modifiers.shift));
        state.side = None;
        events.push(GridEvent::Select { row, column });
        ui.ctx().request_repaint();
    }
    if let Some(cell) = hit.cell {
        click(ui, response, hit, cell, state, events);
    }
}

fn click(ui: &Ui, response: &Response, hit: &Hit, (row, column): (u64, usize), state: &mut GridState, events: &mut Vec<GridEvent>) {
    let held = ui.input(|i| i.modifiers);
    // The keyboard can press what has the focus; only the pointer means the cell below it.
    let clicked = response.clicked_by(PointerButton::Primary);
    let middle = response.clicked_by(PointerButton::Middle);
    if clicked || response.secondary_clicked() || middle {
        response.request_focus();
        let rows = state.selected().is_some_and(|rows| rows.contains(&row));
        let inside = rows && state.selected_columns().is_none_or(|columns| columns.contains(&column));
        // The menu of several rows is for all of them.
        let one = state.selected().is_some_and(|rows| rows.start() == rows.end()) && state.side.is_none();
        if !response.secondary_clicked() || !inside || one {
            state.choose(row, column, held.shift);
        }
        events.push(GridEvent::Select { row, column });
        ui.ctx().request_repaint();
    }
    if response.secondary_clicked() {
        events.push(GridEvent::Menu { row, column });
    } else if let (true, Some(item)) = ((clicked && !held.shift) || middle, hit.link) {
        events.push(GridEvent::Follow { row, column, item, new_tab: held.command || middle });
    } else if response.double_clicked() {
        events.push(GridEvent::Open(row));
    }
}

/// Dragging over cells selects a block of them, over line numbers whole rows; beyond an edge the rows move along.
fn drag(ui: &Ui, g: &Geometry, extent: &Extent, response: &Response, state: &mut GridState, events: &mut Vec<GridEvent>) {
    if extent.rows == 0 || !response.dragged_by(PointerButton::Primary) {
        return;
    }
    let (Some(from), Some(at)) = (ui.input(|i| i.pointer.press_origin()), response.interact_pointer_pos()) else { return };
    if response.drag_started() {
        let Some(row) = g.row_at(from.y, extent.rows, state) else { return };
        let column = if g.is_line(from.x) { Some(None) } else { g.column_at(from.x).map(Some) };
        let Some(column) = column else { return };
        response.request_focus();
        state.choose(row, column.unwrap_or(0), false);
        state.side = column;
    }
    let Some((before_row, before_column)) = state.focus else { return };
    let beyond = if at.y < g.body.top() { at.y - g.body.top() } else { (at.y - g.body.top() - extent.view).max(0.0) };
    if beyond != 0.0 {
        state.place = state.place.moved(beyond.clamp(-4.0 * extent.row_height, 4.0 * extent.row_height), extent);
        ui.ctx().request_repaint();
    }
    let y = at.y.clamp(g.body.top(), g.body.top() + extent.view - 1.0);
    let row = g.row_at(y, extent.rows, state).unwrap_or(extent.rows - 1);
    let column = if state.side.is_some() { g.column_at(at.x).unwrap_or(before_column) } else { before_column };
    if (row, column) != (before_row, before_column) {
        state.focus = Some((row, column));
        events.push(GridEvent::Select { row, column });
        ui.ctx().request_repaint();
    }
}
