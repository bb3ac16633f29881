//! Where columns and rows stand in the picture.

use egui::{Rangef, Rect, pos2};

use super::{GridColumn, GridState, scroll::Extent};
use crate::ui::theme::size;

/// Width of the bars at the right and below.
pub(super) const BAR: f32 = 12.0;

/// The parts of one frame's picture.
pub(super) struct Geometry {
    /// The band of column names.
    pub header: Rect,
    /// Where the rows stand, bars included.
    pub body: Rect,
    /// Height of one row.
    pub row_height: f32,
    /// Width of the column of line numbers.
    pub line: f32,
    /// How many columns at the left are frozen; fewer than wished where the room is too narrow.
    pub frozen: usize,
    /// Right edge of what is frozen.
    pub edge: f32,
    /// Left edges of the columns, as if nothing were scrolled, and the end of the last one.
    lefts: Vec<f32>,
    /// Points that the moving columns are scrolled by.
    pub x: f32,
    /// Hidden part of the first row, on whole pixels so that text stays crisp.
    rest: f32,
}

impl Geometry {
    /// The geometry for an area, with the widths and the place that the state remembers.
    pub fn new(pixels_per_point: f32, area: Rect, columns: &[GridColumn], last_line: u64, state: &GridState, wished: usize) -> Self {
        let header = Rect::from_min_max(area.min, pos2(area.right(), area.top() + size::HEADER_ROW));
        let body = Rect::from_min_max(pos2(area.left(), header.bottom()), area.max);
        let digits = last_line.max(1).ilog10() + 1;
        let commas = (digits - 1) / 3;
        // A digit of the small monospaced face is 6.6 wide.
        let line = ((digits + commas) as f32 * 6.6 + 2.0 * size::CELL_PADDING).max(62.0).ceil();
        let mut lefts = vec![area.left() + line];
        for column in columns {
            let width = state.width(&column.name).unwrap_or(column.width.max(super::state::MIN_WIDTH));
            lefts.push(lefts[lefts.len() - 1] + width);
        }
        let most = wished.min(columns.len().saturating_sub(1));
        let fits = |frozen: &usize| lefts[*frozen] - area.left() < area.width() * 0.6;
        let frozen = (1..=most).rev().find(fits).unwrap_or(0);
        let edge = lefts[frozen];
        let rest = (state.place.rest * pixels_per_point).round() / pixels_per_point;
        let mut geometry = Self { header, body, row_height: state.density.row(), line, frozen, edge, lefts, x: 0.0, rest };
        geometry.x = state.x.clamp(0.0, geometry.hidden_width());
        geometry
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.lefts.len() - 1
    }

    /// Points of the moving columns that do not fit.
    pub fn hidden_width(&self) -> f32 {
        (self.lefts[self.columns()] - self.body.right() + BAR).max(0.0)
    }

    /// Left and right of a column as it stands now.
    pub fn span(&self, column: usize) -> Rangef {
        let shift = if column < self.frozen { 0.0 } else { self.x };
        Rangef::new(self.lefts[column] - shift, self.lefts[column + 1] - shift)
    }

    /// Whether any part of a column is visible.
    pub fn is_visible(&self, column: usize) -> bool {
        let span = self.span(column);
        column < self.frozen || (span.max > self.edge && span.min < self.body.right())
    }

    /// Where the moving columns may be painted.
    pub fn moving(&self, rect: Rect) -> Rect {
        Rect::from_min_max(pos2(self.edge.max(rect.left()), rect.top()), rect.max)
    }

    /// How long the rows are against the room for them.
    pub fn extent(&self, rows: u64) -> Extent {
        // The bar below hides the last row unless it has room of its own.
        let bar = if self.hidden_width() > 0.0 { BAR } else { 0.0 };
        Extent { rows, row_height: self.row_height, view: (self.body.height() - bar).max(self.row_height) }
    }

    /// A row as it stands now.
    pub fn row(&self, row: u64, state: &GridState) -> Rect {
        let place = state.place;
        let down = if row >= place.row { (row - place.row) as f32 } else { -((place.row - row) as f32) };
        let top = self.body.top() + down * self.row_height - self.rest;
        Rect::from_min_max(pos2(self.body.left(), top), pos2(self.body.right(), top + self.row_height))
    }

    /// A cell of a row.
    pub fn cell(&self, row: Rect, column: usize) -> Rect {
        Rect::from_x_y_ranges(self.span(column), row.y_range())
    }

    /// The row under a height in the picture.
    pub fn row_at(&self, y: f32, rows: u64, state: &GridState) -> Option<u64> {
        let down = ((y - self.body.top() + self.rest) / self.row_height).floor();
        if down < 0.0 {
            return None;
        }
        state.place.row.checked_add(down as u64).filter(|row| *row < rows)
    }

    /// The column at an abscissa; frozen ones lie above the others.
    pub fn column_at(&self, x: f32) -> Option<usize> {
        (0..self.columns()).find(|c| self.is_visible(*c) && self.span(*c).contains(x) && (*c < self.frozen || x >= self.edge))
    }

    /// The boundary between columns that is nearest to an abscissa, where a dragged column would go: 0 = before the first.
    pub fn boundary_at(&self, x: f32) -> usize {
        let under = self.column_at(x);
        match under {
            Some(column) => column + usize::from(x > self.span(column).center()),
            None if x < self.edge => 0,
            None => self.columns(),
        }
    }

    /// True within the column of line numbers.
    pub fn is_line(&self, x: f32) -> bool {
        (self.body.left()..self.body.left() + self.line).contains(&x)
    }

    /// How far the moving columns must be scrolled to show a column.
    pub fn reveal_x(&self, column: usize) -> f32 {
        if column < self.frozen {
            return self.x;
        }
        let span = self.span(column);
        let right = self.body.right() - BAR;
        let shift = if span.min < self.edge {
            span.min - self.edge
        } else if span.max > right {
            (span.max - right).min(span.min - self.edge)
        } else {
            0.0
        };
        (self.x + shift).clamp(0.0, self.hidden_width())
    }
}
