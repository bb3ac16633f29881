//! The rows of a table in the order that is asked for, as the grid takes them.

use super::cell::{Cells, Shown};
use super::look::cell_view;
use crate::query::RowOrder;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::grid::{CellView, GridColumn, GridSource};

/// The rows of a table, position by position.
pub struct Rows<'a> {
    /// The table.
    pub data: &'a TableData,
    /// Its cells.
    pub cells: Cells<'a>,
    /// Which row stands at which position.
    pub order: &'a RowOrder,
    /// The columns as the grid draws them.
    pub columns: Vec<GridColumn>,
    /// For each of them its place in the table.
    pub shown: &'a [u16],
}

impl Rows<'_> {
    /// The row of the table at a position.
    pub fn row(&self, position: u64) -> Option<u32> {
        self.order.row(u32::try_from(position).ok()?).filter(|row| *row < self.data.rows())
    }

    /// The place of a column in the table.
    pub fn column(&self, column: usize) -> Option<usize> {
        self.shown.get(column).copied().map(usize::from)
    }

    /// Where a link of a cell leads.
    pub fn target(&self, position: u64, column: usize, item: usize) -> Option<(Table, u32)> {
        let all = match self.cells.cell(self.row(position)?, self.column(column)?).shown {
            Shown::Reference(reference) => vec![reference],
            Shown::References(all) => all,
            _ => return None,
        };
        let reference = all.get(item)?;
        Some((reference.table, reference.row()?))
    }
}

impl GridSource for Rows<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        u64::from(self.order.len())
    }

    fn line(&self, row: u64) -> Option<u64> {
        self.row(row).map(|row| self.data.line(row))
    }

    fn last_line(&self) -> u64 {
        self.data.rows().checked_sub(1).map_or(1, |last| self.data.line(last))
    }

    fn cell(&self, row: u64, column: usize) -> CellView<'_> {
        match (self.row(row), self.column(column)) {
            (Some(row), Some(column)) => cell_view(self.cells.cell(row, column), || self.cells.faults(row, column)),
            // The order may be longer than a table that is just being replaced.
            _ => CellView::default(),
        }
    }
}
