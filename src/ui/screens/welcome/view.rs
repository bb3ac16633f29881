//! The first page: a place to drop, ways to open, what was opened lately.

use egui::{Align, CornerRadius, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::data::{RecentRow, WelcomeData, welcome};
use crate::app::{Action, App, Command, Outbox, PrefsCommand, Route};
use crate::ui::icon::{Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, Card, IconButton, Notice, focus, link, tag, text};

/// The widest that the page gets.
const WIDTH: f32 = 840.0;

/// Draws the page.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let data = welcome(app);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let room = ui.available_width();
        let width = (room - 2.0 * size::PAGE_PADDING).min(WIDTH);
        let side = ((room - width) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                page(ui, &data, out);
            });
        });
    });
}

fn page(ui: &mut Ui, data: &WelcomeData, out: &mut Outbox) {
    let t = tokens(ui);
    ui.add_space((ui.ctx().content_rect().height() * 0.06).clamp(16.0, 56.0));
    let title = text::label(ui, "Open a roster", font::title(), t.text);
    focus::name(&title, Role::Heading, "Open a roster");
    ui.add_space(4.0);
    text::label(ui, "OneRoster 1.0, 1.1 and 1.2, as CSV", font::body(), t.text_2);
    ui.add_space(14.0);
    drop_target(ui, out);
    if data.hint {
        ui.add_space(14.0);
        hint(ui, data, out);
    }
    ui.add_space(22.0);
    if !data.open.is_empty() {
        open_list(ui, data, out);
        ui.add_space(18.0);
    }
    let wide = ui.available_width() >= 640.0;
    if wide {
        let learn = 276.0;
        let recent = ui.available_width() - learn - 24.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            ui.vertical(|ui| {
                ui.set_width(recent);
                recent_list(ui, data, out);
            });
            ui.vertical(|ui| {
                ui.set_width(learn);
                learn_list(ui, data, out);
            });
        });
    } else {
        recent_list(ui, data, out);
        ui.add_space(18.0);
        learn_list(ui, data, out);
    }
    ui.add_space(size::PAGE_PADDING);
}

/// What somebody needs who is here for the first time; it goes for good when it is closed or a roster was opened.
fn hint(ui: &mut Ui, data: &WelcomeData, out: &mut Outbox) {
    let keys = format!("{} finds every command, {} all keys.", Action::Palette.keys(), Action::Shortcuts.keys());
    let mut notice = Notice::new(Level::Info, "New here?")
        .line("Drop the package of a student information system above, or look around in the sample district first.")
        .line(&keys)
        .closable();
    if data.sample {
        notice = notice.action("Open sample district");
    }
    let done = notice.show(ui);
    if done.action {
        out.act(Action::OpenSample);
    }
    if done.closed {
        out.push(Command::Prefs(PrefsCommand::Hints(false)));
    }
}

/// The rosters that are open, to go on with.
fn open_list(ui: &mut Ui, data: &WelcomeData, out: &mut Outbox) {
    heading(ui, "Open now", None);
    Card::new("").flush().show(ui, |ui| {
        for (at, row) in data.open.iter().enumerate() {
            if lead_row(ui, Role::Link, Icon::GRADUATION_CAP, &row.name, &row.about, "", at + 1 == data.open.len()) {
                out.go(Route::Overview { roster: row.id });
            }
        }
    });
}

/// A dashed frame with the ways to open in it. Files can be dropped anywhere in the window.
fn drop_target(ui: &mut Ui, out: &mut Outbox) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 180.0), egui::Sense::hover());
    focus::name(&response, Role::Group, "Drop a zip, a folder or CSV files here");
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_WINDOW), t.band);
    dashed(ui, rect.shrink(0.5), Stroke::new(1.0, t.line_control));
    let middle = rect.center().x;
    let tile = Rect::from_center_size(pos2(middle, rect.top() + 46.0), vec2(44.0, 44.0));
    ui.painter().rect_filled(tile, CornerRadius::same(size::RADIUS_CARD), t.accent_soft);
    Icon::DOWNLOAD_SIMPLE.paint(ui.painter(), tile.center(), 22.0, t.link);
    for (words, face, color, y) in [
        ("Drop a zip, a folder or CSV files here", font::heading(), t.text, 88.0),
        ("Broken and incomplete packages open too", font::body(), t.text_2, 109.0),
    ] {
        let galley = text::line(ui.painter(), words, face, color, rect.width());
        text::paint(ui.painter(), middle - galley.size().x / 2.0, rect.top() + y, galley, color);
    }
    let actions = [Action::OpenFiles, Action::OpenFolder, Action::OpenPath];
    let buttons = [
        Button::primary(actions[0].label()).icon(Icon::FOLDER_OPEN),
        Button::outlined(actions[1].label()),
        Button::outlined(actions[2].label()),
    ];
    let widths: f32 = buttons.iter().map(|button| button.width(ui)).sum::<f32>() + 16.0;
    let row = Rect::from_center_size(pos2(middle, rect.top() + 146.0), vec2(widths, size::CONTROL));
    let child = &mut ui.new_child(UiBuilder::new().max_rect(row).layout(Layout::left_to_right(Align::Center)));
    child.spacing_mut().item_spacing.x = 8.0;
    for (button, action) in buttons.into_iter().zip(actions) {
        if button.show(child).on_hover_text(action.tooltip()).clicked() {
            out.act(action);
        }
    }
}

fn dashed(ui: &Ui, rect: Rect, stroke: Stroke) {
    let radius = f32::from(size::RADIUS_WINDOW);
    let mut points = Vec::new();
    let corners = [
        (pos2(rect.right() - radius, rect.top() + radius), -90.0_f32),
        (pos2(rect.right() - radius, rect.bottom() - radius), 0.0),
        (pos2(rect.left() + radius, rect.bottom() - radius), 90.0),
        (pos2(rect.left() + radius, rect.top() + radius), 180.0),
    ];
    for (center, from) in corners {
        points.extend((0_u8..=6).map(|step| {
            let angle = (from + 15.0 * f32::from(step)).to_radians();
            center + radius * vec2(angle.cos(), angle.sin())
        }));
    }
    points.push(points[0]);
    ui.painter().extend(egui::Shape::dashed_line(&points, stroke, 6.0, 4.0));
}

fn heading(ui: &mut Ui, words: &str, action: Option<&str>) -> bool {
    let t = tokens(ui);
    let width = ui.available_width();
    let shown = ui.allocate_ui_with_layout(vec2(width, 24.0), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(width);
        let pressed = action.is_some_and(|action| link(ui, action).clicked());
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let label = text::label(ui, words, font::heading(), t.text);
            focus::name(&label, Role::Heading, words);
        });
        pressed
    });
    ui.add_space(6.0);
    shown.inner
}

fn recent_list(ui: &mut Ui, data: &WelcomeData, out: &mut Outbox) {
    let t = tokens(ui);
    let action = match (data.keep_recent, data.recent.is_empty()) {
        (false, _) => Some("Remember what is opened"),
        (true, true) => None,
        (true, false) => Some("Clear"),
    };
    if heading(ui, "Recent", action) {
        out.push(Command::Prefs(if data.keep_recent { PrefsCommand::ForgetAll } else { PrefsCommand::KeepRecent(true) }));
    }
    if data.recent.is_empty() {
        let words = if data.keep_recent { "Nothing was opened yet" } else { "What is opened is not remembered" };
        text::label(ui, words, font::body(), t.text_3);
        return;
    }
    Card::new("").flush().show(ui, |ui| {
        for (at, row) in data.recent.iter().enumerate() {
            recent_row(ui, row, at + 1 == data.recent.len(), out);
        }
    });
    ui.add_space(8.0);
    if link(ui, "Do not remember what is opened").clicked() {
        out.push(Command::Prefs(PrefsCommand::KeepRecent(false)));
    }
}

fn recent_row(ui: &mut Ui, row: &RecentRow, last: bool, out: &mut Outbox) {
    let t = tokens(ui);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 50.0), Role::Link, &format!("Open {}", row.name));
    let state = if row.gone { "no longer there" } else { &row.size };
    focus::describe(&response, &format!("{}, OneRoster {}, {}, {state}", row.place, row.version, row.when));
    let hovered = ui.rect_contains_pointer(rect);
    if hovered {
        ui.painter().rect_filled(rect, 0, t.hover);
    }
    if !last {
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    }
    let icon = if row.folder { Icon::FOLDER } else { Icon::FILE_ZIP };
    let quiet = if row.gone { t.text_3 } else { t.text_2 };
    icon.paint(ui.painter(), pos2(rect.left() + 23.0, rect.center().y), 18.0, quiet);
    let painter = ui.painter();
    let (size, ink) = if row.gone { ("Not found", t.warning.fg) } else { (row.size.as_str(), t.text_2) };
    let mut right = text::put_right(painter, rect.right() - 36.0, rect.center().y, size, font::body(), ink, 80.0);
    right = text::put_right(painter, right.min(rect.right() - 96.0) - 16.0, rect.center().y, &row.when, font::body(), t.text_2, 130.0);
    let (x, room) = (rect.left() + 46.0, right - rect.left() - 46.0 - 12.0);
    let name_end = text::put(painter, x, rect.top() + 17.0, &row.name, font::mono(), if row.gone { t.text_3 } else { t.text }, room - 44.0);
    text::put(painter, x, rect.top() + 35.0, &row.place, font::mono_small(), t.text_3, room);
    let place = Rect::from_min_size(pos2(name_end + 10.0, rect.top() + 8.0), vec2(60.0, 18.0));
    let child = &mut ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)));
    tag(child, &row.version, t.neutral);
    focus::ring_inside(ui, &response, 0);
    let response = if row.gone { response.on_hover_text("It was moved, renamed or deleted, or its drive is not there") } else { response };
    if response.clicked() {
        out.push(Command::OpenTogether(row.paths.clone()));
    }
    let cross = Rect::from_center_size(pos2(rect.right() - 18.0, rect.center().y), vec2(22.0, 22.0));
    let child = &mut ui.new_child(UiBuilder::new().max_rect(cross).layout(Layout::left_to_right(Align::Center)));
    if IconButton::new(Icon::X, &format!("Forget {}", row.name)).small().color(t.text_3).show(child).clicked() {
        out.push(Command::Prefs(PrefsCommand::Forget(row.paths.clone())));
    }
}

fn learn_list(ui: &mut Ui, data: &WelcomeData, out: &mut Outbox) {
    heading(ui, "Learn", None);
    Card::new("").flush().show(ui, |ui| {
        if data.sample && lead_row(ui, Role::Button, Icon::GRADUATION_CAP, "Sample district", "600 people, a few honest faults", "", false)
        {
            out.act(Action::OpenSample);
        }
        if lead_row(ui, Role::Button, Icon::PLUGS_CONNECTED, "Connect to endpoint", "Pull a roster from a live server", "", false) {
            out.act(Action::Connect);
        }
        if lead_row(ui, Role::Button, Icon::QUESTION, "Shortcuts", "All keys on one sheet", "F1", true) {
            out.act(Action::Shortcuts);
        }
    });
}

fn lead_row(ui: &mut Ui, role: Role, icon: Icon, title: &str, line: &str, key: &str, last: bool) -> bool {
    let t = tokens(ui);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 46.0), role, title);
    focus::describe(&response, line);
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_CARD), t.hover);
    }
    if !last {
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    }
    icon.paint(ui.painter(), pos2(rect.left() + 22.0, rect.center().y), 18.0, t.text_2);
    let room = rect.width() - 42.0 - 36.0;
    text::put(ui.painter(), rect.left() + 42.0, rect.center().y - 9.0, title, font::body_medium(), t.text, room);
    text::put(ui.painter(), rect.left() + 42.0, rect.center().y + 9.0, line, font::small(), t.text_2, room);
    if key.is_empty() {
        Icon::CARET_RIGHT.paint(ui.painter(), pos2(rect.right() - 18.0, rect.center().y), size::ICON_SMALL, t.text_3);
    } else {
        text::put_right(ui.painter(), rect.right() - 14.0, rect.center().y, key, font::mono_small(), t.text_3, 40.0);
    }
    focus::ring_inside(ui, &response, size::RADIUS_CARD);
    response.clicked()
}
