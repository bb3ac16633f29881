//! The newest notice, above the screen.

use egui::{Frame, Margin, Ui};

use crate::app::{App, Command, NoticeLevel, Outbox};
use crate::ui::icon::Level;
use crate::ui::theme::{size, tokens};
use crate::ui::widgets::Notice;

/// Draws the newest notice, if there is one.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Some(notice) = app.notices().newest() else { return };
    let level = match notice.level {
        NoticeLevel::Error => Level::Error,
        NoticeLevel::Warning => Level::Warning,
        NoticeLevel::Info => Level::Info,
    };
    let pad = size::PAGE_PADDING as i8;
    let frame = Frame::NONE.fill(tokens(ui).content).inner_margin(Margin { left: pad, right: pad, top: 12, bottom: 4 });
    frame.show(ui, |ui| {
        let details = notice.copy_text();
        let title = match app.notices().waiting() {
            0 => notice.title.clone(),
            more => format!("{} ({more} more)", notice.title),
        };
        let mut shown = Notice::new(level, &title).closable();
        for line in &notice.lines {
            shown = shown.line(line);
        }
        if notice.level == NoticeLevel::Error {
            shown = shown.details(&details);
        }
        if shown.show(ui).closed {
            out.push(Command::CloseNotice);
        }
    });
}
