//! A place of a roster that was closed: what happened, and the way back.

use egui::Ui;

use crate::app::{Action, App, Command, Outbox, Route};
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, Button, focus, link, loading, text};

/// Draws the page; false if the present place does not belong to a roster that was closed.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) -> bool {
    let Some(roster) = app.route().roster().filter(|id| app.rosters().get(*id).is_none()) else { return false };
    ui.add_space((ui.available_height() * 0.28).max(24.0));
    if let Some(again) = app.rosters().replacing(roster) {
        let progress = again.loading().unwrap_or_default();
        let amount = Amount { done: progress.done, total: progress.total, unit: "" };
        if loading(ui, &progress.doing, amount) {
            out.push(Command::Close(again.id()));
        }
        return true;
    }
    let closed = app.rosters().closed(roster);
    let name = closed.map_or("The roster", |closed| closed.name.as_str());
    let t = tokens(ui);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        Icon::ARCHIVE.show(ui, size::ICON_LARGE, t.text_2);
        ui.add_space(6.0);
        let title = format!("{name} was closed");
        let response = text::label(ui, &title, font::heading(), t.text);
        focus::name(&response, egui::accesskit::Role::Heading, &title);
        text::label(ui, "This tab keeps its places. Opened again, they lead where they led before", font::body(), t.text_2);
        if let Some(path) = closed.and_then(|closed| closed.source.path()) {
            text::label(ui, &path.display().to_string(), font::mono(), t.text_3);
        }
        ui.add_space(10.0);
        if closed.is_some() && Button::primary("Open again").icon(Icon::FOLDER_OPEN).show(ui).clicked() {
            out.push(Command::OpenAgain(roster));
        }
        ui.add_space(6.0);
        if link(ui, "Open another roster").clicked() {
            out.act(Action::Welcome);
        }
        for open in app.rosters().shown() {
            if link(ui, &format!("Go to {}", open.name())).clicked() {
                out.go(Route::Overview { roster: open.id() });
            }
        }
    });
    true
}
