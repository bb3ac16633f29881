//! Text onto the clipboard, and a word to the user where there is no clipboard.

use std::sync::Arc;

use egui::{Context, Id};

use crate::app::{App, Command, Notice, NoticeLevel, Outbox, TableCommand};

/// A clipboard that says whether it took the text; otherwise it says why not.
#[derive(Clone)]
pub struct Clipboard(Arc<dyn Fn(&str) -> Result<(), String> + Send + Sync>);

impl Clipboard {
    /// A clipboard that puts text by this.
    pub fn new(put: impl Fn(&str) -> Result<(), String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(put))
    }

    /// The system's own, where it tells whether it took a text. Wayland does not, so egui's is used there.
    pub fn of_system() -> Option<Self> {
        if std::env::var_os("WAYLAND_DISPLAY").is_some() {
            return None;
        }
        Some(Self::new(|text| {
            let put = arboard::Clipboard::new().and_then(|mut board| board.set_text(text));
            put.map_err(|error| error.to_string())
        }))
    }

    /// Makes it the one of this window.
    pub fn install(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(id(), self));
    }
}

fn id() -> Id {
    Id::unique("clipboard")
}

/// Puts text on the clipboard, or tells why it is not there.
pub fn put(ctx: &Context, text: String, out: &mut Outbox) {
    let Some(Clipboard(put)) = ctx.data(|data| data.get_temp(id())) else {
        ctx.copy_text(text);
        return;
    };
    if let Err(why) = put(&text) {
        let lines = vec![
            format!("The system reported: {}.", why.trim_end_matches('.')),
            "The selection is still there. Try again, or export the rows to a file.".to_owned(),
        ];
        out.push(Command::Tell(Notice::new(NoticeLevel::Error, "Nothing was copied: the clipboard cannot be used", lines)));
    }
}

/// Puts what a job has written on the clipboard.
pub fn deliver(ctx: &Context, app: &App, out: &mut Outbox) {
    if let Some(text) = app.clip() {
        put(ctx, text.to_string(), out);
        out.push(Command::Table(TableCommand::Copied));
    }
}
