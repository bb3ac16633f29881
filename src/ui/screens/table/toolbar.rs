//! The toolbar: quick filter at the left, the count and the detail switch at the right, progress below; chips of further
//! filters in a row of their own.

use egui::{
    Align, Key, Layout, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role,
    scroll_area::ScrollBarVisibility, vec2,
};

use super::data::RowCount;
use super::draft::chip_words;
use crate::app::{TableCommand, TablePanel};
use crate::query::{Filter, Join, Part, Query, Test};
use crate::roster::Roster;
use crate::store::DOTS;
use crate::ui::icon::Icon;
use crate::ui::theme::{size, tokens};
use crate::ui::widgets::badge::strong_then;
use crate::ui::widgets::{Button, IconButton, TextField, chip, link, number, segments};

/// What stands in the toolbar.
pub struct Toolbar<'a> {
    /// What is asked for.
    pub query: &'a Query,
    /// How many rows there are.
    pub count: Option<&'a RowCount>,
    /// True if the detail pane is open.
    pub pane: bool,
    /// How many columns are hidden.
    pub hidden: usize,
    /// True if the column chooser is open.
    pub columns: bool,
    /// Filtering or sorting takes longer than a moment.
    pub waiting: bool,
}

/// What was done in the toolbar.
#[derive(Default)]
pub struct Done {
    /// What to tell the app.
    pub commands: Vec<TableCommand>,
    /// The query of before is wanted back.
    pub cancel: bool,
    /// The keyboard goes from the filter to the rows.
    pub to_rows: bool,
    /// The button of the column chooser.
    pub columns: Option<Response>,
}

/// Draws the toolbar.
pub fn show(ui: &mut Ui, bar: &Toolbar<'_>, to_filter: bool) -> Done {
    let t = tokens(ui);
    let mut done = Done::default();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TOOLBAR), Sense::hover());
    let inner = rect.shrink2(vec2(size::GAP, 0.0));
    let mut left = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
    left.spacing_mut().item_spacing.x = 6.0;
    filter(&mut left, bar.query, to_filter, &mut done);
    add_filter(&mut left, rect.width(), &mut done);
    columns(&mut left, bar, rect.width(), &mut done);
    let rest = Rect::from_min_max(egui::pos2(left.min_rect().right() + size::GAP, inner.top()), inner.max);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rest).layout(Layout::right_to_left(Align::Center)));
    let details = IconButton::new(Icon::SIDEBAR_SIMPLE, "Details").selected(bar.pane).show(&mut right);
    if details.clicked() {
        done.commands.push(TableCommand::Pane(!bar.pane));
    }
    if rect.width() < NARROW {
        if IconButton::new(Icon::EXPORT, "Export…").show(&mut right).clicked() {
            done.commands.push(TableCommand::Panel(Some(TablePanel::Export)));
        }
    } else if Button::outlined("Export…").icon(Icon::EXPORT).show(&mut right).clicked() {
        done.commands.push(TableCommand::Panel(Some(TablePanel::Export)));
    }
    if let Some(count) = bar.count {
        strong_then(&mut right, &number::count(count.shown), &count.rest(), t.text, t.text_2);
    }
    if bar.waiting && link(&mut right, "Cancel").clicked() {
        done.cancel = true;
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    done
}

fn add_filter(ui: &mut Ui, room: f32, done: &mut Done) {
    let response = if room < NARROW {
        IconButton::new(Icon::FUNNEL_SIMPLE, "Filter").show(ui)
    } else {
        Button::quiet("Filter").icon(Icon::FUNNEL_SIMPLE).show(ui)
    };
    if response.on_hover_text("Only rows that meet a condition on a column").clicked() {
        done.commands.push(TableCommand::Panel(Some(TablePanel::Filter { column: None, part: None })));
    }
}

fn columns(ui: &mut Ui, bar: &Toolbar<'_>, room: f32, done: &mut Done) {
    let words = if bar.hidden == 0 { "Columns".to_owned() } else { format!("Columns, {} hidden", bar.hidden) };
    let response = if room < NARROW {
        IconButton::new(Icon::COLUMNS, &words).selected(bar.columns).show(ui)
    } else {
        Button::quiet(&words).icon(Icon::COLUMNS).show(ui)
    };
    if response.clicked() {
        done.commands.push(TableCommand::Panel((!bar.columns).then_some(TablePanel::Columns)));
    }
    done.columns = Some(response);
}

/// Narrower toolbars show icons only.
const NARROW: f32 = 620.0;

fn filter(ui: &mut Ui, query: &Query, to_filter: bool, done: &mut Done) {
    let mut words = query.text.clone();
    let response = TextField::search(&mut words, "Filter rows in all columns").show(ui);
    if response.changed() {
        done.commands.push(TableCommand::Filter(words));
    }
    if to_filter {
        response.request_focus();
    }
    let down = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    done.to_rows = down || (response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)));
}

/// The chips of filters other than the text; nothing where there are none.
pub fn chips(ui: &mut Ui, query: &Query, roster: &Roster) -> Vec<TableCommand> {
    let mut commands = Vec::new();
    if query.filter.is_empty() && query.only.is_none() {
        return commands;
    }
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::FILTER_ROW), Sense::hover());
    let inner = rect.shrink2(vec2(size::GAP, 0.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
    ScrollArea::horizontal().auto_shrink([false, true]).scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden).show(&mut row, |row| {
        row.set_height(inner.height());
        if query.filter.parts.len() > 1 {
            let current = usize::from(query.filter.join == Join::Any);
            if let Some(chosen) = segments(row, "Rows must meet", current, &["All", "Any"]) {
                let join = if chosen == 0 { Join::All } else { Join::Any };
                commands.push(TableCommand::Conditions(Filter { join, ..query.filter.clone() }));
            }
        }
        for (number, part) in query.filter.parts.iter().enumerate() {
            part_chip(row, number, part, roster.cover().is_some(), &mut commands);
        }
        if let Some(only) = &query.only
            && chip(row, "rows", "of", if roster.cover().is_some() { DOTS } else { &only.label }).removed
        {
            commands.push(TableCommand::Only(None));
        }
        if Button::quiet("Add filter").small().icon(Icon::PLUS).show(row).clicked() {
            commands.push(TableCommand::Panel(Some(TablePanel::Filter { column: None, part: None })));
        }
        if link(row, "As text").on_hover_text("All conditions and the sort as one line").clicked() {
            commands.push(TableCommand::Panel(Some(TablePanel::Line)));
        }
        if link(row, "Clear").clicked() {
            commands.push(TableCommand::ClearFilters);
        }
    });
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    commands
}

/// The chip of one part. A condition is changed by a click; brackets are changed as text.
fn part_chip(row: &mut Ui, number: usize, part: &Part, redacted: bool, commands: &mut Vec<TableCommand>) {
    let (done, panel) = match (part, part.rule()) {
        (_, Some(rule)) => (chip(row, "finding", "is", rule), TablePanel::Filter { column: None, part: Some(number) }),
        (Part::One(condition), _) => {
            let (column, operator, mut value) = chip_words(condition);
            // What is asked for may be a name, in whatever column.
            if redacted && !matches!(condition.test, Test::Empty | Test::Found(_)) {
                DOTS.clone_into(&mut value);
            }
            let value = if value.is_empty() { "empty".to_owned() } else { value };
            (chip(row, &column, &operator, &value), TablePanel::Filter { column: None, part: Some(number) })
        }
        (Part::Group { .. }, _) => {
            (chip(row, "rows", "where", &if redacted { DOTS.to_owned() } else { part.to_string() }), TablePanel::Line)
        }
    };
    if done.removed {
        commands.push(TableCommand::Without(number));
    } else if done.edit.clicked() {
        commands.push(TableCommand::Panel(Some(panel)));
    }
}

/// A slim bar along the lower edge of the toolbar; without a fraction a segment moves along it.
pub fn progress(ui: &Ui, edge: Rect, name: &str, fraction: Option<f32>) {
    let t = tokens(ui);
    let line = Rect::from_min_max(egui::pos2(edge.left(), edge.bottom() - 2.0), edge.max);
    let response = ui.interact(line, ui.scope_id().with("progress"), Sense::hover());
    let (start, end) = match fraction {
        Some(fraction) => (0.0, fraction.clamp(0.02, 1.0)),
        None => {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            let at = (ui.input(|input| input.time) * 0.5).fract() as f32 * 0.8;
            (at, at + 0.2)
        }
    };
    let part = Rect::from_min_max(
        egui::pos2(line.left() + line.width() * start, line.top()),
        egui::pos2(line.left() + line.width() * end, line.bottom()),
    );
    ui.painter().rect_filled(line, 0.0, t.well);
    ui.painter().rect_filled(part, 0.0, t.accent);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = fraction.map(f64::from);
        info
    });
}
