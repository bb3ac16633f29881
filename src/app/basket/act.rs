//! What the window asks of baskets, and what it sees of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Basket, BasketItem, BasketList, HandOverView};
use crate::app::{Action, App, Dialog, OpenRoster, Route, View};
use crate::query::{Along, Subset};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;
use crate::store::TableData;

/// A change of a basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BasketCommand {
    /// Adds rows.
    Add(RosterId, BasketItem),
    /// Takes out what was chosen at this place.
    Remove(RosterId, usize),
    /// Takes out everything.
    Empty(RosterId),
    /// What goes along.
    Along(RosterId, Along),
    /// Lists something else on the page.
    List(BasketList),
    /// Stops working out what is needed.
    Cancel,
    /// Works it out again.
    Again,
    /// Writes it as a package; true to replace a file that is there.
    Save(RosterId, PathBuf, bool),
}

/// A basket as the window sees it.
#[derive(Clone, Copy)]
pub struct BasketState<'a> {
    /// What was chosen.
    pub basket: &'a Basket,
    /// What that needs; `None` until it is worked out.
    pub subset: Option<&'a Arc<Subset>>,
    /// True if that belongs to what is chosen now.
    pub is_current: bool,
    /// True if working it out was stopped.
    pub is_stopped: bool,
}

impl App {
    /// How many rows of a roster are chosen to be handed over.
    pub fn in_basket(&self, roster: RosterId) -> u64 {
        self.baskets.of(roster).map_or(0, Basket::chosen)
    }

    /// What is to be handed over of a roster; `None` if nothing was chosen.
    pub fn basket(&self, roster: RosterId) -> Option<BasketState<'_>> {
        let basket = self.baskets.of(roster).filter(|basket| !basket.items.is_empty())?;
        let subset = self.baskets.subset(roster);
        Some(BasketState {
            basket,
            subset: subset.map(|(subset, _)| subset),
            is_current: subset.is_some_and(|(_, is_current)| is_current),
            is_stopped: self.baskets.is_stopped(roster),
        })
    }

    /// How the page of what is handed over is looked at.
    pub fn hand_over_view(&self) -> Option<&HandOverView> {
        match &self.here().view {
            View::HandOver(view) => Some(view),
            _ => None,
        }
    }

    /// Starts what the page of a basket needs.
    pub(in crate::app) fn want_basket(&mut self) {
        let Route::HandOver { roster } = *self.route() else { return };
        if let Some(roster) = self.rosters.get(roster).and_then(OpenRoster::whole).map(Arc::clone) {
            self.baskets.want(&roster, &self.wake);
        }
    }

    pub(in crate::app) fn change_basket(&mut self, command: BasketCommand) {
        match command {
            BasketCommand::Add(roster, item) => self.baskets.change(roster).add(item),
            BasketCommand::Remove(roster, at) => {
                let items = &mut self.baskets.change(roster).items;
                if at < items.len() {
                    items.remove(at);
                }
            }
            BasketCommand::Empty(roster) => self.baskets.change(roster).items.clear(),
            BasketCommand::Along(roster, along) => self.baskets.change(roster).along = along,
            BasketCommand::List(list) => self.tabs.history().hand_over(list),
            BasketCommand::Cancel => self.baskets.cancel(),
            BasketCommand::Again => self.baskets.again(),
            BasketCommand::Save(roster, path, replace) => self.save_subset(roster, path, replace),
        }
    }

    fn save_subset(&mut self, id: RosterId, path: PathBuf, replace: bool) {
        let Some(roster) = self.rosters.get(id).and_then(OpenRoster::whole).map(Arc::clone) else { return };
        let Some((subset, true)) = self.baskets.subset(id).map(|(subset, is_current)| (Arc::clone(subset), is_current)) else { return };
        let opened = self.opened_paths();
        self.handing.subset(&roster, &subset, path, (replace, opened), &self.wake);
    }

    /// The rows that would be added: the record that is shown, or the selected rows of the table.
    fn to_add(&self) -> Option<(RosterId, BasketItem)> {
        let roster = self.current()?.whole()?;
        let item = match *self.route() {
            Route::Record { table, row, .. } => BasketItem::one(table, row),
            Route::Table { table, .. } => self.selected_rows(roster, table)?,
            _ => return None,
        };
        (item.table != Table::Manifest).then(|| (roster.id(), item))
    }

    fn selected_rows(&self, roster: &Roster, table: Table) -> Option<BasketItem> {
        let (view, order) = (self.table_view()?, self.order()?);
        let rows = roster.table(table).map_or(0, TableData::rows);
        let row = view.selected.map(|cell| cell.row).filter(|row| *row < rows)?;
        let Some((here, other)) = order.rows.position(row).zip(view.anchor.map(|anchor| anchor.position)).filter(|(a, b)| a != b) else {
            return Some(BasketItem::one(table, row));
        };
        let mut picked: Vec<u32> = (here.min(other)..=here.max(other)).filter_map(|position| order.rows.row(position)).collect();
        picked.sort_unstable();
        Some(BasketItem { table, label: "selected rows".to_owned(), rows: Arc::new(picked) })
    }

    /// Every row that the table shows, if they are not all of the file's.
    fn shown_rows(&self) -> Option<(RosterId, BasketItem)> {
        let roster = self.current()?.whole()?;
        let Route::Table { table, .. } = *self.route() else { return None };
        let order = self.order().filter(|order| order.running.is_none() && order.rows.is_whole())?;
        let mut rows: Vec<u32> = (0..order.rows.len()).filter_map(|position| order.rows.row(position)).collect();
        rows.sort_unstable();
        let label = self.table_view().zip(roster.table(table)).map(|(view, data)| view.query.line(data)).unwrap_or_default();
        let label = if label.is_empty() { "rows that were shown".to_owned() } else { label };
        (!rows.is_empty() && table != Table::Manifest).then(|| (roster.id(), BasketItem { table, rows: Arc::new(rows), label }))
    }

    /// When something can be done with a basket, and why not.
    pub(in crate::app) fn can_hand_over(&self, action: Action) -> (bool, &'static str) {
        let filled = self.current().is_some_and(|open| self.in_basket(open.id()) > 0);
        match action {
            Action::HandOver => (self.current().is_some(), "No roster is open here"),
            Action::AddToBasket => match self.route() {
                Route::Record { .. } | Route::Table { .. } => match self.current().and_then(OpenRoster::whole) {
                    None => (false, "The roster is being read"),
                    Some(_) => (self.to_add().is_some(), "No row is selected"),
                },
                _ => (false, "No record or table is shown"),
            },
            Action::AddShownToBasket => {
                let shown = self.table_view().is_some() && self.current().is_some_and(|open| open.whole().is_some());
                let few = self.order().is_some_and(|order| order.running.is_none() && (1..=MOST).contains(&order.rows.len()));
                if shown { (few, "These are too many rows, or none: filter first") } else { (false, "No table is shown") }
            }
            _ => (filled, "Nothing is chosen to be handed over"),
        }
    }

    pub(in crate::app) fn act_on_basket(&mut self, action: Action) {
        let Some(roster) = self.route().roster() else { return };
        let added = match action {
            Action::AddToBasket => self.to_add(),
            Action::AddShownToBasket => self.shown_rows(),
            Action::EmptyBasket => return self.change_basket(BasketCommand::Empty(roster)),
            Action::SaveBasket => {
                self.go(Route::HandOver { roster });
                self.dialog = Some(Dialog::SaveBasket(roster));
                return;
            }
            _ => return,
        };
        if let Some((roster, item)) = added {
            self.change_basket(BasketCommand::Add(roster, item));
        }
    }
}

/// More rows at once are a matter of handing over the whole.
const MOST: u32 = 200_000;
