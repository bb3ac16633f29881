//! The column chooser: every column with a box, a search among them, and their order by dragging or by key.

use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, ScrollArea, Sense, Stroke, Ui, accesskit::Role, pos2, vec2};

use super::act::change;
use super::kept::Kept;
use crate::app::{ColumnChange, ColumnLook, Command, Layout, Outbox, TableCommand};
use crate::store::TableData;
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{TextField, divider, focus, link, text};

use super::data::column_name;

/// Height of one line.
const LINE: f32 = 28.0;

/// Draws it below the button while it is open.
pub fn show(button: &Response, open: bool, data: &TableData, layout: &Layout, kept: &mut Kept, outbox: &mut Outbox) {
    let mut stays = open;
    let popup = Popup::from_response(button)
        .open_bool(&mut stays)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Columns");
    popup.show(|ui| {
        ui.set_width(320.0);
        let field = TextField::search(&mut kept.chooser, "Find a column").width(320.0).show(ui);
        if kept.focus_panel() {
            field.request_focus();
        }
        ui.add_space(6.0);
        let all = layout.all(data.columns().len() as u16);
        let seek = kept.chooser.to_lowercase();
        let names: Vec<String> = all.iter().map(|look| name_of(data, look.column)).collect();
        let fits = |at: &usize| seek.is_empty() || names[*at].to_lowercase().contains(&seek);
        let lines: Vec<usize> = (0..all.len()).filter(fits).collect();
        let most = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 420.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            list(ui, &all, &names, &lines, outbox);
        });
        if lines.is_empty() {
            text::label(ui, "No column has such a name", font::body(), tokens(ui).text_3);
        }
        divider(ui);
        foot(ui, layout, &all, outbox);
    });
    if open && !stays {
        outbox.push(Command::Table(TableCommand::Panel(None)));
        kept.chooser.clear();
        kept.grid.take_keyboard();
    }
}

/// The name, and in words what the standard calls it where that says more.
fn name_of(data: &TableData, column: u16) -> String {
    data.columns().get(usize::from(column)).map(|of| column_name(of, usize::from(column))).unwrap_or_default()
}

fn foot(ui: &mut Ui, layout: &Layout, all: &[ColumnLook], outbox: &mut Outbox) {
    focus::inline(ui, size::CONTROL, |ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let shown = all.iter().filter(|look| !look.hidden).count();
        text::label(ui, &format!("{shown} of {} shown", all.len()), font::small(), tokens(ui).text_3);
        if link(ui, "Show all").clicked() {
            change(outbox, ColumnChange::ShowAll);
        }
        if link(ui, "Reset").on_hover_text("Every column in the order and width that it had at first").clicked() {
            change(outbox, ColumnChange::Reset);
        }
        let frozen = match layout.frozen {
            0 => "none frozen".to_owned(),
            count => format!("{count} frozen"),
        };
        text::label(ui, &frozen, font::small(), tokens(ui).text_3);
    });
}

/// The lines; one that is dragged goes where it is dropped.
fn list(ui: &mut Ui, all: &[ColumnLook], names: &[String], lines: &[usize], outbox: &mut Outbox) {
    let t = tokens(ui);
    let mut rects: Vec<(usize, Rect)> = Vec::new();
    let mut dragged = None;
    for &at in lines {
        let (response, handle) = line(ui, all[at], &names[at]);
        let column = all[at].column;
        if response.clicked() {
            change(outbox, ColumnChange::Show { column, show: all[at].hidden });
        }
        if response.has_focus() {
            for (key, other) in [(Key::ArrowUp, at.checked_sub(1)), (Key::ArrowDown, (at + 1 < all.len()).then_some(at + 1))] {
                if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key))
                    && let Some(other) = other
                {
                    change(outbox, ColumnChange::Move { column, to: all[other].column });
                }
            }
        }
        if handle.dragged() || handle.drag_stopped() {
            dragged = Some((at, handle.drag_stopped()));
        }
        rects.push((at, response.rect));
    }
    let (Some((from, dropped)), Some(pointer)) = (dragged, ui.input(|input| input.pointer.latest_pos())) else { return };
    let over = rects.iter().min_by(|one, two| (one.1.center().y - pointer.y).abs().total_cmp(&(two.1.center().y - pointer.y).abs()));
    let Some(&(to, rect)) = over else { return };
    if dropped && to != from {
        change(outbox, ColumnChange::Move { column: all[from].column, to: all[to].column });
    } else if to != from {
        let y = if to > from { rect.bottom() } else { rect.top() };
        ui.painter().hline(rect.x_range(), y, Stroke::new(2.0, t.accent));
    }
}

/// One line: a box with the name, and a handle to drag it by.
fn line(ui: &mut Ui, look: ColumnLook, name: &str) -> (Response, Response) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let on = !look.hidden;
    focus::name_selected(&response, Role::CheckBox, on, name);
    focus::describe(&response, "Ctrl with the arrows up and down moves it");
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, size::RADIUS_SMALL, t.hover);
    }
    let middle = rect.center().y;
    let square = Rect::from_center_size(pos2(rect.left() + 14.0, middle), vec2(16.0, 16.0));
    check_box(ui, square, on);
    let color = if on { t.text } else { t.text_2 };
    text::put(ui.painter(), rect.left() + 32.0, middle, name, font::body(), color, rect.width() - 64.0);
    let grip = Rect::from_min_max(pos2(rect.right() - 26.0, rect.top()), rect.max);
    let handle = ui.interact(grip, response.id.with("grip"), Sense::drag());
    focus::name(&handle, Role::Button, &format!("Move {name}"));
    let ink = if handle.hovered() || handle.dragged() { t.text } else { t.text_3 };
    Icon::LIST.paint(ui.painter(), grip.center(), size::ICON_SMALL, ink);
    if handle.hovered() || handle.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    (response, handle)
}

/// A box with a check or without.
pub fn check_box(ui: &Ui, square: Rect, on: bool) {
    let t = tokens(ui);
    let (fill, line) = if on { (t.accent, t.accent) } else { (t.content, t.line_control) };
    ui.painter().rect(square, size::RADIUS_SMALL, fill, Stroke::new(1.0, line), egui::StrokeKind::Inside);
    if on {
        Icon::CHECK.paint(ui.painter(), square.center(), 12.0, t.on_accent);
    }
}
