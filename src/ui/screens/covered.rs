//! Pages that show what was sent or compared as it is: while the screen is redacted they say so and stay closed.

use egui::Ui;

use crate::app::{Action, App, Outbox, Route};
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, focus, text};

/// Draws the page; false if the present place can be shown.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) -> bool {
    let what = match app.route() {
        _ if !app.is_redacted() => return false,
        Route::Compare { .. } => "The comparison is not shown while the screen is redacted",
        Route::Pull { .. } => "What the endpoint sent is not shown while the screen is redacted",
        _ => return false,
    };
    let t = tokens(ui);
    ui.add_space((ui.available_height() * 0.28).max(24.0));
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        Icon::EYE_SLASH.show(ui, size::ICON_LARGE, t.text_2);
        ui.add_space(6.0);
        let response = text::label(ui, what, font::heading(), t.text);
        focus::name(&response, egui::accesskit::Role::Heading, what);
        text::label(ui, "It holds names and values as they were sent", font::body(), t.text_2);
        ui.add_space(10.0);
        if Button::outlined("Show personal text").icon(Icon::EYE).show(ui).clicked() {
            out.act(Action::Redact);
        }
    });
    true
}
