//! The bar at the top: sidebar, back and forward, where one is, the day of the checks, theme and menu.

use egui::{Align, Layout, Ui, accesskit::Role};

use super::actions;
use super::data::ShellData;
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
        let right = if app.current().is_some() { 290.0 } else { 130.0 };
        let room = (ui.available_width() - right).max(60.0);
        ui.allocate_ui_with_layout(egui::vec2(room, size::CONTROL), Layout::left_to_right(Align::Center), |ui| {
            breadcrumb(ui, data, out);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            actions::menu(ui, app, out);
            let icon = if tokens(ui).dark { Icon::MOON } else { Icon::SUN };
            actions::button(ui, app, out, Action::Preferences);
            theme_button(ui, app, out, icon);
            if let Some(open) = app.current() {
                ui.add_space(4.0);
                let day = format!("As of {}", open.as_of());
                let button = Button::outlined(&day).show(ui).on_hover_text("The day that counts as today for the checks");
                if button.clicked() {
                    out.push(Command::Dialog(Some(Dialog::AsOf(open.id()))));
                }
            }
        });
    });
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
