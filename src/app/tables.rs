//! What all views of tables share: orders of rows, searches, copies in work, and how columns and the pane are arranged.

use std::sync::Arc;

use super::copying::Copying;
use super::facets::{FacetState, Facets};
use super::layout::Layouts;
use super::orders::Orders;
use super::seeking::Seeking;
use super::writing::{ExportEnd, Writing};
use super::{Layout, Notice, OrderState, SeekState, TableCommand, TablePanel, TableView};
use crate::check::Settings;
use crate::job::{Progress, Wake};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// What all views of tables share.
#[derive(Default)]
pub(super) struct Tables {
    orders: Orders,
    seeking: Seeking,
    facets: Facets,
    copying: Copying,
    exporting: Writing,
    layouts: Layouts,
    pane_below: bool,
}

impl Tables {
    /// Takes in what jobs have brought.
    pub(super) fn poll(&mut self) -> Vec<Notice> {
        [self.orders.poll(), self.seeking.poll(), self.facets.poll(), self.copying.poll(), self.exporting.poll()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Starts what the table that is shown needs.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, settings: &Settings, table: Table, view: &TableView, wake: &Wake) {
        self.orders.want(roster, settings, table, &view.query, wake);
        if let Some(order) = self.orders.state(roster.id(), table, &view.query) {
            let order = Arc::clone(order.rows);
            // The first rows of a sort are no answer to what is looked for in all of them.
            if order.is_whole() {
                self.seeking.want(roster, settings.clone(), table, &view.find, &order, wake);
            }
        }
        match (view.panel, view.facet) {
            (Some(TablePanel::Filter { part, .. }), Some(column)) => {
                let mut query = view.query.clone();
                // What is chosen now must not narrow what can be chosen.
                if let Some(part) = part.filter(|part| *part < query.filter.parts.len()) {
                    query.filter.parts.remove(part);
                }
                self.facets.want(roster, settings.clone(), table, column, &query, wake);
            }
            _ => self.facets.stop(),
        }
    }

    /// Does what is for all views of a table; gives back what is for the present view alone.
    pub(super) fn apply(&mut self, command: TableCommand, at: Option<&Shown>, wake: &Wake) -> Option<TableCommand> {
        match (command, at) {
            (TableCommand::Column(change), Some(at)) => {
                let columns = at.roster.as_ref().and_then(|roster| roster.table(at.table)).map(|data| data.columns().len());
                self.layouts.change(at.id, at.table, columns.unwrap_or_default() as u16, change);
            }
            (TableCommand::PaneBelow(below), _) => self.pane_below = below,
            (TableCommand::Copy(ask), Some(at)) => {
                let order = at.view.as_ref().and_then(|view| self.order(at.id, at.table, view)).map(|order| Arc::clone(order.rows));
                if let (Some(roster), Some(order)) = (&at.roster, order) {
                    self.copying.start(roster, at.table, &order, ask, wake);
                }
            }
            (TableCommand::Export(ask), Some(at)) => {
                let order = at.view.as_ref().and_then(|view| self.order(at.id, at.table, view)).map(|order| Arc::clone(order.rows));
                if let (Some(roster), Some(order)) = (&at.roster, order) {
                    self.exporting.export(roster, at.table, &order, ask, wake);
                }
            }
            (TableCommand::ExportSeen, _) => self.exporting.seen(),
            (TableCommand::CancelExport, _) => self.exporting.cancel(),
            (TableCommand::Copied, _) => self.copying.taken(),
            (TableCommand::CancelCopy, _) => self.copying.cancel(),
            (command, _) => return Some(command),
        }
        None
    }

    /// The order to draw a table by.
    pub(super) fn order(&self, roster: RosterId, table: Table, view: &TableView) -> Option<OrderState<'_>> {
        self.orders.state(roster, table, &view.query)
    }

    /// How the columns of a table are arranged.
    pub(super) fn layout(&self, roster: RosterId, table: Table) -> Option<&Layout> {
        self.layouts.of(roster, table)
    }

    /// True if the detail pane stands below the rows.
    pub(super) const fn pane_below(&self) -> bool {
        self.pane_below
    }

    /// Where the text that is looked for was found.
    pub(super) fn sought(&self, roster: RosterId, table: Table) -> Option<SeekState<'_>> {
        self.seeking.state(roster, table)
    }

    /// The values of the column that a filter chooses from.
    pub(super) fn facet(&self, roster: RosterId, table: Table, column: u16) -> FacetState<'_> {
        self.facets.state(roster, table, column)
    }

    /// The text that is ready for the clipboard.
    pub(super) const fn clip(&self) -> Option<&Arc<str>> {
        self.copying.ready()
    }

    /// How far the next order is.
    pub(super) fn ordering(&self) -> Option<Progress> {
        self.orders.progress()
    }

    /// How far the export in work is.
    pub(super) fn exporting(&self) -> Option<Progress> {
        self.exporting.progress()
    }

    /// How the last export ended.
    pub(super) const fn export_end(&self) -> Option<&ExportEnd> {
        self.exporting.end()
    }

    /// How far the copy in work is.
    pub(super) fn copying(&self) -> Option<Progress> {
        self.copying.progress()
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.orders.forget(roster);
        self.seeking.forget(roster);
        self.facets.forget(roster);
        self.copying.forget(roster);
        self.exporting.forget(roster);
        self.layouts.forget(roster);
    }
}

/// The table that is shown.
pub(super) struct Shown {
    /// Of which roster.
    pub id: RosterId,
    /// The roster, if its first rows are there.
    pub roster: Option<Arc<Roster>>,
    /// Which table.
    pub table: Table,
    /// How it is looked at.
    pub view: Option<TableView>,
}
