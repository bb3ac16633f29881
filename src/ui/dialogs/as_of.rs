//! The day that the checks judge by.

use egui::Ui;
use jiff::civil::Date;

use super::buttons;
use crate::app::{App, Command, Outbox};
use crate::roster::RosterId;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{TextField, link, text};

pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, day: &mut String, fresh: bool, out: &mut Outbox) {
    if let Some(open) = app.rosters().get(roster).filter(|_| fresh) {
        *day = open.as_of().to_string();
    }
    let words = "Dates are judged as if this were today: what is past, current or still to come.";
    text::paragraph(ui, words, font::body(), tokens(ui).text_2);
    ui.add_space(8.0);
    let enter = ui
        .horizontal(|ui| {
            let field = TextField::new(day, "Date, YYYY-MM-DD").width(180.0).mono().show(ui);
            if fresh {
                field.request_focus();
            }
            if link(ui, "Today").clicked() {
                *day = app.today().to_string();
            }
            field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter))
        })
        .inner;
    let given: Option<Date> = day.trim().parse().ok();
    let why_not = given.is_none().then_some("This is not a date of the form YYYY-MM-DD");
    if (buttons(ui, "Judge again", why_not, out) || enter)
        && let Some(given) = given
    {
        out.push(Command::SetAsOf(roster, given));
        out.push(Command::Dialog(None));
    }
}
