//! Why something is left as it is, and where that is kept.

use egui::{Sense, Ui, accesskit::Role, vec2};

use super::buttons;
use super::file_place::{FilePlace, Kind, beside};
use crate::app::{App, Command, OpenRoster, Outbox, SuppressAsk, TrackCommand};
use crate::track::Suppression;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{TextField, focus, text};

/// What the dialog remembers while it is open.
#[derive(Default)]
pub(super) struct Draft {
    reason: String,
    chosen: usize,
    place: FilePlace,
}

pub(super) fn show(ui: &mut Ui, app: &App, draft: &mut Draft, fresh: bool, out: &mut Outbox) {
    let Some(ask) = app.suppressing() else { return };
    if fresh {
        let opened = app.current().and_then(OpenRoster::roster).and_then(|roster| roster.paths().first());
        let path = app.prefs().suppressions.clone().unwrap_or_else(|| beside(opened, "suppressions.toml"));
        *draft = Draft { reason: String::new(), chosen: 0, place: FilePlace::at(&path) };
    }
    let t = tokens(ui);
    text::paragraph(ui, "It stays listed under Suppressed with its reason, and does not count any more.", font::body(), t.text_2);
    ui.add_space(8.0);
    let choices = choices(ask);
    for (at, (_, words)) in choices.iter().enumerate() {
        if radio(ui, words, at == draft.chosen) {
            draft.chosen = at;
        }
    }
    ui.add_space(8.0);
    text::label(ui, "Reason", font::label(), t.text_3);
    let reason = TextField::new(&mut draft.reason, "Reason").hint("Why it is left as it is").width(ui.available_width()).show(ui);
    if fresh {
        reason.request_focus();
    }
    let enter = reason.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.add_space(10.0);
    text::label(ui, "Kept in", font::label(), t.text_3);
    draft.place.show(ui, Kind { name: "File of suppressions", save: true, extension: "toml" }, false);
    ui.add_space(4.0);
    text::paragraph(ui, "This file holds ids of your district. Keep it as you keep the package.", font::small(), t.text_3);
    let given = draft.place.given();
    let why_not = match (draft.reason.trim().is_empty(), given.is_none()) {
        (true, _) => Some("A suppression needs a reason"),
        (_, true) => Some("Say where the file shall be"),
        _ => None,
    };
    if (buttons(ui, "Suppress", why_not, out) || enter && why_not.is_none())
        && let (Some(path), Some((what, _))) = (given, choices.get(draft.chosen))
    {
        let entry = Suppression { reason: draft.reason.trim().to_owned(), ..(*what).clone() };
        out.push(Command::Track(TrackCommand::Suppress(entry, path)));
        out.push(Command::Dialog(None));
    }
}

fn choices(ask: &SuppressAsk) -> Vec<(&Suppression, &str)> {
    let first = std::iter::once((&ask.what, ask.words.as_str()));
    first.chain(ask.others.iter().map(|(what, words)| (what, words.as_str()))).collect()
}

fn radio(ui: &mut Ui, words: &str, on: bool) -> bool {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::NAV_ITEM), Sense::click());
    focus::name_selected(&response, Role::RadioButton, on, words);
    let middle = egui::pos2(rect.left() + 9.0, rect.center().y);
    let line = egui::Stroke::new(if on { 5.0 } else { 1.0 }, if on { t.accent } else { t.line_control });
    ui.painter().circle_stroke(middle, if on { 5.0 } else { 7.0 }, line);
    text::put(ui.painter(), rect.left() + 26.0, rect.center().y, words, font::body(), t.text, rect.width() - 30.0);
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    response.clicked()
}
