//! Draws the page of a pull.

use egui::{Align, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::data::{CollectionRow, CollectionSign, NoteRow, PullData, pull};
use super::{answer, request_list};
use crate::app::{Action, App, Command, Dialog, Outbox, PullCommand, PullView, PullWork, Route};
use crate::check;
use crate::roster::RosterId;
use crate::ui::icon::{Icon, Level};
use crate::ui::theme::{Tokens, font, size, tokens};
use crate::ui::widgets::{Button, Card, EmptyState, Notice, focus, link, number, progress, text};

/// Below this width the page is one column.
const TWO: f32 = 820.0;

/// Draws the page of the pull that the route names.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::Pull { roster } = *app.route() else { return };
    let Some(open) = app.rosters().get(roster) else { return };
    let (Some(work), Some(view)) = (open.pull(), app.pull_view()) else {
        ui.add_space(80.0);
        EmptyState::new(Icon::PLUGS, "This roster does not come from an endpoint").show(ui);
        return;
    };
    let data = pull(open, work);
    if data.running {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
    }
    let page = ui.max_rect().shrink(size::PAGE_PADDING);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(page).layout(Layout::top_down(Align::Min)));
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, app, roster, work, &data, out);
    ui.add_space(12.0);
    let room = ui.available_size();
    if room.x < TWO {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            left(ui, &data, roster, out);
            ui.add_space(12.0);
            right(ui, app, roster, work, view, vec2(ui.available_width(), 640.0), out);
        });
        return;
    }
    let rect = ui.available_rect_before_wrap();
    let split = (room.x * 0.4).clamp(340.0, 560.0);
    let one = Rect::from_min_size(rect.min, vec2(split, room.y));
    let two = Rect::from_min_max(pos2(rect.left() + split + 12.0, rect.top()), rect.max);
    let child = &mut ui.new_child(UiBuilder::new().max_rect(one));
    ScrollArea::vertical().id_salt("pull left").auto_shrink([false, false]).show(child, |ui| left(ui, &data, roster, out));
    let child = &mut ui.new_child(UiBuilder::new().max_rect(two));
    right(child, app, roster, work, view, two.size(), out);
}

fn head(ui: &mut Ui, app: &App, roster: RosterId, work: &PullWork, data: &PullData, out: &mut Outbox) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - 400.0).max(200.0));
            let title = text::label(ui, &data.title, font::title(), t.text);
            focus::name(&title, Role::Heading, &data.title);
            ui.add_space(2.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                for words in &data.line {
                    text::label(ui, words, font::body(), t.text_2);
                }
            });
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if data.running {
                if Button::outlined("Cancel pull").icon(Icon::STOP).show(ui).on_hover_text("What has arrived stays").clicked() {
                    out.push(Command::Pull(PullCommand::Stop(roster)));
                }
            } else {
                let why_not = app.can(Action::SavePull).err();
                if Button::outlined("Save pull…").icon(Icon::PACKAGE).disabled_because(why_not).show(ui).clicked() {
                    out.act(Action::SavePull);
                }
                if data.resumes && Button::primary("Resume").icon(Icon::ARROWS_CLOCKWISE).show(ui).clicked() {
                    out.push(Command::Pull(PullCommand::Resume(roster)));
                }
            }
            if work.plan().is_some() && app.probed().is_some() && link(ui, "Connection check").clicked() {
                out.push(Command::Dialog(Some(Dialog::Probe)));
            }
        });
    });
    ui.add_space(8.0);
    if data.running {
        progress::bar(ui, ui.available_width(), data.fraction, "The pull");
    }
    if let Some(trouble) = &data.trouble {
        Notice::new(Level::Error, "The archive was not written").line(trouble).show(ui);
        ui.add_space(8.0);
    }
    if !data.partial.is_empty() {
        let more = format!("and {} more", data.partial.len().saturating_sub(3));
        let mut notice = Notice::new(Level::Warning, "The roster is partial");
        for words in data.partial.iter().take(3) {
            notice = notice.line(words);
        }
        if data.partial.len() > 3 {
            notice = notice.line(&more);
        }
        notice.show(ui);
    }
}

fn left(ui: &mut Ui, data: &PullData, roster: RosterId, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    Card::new("Collections").note(&data.manner).flush().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, row) in data.collections.iter().enumerate() {
            collection(ui, row, roster, at + 1 == data.collections.len(), out);
        }
    });
    ui.add_space(12.0);
    let note = if data.notes.is_empty() { String::new() } else { number::count(data.notes.len() as u64) };
    Card::new("What this server does").note(&note).flush().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if data.notes.is_empty() {
            ui.horizontal(|ui| {
                ui.add_space(size::CARD_PADDING);
                text::label(ui, "Nothing otherwise than the standard has it", font::body(), tokens(ui).text_3);
            });
            ui.add_space(10.0);
        }
        for row in &data.notes {
            noted(ui, row, roster, out);
        }
    });
}

fn sign(t: &Tokens, sign: CollectionSign) -> (Icon, egui::Color32, &'static str) {
    match sign {
        CollectionSign::Waiting => (Icon::CIRCLE_DASHED, t.text_3, "waiting"),
        CollectionSign::Pulling => (Icon::CIRCLE_NOTCH, t.link, "being pulled"),
        CollectionSign::Whole => (Icon::CHECK_CIRCLE.filled(), t.success.mark, "whole"),
        CollectionSign::Partial => (Icon::WARNING.filled(), t.warning.mark, "partial"),
        CollectionSign::Missing => (Icon::PROHIBIT, t.text_3, "not offered"),
        CollectionSign::Failed => (Icon::X_CIRCLE.filled(), t.error.mark, "failed"),
    }
}

fn collection(ui: &mut Ui, row: &CollectionRow, roster: RosterId, last: bool, out: &mut Outbox) {
    let t = tokens(ui);
    let (icon, ink, state) = sign(t, row.sign);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 32.0), Role::Link, &format!("Table {}", row.name));
    focus::describe(&response, &format!("{state}, {} {}", row.words, row.rows));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, t.hover);
    }
    if !last {
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, t.line));
    }
    let (y, painter) = (rect.center().y, ui.painter());
    icon.paint(painter, pos2(rect.left() + 22.0, y), size::ICON, ink);
    let quiet = matches!(row.sign, CollectionSign::Waiting | CollectionSign::Missing);
    text::put(painter, rect.left() + 40.0, y, &row.name, font::body(), if quiet { t.text_3 } else { t.text }, 130.0);
    let rows_left = text::put_right(painter, rect.right() - size::CARD_PADDING, y, &row.rows, font::body(), t.text_2, 150.0);
    let middle = rect.left() + 172.0;
    let room = (rows_left - 10.0 - middle).max(10.0);
    match row.bar {
        Some(part) => {
            let at = Rect::from_min_size(pos2(middle, y - 3.0), vec2(room.min(110.0), 6.0));
            let child = &mut ui.new_child(UiBuilder::new().max_rect(at));
            progress::bar(child, at.width(), part, &row.name);
            if room > 180.0 {
                text::put(ui.painter(), at.right() + 8.0, y, &row.words, font::small(), t.text_3, room - at.width() - 8.0);
            }
        }
        None => {
            let color = match row.sign {
                CollectionSign::Failed => t.error.fg,
                CollectionSign::Partial => t.warning.fg,
                _ => t.text_3,
            };
            text::put(painter, middle, y, &row.words, font::small(), color, room);
        }
    }
    focus::ring_inside(ui, &response, 0);
    let response = if row.words.len() > 24 { response.on_hover_text(text::display(&row.words)) } else { response };
    if response.clicked() {
        out.go(Route::Table { roster, table: row.table, at: None });
    }
}

fn noted(ui: &mut Ui, row: &NoteRow, roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    let level = match row.level {
        check::Level::Error => Level::Error,
        check::Level::Warning => Level::Warning,
        check::Level::Info => Level::Info,
    };
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 46.0), Role::Link, &format!("{} {}", row.code, row.detail));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, t.hover);
    }
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, egui::Stroke::new(1.0, t.line));
    let painter = ui.painter();
    level.icon().paint(painter, pos2(rect.left() + 22.0, rect.center().y), size::ICON, level.tone(t).mark);
    let (x, room) = (rect.left() + 40.0, rect.width() - 40.0 - size::CARD_PADDING);
    text::put(painter, x, rect.center().y - 9.0, &row.words, font::body(), t.text, room);
    text::put(painter, x, rect.center().y + 9.0, &row.detail, font::small(), t.text_2, room);
    focus::ring_inside(ui, &response, 0);
    let response = response.on_hover_text(text::display(&format!("{}: {}", row.code, row.detail)));
    if response.clicked() {
        out.go(Route::Findings { roster, rule: Some(row.code), table: None });
    }
}

fn right(ui: &mut Ui, app: &App, roster: RosterId, work: &PullWork, view: &PullView, room: egui::Vec2, out: &mut Outbox) {
    let t = tokens(ui);
    let top = (room.y * 0.55).floor();
    let count = number::count(work.log().len() as u64);
    for (title, note, height) in [("Requests", count.as_str(), top - 6.0), ("Request", "", room.y - top - 6.0)] {
        let (rect, response) = ui.allocate_exact_size(vec2(room.x, height), Sense::hover());
        focus::name(&response, Role::Group, title);
        let painter = ui.painter();
        painter.rect(
            rect,
            egui::CornerRadius::same(size::RADIUS_CARD),
            t.content,
            egui::Stroke::new(1.0, t.line),
            egui::StrokeKind::Inside,
        );
        let child = &mut ui.new_child(
            UiBuilder::new().id_salt(title).max_rect(rect.shrink2(vec2(size::CARD_PADDING, 10.0))).layout(Layout::top_down(Align::Min)),
        );
        child.spacing_mut().item_spacing.y = 0.0;
        child.set_clip_rect(rect.shrink(1.0));
        if title == "Requests" {
            child.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                text::label(ui, title, font::heading(), t.text);
                text::label(ui, note, font::body(), t.text_3);
            });
            child.add_space(6.0);
            request_list::show(child, app, roster, work, view, out);
        } else {
            answer::show(child, app, roster, work, view, out);
        }
        ui.add_space(12.0);
    }
}
