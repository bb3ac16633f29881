//! The window that writes the view into a file: rows and size before, progress meanwhile, the place after.

use std::path::{Path, PathBuf};

use egui::{CornerRadius, Frame, Id, Key, Margin, Modal, Stroke, Ui, accesskit::Role, vec2};

use super::act::Scene;
use super::export_draft::ExportDraft;
use super::filter_box::check;
use super::kept::Kept;
use crate::app::{App, Command, ExportAsk, ExportEnd, Outbox, TableCommand, is_secret};
use crate::export::{CsvOptions, View, estimate};
use crate::job::Progress;
use crate::ui::clipboard;
use crate::ui::icon::Level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, Button, Notice, TextField, focus, link, loading, number, text};

/// What the buttons say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Nothing,
    Write { replace: bool },
    Close,
}

impl Scene<'_> {
    /// Draws the window.
    pub fn export_box(&self, ui: &Ui, app: &App, kept: &mut Kept, outbox: &mut Outbox) {
        let fresh = kept.focus_panel();
        let mut draft = kept.export.take().unwrap_or_else(|| self.export_draft());
        draft.take_choice();
        let columns = self.export_columns();
        let options = self.export_options(app, &draft, false);
        let t = tokens(ui);
        let frame = Frame::NONE
            .fill(t.raised)
            .stroke(Stroke::new(1.0, t.line_strong))
            .corner_radius(CornerRadius::same(size::RADIUS_WINDOW))
            .shadow(ui.visuals().window_shadow)
            .inner_margin(Margin::same(20));
        let mut pressed = Pressed::Nothing;
        let modal = Modal::new(Id::unique("export")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(470.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            let title = format!("Export {}", self.table.name());
            let heading = text::label(ui, &title, font::figure(), t.text);
            focus::name(&heading, Role::Heading, &title);
            ui.add_space(10.0);
            match (app.exporting(), app.export_end()) {
                (Some(progress), _) => pressed = running(ui, &progress, outbox),
                (None, Some(ExportEnd::Done(written))) => {
                    let words =
                        format!("{}, {}", number::counted(u64::from(written.size.rows), "row", "rows"), number::bytes(written.size.bytes));
                    pressed = done(ui, &written.path, &words, outbox);
                }
                (None, end) => {
                    self.before(ui, &columns, &options);
                    pressed = place(ui, &mut draft, fresh);
                    if let Some(ExportEnd::Failed { title, lines, exists }) = end {
                        failed(ui, title, lines, *exists);
                    }
                    let exists = matches!(end, Some(ExportEnd::Failed { exists: true, .. }));
                    match buttons(ui, exists, draft.path.trim().is_empty()) {
                        Pressed::Nothing => {}
                        other => pressed = other,
                    }
                }
            }
        });
        if modal.should_close() {
            pressed = Pressed::Close;
        }
        match pressed {
            Pressed::Nothing => kept.export = Some(draft),
            Pressed::Write { replace } => {
                let options = self.export_options(app, &draft, replace);
                let path = PathBuf::from(draft.path.trim());
                outbox.push(Command::Table(TableCommand::Export(ExportAsk { path, columns, options })));
                kept.export = Some(draft);
            }
            Pressed::Close => {
                outbox.push(Command::Table(TableCommand::ExportSeen));
                outbox.push(Command::Table(TableCommand::Panel(None)));
                kept.grid.take_keyboard();
            }
        }
    }

    fn export_draft(&self) -> ExportDraft {
        let source = self.roster.paths().first();
        let folder = source.and_then(|path| path.parent()).map(Path::to_path_buf);
        let folder = folder.or_else(|| std::env::var_os("HOME").map(PathBuf::from)).unwrap_or_default();
        let name = source.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_else(|| self.roster.package().name.clone());
        let path = folder.join(format!("{name}-{}.csv", self.table.name()));
        ExportDraft::at(&path)
    }

    /// The columns that are shown, without secrets.
    fn export_columns(&self) -> Vec<u16> {
        let secret = |column: &u16| self.rows.data.columns().get(usize::from(*column)).is_some_and(|of| is_secret(of));
        self.rows.shown.iter().copied().filter(|column| !secret(column)).collect()
    }

    fn export_options(&self, app: &App, draft: &ExportDraft, replace: bool) -> CsvOptions {
        let open = app.rosters().iter().filter_map(|open| open.roster());
        CsvOptions { bom: draft.bom, replace, opened: open.flat_map(|roster| roster.paths().to_vec()).collect() }
    }

    /// What the file will hold.
    fn before(&self, ui: &mut Ui, columns: &[u16], options: &CsvOptions) {
        let t = tokens(ui);
        let size = estimate(&View { data: self.rows.data, columns, rows: self.rows.order }, options);
        let about = if size.exact { "" } else { "about " };
        let words = format!(
            "{} and {}, {about}{}",
            number::counted(u64::from(size.rows), "row", "rows"),
            number::counted(columns.len() as u64, "column", "columns"),
            number::bytes(size.bytes)
        );
        text::label(ui, &words, font::body_strong(), t.text);
        let mut more = vec!["As a CSV file, with the filter, the order and the columns of this view."];
        if columns.len() < self.rows.shown.len() {
            more.push("Secrets are left out.");
        }
        text::paragraph(ui, &more.join(" "), font::body(), t.text_2);
        ui.add_space(10.0);
    }
}

/// The path, the system's dialog for it, and how the file is written.
fn place(ui: &mut Ui, draft: &mut ExportDraft, fresh: bool) -> Pressed {
    let mut pressed = Pressed::Nothing;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let width = ui.available_width() - 90.0;
        let field = TextField::new(&mut draft.path, "File to write").width(width).mono().show(ui);
        if fresh {
            field.request_focus();
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !draft.path.trim().is_empty() {
            pressed = Pressed::Write { replace: false };
        }
        if Button::outlined("Choose…").show(ui).clicked() {
            draft.choose(ui.ctx());
        }
    });
    ui.add_space(8.0);
    check(ui, "Mark the text as UTF-8 for Excel", &mut draft.bom);
    pressed
}

fn failed(ui: &mut Ui, title: &str, lines: &[String], exists: bool) {
    ui.add_space(8.0);
    let details = format!("{title}\n{}", lines.join("\n"));
    let level = if exists { Level::Warning } else { Level::Error };
    let mut notice = Notice::new(level, title);
    if !exists {
        notice = notice.details(&details);
    }
    for line in lines.iter().take(3) {
        notice = notice.line(line);
    }
    notice.show(ui);
}

/// Buttons, the primary one last.
fn buttons(ui: &mut Ui, exists: bool, empty: bool) -> Pressed {
    ui.add_space(14.0);
    let mut pressed = Pressed::Nothing;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let off = empty.then_some("Say where the file shall be");
        if Button::primary("Export").disabled_because(off).show(ui).clicked() {
            pressed = Pressed::Write { replace: false };
        }
        if exists && Button::outlined("Replace the file").show(ui).clicked() {
            pressed = Pressed::Write { replace: true };
        }
        if Button::outlined("Cancel").show(ui).clicked() {
            pressed = Pressed::Close;
        }
    });
    pressed
}

fn running(ui: &mut Ui, progress: &Progress, outbox: &mut Outbox) -> Pressed {
    let amount = Amount { done: progress.done, total: progress.total, unit: "rows" };
    if loading(ui, &progress.doing, amount) {
        outbox.push(Command::Table(TableCommand::CancelExport));
    }
    Pressed::Nothing
}

fn done(ui: &mut Ui, path: &Path, words: &str, outbox: &mut Outbox) -> Pressed {
    let t = tokens(ui);
    let mut pressed = Pressed::Nothing;
    text::label(ui, &format!("Written: {words}"), font::body_strong(), t.text);
    let shown = path.display().to_string();
    ui.add(egui::Label::new(egui::RichText::new(&shown).font(font::mono()).color(t.text_2)).wrap().selectable(true));
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if let Some(folder) = path.parent().filter(|folder| folder.is_absolute())
            && link(ui, "Show in folder").clicked()
        {
            ui.ctx().open_url(egui::OpenUrl::new_tab(format!("file://{}", folder.display())));
        }
        if link(ui, "Copy path").clicked() {
            clipboard::put(ui.ctx(), shown.clone(), outbox);
        }
    });
    ui.add_space(14.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let close = Button::primary("Close").show(ui);
        if ui.ctx().memory(|memory| memory.focused()).is_none() {
            close.request_focus();
        }
        if close.clicked() {
            pressed = Pressed::Close;
        }
    });
    pressed
}
