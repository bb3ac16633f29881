//! What a connection check found: each question with what it means for a pull, each collection, and the way into a file.

use egui::{ScrollArea, Ui};

use super::file_place::{FilePlace, Kind, beside};
use crate::app::{App, Command, ConnectCommand, Dialog, ExportEnd, Outbox, Probed};
use crate::rest::{Outcome, Probe};
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Amount, Button, Card, Notice, PageColumn, PageTable, loading, number, tag, text};

/// What the dialog remembers while it is open.
#[derive(Default)]
pub(super) struct Draft {
    place: FilePlace,
    saving: bool,
}

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, app: &App, draft: &mut Draft, fresh: bool, out: &mut Outbox) {
    if fresh {
        *draft = Draft { place: FilePlace::at(&beside(None, "connection-check.txt")), saving: false };
    }
    if let Some(progress) = app.probing() {
        // As high as what will be shown, so that nothing jumps.
        ui.set_min_height(room(ui) + 130.0);
        let words = if progress.doing.is_empty() { "Asking" } else { &progress.doing };
        if loading(ui, words, Amount { done: progress.done, total: progress.total, unit: "answers" }) {
            out.push(Command::Connect(ConnectCommand::StopProbe));
            out.push(Command::Dialog(Some(Dialog::Connect)));
        }
        return;
    }
    let Some(probed) = app.probed() else {
        text::label(ui, "The check was stopped", font::body(), tokens(ui).text_3);
        close(ui, false, draft, out);
        return;
    };
    found(ui, probed);
    if draft.saving {
        save(ui, app, draft, out);
    }
    close(ui, true, draft, out);
}

/// The height of the list.
fn room(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 270.0).max(160.0)
}

fn found(ui: &mut Ui, probed: &Probed) {
    let t = tokens(ui);
    text::label(ui, &probed.url, font::mono(), t.text_2);
    ui.add_space(4.0);
    let (level, words) = verdict(&probed.probe);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        level.show(ui);
        text::label(ui, words, font::body_strong(), t.text);
    });
    ui.add_space(8.0);
    let room = room(ui);
    ScrollArea::vertical().max_height(room).min_scrolled_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        let lines = &probed.probe.lines;
        let columns = [
            PageColumn::fixed("State", 92.0),
            PageColumn::fixed("Question", 142.0),
            PageColumn::fixed("Found", 300.0),
            PageColumn::rest("What it means for a pull"),
        ];
        Card::new("").flush().show(ui, |ui| {
            let name = |row: usize| format!("{}: {}, {}", lines[row].question, lines[row].outcome.name(), lines[row].found);
            PageTable::new("Connection check", &columns).show(ui, lines.len(), name, |ui, row, column| {
                let line = &lines[row];
                match column {
                    0 => {
                        level_of(line.outcome).show(ui);
                        text::label(ui, line.outcome.name(), font::body(), t.text_2);
                    }
                    1 => drop(text::label(ui, line.question, font::body_medium(), t.text)),
                    2 => drop(text::label(ui, &line.found, font::body(), t.text)),
                    _ => drop(text::label(ui, &line.means, font::body(), t.text_2)),
                }
            });
        });
        ui.add_space(12.0);
        endpoints(ui, &probed.probe);
    });
}

fn endpoints(ui: &mut Ui, probe: &Probe) {
    let t = tokens(ui);
    if probe.endpoints.is_empty() {
        return;
    }
    let columns = [
        PageColumn::rest("Collection"),
        PageColumn::fixed("Status", 90.0),
        PageColumn::fixed("Rows", 130.0).right(),
        PageColumn::fixed("Took", 100.0).right(),
    ];
    Card::new("").flush().show(ui, |ui| {
        let status = |row: usize| probe.endpoints[row].status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
        let name = |row: usize| format!("{}: {}", probe.endpoints[row].name, status(row));
        PageTable::new("Collections of the endpoint", &columns).show(ui, probe.endpoints.len(), name, |ui, row, column| {
            let endpoint = &probe.endpoints[row];
            match column {
                0 => drop(text::label(ui, endpoint.name, font::mono(), t.text)),
                1 => {
                    let tone = match endpoint.status {
                        Some(200..300) => t.success,
                        Some(403 | 404) => t.warning,
                        _ => t.error,
                    };
                    tag(ui, &status(row), tone);
                }
                2 => drop(text::label(ui, &endpoint.total.map_or_else(|| "unknown".to_owned(), number::count), font::body(), t.text)),
                _ => drop(text::label(ui, &format!("{} ms", number::count(endpoint.millis)), font::body(), t.text_2)),
            }
        });
    });
}

/// Whether a pull can work, in words.
fn verdict(probe: &Probe) -> (Level, &'static str) {
    if !probe.can_pull() {
        (Level::Error, "A pull cannot work as it stands")
    } else if probe.lines.iter().any(|line| line.outcome != Outcome::Good) {
        (Level::Warning, "A pull can work; some things are otherwise than the standard has them")
    } else {
        (Level::Passed, "A pull can work")
    }
}

const fn level_of(outcome: Outcome) -> Level {
    match outcome {
        Outcome::Good => Level::Passed,
        Outcome::Odd => Level::Warning,
        Outcome::Bad => Level::Error,
        Outcome::Unknown => Level::Info,
    }
}

/// The way into a file.
fn save(ui: &mut Ui, app: &App, draft: &mut Draft, out: &mut Outbox) {
    ui.add_space(10.0);
    let mut replace = false;
    match (app.reporting().is_some(), app.report_end()) {
        (true, _) => drop(text::label(ui, "Writing the report", font::body(), tokens(ui).text_2)),
        (false, Some(ExportEnd::Done(written))) => {
            text::label(ui, &format!("Written: {}", written.path.display()), font::mono(), tokens(ui).text_2);
            return;
        }
        (false, Some(ExportEnd::Failed { title, lines, exists })) => {
            let mut notice = Notice::new(Level::Warning, title);
            for line in lines {
                notice = notice.line(line);
            }
            if *exists {
                notice = notice.button("Replace the file");
            }
            replace = notice.show(ui).button;
            ui.add_space(6.0);
        }
        (false, None) => {}
    }
    let enter = draft.place.show(ui, Kind { name: "File to write", save: true, extension: "txt" }, false);
    ui.add_space(6.0);
    let write = Button::outlined("Write").show(ui).clicked();
    if let Some(path) = draft.place.given().filter(|_| write || enter || replace) {
        out.push(Command::Connect(ConnectCommand::SaveProbe(path, replace)));
    }
}

fn close(ui: &mut Ui, has: bool, draft: &mut Draft, out: &mut Outbox) {
    ui.add_space(16.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if Button::primary("Back to the connection").show(ui).clicked() {
            out.push(Command::Dialog(Some(Dialog::Connect)));
        }
        if Button::outlined("Close").show(ui).clicked() {
            out.push(Command::Dialog(None));
        }
        if has && !draft.saving && Button::outlined("Save report…").show(ui).clicked() {
            draft.saving = true;
        }
    });
}
