//! Draws the gradebook of a class: line items by category across, students down. Only the cells in sight are laid out.

use egui::{Color32, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::value_view::{Place, follow_focus};
use crate::app::{Outbox, Route};
use crate::query::{Around, Gradebook, Item, Score, State, Student};
use crate::spec::Table;
use crate::ui::icon::{Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{EmptyState, focus, number, text};

const CATEGORY: f32 = 26.0;
const HEAD: f32 = CATEGORY + 42.0;
const ROW: f32 = 26.0;
/// Width of a column: as wide as there is room, between these.
const CELL: (f32, f32) = (78.0, 132.0);
const PAD: f32 = 10.0;

/// Draws it into what is left of the room.
pub(super) fn show(ui: &mut Ui, place: Place<'_>, out: &mut Outbox) {
    let Some(around) = place.app.around(place.roster.id(), place.table, place.row) else {
        ui.add_space(60.0);
        EmptyState::new(Icon::HOURGLASS, "Gathering the results").show(ui);
        return;
    };
    let Around::Class(book) = &**around else { return };
    legend(ui, book);
    let area = ui.available_rect_before_wrap();
    let names = (area.width() * 0.32).clamp(150.0, 260.0);
    let body = Rect::from_min_max(pos2(area.left() + names, area.top() + HEAD), pos2(area.right(), area.bottom() - ROW));
    let columns = book.items.len() as f32 + 1.0;
    // The bar at the right takes its part.
    let wide = ((body.width() - 14.0) / columns).floor().clamp(CELL.0, CELL.1);
    let whole = vec2((book.items.len() + 1) as f32 * wide, book.students.len() as f32 * ROW);
    let mut child = ui.new_child(UiBuilder::new().id_salt("gradebook").max_rect(body));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    child.ctx().accesskit_node_builder(child.unique_id(), |node| {
        node.set_role(Role::Table);
        node.set_label("Gradebook");
        node.set_row_count(book.students.len());
        node.set_column_count(book.items.len() + 1);
    });
    let mut go = None;
    let shown = ScrollArea::both().id_salt(("gradebook", place.row)).auto_shrink(false).show_viewport(&mut child, |ui, seen| {
        let origin = ui.min_rect().min;
        ui.set_min_size(whole);
        for row in range(seen.top(), seen.bottom(), ROW, book.students.len()) {
            for column in range(seen.left(), seen.right(), wide, book.items.len() + 1) {
                let rect = Rect::from_min_size(origin + vec2(column as f32 * wide, row as f32 * ROW), vec2(wide, ROW));
                go = cell(ui, book, &book.students[row], column, rect).or(go);
            }
        }
        origin
    });
    let origin = shown.inner;
    let left = Rect::from_min_max(pos2(area.left(), body.top()), pos2(body.left(), body.bottom()));
    go = names_column(ui, book, left, origin).or(go);
    let head = Rect::from_min_max(pos2(body.left(), area.top()), pos2(area.right(), body.top()));
    go = header(ui, book, head, origin, wide).or(go);
    let foot = Rect::from_min_max(pos2(body.left(), body.bottom()), area.max);
    frame(ui, book, area, (head, left, foot), origin, wide);
    if let Some((table, row)) = go {
        out.go(Route::Record { roster: place.roster.id(), table, row });
    }
    ui.allocate_rect(area, Sense::hover());
}

/// Which of `count` parts lie between two points.
fn range(from: f32, to: f32, one: f32, count: usize) -> std::ops::Range<usize> {
    let first = (from / one).floor().max(0.0) as usize;
    first.min(count)..((to / one).ceil().max(0.0) as usize).min(count)
}

/// What the signs mean, and how much there is.
fn legend(ui: &mut Ui, book: &Gradebook) {
    let t = tokens(ui);
    egui::Frame::NONE.inner_margin(egui::Margin::symmetric(size::PAGE_PADDING as i8, 8)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            for state in [State::Missing, State::Late, State::Exempt, State::Open, State::OutOfRange] {
                if let Some((icon, color)) = sign(ui, state) {
                    icon.show(ui, size::ICON_SMALL, color);
                    text::label(ui, state.words(), font::small(), t.text_2);
                    ui.add_space(10.0);
                }
            }
            let counts = [
                number::counted(book.items.len() as u64, "line item", "line items"),
                number::counted(book.students.len() as u64, "student", "students"),
                number::counted(book.results, "result", "results"),
            ];
            text::label(ui, &counts.join(", "), font::small(), t.text_3);
            let (items, students) = book.left_out;
            for (count, one, many) in [(items, "line item", "line items"), (students, "student", "students")] {
                if count > 0 {
                    text::label(ui, &format!("{} not shown", number::counted(count, one, many)), font::small(), t.warning.fg);
                }
            }
            if book.strays > 0 {
                let words = format!("{} of students who are not in users.csv", number::counted(book.strays, "result", "results"));
                text::label(ui, &words, font::small(), t.warning.fg);
            }
        });
    });
}

fn sign(ui: &Ui, state: State) -> Option<(Icon, Color32)> {
    let t = tokens(ui);
    match state {
        State::Graded => None,
        State::Missing => Some((Icon::CIRCLE_DASHED, t.warning.mark)),
        State::Late => Some((Icon::CLOCK, t.warning.mark)),
        State::Exempt => Some((Icon::PROHIBIT, t.text_3)),
        State::Open => Some((Icon::MINUS, t.text_3)),
        State::OutOfRange => Some((Level::Error.icon(), t.error.mark)),
    }
}

/// One score; returns the row that it leads to if it was followed.
fn cell(ui: &Ui, book: &Gradebook, student: &Student, column: usize, rect: Rect) -> Option<(Table, u32)> {
    let t = tokens(ui);
    let line = Stroke::new(1.0, t.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let Some(item) = book.items.get(column) else {
        let average = book.average_of(student).map(|average| format!("{average:.1} %")).unwrap_or_default();
        let response = ui.interact(rect, ui.scope_id().with((student.user, column)), Sense::hover());
        focus::name(&response, Role::Cell, &format!("{}, average, {}", student.name, if average.is_empty() { "none" } else { &average }));
        text::put_right(ui.painter(), rect.right() - PAD, rect.center().y, &average, font::body_strong(), t.text, rect.width());
        return None;
    };
    let score = student.scores.get(column).and_then(Option::as_ref);
    let sense = if score.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with((student.user, item.row)), sense);
    let words = spoken(student, item, score);
    focus::name(&response, Role::Cell, &words);
    follow_focus(&response);
    let Some(score) = score else {
        response.on_hover_text(&words);
        return None;
    };
    let soft = match score.state {
        State::OutOfRange => Some(t.error.soft),
        State::Missing => Some(t.warning.soft),
        _ if response.hovered() => Some(t.hover),
        _ => None,
    };
    let ground = rect.with_max_y(rect.bottom() - 1.0);
    soft.map(|soft| ui.painter().rect_filled(ground, 0, soft));
    if score.state == State::OutOfRange {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, t.error.mark));
    }
    let shows_number = matches!(score.state, State::Graded | State::OutOfRange | State::Late);
    let color = if score.state == State::OutOfRange { t.error.fg } else { t.text };
    let mut right = rect.right() - PAD;
    if shows_number {
        right = text::put_right(ui.painter(), right, rect.center().y, &score.text, font::body(), color, rect.width() - 2.0 * PAD) - 6.0;
    }
    if let Some((icon, color)) = sign(ui, score.state) {
        icon.paint(ui.painter(), pos2(right - 7.0, rect.center().y), size::ICON_SMALL, color);
    }
    focus::ring_inside(ui, &response, 0);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&words);
    response.clicked().then_some((Table::Results, score.row))
}

/// A cell in words: "Amina Haddad, Quiz 1, 12 of 15, late".
fn spoken(student: &Student, item: &Item, score: Option<&Score>) -> String {
    let of = if item.most.is_empty() { String::new() } else { format!(" of {}", item.most) };
    let said = match score {
        None => "no result".to_owned(),
        Some(score) => {
            let number = if score.text.is_empty() { String::new() } else { format!("{}{of}", score.text) };
            let state = if score.state == State::Graded { String::new() } else { score.state.words().to_lowercase() };
            let more = if score.more > 0 {
                format!("{} more", number::counted(u64::from(score.more), "result", "results"))
            } else {
                String::new()
            };
            [number, state, more].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    };
    format!("{}, {}, {said}", student.name, item.title)
}

fn names_column(ui: &Ui, book: &Gradebook, rect: Rect, origin: Pos2) -> Option<(Table, u32)> {
    let t = tokens(ui);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, t.band);
    let mut go = None;
    for at in range(rect.top() - origin.y, rect.bottom() - origin.y, ROW, book.students.len()) {
        let student = &book.students[at];
        let row = Rect::from_min_size(pos2(rect.left(), origin.y + at as f32 * ROW), vec2(rect.width(), ROW));
        let seen = row.intersect(rect);
        let response = ui.interact(seen, ui.scope_id().with(("student", student.user)), Sense::click());
        let words = if student.enrolled { student.name.clone() } else { format!("{}, not enrolled", student.name) };
        focus::name(&response, Role::RowHeader, &words);
        painter.hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, t.line));
        let left = row.left() + size::PAGE_PADDING;
        let right =
            text::put_right(&painter, row.right() - PAD, row.center().y, &student.id, font::mono_small(), t.text_3, rect.width() * 0.4);
        let tone = if student.enrolled { t.link } else { t.warning.fg };
        let end = text::put(&painter, left, row.center().y, &words, font::body(), tone, (right - left - 8.0).max(40.0));
        if response.hovered() || response.has_focus() {
            painter.hline(left..=end, text::base_line(row.center().y, 13.0) + 2.5, Stroke::new(1.0, tone));
        }
        focus::ring_inside(ui, &response, 0);
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            go = Some((Table::Users, student.user));
        }
    }
    go
}

fn header(ui: &Ui, book: &Gradebook, rect: Rect, origin: Pos2, wide: f32) -> Option<(Table, u32)> {
    let t = tokens(ui);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0, t.band);
    let mut go = None;
    let mut at = 0;
    for (color, items) in (0..).zip(book.items.chunk_by(|one, two| one.category == two.category)) {
        let from = origin.x + at as f32 * wide;
        let lane = Rect::from_min_max(pos2(from, rect.top()), pos2(from + items.len() as f32 * wide, rect.top() + CATEGORY));
        if lane.intersects(rect) {
            let name = if items[0].category.is_empty() { "Without a category" } else { &items[0].category };
            // The name stays in sight while its line items are.
            let left = (lane.left() + PAD).max(rect.left() + PAD);
            let room = (lane.right() - left - PAD).max(1.0);
            let end = text::put(&painter, left, lane.center().y - 1.0, name, font::small_medium(), t.text, room);
            if !items[0].weight.is_empty() {
                text::put(
                    &painter,
                    end + 6.0,
                    lane.center().y - 1.0,
                    &format!("{} %", items[0].weight),
                    font::small(),
                    t.text_3,
                    lane.right() - end,
                );
            }
            let bar = lane.left() + 6.0..=lane.right() - 6.0;
            painter.hline(bar, lane.bottom() - 2.0, Stroke::new(2.0, t.series[color % t.series.len()]));
            painter.vline(lane.right() - 0.5, rect.y_range(), Stroke::new(1.0, t.line_strong));
        }
        at += items.len();
    }
    for (column, item) in book.items.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(origin.x + column as f32 * wide, rect.top() + CATEGORY), vec2(wide, HEAD - CATEGORY));
        if !cell.intersects(rect) {
            continue;
        }
        let response = ui.interact(cell.intersect(rect), ui.scope_id().with(("item", item.row)), Sense::click());
        let of = if item.most.is_empty() { String::new() } else { format!("of {}", item.most) };
        let words = [item.title.as_str(), item.category.as_str(), of.as_str(), item.due.as_str()];
        let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
        focus::name(&response, Role::ColumnHeader, &words);
        let color = if response.hovered() { t.link } else { t.text };
        text::put_right(&painter, cell.right() - PAD, cell.top() + 13.0, &item.title, font::small_medium(), color, wide - 1.5 * PAD);
        text::put_right(&painter, cell.right() - PAD, cell.top() + 31.0, &of, font::small(), t.text_3, wide - PAD);
        focus::ring_inside(ui, &response, 0);
        if response.on_hover_text(words).clicked() {
            go = Some((Table::LineItems, item.row));
        }
    }
    let last = origin.x + (book.items.len() + 1) as f32 * wide - PAD;
    text::put_right(&painter, last, rect.bottom() - 11.0, "Average", font::small_medium(), t.text_2, wide);
    go
}

/// The corner, the means at the foot, and the lines between.
fn frame(ui: &Ui, book: &Gradebook, area: Rect, (head, left, foot): (Rect, Rect, Rect), origin: Pos2, wide: f32) {
    let t = tokens(ui);
    let corner = Rect::from_min_max(area.min, pos2(left.right(), head.bottom()));
    ui.painter().rect_filled(corner, 0, t.band);
    text::put(ui.painter(), corner.left() + size::PAGE_PADDING, corner.bottom() - 11.0, "Student", font::small_medium(), t.text_2, 120.0);
    let row = Rect::from_min_max(pos2(area.left(), foot.top()), area.max);
    ui.painter().rect_filled(row, 0, t.band);
    text::put(ui.painter(), row.left() + size::PAGE_PADDING, row.center().y, "Class average", font::body_strong(), t.text, left.width());
    let painter = ui.painter_at(foot);
    for (column, item) in book.items.iter().enumerate() {
        let right = origin.x + (column + 1) as f32 * wide - PAD;
        if right < foot.left() || right - wide > foot.right() {
            continue;
        }
        let mean = book.mean_of(column).map(|mean| format!("{mean:.1}")).unwrap_or_default();
        let cell = Rect::from_min_max(pos2(right + PAD - wide, foot.top()), pos2(right + PAD, foot.bottom()));
        let response = ui.interact(cell.intersect(foot), ui.scope_id().with(("mean", item.row)), Sense::hover());
        focus::name(&response, Role::Cell, &format!("Class average, {}, {}", item.title, if mean.is_empty() { "none" } else { &mean }));
        text::put_right(&painter, right, foot.center().y, &mean, font::body(), t.text_2, wide);
    }
    let strong = Stroke::new(1.0, t.line_strong);
    ui.painter().hline(area.x_range(), area.top() + 0.5, Stroke::new(1.0, t.line));
    ui.painter().hline(area.x_range(), head.bottom() - 0.5, strong);
    ui.painter().hline(area.x_range(), foot.top() + 0.5, strong);
    ui.painter().vline(left.right() - 0.5, area.y_range(), strong);
}
