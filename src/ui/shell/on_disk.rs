//! A bar above the screen when what was opened is no longer what lies on disk.

use egui::{Frame, Margin, Ui};

use crate::app::{Action, App, Command, Outbox};
use crate::read::SourceState;
use crate::ui::icon::Level;
use crate::ui::theme::{size, tokens};
use crate::ui::widgets::Notice;

/// Draws the bar, if there is something to tell.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let (Some(state), Some(open)) = (app.on_disk(), app.current()) else { return };
    // While it is read anew, the status bar tells how far that is.
    if app.rosters().replacing(open.id()).is_some() {
        return;
    }
    let pad = size::PAGE_PADDING as i8;
    let frame = Frame::NONE.fill(tokens(ui).content).inner_margin(Margin { left: pad, right: pad, top: 12, bottom: 4 });
    frame.show(ui, |ui| {
        let done = if state == SourceState::Changed {
            let title = format!("{} changed on disk", open.name());
            let line = "What is shown is what it held when it was opened. Reloading keeps tabs, places and filters.";
            Notice::new(Level::Info, &title).line(line).button("Reload").closable().show(ui)
        } else {
            let title = format!("{} is no longer on disk", open.name());
            let line = "What was read stays open. Source lines cannot be shown until it is there again.";
            Notice::new(Level::Warning, &title).line(line).closable().show(ui)
        };
        if done.button {
            out.act(Action::Reload);
        } else if done.closed {
            out.push(Command::KeepAsIs(open.id()));
        }
    });
}
