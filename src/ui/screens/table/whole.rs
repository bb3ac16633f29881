//! The whole of one cell in a window of its own: long texts in full, and what cannot be seen in words.

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Id, Margin, Modal, ScrollArea, Stroke, Ui, accesskit::Role};

use super::act::Scene;
use super::data::column_name;
use super::kept::Kept;
use super::source::{self, Piece};
use crate::app::{self, CellAt, Command, Outbox, TableCommand};
use crate::ui::clipboard;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, focus, number, text};

/// Longer texts are shown up to here; the clipboard has the whole.
const LONGEST: usize = 100_000;

impl Scene<'_> {
    /// Draws the window.
    pub fn whole_cell(&self, ui: &Ui, at: CellAt, kept: &mut Kept, outbox: &mut Outbox) {
        let column = usize::from(at.column.unwrap_or_default());
        let Some(of) = self.rows.data.columns().get(column).filter(|_| at.row < self.rows.data.rows()) else { return };
        let t = tokens(ui);
        let frame = Frame::NONE
            .fill(t.raised)
            .stroke(Stroke::new(1.0, t.line_strong))
            .corner_radius(CornerRadius::same(size::RADIUS_WINDOW))
            .shadow(ui.visuals().window_shadow)
            .inner_margin(Margin::same(20));
        let text = app::cell_text(self.rows.data, at.row, column);
        let name = column_name(of, column);
        let mut copied = false;
        let modal = Modal::new(Id::unique("whole cell")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 80.0));
            let title = format!("{name}, line {}", number::count(self.rows.data.line(at.row)));
            let heading = text::label(ui, &title, font::figure(), t.text);
            focus::name(&heading, Role::Heading, &title);
            ui.add_space(10.0);
            body(ui, text.as_deref());
            ui.add_space(14.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let close = Button::primary("Close").show(ui);
                if ui.ctx().memory(|memory| memory.focused()).is_none() {
                    close.request_focus();
                }
                copied = text.is_some() && Button::outlined("Copy").show(ui).clicked();
                close.clicked()
            })
            .inner
        });
        if copied {
            clipboard::put(ui.ctx(), text.unwrap_or_default(), outbox);
        }
        if modal.should_close() || modal.inner {
            outbox.push(Command::Table(TableCommand::Panel(None)));
            kept.grid.take_keyboard();
        }
    }
}

fn body(ui: &mut Ui, words: Option<&str>) {
    let t = tokens(ui);
    let Some(words) = words else {
        text::label(ui, "Secrets are never shown or copied", font::body(), t.text_2);
        return;
    };
    let pieces = source::cell_pieces(words, LONGEST);
    let mut job = LayoutJob::default();
    for piece in &pieces {
        match piece {
            Piece::Text(words, _) => job.append(&text::display(words), 0.0, TextFormat::simple(font::body(), t.text)),
            Piece::Hidden(words) => {
                job.append(words, 4.0, TextFormat::simple(font::mono_small(), t.info.fg));
                let after = if matches!(*words, "LF" | "CR LF" | "CR") { "\n" } else { " " };
                job.append(after, 0.0, TextFormat::simple(font::mono_small(), t.info.fg));
            }
        }
    }
    let said = if words.is_empty() { "empty".to_owned() } else { job.text.clone() };
    let frame = Frame::NONE.fill(t.well).stroke(Stroke::new(1.0, t.line)).corner_radius(size::RADIUS).inner_margin(Margin::same(10));
    let most = (ui.ctx().content_rect().height() - 240.0).max(120.0);
    frame.show(ui, |ui| {
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if words.is_empty() {
                text::label(ui, "The cell is empty", font::body(), t.text_3);
            } else {
                job.wrap.max_width = ui.available_width();
                job.wrap.break_anywhere = true;
                let shown = ui.add(egui::Label::new(job).selectable(true));
                focus::name(&shown, Role::Label, &said);
            }
        });
    });
    ui.add_space(6.0);
    let counts = format!(
        "{}, {}",
        number::counted(words.chars().count() as u64, "character", "characters"),
        number::counted(words.len() as u64, "byte", "bytes")
    );
    text::label(ui, &counts, font::small(), t.text_3);
}
