//! The keyboard: moving, selecting, opening, copying, and what is done to columns from their header.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use super::{GridEvent, GridSource, GridState, geometry::Geometry, scroll::Extent};

/// How much wider or narrower a column becomes by one key, in points.
const STEP: f32 = 8.0;

/// What a key is judged by.
struct Keys<'a> {
    g: &'a Geometry,
    extent: &'a Extent,
    source: &'a dyn GridSource,
    out: &'a mut Vec<GridEvent>,
}

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
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let before = (state.focus, state.anchor, state.side, state.in_header);
    let mut keys = Keys { g, extent, source, out };
    ui.input_mut(|input| {
        let shift = input.modifiers.shift;
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => !keys.down(*key, *modifiers, state),
            Event::Copy => !keys.copy(shift, state),
            _ => true,
        });
    });
    if before != (state.focus, state.anchor, state.side, state.in_header) {
        state.reveal = true;
        if let Some((row, column)) = state.focus {
            out.push(GridEvent::Select { row, column });
        }
    }
}

impl Keys<'_> {
    fn copy(&mut self, header: bool, state: &GridState) -> bool {
        let (Some((_, column)), Some(rows)) = (state.focus, state.selected()) else { return false };
        let one = (rows.start() == rows.end()).then_some(column..=column);
        self.out.push(GridEvent::Copy { rows, columns: state.selected_columns().or(one), header });
        true
    }

    /// True when the key was ours.
    fn down(&mut self, key: Key, held: Modifiers, state: &mut GridState) -> bool {
        if self.extent.rows == 0 || self.g.columns() == 0 {
            return false;
        }
        let Some((row, column)) = state.focus else { return self.enter(key, held, state) };
        if held.command && held.shift && self.move_column(key, column) {
            return true;
        }
        if state.in_header {
            return self.in_header(key, held, column, state);
        }
        if key == Key::ArrowUp && (held.alt || (row == 0 && !held.shift)) {
            state.in_header = true;
            return true;
        }
        if let Some((to_row, to_column)) = target(key, held, (row, column), self.extent, self.g.columns()) {
            let sideways = matches!(key, Key::ArrowLeft | Key::ArrowRight) || (matches!(key, Key::Home | Key::End) && !held.command);
            if held.shift && sideways && state.side.is_none() {
                state.side = Some(column);
            }
            state.choose(to_row, to_column, held.shift);
            return true;
        }
        self.act(key, held, (row, column), state)
    }

    /// The first key on a grid without focus puts it on the first row in sight.
    fn enter(&self, key: Key, held: Modifiers, state: &mut GridState) -> bool {
        use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Home, PageDown, PageUp};
        if !matches!(key, ArrowDown | ArrowUp | ArrowLeft | ArrowRight | Home | End | PageDown | PageUp) {
            return false;
        }
        let row = if key == End && held.command { self.extent.rows - 1 } else { state.place.row };
        state.choose(row, 0, false);
        true
    }

    /// Ctrl+Shift with arrows takes a column to the left or right.
    fn move_column(&mut self, key: Key, column: usize) -> bool {
        let last = self.g.columns() - 1;
        let to = match key {
            Key::ArrowLeft => column.checked_sub(1),
            Key::ArrowRight => Some(column + 1).filter(|to| *to <= last),
            Key::Home => Some(0).filter(|to| *to != column),
            Key::End => Some(last).filter(|to| *to != column),
            _ => return false,
        };
        self.out.extend(to.map(|to| GridEvent::Move { column, to }));
        true
    }

    fn act(&mut self, key: Key, held: Modifiers, (row, column): (u64, usize), state: &mut GridState) -> bool {
        match key {
            Key::Enter if held.command => {
                if self.source.cell(row, column).links() == 0 {
                    return false;
                }
                self.out.push(GridEvent::Follow { row, column, item: 0, new_tab: held.shift });
            }
            Key::Enter => self.out.push(GridEvent::Open(row)),
            Key::Space if held.shift_only() => state.side = None,
            Key::Space if held.is_none() => self.out.push(GridEvent::Details(row)),
            Key::C if held.command => return self.copy(held.shift, state),
            Key::F2 if held.is_none() => self.out.push(GridEvent::Whole { row, column }),
            Key::F10 if held.shift => self.out.push(GridEvent::Menu { row, column }),
            Key::A if held.command => {
                (state.anchor, state.side) = (Some(0), None);
                state.focus = Some((self.extent.rows - 1, column));
            }
            Key::Escape if state.anchor.is_some_and(|other| other != row) || state.side.is_some() => {
                (state.anchor, state.side) = (Some(row), None);
            }
            _ => return false,
        }
        true
    }

    fn in_header(&mut self, key: Key, held: Modifiers, column: usize, state: &mut GridState) -> bool {
        let last = self.g.columns() - 1;
        let to = match key {
            Key::ArrowLeft | Key::ArrowRight if held.shift => {
                self.resize(column, if key == Key::ArrowLeft { -STEP } else { STEP }, state);
                return true;
            }
            Key::ArrowLeft if !held.alt => column.saturating_sub(1),
            Key::ArrowRight if !held.alt => (column + 1).min(last),
            Key::Home => 0,
            Key::End => last,
            Key::ArrowDown | Key::Escape if !held.alt => {
                state.in_header = false;
                return true;
            }
            Key::ArrowUp => return true,
            _ => return self.on_header(key, held, column, state),
        };
        state.focus = state.focus.map(|(row, _)| (row, to));
        state.side = None;
        true
    }

    fn on_header(&mut self, key: Key, held: Modifiers, column: usize, state: &mut GridState) -> bool {
        match key {
            Key::Enter | Key::Space => self.out.push(GridEvent::SortBy { column, add: held.shift }),
            Key::Equals | Key::W if held.is_none() => state.to_fit.push(column),
            Key::Delete if held.is_none() => self.out.push(GridEvent::Hide(column)),
            Key::F if held.is_none() => self.out.push(GridEvent::Filter(column)),
            Key::F10 if held.shift => self.menu(column),
            Key::ArrowDown if held.alt => self.menu(column),
            _ => return false,
        }
        true
    }

    fn menu(&mut self, column: usize) {
        let at = egui::pos2(self.g.span(column).min.max(self.g.header.left()), self.g.header.bottom());
        self.out.push(GridEvent::HeaderMenu { column, at });
    }

    fn resize(&mut self, column: usize, by: f32, state: &mut GridState) {
        let Some(name) = self.source.columns().get(column).map(|of| of.name.clone()) else { return };
        state.set_width(&name, self.g.span(column).span() + by);
        let width = state.width(&name).unwrap_or(super::state::MIN_WIDTH);
        self.out.push(GridEvent::Resize { column, width });
    }
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
