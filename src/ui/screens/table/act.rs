//! What the user did in the grid and the pane, as commands.

use std::ops::RangeInclusive;
use std::sync::Arc;

use egui::Context;

use super::kept::Kept;
use super::pane::Wish;
use super::rows::Rows;
use crate::app::{
    self, App, CellAt, ClipAsk, ClipFormat, ColumnChange, Command, Layout, Notice, NoticeLevel, Outbox, Route, TableCommand, TablePanel,
    TableView,
};
use crate::job::Watch;
use crate::query::{RowOrder, RowPick, SortKey};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::ui::clipboard;
use crate::ui::grid::GridEvent;

/// The table that is shown, for whoever acts on it.
pub struct Scene<'a> {
    /// Of which roster.
    pub roster: &'a Roster,
    /// Which table.
    pub table: Table,
    /// How it is looked at.
    pub view: &'a TableView,
    /// How its columns are arranged.
    pub layout: &'a Layout,
    /// Its rows.
    pub rows: &'a Rows<'a>,
}

/// Cells that are meant by a command: positions, and columns of the grid or whole rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The positions.
    pub rows: RangeInclusive<u64>,
    /// The columns of the grid; `None` = all that are shown.
    pub columns: Option<RangeInclusive<usize>>,
}

impl Scene<'_> {
    /// The id of its roster.
    pub const fn id(&self) -> RosterId {
        self.roster.id()
    }

    /// Turns what was done in the grid into commands.
    pub fn take(&self, ctx: &Context, events: Vec<GridEvent>, kept: &mut Kept, outbox: &mut Outbox) {
        for event in events {
            match event {
                GridEvent::SortBy { column, add } => {
                    if let Some(column) = self.number(column) {
                        outbox.push(Command::Table(TableCommand::Sort { column, add }));
                    }
                }
                GridEvent::Open(position) => self.open(position, outbox),
                GridEvent::Details(_) => outbox.push(Command::Table(TableCommand::Pane(!self.view.pane))),
                GridEvent::Follow { row, column, item, .. } => self.follow(row, column, item, outbox),
                GridEvent::Resize { column, width } => {
                    if let Some(column) = self.number(column) {
                        change(outbox, ColumnChange::Width { column, width: Some(width) });
                    }
                }
                GridEvent::Move { column, to } => {
                    if let (Some(column), Some(to)) = (self.number(column), self.number(to)) {
                        change(outbox, ColumnChange::Move { column, to });
                    }
                }
                GridEvent::Hide(column) => self.hide(column, outbox),
                GridEvent::Copy { rows, columns, header } => self.copy(ctx, Block { rows, columns }, ClipFormat::Tabs, header, outbox),
                GridEvent::Whole { row, column } => self.whole(row, column, outbox),
                GridEvent::EmptyAction => outbox.push(Command::Table(TableCommand::ClearFilters)),
                GridEvent::Cancel => outbox.push(Command::Close(self.id())),
                GridEvent::HeaderMenu { column, at } => kept.header_menu.open(column, at),
                // The selection is told once a frame, and the menu is shown beside the grid.
                GridEvent::Select { .. } | GridEvent::Menu { .. } => {}
                GridEvent::Filter(column) => self.filter(column, outbox),
            }
        }
    }

    /// The place in the table of a column of the grid.
    pub fn number(&self, column: usize) -> Option<u16> {
        self.rows.shown.get(column).copied()
    }

    /// Opens the record at a position.
    pub fn open(&self, position: u64, outbox: &mut Outbox) {
        if let Some(row) = self.rows.row(position) {
            outbox.go(Route::Record { roster: self.id(), table: self.table, row });
        }
    }

    /// Goes where a link of a cell leads.
    pub fn follow(&self, position: u64, column: usize, item: usize, outbox: &mut Outbox) {
        if let Some((table, row)) = self.rows.target(position, column, item) {
            outbox.go(Route::Record { roster: self.id(), table, row });
        }
    }

    /// Shows the whole of a cell.
    pub fn whole(&self, position: u64, column: usize, outbox: &mut Outbox) {
        if let (Some(row), Some(column)) = (self.rows.row(position), self.number(column)) {
            outbox.push(Command::Table(TableCommand::Panel(Some(TablePanel::Cell(CellAt { row, column: Some(column) })))));
        }
    }

    /// Shows a column no more, and says why if it is the last one.
    pub fn hide(&self, column: usize, outbox: &mut Outbox) {
        if let Some(column) = self.number(column).filter(|_| self.rows.shown.len() > 1) {
            change(outbox, ColumnChange::Show { column, show: false });
        }
    }

    /// Asks for a condition on a column.
    pub fn filter(&self, column: usize, outbox: &mut Outbox) {
        let column = self.number(column);
        outbox.push(Command::Table(TableCommand::Panel(Some(TablePanel::Filter { column, part: None }))));
    }

    /// Sorts by one column alone, or not at all.
    pub fn sort(&self, column: usize, descending: Option<bool>, outbox: &mut Outbox) {
        let Some(column) = self.number(column) else { return };
        let keys = match descending {
            Some(descending) => vec![SortKey { column, descending, natural: false }],
            None => self.view.query.sort.iter().filter(|key| key.column != column).copied().collect(),
        };
        outbox.push(Command::Table(TableCommand::SortBy(keys)));
    }

    /// One cell as it stands, or cells as lines; many of them by a job.
    pub fn copy(&self, ctx: &Context, block: Block, format: ClipFormat, header: bool, outbox: &mut Outbox) {
        if !self.rows.order.is_whole() {
            let wait = "Copy again when the rows stand in their order.".to_owned();
            outbox.push(Command::Tell(Notice::new(NoticeLevel::Info, "The rows are still being sorted", vec![wait])));
            return;
        }
        let columns: Vec<u16> = match block.columns {
            Some(columns) => self.rows.shown.iter().copied().skip(*columns.start()).take(columns.count()).collect(),
            None => self.rows.shown.to_vec(),
        };
        let one_row = block.rows.start() == block.rows.end();
        if let (true, [column], ClipFormat::Tabs, false) = (one_row, &columns[..], format, header) {
            let row = self.rows.row(*block.rows.start());
            match row.and_then(|row| app::cell_text(self.rows.data, row, usize::from(*column))) {
                Some(text) => clipboard::put(ctx, text, outbox),
                None => outbox.push(Command::Tell(Notice::new(NoticeLevel::Info, "Secrets are never copied", Vec::new()))),
            }
            return;
        }
        let edge = |position: u64| u32::try_from(position).unwrap_or(u32::MAX);
        let ask = ClipAsk { first: edge(*block.rows.start()), last: edge(*block.rows.end()), columns, format, header };
        if !ask.is_small() {
            outbox.push(Command::Table(TableCommand::Copy(ask)));
        } else if let Ok(text) = app::clip_text(self.roster, self.table, self.rows.order, &ask, &Watch::new()) {
            clipboard::put(ctx, text, outbox);
        }
    }

    /// The cells that a command from this cell is for: the selection if the cell is within, else its row.
    pub fn block(&self, kept: &Kept, position: u64, column: usize) -> Block {
        let rows = kept.grid.selected().filter(|rows| rows.contains(&position));
        match rows {
            Some(rows) => match kept.grid.selected_columns() {
                Some(columns) if columns.contains(&column) => Block { rows, columns: Some(columns) },
                Some(_) => Block { rows: position..=position, columns: None },
                None => Block { rows, columns: None },
            },
            None => Block { rows: position..=position, columns: None },
        }
    }

    /// Selects the row at a position and brings it into sight.
    pub fn go_to(&self, position: u32, column: Option<u16>, outbox: &mut Outbox) {
        if let Some(row) = self.rows.order.row(position) {
            let cell = Some(CellAt { row, column });
            outbox.push(Command::Table(TableCommand::Anchor(None)));
            outbox.push(Command::Table(TableCommand::Select { cell, reveal: true }));
        }
    }

    /// Does what was asked for in the pane.
    pub fn grant(&self, ctx: &Context, wish: Wish, row: u32, kept: &mut Kept, outbox: &mut Outbox) {
        let roster = self.id();
        match wish {
            Wish::Close => outbox.push(Command::Table(TableCommand::Pane(false))),
            Wish::Turn(below) => outbox.push(Command::Table(TableCommand::PaneBelow(below))),
            Wish::Open => outbox.go(Route::Record { roster, table: self.table, row }),
            Wish::CopyRow => {
                let ask = ClipAsk { first: row, last: row, columns: self.rows.shown.to_vec(), format: ClipFormat::Tabs, header: false };
                let order = RowOrder::everything(self.rows.data.rows());
                if let Ok(text) = app::clip_text(self.roster, self.table, &order, &ask, &Watch::new()) {
                    clipboard::put(ctx, text, outbox);
                }
            }
            Wish::CopyLine(text) => clipboard::put(ctx, text, outbox),
            Wish::Follow(table, row) => outbox.go(Route::Record { roster, table, row }),
            Wish::ShowReferrers(from, column) => self.show_referrers(from, column, row, outbox),
            Wish::ShowRule(rule) => outbox.go(Route::Findings { roster, rule: Some(rule), table: Some(self.table) }),
            Wish::Focus(column) => {
                let cell = Some(CellAt { row, column: Some(column) });
                outbox.push(Command::Table(TableCommand::Select { cell, reveal: true }));
                kept.grid.take_keyboard();
            }
        }
    }

    /// Goes to the rows that point at this row.
    fn show_referrers(&self, from: Table, column: &str, row: u32, outbox: &mut Outbox) {
        let Some(reverse) = self.roster.relations().ready(from, column) else { return };
        let mut rows = reverse.rows(row).to_vec();
        rows.dedup();
        let name = self.roster.name_of(self.table, row);
        let label = if name.is_empty() { self.rows.data.sourced_id(row).into_string() } else { name };
        outbox.go(Route::Table { roster: self.id(), table: from, at: None });
        outbox.push(Command::Table(TableCommand::ClearFilters));
        outbox.push(Command::Table(TableCommand::Only(Some(Arc::new(RowPick { label, rows })))));
    }
}

/// Asks for a change of the columns.
pub fn change(outbox: &mut Outbox, change: ColumnChange) {
    outbox.push(Command::Table(TableCommand::Column(change)));
}

/// Commands that go back to an earlier query.
pub fn back_to(query: &crate::query::Query) -> Vec<Command> {
    let commands = [
        TableCommand::ClearFilters,
        TableCommand::Filter(query.text.clone()),
        TableCommand::Only(query.only.clone()),
        TableCommand::Conditions(query.filter.clone()),
        TableCommand::SortBy(query.sort.clone()),
    ];
    commands.into_iter().map(Command::Table).collect()
}

/// The roster of the route, if it is still open.
pub fn open_roster(app: &App) -> Option<(RosterId, Table)> {
    match *app.route() {
        Route::Table { roster, table, .. } => Some((roster, table)),
        _ => None,
    }
}
