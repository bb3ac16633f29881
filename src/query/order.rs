//! The answer to a query: which rows stand where.

use std::sync::Arc;

use super::narrow::{Judged, narrowed};
use super::sort::sort_by;
use super::{Query, QueryError};
use crate::check::{Input, Settings};
use crate::job::Watch;
use crate::spec::Table;

/// Which row of the table stands at which position of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOrder {
    /// `None` = every row in file order.
    rows: Option<Vec<u32>>,
    /// Rows of the table.
    of: u32,
}

impl RowOrder {
    /// Every row in file order.
    pub const fn everything(rows: u32) -> Self {
        Self { rows: None, of: rows }
    }

    /// How many rows are shown.
    pub fn len(&self) -> u32 {
        self.rows.as_ref().map_or(self.of, |rows| rows.len() as u32)
    }

    /// True if no row is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows the table has.
    pub const fn of(&self) -> u32 {
        self.of
    }

    /// The row at a position.
    pub fn row(&self, position: u32) -> Option<u32> {
        match &self.rows {
            None => (position < self.of).then_some(position),
            Some(rows) => rows.get(position as usize).copied(),
        }
    }

    /// Where a row stands; `None` if it is not shown. Looks through all rows unless they are in file order.
    pub fn position(&self, row: u32) -> Option<u32> {
        match &self.rows {
            None => (row < self.of).then_some(row),
            Some(rows) => rows.iter().position(|&other| other == row).map(|position| position as u32),
        }
    }
}

/// Answers a query on a table. `settings` are those that rules judge by.
pub fn order(input: &Input<'_>, settings: &Settings, table: Table, query: &Query, watch: &Watch) -> Result<Arc<RowOrder>, QueryError> {
    let data = input.data.table(table).ok_or(QueryError::NoTable(table))?;
    let of = data.rows();
    if query.is_everything() {
        return Ok(Arc::new(RowOrder::everything(of)));
    }
    watch.doing(format!("Filtering {}", table.name()));
    let mut rows = match narrowed(Judged { input, settings, data, watch }, query)? {
        Some(rows) => rows.to_vec(),
        None => (0..of).collect(),
    };
    for &key in query.sort.iter().rev() {
        if watch.is_cancelled() {
            return Err(QueryError::Stopped);
        }
        watch.doing(format!("Sorting {}", table.name()));
        sort_by(data, &mut rows, key);
    }
    if watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(Arc::new(RowOrder { rows: Some(rows), of })) }
}
