//! The answer to a query: which rows stand where.

use std::sync::Arc;

use super::filter::{rows_that_are, rows_with};
use super::sort::sort_by;
use super::{Needle, Query, RowSet};
use crate::check::{self, Input, Settings};
use crate::job::Watch;
use crate::spec::Table;
use crate::store::TableData;

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

/// Answers a query on a table; `None` if it was stopped, or the table is not there. `settings` are those that rules judge by.
pub fn order(input: &Input<'_>, settings: &Settings, table: Table, query: &Query, watch: &Watch) -> Option<Arc<RowOrder>> {
    let data = input.data.table(table)?;
    let of = data.rows();
    if query.is_everything() {
        return Some(Arc::new(RowOrder::everything(of)));
    }
    let mut rows = if query.narrows() {
        watch.doing(format!("Filtering {}", table.name()));
        narrowed(input, settings, data, query, watch).rows()
    } else {
        (0..of).collect()
    };
    for &key in query.sort.iter().rev() {
        if watch.is_cancelled() {
            return None;
        }
        watch.doing(format!("Sorting {}", table.name()));
        sort_by(data, &mut rows, key);
    }
    (!watch.is_cancelled()).then(|| Arc::new(RowOrder { rows: Some(rows), of }))
}

/// The rows that pass every filter of the query, of which there is at least one.
fn narrowed(input: &Input<'_>, settings: &Settings, data: &TableData, query: &Query, watch: &Watch) -> RowSet {
    let mut passed: Option<RowSet> = None;
    let mut pass = |set: RowSet| match &mut passed {
        Some(passed) => passed.keep(&set),
        None => passed = Some(set),
    };
    if let Some(only) = &query.only {
        pass(RowSet::of(data.rows(), &only.rows));
    }
    for cell in &query.cells {
        pass(rows_that_are(data, usize::from(cell.column), &cell.text));
    }
    if let Some(code) = query.rule {
        let found = check::rows(input, settings, code, data.table());
        pass(RowSet::of(data.rows(), &found.iter().collect::<Vec<_>>()));
    }
    if !query.text.is_empty() {
        pass(rows_with(input.data, data, &Needle::new(&query.text), watch));
    }
    passed.unwrap_or_default()
}
