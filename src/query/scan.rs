//! Rows whose cells hold, or are, what is asked for. References are looked for by the names of their targets too.

use super::{Needle, RowSet};
use crate::job::Watch;
use crate::roster::display_name;
use crate::spec::Table;
use crate::store::{Column, Dataset, Judge, TableData};

/// The rows of `data` where any cell holds `needle`, or is a reference to something whose name holds it.
pub(super) fn rows_with(all: &Dataset, data: &TableData, needle: &Needle, watch: &Watch) -> RowSet {
    let mut found = RowSet::none(data.rows());
    let mut named: Vec<(Table, RowSet)> = Vec::new();
    for column in data.columns() {
        found.join(&rows_that_pass(column, needle, watch));
        let Some(target) = column.target_table().and_then(|table| all.table(table)) else { continue };
        if named.iter().all(|(table, _)| *table != target.table()) {
            named.push((target.table(), rows_named(target, needle, watch)));
        }
        if let Some((_, names)) = named.iter().find(|(table, _)| *table == target.table()) {
            found.join(&column.leading_to(names, &|| watch.is_cancelled()));
        }
    }
    found
}

/// The rows whose cell in a column passes.
pub(super) fn rows_that_pass(column: &Column, judge: &dyn Judge, watch: &Watch) -> RowSet {
    column.search(judge, &|| watch.is_cancelled())
}

/// The rows of a table that go by a name with `needle` in it.
fn rows_named(data: &TableData, needle: &Needle, watch: &Watch) -> RowSet {
    let columns: &[&str] = match data.table() {
        Table::Users => &["givenName", "familyName"],
        Table::Orgs => &["name"],
        _ => &["title"],
    };
    // What reaches from one name into the next has a word in one of them.
    let word = needle.longest_word().filter(|_| columns.len() > 1);
    let mut found = RowSet::none(data.rows());
    for column in columns.iter().filter_map(|name| data.column(name)) {
        found.join(&rows_that_pass(column, word.as_ref().unwrap_or(needle), watch));
    }
    if word.is_some() {
        let holds = |row: &u32| !watch.is_cancelled() && needle.is_in(&display_name(data, *row));
        found = RowSet::of(data.rows(), found.iter().filter(holds));
    }
    found
}
