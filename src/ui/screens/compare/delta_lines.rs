//! What a delta does to its base as the grid takes it: its rows by their effect, links that it breaks, contradictions of its order.

use super::lines::{Lines, Pair, name_link};
use crate::app::{AppliedDelta, Compared};
use crate::compare::{AppliedTable, Effect, RowOf, TableChanges};
use crate::roster::Roster;
use crate::spec::Table;
use crate::ui::grid::{CellView, GridColumn, GridSource};

/// What of it is listed.
enum What<'a> {
    Effects(&'a AppliedTable, &'a [u32], Option<&'a TableChanges>),
    Broken,
    Conflicts,
}

/// Rows of a delta, or what is odd about them.
pub(super) struct DeltaLines<'a> {
    compared: &'a Compared,
    of: &'a AppliedDelta,
    what: What<'a>,
    columns: Vec<GridColumn>,
}

impl<'a> DeltaLines<'a> {
    pub(super) fn effects(compared: &'a Compared, of: &'a AppliedDelta, table: Table, effect: Effect) -> Option<Self> {
        let (applied, places) = of.rows(table, effect)?;
        let what = What::Effects(applied, places, compared.comparison.table(table));
        let names = [("sourcedId", 170.0), ("Name", 190.0), ("status", 110.0), ("dateLastModified", 190.0), ("Changed columns", 420.0)];
        Some(Self::new(compared, of, what, &names))
    }

    pub(super) fn broken(compared: &'a Compared, of: &'a AppliedDelta) -> Self {
        let names = [("File", 130.0), ("sourcedId", 170.0), ("Record", 190.0), ("Column", 150.0), ("Leads to", 170.0), ("In file", 130.0)];
        Self::new(compared, of, What::Broken, &names)
    }

    pub(super) fn conflicts(compared: &'a Compared, of: &'a AppliedDelta) -> Self {
        let names = [("File", 130.0), ("sourcedId", 170.0), ("Record", 190.0), ("What is odd", 360.0)];
        Self::new(compared, of, What::Conflicts, &names)
    }

    fn new(compared: &'a Compared, of: &'a AppliedDelta, what: What<'a>, names: &[(&str, f32)]) -> Self {
        Self { compared, of, what, columns: names.iter().map(|&(name, width)| GridColumn::new(name, width)).collect() }
    }

    fn at(&self, line: u64) -> Option<(Table, RowOf)> {
        let line = line as usize;
        match self.what {
            What::Effects(table, places, _) => Some((table.table, table.effects.get(*places.get(line)? as usize)?.0)),
            What::Broken => self.of.applied.broken.get(line).map(|link| (link.table, link.row)),
            What::Conflicts => self.of.applied.conflicts.get(line).map(|conflict| (conflict.table, conflict.row)),
        }
    }

    fn roster(&self, row: RowOf) -> &Roster {
        if row.roster == 0 { &self.of.base } else { &self.of.delta }
    }
}

impl GridSource for DeltaLines<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        match self.what {
            What::Effects(_, places, _) => places.len() as u64,
            What::Broken => self.of.applied.broken.len() as u64,
            What::Conflicts => self.of.applied.conflicts.len() as u64,
        }
    }

    fn line(&self, _: u64) -> Option<u64> {
        None
    }

    fn cell(&self, line: u64, column: usize) -> CellView<'_> {
        let Some((table, row)) = self.at(line) else { return CellView::default() };
        let roster = self.roster(row);
        let Some(data) = roster.table(table).filter(|data| row.row < data.rows()) else { return CellView::default() };
        let id = || CellView::id(data.sourced_id(row.row).into_string());
        let name = || CellView::of(name_link(roster.name_of(table, row.row)));
        match (&self.what, column) {
            (What::Effects(..), 0) | (What::Broken | What::Conflicts, 1) => id(),
            (What::Effects(..), 1) | (What::Broken | What::Conflicts, 2) => name(),
            (What::Effects(..), 2) => CellView::text(data.text(row.row, "status").into_string()),
            (What::Effects(..), 3) => CellView::text(data.text(row.row, "dateLastModified").into_string()),
            (What::Effects(_, _, changes), _) => {
                let after = self.of.is_after;
                let words = changes.filter(|_| after).map(|changes| {
                    let mask = changes.mask(row.row);
                    changes.columns_of(mask).map(|pair| pair.name.as_str()).collect::<Vec<_>>().join(", ")
                });
                CellView::text(words.unwrap_or_default())
            }
            (What::Broken | What::Conflicts, 0) => CellView::text(table.name()),
            (What::Broken, _) => {
                let Some(link) = self.of.applied.broken.get(line as usize) else { return CellView::default() };
                match column {
                    3 => CellView::text(link.column),
                    4 => CellView::id(link.id.as_str()),
                    _ => CellView::text(link.to.name()),
                }
            }
            (What::Conflicts, _) => {
                CellView::text(self.of.applied.conflicts.get(line as usize).map_or("", |conflict| conflict.kind.words()))
            }
        }
    }
}

impl Lines for DeltaLines<'_> {
    fn pair(&self, line: u64) -> Option<Pair> {
        let (table, row) = self.at(line)?;
        let id = self.roster(row).table(table)?.sourced_id(row.row);
        let find = |roster: &Roster| if id.is_blank() { None } else { roster.table(table)?.find(&id) };
        let is_new = (row.roster == 0) != self.of.is_after;
        let (old, new) = (&self.compared.old, &self.compared.new);
        Some(if is_new { Pair { table, old: find(old), new: Some(row.row) } } else { Pair { table, old: Some(row.row), new: find(new) } })
    }
}
