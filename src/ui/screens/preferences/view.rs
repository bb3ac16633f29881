//! The page of preferences: a card for each part, every change at once.

use egui::{Align, Layout, ScrollArea, Ui, accesskit::Role, vec2};

use super::controls::{check, committed, note, row, stepper};
use super::data::{DENSITIES, PreferencesData, THEMES, ThresholdRow, preferences};
use crate::app::{Action, App, Command, Outbox, Prefs, PrefsCommand};
use crate::ui::clipboard;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, Card, focus, link, number, segments, text};

/// The widest that the page gets.
const WIDTH: f32 = 760.0;

/// Draws the page.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let data = preferences(app);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let frame = egui::Frame::NONE.inner_margin(egui::Margin::same(size::PAGE_PADDING as i8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width().min(WIDTH));
            ui.spacing_mut().item_spacing = vec2(size::GAP, 0.0);
            head(ui, &data, out);
            ui.add_space(size::GAP);
            let mut change = |command| out.push(Command::Prefs(command));
            look(ui, app, &data, &mut change);
            ui.add_space(size::GAP);
            opening(ui, app, &data, &mut change);
            ui.add_space(size::GAP);
            checks(ui, app, &data, &mut change);
            ui.add_space(size::GAP);
            file(ui, &data, out);
        });
    });
}

fn head(ui: &mut Ui, data: &PreferencesData, out: &mut Outbox) {
    focus::inline(ui, size::CONTROL, |ui| {
        let title = text::label(ui, "Preferences", font::title(), tokens(ui).text);
        focus::name(&title, Role::Heading, "Preferences");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let why_not = (!data.changed).then_some("Nothing differs from the defaults");
            if Button::outlined("Set everything back").disabled_because(why_not).show(ui).clicked() {
                out.push(Command::Prefs(PrefsCommand::Defaults));
            }
        });
    });
}

fn look(ui: &mut Ui, app: &App, data: &PreferencesData, change: &mut impl FnMut(PrefsCommand)) {
    Card::new("Look").show(ui, |ui| {
        row(ui, "Theme", |ui| {
            if let Some(at) = segments(ui, "Theme", data.theme, &THEMES.map(|(_, words)| words)) {
                change(PrefsCommand::Theme(THEMES[at].0));
            }
        });
        row(ui, "Size of everything", |ui| {
            let words = format!("{} %", data.zoom);
            let (less, more) = (app.can(Action::ZoomOut).err(), app.can(Action::ZoomIn).err());
            if let Some(step) = stepper(ui, &words, ("Zoom out", less), ("Zoom in", more)) {
                change(PrefsCommand::Zoom(data.zoom.saturating_add_signed(i16::from(step) * 10)));
            }
            if data.zoom != 100 && link(ui, "100 %").clicked() {
                change(PrefsCommand::Zoom(100));
            }
            let range = format!("{} to {} %", Prefs::ZOOM.start(), Prefs::ZOOM.end());
            text::label(ui, &range, font::body(), tokens(ui).text_3);
        });
        row(ui, "Rows of tables", |ui| {
            if let Some(at) = segments(ui, "Rows of tables", data.density, &DENSITIES.map(|(_, words)| words)) {
                change(PrefsCommand::Density(DENSITIES[at].0));
            }
        });
        row(ui, "Sidebar", |ui| {
            if let Some(narrow) = check(ui, data.narrow_sidebar, "Icons only") {
                change(PrefsCommand::NarrowSidebar(narrow));
            }
        });
    });
}

fn opening(ui: &mut Ui, app: &App, data: &PreferencesData, change: &mut impl FnMut(PrefsCommand)) {
    Card::new("Opening").show(ui, |ui| {
        row(ui, "In front of others", |ui| {
            if let Some(redact) = check(ui, data.redact, "Start with personal text covered") {
                change(PrefsCommand::Redact(redact));
            }
        });
        row(ui, "Recent rosters", |ui| {
            if let Some(keep) = check(ui, data.keep_recent, "Remember what is opened") {
                change(PrefsCommand::KeepRecent(keep));
            }
            if !data.remembered.is_empty() {
                text::label(ui, &data.remembered, font::body(), tokens(ui).text_3);
                if link(ui, "Clear").clicked() {
                    change(PrefsCommand::ForgetAll);
                }
            }
        });
        note(ui, "Names and paths only, never what is in the files. Turning it off forgets them at once.");
        for limit in &data.limits {
            row(ui, limit.limit.name(), |ui| {
                let typed = number::count(limit.value);
                if let Some(value) = committed(ui, limit.limit.name(), 110.0, &typed, limit.limit.unit(), |typed| limit.limit.read(typed)) {
                    change(PrefsCommand::Limits(limit.limit.set(app.prefs().limits, value)));
                }
                if limit.value != limit.usual && link(ui, &format!("Back to {}", number::count(limit.usual))).clicked() {
                    change(PrefsCommand::Limits(limit.limit.set(app.prefs().limits, limit.usual)));
                }
            });
        }
        note(ui, "They keep an archive that was made for harm from filling memory. They hold from the next opening on.");
    });
}

fn checks(ui: &mut Ui, app: &App, data: &PreferencesData, change: &mut impl FnMut(PrefsCommand)) {
    Card::new("Checks").show(ui, |ui| {
        row(ui, "Judge as of", |ui| {
            let chosen = segments(ui, "Judge as of", usize::from(data.as_of.is_some()), &["The day of opening", "A fixed day"]);
            match chosen {
                Some(0) => change(PrefsCommand::AsOf(None)),
                Some(_) => change(PrefsCommand::AsOf(Some(app.today()))),
                None => {}
            }
            if let Some(day) = data.as_of {
                let read = |typed: &str| typed.trim().parse().map_err(|_| "A date of the form YYYY-MM-DD".to_owned());
                if let Some(day) = committed(ui, "Fixed day", 120.0, &day.to_string(), "", read) {
                    change(PrefsCommand::AsOf(Some(day)));
                }
            }
        });
        note(ui, "Rosters that are open keep their day; it can be changed for each at the top of the window.");
        for ThresholdRow { threshold, value, usual } in &data.thresholds {
            row(ui, threshold.name(), |ui| {
                let typed = number::count(u64::from(*value));
                if let Some(value) = committed(ui, threshold.name(), 110.0, &typed, threshold.unit(), |typed| threshold.read(typed)) {
                    change(PrefsCommand::Thresholds(threshold.set(app.prefs().thresholds, value)));
                }
                if value != usual && link(ui, &format!("Back to {}", number::count(u64::from(*usual)))).clicked() {
                    change(PrefsCommand::Thresholds(threshold.set(app.prefs().thresholds, *usual)));
                }
            });
        }
        note(ui, "None of them makes an error: they say what is unusual where you are. Rosters that are open are judged again at once.");
    });
}

fn file(ui: &mut Ui, data: &PreferencesData, out: &mut Outbox) {
    Card::new("File").show(ui, |ui| {
        row(ui, "Kept in", |ui| match &data.file {
            Some(path) => {
                let path = path.display().to_string();
                let room = ui.available_width() - 60.0;
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    text::label(ui, &path, font::mono(), tokens(ui).text)
                });
                if link(ui, "Copy").clicked() {
                    clipboard::put(ui.ctx(), path, out);
                }
            }
            None => {
                text::label(ui, "Nowhere: this system names no folder for settings", font::body(), tokens(ui).text_3);
            }
        });
    });
}
