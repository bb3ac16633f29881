//! The menu of a cell and the menu of a column, by the right button, by keyboard, or by the mark in a header.

use super::act::{Block, Scene, change};
use super::kept::Kept;
use super::menu::Lines;
use crate::app::{Action, ClipFormat, ColumnChange, Command, Outbox, TableCommand, TablePanel, cell_text};
use crate::query::{Condition, Test, column_names};
use crate::ui::grid::{GridEvent, GridResponse};
use crate::ui::widgets::number;

const fn ctrl() -> &'static str {
    if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" }
}

impl Scene<'_> {
    /// Both menus.
    pub fn menus(&self, grid: &GridResponse, kept: &mut Kept, outbox: &mut Outbox) {
        let asked = grid.events.iter().find_map(|event| match *event {
            GridEvent::Menu { row, column } => Some((row, column)),
            _ => None,
        });
        if let Some(of) = asked {
            let pointer = grid.response.interact_pointer_pos().filter(|_| grid.response.secondary_clicked());
            let cell = grid.focused.map(|rect| rect.left_bottom());
            if let Some(at) = pointer.or(cell) {
                kept.menu.open(of, at);
            }
        }
        let ctx = &grid.response.ctx;
        let mut menu = std::mem::take(&mut kept.menu);
        let mut ended = menu.show(ctx, "Cell menu", |lines, (row, column)| self.cell_lines(lines, row, column, kept, outbox));
        kept.menu = menu;
        let mut menu = std::mem::take(&mut kept.header_menu);
        ended |= menu.show(ctx, "Column menu", |lines, column| self.column_lines(lines, column, kept, outbox));
        kept.header_menu = menu;
        if ended {
            kept.grid.take_keyboard();
        }
    }

    fn cell_lines(&self, menu: &mut Lines<'_>, position: u64, column: usize, kept: &Kept, outbox: &mut Outbox) {
        let ctx = menu.ui.ctx().clone();
        let text = self.rows.row(position).zip(self.rows.column(column)).and_then(|(row, place)| cell_text(self.rows.data, row, place));
        if menu.line("Open record", "Enter") {
            self.open(position, outbox);
        }
        let off = self.rows.target(position, column, 0).is_none().then_some("This cell leads to no row");
        if menu.unless("Go to target", &format!("{}+Enter", ctrl()), off) {
            self.follow(position, column, 0, outbox);
        }
        if menu.line(if self.view.pane { "Hide details" } else { "Show details" }, "Space") {
            outbox.push(Command::Table(TableCommand::Pane(!self.view.pane)));
        }
        if menu.line("Show whole cell", "F2") {
            self.whole(position, column, outbox);
        }
        for action in [Action::AddToBasket, Action::AddShownToBasket] {
            if menu.line(action.label(), &action.keys()) {
                outbox.act(action);
            }
        }
        menu.rule();
        self.filter_lines(menu, text.as_deref(), column, outbox);
        menu.rule();
        let off = text.is_none().then_some("Secrets are never copied");
        if menu.unless("Copy cell", &format!("{}+C", ctrl()), off) {
            let block = Block { rows: position..=position, columns: Some(column..=column) };
            self.copy(&ctx, block, ClipFormat::Tabs, false, outbox);
        }
        let block = self.block(kept, position, column);
        let words = block_words(&block);
        if menu.line(&format!("Copy {words}"), "") {
            self.copy(&ctx, block.clone(), ClipFormat::Tabs, false, outbox);
        }
        if menu.line(&format!("Copy {words} with header"), &format!("{}+Shift+C", ctrl())) {
            self.copy(&ctx, block.clone(), ClipFormat::Tabs, true, outbox);
        }
        if let Some(format) = menu.choices(&format!("Copy {words} as"), &ClipFormat::ALL[1..]) {
            self.copy(&ctx, block, format, true, outbox);
        }
    }

    fn filter_lines(&self, menu: &mut Lines<'_>, text: Option<&str>, column: usize, outbox: &mut Outbox) {
        let covered = self.rows.data.columns().get(column).is_some_and(|of| of.is_covered());
        let off = match (text, covered) {
            (None, _) => Some("Secrets are not filtered by"),
            (_, true) => Some("This value is covered while the screen is redacted"),
            _ => None,
        };
        for (words, negated) in [("Filter by this value", false), ("Exclude this value", true)] {
            if menu.unless(words, "", off)
                && let (Some(text), Some(name)) = (text, self.name_of(column))
            {
                let condition = if text.is_empty() { Condition::on(name, Test::Empty) } else { Condition::is(name, text) };
                let condition = if negated { condition.not() } else { condition };
                // Asking twice for the same gives no second chip.
                if !self.view.query.filter.conditions().contains(&&condition) {
                    outbox.push(Command::Table(TableCommand::Where(condition)));
                }
            }
        }
    }

    /// The name by which filters know a column of the grid.
    pub fn name_of(&self, column: usize) -> Option<String> {
        column_names(self.rows.data).into_iter().nth(self.rows.column(column)?)
    }

    fn column_lines(&self, menu: &mut Lines<'_>, column: usize, kept: &mut Kept, outbox: &mut Outbox) {
        let Some(number) = self.number(column) else { return };
        let last = self.rows.shown.len() - 1;
        self.sort_lines(menu, column, number, outbox);
        menu.rule();
        if menu.line("Filter…", "F") {
            self.filter(column, outbox);
        }
        menu.rule();
        if menu.line("Fit to content", "=") {
            kept.grid.fit_columns([column]);
        }
        if menu.line("Fit all columns", "") {
            kept.grid.fit_columns(0..=last);
        }
        let move_to = |to: usize, outbox: &mut Outbox| {
            if let Some(to) = self.number(to) {
                change(outbox, ColumnChange::Move { column: number, to });
            }
        };
        let off = (column == 0).then_some("It is the first column");
        if menu.unless("Move left", &format!("{}+Shift+Left", ctrl()), off) {
            move_to(column - 1, outbox);
        }
        let off = (column == last).then_some("It is the last column");
        if menu.unless("Move right", &format!("{}+Shift+Right", ctrl()), off) {
            move_to(column + 1, outbox);
        }
        let frozen = usize::from(self.layout.frozen);
        if frozen == column + 1 {
            if menu.line("Unfreeze columns", "") {
                change(outbox, ColumnChange::Freeze(0));
            }
        } else if menu.line("Freeze up to here", "") {
            change(outbox, ColumnChange::Freeze(column as u16 + 1));
        }
        menu.rule();
        let off = (last == 0).then_some("It is the only column that is shown");
        if menu.unless("Hide column", "Delete", off) {
            self.hide(column, outbox);
        }
        let hidden = self.layout.columns.iter().filter(|look| look.hidden).count();
        let off = (hidden == 0).then_some("No column is hidden");
        if menu.unless("Show all columns", "", off) {
            change(outbox, ColumnChange::ShowAll);
        }
        if menu.line("Columns…", "") {
            outbox.push(Command::Table(TableCommand::Panel(Some(TablePanel::Columns))));
        }
    }

    fn sort_lines(&self, menu: &mut Lines<'_>, column: usize, number: u16, outbox: &mut Outbox) {
        let sort = &self.view.query.sort;
        if menu.line("Sort ascending", "") {
            self.sort(column, Some(false), outbox);
        }
        if menu.line("Sort descending", "") {
            self.sort(column, Some(true), outbox);
        }
        if sort.iter().any(|key| key.column != number) && menu.line("Sort by it second", "Shift+Enter") {
            outbox.push(Command::Table(TableCommand::Sort { column: number, add: true }));
        }
        if sort.iter().any(|key| key.column == number) && menu.line("Do not sort by it", "") {
            self.sort(column, None, outbox);
        }
    }
}

/// "row", "20 rows", "3 × 20 cells".
fn block_words(block: &Block) -> String {
    let rows = block.rows.end() - block.rows.start() + 1;
    match &block.columns {
        Some(columns) => format!("{} × {} cells", columns.clone().count(), number::count(rows)),
        None if rows == 1 => "row".to_owned(),
        None => format!("{} rows", number::count(rows)),
    }
}
