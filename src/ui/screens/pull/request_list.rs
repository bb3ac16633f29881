//! The requests of a pull, the newest first: time, method, status, address, rows, size and how long it took.

use egui::{Rect, ScrollArea, Ui, accesskit::Role, pos2, vec2};
use jiff::tz::TimeZone;

use crate::app::{App, Command, Outbox, PullCommand, PullView, PullViewCommand, PullWork};
use crate::rest::LogEntry;
use crate::roster::RosterId;
use crate::ui::icon::Icon;
use crate::ui::theme::{Tokens, Tone, font, size, tokens};
use crate::ui::widgets::{Button, TextField, focus, number, text};

/// Draws the list within the room that is left.
pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, work: &PullWork, view: &PullView, out: &mut Outbox) {
    bar(ui, app, roster, work, view, out);
    let log = work.log();
    let count = log.len();
    // Without a condition the list is the log itself, from its end.
    let chosen = (!view.filter.is_empty() || view.failed).then(|| log.matching(0..count, &view.filter, view.failed));
    let rows = chosen.as_ref().map_or(count, Vec::len);
    header(ui);
    if rows == 0 {
        ui.add_space(10.0);
        let words = if count == 0 { "Nothing was asked yet" } else { "No request matches" };
        text::label(ui, words, font::body(), tokens(ui).text_3);
        return;
    }
    let base = work.pull().map(|pull| pull.base().rostering.as_str().trim_end_matches('/').to_owned()).unwrap_or_default();
    let zone = TimeZone::system();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("requests").auto_shrink([false, false]).show_rows(ui, 26.0, rows, |ui, range| {
        for row in range {
            let number = match &chosen {
                Some(chosen) => chosen[rows - 1 - row],
                None => (rows - row) as u32,
            };
            if let Some(entry) = log.entry(number) {
                line(ui, &entry, &base, &zone, view.request == Some(number), out);
            }
        }
    });
}

fn say(out: &mut Outbox, command: PullViewCommand) {
    out.push(Command::Pull(PullCommand::View(command)));
}

/// Filter, failures only, and the box for any path below the base.
fn bar(ui: &mut Ui, app: &App, roster: RosterId, work: &PullWork, view: &PullView, out: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut filter = view.filter.clone();
        if TextField::search(&mut filter, "Filter requests").width(170.0).show(ui).changed() {
            say(out, PullViewCommand::Filter(filter));
        }
        let mut failed = view.failed;
        if ui.checkbox(&mut failed, "Errors only").changed() {
            say(out, PullViewCommand::Failed(failed));
        }
        if work.pull().is_none() {
            return;
        }
        let mut path = view.path.clone();
        let width = (ui.available_width() - 66.0).clamp(120.0, 420.0);
        let field = TextField::new(&mut path, "Path below the base").hint("/students?limit=1").mono().width(width).show(ui);
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if field.changed() {
            say(out, PullViewCommand::Path(path.clone()));
        }
        let why_not = match (path.trim().is_empty(), app.is_asking()) {
            (true, _) => Some("Type a path, such as /students?limit=1"),
            (_, true) => Some("It is being asked for"),
            _ => None,
        };
        if (Button::outlined("GET").disabled_because(why_not).show(ui).clicked() || enter) && why_not.is_none() {
            out.push(Command::Pull(PullCommand::Ask(roster, path)));
        }
    });
    ui.add_space(6.0);
}

/// Left ends of the columns from the left, right ends from the right.
struct Places {
    time: f32,
    method: f32,
    status: f32,
    address: f32,
    rows: f32,
    bytes: f32,
    took: f32,
}

fn places(rect: Rect) -> Places {
    Places {
        time: rect.left() + 10.0,
        method: rect.left() + 78.0,
        status: rect.left() + 128.0,
        address: rect.left() + 176.0,
        rows: rect.right() - 182.0,
        bytes: rect.right() - 106.0,
        took: rect.right() - 12.0,
    }
}

fn header(ui: &mut Ui) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, t.band);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, t.line));
    let (at, y) = (places(rect), rect.center().y);
    for (x, words) in [(at.time, "Time"), (at.method, "Method"), (at.status, "Status"), (at.address, "Address")] {
        text::put(ui.painter(), x, y, words, font::label(), t.text_2, 100.0);
    }
    for (x, words) in [(at.rows, "Rows"), (at.bytes, "Size"), (at.took, "Took")] {
        text::put_right(ui.painter(), x, y, words, font::label(), t.text_2, 80.0);
    }
}

/// The tone of a status.
pub(super) const fn tone(t: &Tokens, status: Option<u16>) -> Tone {
    match status {
        Some(200..=299) => t.success,
        Some(300..=399 | 401 | 429 | 503) => t.warning,
        _ => t.error,
    }
}

/// How a request went on, in a word or two.
fn took(entry: &LogEntry) -> String {
    let millis = entry.took.as_millis();
    let time = if millis >= 10_000 { number::seconds(entry.took.as_secs_f64()) } else { format!("{} ms", number::count(millis as u64)) };
    if entry.attempt > 1 { format!("try {}, {time}", entry.attempt) } else { time }
}

fn line(ui: &mut Ui, entry: &LogEntry, base: &str, zone: &TimeZone, selected: bool, out: &mut Outbox) {
    let t = tokens(ui);
    let status = entry.status.map_or_else(|| "—".to_owned(), |status| status.to_string());
    let shown = entry.url.strip_prefix(base).filter(|_| !base.is_empty()).unwrap_or(&entry.url);
    let words = format!("{} {} {status}", entry.method, entry.url);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 26.0), Role::Button, &words);
    focus::name_selected(&response, Role::Button, selected, &words);
    if selected {
        ui.painter().rect_filled(rect, 0, t.selected);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, t.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, t.line));
    let (at, y, painter) = (places(rect), rect.center().y, ui.painter());
    if entry.at.as_second() > 0 {
        let time = zone.to_datetime(entry.at).strftime("%H:%M:%S").to_string();
        text::put(painter, at.time, y, &time, font::mono_small(), t.text_3, 70.0);
    }
    text::put(painter, at.method, y, entry.method, font::mono_small(), t.text_2, 40.0);
    let tone = tone(t, entry.status);
    let ground = Rect::from_min_size(pos2(at.status, y - 9.0), vec2(36.0, 18.0));
    painter.rect_filled(ground, egui::CornerRadius::same(size::RADIUS_SMALL), tone.soft);
    text::put(painter, ground.left() + 7.0, y, &status, font::small_medium(), tone.fg, 30.0);
    let room = at.rows - 60.0 - at.address;
    text::put(painter, at.address, y, shown, font::mono_small(), t.text, room);
    let rows = entry.rows.map_or_else(|| "—".to_owned(), |rows| number::count(u64::from(rows)));
    text::put_right(painter, at.rows, y, &rows, font::body(), if entry.rows.is_some() { t.text } else { t.text_off }, 60.0);
    text::put_right(painter, at.bytes, y, &number::bytes(entry.bytes), font::small(), t.text_2, 70.0);
    let late = entry.attempt > 1 || entry.has_failed();
    text::put_right(painter, at.took, y, &took(entry), font::small(), if late { t.warning.fg } else { t.text_2 }, 92.0);
    if late {
        Icon::ARROWS_CLOCKWISE.paint(
            painter,
            pos2(at.rows - 52.0, y),
            12.0,
            if entry.attempt > 1 { t.warning.mark } else { egui::Color32::TRANSPARENT },
        );
    }
    focus::ring_inside(ui, &response, 0);
    let response = response.on_hover_text(text::display(&entry.url));
    if response.clicked() {
        say(out, PullViewCommand::Request(entry.number));
    }
}
