//! The card with the row as it stands in its file.

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Margin, Ui};

use super::sent_view::sent_card;
use super::source::{Piece, copy_text, pieces};
use super::value_view::Place;
use crate::app::{Outbox, SourceLine};
use crate::ui::icon::Level;
use crate::ui::theme::{Tokens, font, size, tokens};
use crate::ui::widgets::{Card, Notice, number, skeleton, text};

/// Draws the card of the source line: reading, read, or why it cannot be shown.
pub(super) fn source_card(ui: &mut Ui, place: Place<'_>, frame: Card<'_>, out: &mut Outbox) {
    let Some(data) = place.roster.table(place.table) else { return };
    if let Some(work) = place.app.pull_of(place.roster.id()) {
        return sent_card(ui, place, work, out);
    }
    let line = place.app.source_line(place.roster.id(), place.table, place.row);
    let note = number::count(data.line(place.row));
    let frame = frame.note(&note);
    match line {
        None | Some(SourceLine::Reading | SourceLine::Elsewhere) => {
            frame.show(ui, |ui| skeleton(ui, 3));
        }
        Some(SourceLine::Failed(title, lines)) => {
            frame.show(ui, |ui| {
                let all = format!("{title}\n{}", lines.join("\n"));
                let mut notice = Notice::new(Level::Warning, title).details(&all);
                for line in lines {
                    notice = notice.line(line);
                }
                notice.show(ui);
            });
        }
        Some(SourceLine::Read(row)) => {
            let parts = pieces(&row.text, data, place.reveal);
            let shown = frame.action("Copy").show(ui, |ui| well(ui, &parts, &row.text));
            if shown.action {
                ui.ctx().copy_text(copy_text(&parts, &row.text));
            }
        }
    }
}

fn well(ui: &mut Ui, parts: &[Piece], whole: &str) {
    let t = tokens(ui);
    Frame::NONE.fill(t.well).corner_radius(CornerRadius::same(size::RADIUS)).inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        // A raw line breaks anywhere, or it would break at hyphens.
        job.wrap.break_anywhere = true;
        for part in parts {
            append(&mut job, part, t);
        }
        let masked = parts.contains(&Piece::Masked);
        let response = ui.add(egui::Label::new(job).wrap());
        // The row is said as it stands, without the marks.
        let spoken = if masked { copy_text(parts, whole) } else { text::display(whole).into_owned() };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &spoken));
    });
}

fn append(job: &mut LayoutJob, part: &Piece, t: &Tokens) {
    let format = |color| TextFormat { line_height: Some(19.0), ..TextFormat::simple(font::mono_small(), color) };
    let mark = |words: &str, job: &mut LayoutJob| {
        job.append(words, 0.0, TextFormat { background: t.info.soft, ..format(t.info.fg) });
    };
    match part {
        Piece::Plain(words) => job.append(words, 0.0, format(t.text)),
        Piece::Hidden(name) => mark(&format!("\u{2009}{name}\u{2009}"), job),
        Piece::Code(code) => mark(code, job),
        Piece::Masked => job.append("•••••••", 0.0, format(t.text_3)),
        Piece::More(more) => job.append(&format!("… {} more characters", number::count(*more as u64)), 0.0, format(t.text_3)),
    }
}
