//! Every command and place by its name.

use egui::Ui;

use super::chooser::{Choice, Chooser};
use crate::app::{App, Command, Outbox, PaletteEntry, PaletteWhat, Target, palette};
use crate::ui::place;
use crate::ui::shell::actions;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::text;

pub(super) fn show(ui: &mut Ui, app: &App, chooser: &mut Chooser, fresh: bool, out: &mut Outbox) {
    chooser.field(ui, "Command or place", "Type a part of a name", fresh);
    let found = palette(app, &chooser.text);
    ui.add_space(8.0);
    if found.is_empty() {
        text::label(ui, "No command or place of this name", font::body(), tokens(ui).text_3);
    }
    let choices: Vec<Choice> = found.iter().map(choice).collect();
    let Some(entry) = chooser.list(ui, "Commands", &choices).and_then(|at| found.get(at)) else { return };
    out.push(Command::Dialog(None));
    out.push(entry.command());
    if ui.input(|input| input.modifiers.command) {
        out.aim(Target::Tab);
    }
}

fn choice(entry: &PaletteEntry) -> Choice {
    let icon = match &entry.what {
        PaletteWhat::Act(action) => actions::icon(*action),
        PaletteWhat::Go(route) => place::icon(route),
    };
    Choice {
        icon: Some(icon),
        words: entry.words.clone(),
        note: entry.of.clone(),
        keys: entry.keys(),
        off: entry.off.map(str::to_owned),
        ..Choice::default()
    }
}
