//! What the screen keeps between frames, and how it stays in step with the view that the app keeps for each place.

use std::sync::{Arc, Weak};

use egui::{Id, Ui};

use crate::app::{CellAt, ColumnLook, TableCommand, TableView};
use crate::query::{Query, RowOrder};
use crate::roster::RosterId;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::grid::{GridState, Place};
use crate::ui::theme::{Density, size};

use super::data;

/// What the screen keeps between frames.
#[derive(Clone)]
pub struct Kept {
    /// Of which table.
    of: Option<(RosterId, Table)>,
    /// The frame in which it was shown last.
    frame: u64,
    /// Place, widths and focus of the grid.
    pub grid: GridState,
    /// The usual widths of the columns in letters.
    pub letters: Arc<Vec<usize>>,
    /// Scroll and selection as the app has them.
    known: Known,
    /// The order that positions belong to.
    order: Weak<RowOrder>,
    /// The last query whose rows were shown, for going back to it.
    pub answered: Query,
    /// Since when an answer is awaited, in seconds of the window's clock.
    pub waiting: Option<f64>,
    /// The cell that a menu is open for.
    pub menu: Option<(u64, usize)>,
    /// Where that menu stands, if it was opened by keyboard.
    pub menu_at: Option<egui::Pos2>,
    /// Width of the detail pane.
    pub pane_width: f32,
    /// True if the filter field shall take the keyboard.
    pub to_filter: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Known {
    top: u32,
    rest: f32,
    left: f32,
    selected: Option<CellAt>,
}

impl Known {
    const fn of(view: &TableView) -> Self {
        Self { top: view.top, rest: view.rest, left: view.left, selected: view.selected }
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            of: None,
            frame: 0,
            grid: GridState::default(),
            letters: Arc::default(),
            known: Known::default(),
            order: Weak::new(),
            answered: Query::default(),
            waiting: None,
            menu: None,
            menu_at: None,
            pane_width: size::DETAIL_PANE,
            to_filter: false,
        }
    }
}

fn id() -> Id {
    Id::unique("table screen")
}

impl Kept {
    /// What was kept, brought in step with the view. `shown` = the columns of the grid.
    pub fn load(ui: &Ui, of: (RosterId, Table), view: &TableView, table: &TableData, order: &Arc<RowOrder>, shown: &[u16]) -> Self {
        let mut kept: Self = ui.data(|data| data.get_temp(id())).unwrap_or_default();
        let frame = ui.ctx().cumulative_frame_nr();
        let another = kept.of != Some(of);
        if another {
            let pane_width = kept.pane_width;
            kept = Self { of: Some(of), pane_width, ..Self::default() };
            for look in &view.columns {
                if let (Some(width), Some(column)) = (look.width, table.columns().get(usize::from(look.column))) {
                    kept.grid.set_width(&data::column_name(column, usize::from(look.column)), width);
                }
            }
        }
        if kept.letters.len() != table.columns().len() || another {
            kept.letters = Arc::new(data::usual_letters(table));
        }
        let entered = another || kept.frame + 1 < frame;
        if entered {
            kept.grid.take_keyboard();
        }
        kept.frame = frame;
        kept.follow(view, order, shown, entered);
        kept
    }

    /// Takes over scroll and selection where the app has others than those that were told to it.
    fn follow(&mut self, view: &TableView, order: &Arc<RowOrder>, shown: &[u16], entered: bool) {
        let now = Known::of(view);
        let other_order = self.order.as_ptr() != Arc::as_ptr(order);
        let scrolled = (now.top, now.rest, now.left) != (self.known.top, self.known.rest, self.known.left);
        if scrolled || entered {
            self.grid.put(Place { row: u64::from(now.top), rest: now.rest }, now.left);
        }
        if now.selected != self.known.selected || other_order || view.reveal || entered {
            match now.selected.and_then(|cell| Some((order.position(cell.row)?, cell.column))) {
                Some((position, column)) => {
                    let column = column.and_then(|column| shown.iter().position(|of| *of == column)).unwrap_or(0);
                    if view.reveal && now.selected != self.known.selected {
                        // Somebody was led here.
                        self.grid.take_keyboard();
                    }
                    if view.reveal {
                        self.give_context(u64::from(position));
                        self.grid.go_to(u64::from(position), column);
                    } else {
                        self.grid.set_focus(u64::from(position), column);
                    }
                }
                None => self.grid.clear_selection(),
            }
        }
        self.known = now;
        self.order = Arc::downgrade(order);
    }

    /// A row that is far away is shown with some rows above it, not at the edge.
    fn give_context(&mut self, position: u64) {
        const NEAR: u64 = 16;
        const ABOVE: u64 = 8;
        let top = self.grid.top().row;
        if !(top..top + NEAR).contains(&position) {
            self.grid.put(Place { row: position.saturating_sub(ABOVE), rest: 0.0 }, self.grid.left());
        }
    }

    /// What the grid has changed, for the app: scroll and selection. The row at a position comes from `row`.
    pub fn changes(&mut self, reveal: bool, row: impl Fn(u64) -> Option<u32>, shown: &[u16]) -> Vec<TableCommand> {
        let mut commands = Vec::new();
        if reveal {
            commands.push(TableCommand::Revealed);
        }
        let place = self.grid.top();
        let (top, rest, left) = (u32::try_from(place.row).unwrap_or(u32::MAX), place.rest, self.grid.left());
        if (top, rest, left) != (self.known.top, self.known.rest, self.known.left) {
            (self.known.top, self.known.rest, self.known.left) = (top, rest, left);
            commands.push(TableCommand::Scroll { top, rest, left });
        }
        if let Some((position, column)) = self.grid.focus()
            && let Some(row) = row(position)
        {
            let cell = CellAt { row, column: shown.get(column).copied() };
            let same_row = self.known.selected.is_some_and(|known| known.row == row && known.column.is_none() && column == 0);
            if self.known.selected != Some(cell) && !same_row {
                self.known.selected = Some(cell);
                commands.push(TableCommand::Select { cell: Some(cell), reveal: false });
            }
        }
        commands
    }

    /// Keeps it for the next frame.
    pub fn store(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(id(), self));
    }
}

/// The columns that are shown, in their order.
pub fn shown_columns(table: &TableData, looks: &[ColumnLook]) -> Vec<u16> {
    let all = 0..table.columns().len() as u16;
    let listed = looks.iter().filter(|look| !look.hidden && all.contains(&look.column)).map(|look| look.column);
    let others = all.clone().filter(|column| looks.iter().all(|look| look.column != *column));
    listed.chain(others).collect()
}

/// The looks with another width for one column.
pub fn with_width(looks: &[ColumnLook], shown: &[u16], column: u16, width: f32) -> Vec<ColumnLook> {
    let mut looks = looks.to_vec();
    for &of in shown {
        if looks.iter().all(|look| look.column != of) {
            looks.push(ColumnLook { column: of, width: None, hidden: false });
        }
    }
    if let Some(look) = looks.iter_mut().find(|look| look.column == column) {
        look.width = Some(width);
    }
    looks
}

/// The density of the preferences as the grid has it.
pub const fn density(prefs: crate::app::Density) -> Density {
    match prefs {
        crate::app::Density::Compact => Density::Compact,
        crate::app::Density::Normal => Density::Normal,
        crate::app::Density::Relaxed => Density::Relaxed,
    }
}
