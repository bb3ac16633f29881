//! The answer to a query: which rows stand where.

use std::sync::Arc;

use super::first::first as first_of;
use super::narrow::{Judged, narrowed};
use super::sort::Sorter;
use super::{Query, QueryError, RowSet};
use crate::check::{Input, Settings};
use crate::job::Watch;
use crate::spec::Table;

/// Which row of the table stands at which position of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowOrder {
    rows: Rows,
    /// Rows of the table.
    of: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rows {
    /// Every row in file order.
    All,
    /// Some rows in file order, and how many of them stand before each stretch of [`STRETCH`] words.
    Some { set: RowSet, before: Vec<u32>, count: u32 },
    /// Rows in an order of their own.
    Sorted(Vec<u32>),
    /// The first rows of an order that is not worked out yet, and how many there are in all.
    First { rows: Vec<u32>, count: u32 },
}

/// Words of a row set that are counted through to find a row.
const STRETCH: usize = 16;

impl RowOrder {
    /// Every row in file order.
    pub const fn everything(rows: u32) -> Self {
        Self { rows: Rows::All, of: rows }
    }

    /// Some rows in file order.
    pub fn in_file_order(set: RowSet) -> Self {
        let mut count = 0;
        let before = set.words().chunks(STRETCH).map(|words| {
            let before = count;
            count += words.iter().map(|word| word.count_ones()).sum::<u32>();
            before
        });
        let before = before.collect();
        Self { of: set.table_rows(), rows: Rows::Some { set, before, count } }
    }

    /// How many rows are shown.
    pub fn len(&self) -> u32 {
        match &self.rows {
            Rows::All => self.of,
            Rows::Some { count, .. } | Rows::First { count, .. } => *count,
            Rows::Sorted(rows) => rows.len() as u32,
        }
    }

    /// True if no row is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// False while only the first rows of an order are known; [`RowOrder::row`] has none for the positions behind them.
    pub const fn is_whole(&self) -> bool {
        !matches!(self.rows, Rows::First { .. })
    }

    /// How many rows the table has.
    pub const fn of(&self) -> u32 {
        self.of
    }

    /// The row at a position.
    pub fn row(&self, position: u32) -> Option<u32> {
        match &self.rows {
            Rows::All => (position < self.of).then_some(position),
            Rows::Some { set, before, count } => (position < *count).then(|| nth(set, before, position)).flatten(),
            Rows::Sorted(rows) | Rows::First { rows, .. } => rows.get(position as usize).copied(),
        }
    }

    /// Where a row stands; `None` if it is not shown. Looks through all rows unless they are in file order.
    pub fn position(&self, row: u32) -> Option<u32> {
        match &self.rows {
            Rows::All => (row < self.of).then_some(row),
            Rows::Some { set, before, .. } => set.has(row).then(|| {
                let (word, stretch) = (row as usize / 64, row as usize / 64 / STRETCH);
                let whole: u32 = set.words()[stretch * STRETCH..word].iter().map(|word| word.count_ones()).sum();
                before[stretch] + whole + (set.words()[word] & ((1 << (row % 64)) - 1)).count_ones()
            }),
            Rows::Sorted(rows) | Rows::First { rows, .. } => rows.iter().position(|&other| other == row).map(|position| position as u32),
        }
    }
}

/// The row at a position below the number of rows.
fn nth(set: &RowSet, before: &[u32], position: u32) -> Option<u32> {
    let stretch = before.partition_point(|before| *before <= position).checked_sub(1)?;
    let mut left = position - before[stretch];
    for (at, &word) in set.words().iter().enumerate().skip(stretch * STRETCH) {
        if left < word.count_ones() {
            let mut rest = word;
            (0..left).for_each(|_| rest &= rest - 1);
            return Some(at as u32 * 64 + rest.trailing_zeros());
        }
        left -= word.count_ones();
    }
    None
}

/// Answers a query on a table. `settings` are those that rules judge by.
pub fn order(input: &Input<'_>, settings: &Settings, table: Table, query: &Query, watch: &Watch) -> Result<Arc<RowOrder>, QueryError> {
    order_in_steps(input, settings, table, query, watch, &mut |_| ())
}

/// Answers a query on a table; where a sort takes longer, its first rows are told to `first` before: enough for a screen.
pub fn order_in_steps(
    input: &Input<'_>,
    settings: &Settings,
    table: Table,
    query: &Query,
    watch: &Watch,
    first: &mut dyn FnMut(Arc<RowOrder>),
) -> Result<Arc<RowOrder>, QueryError> {
    let data = input.data.table(table).ok_or(QueryError::NoTable(table))?;
    let of = data.rows();
    watch.doing(format!("Filtering {}", table.name()));
    let among = narrowed(Judged { input, settings, data, watch }, query)?;
    if query.sort.is_empty() {
        return Ok(Arc::new(among.map_or(RowOrder::everything(of), RowOrder::in_file_order)));
    }
    watch.doing(format!("Sorting {}", table.name()));
    let count = among.as_ref().map_or(of, RowSet::len);
    let sorter = Sorter::new(data, &query.sort, among.as_ref());
    if count > FEW {
        first(Arc::new(RowOrder { rows: Rows::First { rows: first_of(&sorter, FIRST, watch)?, count }, of }));
    }
    let rows = sorter.all(watch)?;
    Ok(Arc::new(RowOrder { rows: Rows::Sorted(rows), of }))
}

/// Rows for one screen, and some more for a turn of the wheel.
const FIRST: usize = 200;
/// So many rows are sorted before anybody could look.
const FEW: u32 = 100_000;

/// The first rows of the answer, without working out the rest: what a screen shows first.
pub fn first_rows(input: &Input<'_>, settings: &Settings, table: Table, query: &Query, watch: &Watch) -> Result<Vec<u32>, QueryError> {
    let data = input.data.table(table).ok_or(QueryError::NoTable(table))?;
    let among = narrowed(Judged { input, settings, data, watch }, query)?;
    first_of(&Sorter::new(data, &query.sort, among.as_ref()), FIRST, watch)
}
