//! Draws the page of what is handed over.

use egui::{Align, Id, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::lines::SubsetLines;
use crate::app::{Action, App, BasketCommand, BasketItem, BasketList, BasketState, Command, Outbox, Route};
use crate::query::{Along, Subset};
use crate::roster::{Roster, RosterId, Stage};
use crate::spec::Table;
use crate::ui::grid::{Grid, GridEvent, GridSource as _, GridState};
use crate::ui::icon::{self, Icon};
use crate::ui::place;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{
    Amount, Button, Card, EmptyState, IconButton, PageColumn, PageTable, focus, link, loading, number, progress, text,
};

/// Below this width the cards stand below each other.
const TWO: f32 = 820.0;

/// Draws the page.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::HandOver { roster: id } = *app.route() else { return };
    let page = ui.max_rect().shrink2(vec2(size::PAGE_PADDING, 14.0));
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(page).layout(Layout::top_down(Align::Min)));
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown = app.rosters().get(id).and_then(|open| open.roster());
    let whole = shown.filter(|roster| roster.stage() == Stage::Whole);
    let (Some(roster), Some(state)) = (whole, app.basket(id)) else { return empty(ui, whole.is_some()) };
    head(ui, app, state, out);
    ui.add_space(10.0);
    let Some(subset) = state.subset else { return not_yet(ui, app, state, out) };
    if !state.is_current {
        progress::bar(ui, ui.available_width(), None, "Gathering what is needed");
        ui.multiply_opacity(0.6);
    }
    let list = app.hand_over_view().and_then(|view| view.list).unwrap_or_else(|| first(subset));
    let room = ui.available_rect_before_wrap();
    let wanted = (96.0 + 26.0 * subset.tables.len() as f32).max(236.0 + 30.0 * state.basket.items.len().min(6) as f32);
    let top = Rect::from_min_size(room.min, vec2(room.width(), wanted.min(room.height() * 0.56)));
    let child = &mut ui.new_child(UiBuilder::new().id_salt("overview").max_rect(top).layout(Layout::top_down(Align::Min)));
    ScrollArea::vertical().id_salt("hand over").auto_shrink([false, false]).show(child, |ui| {
        cards(ui, (id, roster), state, (subset, list), out);
    });
    let bottom = Rect::from_min_max(pos2(room.left(), top.bottom() + size::GAP), room.max);
    let child = &mut ui.new_child(UiBuilder::new().id_salt("rows").max_rect(bottom));
    rows(child, app, roster, subset, list, out);
}

fn empty(ui: &mut Ui, is_whole: bool) {
    ui.add_space((ui.available_height() * 0.26).max(20.0));
    if !is_whole {
        EmptyState::new(Icon::HOURGLASS, "The roster is being read").show(ui);
        return;
    }
    let add = format!(
        "Open a school, a class or a person, or select rows of a table, and press {}. What they need is shown here.",
        Action::AddToBasket.keys()
    );
    EmptyState::new(Icon::PACKAGE, "Nothing is chosen to be handed over").line(&add).show(ui);
}

fn not_yet(ui: &mut Ui, app: &App, state: BasketState<'_>, out: &mut Outbox) {
    ui.add_space((ui.available_height() * 0.26).max(20.0));
    if state.is_stopped {
        ui.vertical_centered(|ui| {
            if Button::primary("Gather what is needed").icon(Icon::ARROWS_CLOCKWISE).show(ui).clicked() {
                out.push(Command::Basket(BasketCommand::Again));
            }
        });
        return;
    }
    let progress = app.running().map(|running| running.progress).unwrap_or_default();
    if loading(ui, "Gathering what is needed", Amount { done: progress.done, total: progress.total, unit: "" }) {
        out.push(Command::Basket(BasketCommand::Cancel));
    }
}

/// What is listed where nothing else is said: the people.
fn first(subset: &Subset) -> BasketList {
    let has = |table: Table| subset.tables.iter().any(|of| of.table == table && !of.rows.is_empty());
    let first = subset.tables.iter().find(|of| !of.rows.is_empty()).map_or(Table::Users, |of| of.table);
    BasketList::Rows(if has(Table::Users) { Table::Users } else { first })
}

fn head(ui: &mut Ui, app: &App, state: BasketState<'_>, out: &mut Outbox) {
    let t = tokens(ui);
    let chosen = number::counted(state.basket.chosen(), "row chosen", "rows chosen");
    let title = match state.subset {
        Some(subset) => {
            let files = subset.tables.iter().filter(|of| !of.rows.is_empty()).count() as u64;
            let rows = number::counted(subset.rows(), "row", "rows");
            format!("{chosen}, {rows} with all that they need, in {}", number::counted(files, "file", "files"))
        }
        None => chosen,
    };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 32.0), Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let why_not = if state.is_current { None } else { Some("What it needs is still being worked out") };
        if Button::primary(Action::SaveBasket.label()).icon(Icon::PACKAGE).disabled_because(why_not).show(ui).clicked() {
            out.act(Action::SaveBasket);
        }
        if Button::outlined(Action::EmptyBasket.label()).disabled_because(app.can(Action::EmptyBasket).err()).show(ui).clicked() {
            out.act(Action::EmptyBasket);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let response = text::label(ui, &title, font::heading(), t.text);
            focus::name(&response, Role::Heading, &title);
        });
    });
}

fn cards(ui: &mut Ui, of: (RosterId, &Roster), state: BasketState<'_>, (subset, list): (&Subset, BasketList), out: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    if width < TWO {
        chosen(ui, of, state, out);
        ui.add_space(size::GAP);
        files(ui, of.1, subset, list, out);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let left = (width * 0.38).clamp(300.0, 520.0);
        for (at, width) in [left, width - left - size::GAP].into_iter().enumerate() {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                if at == 0 { chosen(ui, of, state, out) } else { files(ui, of.1, subset, list, out) }
            });
        }
    });
}

/// What was chosen, and what goes along.
fn chosen(ui: &mut Ui, (id, roster): (RosterId, &Roster), state: BasketState<'_>, out: &mut Outbox) {
    Card::new("Chosen").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let count = state.basket.items.len();
        let height = 30.0 * count.min(6) as f32;
        let area = ScrollArea::vertical().id_salt("chosen").max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
        area.show_rows(ui, 30.0, count, |ui, range| {
            for at in range {
                item(ui, (id, roster), (at, &state.basket.items[at]), out);
            }
        });
    });
    ui.add_space(size::GAP);
    Card::new("Goes along").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let before = state.basket.along;
        let Along { mut guardians, mut demographics, mut gradebook, mut resources } = before;
        ui.checkbox(&mut guardians, "Guardians and other agents");
        ui.checkbox(&mut demographics, "Demographics");
        ui.checkbox(&mut gradebook, "Gradebook of the classes");
        ui.checkbox(&mut resources, "Which resources are used");
        let now = Along { guardians, demographics, gradebook, resources };
        if now != before {
            out.push(Command::Basket(BasketCommand::Along(id, now)));
        }
    });
}

fn item(ui: &mut Ui, (id, roster): (RosterId, &Roster), (at, item): (usize, &BasketItem), out: &mut Outbox) {
    let t = tokens(ui);
    let one = if let [row] = item.rows.as_slice() { Some(*row) } else { None };
    let name = match one {
        Some(row) => place::record(roster, item.table, row),
        None => format!("{} of {}", number::counted(item.rows.len() as u64, "row", "rows"), item.table.name()),
    };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 30.0), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(30.0);
        if IconButton::new(Icon::X, &format!("Take out {name}")).small().show(ui).clicked() {
            out.push(Command::Basket(BasketCommand::Remove(id, at)));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            icon::of_table(item.table).show(ui, size::ICON, t.text_2);
            match one {
                Some(row) => {
                    if link(ui, &name).clicked() {
                        out.go(Route::Record { roster: id, table: item.table, row });
                    }
                }
                None => drop(text::label(ui, &name, font::body(), t.text)),
            }
            text::label(ui, if item.label.is_empty() { item.table.singular() } else { &item.label }, font::small(), t.text_3);
        });
    });
}

/// File by file what is in.
fn files(ui: &mut Ui, roster: &Roster, subset: &Subset, list: BasketList, out: &mut Outbox) {
    let open = number::counted(subset.open.len() as u64, "link leads nowhere", "links lead nowhere");
    let mut card = Card::new("What is in").note("click a file for its rows and reasons").flush();
    if !subset.open.is_empty() {
        card = card.action(&open);
    }
    let shown = card.show(ui, |ui| {
        let columns = [PageColumn::rest("File"), PageColumn::fixed("Rows", 96.0).right(), PageColumn::fixed("Of", 110.0).right()];
        let tables: Vec<_> = subset.tables.iter().filter(|of| !of.rows.is_empty()).collect();
        let total = |table: Table| roster.table(table).map_or(0, |data| u64::from(data.rows()));
        let name = |row: usize| {
            let of = tables[row];
            format!("{}: {} of {} rows", of.table.name(), number::count(of.rows.len().into()), number::count(total(of.table)))
        };
        let selected = tables.iter().position(|of| list == BasketList::Rows(of.table));
        let table = PageTable::new("Files to hand over", &columns).clickable().selected(selected);
        let clicked = table.show(ui, tables.len(), name, |ui, row, column| {
            let t = tokens(ui);
            let of = tables[row];
            match column {
                0 => {
                    icon::of_table(of.table).show(ui, size::ICON, t.text_2);
                    text::label(ui, of.table.name(), font::body(), t.link);
                }
                1 => drop(text::label(ui, &number::count(of.rows.len().into()), font::body_medium(), t.text)),
                _ => drop(text::label(ui, &number::count(total(of.table)), font::body(), t.text_3)),
            }
        });
        if let Some(row) = clicked {
            out.push(Command::Basket(BasketCommand::List(BasketList::Rows(tables[row].table))));
        }
    });
    if shown.action {
        out.push(Command::Basket(BasketCommand::List(BasketList::Open)));
    }
}

/// The rows of a file, each with its reason.
fn rows(ui: &mut Ui, app: &App, roster: &Roster, subset: &Subset, list: BasketList, out: &mut Outbox) {
    let t = tokens(ui);
    let area = ui.available_rect_before_wrap();
    ui.painter().rect(area, egui::CornerRadius::same(size::RADIUS_CARD), t.content, Stroke::new(1.0, t.line), egui::StrokeKind::Inside);
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(area.shrink(1.0)).layout(Layout::top_down(Align::Min)));
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    ui.spacing_mut().item_spacing.y = 0.0;
    let lines = SubsetLines::new(roster, subset, list);
    let title = match list {
        BasketList::Rows(table) => table.name(),
        BasketList::Open => "Links that lead nowhere",
    };
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.add_space(size::CARD_PADDING);
        let response = text::label(ui, title, font::heading(), t.text);
        focus::name(&response, Role::Heading, title);
        text::label(ui, &number::count(lines.rows()), font::body(), t.text_3);
    });
    ui.add_space(6.0);
    let id = Id::unique("hand over list");
    let mut kept: (Option<(RosterId, BasketList)>, GridState) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if kept.0 != Some((roster.id(), list)) {
        kept.0 = Some((roster.id(), list));
        kept.1.to_top();
    }
    let answer = Grid::new(&format!("Rows to hand over of {title}")).show(ui, &lines, &mut kept.1);
    for event in answer.events {
        let (line, new_tab) = match event {
            GridEvent::Open(row) => (row, false),
            GridEvent::Follow { row, new_tab, .. } => (row, new_tab),
            GridEvent::Copy { rows, columns, header } => {
                super::super::compare::copy_lines(ui.ctx(), &lines, rows, columns, header, out);
                continue;
            }
            _ => continue,
        };
        if let Some((table, row)) = lines.record(line) {
            let route = Route::Record { roster: app.route().roster().unwrap_or(roster.id()), table, row };
            out.push(if new_tab { Command::GoInTab(route) } else { Command::Go(route) });
        }
    }
    ui.data_mut(|data| data.insert_temp(id, kept));
}
