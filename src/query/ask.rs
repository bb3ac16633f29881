//! What is asked of a table: a text to look for, rows to stay among, and sort keys.

use std::sync::Arc;

/// One column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The place of the column in the table.
    pub column: u16,
    /// From the last to the first. Blank cells stand last either way.
    pub descending: bool,
}

/// A column and the text that its cells must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellIs {
    /// The place of the column in the table.
    pub column: u16,
    /// Its name, for the chip that takes the filter away.
    pub name: String,
    /// The exact text.
    pub text: String,
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
    /// Rows where any cell holds this text, whatever the case; blank = all rows.
    pub text: String,
    /// Only rows with these texts in these columns.
    pub cells: Vec<CellIs>,
    /// Only these rows.
    pub only: Option<Arc<RowPick>>,
    /// Only rows in which the rule of this code finds something.
    pub rule: Option<&'static str>,
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
        same_only && self.cells == other.cells && self.rule == other.rule && self.text == other.text && self.sort == other.sort
    }
}

impl Query {
    /// True if every row is asked for in file order.
    pub fn is_everything(&self) -> bool {
        self.sort.is_empty() && !self.narrows()
    }

    /// How many filters are on.
    pub fn filters(&self) -> usize {
        let single = [!self.text.is_empty(), self.only.is_some(), self.rule.is_some()];
        self.cells.len() + single.into_iter().filter(|on| *on).count()
    }

    /// True if some rows may be left out.
    pub fn narrows(&self) -> bool {
        self.filters() > 0
    }
}
