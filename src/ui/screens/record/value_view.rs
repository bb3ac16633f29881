//! How a value, a link and a level are drawn in the cards of a record.

use egui::{Layout, Response, Ui, vec2};

use super::data::{Lead, Link, Value};
use crate::app::{App, Outbox, Route};
use crate::check;
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::ui::icon::{Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{dash, focus, link, masked, mono_link, tag, text};

/// The name under which the view remembers that sensitive values are shown.
pub(super) const REVEAL: &str = "reveal";

/// What every card needs to know of where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) app: &'a App,
    pub(super) roster: &'a Roster,
    pub(super) table: Table,
    pub(super) row: u32,
    pub(super) reveal: bool,
}

/// The level of a finding as it is shown.
pub const fn shown_level(level: check::Level) -> Level {
    match level {
        check::Level::Error => Level::Error,
        check::Level::Warning => Level::Warning,
        check::Level::Info => Level::Info,
    }
}

/// A part that has just got the keyboard comes into sight.
pub(super) fn follow_focus(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// A link with the target's name and, where `with_id`, its id after it.
pub(super) fn draw_link(ui: &mut Ui, out: &mut Outbox, roster: RosterId, to: &Link, with_id: bool) {
    let t = tokens(ui);
    match &to.to {
        Lead::Row(table, row) => {
            let words = if to.words.is_empty() { &to.id } else { &to.words };
            let response = match (words.is_empty(), to.words.is_empty()) {
                (true, _) => link(ui, "Unnamed row"),
                (_, true) => mono_link(ui, words),
                _ => link(ui, words),
            };
            follow_focus(&response);
            if response.clicked() {
                out.go(Route::Record { roster, table: *table, row: *row });
            }
            if with_id && !to.words.is_empty() && !to.id.is_empty() && ui.available_width() > 24.0 {
                text::label(ui, &to.id, font::mono_small(), t.text_3);
            }
        }
        Lead::Broken(why) => {
            // The room is shared: the id is cut before the reason is.
            let reason = if why.is_empty() { 0.0 } else { text::width(ui.painter(), why, font::body()) + 8.0 } + size::ICON_SMALL + 8.0;
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - reason).max(48.0));
                text::label(ui, &to.id, font::mono(), t.error.fg);
            });
            Icon::LINK_BREAK.show(ui, size::ICON_SMALL, t.error.mark);
            if !why.is_empty() {
                text::label(ui, why, font::body(), t.error.fg);
            }
        }
        Lead::Unknown(why) => {
            text::label(ui, &to.id, font::mono(), t.text_2);
            text::label(ui, why, font::small(), t.text_3);
        }
    }
}

/// A row as high as a line of label and value, filled from the left.
pub(super) fn line<R>(ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, height), Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_size(vec2(width, height));
        ui.spacing_mut().item_spacing.x = 8.0;
        add(ui)
    })
    .inner
}

/// A value on one line, as a cell of a small table shows it.
pub(super) fn cell(ui: &mut Ui, out: &mut Outbox, roster: RosterId, value: &Value, quiet: bool) {
    let t = tokens(ui);
    let color = if quiet { t.text_3 } else { t.text };
    match value {
        Value::Text(words) => {
            text::label(ui, words, font::body(), color);
        }
        Value::Code(words) => {
            text::label(ui, words, font::mono(), color);
        }
        Value::Tags(items, more) => {
            for item in items {
                tag(ui, item, t.neutral);
            }
            plus(ui, *more);
        }
        Value::Links(links, more) => {
            // What is cut is the name, never the count of the others.
            let rest = if *more > 0 { 30.0 } else { 0.0 };
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - rest).max(20.0));
                for to in links {
                    draw_link(ui, out, roster, to, false);
                }
            });
            plus(ui, *more);
        }
        Value::Blank => {
            dash(ui).on_hover_text("Blank");
        }
        Value::Missing => missing(ui),
        Value::Masked => {
            masked(ui);
        }
        Value::Remark(of, words) => {
            shown_level(*of).show(ui);
            text::label(ui, words, font::body(), shown_level(*of).tone(t).fg);
        }
    }
}

fn missing(ui: &mut Ui) {
    text::label(ui, "Missing", font::small(), tokens(ui).text_3).on_hover_text("The row ends before this column");
}

fn plus(ui: &mut Ui, more: usize) {
    if more > 0 {
        text::label(ui, &format!("+{more}"), font::small(), tokens(ui).text_3);
    }
}

/// A value beside its label: references each on a line of their own, tags over as many lines as they need.
pub(super) fn beside_label(ui: &mut Ui, out: &mut Outbox, roster: RosterId, value: &Value, mark: Option<check::Level>) {
    let t = tokens(ui);
    let icon = |ui: &mut Ui| {
        if let Some(mark) = mark {
            shown_level(mark).show(ui);
        }
    };
    match value {
        Value::Links(links, more) => {
            for (at, to) in links.iter().enumerate() {
                line(ui, size::KEY_VALUE, |ui| {
                    if at == 0 {
                        icon(ui);
                    }
                    draw_link(ui, out, roster, to, true);
                });
            }
            if *more > 0 {
                line(ui, size::KEY_VALUE, |ui| plus(ui, *more));
            }
        }
        Value::Tags(items, more) if items.len() > 3 || items.iter().any(|item| item.len() > 12) => {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
                ui.set_min_height(size::KEY_VALUE);
                icon(ui);
                for item in items {
                    // A long item is text, not a tag.
                    if item.len() > 28 {
                        text::label(ui, item, font::mono(), t.text);
                    } else {
                        tag(ui, item, t.neutral);
                    }
                }
                plus(ui, *more);
            });
        }
        other => {
            line(ui, size::KEY_VALUE, |ui| {
                icon(ui);
                cell(ui, out, roster, other, false);
            });
        }
    }
}

/// A count with thousands, right after a name, read as "8 rows".
pub(super) fn count(ui: &mut Ui, words: &str, spoken: &str) {
    let response = text::label(ui, words, font::body(), tokens(ui).text_2);
    focus::name(&response, egui::accesskit::Role::Label, spoken);
}
