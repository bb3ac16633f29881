//! The dialog that saves what was pulled as a OneRoster package, and tells what could not be expressed.

use egui::{ScrollArea, Ui};

use super::buttons;
use super::file_place::{FilePlace, Kind, beside};
use crate::app::{App, Command, OpenRoster, Outbox, PullCommand, SavePull, SavedPull};
use crate::export::PackageWritten;
use crate::roster::RosterId;
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Amount, Button, Notice, loading, number, text};

/// Draws the dialog.
pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, place: &mut FilePlace, fresh: bool, out: &mut Outbox) {
    let Some(open) = app.rosters().get(roster) else { return };
    if fresh {
        *place = FilePlace::at(&beside(open.roster().and_then(|roster| roster.paths().first()), &format!("{}.zip", open.name())));
    }
    match (app.saving_pull(), app.saved_pull()) {
        (Some(progress), _) => {
            if loading(ui, &progress.doing, Amount { done: progress.done, total: progress.total, unit: "rows" }) {
                out.push(Command::Pull(PullCommand::StopSaving));
            }
        }
        (None, Some(SavedPull::Done(written))) => done(ui, written, out),
        (None, end) => before(ui, open, place, end, fresh, out),
    }
}

fn before(ui: &mut Ui, open: &OpenRoster, place: &mut FilePlace, end: Option<&SavedPull>, fresh: bool, out: &mut Outbox) {
    let t = tokens(ui);
    let version = open.roster().map(|roster| roster.version().name()).unwrap_or_default();
    let words = format!("A OneRoster {version} package with what was pulled. It holds personal data.");
    text::paragraph(ui, &words, font::body(), t.text_2);
    if let Some(path) = open.pull().and_then(|work| work.archive()) {
        let words = format!("The raw pages are kept already: {}", path.display());
        text::paragraph(ui, &words, font::small(), t.text_3);
    } else {
        let words = "The raw pages themselves are kept only if that is asked for before the pull: pull again with an archive.";
        text::paragraph(ui, words, font::small(), t.text_3);
    }
    if open.pull().and_then(|work| work.pulled()).is_some_and(|pulled| !pulled.is_whole()) {
        ui.add_space(8.0);
        Notice::new(Level::Warning, "The pull is partial").line("Rows that did not arrive will be missing in the package.").show(ui);
    }
    ui.add_space(8.0);
    let enter = place.show(ui, Kind { name: "Package to write", save: true, extension: "zip" }, fresh);
    let mut exists = false;
    if let Some(SavedPull::Failed { title, lines, exists: there }) = end {
        exists = *there;
        ui.add_space(8.0);
        let mut notice = Notice::new(if exists { Level::Warning } else { Level::Error }, title);
        for line in lines.iter().take(3) {
            notice = notice.line(line);
        }
        notice.show(ui);
    }
    let given = place.given();
    let why_not = given.is_none().then_some("Say where the file shall be");
    let mut replace = false;
    if exists {
        ui.add_space(8.0);
        replace = Button::outlined("Replace the file").show(ui).clicked();
    }
    let save = buttons(ui, "Save package", why_not, out) || enter;
    if let Some(path) = given.filter(|_| save || replace) {
        out.push(Command::Pull(PullCommand::Save(open.id(), SavePull { path, replace })));
    }
}

fn done(ui: &mut Ui, written: &PackageWritten, out: &mut Outbox) {
    let t = tokens(ui);
    let rows = written.files.iter().map(|(_, rows)| u64::from(*rows)).sum();
    let words =
        format!("Written: {} in {}", number::counted(rows, "row", "rows"), number::counted(written.files.len() as u64, "file", "files"));
    text::label(ui, &words, font::body_strong(), t.text);
    text::label(ui, &written.path.display().to_string(), font::mono(), t.text_2);
    ui.add_space(8.0);
    if written.losses.is_empty() {
        text::label(ui, "Everything could be expressed", font::body(), t.text_2);
    } else {
        text::label(ui, "Not expressed", font::label(), t.text_3);
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            for loss in &written.losses {
                text::paragraph(ui, loss, font::body(), t.text);
            }
        });
    }
    ui.add_space(14.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if Button::primary("Close").show(ui).clicked() {
            out.push(Command::Dialog(None));
        }
    });
}
