//! The keyboard: moving, selecting, opening, copying.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use super::{GridEvent, GridSource, GridState, geometry::Geometry, scroll::Extent};

/// Takes the keys of this frame while the grid has the keyboard.
pub(super) fn take(
    ui: &Ui,
    id: Id,
    g: &Geometry,
    extent: &Extent,
    source: &dyn GridSource,
    state: &mut GridState,
    out: &mut Vec<GridEvent>,
) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let before = (state.focus, state.anchor, state.in_header);
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => !key_down(*key, *modifiers, extent, g.columns(), source, state, out),
            Event::Copy => !copy(state, out),
            _ => true,
        });
    });
    if before != (state.focus, state.anchor, state.in_header) {
        state.reveal = true;
        if let Some((row, column)) = state.focus {
            out.push(GridEvent::Select { row, column });
        }
    }
}

fn copy(state: &GridState, out: &mut Vec<GridEvent>) -> bool {
    let (Some((_, column)), Some(rows)) = (state.focus, state.selected()) else { return false };
    let column = (rows.start() == rows.end()).then_some(column);
    out.push(GridEvent::Copy { rows, column });
    true
}

/// True when the key was ours.
fn key_down(
    key: Key,
    held: Modifiers,
    extent: &Extent,
    columns: usize,
    source: &dyn GridSource,
    state: &mut GridState,
    out: &mut Vec<GridEvent>,
) -> bool {
    if extent.rows == 0 || columns == 0 {
        return false;
    }
    let Some((row, column)) = state.focus else {
        if matches!(
            key,
            Key::ArrowDown | Key::ArrowUp | Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End | Key::PageDown | Key::PageUp
        ) {
            let row = if key == Key::End && held.command { extent.rows - 1 } else { state.place.row };
            state.choose(row, 0, false);
            return true;
        }
        return false;
    };
    if state.in_header {
        return in_header(key, held, columns, column, state, out);
    }
    if let Some((to_row, to_column)) = target(key, held, (row, column), extent, columns) {
        if key == Key::ArrowUp && row == 0 && !held.shift {
            state.in_header = true;
        } else {
            state.choose(to_row, to_column, held.shift);
        }
        return true;
    }
    match key {
        Key::Enter if held.command => {
            if source.cell(row, column).links() == 0 {
                return false;
            }
            out.push(GridEvent::Follow { row, column, item: 0, new_tab: held.shift });
        }
        Key::Enter => out.push(GridEvent::Open(row)),
        Key::Space if held.is_none() => out.push(GridEvent::Details(row)),
        Key::C if held.command => return copy(state, out),
        Key::F10 if held.shift => out.push(GridEvent::Menu { row, column }),
        Key::A if held.command => {
            state.anchor = Some(0);
            state.focus = Some((extent.rows - 1, column));
        }
        Key::Escape if state.anchor.is_some_and(|other| other != row) => state.anchor = Some(row),
        _ => return false,
    }
    true
}

/// Where a key leads from a cell.
fn target(key: Key, held: Modifiers, (row, column): (u64, usize), extent: &Extent, columns: usize) -> Option<(u64, usize)> {
    let (last_row, last) = (extent.rows - 1, columns - 1);
    Some(match key {
        Key::ArrowDown if held.command => (last_row, column),
        Key::ArrowUp if held.command => (0, column),
        Key::ArrowDown => ((row + 1).min(last_row), column),
        Key::ArrowUp => (row.saturating_sub(1), column),
        // Alt with arrows goes back and forward in the window.
        Key::ArrowLeft if !held.alt => (row, column.saturating_sub(1)),
        Key::ArrowRight if !held.alt => (row, (column + 1).min(last)),
        Key::PageDown => (row.saturating_add(extent.page()).min(last_row), column),
        Key::PageUp => (row.saturating_sub(extent.page()), column),
        Key::Home if held.command => (0, 0),
        Key::End if held.command => (last_row, last),
        Key::Home => (row, 0),
        Key::End => (row, last),
        _ => return None,
    })
}

fn in_header(key: Key, held: Modifiers, columns: usize, column: usize, state: &mut GridState, out: &mut Vec<GridEvent>) -> bool {
    let to = match key {
        Key::ArrowLeft => column.saturating_sub(1),
        Key::ArrowRight => (column + 1).min(columns - 1),
        Key::Home => 0,
        Key::End => columns - 1,
        Key::ArrowDown | Key::Escape => {
            state.in_header = false;
            return true;
        }
        Key::Enter | Key::Space => {
            out.push(GridEvent::SortBy { column, add: held.shift });
            return true;
        }
        _ => return false,
    };
    state.focus = state.focus.map(|(row, _)| (row, to));
    true
}
