//! The card with a record as the endpoint sent it: the request that brought it, the JSON, where it leads, and the same once more.

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Margin, Ui};

use super::value_view::Place;
use crate::app::{Command, Outbox, PullCommand, PullViewCommand, PullWork, Route, SentObject};
use crate::spec::Table;
use crate::ui::clipboard;
use crate::ui::icon::Level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, Notice, link, mono_link, skeleton, text};

/// Lines of an object that are shown; the rest is counted.
const LINES: usize = 120;
/// Addresses that it leads to which are listed.
const LEADS: usize = 12;

/// Draws the card.
pub(super) fn sent_card(ui: &mut Ui, place: Place<'_>, work: &PullWork, out: &mut Outbox) {
    let (id, table, row) = (place.roster.id(), place.table, place.row);
    let mut frame = Card::new("As sent");
    if work.pull().is_some() {
        frame = frame.action("Fetch again");
    }
    let shown = frame.show(ui, |ui| {
        match place.app.sent_object(id, table, row) {
            None => skeleton(ui, 3),
            Some(None) => drop(text::paragraph(
                ui,
                "No answer holds this row by itself: it was made from a nested object.",
                font::body(),
                tokens(ui).text_3,
            )),
            Some(Some(sent)) => object(ui, place, sent, out),
        }
        match place.app.fetched_object(id, table, row) {
            None => {}
            Some(Err(error)) => {
                ui.add_space(8.0);
                Notice::new(Level::Warning, error.title()).line(&error.detail).line(error.remedy()).show(ui);
            }
            Some(Ok(again)) => {
                ui.add_space(10.0);
                let before = place.app.sent_object(id, table, row).flatten();
                again_line(ui, again, before.and_then(|sent| sent.object.as_deref()));
                object(ui, place, again, out);
            }
        }
    });
    if shown.action
        && let Some(data) = place.roster.table(table).filter(|data| row < data.rows())
    {
        out.push(Command::Pull(PullCommand::Again(id, table, data.sourced_id(row).into_string())));
    }
}

/// What fetching it again gave, beside what was pulled.
fn again_line(ui: &mut Ui, again: &SentObject, before: Option<&str>) {
    let status = again.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    let words = match (&again.object, before) {
        (None, _) => format!("Fetched again: {status}, without this object"),
        (Some(now), Some(before)) if now == before => format!("Fetched again: {status}, the same as it was pulled"),
        (Some(_), Some(_)) => format!("Fetched again: {status}, other than it was pulled"),
        (Some(_), None) => format!("Fetched again: {status}"),
    };
    text::label(ui, &words, font::body_strong(), tokens(ui).text);
    ui.add_space(4.0);
}

fn object(ui: &mut Ui, place: Place<'_>, sent: &SentObject, out: &mut Outbox) {
    let t = tokens(ui);
    let roster = place.roster.id();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, &format!("Request {}", sent.request), font::small(), t.text_2);
        if mono_link(ui, &sent.url).on_hover_text("Show the request and the whole answer").clicked() {
            out.go(Route::Pull { roster });
            out.push(Command::Pull(PullCommand::View(PullViewCommand::Request(sent.request))));
        }
    });
    ui.add_space(4.0);
    let Some(object) = &sent.object else {
        let words = "The answer is no longer kept: the newest 32 MB are, and all of them in an archive.";
        text::paragraph(ui, words, font::body(), t.text_2);
        return;
    };
    if place.app.is_redacted() {
        text::paragraph(ui, "What was sent is not shown while the screen is redacted.", font::body(), t.text_2);
        return;
    }
    // Sensitive values are masked here as they are above.
    if place.table == Table::Demographics && !place.reveal {
        text::paragraph(ui, "Reveal the demographics to see them as they were sent.", font::body(), t.text_2);
        return;
    }
    well(ui, object);
    if link(ui, "Copy JSON").clicked() {
        clipboard::put(ui.ctx(), object.clone(), out);
    }
    leads(ui, roster, sent, place.app.pull_of(roster).is_some_and(|work| work.pull().is_some()), out);
}

fn well(ui: &mut Ui, object: &str) {
    let t = tokens(ui);
    Frame::NONE.fill(t.well).corner_radius(CornerRadius::same(size::RADIUS)).inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let all = object.lines().count();
        let mut shown: String = object.lines().take(LINES).collect::<Vec<_>>().join("\n");
        if all > LINES {
            shown.push_str(&format!("\n… {} more lines", all - LINES));
        }
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        job.wrap.break_anywhere = true;
        job.append(&shown, 0.0, TextFormat { line_height: Some(17.0), ..TextFormat::simple(font::mono_small(), t.text) });
        ui.add(egui::Label::new(job).wrap().selectable(true));
    });
    ui.add_space(4.0);
}

/// The addresses that the object leads to; each is asked for by a click, of the same origin only.
fn leads(ui: &mut Ui, roster: crate::roster::RosterId, sent: &SentObject, live: bool, out: &mut Outbox) {
    let t = tokens(ui);
    if sent.hrefs.is_empty() {
        return;
    }
    ui.add_space(4.0);
    text::label(ui, if live { "Follow" } else { "Leads to" }, font::label(), t.text_3);
    for (name, href) in sent.hrefs.iter().take(LEADS) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, name, font::small(), t.text_2);
            if !live {
                text::label(ui, href, font::mono_small(), t.text_2);
            } else if mono_link(ui, href).on_hover_text("Ask for it; the answer is shown among the requests").clicked() {
                out.push(Command::Pull(PullCommand::Ask(roster, href.clone())));
            }
        });
    }
    if sent.hrefs.len() > LEADS {
        text::label(ui, &format!("and {} more", sent.hrefs.len() - LEADS), font::small(), t.text_3);
    }
}
