//! Where one is: one enum, with what is needed to show it.

use crate::roster::RosterId;
use crate::spec::Table;

/// Where one is. Every place that shows data names its roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Where a roster is chosen.
    Welcome,
    /// What the user can set.
    Preferences,
    /// What a roster holds, on one page.
    Overview {
        /// Of which roster.
        roster: RosterId,
    },
    /// The rows of one file.
    Table {
        /// Of which roster.
        roster: RosterId,
        /// Which file.
        table: Table,
        /// A cell to be shown first.
        at: Option<CellAt>,
    },
    /// One row as a page.
    Record {
        /// Of which roster.
        roster: RosterId,
        /// Of which file.
        table: Table,
        /// The row, counted from 0.
        row: u32,
    },
    /// The pull that the roster comes from: collections, requests, answers.
    Pull {
        /// Of which roster.
        roster: RosterId,
    },
    /// What became of a roster, compared with another one.
    Compare {
        /// The roster after.
        roster: RosterId,
        /// The roster before; `None` = it is still to be chosen.
        old: Option<RosterId>,
    },
    /// What is to be handed over of a roster.
    HandOver {
        /// Of which roster.
        roster: RosterId,
    },
    /// What the checks found.
    Findings {
        /// Of which roster.
        roster: RosterId,
        /// The rule whose places are shown.
        rule: Option<&'static str>,
        /// Only places in this file.
        table: Option<Table>,
    },
}

/// A row of a table, and perhaps one of its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellAt {
    /// The row, counted from 0.
    pub row: u32,
    /// The place of the column in the table; `None` = the whole row.
    pub column: Option<u16>,
}

impl Route {
    /// The roster that it belongs to.
    pub const fn roster(&self) -> Option<RosterId> {
        match *self {
            Self::Welcome | Self::Preferences => None,
            Self::Overview { roster }
            | Self::Table { roster, .. }
            | Self::Record { roster, .. }
            | Self::Pull { roster }
            | Self::Compare { roster, .. }
            | Self::HandOver { roster }
            | Self::Findings { roster, .. } => Some(roster),
        }
    }

    /// The file that it shows.
    pub const fn table(&self) -> Option<Table> {
        match *self {
            Self::Table { table, .. } | Self::Record { table, .. } => Some(table),
            _ => None,
        }
    }
}
