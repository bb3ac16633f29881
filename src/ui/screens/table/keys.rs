//! The keys of the table screen beside those of its rows.

use egui::{Key, Modifiers, Ui};

use super::kept::{Kept, Step};
use crate::app::{Command, Outbox, TableCommand, TablePanel, TableView};

/// Takes the keys of this frame.
pub fn take(ui: &Ui, view: &TableView, kept: &mut Kept, outbox: &mut Outbox) {
    let pressed = |held: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(held, key));
    if pressed(Modifiers::COMMAND, Key::F) {
        kept.to_filter = true;
    }
    if pressed(Modifiers::COMMAND, Key::G) {
        open(TablePanel::GoTo, view, kept, outbox);
    }
    let back = pressed(Modifiers::SHIFT, Key::F3);
    if back || pressed(Modifiers::NONE, Key::F3) {
        if view.find.is_empty() {
            open(TablePanel::Find, view, kept, outbox);
        } else {
            kept.step = Some(if back { Step::Back } else { Step::On });
        }
    }
}

/// Opens a panel, or gives it the keyboard again where it is open.
fn open(panel: TablePanel, view: &TableView, kept: &mut Kept, outbox: &mut Outbox) {
    if view.panel == Some(panel) {
        kept.refocus_panel();
    } else {
        outbox.push(Command::Table(TableCommand::Panel(Some(panel))));
    }
}
