//! The place of a file: a path that is typed, or chosen in the system's dialog.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Ui};

use super::open_path::typed;
use crate::job::{Job, Outcome};
use crate::ui::widgets::{Button, TextField};

/// The place of a file while it is being chosen.
#[derive(Default)]
pub(super) struct FilePlace {
    /// As it is typed.
    pub(super) path: String,
    choosing: Option<Job<Option<PathBuf>>>,
}

/// What a file is for.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// What the field is called.
    pub(super) name: &'static str,
    /// True if it is written.
    pub(super) save: bool,
    /// What its name ends in.
    pub(super) extension: &'static str,
}

impl FilePlace {
    /// Begins with a place.
    pub(super) fn at(path: &Path) -> Self {
        Self { path: path.display().to_string(), choosing: None }
    }

    /// The place, if there is one.
    pub(super) fn given(&self) -> Option<PathBuf> {
        typed(&self.path)
    }

    /// Draws the field and the button; true when Enter was pressed in the field.
    pub(super) fn show(&mut self, ui: &mut Ui, kind: Kind, fresh: bool) -> bool {
        self.take_choice();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let width = ui.available_width() - 90.0;
            let field = TextField::new(&mut self.path, kind.name).width(width).mono().show(ui);
            if fresh {
                field.request_focus();
            }
            if Button::outlined("Choose…").show(ui).clicked() && self.choosing.is_none() {
                let (ctx, before) = (ui.ctx().clone(), PathBuf::from(self.path.trim()));
                let wake = Arc::new(move || ctx.request_repaint());
                self.choosing = Some(Job::spawn("file dialog", wake, move |_| ask(&before, kind)));
            }
            field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        })
        .inner
    }

    fn take_choice(&mut self) {
        match self.choosing.as_mut().map(Job::poll) {
            None | Some(Outcome::Running) => return,
            Some(Outcome::Done(Some(path))) => self.path = path.display().to_string(),
            Some(_) => {}
        }
        self.choosing = None;
    }
}

fn ask(before: &Path, kind: Kind) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(kind.name).add_filter(kind.extension, &[kind.extension]);
    if let Some(folder) = before.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if !kind.save {
        return dialog.pick_file();
    }
    if let Some(name) = before.file_name() {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    dialog.save_file()
}

/// A place beside what is open, else in the home folder.
pub(super) fn beside(opened: Option<&PathBuf>, name: &str) -> PathBuf {
    let folder = opened.and_then(|path| path.parent()).map(Path::to_path_buf);
    folder.or_else(std::env::home_dir).unwrap_or_default().join(name)
}
