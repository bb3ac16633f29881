//! The middle pane: the places of one rule as a table of any length. Only the lines in sight are asked for.

use egui::{
    Rect, Sense, Stroke, Ui, UiBuilder,
    accesskit::{self, Role},
    pos2, vec2,
};

use super::data::PlaceLine;
use super::keys;
use super::listing::Listing;
use crate::app::{Command, FindingsCommand, FindingsView, Outbox, Route};
use crate::check::Level;
use crate::query::PlaceColumn;
use crate::roster::Roster;
use crate::ui::icon::Icon;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{focus, text};

const ROW: f32 = size::NAV_ITEM;
const PAD: f32 = 16.0;
const BAR: f32 = 12.0;

/// Draws the header and the lines into what is left of the room.
pub(super) fn show(ui: &mut Ui, out: &mut Outbox, roster: &Roster, places: Listing<'_>, view: &FindingsView, take_keys: bool) {
    let rect = ui.available_rect_before_wrap();
    let band = Rect::from_min_size(rect.min, vec2(rect.width(), size::HEADER_ROW));
    let columns = Columns::new(rect);
    header(ui, out, band, &columns, view.sort);
    let body = Rect::from_min_max(pos2(rect.left(), band.bottom()), rect.max);
    let rows = places.len() as u64;
    let in_view = (body.height() / ROW).floor().max(1.0);
    let (list, pressed) = keys::list(ui, body, "places", Role::Table, "Places", in_view as i64);
    let list = list.interact(Sense::click());
    ui.ctx().accesskit_node_builder(list.id, |node| {
        node.set_role(Role::Table);
        node.set_row_count(places.len() + 1);
        node.set_column_count(columns.all().len());
    });
    if take_keys {
        list.request_focus();
    }
    let mut top = f64::from(view.top) * f64::from(ROW) + f64::from(view.rest);
    let hidden = (rows as f64 * f64::from(ROW) - f64::from(body.height())).max(0.0);
    let before = top;
    let mut selected = view.place.map(|at| at as usize);
    if pressed.steps != 0 {
        selected = keys::moved(selected, pressed.steps, rows as usize);
        if let Some(at) = selected {
            let (from, to) = (at as f64 * f64::from(ROW), (at + 1) as f64 * f64::from(ROW));
            top = top.min(from).max(to - f64::from(body.height()));
        }
    }
    if ui.rect_contains_pointer(body) {
        top -= f64::from(ui.input(|input| input.smooth_scroll_delta().y));
    }
    top = bar(ui, body, top, hidden, rows).clamp(0.0, hidden);
    lines(ui, out, roster, places, &Lines { body, top, selected, columns }, &list);
    if (top - before).abs() > 0.05 || before > hidden {
        let row = (top / f64::from(ROW)).floor();
        out.push(Command::Findings(FindingsCommand::ScrollPlaces { top: row as u32, rest: (top - row * f64::from(ROW)) as f32 }));
    }
    if selected != view.place.map(|at| at as usize) {
        out.push(Command::Findings(FindingsCommand::Place(selected.map(|at| at as u32))));
    }
    if pressed.enter
        && let Some((line, _)) = selected.and_then(|at| places.line(roster, at))
    {
        follow(out, roster, &line);
    }
}

/// Left edges and widths of the columns.
#[derive(Clone, Copy)]
struct Columns {
    file: (f32, f32),
    line: (f32, f32),
    column: (f32, f32),
    value: (f32, f32),
    record: (f32, f32),
}

impl Columns {
    fn new(rect: Rect) -> Self {
        let (left, width) = (rect.left() + PAD, rect.width() - 2.0 * PAD - BAR);
        let line = 62.0;
        let share = |part: f32| ((width - line) * part).floor();
        let (file, column, value) = (share(0.245), share(0.31), share(0.16));
        let line_left = left + file;
        let column_left = line_left + line + 14.0;
        let value_left = column_left + column;
        let record_left = value_left + value;
        Self {
            file: (left, file - 6.0),
            line: (line_left, line),
            column: (column_left, column - 8.0),
            value: (value_left, value - 8.0),
            record: (record_left, (left + width - record_left).max(20.0)),
        }
    }
}

impl Columns {
    fn all(&self) -> [(PlaceColumn, &'static str, (f32, f32)); 5] {
        [
            (PlaceColumn::File, "File", self.file),
            (PlaceColumn::Line, "Line", self.line),
            (PlaceColumn::Column, "Column", self.column),
            (PlaceColumn::Value, "Value", self.value),
            (PlaceColumn::Record, "Record", self.record),
        ]
    }
}

/// The headers; a click sorts up, down, and not at all.
fn header(ui: &Ui, out: &mut Outbox, band: Rect, columns: &Columns, sort: Option<(PlaceColumn, bool)>) {
    let t = tokens(ui);
    ui.painter().rect_filled(band, 0, t.band);
    ui.painter().hline(band.x_range(), band.top() + 0.5, Stroke::new(1.0, t.line));
    ui.painter().hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, t.line));
    for (column, words, (left, width)) in columns.all() {
        let rect = Rect::from_min_size(pos2(left, band.top()), vec2(width, band.height()));
        let response = ui.interact(rect.expand2(vec2(4.0, 0.0)), ui.scope_id().with(("head", words)), Sense::click());
        focus::name(&response, Role::ColumnHeader, words);
        let sorted = sort.filter(|(by, _)| *by == column).map(|(_, descending)| descending);
        if let Some(descending) = sorted {
            let direction = if descending { accesskit::SortDirection::Descending } else { accesskit::SortDirection::Ascending };
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
        }
        let color = if response.hovered() || sorted.is_some() { t.link } else { t.text_2 };
        let arrow = sorted.map(|descending| if descending { Icon::ARROW_DOWN } else { Icon::ARROW_UP });
        let room = if arrow.is_some() { width - 14.0 } else { width };
        let middle = band.center().y;
        let beside = if column == PlaceColumn::Line {
            text::put_right(ui.painter(), left + width, middle, words, font::label(), color, room) - 9.0
        } else {
            text::put(ui.painter(), left, middle, words, font::label(), color, room) + 9.0
        };
        if let Some(arrow) = arrow {
            arrow.paint(ui.painter(), pos2(beside, middle), 12.0, t.link);
        }
        focus::ring_inside(ui, &response, 0);
        if response.clicked() {
            out.push(Command::Findings(FindingsCommand::Sort(column)));
        }
    }
}

/// What the lines are drawn by.
struct Lines {
    body: Rect,
    top: f64,
    selected: Option<usize>,
    columns: Columns,
}

fn lines(ui: &mut Ui, out: &mut Outbox, roster: &Roster, places: Listing<'_>, by: &Lines, list: &egui::Response) {
    let builder = UiBuilder::new().id_salt("lines").max_rect(by.body).accessibility_parent(list.id);
    let mut child = ui.new_child(builder);
    child.set_clip_rect(by.body.intersect(ui.clip_rect()));
    let first = (by.top / f64::from(ROW)).floor() as usize;
    let rest = (by.top - first as f64 * f64::from(ROW)) as f32;
    let count = (by.body.height() / ROW).ceil() as usize + 1;
    let pointed = |rect: Rect, at: Option<egui::Pos2>| at.is_some_and(|at| rect.contains(at) && by.body.contains(at));
    let pressed = if list.clicked() { list.interact_pointer_pos() } else { None };
    let hover = if list.hovered() { ui.input(|input| input.pointer.hover_pos()) } else { None };
    for (down, at) in (first..places.len()).take(count).enumerate() {
        let Some((line, level)) = places.line(roster, at) else { continue };
        let top = by.body.top() + down as f32 * ROW - rest;
        let rect = Rect::from_min_size(pos2(by.body.left(), top), vec2(by.body.width() - BAR, ROW));
        let state = LineState { at, selected: by.selected == Some(at), has_keys: list.has_focus(), hovered: pointed(rect, hover) };
        let done = draw_line(&mut child, out, roster, level, rect, &line, state, &by.columns, list.id);
        if done || pointed(rect, pressed) {
            list.request_focus();
            out.push(Command::Findings(FindingsCommand::Place(Some(at as u32))));
            follow(out, roster, &line);
        }
        if state.hovered {
            list.clone().on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(&line.message);
        }
    }
}

/// How a line stands in the list.
#[derive(Clone, Copy)]
struct LineState {
    at: usize,
    selected: bool,
    has_keys: bool,
    hovered: bool,
}

/// Draws a line as a row of cells; true if a screen reader pressed it.
#[expect(clippy::too_many_arguments, reason = "one line of a list is drawn in one place, and a struct would only rename its parts")]
fn draw_line(
    ui: &mut Ui,
    out: &mut Outbox,
    roster: &Roster,
    level: Level,
    rect: Rect,
    line: &PlaceLine,
    state: LineState,
    columns: &Columns,
    table: egui::Id,
) -> bool {
    let t = tokens(ui);
    let painter = ui.painter();
    if state.selected {
        painter.rect_filled(rect, 0, if state.has_keys { t.selected } else { t.selected_idle });
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0, t.accent);
    } else if state.hovered {
        painter.rect_filled(rect, 0, t.hover);
    }
    painter.hline(rect.left() + PAD..=rect.right(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let (middle, fault) = (rect.center().y, shown_level(level).tone(t).fg);
    let put = |(left, width): (f32, f32), words: &str, face: egui::FontId, color| {
        text::put(painter, left, middle, words, face, color, width);
    };
    let leads = line.row.is_some() || line.table.is_some();
    put(columns.file, line.file.strip_suffix(".csv").unwrap_or(&line.file), font::mono(), if leads { t.link } else { t.text });
    let (left, width) = columns.line;
    text::put_right(painter, left + width, middle, &line.line, font::mono_small(), t.text_3, width);
    put(columns.column, &line.column, font::mono(), t.text_2);
    if line.value.is_empty() {
        put(columns.value, "—", font::body(), t.text_off);
    } else {
        put(columns.value, &line.value, font::mono(), fault);
    }
    let (row, pressed) = row_node(ui, rect, line, state, table);
    for (at, (words, (_, name, (left, width)))) in
        [&line.file, &line.line, &line.column, &line.value, &line.record].into_iter().zip(columns.all()).enumerate()
    {
        cell_node(&row, Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height())), (state.at, at), name, words);
    }
    record_link(&row, out, roster, rect, state.at, line, columns);
    if state.selected && state.has_keys {
        ui.painter().rect_stroke(rect, 0, Stroke::new(size::FOCUS_RING, t.focus), egui::StrokeKind::Inside);
    }
    pressed
}

/// The row as a screen reader meets it.
fn row_node(ui: &mut Ui, rect: Rect, line: &PlaceLine, state: LineState, table: egui::Id) -> (Ui, bool) {
    let words = [&line.file, &line.line, &line.column, &line.value, &line.record];
    let words: Vec<&str> = words.into_iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let builder = UiBuilder::new().id_salt(("place", state.at)).max_rect(rect).accessibility_parent(table).accessibility_role(Role::Row);
    let row = ui.new_child(builder);
    let id = row.unique_id();
    row.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Row);
        node.set_bounds(bounds(rect));
        node.set_label(words.join(", "));
        node.set_description(line.message.as_str());
        node.set_row_index(state.at + 1);
        node.add_action(accesskit::Action::Click);
        if state.selected {
            node.set_selected(true);
        }
    });
    let pressed = row.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click));
    (row, pressed)
}

/// One cell of it.
fn cell_node(row: &Ui, rect: Rect, (line, column): (usize, usize), name: &str, words: &str) {
    let id = row.unique_id().with(("cell", line, column));
    row.interact(rect, id, Sense::hover());
    row.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Cell);
        node.set_bounds(bounds(rect));
        node.set_label(if words.is_empty() { "blank" } else { words });
        node.set_description(name);
        node.set_row_index(line + 1);
        node.set_column_index(column);
    });
}

const fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect { x0: rect.min.x as f64, y0: rect.min.y as f64, x1: rect.max.x as f64, y1: rect.max.y as f64 }
}

/// The name of the record; a click on it leads to its page instead of the cell.
fn record_link(ui: &Ui, out: &mut Outbox, roster: &Roster, rect: Rect, at: usize, line: &PlaceLine, columns: &Columns) {
    let t = tokens(ui);
    let (left, width) = columns.record;
    let galley = text::line(ui.painter(), &line.record, font::body(), t.link, width);
    let place = Rect::from_min_size(pos2(left, rect.top()), vec2(galley.size().x, rect.height()));
    let middle = rect.center().y;
    let Some((table, cell)) = line.row.filter(|_| !line.record.is_empty()) else {
        text::paint(ui.painter(), left, middle, galley, t.text);
        return;
    };
    let response = ui.interact(place, ui.scope_id().with(("record", at)), Sense::CLICK);
    focus::name(&response, Role::Link, &line.record);
    let right = text::paint(ui.painter(), left, middle, galley, t.link);
    if response.hovered() {
        ui.painter().hline(left..=right, text::base_line(middle, 13.0) + 2.5, Stroke::new(1.0, t.link));
    }
    if response.clicked() {
        out.push(Command::Findings(FindingsCommand::Place(Some(at as u32))));
        out.go(Route::Record { roster: roster.id(), table, row: cell.row });
    }
}

/// Leads to the marked cell; for a file as a whole to its table, for the package to its overview.
fn follow(out: &mut Outbox, roster: &Roster, line: &PlaceLine) {
    let roster = roster.id();
    out.go(match (line.row, line.table) {
        (Some((table, at)), _) => Route::Table { roster, table, at: Some(at) },
        (None, Some(table)) => Route::Table { roster, table, at: None },
        (None, None) => Route::Overview { roster },
    });
}

/// The bar at the right; returns where it was dragged to.
fn bar(ui: &Ui, body: Rect, top: f64, hidden: f64, rows: u64) -> f64 {
    if hidden <= 0.0 {
        return 0.0;
    }
    let t = tokens(ui);
    let track = Rect::from_min_max(pos2(body.right() - BAR + 2.0, body.top() + 2.0), pos2(body.right() - 2.0, body.bottom() - 2.0));
    let part = f64::from(body.height()) / (rows as f64 * f64::from(ROW));
    let length = ((f64::from(track.height()) * part) as f32).max(28.0);
    let way = f64::from(track.height() - length);
    let at = (top.clamp(0.0, hidden) / hidden * way) as f32;
    let handle = Rect::from_min_size(pos2(track.left(), track.top() + at), vec2(track.width(), length));
    let response = ui.interact(handle, ui.scope_id().with("places bar"), Sense::DRAG);
    focus::name(&response, Role::ScrollBar, "Scroll places");
    let color = if response.hovered() || response.dragged() { t.line_control } else { t.line_strong };
    ui.painter().rect_filled(handle, 4, color);
    if response.dragged() && way > 0.0 { top + f64::from(response.drag_delta().y) / way * hidden } else { top }
}
