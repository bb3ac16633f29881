//! The rows that are handed over, each with its reason, and links that lead nowhere, as the grid takes them.

use crate::app::BasketList;
use crate::query::{Subset, SubsetTable};
use crate::roster::Roster;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::grid::{CellView, Content, GridColumn, GridSource, LinkView};

/// Rows of a file, or open links.
pub(super) struct SubsetLines<'a> {
    roster: &'a Roster,
    subset: &'a Subset,
    rows: Option<(&'a SubsetTable, &'a TableData)>,
    columns: Vec<GridColumn>,
}

impl<'a> SubsetLines<'a> {
    pub(super) fn new(roster: &'a Roster, subset: &'a Subset, list: BasketList) -> Self {
        let (rows, names): (_, &[(&str, f32)]) = match list {
            BasketList::Rows(table) => {
                let of = subset.tables.iter().find(|of| of.table == table).zip(roster.table(table));
                (of, &[("sourcedId", 200.0), ("Record", 220.0), ("Why it is in", 560.0)])
            }
            BasketList::Open => {
                (None, &[("File", 130.0), ("sourcedId", 200.0), ("Record", 200.0), ("Column", 160.0), ("Leads to", 200.0), ("Why", 260.0)])
            }
        };
        Self { roster, subset, rows, columns: names.iter().map(|&(name, width)| GridColumn::new(name, width)).collect() }
    }

    /// The record of a line.
    pub(super) fn record(&self, line: u64) -> Option<(Table, u32)> {
        match self.rows {
            Some((of, _)) => of.reasons.get(line as usize).map(|(row, _)| (of.table, *row)),
            None => self.subset.open.get(line as usize).map(|link| (link.table, link.row)),
        }
    }
}

impl GridSource for SubsetLines<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        self.rows.map_or(self.subset.open.len(), |(of, _)| of.reasons.len()) as u64
    }

    fn line(&self, line: u64) -> Option<u64> {
        let (of, data) = self.rows?;
        of.reasons.get(line as usize).map(|(row, _)| data.line(*row))
    }

    fn last_line(&self) -> u64 {
        self.rows.map_or(0, |(_, data)| u64::from(data.rows()) + 1)
    }

    fn cell(&self, line: u64, column: usize) -> CellView<'_> {
        let Some((table, row)) = self.record(line) else { return CellView::default() };
        let id = || self.roster.table(table).map(|data| data.sourced_id(row).into_string()).unwrap_or_default();
        let name = || {
            let name = self.roster.name_of(table, row);
            if name.is_empty() { Content::Empty } else { Content::References(vec![LinkView { name: name.into(), ..LinkView::default() }]) }
        };
        if let Some((of, _)) = self.rows {
            return match column {
                0 => CellView::id(id()),
                1 => CellView::of(name()),
                _ => CellView::text(of.reasons.get(line as usize).map(|(_, why)| why.words(self.roster)).unwrap_or_default()),
            };
        }
        let Some(link) = self.subset.open.get(line as usize) else { return CellView::default() };
        match column {
            0 => CellView::text(table.name()),
            1 => CellView::id(id()),
            2 => CellView::of(name()),
            3 => CellView::text(link.column),
            4 => CellView::id(link.id.as_str()),
            _ => CellView::text(if link.is_left_out { "left out on request" } else { "leads nowhere in this roster too" }),
        }
    }
}
