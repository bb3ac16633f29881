//! Keys, mouse buttons and dropped files that hold everywhere in the window.

use egui::{PointerButton, Ui};

use super::actions;
use crate::app::{Action, App, Command, Outbox};

/// Turns what was pressed and dropped into commands.
pub fn take(ui: &Ui, app: &App, out: &mut Outbox) {
    let dropped: Vec<_> = ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !dropped.is_empty() {
        out.push(Command::Open(dropped));
    }
    if app.dialog().is_some() {
        return;
    }
    for action in Action::ALL {
        let Some(keys) = action.shortcut().and_then(actions::keys) else { continue };
        if ui.input_mut(|input| input.consume_shortcut(&keys)) {
            out.act(action);
        }
    }
    // `+` is `=` without Shift on many keyboards.
    let equals = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Equals);
    if ui.input_mut(|input| input.consume_shortcut(&equals)) {
        out.act(Action::ZoomIn);
    }
    if ui.input(|input| input.pointer.button_pressed(PointerButton::Extra1)) {
        out.act(Action::Back);
    }
    if ui.input(|input| input.pointer.button_pressed(PointerButton::Extra2)) {
        out.act(Action::Forward);
    }
}
