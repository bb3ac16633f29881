//! The tabs, above the screen; there is no strip while there is only one.

use egui::{CornerRadius, Rect, Sense, Stroke, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::actions;
use super::data::TabItem;
use crate::app::{Action, App, Command, Outbox};
use crate::ui::icon::Icon;
use crate::ui::place;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{IconButton, focus, text};

/// The widest that a tab gets, and the narrowest.
const WIDTH: std::ops::RangeInclusive<f32> = 52.0..=220.0;
/// What a tab needs beside its words: icon and cross.
const BESIDE: f32 = 34.0 + 30.0;

/// Draws the strip.
pub fn show(ui: &mut Ui, app: &App, tabs: &[TabItem], out: &mut Outbox) {
    let t = tokens(ui);
    let area = ui.max_rect();
    focus::group(ui, Role::TabList, "Tabs");
    let line = Stroke::new(1.0, t.line);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, line);
    let most = ((area.width() - 40.0) / tabs.len().max(1) as f32).clamp(*WIDTH.start(), *WIDTH.end());
    let mut x = area.left();
    for tab in tabs {
        let face = if tab.current { font::body_medium() } else { font::body() };
        let words = text::width(ui.painter(), &tab.words, face).ceil() + BESIDE;
        let rect = Rect::from_min_size(pos2(x, area.top()), vec2(words.min(most).max(*WIDTH.start()), area.height()));
        one(ui, app, tab, rect, out);
        x = rect.right();
    }
    let square = Rect::from_center_size(pos2(x + 18.0, area.center().y), vec2(24.0, 24.0));
    let child = &mut ui.new_child(UiBuilder::new().max_rect(square));
    let name = format!("{} ({})", Action::NewTab.label(), Action::NewTab.keys());
    if IconButton::new(Icon::PLUS, &name).small().show(child).clicked() {
        out.act(Action::NewTab);
    }
}

fn one(ui: &mut Ui, app: &App, tab: &TabItem, rect: Rect, out: &mut Outbox) {
    let t = tokens(ui);
    let response = ui.interact(rect, ui.unique_id().with(tab.id), Sense::click());
    focus::name_selected(&response, Role::Tab, tab.current, &tab.words);
    focus::describe(&response, &tab.about);
    let painter = ui.painter();
    let hovered = ui.rect_contains_pointer(rect);
    if tab.current {
        painter.rect_filled(rect, CornerRadius::ZERO, t.content);
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(rect.width(), 2.0)), CornerRadius::ZERO, t.accent);
    } else if hovered {
        painter.rect_filled(rect.shrink2(vec2(0.0, 1.0)), CornerRadius::ZERO, t.hover);
    }
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, t.line));
    let ink = if tab.current { t.link } else { t.text_2 };
    place::icon(&tab.route).paint(painter, pos2(rect.left() + 18.0, rect.center().y), size::ICON, ink);
    let closing = rect.width() > 90.0 || tab.current;
    let room = rect.width() - 32.0 - if closing { 28.0 } else { 6.0 };
    let (face, color) = if tab.current { (font::body_medium(), t.text) } else { (font::body(), t.text_2) };
    text::put(painter, rect.left() + 32.0, rect.center().y, &tab.words, face, color, room);
    focus::ring_inside(ui, &response, 0);
    if closing {
        let square = Rect::from_center_size(pos2(rect.right() - 17.0, rect.center().y), vec2(22.0, 22.0));
        let child = &mut ui.new_child(UiBuilder::new().max_rect(square));
        let name = format!("Close tab {}", tab.words);
        if IconButton::new(Icon::X, &name).small().color(t.text_3).show(child).clicked() {
            out.push(Command::CloseTab(tab.id));
        }
    }
    if response.middle_clicked() {
        out.push(Command::CloseTab(tab.id));
    } else if response.clicked() || response.secondary_clicked() {
        out.push(Command::SelectTab(tab.id));
    }
    let response = response.on_hover_text(&tab.about);
    egui::Popup::context_menu(&response).accessible_name("Tab menu").show(|ui| {
        ui.set_min_width(size::SIDEBAR);
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = [Action::NewTab, Action::CloseTab, Action::CloseOtherTabs, Action::ReopenTab];
        actions::items(ui, app, list, out);
    });
}
