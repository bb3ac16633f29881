//! One request: the answer, readable and searchable, its headers, and what was sent.

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Margin, ScrollArea, Ui};

use super::request_list::tone;
use crate::app::{AnswerText, App, Command, Outbox, PullCommand, PullView, PullViewCommand, PullWork, RequestPart};
use crate::rest::LogEntry;
use crate::roster::RosterId;
use crate::ui::clipboard;
use crate::ui::icon::Icon;
use crate::ui::theme::{Tokens, font, size, tokens};
use crate::ui::widgets::{IconButton, TextField, focus, link, number, segments, tag, text};

/// The height of a line.
const LINE: f32 = 18.0;
/// Characters of a line that are laid out.
const LONGEST: usize = 2_000;

/// Draws the request that is chosen within the room that is left.
pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, work: &PullWork, view: &PullView, out: &mut Outbox) {
    let t = tokens(ui);
    let Some(entry) = view.request.and_then(|number| work.log().entry(number)) else {
        ui.add_space(6.0);
        text::label(ui, "Choose a request to see its answer", font::body(), t.text_3);
        return;
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let current = RequestPart::ALL.iter().position(|part| *part == view.part).unwrap_or(0);
        if let Some(chosen) = segments(ui, "Part of the request", current, &["Answer", "Headers", "Request"]) {
            say(out, PullViewCommand::Part(RequestPart::ALL[chosen]));
        }
        tag(ui, &entry.status.map_or_else(|| "No answer".to_owned(), |status| status.to_string()), tone(t, entry.status));
        if let Some(rows) = entry.rows {
            text::label(ui, &number::counted(u64::from(rows), "row", "rows"), font::small(), t.text_2);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if link(ui, "Copy as curl").on_hover_text("The request as a line for the shell; credentials stay variables").clicked() {
                clipboard::put(ui.ctx(), entry.curl(), out);
            }
            if view.part == RequestPart::Answer
                && let Some(Some(answer)) = app.answer(roster, entry.number)
            {
                if link(ui, "Copy answer").clicked() {
                    clipboard::put(ui.ctx(), answer.text().to_owned(), out);
                }
                find(ui, answer, view, out);
            }
        });
    });
    ui.add_space(6.0);
    Frame::NONE.fill(t.well).corner_radius(CornerRadius::same(size::RADIUS)).inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing.y = 0.0;
        match view.part {
            RequestPart::Answer => answer(ui, app, roster, &entry, view),
            RequestPart::Headers => pairs(ui, &entry.headers, entry.error.as_deref()),
            RequestPart::Request => request(ui, &entry),
        }
    });
}

fn say(out: &mut Outbox, command: PullViewCommand) {
    out.push(Command::Pull(PullCommand::View(command)));
}

/// The field that looks for a text in the answer, and its places.
fn find(ui: &mut Ui, answer: &AnswerText, view: &PullView, out: &mut Outbox) {
    let t = tokens(ui);
    let hits = answer.hits.len();
    if hits > 0 {
        if IconButton::new(Icon::ARROW_DOWN, "Next place").small().show(ui).clicked() {
            say(out, PullViewCommand::Hit((view.hit + 1) % hits));
        }
        if IconButton::new(Icon::ARROW_UP, "Place before").small().show(ui).clicked() {
            say(out, PullViewCommand::Hit((view.hit + hits - 1) % hits));
        }
    }
    if !view.needle.is_empty() {
        let words = if hits == 0 {
            "Not found".to_owned()
        } else {
            format!("{} of {}", number::count(view.hit as u64 + 1), number::count(hits as u64))
        };
        text::label(ui, &words, font::small(), t.text_2);
    }
    let mut needle = view.needle.clone();
    let field = TextField::search(&mut needle, "Find in answer").width(150.0).show(ui);
    if field.changed() {
        say(out, PullViewCommand::Find(needle));
    }
    if field.lost_focus() && hits > 0 && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        say(out, PullViewCommand::Hit((view.hit + 1) % hits));
    }
}

fn answer(ui: &mut Ui, app: &App, roster: RosterId, entry: &LogEntry, view: &PullView) {
    let t = tokens(ui);
    if let Some(error) = &entry.error {
        text::paragraph(ui, error, font::body(), t.error.fg);
        return;
    }
    let answer = match app.answer(roster, entry.number) {
        None => {
            text::label(ui, "Reading the answer", font::body(), t.text_3);
            return;
        }
        Some(None) if entry.method == "POST" => {
            text::label(ui, "The answer to a token request is a secret and is not kept", font::body(), t.text_2);
            return;
        }
        Some(None) => {
            let words =
                "This answer is no longer kept: the newest 32 MB are, and all of them in an archive. Ask for it again below the list.";
            text::paragraph(ui, words, font::body(), t.text_2);
            return;
        }
        Some(Some(answer)) => answer,
    };
    let mut area = ScrollArea::both().id_salt(("answer", entry.number)).auto_shrink([false, false]);
    let aimed = answer.hits.get(view.hit).copied().filter(|_| !view.needle.is_empty());
    // The place is brought into view once, when another one is chosen.
    let slot = egui::Id::unique("answer place");
    let key = (entry.number, view.needle.clone(), view.hit, answer.hits.len());
    if ui.data(|data| data.get_temp::<(u32, String, usize, usize)>(slot)) != Some(key.clone()) {
        if let Some(line) = aimed {
            area = area.vertical_scroll_offset((line as f32 * LINE - ui.available_height() / 2.0).max(0.0));
        }
        ui.data_mut(|data| data.insert_temp(slot, key));
    }
    let gutter = 14.0 + 7.0 * answer.lines().to_string().len() as f32;
    area.show_rows(ui, LINE, answer.lines(), |ui, range| {
        for at in range {
            let words: String = answer.line(at).chars().take(LONGEST).collect();
            let galley = ui.painter().layout_job(colored(&words, &view.needle, t));
            let width = (galley.size().x + gutter).max(ui.available_width());
            let (rect, response) = ui.allocate_exact_size(egui::vec2(width, LINE), egui::Sense::hover());
            if aimed == Some(at as u32) {
                ui.painter().rect_filled(rect, 0, t.selected_idle);
            }
            let y = rect.center().y;
            text::put_right(ui.painter(), rect.left() + gutter - 10.0, y, &(at + 1).to_string(), font::mono_small(), t.text_3, gutter);
            text::paint(ui.painter(), rect.left() + gutter, y, galley, t.text);
            focus::name(&response, egui::accesskit::Role::Label, &words);
        }
    });
}

/// A line of JSON: names and texts each in a color of their own, what is looked for on a ground.
fn colored(line: &str, needle: &str, t: &Tokens) -> LayoutJob {
    let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
    let indent = line.len() - line.trim_start().len();
    let key = line[indent..].strip_prefix('"').and_then(|rest| rest.find("\": ").map(|end| indent + end + 2));
    let (value, ink) = match key {
        Some(end) => (end, if line[end..].trim_start_matches([':', ' ']).starts_with('"') { t.success.fg } else { t.text }),
        None => (0, if line[indent..].starts_with('"') { t.success.fg } else { t.text }),
    };
    let wanted = needle.to_lowercase();
    let mut add = |words: &str, color| {
        let format = |background| TextFormat { background, ..TextFormat::simple(font::mono_small(), color) };
        let low = words.to_lowercase();
        // Letters whose small form has another length would shift the places: then nothing is marked.
        if wanted.is_empty() || low.len() != words.len() {
            job.append(words, 0.0, format(egui::Color32::TRANSPARENT));
            return;
        }
        let mut done = 0;
        for (at, found) in low.match_indices(&wanted) {
            let (Some(before), Some(hit)) = (words.get(done..at), words.get(at..at + found.len())) else { break };
            job.append(before, 0.0, format(egui::Color32::TRANSPARENT));
            job.append(hit, 0.0, format(t.match_bg));
            done = at + found.len();
        }
        job.append(words.get(done..).unwrap_or_default(), 0.0, format(egui::Color32::TRANSPARENT));
    };
    add(&line[..value], t.link);
    add(&line[value..], ink);
    job
}

fn pairs(ui: &mut Ui, headers: &[(String, String)], error: Option<&str>) {
    let t = tokens(ui);
    if let Some(error) = error {
        text::paragraph(ui, error, font::body(), t.error.fg);
    } else if headers.is_empty() {
        text::label(ui, "No headers", font::body(), t.text_3);
    }
    ScrollArea::vertical().id_salt("headers").auto_shrink([false, false]).show(ui, |ui| {
        for (name, value) in headers {
            let words = format!("{name}: {value}");
            ui.add(egui::Label::new(egui::RichText::new(&words).font(font::mono_small()).color(t.text)).wrap().selectable(true));
        }
    });
}

fn request(ui: &mut Ui, entry: &LogEntry) {
    let mut lines = vec![(entry.method.to_owned(), entry.url.clone())];
    lines.extend(entry.sent.clone());
    lines.push(("attempt".to_owned(), entry.attempt.to_string()));
    pairs(ui, &lines, None);
}
