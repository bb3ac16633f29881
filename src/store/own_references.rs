//! The references of a table into itself: looked up when the whole table is read, apart from it.

use std::sync::Arc;

use super::column::{Column, Target};
use super::column_builder::resolve_later;
use super::table::TableData;
use crate::spec::Table;

/// The columns of a table that refer to the table itself.
#[derive(Debug)]
pub struct OwnReferences {
    target: Target,
    columns: Vec<(usize, Arc<Column>)>,
}

impl OwnReferences {
    /// Those of the `columns` that refer to `target`, their own table; `None` if there are none.
    pub(super) fn among(columns: &[Arc<Column>], target: Target) -> Option<Self> {
        let refers =
            |column: &Column| column.spec().and_then(|spec| spec.reference).is_some_and(|reference| reference.table == target.table);
        let own = columns.iter().enumerate().filter(|(_, column)| refers(column));
        let columns: Vec<_> = own.map(|(number, column)| (number, Arc::clone(column))).collect();
        (!columns.is_empty()).then_some(Self { target, columns })
    }

    /// Which table.
    pub const fn table(&self) -> Table {
        self.target.table
    }

    /// Rows of the table.
    pub fn rows(&self) -> u32 {
        self.columns.first().map_or(0, |(_, column)| column.rows)
    }

    /// Looks every reference up.
    #[must_use]
    pub fn resolve(mut self) -> Self {
        for (_, column) in &mut self.columns {
            resolve_later(Arc::make_mut(column), self.target.clone());
        }
        self
    }

    /// Puts the columns into their table.
    pub(super) fn put_into(self, table: &mut TableData) {
        for (number, column) in self.columns {
            if let Some(slot) = table.columns.get_mut(number) {
                *slot = column;
            }
        }
    }
}
