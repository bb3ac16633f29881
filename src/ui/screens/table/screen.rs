//! The screen: toolbar, chips, rows, and the detail pane beside them.

use std::sync::Arc;

use egui::{CursorIcon, Rect, Sense, Stroke, Ui, UiBuilder, pos2};

use super::act::{self, Scene};
use super::cell::Cells;
use super::data::{self, Nothing};
use super::kept::{self, Before, Kept};
use super::look::column_view;
use super::rows::Rows;
use super::toolbar::{self, Toolbar};
use super::{chooser, detail, pane};
use crate::app::{App, Command, Layout, OpenRoster, OrderState, Outbox, TableCommand, TablePanel, TableView};
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
/// The detail pane below the rows is not lower.
const LOWEST: f32 = 140.0;
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
    let plain = Layout::default();
    let layout = app.layout().unwrap_or(&plain);
    Screen { app, open, roster, table, data, view, layout, order: &order, known }.show(ui, outbox);
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
    layout: &'a Layout,
    order: &'a OrderState<'a>,
    /// False until there was any answer to a query on this table.
    known: bool,
}

impl Screen<'_> {
    fn show(&self, ui: &mut Ui, outbox: &mut Outbox) {
        let shown = self.layout.shown(self.data.columns().len() as u16);
        let before = Before { view: self.view, layout: self.layout, table: self.data };
        let mut kept = Kept::load(ui, (self.roster.id(), self.table), &before, self.order.rows, &shown);
        kept.grid.density = kept::density(self.app.prefs().density);
        if self.order.running.is_none() {
            kept.answered = self.view.query.clone();
        }
        let waiting = waits(ui, self.order.running.is_some(), &mut kept);

        let area = ui.available_rect_before_wrap();
        let (main, side) = self.split(ui, area, &kept);
        let rows = self.rows(&kept, &shown);
        let scene = Scene { roster: self.roster, table: self.table, view: self.view, layout: self.layout, rows: &rows };
        scene.obey(ui.ctx(), self.app, &mut kept, outbox);
        let mut body = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(main));
        body.spacing_mut().item_spacing.y = 0.0;
        body.set_clip_rect(main.intersect(ui.clip_rect()));
        self.body(&mut body, &scene, waiting, &mut kept, outbox);
        if let Some(side) = side {
            self.pane(ui, side, &scene, &mut kept, outbox);
        }
        match self.view.panel {
            Some(TablePanel::Cell(at)) => scene.whole_cell(ui, at, &mut kept, outbox),
            Some(TablePanel::Filter { column, part }) => {
                let findings = self.open.findings().map(|findings| &**findings);
                scene.filter_box(ui, self.app, findings, (column, part), &mut kept, outbox);
            }
            Some(TablePanel::Export) => scene.export_box(ui, self.app, &mut kept, outbox),
            _ => {}
        }
        kept.store(ui);
        ui.advance_cursor_after_rect(area);
    }

    /// Toolbar, chips, bars and rows.
    fn body(&self, ui: &mut Ui, scene: &Scene<'_>, waiting: bool, kept: &mut Kept, outbox: &mut Outbox) {
        self.toolbar(ui, waiting, kept, outbox);
        for command in toolbar::chips(ui, &self.view.query, self.roster) {
            outbox.push(Command::Table(command));
        }
        let sought = self.app.sought();
        scene.seek_bar(ui, sought.as_ref(), kept, outbox);
        if self.view.panel == Some(TablePanel::Line) {
            scene.line_bar(ui, kept, outbox);
        }
        // The first rows of a sort are right already; those of the query before step back.
        if waiting && self.order.rows.is_whole() {
            ui.set_opacity(DIMMED);
        }
        let mut grid = self.grid(ui, scene.rows, waiting, kept);
        // What was selected belongs to this table, so it is told before anything leads away from it.
        let found = self.view.selected.is_none_or(|cell| self.order.rows.of() > cell.row);
        let revealed = self.view.reveal && self.order.running.is_none() && found;
        for command in kept.changes(revealed, |position| scene.rows.row(position), scene.rows.shown) {
            outbox.push(Command::Table(command));
        }
        scene.step(sought.as_ref(), kept, outbox);
        scene.menus(&grid, kept, outbox);
        scene.take(ui.ctx(), std::mem::take(&mut grid.events), kept, outbox);
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

    /// The room of the rows and that of the pane.
    fn split(&self, ui: &Ui, area: Rect, kept: &Kept) -> (Rect, Option<Rect>) {
        if !self.view.pane {
            return (area, None);
        }
        if self.app.pane_below() {
            let height = kept.pane_height.clamp(LOWEST, (area.height() - 200.0).max(LOWEST));
            let (top, bottom) = area.split_top_bottom_at_y(area.bottom() - height);
            return (top, Some(bottom));
        }
        let most = if ui.ctx().content_rect().width() < NARROW { 280.0 } else { 560.0 };
        let width = kept.pane_width.clamp(280.0, most);
        let (left, right) = area.split_left_right_at_x(area.right() - width);
        (left, Some(right))
    }

    fn toolbar(&self, ui: &mut Ui, waiting: bool, kept: &mut Kept, outbox: &mut Outbox) {
        let count = data::row_count(self.roster, self.data, Some(self.order.rows));
        let chooser = self.view.panel == Some(TablePanel::Columns);
        let hidden = self.layout.columns.iter().filter(|look| look.hidden).count();
        let count_shown = self.known.then_some(&count);
        let bar = Toolbar { query: &self.view.query, count: count_shown, pane: self.view.pane, hidden, columns: chooser, waiting };
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
        if let Some(button) = done.columns.filter(|_| chooser) {
            chooser::show(&button, true, self.data, self.layout, kept, outbox);
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
        let seek = if self.view.find.is_empty() { &self.view.query.text } else { &self.view.find };
        let base = Grid::new(self.table.name()).frozen(usize::from(self.layout.frozen)).highlight(seek);
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
        let below = self.app.pane_below();
        self.pane_edge(ui, rect, kept);
        let inner = Rect::from_min_max(rect.min + if below { egui::vec2(0.0, 1.0) } else { egui::vec2(1.0, 0.0) }, rect.max);
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
        if let Some(wish) = pane::show(&mut side, self.table, &detail, line, below) {
            scene.grant(ui.ctx(), wish, row, kept, outbox);
        }
    }
}

impl Screen<'_> {
    /// The edge between rows and pane, which can be dragged.
    fn pane_edge(&self, ui: &Ui, rect: Rect, kept: &mut Kept) {
        let below = self.app.pane_below();
        let line = Stroke::new(1.0, tokens(ui).line);
        let handle = if below {
            ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
            Rect::from_x_y_ranges(rect.x_range(), rect.top() - 3.0..=rect.top() + 3.0)
        } else {
            ui.painter().vline(rect.left() + 0.5, rect.y_range(), line);
            Rect::from_x_y_ranges(rect.left() - 3.0..=rect.left() + 3.0, rect.y_range())
        };
        let drag = ui.interact(handle, ui.scope_id().with("pane edge"), Sense::drag());
        if drag.hovered() || drag.dragged() {
            ui.ctx().set_cursor_icon(if below { CursorIcon::ResizeVertical } else { CursorIcon::ResizeHorizontal });
        }
        if let Some(pointer) = drag.interact_pointer_pos().filter(|_| drag.dragged()) {
            if below {
                kept.pane_height = (rect.bottom() - pointer.y).clamp(LOWEST, 560.0);
            } else {
                kept.pane_width = (rect.right() - pointer.x).clamp(280.0, 560.0);
            }
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
