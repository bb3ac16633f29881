//! Where a grid is scrolled to: a whole row and a rest of less than one row.
//!
//! A single-precision offset in pixels is off by whole rows from a million rows on; this is exact at any number.

/// The first visible row and how much of it is hidden above the edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The first row of which something is visible.
    pub row: u64,
    /// Hidden part of it in points, at least 0 and less than a row.
    pub rest: f32,
}

/// How long the content is against the window on it.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Rows there are.
    pub rows: u64,
    /// Height of one.
    pub row_height: f32,
    /// Height of the window.
    pub view: f32,
}

impl Extent {
    /// The place at which the last row stands at the bottom.
    pub fn end(&self) -> Place {
        Place::at(self.hidden(), self.row_height)
    }

    /// Points that are out of sight above and below together. Doubles hold this exactly up to 10^14 rows.
    fn hidden(&self) -> f64 {
        (self.rows as f64 * f64::from(self.row_height) - f64::from(self.view)).max(0.0)
    }

    /// Whole rows that fit.
    pub fn page(&self) -> u64 {
        ((self.view / self.row_height).floor() as u64).max(1)
    }

    /// The place as a share from 0 at the top to 1 at the end.
    pub fn share(&self, place: Place) -> f32 {
        let hidden = self.hidden();
        if hidden <= 0.0 {
            return 0.0;
        }
        (place.points(self.row_height) / hidden).clamp(0.0, 1.0) as f32
    }

    /// The place for a share; on whole rows where one point of the bar stands for more than one.
    pub fn place(&self, share: f32, track: f32) -> Place {
        if share >= 1.0 {
            return self.end();
        }
        let points = self.hidden() * f64::from(share.max(0.0));
        let mut place = Place::at(points, self.row_height);
        if self.hidden() / f64::from(self.row_height) > f64::from(track) {
            place.rest = 0.0;
        }
        place
    }
}

impl Place {
    fn at(points: f64, row_height: f32) -> Self {
        let height = f64::from(row_height);
        let row = (points / height).floor();
        Self { row: row as u64, rest: (points - row * height) as f32 }
    }

    fn points(self, row_height: f32) -> f64 {
        self.row as f64 * f64::from(row_height) + f64::from(self.rest)
    }

    /// Moves down by points, or up where they are negative, and stays within the content.
    pub fn moved(self, points: f32, extent: &Extent) -> Self {
        let height = extent.row_height;
        let total = self.rest + points;
        let rows = (total / height).floor();
        let rest = total - rows * height;
        let row = if rows < 0.0 { self.row.checked_sub((-rows) as u64) } else { self.row.checked_add(rows as u64) };
        row.map_or(Self::default(), |row| Self { row, rest }).within(extent)
    }

    /// The nearest place within the content.
    pub fn within(self, extent: &Extent) -> Self {
        let end = extent.end();
        let beyond = self.row > end.row || (self.row == end.row && self.rest > end.rest);
        if beyond { end } else { self }
    }

    /// The nearest place at which a row is wholly visible.
    pub fn showing(self, row: u64, extent: &Extent) -> Self {
        if row < self.row || (row == self.row && self.rest > 0.0) {
            return Self { row, rest: 0.0 }.within(extent);
        }
        // The row's lower edge against the view's, counted from the first visible row so that the numbers stay small.
        let below = (row - self.row + 1) as f64 * f64::from(extent.row_height) - f64::from(self.rest) - f64::from(extent.view);
        if below <= 0.0 {
            return self.within(extent);
        }
        let shown = Extent { rows: row + 1, ..*extent };
        shown.end().within(extent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent { rows: 10_000_000_000, row_height: 26.0, view: 800.0 };

    #[test]
    fn a_step_is_exact_at_ten_thousand_million_rows() {
        let mut place = EXTENT.end();
        assert_eq!(place.row, 10_000_000_000 - 31);
        for _ in 0..1000 {
            place = place.moved(-1.0, &EXTENT);
        }
        assert_eq!(place.points(26.0), EXTENT.hidden() - 1000.0);
        assert_eq!(place.moved(5000.0, &EXTENT), EXTENT.end());
        assert_eq!(Place::default().moved(-3.0, &EXTENT), Place::default());
    }

    #[test]
    fn a_row_comes_into_sight_by_the_shortest_way() {
        let end = EXTENT.rows - 1;
        assert_eq!(Place::default().showing(end, &EXTENT), EXTENT.end());
        assert_eq!(EXTENT.end().showing(5, &EXTENT), Place { row: 5, rest: 0.0 });
        let start = Place { row: 100, rest: 0.0 };
        assert_eq!(start.showing(110, &EXTENT), start);
        assert_eq!(start.showing(131, &EXTENT), Place { row: 101, rest: 6.0 });
    }

    #[test]
    fn the_bar_reaches_both_ends() {
        assert_eq!(EXTENT.place(0.0, 700.0), Place::default());
        assert_eq!(EXTENT.place(1.0, 700.0), EXTENT.end());
        assert_eq!(EXTENT.place(0.5, 700.0).rest, 0.0);
        let few = Extent { rows: 3, ..EXTENT };
        assert_eq!(few.end(), Place::default());
    }
}
