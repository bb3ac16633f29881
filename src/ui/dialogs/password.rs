//! The password of an encrypted archive. It is handed over and wiped here; it is never written anywhere.

use egui::Ui;

use super::buttons;
use crate::app::{App, Command, Outbox, Secret};
use crate::read::Password;
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Notice, TextField, text};

/// Draws the dialog; true when a password was handed over.
pub(super) fn show(ui: &mut Ui, app: &App, typed: &mut String, fresh: bool, out: &mut Outbox) -> bool {
    if fresh {
        typed.clear();
    }
    let Some(locked) = app.locked() else { return false };
    // What stands above the field must not change while one types: the field would be another one and lose the keyboard.
    if locked.wrong {
        Notice::new(Level::Warning, "This is not the password").line("Try again; letter case counts.").show(ui);
    } else {
        let words = format!("The files of {} are encrypted. The password stays in memory while the roster is open.", locked.name());
        text::paragraph(ui, &words, font::body(), tokens(ui).text_2);
    }
    ui.add_space(10.0);
    let field = TextField::new(typed, "Password").secret().width(ui.available_width()).show(ui);
    if fresh {
        field.request_focus();
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let why_not = typed.is_empty().then_some("No password is given");
    let given = (buttons(ui, "Open", why_not, out) || enter) && !typed.is_empty();
    if given {
        out.push(Command::Unlock(Secret(Password::new(std::mem::take(typed)))));
    }
    given
}
