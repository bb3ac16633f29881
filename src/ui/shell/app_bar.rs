//! The bar at the top: sidebar, back and forward, where one is, the day of the checks, theme and menu.

use egui::{Align, Layout, Ui, accesskit::Role};

use super::data::ShellData;
use super::{actions, receiver};
use crate::app::{Action, App, Command, Dialog, Outbox};
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, focus, text};

/// Draws the bar.
pub fn show(ui: &mut Ui, app: &App, data: &ShellData, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(8.0);
        if data.sidebar.is_some() {
            actions::button(ui, app, out, Action::Sidebar);
            ui.add_space(6.0);
        }
        actions::button(ui, app, out, Action::Back);
        actions::button(ui, app, out, Action::Forward);
        ui.add_space(8.0);
        let right = right_width(ui);
        let search = app.search_in().map(|_| search_place(ui, right));
        let end = search.map_or(ui.max_rect().right() - right, |place| place.left()) - GAP;
        let room = (end - ui.cursor().left()).max(60.0);
        ui.allocate_ui_with_layout(egui::vec2(room, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            breadcrumb(ui, data, out);
        });
        if let Some(place) = search {
            search_field(ui, place, out);
        }
        let right_side = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right_side(ui, app, out);
            ui.cursor().right()
        });
        keep_right_width(ui, ui.max_rect().right() - right_side.inner);
    });
}

/// Below this width of the window the receiver is told by its name alone.
const NARROW: f32 = 1000.0;
/// Between the breadcrumb, the search and what stands on the right.
const GAP: f32 = 12.0;

/// From the right edge on: menu, preferences, theme, cover, day and receiver.
fn right_side(ui: &mut Ui, app: &App, out: &mut Outbox) {
    ui.add_space(8.0);
    actions::menu(ui, app, out);
    let icon = if tokens(ui).dark { Icon::MOON } else { Icon::SUN };
    actions::button(ui, app, out, Action::Preferences);
    theme_button(ui, app, out, icon);
    if app.is_redacted() {
        actions::button(ui, app, out, Action::Redact);
    }
    if let Some(open) = app.current() {
        ui.add_space(4.0);
        let day = format!("As of {}", open.as_of());
        let button = Button::outlined(&day).show(ui).on_hover_text("The day that counts as today for the checks");
        if button.clicked() {
            out.push(Command::Dialog(Some(Dialog::AsOf(open.id()))));
        }
        receiver::show(ui, app, out, ui.ctx().content_rect().width() < NARROW);
    }
}

fn right_width_id() -> egui::Id {
    egui::Id::unique("width of the right side of the app bar")
}

/// How wide the right side was when it was drawn last. It is drawn last, so that it comes last with the keyboard too.
fn right_width(ui: &Ui) -> f32 {
    ui.data(|data| data.get_temp(right_width_id())).unwrap_or(130.0)
}

/// Draws once more where the width is another, before anybody sees it.
fn keep_right_width(ui: &Ui, width: f32) {
    if (right_width(ui) - width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(right_width_id(), width));
        ui.ctx().request_discard("the right side of the app bar has another width");
    }
}

/// The narrowest and the widest that the way to the search gets.
const SEARCH: std::ops::RangeInclusive<f32> = 36.0..=420.0;
/// What the breadcrumb keeps at least.
const BREADCRUMB: f32 = 170.0;

/// The way to the search stands in the middle of the window where there is room, else before the right side, as wide as
/// the breadcrumb leaves.
fn search_place(ui: &Ui, right: f32) -> egui::Rect {
    let bar = ui.ctx().content_rect();
    let (first, last) = (ui.cursor().left() + BREADCRUMB + GAP, ui.max_rect().right() - right - GAP);
    let width = (bar.width() * 0.292).min(last - first).clamp(*SEARCH.start(), *SEARCH.end());
    let left = (bar.center().x - width / 2.0).min(last - width).max(first);
    egui::Rect::from_min_size(egui::pos2(left, ui.max_rect().center().y - size::CONTROL / 2.0), egui::vec2(width, size::CONTROL))
}

/// Narrower than this it is its icon alone.
const SEARCH_WITH_HINT: f32 = 140.0;

/// What looks like a field leads to the search.
fn search_field(ui: &mut Ui, place: egui::Rect, out: &mut Outbox) {
    let t = tokens(ui);
    let child = &mut ui.new_child(egui::UiBuilder::new().max_rect(place));
    let name = format!("{} ({})", Action::Search.label(), Action::Search.keys());
    let (rect, response) = focus::clickable(child, place.size(), Role::Button, &name);
    let line = if response.hovered() { t.line_control } else { t.line_strong };
    let stroke = egui::Stroke::new(1.0, line);
    child.painter().rect(rect, f32::from(size::RADIUS), t.content, stroke, egui::StrokeKind::Inside);
    Icon::MAGNIFYING_GLASS.paint(child.painter(), egui::pos2(rect.left() + 16.0, rect.center().y), size::ICON, t.text_3);
    if rect.width() >= SEARCH_WITH_HINT {
        let keys = Action::Search.keys();
        let right = text::put_right(child.painter(), rect.right() - 10.0, rect.center().y, &keys, font::mono_small(), t.text_3, 80.0);
        let hint = "Find a person, class, id or email";
        text::put(child.painter(), rect.left() + 32.0, rect.center().y, hint, font::body(), t.text_3, right - rect.left() - 40.0);
    }
    focus::ring(child, &response, size::RADIUS);
    if response.on_hover_text(Action::Search.tooltip()).clicked() {
        out.act(Action::Search);
    }
}

fn theme_button(ui: &mut Ui, app: &App, out: &mut Outbox, icon: Icon) {
    let name = format!("Theme: {}", app.prefs().theme.name().to_lowercase());
    if crate::ui::widgets::IconButton::new(icon, &name).show(ui).clicked() {
        out.act(Action::NextTheme);
    }
}

fn breadcrumb(ui: &mut Ui, data: &ShellData, out: &mut Outbox) {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    for (at, crumb) in data.breadcrumb.iter().enumerate() {
        if at > 0 {
            Icon::CARET_RIGHT.show(ui, 12.0, t.text_3);
        }
        match &crumb.route {
            Some(route) => {
                let most = (ui.available_width() / 2.0).max(40.0);
                let galley = text::line(ui.painter(), &crumb.words, font::body(), t.text_2, most);
                let (rect, response) = focus::clickable(ui, egui::vec2(galley.size().x, size::CONTROL), Role::Link, &crumb.words);
                let color = if response.hovered() { t.text } else { t.text_2 };
                text::put(ui.painter(), rect.left(), rect.center().y, &crumb.words, font::body(), color, rect.width() + 1.0);
                focus::ring(ui, &response, size::RADIUS_SMALL);
                if response.clicked() {
                    out.go(route.clone());
                }
            }
            None => {
                let response = text::label(ui, &crumb.words, font::body_strong(), t.text);
                focus::name(&response, Role::Heading, &crumb.words);
            }
        }
    }
}
