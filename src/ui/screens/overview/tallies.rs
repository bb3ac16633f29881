//! Counts by type, each leading to its rows.

use egui::Ui;

use super::data::{TallyPart, Target};
use crate::app::{App, Outbox};
use crate::roster::RosterId;
use crate::ui::widgets::{Card, bars};

/// Draws the card of one tally.
pub(super) fn show(ui: &mut Ui, app: &App, part: &TallyPart, roster: RosterId, out: &mut Outbox) {
    Card::new(part.title).show(ui, |ui| {
        let Some(row) = bars(ui, part.title, &part.rows) else { return };
        let (Some((table, column)), Some((word, _))) = (part.target, part.rows.get(row)) else { return };
        let only = match word.as_str() {
            "(others)" => None,
            "(blank)" => Some((column, String::new())),
            word => Some((column, word.to_owned())),
        };
        Target { table, only }.go(app, roster, out);
    });
}
