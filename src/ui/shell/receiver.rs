//! The chooser of the receiver in the bar at the top.

use egui::Ui;

use crate::app::{Action, App, Command, Outbox, TrackCommand};
use crate::ui::widgets::choice;

/// The words of the last line of the list.
const OPEN: &str = "Open a profile…";

/// Draws the chooser: nobody, every receiver that is known, and a file of the user. Where the bar is `narrow`, the name of
/// the receiver says enough.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox, narrow: bool) {
    let receivers = app.receivers();
    let mut words = vec!["None"];
    words.extend(receivers.iter().map(|profile| profile.name.as_str()));
    words.push(OPEN);
    let chosen = app.criteria().profile.as_ref();
    let at = chosen.and_then(|chosen| receivers.iter().position(|profile| profile.id == chosen.id)).map_or(0, |at| at + 1);
    let width = if narrow { 120.0 } else { 176.0 };
    let Some(picked) = choice(ui, "Receiver", !narrow, width, at, &words) else { return };
    match picked.checked_sub(1).map(|at| receivers.get(at)) {
        None => out.push(Command::Track(TrackCommand::Receiver(None))),
        Some(Some(profile)) => out.push(Command::Track(TrackCommand::Receiver(Some(profile.id.clone())))),
        Some(None) => out.act(Action::OpenProfile),
    }
}
