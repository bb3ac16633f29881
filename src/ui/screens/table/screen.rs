//! The screen: toolbar, chips, rows, and the detail pane beside them.

use std::sync::Arc;

use egui::{CursorIcon, Key, Modifiers, Rect, Sense, Stroke, Ui, UiBuilder, pos2};

use super::act::{self, Scene};
use super::cell::Cells;
use super::data::{self, Nothing};
use super::kept::{self, Kept};
use super::look::column_view;
use super::rows::Rows;
use super::toolbar::{self, Toolbar};
use super::{detail, pane};
use crate::app::{App, Command, OpenRoster, OrderState, Outbox, TableCommand, TableView};
use crate::job::Progress;
use crate::query::RowOrder;
use crate::roster::Roster;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::grid::{Grid, GridResponse};
use crate::ui::icon::{self, Icon};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Amount, EmptyState, number};

/// In narrower windows the detail pane is as narrow as it can be.
const NARROW: f32 = 1100.0;
/// Work that is shorter is not shown, so that nothing flickers.
const MOMENT: f64 = 0.2;
/// How visible rows are that wait for their successors.
const DIMMED: f32 = 0.6;

/// Draws the table of the present place.
pub fn show(ui: &mut Ui, app: &App, outbox: &mut Outbox) {
    let (Some((_, table)), Some(open)) = (act::open_roster(app), app.current()) else { return };
    let Some(roster) = open.roster() else {
        middle(ui, EmptyState::new(Icon::HOURGLASS, "Opening").line(table.file()));
        return;
    };
    let (Some(data), Some(view)) = (roster.table(table), app.table_view()) else {
        return show_absent(ui, roster, table);
    };
    // Until the first answer is there, no row is known to belong here.
    let none = Arc::new(RowOrder::everything(0));
    let first = || OrderState { rows: &none, running: Some(Progress::default()) };
    let answer = app.order();
    let known = answer.is_some();
    let order = answer.unwrap_or_else(first);
    Screen { app, open, roster, table, data, view, order: &order, known }.show(ui, outbox);
}

/// A file that the package does not have.
fn show_absent(ui: &mut Ui, roster: &Roster, table: Table) {
    let Some(Nothing::NoFile(title, meaning)) = data::nothing(roster, table, None, &crate::query::Query::default()) else { return };
    middle(ui, EmptyState::new(icon::of_table(table), &title).line(&meaning));
}

fn middle(ui: &mut Ui, content: EmptyState<'_>) {
    let area = ui.available_rect_before_wrap();
    let room = Rect::from_center_size(area.center(), egui::vec2(area.width().min(560.0), 150.0));
    content.show(&mut ui.new_child(UiBuilder::new().id_salt("absent").max_rect(room)));
}

/// What one frame draws from.
struct Screen<'a> {
    app: &'a App,
    open: &'a OpenRoster,
    roster: &'a Roster,
    table: Table,
    data: &'a TableData,
    view: &'a TableView,
    order: &'a OrderState<'a>,
    /// False until there was any answer to a query on this table.
    known: bool,
}

impl Screen<'_> {
    fn show(&self, ui: &mut Ui, outbox: &mut Outbox) {
        let shown = kept::shown_columns(self.data, &self.view.columns);
        let of = (self.roster.id(), self.table);
        let mut kept = Kept::load(ui, of, self.view, self.data, self.order.rows, &shown);
        kept.grid.density = kept::density(self.app.prefs().density);
        if self.order.running.is_none() {
            kept.answered = self.view.query.clone();
        }
        let waiting = waits(ui, self.order.running.is_some(), &mut kept);
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
            kept.to_filter = true;
        }

        let area = ui.available_rect_before_wrap();
        let (left, right) = self.split(ui, area, &kept);
        let rows = self.rows(&kept, &shown);
        let scene = Scene { roster: self.roster, table: self.table, view: self.view, rows: &rows };

        let mut body = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(left));
        body.spacing_mut().item_spacing.y = 0.0;
        body.set_clip_rect(left.intersect(ui.clip_rect()));
        self.toolbar(&mut body, waiting, &mut kept, outbox);
        for command in toolbar::chips(&mut body, &self.view.query) {
            outbox.push(Command::Table(command));
        }
        if waiting {
            body.set_opacity(DIMMED);
        }
        let grid = self.grid(&mut body, &rows, waiting, &mut kept);
        // What was selected belongs to this table, so it is told before anything leads away from it.
        let found = self.view.selected.is_none_or(|cell| self.order.rows.of() > cell.row);
        let revealed = self.view.reveal && self.order.running.is_none() && found;
        for command in kept.changes(revealed, |position| rows.row(position), &shown) {
            outbox.push(Command::Table(command));
        }
        scene.menu(&grid, &mut kept, outbox);
        scene.take(ui.ctx(), grid.events, outbox);
        if let Some(right) = right {
            self.pane(ui, right, &scene, &mut kept, outbox);
        }
        kept.store(ui);
        ui.advance_cursor_after_rect(area);
    }

    fn rows<'a>(&'a self, kept: &Kept, shown: &'a [u16]) -> Rows<'a> {
        let findings = self.open.findings().map(|findings| &**findings);
        let heads = data::heads(self.data, findings, &self.view.query);
        let column = |&number: &u16| {
            let at = usize::from(number);
            let (head, of) = (heads.get(at)?, self.data.columns().get(at)?);
            let about = data::column_words(of, at, self.data.mode(), head.counts);
            Some(column_view(head, about, kept.letters.get(at).copied().unwrap_or(12)))
        };
        let columns = shown.iter().filter_map(column).collect();
        Rows { data: self.data, cells: Cells::new(self.roster, self.data, findings), order: self.order.rows, columns, shown }
    }

    /// The room of the rows and that of the pane, and the edge between them that can be dragged.
    fn split(&self, ui: &Ui, area: Rect, kept: &Kept) -> (Rect, Option<Rect>) {
        if !self.view.pane {
            return (area, None);
        }
        let most = if ui.ctx().content_rect().width() < NARROW { 280.0 } else { 560.0 };
        let width = kept.pane_width.clamp(280.0, most);
        let edge = area.right() - width;
        let left = Rect::from_min_max(area.min, pos2(edge, area.bottom()));
        let right = Rect::from_min_max(pos2(edge, area.top()), area.max);
        (left, Some(right))
    }

    fn toolbar(&self, ui: &mut Ui, waiting: bool, kept: &mut Kept, outbox: &mut Outbox) {
        let count = data::row_count(self.roster, self.data, Some(self.order.rows));
        let bar = Toolbar { query: &self.view.query, count: self.known.then_some(&count), pane: self.view.pane, waiting };
        let top = ui.cursor().min;
        let done = toolbar::show(ui, &bar, std::mem::take(&mut kept.to_filter));
        let edge = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top()));
        if waiting {
            let fraction = self.order.running.as_ref().and_then(Progress::fraction);
            toolbar::progress(ui, edge, "Filtering and sorting", fraction);
        } else if count.so_far {
            let loading = self.open.loading();
            toolbar::progress(ui, edge, &format!("Reading {}", self.table.file()), loading.and_then(|progress| progress.fraction()));
        }
        for command in done.commands {
            outbox.push(Command::Table(command));
        }
        if done.cancel {
            for command in act::back_to(&kept.answered) {
                outbox.push(command);
            }
        }
        if done.to_rows {
            kept.grid.take_keyboard();
        }
    }

    fn grid(&self, ui: &mut Ui, rows: &Rows<'_>, waiting: bool, kept: &mut Kept) -> GridResponse {
        if !self.known && !waiting {
            return Grid::new(self.table.name()).show(ui, rows, &mut kept.grid);
        }
        let nothing = if self.known {
            data::nothing(self.roster, self.table, Some(self.order.rows), &self.view.query)
        } else {
            Some(Nothing::NotYet)
        };
        let reading = format!("{} {}", if self.known { "Reading" } else { "Filtering and sorting" }, self.table.file());
        let (line, grid);
        let base = Grid::new(self.table.name());
        grid = match &nothing {
            Some(Nothing::NoMatch(filters)) => {
                line = number::counted(*filters as u64, "filter is on", "filters are on");
                let action = if *filters == 1 { "Clear filter" } else { "Clear filters" };
                base.empty(EmptyState::new(Icon::FUNNEL_SIMPLE, "No rows match").line(&line).action(action))
            }
            Some(Nothing::NoRows(title, meaning) | Nothing::NoFile(title, meaning)) => {
                base.empty(EmptyState::new(icon::of_table(self.table), title).line(meaning))
            }
            Some(Nothing::NotYet) => base.loading(Some((&reading, Amount { done: 0, total: 0, unit: "rows" }))),
            None => base,
        };
        grid.show(ui, rows, &mut kept.grid)
    }

    fn pane(&self, ui: &mut Ui, rect: Rect, scene: &Scene<'_>, kept: &mut Kept, outbox: &mut Outbox) {
        let t = tokens(ui);
        ui.painter().rect_filled(rect, 0.0, t.content);
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, t.line));
        let handle = Rect::from_x_y_ranges(rect.left() - 3.0..=rect.left() + 3.0, rect.y_range());
        let drag = ui.interact(handle, ui.scope_id().with("pane edge"), Sense::drag());
        if drag.hovered() || drag.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if let Some(pointer) = drag.interact_pointer_pos().filter(|_| drag.dragged()) {
            kept.pane_width = (rect.right() - pointer.x).clamp(280.0, 560.0);
        }
        let inner = Rect::from_min_max(rect.min + egui::vec2(1.0, 0.0), rect.max);
        let mut side = ui.new_child(UiBuilder::new().id_salt("pane").max_rect(inner));
        side.set_clip_rect(inner.intersect(ui.clip_rect()));
        side.spacing_mut().item_spacing.y = 0.0;
        let findings = self.open.findings().map(|findings| &**findings);
        let row = self.view.selected.map(|cell| cell.row);
        let shown = row.and_then(|row| Some((row, detail::detail(self.roster, self.data, findings, row)?)));
        let Some((row, detail)) = shown else {
            if pane::show_empty(&mut side).is_some() {
                outbox.push(Command::Table(TableCommand::Pane(false)));
            }
            return;
        };
        let line = self.app.source_line(self.roster.id(), self.table, row);
        if let Some(wish) = pane::show(&mut side, self.table, &detail, line) {
            scene.grant(ui.ctx(), wish, row, kept, outbox);
        }
    }
}

/// True once an answer is awaited for longer than a moment.
fn waits(ui: &Ui, running: bool, kept: &mut Kept) -> bool {
    if !running {
        kept.waiting = None;
        return false;
    }
    let now = ui.input(|input| input.time);
    let since = *kept.waiting.get_or_insert(now);
    if now - since < MOMENT {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
        return false;
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    true
}
