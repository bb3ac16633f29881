//! Keys, mouse buttons and dropped files that hold everywhere in the window.

use egui::{Key, PointerButton, Ui};

use super::actions;
use crate::app::{Action, App, Command, Outbox, Target};
use crate::ui::widgets::focus;

/// Turns what was pressed and dropped into commands.
pub fn take(ui: &Ui, app: &App, out: &mut Outbox) {
    let dropped: Vec<_> = ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !dropped.is_empty() {
        out.push(Command::Open(dropped));
    }
    if app.dialog().is_some() {
        return;
    }
    for (action, keys) in by_modifiers() {
        if ui.input_mut(|input| input.consume_shortcut(&keys)) {
            out.act(action);
        }
    }
    // `+` is `=` without Shift on many keyboards.
    let equals = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, Key::Equals);
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

/// All keys, those with more modifiers first: Ctrl+T is part of Ctrl+Shift+T.
fn by_modifiers() -> impl Iterator<Item = (Action, egui::KeyboardShortcut)> {
    let with = |more: bool| {
        let of = move |action: &'static Action| action.shortcuts().iter().map(move |keys| (*action, *keys));
        let all = Action::ALL.iter().flat_map(of);
        all.filter(move |(_, keys)| (keys.shift() || keys.alt()) == more)
    };
    with(true).chain(with(false)).filter_map(|(action, keys)| Some((action, actions::keys(keys)?)))
}

/// Where the places of this frame are shown: Ctrl and a click, or the middle button, asks for a tab behind the present one,
/// with Shift for one in front. Ctrl and Enter do the same on a link; elsewhere they have a meaning of their own.
pub fn target(ui: &Ui) -> Target {
    let by_key = focus::followed_by_key(ui.ctx());
    ui.input(|input| {
        let held = input.modifiers.command && (by_key || input.pointer.primary_clicked());
        match (held || input.pointer.button_clicked(PointerButton::Middle), input.modifiers.shift) {
            (false, _) => Target::Here,
            (true, false) => Target::TabBehind,
            (true, true) => Target::Tab,
        }
    })
}
