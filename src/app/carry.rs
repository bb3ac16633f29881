//! Places of a roster that is read anew: they lead to the same records in the new one.

use super::{CellAt, Entry, Route, View};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// Makes a place of `old` one of `new`. A record is found by its sourcedId where the old data is still there, else by its
/// row; what is no longer there leads to its table, or to the overview.
pub(super) fn over(entry: &mut Entry, old: RosterId, before: Option<&Roster>, new: &Roster) {
    let id = new.id();
    if let Route::Compare { old: before @ Some(_), .. } = &mut entry.route
        && *before == Some(old)
    {
        *before = Some(id);
    }
    if entry.route.roster() != Some(old) {
        return;
    }
    let same_row = |table: Table, row: u32| same_row(before, new, table, row);
    let (route, kept) = match entry.route.clone() {
        Route::Table { table, at, .. } => {
            let at = at.and_then(|cell| Some(CellAt { row: same_row(table, cell.row)?, ..cell }));
            (Route::Table { roster: id, table, at }, true)
        }
        Route::Record { table, row, .. } => match same_row(table, row) {
            Some(row) => (Route::Record { roster: id, table, row }, true),
            None if new.table(table).is_some() => (Route::Table { roster: id, table, at: None }, false),
            None => (Route::Overview { roster: id }, false),
        },
        Route::Findings { rule, table, .. } => (Route::Findings { roster: id, rule, table }, true),
        Route::Pull { .. } => (Route::Pull { roster: id }, false),
        Route::HandOver { .. } => (Route::HandOver { roster: id }, true),
        Route::Compare { old, .. } => (Route::Compare { roster: id, old }, true),
        Route::Overview { .. } | Route::Welcome | Route::Preferences => (Route::Overview { roster: id }, true),
    };
    if !kept {
        entry.view = View::new(&route);
    }
    if let (Route::Table { table, .. }, View::Table(view)) = (&route, &mut entry.view) {
        view.selected = view.selected.and_then(|cell| Some(CellAt { row: same_row(*table, cell.row)?, ..cell }));
        // Rows that were picked by their places may be others now.
        view.query.only = None;
        view.anchor = None;
    }
    if let (Route::Findings { .. }, View::Findings(view)) = (&route, &mut entry.view)
        && let Some(Some(school)) = view.school
    {
        // A school that is gone has no findings to show: then those of all schools are.
        view.school = same_row(Table::Orgs, school).map(Some);
    }
    entry.route = route;
}

/// The row of the same record in what was read anew.
pub(super) fn same_row(before: Option<&Roster>, new: &Roster, table: Table, row: u32) -> Option<u32> {
    let data = new.table(table)?;
    let here = (row < data.rows()).then_some(row);
    let Some(old) = before.and_then(|old| old.table(table)).filter(|old| row < old.rows()) else { return here };
    let sourced_id = old.sourced_id(row);
    if sourced_id.is_blank() {
        return here;
    }
    // Of several rows with one id, the row at the same place is meant.
    here.filter(|&row| *data.sourced_id(row) == *sourced_id).or_else(|| data.find(&sourced_id))
}
