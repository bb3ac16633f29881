//! Rows whose cells hold, or are, what is asked for. Dictionaries and referenced ids are judged once per text, not once per row.

use rayon::prelude::*;

use super::judge::Judge;
use super::{Needle, RowSet};
use crate::job::Watch;
use crate::roster::display_name;
use crate::spec::Table;
use crate::store::{Column, Dataset, Skip, TableData};

/// The rows of `data` where any cell holds `needle`, or is a reference to something whose name holds it.
pub(super) fn rows_with(all: &Dataset, data: &TableData, needle: &Needle, watch: &Watch) -> RowSet {
    let none = || RowSet::none(data.rows());
    data.columns().par_iter().filter(|_| !watch.is_cancelled()).map(|column| column_rows(all, data, column, needle, watch)).reduce(
        none,
        |mut one, two| {
            one.join(&two);
            one
        },
    )
}

/// The rows whose cell in a column passes.
pub(super) fn rows_that_pass(column: &Column, judge: &Judge, watch: &Watch) -> RowSet {
    let mut found = RowSet::none(column.len());
    column.scan_where(Skip::default(), |text| !watch.is_cancelled() && judge(text), |row, _| found.insert(row));
    found
}

fn column_rows(all: &Dataset, data: &TableData, column: &Column, needle: &Needle, watch: &Watch) -> RowSet {
    let mut found = RowSet::none(data.rows());
    let Some(target) = column.target_table().and_then(|table| all.table(table)) else {
        return cell_rows(column, false, needle, watch);
    };
    let mut hits = rows_named(target, needle, watch);
    // A reference's text is the id of its target: it is looked at once there. An item of a list ends at its comma.
    let ids = target.key_column().filter(|_| !needle.has_comma());
    if let Some(ids) = ids {
        hits.join(&cell_rows(ids, false, needle, watch));
    }
    if !hits.is_empty() {
        column.scan_targets(|row, target| {
            if hits.has(target) {
                found.insert(row);
            }
        });
    }
    found.join(&cell_rows(column, ids.is_some(), needle, watch));
    found
}

/// The rows of a table that go by a name with `needle` in it.
fn rows_named(data: &TableData, needle: &Needle, watch: &Watch) -> RowSet {
    let columns: &[&str] = match data.table() {
        Table::Users => &["givenName", "familyName"],
        Table::Orgs => &["name"],
        _ => &["title"],
    };
    let mut found = RowSet::none(data.rows());
    let parts = columns.iter().filter_map(|name| data.column(name));
    match needle.longest_word().filter(|_| columns.len() > 1) {
        None => parts.for_each(|column| found.join(&cell_rows(column, false, needle, watch))),
        // What reaches from one name into the next has a word in one of them.
        Some(word) => {
            parts.for_each(|column| found.join(&cell_rows(column, false, &word, watch)));
            found = RowSet::of(data.rows(), found.iter().filter(|&row| needle.is_in(&display_name(data, row))));
        }
    }
    found
}

fn cell_rows(column: &Column, resolved_elsewhere: bool, needle: &Needle, watch: &Watch) -> RowSet {
    let mut found = RowSet::none(column.len());
    let skip = Skip { uuids: !needle.fits_uuid(), resolved: resolved_elsewhere };
    column.scan_where(skip, |text| !watch.is_cancelled() && needle.is_in(text), |row, _| found.insert(row));
    found
}
