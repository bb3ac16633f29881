//! The page before there is a comparison: which roster was before, and how far reading and comparing are.

use egui::{Ui, accesskit::Role};

use crate::app::{Action, App, Command, CompareCommand, OpenRoster, Outbox, Route};
use crate::job::Progress;
use crate::roster::RosterId;
use crate::ui::icon::Icon;
use crate::ui::place;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, Button, focus, link, loading, text};

/// Draws what there is instead of a comparison.
pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, old: Option<RosterId>, out: &mut Outbox) {
    let open = |id: RosterId| app.rosters().get(id);
    let Some(before) = old.and_then(open) else { return choose(ui, app, roster, out) };
    ui.add_space((ui.available_height() * 0.26).max(20.0));
    for side in [Some(before), open(roster)].into_iter().flatten() {
        if side.whole().is_none() {
            return wait(ui, &format!("Reading {}", side.name()), &side.loading().unwrap_or_default(), Command::Close(side.id()), out);
        }
    }
    if app.is_comparing_stopped() {
        ui.vertical_centered(|ui| {
            text::label(ui, "Comparing was stopped", font::heading(), tokens(ui).text);
            ui.add_space(8.0);
            if Button::primary("Compare again").icon(Icon::ARROWS_CLOCKWISE).show(ui).clicked() {
                out.push(Command::Compare(CompareCommand::Again));
            }
        });
        return;
    }
    let progress = app.comparing().unwrap_or_default();
    wait(ui, "Comparing", &progress, Command::Compare(CompareCommand::Cancel), out);
}

fn wait(ui: &mut Ui, title: &str, progress: &Progress, cancel: Command, out: &mut Outbox) {
    let title = if progress.doing.is_empty() { title } else { &progress.doing };
    if loading(ui, title, Amount { done: progress.done, total: progress.total, unit: "" }) {
        out.push(cancel);
    }
}

fn choose(ui: &mut Ui, app: &App, roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    let name = app.rosters().get(roster).map(OpenRoster::name).unwrap_or_default();
    ui.add_space((ui.available_height() * 0.2).max(20.0));
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        Icon::GIT_DIFF.show(ui, size::ICON_LARGE, t.text_2);
        ui.add_space(6.0);
        let title = format!("What was before {name}?");
        let heading = text::label(ui, &title, font::heading(), t.text);
        focus::name(&heading, Role::Heading, &title);
        let words = "Any two rosters can be compared: packages, folders, pulls, also of different versions";
        text::label(ui, words, font::body(), t.text_2);
        ui.add_space(12.0);
        for other in app.comparable(roster) {
            let about = other.roster().map(|roster| place::about(roster)).unwrap_or_default();
            if link(ui, &format!("Compare with {}", other.name())).on_hover_text(&about).clicked() {
                out.push(Command::Replace(Route::Compare { roster, old: Some(other.id()) }));
            }
            text::label(ui, &about, font::small(), t.text_3);
            ui.add_space(6.0);
        }
        ui.add_space(6.0);
        let choose = Button::primary(Action::CompareFile.label()).icon(Icon::FOLDER_OPEN).show(ui);
        if choose.on_hover_text(Action::CompareFile.tooltip()).clicked() {
            out.act(Action::CompareFile);
        }
    });
}
