//! The middle pane: the places of one rule as a list of any length. Only the lines in sight are asked for.

use egui::{Rect, Sense, Stroke, Ui, accesskit::Role, pos2, vec2};

use super::data::{Chosen, PlaceLine, place_line};
use super::keys;
use crate::app::{Command, FindingsCommand, FindingsView, Outbox, Route};
use crate::check::RuleFindings;
use crate::roster::Roster;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{focus, text};

const ROW: f32 = size::NAV_ITEM;
const PAD: f32 = 16.0;
const BAR: f32 = 12.0;

/// Draws the header and the lines into what is left of the room.
pub(super) fn show(
    ui: &mut Ui,
    out: &mut Outbox,
    roster: &Roster,
    group: &RuleFindings,
    chosen: &Chosen,
    view: &FindingsView,
    take_keys: bool,
) {
    let rect = ui.available_rect_before_wrap();
    let band = Rect::from_min_size(rect.min, vec2(rect.width(), size::HEADER_ROW));
    let columns = Columns::new(rect);
    header(ui, band, &columns);
    let body = Rect::from_min_max(pos2(rect.left(), band.bottom()), rect.max);
    let rows = chosen.places.len() as u64;
    let in_view = (body.height() / ROW).floor().max(1.0);
    let (list, pressed) = keys::list(ui, body, "places", Role::Table, "Places", in_view as i64);
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
    lines(ui, out, roster, group, chosen, &Lines { body, top, selected, has_keys: list.has_focus(), columns }, &list);
    if (top - before).abs() > 0.05 || before > hidden {
        let row = (top / f64::from(ROW)).floor();
        out.push(Command::Findings(FindingsCommand::ScrollPlaces { top: row as u32, rest: (top - row * f64::from(ROW)) as f32 }));
    }
    if selected != view.place.map(|at| at as usize) {
        out.push(Command::Findings(FindingsCommand::Place(selected.map(|at| at as u32))));
    }
    if pressed.enter
        && let Some(&at) = selected.and_then(|at| chosen.places.get(at))
    {
        follow(out, roster, &place_line(roster, group, at));
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

fn header(ui: &Ui, band: Rect, columns: &Columns) {
    let t = tokens(ui);
    ui.painter().rect_filled(band, 0, t.band);
    ui.painter().hline(band.x_range(), band.top() + 0.5, Stroke::new(1.0, t.line));
    ui.painter().hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, t.line));
    let heads = [("File", columns.file), ("Column", columns.column), ("Value", columns.value), ("Record", columns.record)];
    for (words, (left, width)) in heads {
        let rect = Rect::from_min_size(pos2(left, band.top()), vec2(width, band.height()));
        let response = ui.interact(rect, ui.scope_id().with(("head", words)), Sense::hover());
        focus::name(&response, Role::ColumnHeader, words);
        text::put(ui.painter(), left, band.center().y, words, font::label(), t.text_2, width);
    }
    let (left, width) = columns.line;
    text::put_right(ui.painter(), left + width, band.center().y, "Line", font::label(), t.text_2, width);
}

/// What the lines are drawn by.
struct Lines {
    body: Rect,
    top: f64,
    selected: Option<usize>,
    has_keys: bool,
    columns: Columns,
}

fn lines(ui: &mut Ui, out: &mut Outbox, roster: &Roster, group: &RuleFindings, chosen: &Chosen, by: &Lines, list: &egui::Response) {
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("lines").max_rect(by.body));
    child.set_clip_rect(by.body.intersect(ui.clip_rect()));
    let first = (by.top / f64::from(ROW)).floor() as usize;
    let rest = (by.top - first as f64 * f64::from(ROW)) as f32;
    let count = (by.body.height() / ROW).ceil() as usize + 1;
    for (down, &place) in chosen.places.iter().skip(first).take(count).enumerate() {
        let at = first + down;
        let top = by.body.top() + down as f32 * ROW - rest;
        let rect = Rect::from_min_size(pos2(by.body.left(), top), vec2(by.body.width() - BAR, ROW));
        let line = place_line(roster, group, place);
        let state = (by.selected == Some(at), by.has_keys);
        let clicked = draw_line(&mut child, out, roster, group, rect, at, &line, state, &by.columns);
        if clicked {
            list.request_focus();
            out.push(Command::Findings(FindingsCommand::Place(Some(at as u32))));
            follow(out, roster, &line);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one line of a list is drawn in one place, and a struct would only rename its parts")]
fn draw_line(
    ui: &mut Ui,
    out: &mut Outbox,
    roster: &Roster,
    group: &RuleFindings,
    rect: Rect,
    at: usize,
    line: &PlaceLine,
    (selected, has_keys): (bool, bool),
    columns: &Columns,
) -> bool {
    let t = tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("place", at)), Sense::CLICK);
    let words = [&line.file, &line.line, &line.column, &line.value, &line.record];
    let words: Vec<&str> = words.into_iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    focus::name_selected(&response, Role::Row, selected, &words.join(", "));
    focus::describe(&response, &line.message);
    let painter = ui.painter();
    if selected {
        painter.rect_filled(rect, 0, if has_keys { t.selected } else { t.selected_idle });
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0, t.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 0, t.hover);
    }
    painter.hline(rect.left() + PAD..=rect.right(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let (middle, fault) = (rect.center().y, shown_level(group.level()).tone(t).fg);
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
    let record = record_link(ui, out, roster, rect, at, line, columns);
    if selected && has_keys {
        ui.painter().rect_stroke(rect, 0, Stroke::new(size::FOCUS_RING, t.focus), egui::StrokeKind::Inside);
    }
    let clicked = response.clicked() && !record;
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&line.message);
    clicked
}

/// The name of the record; a click on it leads to its page instead of the cell.
fn record_link(ui: &Ui, out: &mut Outbox, roster: &Roster, rect: Rect, at: usize, line: &PlaceLine, columns: &Columns) -> bool {
    let t = tokens(ui);
    let (left, width) = columns.record;
    let galley = text::line(ui.painter(), &line.record, font::body(), t.link, width);
    let place = Rect::from_min_size(pos2(left, rect.top()), vec2(galley.size().x, rect.height()));
    let middle = rect.center().y;
    let Some((table, cell)) = line.row.filter(|_| !line.record.is_empty()) else {
        text::paint(ui.painter(), left, middle, galley, t.text);
        return false;
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
    response.clicked()
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
