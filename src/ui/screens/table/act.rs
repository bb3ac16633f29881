//! What the user did in the grid, its menu and the pane, as commands.

use std::ops::RangeInclusive;
use std::sync::Arc;

use egui::{Context, Key, Popup, Response, SetOpenCommand, Ui};

use super::copy;
use super::kept::{self, Kept};
use super::pane::Wish;
use super::rows::Rows;
use crate::app::{App, CellAt, Command, Notice, NoticeLevel, Outbox, Route, TableCommand, TableView};
use crate::query::RowPick;
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::ui::grid::{GridEvent, GridResponse};
use crate::ui::widgets::{field, focus, number};

/// The table that is shown, for whoever acts on it.
pub struct Scene<'a> {
    /// Of which roster.
    pub roster: &'a Roster,
    /// Which table.
    pub table: Table,
    /// How it is looked at.
    pub view: &'a TableView,
    /// Its rows.
    pub rows: &'a Rows<'a>,
}

impl Scene<'_> {
    const fn id(&self) -> RosterId {
        self.roster.id()
    }

    /// Turns what was done in the grid into commands.
    pub fn take(&self, ctx: &Context, events: Vec<GridEvent>, outbox: &mut Outbox) {
        for event in events {
            match event {
                GridEvent::SortBy { column, add } => {
                    if let Some(&column) = self.rows.shown.get(column) {
                        outbox.push(Command::Table(TableCommand::Sort { column, add }));
                    }
                }
                GridEvent::Open(position) => self.open(position, outbox),
                GridEvent::Details(_) => outbox.push(Command::Table(TableCommand::Pane(!self.view.pane))),
                GridEvent::Follow { row, column, item, .. } => self.follow(row, column, item, outbox),
                GridEvent::Resize { column, width } => {
                    if let Some(&column) = self.rows.shown.get(column) {
                        let looks = kept::with_width(&self.view.columns, self.rows.shown, column, width);
                        outbox.push(Command::Table(TableCommand::Columns(looks)));
                    }
                }
                GridEvent::Copy { rows, column } => self.copy(ctx, rows, column, false, outbox),
                GridEvent::EmptyAction => outbox.push(Command::Table(TableCommand::ClearFilters)),
                GridEvent::Cancel => outbox.push(Command::Close(self.id())),
                // The selection is told once a frame, and the menu is shown beside the grid.
                GridEvent::Select { .. } | GridEvent::Menu { .. } => {}
            }
        }
    }

    fn open(&self, position: u64, outbox: &mut Outbox) {
        if let Some(row) = self.rows.row(position) {
            outbox.go(Route::Record { roster: self.id(), table: self.table, row });
        }
    }

    fn follow(&self, position: u64, column: usize, item: usize, outbox: &mut Outbox) {
        if let Some((table, row)) = self.rows.target(position, column, item) {
            outbox.go(Route::Record { roster: self.id(), table, row });
        }
    }

    /// One cell as it stands, or rows as lines.
    fn copy(&self, ctx: &Context, positions: RangeInclusive<u64>, column: Option<usize>, header: bool, outbox: &mut Outbox) {
        let text = match column.map(|column| (self.rows.row(*positions.start()), self.rows.column(column))) {
            Some((Some(row), Some(column))) => copy::cell_text(self.rows.data, row, column),
            Some(_) => None,
            None => {
                let columns: Vec<_> = self.rows.shown.iter().copied().map(usize::from).collect();
                let count = positions.end() - positions.start() + 1;
                if count > copy::MOST_ROWS as u64 {
                    outbox.push(Command::Tell(copied_in_part(count)));
                }
                let rows = positions.filter_map(|position| self.rows.row(position));
                Some(copy::rows_text(self.rows.data, rows, &columns, header))
            }
        };
        if let Some(text) = text {
            ctx.copy_text(text);
        }
    }

    /// The menu of a cell, by the right button or by keyboard.
    pub fn menu(&self, grid: &GridResponse, kept: &mut Kept, outbox: &mut Outbox) {
        let asked = grid.events.iter().find_map(|event| match *event {
            GridEvent::Menu { row, column } => Some((row, column)),
            _ => None,
        });
        kept.menu = asked.or(kept.menu);
        let by_key = asked.is_some() && !grid.response.secondary_clicked();
        let mut popup = Popup::context_menu(&grid.response).accessible_name("Cell menu");
        if by_key {
            kept.menu_at = grid.focused.map(|rect| rect.left_bottom());
            popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
        } else if asked.is_some() {
            kept.menu_at = None;
        }
        if let Some(at) = kept.menu_at {
            popup = popup.at_position(at);
        }
        let Some((position, column)) = kept.menu else { return };
        let shown = popup.show(|ui| self.items(ui, position, column, by_key, kept, outbox));
        if let Some(shown) = shown
            && shown.inner
        {
            kept.menu = None;
            kept.grid.take_keyboard();
            Popup::close_all(&grid.response.ctx);
        }
    }

    /// The lines of the menu; true when one was chosen.
    fn items(&self, ui: &mut Ui, position: u64, column: usize, first_focus: bool, kept: &Kept, outbox: &mut Outbox) -> bool {
        ui.set_min_width(220.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let ctrl = if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" };
        let (row, place) = (self.rows.row(position), self.rows.column(column));
        let text = row.zip(place).and_then(|(row, place)| copy::cell_text(self.rows.data, row, place));
        let selected = kept.grid.selected().filter(|rows| rows.contains(&position)).unwrap_or(position..=position);
        let count = selected.end() - selected.start() + 1;
        let copy_rows = if count == 1 { "Copy row".to_owned() } else { format!("Copy {} rows", number::count(count)) };
        let too_many = (count > copy::MOST_ROWS as u64).then(|| format!("The first {} rows", number::count(copy::MOST_ROWS as u64)));
        let mut done = false;
        let mut item = |ui: &mut Ui, words: &str, keys: &str, off: Option<&str>| {
            let response = focus::unless(ui, off, |ui| (field::menu_item(ui, words, keys, false), ())).0;
            done |= response.clicked();
            response
        };
        let first = item(ui, "Open record", "Enter", None);
        if first_focus {
            first.request_focus();
        }
        if chosen(&first) {
            self.open(position, outbox);
        }
        let off = self.rows.target(position, column, 0).is_none().then_some("This cell leads to no row");
        if chosen(&item(ui, "Go to target", &format!("{ctrl}+Enter"), off)) {
            self.follow(position, column, 0, outbox);
        }
        if chosen(&item(ui, if self.view.pane { "Hide details" } else { "Show details" }, "Space", None)) {
            outbox.push(Command::Table(TableCommand::Pane(!self.view.pane)));
        }
        let off = text.is_none().then_some("Secrets are never copied");
        if chosen(&item(ui, "Copy cell", &format!("{ctrl}+C"), off)) {
            self.copy(ui.ctx(), position..=position, Some(column), false, outbox);
        }
        let response = item(ui, &copy_rows, "", None);
        let response = too_many.map_or(response.clone(), |words| response.on_hover_text(words));
        if chosen(&response) {
            self.copy(ui.ctx(), selected.clone(), None, false, outbox);
        }
        if chosen(&item(ui, &format!("{copy_rows} with header"), "", None)) {
            self.copy(ui.ctx(), selected, None, true, outbox);
        }
        done || ui.input(|input| input.key_pressed(Key::Escape))
    }

    /// Does what was asked for in the pane.
    pub fn grant(&self, ctx: &Context, wish: Wish, row: u32, kept: &mut Kept, outbox: &mut Outbox) {
        let roster = self.id();
        match wish {
            Wish::Close => outbox.push(Command::Table(TableCommand::Pane(false))),
            Wish::Open => outbox.go(Route::Record { roster, table: self.table, row }),
            Wish::CopyRow => {
                let columns: Vec<_> = self.rows.shown.iter().copied().map(usize::from).collect();
                ctx.copy_text(copy::rows_text(self.rows.data, std::iter::once(row), &columns, false));
            }
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

fn copied_in_part(count: u64) -> Notice {
    let title = format!("The first {} of {} rows were copied", number::count(copy::MOST_ROWS as u64), number::count(count));
    Notice::new(NoticeLevel::Warning, title, vec!["More is too much for a clipboard. Filter to fewer rows, or copy in parts.".to_owned()])
}

fn chosen(response: &Response) -> bool {
    response.clicked()
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
