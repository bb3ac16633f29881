//! The rows in sight: their grounds, cells, focus, frozen columns, and what the pointer does on them.

use egui::{Color32, CornerRadius, Id, Mesh, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, pos2};

use super::{CellView, GridSource, GridState, access, geometry::Geometry, paint};
use crate::ui::{
    theme::{Tokens, font, size, tokens},
    widgets::{number, text},
};

/// What is under the pointer.
#[derive(Default)]
pub(super) struct Hit {
    /// The cell.
    pub cell: Option<(u64, usize)>,
    /// The row whose line number it is.
    pub line: Option<u64>,
    /// The link within the cell.
    pub link: Option<usize>,
    /// A screen reader pressed this cell, which may hold a link.
    pub pressed: Option<(u64, usize, bool)>,
}

/// What all rows of one frame share.
struct Frame<'a> {
    id: Id,
    g: &'a Geometry,
    source: &'a dyn GridSource,
    t: &'static Tokens,
    pointer: Option<egui::Pos2>,
    under: Option<(u64, usize)>,
    focused: bool,
    access: bool,
    seek: String,
}

/// Draws the rows and says what is under the pointer.
pub(super) fn show(ui: &mut Ui, id: Id, g: &Geometry, source: &dyn GridSource, state: &GridState, response: &Response, seek: &str) -> Hit {
    let pointer = response.hover_pos().filter(|_| response.contains_pointer());
    let under = pointer.and_then(|p| Some((g.row_at(p.y, source.rows(), state)?, g.column_at(p.x)?)));
    let frame = Frame {
        id,
        g,
        source,
        t: tokens(ui),
        pointer,
        under,
        focused: response.has_focus(),
        access: access::is_on(ui.ctx(), id),
        seek: seek.to_lowercase(),
    };
    let line = pointer.filter(|p| g.is_line(p.x)).and_then(|p| g.row_at(p.y, source.rows(), state));
    let mut hit = Hit { cell: under, line, ..Hit::default() };
    let mut row = state.place.row;
    while row < source.rows() {
        let rect = g.row(row, state);
        if rect.top() >= g.body.bottom() {
            break;
        }
        frame.row(ui, row, rect, state, &mut hit);
        row += 1;
    }
    hit
}

impl Frame<'_> {
    fn row(&self, ui: &mut Ui, row: u64, rect: Rect, state: &GridState, hit: &mut Hit) {
        let (g, t) = (self.g, self.t);
        let visible = rect.intersect(g.body);
        let painter = ui.painter().with_clip_rect(g.body.intersect(ui.clip_rect()));
        let within = state.selected().is_some_and(|rows| rows.contains(&row));
        let block = state.selected_columns().filter(|_| within);
        let selected = within && block.is_none();
        let over = self.under.is_some_and(|(r, _)| r == row);
        let chosen = if self.focused { t.selected } else { t.selected_idle };
        let ground = match (selected, over) {
            (true, _) => Some(chosen),
            (_, true) => Some(t.hover),
            _ => None,
        };
        let in_block = |column: usize| block.as_ref().is_some_and(|block| block.contains(&column));
        if let Some(ground) = ground {
            painter.rect_filled(rect, 0, ground);
        }
        let between = Stroke::new(1.0, t.line);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, between);
        let line = self.source.line(row);
        let mut access = self.access.then(|| {
            let name = line.map_or_else(|| format!("Row {}", number::count(row + 1)), |line| format!("Line {}", number::count(line)));
            access::row(ui, self.id, row + 1, visible, &name, selected)
        });
        let moving = painter.with_clip_rect(g.moving(g.body).intersect(ui.clip_rect()));
        for column in (g.frozen..g.columns()).filter(|c| g.is_visible(*c)) {
            if in_block(column) {
                moving.rect_filled(g.cell(rect, column), 0, chosen);
            }
            self.cell(ui, &moving, row, column, rect, state, access.as_mut(), hit);
        }
        let band = Rect::from_min_max(rect.min, pos2(g.edge, rect.bottom()));
        painter.rect_filled(band, 0, ground.unwrap_or(t.band));
        painter.hline(band.x_range(), rect.bottom() - 0.5, between);
        if let Some(line) = line {
            let right = g.body.left() + g.line - size::CELL_PADDING;
            let middle = (rect.center().y - 0.5).round();
            text::put_right(&painter, right, middle, &number::count(line), font::mono_small(), t.text_3, g.line);
        }
        for column in 0..g.frozen {
            if in_block(column) {
                painter.rect_filled(g.cell(rect, column), 0, chosen);
            }
            self.cell(ui, &painter, row, column, rect, state, access.as_mut(), hit);
        }
        if selected {
            let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom() - 1.0));
            painter.rect_filled(bar, 0, t.accent);
        }
        if let Some((_, column)) = state.focus.filter(|(r, _)| *r == row && self.focused && !state.in_header) {
            let pen = if column < g.frozen { &painter } else { &moving };
            let ring = Stroke::new(size::FOCUS_RING, t.focus);
            pen.rect_stroke(g.cell(rect, column), CornerRadius::ZERO, ring, StrokeKind::Inside);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the place of a cell is made of these, and a struct for one call hides it")]
    fn cell(
        &self,
        ui: &Ui,
        painter: &egui::Painter,
        row: u64,
        column: usize,
        row_rect: Rect,
        state: &GridState,
        access: Option<&mut Ui>,
        hit: &mut Hit,
    ) {
        let g = self.g;
        let rect = g.cell(row_rect, column);
        let view = self.source.cell(row, column);
        let under = self.under == Some((row, column));
        let right = self.source.columns().get(column).is_some_and(|c| c.right);
        let painted = paint::cell(painter, rect, &view, self.t, right, self.pointer.filter(|_| under), &self.seek);
        let seen = rect.intersect(if column < g.frozen { g.body } else { g.moving(g.body) });
        if let Some(row_ui) = access {
            let rows = state.selected().is_some_and(|rows| rows.contains(&row));
            let block = rows && state.selected_columns().is_some_and(|columns| columns.contains(&column));
            let focused = block || state.focus == Some((row, column));
            if access::cell(row_ui, self.id, (row, column), seen, &view, focused) {
                hit.pressed = Some((row, column, view.links() > 0));
            }
        }
        if under {
            hit.link = painted.links.iter().find(|(r, _)| self.pointer.is_some_and(|p| r.contains(p))).map(|(_, item)| *item);
            if painted.cut || !view.note.is_empty() {
                tooltip(ui, self.id, (row, column), seen, &view, painted.cut);
            }
        }
    }
}

fn tooltip(ui: &Ui, id: Id, at: (u64, usize), rect: Rect, view: &CellView<'_>, cut: bool) {
    let response = ui.interact(rect, id.with(("tip", at)), Sense::hover());
    response.on_hover_ui_at_pointer(|ui| {
        let t = tokens(ui);
        ui.set_max_width(360.0);
        if cut {
            let plain = CellView { mark: None, ..view.clone() };
            // A tooltip is for reading; what is longer stands in the pane.
            let words: String = plain.words().chars().take(1000).collect();
            text::paragraph(ui, &words, font::body(), t.text);
        }
        if !view.note.is_empty() {
            text::paragraph(ui, &view.note, font::body(), t.text_2);
        }
    });
}

/// The edge of the frozen columns, with a shadow while something is hidden under them.
pub(super) fn edge(ui: &Ui, g: &Geometry, rows: u64) {
    let t = tokens(ui);
    let bottom = if rows == 0 { g.header.bottom() } else { g.body.bottom() };
    let painter = ui.painter().with_clip_rect(g.header.union(g.body).intersect(ui.clip_rect()));
    if g.x > 0.0 {
        let shade = Rect::from_min_max(pos2(g.edge, g.header.top()), pos2(g.edge + 6.0, bottom));
        let mut mesh = Mesh::default();
        for (corner, color) in [
            (shade.left_top(), t.shadow),
            (shade.right_top(), Color32::TRANSPARENT),
            (shade.right_bottom(), Color32::TRANSPARENT),
            (shade.left_bottom(), t.shadow),
        ] {
            mesh.colored_vertex(corner, color);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        painter.add(Shape::mesh(mesh));
    }
    painter.vline(g.edge - 0.5, g.header.top()..=bottom, Stroke::new(1.0, t.line_strong));
}
