//! The grid as a screen reader meets it: a table of rows and cells, of which the visible ones exist.

use egui::{
    Context, Id, Rect, Response, Sense, Ui, UiBuilder,
    accesskit::{self, Role},
};

use super::{CellView, GridColumn, GridState};
use crate::ui::{
    icon::Level,
    widgets::{focus, number},
};

/// Whether anybody listens. Without a listener no nodes are made, which saves a widget per cell.
pub(super) fn is_on(ctx: &Context, id: Id) -> bool {
    ctx.accesskit_node_builder(id, |_| ()).is_some()
}

/// The id of a cell's node; the header counts as row 0.
pub(super) fn cell_id(grid: Id, row: u64, column: usize) -> Id {
    grid.with(("cell", row, column))
}

/// The table itself.
pub(super) fn table(ctx: &Context, id: Id, name: &str, rows: u64, columns: usize, state: &GridState) {
    let current = state.focus().map(|(row, column)| if state.in_header { header_id(id, column) } else { cell_id(id, row, column) });
    let current = current.filter(|target| ctx.has_accesskit_node(*target));
    ctx.accesskit_node_builder(id, |node| {
        node.set_role(Role::Table);
        node.set_label(name);
        node.set_row_count(usize::try_from(rows).unwrap_or(usize::MAX).saturating_add(1));
        node.set_column_count(columns);
        if let Some(target) = current {
            node.set_active_descendant(target.accesskit_id());
        }
    });
}

/// The id of a header's node.
pub(super) fn header_id(grid: Id, column: usize) -> Id {
    grid.with(("header", column))
}

/// A child `Ui` that stands for one row; what is interacted with in it becomes a child of the row's node.
pub(super) fn row(ui: &mut Ui, grid: Id, salt: u64, rect: Rect, name: &str, selected: bool) -> Ui {
    let builder = UiBuilder::new().id_salt(("row", salt)).max_rect(rect).accessibility_parent(grid).accessibility_role(Role::Row);
    let child = ui.new_child(builder);
    child.ctx().accesskit_node_builder(child.unique_id(), |node| {
        node.set_role(Role::Row);
        node.set_bounds(bounds(rect));
        node.set_label(name);
        node.set_row_index(salt as usize);
        if selected {
            node.set_selected(true);
        }
    });
    child
}

/// One cell; true when a screen reader pressed it.
pub(super) fn cell(row_ui: &Ui, grid: Id, at: (u64, usize), rect: Rect, cell: &CellView<'_>, focused: bool) -> bool {
    let (row, column) = at;
    let id = cell_id(grid, row, column);
    row_ui.interact(rect, id, Sense::hover());
    row_ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Cell);
        node.set_bounds(bounds(rect));
        node.set_label(cell.words());
        node.set_row_index(row as usize + 1);
        node.set_column_index(column);
        node.add_action(accesskit::Action::Click);
        if !cell.note.is_empty() {
            node.set_description(&*cell.note);
        }
        if focused {
            node.set_selected(true);
        }
    });
    row_ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click))
}

const fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect { x0: rect.min.x as f64, y0: rect.min.y as f64, x1: rect.max.x as f64, y1: rect.max.y as f64 }
}

/// One header.
pub(super) fn header(response: &Response, at: usize, column: &GridColumn, several: bool) {
    focus::name(response, Role::ColumnHeader, &column.name);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_column_index(at);
        if let Some(sorted) = column.sorted {
            let up = sorted.ascending;
            node.set_sort_direction(if up { accesskit::SortDirection::Ascending } else { accesskit::SortDirection::Descending });
        }
        let marks = column.marks.map(|(level, count)| match level {
            Level::Info => format!("{} cells with information", number::count(count)),
            level => format!("{} cells with {}s", number::count(count), level.word()),
        });
        let key = column.sorted.filter(|_| several).map(|sorted| format!("sort key {}", sorted.order + 1));
        let filtered = column.filtered.then(|| "filtered".to_owned());
        let words: Vec<String> = key.into_iter().chain(filtered).chain(marks).collect();
        if !words.is_empty() {
            node.set_description(words.join(", "));
        }
    });
}
