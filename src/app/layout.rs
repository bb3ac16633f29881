//! How the columns of each table are arranged. Kept while the program runs, so every place that shows the table has them alike.

use crate::roster::RosterId;
use crate::spec::Table;

/// How a column is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnLook {
    /// The place of the column in the table.
    pub column: u16,
    /// Its width in points; `None` = the usual one.
    pub width: Option<f32>,
    /// True if it is not shown.
    pub hidden: bool,
}

/// The columns of one table: which, in which order, how wide, how many of them frozen.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Columns whose place, width or presence was changed, in the order shown; those that are not listed follow in file order.
    pub columns: Vec<ColumnLook>,
    /// How many of the shown columns stay in place at the left.
    pub frozen: u16,
}

impl Default for Layout {
    fn default() -> Self {
        Self { columns: Vec::new(), frozen: 1 }
    }
}

/// A change of the columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColumnChange {
    /// Sets the width of a column; `None` = the usual one.
    Width {
        /// The place of the column in the table.
        column: u16,
        /// Points.
        width: Option<f32>,
    },
    /// Shows a column or hides it. The last one that is shown stays.
    Show {
        /// The place of the column in the table.
        column: u16,
        /// True to show it.
        show: bool,
    },
    /// Puts a column where another one stands; what lies between moves on.
    Move {
        /// The place of the column in the table.
        column: u16,
        /// The column whose place it takes.
        to: u16,
    },
    /// Freezes this many of the shown columns.
    Freeze(u16),
    /// Shows every column, at its place.
    ShowAll,
    /// Every column as it was at first.
    Reset,
}

impl Layout {
    /// Every column of a table with this many, shown or not, in order.
    pub fn all(&self, columns: u16) -> Vec<ColumnLook> {
        let mut all: Vec<_> = self.columns.iter().filter(|look| look.column < columns).copied().collect();
        for column in 0..columns {
            if all.iter().all(|look| look.column != column) {
                all.push(ColumnLook { column, width: None, hidden: false });
            }
        }
        all
    }

    /// The columns that are shown, in order.
    pub fn shown(&self, columns: u16) -> Vec<u16> {
        self.all(columns).into_iter().filter(|look| !look.hidden).map(|look| look.column).collect()
    }

    /// True if nothing but widths differs from the file.
    pub fn is_plain(&self, columns: u16) -> bool {
        let in_order = self.all(columns).iter().zip(0..).all(|(look, place)| look.column == place && !look.hidden);
        in_order && self.frozen == 1
    }

    fn apply(&mut self, change: ColumnChange, columns: u16) {
        let mut all = self.all(columns);
        let place = |all: &[ColumnLook], column: u16| all.iter().position(|look| look.column == column);
        match change {
            ColumnChange::Width { column, width } => {
                if let Some(at) = place(&all, column) {
                    all[at].width = width;
                }
            }
            ColumnChange::Show { column, show } => {
                let last = !show && all.iter().filter(|look| !look.hidden).count() <= 1;
                if let Some(at) = place(&all, column).filter(|_| !last) {
                    all[at].hidden = !show;
                }
            }
            ColumnChange::Move { column, to } => {
                if let (Some(from), Some(to)) = (place(&all, column), place(&all, to)) {
                    let look = all.remove(from);
                    all.insert(to, look);
                }
            }
            ColumnChange::Freeze(frozen) => self.frozen = frozen,
            ColumnChange::ShowAll => all.iter_mut().for_each(|look| look.hidden = false),
            ColumnChange::Reset => {
                *self = Self::default();
                return;
            }
        }
        self.columns = all;
    }
}

/// The layouts of every table that was changed.
#[derive(Debug, Default)]
pub(super) struct Layouts(Vec<((RosterId, Table), Layout)>);

impl Layouts {
    /// The layout of a table; `None` = as the file has it.
    pub(super) fn of(&self, roster: RosterId, table: Table) -> Option<&Layout> {
        self.0.iter().find(|(of, _)| *of == (roster, table)).map(|(_, layout)| layout)
    }

    /// Changes the layout of a table with this many columns.
    pub(super) fn change(&mut self, roster: RosterId, table: Table, columns: u16, change: ColumnChange) {
        let at = self.0.iter().position(|(of, _)| *of == (roster, table)).unwrap_or_else(|| {
            self.0.push(((roster, table), Layout::default()));
            self.0.len() - 1
        });
        self.0[at].1.apply(change, columns);
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.0.retain(|((of, _), _)| *of != roster);
    }
}

#[cfg(test)]
mod tests {
    use super::{ColumnChange, Layout};

    #[test]
    fn columns_move_hide_and_come_back_at_their_place() {
        let mut layout = Layout::default();
        layout.apply(ColumnChange::Move { column: 3, to: 1 }, 5);
        assert_eq!(layout.shown(5), [0, 3, 1, 2, 4]);
        layout.apply(ColumnChange::Show { column: 1, show: false }, 5);
        layout.apply(ColumnChange::Move { column: 0, to: 2 }, 5);
        assert_eq!(layout.shown(5), [3, 2, 0, 4]);
        assert!(!layout.is_plain(5));
        layout.apply(ColumnChange::ShowAll, 5);
        assert_eq!(layout.shown(5), [3, 1, 2, 0, 4]);
        layout.apply(ColumnChange::Reset, 5);
        assert!(layout.is_plain(5));
    }

    #[test]
    fn the_last_column_cannot_be_hidden() {
        let mut layout = Layout::default();
        for column in 0..3 {
            layout.apply(ColumnChange::Show { column, show: false }, 3);
        }
        assert_eq!(layout.shown(3), [2]);
    }
}
