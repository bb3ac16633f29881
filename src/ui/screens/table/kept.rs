//! What the screen keeps between frames, and how it stays in step with the view that the app keeps for each place.

use std::sync::{Arc, Weak};

use egui::{Id, Ui};

use crate::app::{Anchor, CellAt, Layout, TableCommand, TablePanel, TableView};
use crate::query::{Query, RowOrder};
use crate::roster::RosterId;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::grid::{GridState, Place};
use crate::ui::theme::{Density, size};

use super::data;
use super::draft::Draft;
use super::export_draft::ExportDraft;
use super::menu::Menu;

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
    /// The menu of a cell.
    pub menu: Menu<(u64, usize)>,
    /// The menu of a column.
    pub header_menu: Menu<usize>,
    /// Width of the detail pane beside the rows.
    pub pane_width: f32,
    /// Height of the detail pane below the rows.
    pub pane_height: f32,
    /// The columns of the grid in the frame before.
    shown: Vec<u16>,
    /// The panel of the frame before, and in how many frames from now it takes the keyboard.
    panel: (Option<TablePanel>, u8),
    /// What is looked for among the columns.
    pub chooser: String,
    /// The line or row that was typed.
    pub go_to: String,
    /// Rows of the view are counted, not lines of the file.
    pub by_row: bool,
    /// Why it could not be gone to, and whether filters are the reason.
    pub go_failed: Option<(String, bool)>,
    /// The condition that is being made.
    pub draft: Option<Draft>,
    /// The filter as a line, while it is typed, and what is wrong with it.
    pub line: Option<(String, Option<String>)>,
    /// Where the view is to be written.
    pub export: Option<ExportDraft>,
    /// The match that is to be gone to once the matches are known.
    pub step: Option<Step>,
    /// True if the filter field shall take the keyboard.
    pub to_filter: bool,
}

/// Which match is meant, seen from the focused row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The focused row, or the next one that matches.
    Here,
    /// The next one.
    On,
    /// The one before.
    Back,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Known {
    top: u32,
    rest: f32,
    left: f32,
    selected: Option<CellAt>,
    anchor: Option<Anchor>,
}

impl Known {
    const fn of(view: &TableView) -> Self {
        Self { top: view.top, rest: view.rest, left: view.left, selected: view.selected, anchor: view.anchor }
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
            menu: Menu::default(),
            header_menu: Menu::default(),
            pane_width: size::DETAIL_PANE,
            pane_height: PANE_HEIGHT,
            shown: Vec::new(),
            panel: (None, 0),
            chooser: String::new(),
            go_to: String::new(),
            by_row: false,
            go_failed: None,
            draft: None,
            export: None,
            line: None,
            step: None,
            to_filter: false,
        }
    }
}

/// Height of the detail pane where it stands below the rows.
const PANE_HEIGHT: f32 = 260.0;

fn id() -> Id {
    Id::unique("table screen")
}

impl Kept {
    /// What was kept, brought in step with the view. `shown` = the columns of the grid.
    pub fn load(ui: &Ui, of: (RosterId, Table), scene: &Before<'_>, order: &Arc<RowOrder>, shown: &[u16]) -> Self {
        let Before { view, layout, table } = *scene;
        let mut kept: Self = ui.data(|data| data.get_temp(id())).unwrap_or_default();
        let frame = ui.ctx().cumulative_frame_nr();
        let another = kept.of != Some(of);
        if another {
            let (pane_width, pane_height) = (kept.pane_width, kept.pane_height);
            kept = Self { of: Some(of), pane_width, pane_height, ..Self::default() };
        }
        kept.take_widths(table, layout);
        if kept.letters.len() != table.columns().len() || another {
            kept.letters = Arc::new(data::usual_letters(table));
        }
        let entered = another || kept.frame + 1 < frame;
        if entered {
            kept.grid.take_keyboard();
        }
        kept.frame = frame;
        kept.follow(view, order, shown, entered);
        if kept.panel.0 != view.panel {
            // A window that closes may hand the keyboard on for a frame, so it is taken twice.
            kept.panel = (view.panel, 2);
            (kept.go_failed, kept.draft, kept.line, kept.export) = (None, None, None, None);
        }
        kept
    }

    /// True while the panel shall take the keyboard, as it has just opened.
    pub fn focus_panel(&mut self) -> bool {
        let now = self.panel.1 > 0;
        self.panel.1 = self.panel.1.saturating_sub(1);
        now
    }

    /// Asks the panel that is open to take the keyboard again.
    pub fn refocus_panel(&mut self) {
        self.panel.1 = 1;
    }

    /// The widths of the layout, which hold wherever the table is shown.
    fn take_widths(&mut self, table: &TableData, layout: &Layout) {
        for (number, column) in table.columns().iter().enumerate() {
            let name = data::column_name(column, number);
            let look = layout.columns.iter().find(|look| usize::from(look.column) == number);
            match look.and_then(|look| look.width) {
                Some(width) if self.grid.width(&name) != Some(width) => self.grid.set_width(&name, width),
                None if self.grid.width(&name).is_some() => self.grid.forget_width(&name),
                _ => {}
            }
        }
    }

    /// Takes over scroll and selection where the app has others than those that were told to it.
    fn follow(&mut self, view: &TableView, order: &Arc<RowOrder>, shown: &[u16], entered: bool) {
        let now = Known::of(view);
        let other_order = self.order.as_ptr() != Arc::as_ptr(order);
        let scrolled = (now.top, now.rest, now.left) != (self.known.top, self.known.rest, self.known.left);
        if scrolled || entered {
            self.grid.put(Place { row: u64::from(now.top), rest: now.rest }, now.left);
        }
        let column_of = |column: Option<u16>| column.and_then(|column| shown.iter().position(|of| *of == column));
        let moved = now.selected != self.known.selected || now.anchor != self.known.anchor;
        if moved || other_order || view.reveal || entered {
            match now.selected.and_then(|cell| Some((order.position(cell.row)?, cell.column))) {
                Some((position, column)) => {
                    let column = column_of(column).unwrap_or(0);
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
                    if let Some(anchor) = now.anchor {
                        self.grid.set_anchor(u64::from(anchor.position), column_of(anchor.column));
                    }
                }
                None => self.grid.clear_selection(),
            }
        } else if self.shown != shown
            && let (Some(column), Some(_)) = (now.selected.and_then(|cell| column_of(cell.column)), self.grid.focus())
        {
            // The focus stays on its column when columns move.
            self.grid.set_column(column);
        }
        if self.shown != shown {
            self.shown = shown.to_vec();
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
            let more = self.grid.anchor().filter(|(other, side)| *other != position || side.is_some());
            let anchor = more.map(|(other, side)| Anchor {
                position: u32::try_from(other).unwrap_or(u32::MAX),
                column: side.and_then(|side| shown.get(side).copied()),
            });
            if anchor != self.known.anchor {
                self.known.anchor = anchor;
                commands.push(TableCommand::Anchor(anchor));
            }
        }
        commands
    }

    /// Keeps it for the next frame.
    pub fn store(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(id(), self));
    }
}

/// What a frame begins with.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// How the table is looked at.
    pub view: &'a TableView,
    /// How its columns are arranged.
    pub layout: &'a Layout,
    /// The table.
    pub table: &'a TableData,
}

/// The density of the preferences as the grid has it.
pub const fn density(prefs: crate::app::Density) -> Density {
    match prefs {
        crate::app::Density::Compact => Density::Compact,
        crate::app::Density::Normal => Density::Normal,
        crate::app::Density::Relaxed => Density::Relaxed,
    }
}
