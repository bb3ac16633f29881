//! What the export window remembers while it is open: the place, and the system's dialog for it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use egui::Context;

use crate::job::{Job, Outcome};

/// What the export window remembers while it is open.
#[derive(Clone)]
pub struct ExportDraft {
    /// The place as it is typed.
    pub path: String,
    /// The text is marked as UTF-8.
    pub bom: bool,
    /// The system's dialog for the place, while it is open.
    choosing: Option<Arc<Mutex<Job<Option<PathBuf>>>>>,
}

impl ExportDraft {
    /// A place to begin with.
    pub fn at(path: &Path) -> Self {
        Self { path: path.display().to_string(), bom: false, choosing: None }
    }

    /// Opens the system's dialog, on a thread of its own.
    pub fn choose(&mut self, ctx: &Context) {
        if self.choosing.is_some() {
            return;
        }
        let (ctx, before) = (ctx.clone(), PathBuf::from(self.path.trim()));
        let job = Job::spawn("save dialog", Arc::new(move || ctx.request_repaint()), move |_| ask(&before));
        self.choosing = Some(Arc::new(Mutex::new(job)));
    }

    /// Takes in the place that was chosen.
    pub fn take_choice(&mut self) {
        let outcome = match &self.choosing {
            Some(job) => job.lock().map_or(Outcome::Taken, |mut job| job.poll()),
            None => return,
        };
        match outcome {
            Outcome::Running => return,
            Outcome::Done(Some(path)) => self.path = path.display().to_string(),
            _ => {}
        }
        self.choosing = None;
    }
}

fn ask(before: &Path) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title("Export rows").add_filter("CSV", &["csv"]);
    if let Some(folder) = before.parent() {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = before.file_name() {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    dialog.save_file()
}
