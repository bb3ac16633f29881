//! The screens, each as plain data and a view of it, and which of them a place is shown by.

pub mod closed;
mod covered;
pub mod welcome;
pub mod preferences;
pub mod overview;
pub mod table;
pub mod record;
pub mod findings;
pub mod pull;
pub mod compare;
pub mod handover;

use egui::Ui;

use crate::app::{App, Outbox, Route};

/// Draws the screen of the present place.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    if closed::show(ui, app, out) {
        return;
    }
    if covered::show(ui, app, out) {
        return;
    }
    match app.route() {
        Route::Welcome => welcome::show(ui, app, out),
        Route::Preferences => preferences::show(ui, app, out),
        Route::Overview { .. } => overview::show(ui, app, out),
        Route::Table { .. } => table::show(ui, app, out),
        Route::Record { .. } => record::show(ui, app, out),
        Route::Findings { .. } => findings::show(ui, app, out),
        Route::Pull { .. } => pull::show(ui, app, out),
        Route::Compare { .. } => compare::show(ui, app, out),
        Route::HandOver { .. } => handover::show(ui, app, out),
    }
}
