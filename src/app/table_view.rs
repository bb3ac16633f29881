//! How a table is looked at: what is asked of it, and apart from that what is only drawing.

use super::{CellAt, ClipAsk, ColumnChange, ExportAsk};
use crate::query::{Condition, Filter, Query, RowPick, SortKey};
use std::sync::Arc;

/// How a table is looked at. Kept for each place in the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableView {
    /// Filter and sort: a change asks for a new order of rows.
    pub query: Query,
    /// The position (not the row) at the upper edge.
    pub top: u32,
    /// How many points of that position are scrolled out of sight.
    pub rest: f32,
    /// How many points are scrolled out of sight at the left.
    pub left: f32,
    /// The selected row and the focused cell.
    pub selected: Option<CellAt>,
    /// The other end of the selection, where more than one row or cell is selected.
    pub anchor: Option<Anchor>,
    /// True until the selected row was scrolled into sight.
    pub reveal: bool,
    /// True if the detail pane is shown.
    pub pane: bool,
    /// What is asked for beside the rows.
    pub panel: Option<TablePanel>,
    /// The text that is looked for; empty = none is.
    pub find: String,
    /// The column whose values a filter chooses from.
    pub facet: Option<u16>,
}

/// The other end of a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its position.
    pub position: u32,
    /// Its column, where a block of cells is selected; `None` = whole rows.
    pub column: Option<u16>,
}

/// What can be asked for beside the rows of a table. One at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablePanel {
    /// Which columns are shown, and where.
    Columns,
    /// A line or a row to go to.
    GoTo,
    /// A text to find.
    Find,
    /// The whole of one cell.
    Cell(CellAt),
    /// A condition.
    Filter {
        /// The column that it begins with; `None` = any.
        column: Option<u16>,
        /// The part of the filter that it takes the place of; `None` = a new one.
        part: Option<usize>,
    },
    /// The filter as a line of text.
    Line,
    /// A file to write the view into.
    Export,
}

/// A change of a table's view.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCommand {
    /// Scrolls to this position and rest, and this far to the right.
    Scroll {
        /// The position at the upper edge.
        top: u32,
        /// Points of it that are out of sight.
        rest: f32,
        /// Points that are out of sight at the left.
        left: f32,
    },
    /// Selects a row or cell; `reveal` scrolls it into sight.
    Select {
        /// What; `None` = nothing.
        cell: Option<CellAt>,
        /// True to scroll to it.
        reveal: bool,
    },
    /// Sets the other end of the selection.
    Anchor(Option<Anchor>),
    /// The selected row was scrolled into sight.
    Revealed,
    /// Sorts by a column: from the first to the last, from the last to the first, not at all. `add` keeps the other keys.
    Sort {
        /// The place of the column.
        column: u16,
        /// True to sort by it among equals.
        add: bool,
    },
    /// Sorts by exactly these keys.
    SortBy(Vec<SortKey>),
    /// Rows with this text in any cell.
    Filter(String),
    /// Only rows that meet this condition as well.
    Where(Condition),
    /// Takes away one part of the filter: a chip.
    Without(usize),
    /// Only rows that pass these conditions, in place of those before.
    Conditions(Filter),
    /// Only these rows, or all again.
    Only(Option<Arc<RowPick>>),
    /// All rows again.
    ClearFilters,
    /// Changes how columns are arranged, wherever this table is shown.
    Column(ColumnChange),
    /// Shows or hides the detail pane.
    Pane(bool),
    /// Puts the detail pane below the rows, or to their right; everywhere.
    PaneBelow(bool),
    /// Asks for something beside the rows, or closes it.
    Panel(Option<TablePanel>),
    /// Looks for a text.
    Find(String),
    /// Counts the values of a column while a filter is being made.
    Facet(Option<u16>),
    /// Writes these cells for the clipboard, beside the frames.
    Copy(ClipAsk),
    /// What was written is on the clipboard.
    Copied,
    /// Stops writing.
    CancelCopy,
    /// Writes the view into a file.
    Export(ExportAsk),
    /// How the export ended was seen.
    ExportSeen,
    /// Stops the export; nothing is left of the file.
    CancelExport,
}

impl TableView {
    /// A view of a table for the first time, at a cell or at the start.
    pub(super) fn new(at: Option<CellAt>) -> Self {
        Self { selected: at, reveal: at.is_some(), pane: at.is_some(), ..Self::default() }
    }

    /// The same columns, but every row in file order and `at` selected.
    pub(super) fn moved_to(&self, at: Option<CellAt>) -> Self {
        match at {
            None => Self { panel: None, ..self.clone() },
            Some(_) => Self { pane: true, ..Self::new(at) },
        }
    }

    pub(super) fn apply(&mut self, command: TableCommand) {
        match command {
            TableCommand::Scroll { top, rest, left } => (self.top, self.rest, self.left) = (top, rest, left),
            TableCommand::Select { cell, reveal } => (self.selected, self.reveal) = (cell, reveal && cell.is_some()),
            TableCommand::Anchor(anchor) => self.anchor = anchor,
            TableCommand::Revealed => self.reveal = false,
            TableCommand::Sort { column, add } => self.sort(column, add),
            TableCommand::SortBy(keys) => {
                self.query.sort = keys;
                self.start_over();
            }
            TableCommand::Filter(text) => {
                self.query.text = text;
                self.start_over();
            }
            TableCommand::Where(condition) => {
                self.query.filter.add(condition);
                self.start_over();
            }
            TableCommand::Without(part) => {
                if part < self.query.filter.parts.len() {
                    self.query.filter.parts.remove(part);
                }
                self.start_over();
            }
            TableCommand::Conditions(filter) => {
                self.query.filter = filter;
                self.start_over();
            }
            TableCommand::Only(only) => {
                self.query.only = only;
                self.start_over();
            }
            TableCommand::ClearFilters => {
                self.query.text.clear();
                self.query.filter = Filter::default();
                self.query.only = None;
                self.start_over();
            }
            TableCommand::Pane(pane) => self.pane = pane,
            TableCommand::Panel(panel) => self.panel = panel,
            TableCommand::Find(text) => self.find = text,
            TableCommand::Facet(column) => self.facet = column,
            // These are for all views of a table; the app has them.
            TableCommand::Column(_)
            | TableCommand::PaneBelow(_)
            | TableCommand::Copy(_)
            | TableCommand::Copied
            | TableCommand::CancelCopy
            | TableCommand::Export(_)
            | TableCommand::ExportSeen
            | TableCommand::CancelExport => {}
        }
    }

    /// Ascending, descending, off.
    fn sort(&mut self, column: u16, add: bool) {
        let keys = &mut self.query.sort;
        let next = match keys.iter().find(|key| key.column == column) {
            None => Some(SortKey { column, ..SortKey::default() }),
            Some(key) if !key.descending => Some(SortKey { descending: true, ..*key }),
            Some(_) => None,
        };
        if add {
            let place = keys.iter().position(|key| key.column == column).unwrap_or(keys.len());
            keys.retain(|key| key.column != column);
            keys.splice(place..place, next);
        } else {
            *keys = next.into_iter().collect();
        }
        self.start_over();
    }

    fn start_over(&mut self) {
        (self.top, self.rest, self.anchor) = (0, 0.0, None);
        // The selected row is looked for again in the new order.
        self.reveal = self.selected.is_some();
    }
}

#[cfg(test)]
mod tests {
    use super::{TableCommand, TableView};
    use crate::query::SortKey;

    #[test]
    fn a_header_goes_from_up_to_down_to_off_and_a_second_key_stays_second() {
        let key = |column, descending| SortKey { column, descending, natural: false };
        let mut view = TableView::default();
        let mut press = |column, add| {
            view.apply(TableCommand::Sort { column, add });
            view.query.sort.clone()
        };
        assert_eq!(press(3, false), [key(3, false)]);
        assert_eq!(press(5, true), [key(3, false), key(5, false)]);
        assert_eq!(press(3, true), [key(3, true), key(5, false)]);
        assert_eq!(press(3, true), [key(5, false)]);
        assert_eq!(press(5, false), [key(5, true)]);
        assert_eq!(press(5, false), []);
    }
}
