//! The rows that were chosen, and how the page of them is looked at.

use std::sync::Arc;

use crate::query::{Along, Seed};
use crate::roster::Roster;
use crate::spec::Table;

/// Rows that were chosen together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasketItem {
    /// The file.
    pub table: Table,
    /// The rows, in file order and each once.
    pub rows: Arc<Vec<u32>>,
    /// What they have in common, where they are several.
    pub label: String,
}

impl BasketItem {
    /// One row.
    pub fn one(table: Table, row: u32) -> Self {
        Self { table, rows: Arc::new(vec![row]), label: String::new() }
    }

    fn seed(&self, roster: &Roster, row: u32) -> Seed {
        match self.table {
            Table::Orgs if is_school(roster, row) => Seed::School(row),
            Table::Classes => Seed::Class(row),
            Table::Users => Seed::Person(row),
            table => Seed::Row(table, row),
        }
    }
}

fn is_school(roster: &Roster, row: u32) -> bool {
    roster.table(Table::Orgs).is_some_and(|orgs| orgs.text(row, "type").trim().eq_ignore_ascii_case("school"))
}

/// What was chosen of a roster, and what goes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    /// What was chosen, the first first.
    pub items: Vec<BasketItem>,
    /// What goes along if it is there.
    pub along: Along,
}

impl Basket {
    /// How many rows were chosen.
    pub fn chosen(&self) -> u64 {
        self.items.iter().map(|item| item.rows.len() as u64).sum()
    }

    /// What a subset is made for.
    pub(super) fn seeds(&self, roster: &Roster) -> Vec<Seed> {
        self.items.iter().flat_map(|item| item.rows.iter().map(|&row| item.seed(roster, row))).collect()
    }

    /// Adds rows that are not in it yet; rows that are stay where they are.
    pub(super) fn add(&mut self, item: BasketItem) {
        let known = |row: &u32| self.items.iter().any(|other| other.table == item.table && other.rows.binary_search(row).is_ok());
        let rows: Vec<u32> = item.rows.iter().copied().filter(|row| !known(row)).collect();
        if !rows.is_empty() {
            self.items.push(BasketItem { rows: Arc::new(rows), ..item });
        }
    }
}

/// What is listed on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasketList {
    /// The rows of a file that are in, each with the reason.
    Rows(Table),
    /// Links that lead nowhere.
    Open,
}

/// How the page is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandOverView {
    /// What is listed; `None` = the people, else the first file.
    pub list: Option<BasketList>,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Basket, BasketItem};
    use crate::spec::Table;

    #[test]
    fn a_row_is_chosen_once() {
        let mut basket = Basket::default();
        basket.add(BasketItem::one(Table::Users, 7));
        basket.add(BasketItem { rows: Arc::new(vec![6, 7, 8]), label: "three".to_owned(), ..BasketItem::one(Table::Users, 0) });
        basket.add(BasketItem::one(Table::Users, 8));
        basket.add(BasketItem::one(Table::Classes, 7));
        assert_eq!((basket.items.len(), basket.chosen()), (3, 4));
        assert_eq!(*basket.items[1].rows, [6, 8]);
    }
}
