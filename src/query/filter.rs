//! Rows where any cell holds a text. Dictionaries and referenced ids are judged once per text, not once per row.

use rayon::prelude::*;

use super::{Needle, RowSet};
use crate::job::Watch;
use crate::store::{Column, Dataset, Skip, TableData};

/// The rows of `data` where any cell holds `needle`.
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

/// The rows of `data` with exactly this text in a column; none if there is no such column.
pub(super) fn rows_that_are(data: &TableData, column: usize, text: &str) -> RowSet {
    let mut found = RowSet::none(data.rows());
    if let Some(column) = data.columns().get(column) {
        column.scan_where(Skip::default(), |other| other == text, |row, _| found.insert(row));
    }
    found
}

fn column_rows(all: &Dataset, data: &TableData, column: &Column, needle: &Needle, watch: &Watch) -> RowSet {
    let mut found = RowSet::none(data.rows());
    // A reference's text is the id of its target: it is looked at once there. An item of a list ends at its comma.
    let target = column.target_table().and_then(|table| all.table(table)?.key_column()).filter(|_| !needle.has_comma());
    if let Some(ids) = target {
        let hits = cell_rows(ids, false, needle, watch);
        if !hits.is_empty() {
            column.scan_targets(|row, target| {
                if hits.has(target) {
                    found.insert(row);
                }
            });
        }
    }
    found.join(&cell_rows(column, target.is_some(), needle, watch));
    found
}

fn cell_rows(column: &Column, resolved_elsewhere: bool, needle: &Needle, watch: &Watch) -> RowSet {
    let mut found = RowSet::none(column.len());
    let skip = Skip { uuids: !needle.fits_uuid(), resolved: resolved_elsewhere };
    column.scan_where(skip, |text| !watch.is_cancelled() && needle.is_in(text), |row, _| found.insert(row));
    found
}
