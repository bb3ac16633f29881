//! What stands around every screen: app bar, sidebar, status bar, notices, and the keys that hold everywhere.

pub mod data;
pub mod actions;
mod keys;
mod receiver;
mod app_bar;
mod sidebar;
mod tab_strip;
mod status_bar;
mod notices;
mod on_disk;

use egui::{CentralPanel, Frame, Margin, Panel, Stroke, Ui};

use super::clipboard;
use super::dialogs::{self, Dialogs};
use super::screens;
use super::theme::{size, tokens};
use crate::app::{App, Outbox};

/// Below this width the sidebar shows icons only.
const NARROW_BELOW: f32 = 1000.0;

/// Draws the whole window and gathers what is asked for.
pub fn show(ui: &mut Ui, app: &App, dialogs: &mut Dialogs, out: &mut Outbox) {
    keys::take(ui, app, out);
    clipboard::deliver(ui.ctx(), app, out);
    let t = tokens(ui);
    let data = data::shell(app);
    let chrome = Frame::NONE.fill(t.chrome);
    let line = Stroke::new(1.0, t.line);

    let bar = Panel::top("app bar").exact_size(size::APP_BAR).frame(chrome).show_separator_line(false).resizable(false);
    bar.show(ui, |ui| {
        app_bar::show(ui, app, &data, out);
        ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().bottom() - 0.5, line);
    });
    let bar = Panel::bottom("status bar").exact_size(size::STATUS_BAR).frame(chrome).show_separator_line(false).resizable(false);
    bar.show(ui, |ui| {
        ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().top() + 0.5, line);
        status_bar::show(ui, app, &data, out);
    });
    if let Some(bar) = &data.sidebar {
        let narrow = app.prefs().narrow_sidebar || ui.available_width() < NARROW_BELOW;
        let frame = chrome.inner_margin(Margin { left: 8, right: 9, top: 8, bottom: 8 });
        let panel = if narrow {
            Panel::left("narrow sidebar").exact_size(size::SIDEBAR_NARROW).resizable(false)
        } else {
            Panel::left("sidebar").default_size(size::SIDEBAR).size_range(200.0..=320.0).resizable(true)
        };
        panel.frame(frame).show_separator_line(false).show(ui, |ui| {
            sidebar::show(ui, app, &data, bar, narrow, out);
            let edge = ui.max_rect().right() + 8.5;
            let full = ui.max_rect().y_range().expand(8.0);
            ui.painter().with_clip_rect(ui.clip_rect().expand(9.0)).vline(edge, full, line);
        });
    }
    CentralPanel::default().frame(Frame::NONE.fill(t.content)).show(ui, |ui| {
        if data.tabs.len() > 1 {
            let strip = Panel::top("tab strip").exact_size(size::TAB_STRIP).frame(chrome).show_separator_line(false).resizable(false);
            strip.show(ui, |ui| tab_strip::show(ui, app, &data.tabs, out));
        }
        on_disk::show(ui, app, out);
        notices::show(ui, app, out);
        // What a screen scrolls is kept for each tab.
        ui.push_id(app.tabs().current().id(), |ui| screens::show(ui, app, out));
    });
    out.aim(keys::target(ui));
    dialogs::show(ui, app, dialogs, out);
    drop_hint(ui);
}

/// While files are held over the window, it says that they can be dropped.
fn drop_hint(ui: &Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let t = tokens(ui);
    let rect = ui.ctx().content_rect().shrink(8.0);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect(
        rect,
        f32::from(size::RADIUS_WINDOW),
        t.accent_soft.gamma_multiply(0.85),
        Stroke::new(size::FOCUS_RING, t.focus),
        egui::StrokeKind::Inside,
    );
    let words = super::widgets::text::line(&painter, "Drop to open", super::theme::font::title(), t.link, rect.width());
    painter.galley(rect.center() - words.size() / 2.0, words, t.link);
}
