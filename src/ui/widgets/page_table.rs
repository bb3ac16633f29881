//! A small table on a page: a header and rows of any parts, with the roles of a table. For thousands of rows there is the grid.

use egui::{Align, Layout, Rect, Sense, Stroke, Ui, UiBuilder, accesskit::Role};

use super::text;
use crate::ui::theme::{font, size, tokens};

/// One column of a small table.
#[derive(Clone, Copy, Debug)]
pub struct PageColumn<'a> {
    /// The word in the header.
    pub title: &'a str,
    /// Points, or 0 for a share of what is left.
    pub width: f32,
    /// Numbers stand right.
    pub right: bool,
}

impl<'a> PageColumn<'a> {
    /// A column of fixed width.
    pub const fn fixed(title: &'a str, width: f32) -> Self {
        Self { title, width, right: false }
    }

    /// A column that takes a share of what is left.
    pub const fn rest(title: &'a str) -> Self {
        Self { title, width: 0.0, right: false }
    }

    /// The same with its content at the right.
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// A table of a page.
#[must_use = "a table is drawn by `show`"]
pub struct PageTable<'a> {
    name: &'a str,
    columns: &'a [PageColumn<'a>],
    row_height: f32,
    selected: Option<usize>,
    clickable: bool,
}

impl<'a> PageTable<'a> {
    /// A table with its accessible name.
    pub const fn new(name: &'a str, columns: &'a [PageColumn<'a>]) -> Self {
        Self { name, columns, row_height: 26.0, selected: None, clickable: false }
    }

    /// 26 unless told.
    pub const fn row_height(mut self, height: f32) -> Self {
        self.row_height = height;
        self
    }

    /// The selected row.
    pub const fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// Rows can be clicked and reached by Tab.
    pub const fn clickable(mut self) -> Self {
        self.clickable = true;
        self
    }

    /// Draws it; `cell` draws the cell of a row and column, `name` says a row in words. Returns the row that was clicked.
    pub fn show(
        self,
        ui: &mut Ui,
        rows: usize,
        name: impl Fn(usize) -> String,
        mut cell: impl FnMut(&mut Ui, usize, usize),
    ) -> Option<usize> {
        let t = tokens(ui);
        let xs = self.edges(ui.available_width());
        let mut clicked = None;
        let height = 28.0 + rows as f32 * self.row_height;
        let (area, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
        let table = &mut ui.new_child(UiBuilder::new().id_salt(("table", self.name)).max_rect(area).accessibility_role(Role::Table));
        let table_id = table.unique_id();
        table.ctx().accesskit_node_builder(table_id, |node| {
            node.set_role(Role::Table);
            node.set_label(self.name);
            node.set_row_count(rows + 1);
            node.set_column_count(self.columns.len());
        });
        self.header(table, area, &xs);
        for row in 0..rows {
            let top = area.top() + 28.0 + row as f32 * self.row_height;
            let rect = Rect::from_min_max(egui::pos2(area.left(), top), egui::pos2(area.right(), top + self.row_height));
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let sense = if self.clickable { Sense::click() } else { Sense::hover() };
            let response = table.interact(rect, table_id.with(("row", row)), sense);
            let ground = match (self.selected == Some(row), self.clickable && response.hovered()) {
                (true, _) => Some(t.selected),
                (_, true) => Some(t.hover),
                _ => None,
            };
            if let Some(ground) = ground {
                table.painter().rect_filled(rect, 0, ground);
            }
            if row + 1 < rows {
                table.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
            }
            let child = &mut table.new_child(UiBuilder::new().id_salt(("cells", row)).max_rect(rect).accessibility_role(Role::Row));
            let row_id = child.unique_id();
            child.ctx().accesskit_node_builder(row_id, |node| {
                node.set_role(Role::Row);
                node.set_label(name(row));
                node.set_row_index(row + 1);
                if self.selected == Some(row) {
                    node.set_selected(true);
                }
            });
            if self.clickable {
                super::focus::name(&response, Role::Button, &name(row));
                super::focus::ring_inside(child, &response, 0);
            }
            for column in 0..self.columns.len() {
                self.cell(child, rect, &xs, row, column, &mut cell);
            }
            if response.clicked() {
                clicked = Some(row);
            }
        }
        clicked
    }

    fn header(&self, ui: &mut Ui, area: Rect, xs: &[f32]) {
        let t = tokens(ui);
        let band = Rect::from_min_max(area.min, egui::pos2(area.right(), area.top() + 28.0));
        ui.painter().rect_filled(band, 0, t.band);
        ui.painter().hline(band.x_range(), band.top() + 0.5, Stroke::new(1.0, t.line));
        ui.painter().hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, t.line));
        for (at, column) in self.columns.iter().enumerate() {
            let (left, right) = (area.left() + xs[at], area.left() + xs[at + 1]);
            let rect = Rect::from_min_max(egui::pos2(left, band.top()), egui::pos2(right, band.bottom()));
            let response = ui.interact(rect, ui.unique_id().with(("head", at)), Sense::hover());
            super::focus::name(&response, Role::ColumnHeader, column.title);
            let pad = size::CELL_PADDING;
            let (middle, width) = (band.center().y, right - left - 2.0 * pad);
            if column.right {
                text::put_right(ui.painter(), right - pad, middle, column.title, font::label(), t.text_2, width);
            } else {
                text::put(ui.painter(), left + pad, middle, column.title, font::label(), t.text_2, width);
            }
        }
    }

    fn cell(&self, ui: &mut Ui, row_rect: Rect, xs: &[f32], row: usize, column: usize, cell: &mut impl FnMut(&mut Ui, usize, usize)) {
        let pad = size::CELL_PADDING;
        let rect = Rect::from_min_max(
            egui::pos2(row_rect.left() + xs[column] + pad, row_rect.top()),
            egui::pos2(row_rect.left() + xs[column + 1] - pad, row_rect.bottom() - 1.0),
        );
        let layout = if self.columns[column].right { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
        let builder = UiBuilder::new().id_salt(column).max_rect(rect).layout(layout).accessibility_role(Role::Cell);
        let child = &mut ui.new_child(builder);
        child.set_clip_rect(rect.intersect(ui.clip_rect()).expand2(egui::vec2(2.0, 0.0)));
        child.spacing_mut().item_spacing.x = 6.0;
        child.ctx().accesskit_node_builder(child.unique_id(), |node| {
            node.set_role(Role::Cell);
            node.set_column_index(column);
        });
        cell(child, row, column);
    }

    fn edges(&self, width: f32) -> Vec<f32> {
        // The first text stands below the card's title.
        let inset = size::CARD_PADDING - size::CELL_PADDING;
        let fixed: f32 = self.columns.iter().map(|c| c.width).sum();
        let shares = self.columns.iter().filter(|c| c.width == 0.0).count().max(1) as f32;
        let share = ((width - fixed - 2.0 * inset) / shares).max(60.0);
        let mut xs = vec![inset];
        for column in self.columns {
            xs.push(xs[xs.len() - 1] + if column.width > 0.0 { column.width } else { share });
        }
        xs
    }
}
