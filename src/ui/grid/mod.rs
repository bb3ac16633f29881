//! The grid for entity tables: any number of rows, exact to the row and the point.
//!
//! It asks a [`GridSource`] for what is visible, draws it, and says as [`GridEvent`]s what the user did; sorting,
//! filtering and copying are the caller's. Its memory is a plain [`GridState`].
//! What is deliberately absent: rosters, and any work that grows with the number of rows.

mod model;
mod scroll;
mod state;
mod geometry;
mod paint;
mod access;
mod header;
mod bars;
mod keys;
mod rows;
mod pointer;

use egui::{Id, Rect, Response, Sense, Ui, UiBuilder, vec2};

pub use model::{CellView, ChangePiece, ChangeView, Content, GridColumn, GridEvent, GridSource, LinkView, Sorted};
pub use scroll::Place;
pub use state::GridState;

use super::{
    theme::{size, tokens},
    widgets::{Amount, EmptyState, loading},
};
use geometry::Geometry;
use scroll::Extent;

/// One grid in a frame.
#[must_use = "a grid is drawn by `show`"]
pub struct Grid<'a> {
    name: &'a str,
    loading: Option<(&'a str, Amount<'a>)>,
    empty: Option<EmptyState<'a>>,
    seek: &'a str,
    frozen: usize,
}

/// What came of it.
pub struct GridResponse {
    /// What the user did, in order.
    pub events: Vec<GridEvent>,
    /// The rows' area; `response.context_menu(..)` gives cells a menu, for the focused cell.
    pub response: Response,
    /// Where the focused cell stands, if there is one.
    pub focused: Option<Rect>,
}

impl<'a> Grid<'a> {
    /// A grid with its accessible name, which also tells several grids apart.
    pub const fn new(name: &'a str) -> Self {
        Self { name, loading: None, empty: None, seek: "", frozen: 1 }
    }

    /// How many columns at the left stay in place; 1 unless told.
    pub const fn frozen(mut self, columns: usize) -> Self {
        self.frozen = columns;
        self
    }

    /// While there are no rows yet: what is being read, and how far. Give it only after 200 ms, so that nothing flashes.
    pub const fn loading(mut self, loading: Option<(&'a str, Amount<'a>)>) -> Self {
        self.loading = loading;
        self
    }

    /// The text of a quick filter: where it stands in a cell, it gets a ground.
    pub const fn highlight(mut self, text: &'a str) -> Self {
        self.seek = text;
        self
    }

    /// What stands in the middle when there are no rows.
    pub fn empty(mut self, empty: EmptyState<'a>) -> Self {
        self.empty = Some(empty);
        self
    }

    /// Draws the grid into all the room there is.
    pub fn show(self, ui: &mut Ui, source: &dyn GridSource, state: &mut GridState) -> GridResponse {
        let area = ui.available_rect_before_wrap();
        let id = ui.make_persistent_id(("grid", self.name));
        let mut events = Vec::new();
        let frozen = self.frozen;
        let g = Geometry::new(ui.pixels_per_point(), area, source.columns(), source.last_line(), state, frozen);
        let extent = g.extent(source.rows());
        state.fit(&extent, g.columns());
        let response = interact(ui, id, &g, &extent, source, state, &mut events);
        reveal(&g, &extent, state);
        // Keys and wheel may have moved the columns.
        let g = Geometry::new(ui.pixels_per_point(), area, source.columns(), source.last_line(), state, frozen);
        ui.painter().rect_filled(area, 0, tokens(ui).content);
        let hit = rows::show(ui, id, &g, source, state, &response, self.seek);
        header::show(ui, id, &g, source, state, &mut events);
        rows::edge(ui, &g, extent.rows);
        bars::show(ui, id, &g, &extent, state);
        pointer::take(ui, &g, &extent, &response, &hit, state, &mut events);
        access::table(ui.ctx(), id, self.name, extent.rows, g.columns(), state);
        if extent.rows == 0 {
            self.nothing(ui, g.body, &mut events);
        }
        ui.advance_cursor_after_rect(area);
        let focused = state.focus.map(|(row, column)| g.cell(g.row(row, state), column));
        GridResponse { events, response, focused }
    }

    /// The middle of a grid without rows.
    fn nothing(self, ui: &mut Ui, body: Rect, events: &mut Vec<GridEvent>) {
        let room = Rect::from_center_size(body.center(), vec2(body.width().min(420.0), 150.0));
        let child = &mut ui.new_child(UiBuilder::new().id_salt("middle").max_rect(room));
        if let Some((title, amount)) = self.loading {
            if loading(child, title, amount) {
                events.push(GridEvent::Cancel);
            }
        } else if let Some(empty) = self.empty
            && empty.show(child)
        {
            events.push(GridEvent::EmptyAction);
        }
    }
}

/// Takes focus, keys and wheel.
fn interact(
    ui: &Ui,
    id: Id,
    g: &Geometry,
    extent: &Extent,
    source: &dyn GridSource,
    state: &mut GridState,
    events: &mut Vec<GridEvent>,
) -> Response {
    let response = ui.interact(g.body, id, Sense::click_and_drag());
    if std::mem::take(&mut state.take_keys) {
        response.request_focus();
    }
    if response.has_focus() {
        keys::take(ui, id, g, extent, source, state, events);
    }
    if ui.rect_contains_pointer(g.body.union(g.header)) {
        let delta = ui.input_mut(|i| std::mem::replace(&mut i.smooth_scroll_delta, egui::Vec2::ZERO));
        if delta != egui::Vec2::ZERO {
            state.place = state.place.moved(-delta.y, extent);
            state.x = (g.x - delta.x).clamp(0.0, g.hidden_width());
        }
    }
    response
}

/// Brings the focused cell into sight where that was asked for.
fn reveal(g: &Geometry, extent: &Extent, state: &mut GridState) {
    if !std::mem::take(&mut state.reveal) {
        return;
    }
    if let Some((row, column)) = state.focus {
        state.place = state.place.showing(row, extent);
        state.x = g.reveal_x(column);
    }
}

/// Height of the header, for whoever aligns something beside the grid.
pub const HEADER: f32 = size::HEADER_ROW;
