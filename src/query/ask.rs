//! What is asked of a table: a text to look for, conditions, rows to stay among, and sort keys.

use std::sync::Arc;

use super::{Condition, Filter, column_named};
use crate::store::TableData;

/// One column to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SortKey {
    /// The place of the column in the table.
    pub column: u16,
    /// From the last to the first. Blank cells stand last either way.
    pub descending: bool,
    /// Digits inside a text count as numbers: 9 stands before 10.
    pub natural: bool,
}

/// Rows chosen by something else than their text, such as those that point at a record.
#[derive(Debug, PartialEq, Eq)]
pub struct RowPick {
    /// What they have in common, in words, for the chip that removes the choice.
    pub label: String,
    /// The rows, in file order and each once.
    pub rows: Vec<u32>,
}

/// What is asked of a table. The default asks for every row in file order, which costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Rows where any cell holds this text, or the name that is shown for it, whatever the case; blank = all rows.
    pub text: String,
    /// Only rows that pass these conditions.
    pub filter: Filter,
    /// Only these rows.
    pub only: Option<Arc<RowPick>>,
    /// The first key decides, the next ones among equals; at the end the order of the file.
    pub sort: Vec<SortKey>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        // A choice of rows may be millions long: the same choice is the same allocation.
        let same_only = match (&self.only, &other.only) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        same_only && self.filter == other.filter && self.text == other.text && self.sort == other.sort
    }
}

impl Query {
    /// A query for the rows that meet one condition.
    pub fn of(condition: Condition) -> Self {
        Self { filter: Filter::of(condition), ..Self::default() }
    }

    /// True if every row is asked for in file order.
    pub fn is_everything(&self) -> bool {
        self.sort.is_empty() && !self.narrows()
    }

    /// How many filters are on.
    pub fn filters(&self) -> usize {
        let single = [!self.text.is_empty(), self.only.is_some()];
        self.filter.parts.len() + single.into_iter().filter(|on| *on).count()
    }

    /// True if some rows may be left out.
    pub fn narrows(&self) -> bool {
        self.filters() > 0
    }

    /// The columns that the filter names and the table does not have, in the order of the filter.
    pub fn missing_columns(&self, data: &TableData) -> Vec<String> {
        let mut missing = Vec::new();
        for name in self.filter.conditions().into_iter().filter_map(|condition| condition.column.as_ref()) {
            if column_named(data, name).is_none() && !missing.contains(name) {
                missing.push(name.clone());
            }
        }
        missing
    }
}
