//! The head of a cause: what is wrong, what follows from it, and what the references may have meant.

use egui::{CornerRadius, Stroke, StrokeKind, Ui, accesskit::Role, pos2, vec2};

use super::by_cause::{Step, steps};
use super::data::Sources;
use crate::app::{Command, Outbox};
use crate::cause::Group;
use crate::check::Level;
use crate::spec::Table;
use crate::ui::icon::{self, Icon};
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Notice, focus, number, text};

/// Steps that are drawn side by side.
const STEPS: usize = 4;

/// Draws it.
pub(super) fn show(ui: &mut Ui, sources: Sources<'_>, group: &Group, level: Level, clears: u64, out: &mut Outbox) {
    let t = tokens(ui);
    ui.horizontal(|ui| {
        let level = shown_level(level);
        level.icon().show(ui, size::ICON, level.tone(t).mark);
        let title = text::paragraph(ui, &group.title, font::figure(), t.text);
        focus::name(&title, Role::Heading, &group.title);
    });
    let disappear = if clears == 1 { "disappears" } else { "disappear" };
    let mut words = format!("{} {disappear} with it.", number::counted(clears, "finding", "findings"));
    for because in &group.because {
        words.push(' ');
        words.push_str(because.trim_end_matches('.'));
        words.push('.');
    }
    text::paragraph(ui, &words, font::body(), t.text_2);
    let steps = steps(sources, group);
    if group.lost.is_some() || steps.len() > 1 {
        ui.add_space(4.0);
        chain(ui, sources, group, &steps, out);
    }
    if !group.hints.is_empty() {
        ui.add_space(4.0);
        let lines: Vec<String> = group.hints.iter().map(|hint| hint_words(hint.count, &hint.kind.words(), &hint.example)).collect();
        let title = if group.hints.len() == 1 { "Possible match" } else { "Possible matches" };
        let mut notice = Notice::new(icon::Level::Info, title);
        for line in &lines {
            notice = notice.line(line);
        }
        notice.show(ui);
    }
}

fn hint_words(count: u64, words: &str, example: &(String, String)) -> String {
    format!("{} {words}, such as {} and {}", number::counted(count, "finding", "findings"), example.0, example.1)
}

/// What is missing, and the files in which something follows from it; each leads to its rows.
fn chain(ui: &mut Ui, sources: Sources<'_>, group: &Group, steps: &[Step], out: &mut Outbox) {
    let roster = sources.roster.id();
    let missing = group.lost.as_ref().map(|(table, _)| *table);
    let boxes = usize::from(missing.is_some()) + steps.len().min(STEPS);
    let arrow = 22.0;
    let width = ((ui.available_width() - arrow * boxes.saturating_sub(1) as f32) / boxes.max(1) as f32).min(170.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let mut first = true;
        let mut gap = |ui: &mut Ui| {
            if !std::mem::take(&mut first) {
                let (rect, _) = ui.allocate_exact_size(vec2(arrow, 44.0), egui::Sense::hover());
                Icon::ARROW_RIGHT.paint(ui.painter(), rect.center(), 14.0, tokens(ui).text_3);
            }
        };
        if let Some(table) = missing {
            gap(ui);
            step(ui, width, table, "1 missing", true);
        }
        for one in steps.iter().take(STEPS) {
            gap(ui);
            let words = number::counted(one.count, "finding", "findings");
            if step(ui, width, one.table, &words, false) {
                out.push(Command::ShowCauseRows(roster, group.key.clone(), one.table));
            }
        }
    });
    if steps.len() > STEPS {
        let more = format!("and {}", number::counted((steps.len() - STEPS) as u64, "more file", "more files"));
        text::label(ui, &more, font::small(), tokens(ui).text_3);
    }
}

/// One box; true if it was clicked.
fn step(ui: &mut Ui, width: f32, table: Table, words: &str, missing: bool) -> bool {
    let t = tokens(ui);
    let place = vec2(width, 44.0);
    let (rect, response) = if missing {
        let (rect, response) = ui.allocate_exact_size(place, egui::Sense::hover());
        focus::name(&response, Role::Label, &format!("{}: {words}", table.name()));
        (rect, response)
    } else {
        focus::clickable(ui, place, Role::Link, &format!("Rows of {}: {words}", table.name()))
    };
    let (fill, line) = match (missing, response.hovered()) {
        (true, _) => (t.error.soft, t.error.line),
        (false, true) => (t.hover, t.line_control),
        (false, false) => (t.raised, t.line_strong),
    };
    ui.painter().rect(rect, CornerRadius::same(size::RADIUS), fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let mark = if missing { t.error.mark } else { t.text_2 };
    icon::of_table(table).paint(ui.painter(), pos2(rect.left() + 18.0, rect.center().y), size::ICON, mark);
    let (left, room) = (rect.left() + 34.0, rect.width() - 40.0);
    text::put(ui.painter(), left, rect.top() + 14.0, table.name(), font::mono_small(), t.text_2, room);
    let ink = if missing || !response.hovered() { t.text } else { t.link };
    text::put(ui.painter(), left, rect.top() + 31.0, words, font::body_medium(), ink, room);
    focus::ring(ui, &response, size::RADIUS);
    !missing && response.on_hover_text("Open these rows in their table").clicked()
}
