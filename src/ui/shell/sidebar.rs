//! The sidebar: which roster, and its places.

use egui::{CornerRadius, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

use super::data::{RosterCard, ShellData, Sidebar};
use crate::app::{Action, App, Command, Outbox, Route};
use crate::check;
use crate::ui::icon::{self, Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{IconButton, NavItem, divider, focus, menu_item, section_label, text};

/// The level of a finding as it is drawn.
pub const fn level(level: check::Level) -> Level {
    match level {
        check::Level::Error => Level::Error,
        check::Level::Warning => Level::Warning,
        check::Level::Info => Level::Info,
    }
}

/// Draws the sidebar; `narrow` = icons only.
pub fn show(ui: &mut Ui, app: &App, data: &ShellData, bar: &Sidebar, narrow: bool, out: &mut Outbox) {
    ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
    roster_card(ui, data, narrow, out);
    if !narrow {
        others(ui, &data.rosters, out);
    }
    ui.add_space(8.0);
    let roster = bar.roster;
    let overview = NavItem::new(Icon::SQUARES_FOUR, "Overview").main().narrow(narrow);
    if overview.selected(matches!(app.route(), Route::Overview { .. })).show(ui).clicked() {
        out.go(Route::Overview { roster });
    }
    let findings = NavItem::new(Icon::FLAG, "Findings").main().narrow(narrow).count(bar.findings).level(bar.worst.map(level));
    if findings.selected(matches!(app.route(), Route::Findings { .. })).show(ui).clicked() {
        out.go(Route::Findings { roster, rule: None, table: None });
    }
    let compare = NavItem::new(Icon::GIT_DIFF, "Compare").main().narrow(narrow);
    if compare.selected(matches!(app.route(), Route::Compare { .. })).show(ui).clicked() {
        out.go(app.compare_route(roster));
    }
    let chosen = app.in_basket(roster);
    let hand_over = NavItem::new(Icon::PACKAGE, "Hand over").main().narrow(narrow).count((chosen > 0).then_some(chosen));
    if hand_over.selected(matches!(app.route(), Route::HandOver { .. })).show(ui).clicked() {
        out.go(Route::HandOver { roster });
    }
    if bar.pull {
        let pull = NavItem::new(Icon::PLUGS_CONNECTED, "Pull").main().narrow(narrow);
        if pull.selected(matches!(app.route(), Route::Pull { .. })).show(ui).clicked() {
            out.go(Route::Pull { roster });
        }
    }
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for group in &bar.groups {
            ui.add_space(if narrow { 4.0 } else { 12.0 });
            if narrow {
                divider(ui);
            } else {
                indented_label(ui, group.name);
            }
            for file in &group.files {
                let item = NavItem::new(icon::of_table(file.table), file.table.name()).narrow(narrow).count(Some(file.rows));
                if item.level(file.worst.map(level)).selected(file.current).show(ui).clicked() {
                    out.go(Route::Table { roster, table: file.table, at: None });
                }
            }
        }
    });
}

fn indented_label(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        section_label(ui, words);
    });
}

/// The roster that is shown, and behind it the choice of the others.
fn roster_card(ui: &mut Ui, data: &ShellData, narrow: bool, out: &mut Outbox) {
    let Some(current) = data.rosters.iter().find(|roster| roster.current) else { return };
    let t = tokens(ui);
    let name = format!("Roster {}", current.name);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 44.0), Role::Button, &name);
    let ground = if response.hovered() { t.hover } else { t.raised };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(size::RADIUS), ground, Stroke::new(1.0, t.line_strong), StrokeKind::Inside);
    let tile = egui::Rect::from_center_size(
        egui::pos2(if narrow { rect.center().x } else { rect.left() + 23.0 }, rect.center().y),
        vec2(28.0, 28.0),
    );
    painter.rect_filled(tile, CornerRadius::same(size::RADIUS), t.accent_soft);
    Icon::GRADUATION_CAP.paint(painter, tile.center(), size::ICON, t.link);
    if !narrow {
        let (x, room) = (rect.left() + 46.0, rect.width() - 46.0 - 28.0);
        text::put(painter, x, rect.center().y - 8.0, &current.name, font::body_strong(), t.text, room);
        text::put(painter, x, rect.center().y + 9.0, &current.about, font::small(), t.text_3, room);
        Icon::CARET_UP_DOWN.paint(painter, egui::pos2(rect.right() - 15.0, rect.center().y), size::ICON_SMALL, t.text_2);
    }
    focus::ring(ui, &response, size::RADIUS);
    let response = if narrow { response.on_hover_text(&current.name) } else { response };
    egui::Popup::menu(&response).width(rect.width().max(size::SIDEBAR)).show(|ui| roster_menu(ui, &data.rosters, out));
}

/// How many other rosters stand in the sidebar; all of them stand in the menu of the card.
const OTHERS: usize = 3;

/// The other rosters that are open, each a click away.
fn others(ui: &mut Ui, rosters: &[RosterCard], out: &mut Outbox) {
    let t = tokens(ui);
    let others: Vec<&RosterCard> = rosters.iter().filter(|roster| !roster.current).collect();
    for roster in others.iter().take(OTHERS) {
        ui.add_space(4.0);
        let name = format!("Go to roster {}", roster.name);
        let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 38.0), Role::Link, &name);
        focus::describe(&response, &roster.about);
        if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), if t.dark { t.hover } else { t.selected_idle });
        }
        Icon::GRADUATION_CAP.paint(ui.painter(), egui::pos2(rect.left() + 23.0, rect.center().y), size::ICON, t.text_2);
        let (x, room) = (rect.left() + 46.0, rect.width() - 46.0 - 30.0);
        text::put(ui.painter(), x, rect.center().y - 8.0, &roster.name, font::body(), t.text, room);
        text::put(ui.painter(), x, rect.center().y + 8.0, &roster.about, font::small(), t.text_3, room);
        focus::ring_inside(ui, &response, size::RADIUS);
        let square = egui::Rect::from_center_size(egui::pos2(rect.right() - 15.0, rect.center().y), vec2(22.0, 22.0));
        let child = &mut ui.new_child(egui::UiBuilder::new().max_rect(square));
        if IconButton::new(Icon::X, &format!("Close roster {}", roster.name)).small().color(t.text_3).show(child).clicked() {
            out.push(Command::Close(roster.id));
        } else if response.clicked() {
            out.go(Route::Overview { roster: roster.id });
        }
    }
    if others.len() > OTHERS {
        let more = format!("{} more open", others.len() - OTHERS);
        indented_label(ui, &more);
    }
}

fn roster_menu(ui: &mut Ui, rosters: &[RosterCard], out: &mut Outbox) {
    ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
    for roster in rosters {
        ui.horizontal(|ui| {
            let room = ui.available_width() - 30.0;
            let item = ui.allocate_ui(vec2(room, size::NAV_ITEM), |ui| menu_item(ui, &roster.name, &roster.about, roster.current)).inner;
            if item.clicked() {
                out.go(Route::Overview { roster: roster.id });
                ui.close();
            }
            let close = format!("Close {}", roster.name);
            if IconButton::new(Icon::X, &close).small().show(ui).clicked() {
                out.push(Command::Close(roster.id));
                ui.close();
            }
        });
    }
    divider(ui);
    for action in [Action::Welcome, Action::OpenFiles, Action::OpenFolder, Action::Connect] {
        if menu_item(ui, action.label(), &action.keys(), false).clicked() {
            out.act(action);
            ui.close();
        }
    }
}
