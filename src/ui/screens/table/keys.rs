//! What menus, palette and keys ask of the table screen.

use egui::Context;

use super::act::{Block, Scene};
use super::kept::{Kept, Step};
use crate::app::{Action, App, ClipFormat, Command, Outbox, TableCommand, TablePanel};

impl Scene<'_> {
    /// Does what was asked for by name.
    pub fn obey(&self, ctx: &Context, app: &App, kept: &mut Kept, outbox: &mut Outbox) {
        if app.asked(Action::FilterRows) {
            kept.to_filter = true;
        }
        if app.asked(Action::Find) {
            self.find_on(Step::On, kept, outbox);
        }
        if app.asked(Action::FindPrevious) {
            self.find_on(Step::Back, kept, outbox);
        }
        let Some((row, column)) = kept.grid.focus() else { return };
        if app.asked(Action::WholeCell) {
            self.whole(row, column, outbox);
        }
        for (action, header) in [(Action::CopySelection, false), (Action::CopyWithHeader, true)] {
            if app.asked(action) {
                let rows = kept.grid.selected().unwrap_or(row..=row);
                let one = (rows.start() == rows.end()).then_some(column..=column);
                let columns = kept.grid.selected_columns().or(one);
                self.copy(ctx, Block { rows, columns }, ClipFormat::Tabs, header, outbox);
            }
        }
    }

    /// Opens the bar that finds, or goes on to the next match.
    fn find_on(&self, step: Step, kept: &mut Kept, outbox: &mut Outbox) {
        if !self.view.find.is_empty() {
            kept.step = Some(step);
        } else if self.view.panel == Some(TablePanel::Find) {
            kept.refocus_panel();
        } else {
            outbox.push(Command::Table(TableCommand::Panel(Some(TablePanel::Find))));
        }
    }
}
