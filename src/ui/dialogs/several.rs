//! Several packages at once: one district, a package for each school say, or rosters of their own.

use egui::{Align, Layout, Ui};

use crate::app::{App, Command, Outbox};
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Button, number, text};

/// Names that are shown.
const MOST: usize = 6;

pub(super) fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let t = tokens(ui);
    let paths = app.several();
    let words = format!("{} were chosen.", number::counted(paths.len() as u64, "package", "packages"));
    text::paragraph(ui, &words, font::body(), t.text_2);
    ui.add_space(6.0);
    for path in paths.iter().take(MOST) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        text::label(ui, &name, font::mono(), t.text);
    }
    if paths.len() > MOST {
        text::label(ui, &format!("and {} more", paths.len() - MOST), font::body(), t.text_3);
    }
    ui.add_space(8.0);
    let words = "As one district their files are put together, as when each school has a zip of its own. Beside each other \
                 they are rosters of their own, each in a tab.";
    text::paragraph(ui, words, font::body(), t.text_2);
    ui.add_space(16.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let chosen = if Button::primary("Open as one district").show(ui).clicked() {
            Some(Command::OpenTogether(paths.to_vec()))
        } else if Button::outlined("Open beside each other").show(ui).clicked() {
            Some(Command::OpenEach(paths.to_vec()))
        } else {
            Button::outlined("Cancel").show(ui).clicked().then_some(Command::Dialog(None))
        };
        if let Some(command) = chosen {
            out.push(Command::Dialog(None));
            out.push(command);
        }
    });
}
