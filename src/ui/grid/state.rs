//! What a grid remembers between frames; the caller owns it.

use std::{collections::BTreeMap, ops::RangeInclusive};

use super::scroll::{Extent, Place};
use crate::ui::theme::Density;

/// Place, widths, focus and selection of one grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridState {
    /// Height of the rows.
    pub density: Density,
    pub(super) place: Place,
    /// Points that are hidden left of the moving columns.
    pub(super) x: f32,
    pub(super) widths: BTreeMap<String, f32>,
    pub(super) focus: Option<(u64, usize)>,
    /// The other end of the selected rows.
    pub(super) anchor: Option<u64>,
    /// The other end of the selected columns, where a block of cells is selected and not whole rows.
    pub(super) side: Option<usize>,
    /// Columns that shall be fitted in the next frame.
    pub(super) to_fit: Vec<usize>,
    /// The header that is dragged.
    pub(super) dragged: Option<usize>,
    /// The keyboard is on the header of the focused column.
    pub(super) in_header: bool,
    /// The focused cell shall be brought into sight in the next frame.
    pub(super) reveal: bool,
    /// The grid shall take the keyboard in the next frame.
    pub(super) take_keys: bool,
    /// Where within the handle of a bar the pointer holds it.
    pub(super) held: Option<f32>,
}

impl GridState {
    /// The focused cell as row and column.
    pub fn focus(&self) -> Option<(u64, usize)> {
        self.focus
    }

    /// The selected rows.
    pub fn selected(&self) -> Option<RangeInclusive<u64>> {
        let (row, _) = self.focus?;
        let other = self.anchor.unwrap_or(row);
        Some(row.min(other)..=row.max(other))
    }

    /// The selected columns where a block of cells is selected; `None` = whole rows.
    pub fn selected_columns(&self) -> Option<RangeInclusive<usize>> {
        let (_, column) = self.focus?;
        self.side.map(|other| column.min(other)..=column.max(other))
    }

    /// The other end of the selection: its row, and its column where a block of cells is selected.
    pub fn anchor(&self) -> Option<(u64, Option<usize>)> {
        self.anchor.map(|row| (row, self.side))
    }

    /// Puts the other end of the selection.
    pub fn set_anchor(&mut self, row: u64, column: Option<usize>) {
        (self.anchor, self.side) = (Some(row), column);
    }

    /// Moves the focus to another column, with everything else as it is.
    pub fn set_column(&mut self, column: usize) {
        self.focus = self.focus.map(|(row, _)| (row, column));
        self.side = None;
        self.reveal = true;
    }

    /// Fits these columns to what is in sight; the next frame tells the widths as events.
    pub fn fit_columns(&mut self, columns: impl IntoIterator<Item = usize>) {
        self.to_fit.extend(columns);
    }

    /// Forgets the width of a column that the user has set.
    pub fn forget_width(&mut self, column: &str) {
        self.widths.remove(column);
    }

    /// The first visible row.
    pub fn top(&self) -> Place {
        self.place
    }

    /// Puts the focus on a cell, selects its row alone and brings it into sight.
    pub fn go_to(&mut self, row: u64, column: usize) {
        self.focus = Some((row, column));
        self.anchor = Some(row);
        self.side = None;
        self.in_header = false;
        self.reveal = true;
    }

    /// Puts the focus on a cell and selects its row alone, wherever it stands.
    pub fn set_focus(&mut self, row: u64, column: usize) {
        self.choose(row, column, false);
    }

    /// Scrolls to a place and this many points to the right.
    pub fn put(&mut self, place: Place, left: f32) {
        (self.place, self.x) = (place, left);
    }

    /// Points that are hidden left of the moving columns.
    pub fn left(&self) -> f32 {
        self.x
    }

    /// Gives the keyboard to the grid.
    pub fn take_keyboard(&mut self) {
        self.take_keys = true;
    }

    /// Nothing is selected.
    pub fn clear_selection(&mut self) {
        self.focus = None;
        self.anchor = None;
        self.side = None;
    }

    /// Back to the first row and column, with nothing selected; for other rows in the same columns. Widths stay.
    pub fn to_top(&mut self) {
        self.clear_selection();
        self.place = Place::default();
        self.in_header = false;
    }

    /// The width of a column where the user has set one.
    pub fn width(&self, column: &str) -> Option<f32> {
        self.widths.get(column).copied()
    }

    /// Sets the width of a column.
    pub fn set_width(&mut self, column: &str, width: f32) {
        self.widths.insert(column.to_owned(), width.clamp(MIN_WIDTH, MAX_WIDTH));
    }

    pub(super) fn choose(&mut self, row: u64, column: usize, extend: bool) {
        if !extend || self.anchor.is_none() {
            self.anchor = Some(row);
            self.side = None;
        }
        self.focus = Some((row, column));
        self.in_header = false;
    }

    /// Keeps everything within rows and columns that may have become fewer.
    pub(super) fn fit(&mut self, extent: &Extent, columns: usize) {
        self.place = self.place.within(extent);
        if extent.rows == 0 || columns == 0 {
            self.in_header = false;
            self.clear_selection();
        } else if let Some((row, column)) = self.focus {
            self.focus = Some((row.min(extent.rows - 1), column.min(columns - 1)));
            self.anchor = self.anchor.map(|row| row.min(extent.rows - 1));
            self.side = self.side.map(|column| column.min(columns - 1));
        }
    }
}

/// No column is narrower.
pub(super) const MIN_WIDTH: f32 = 48.0;
/// No column is wider.
pub(super) const MAX_WIDTH: f32 = 900.0;
