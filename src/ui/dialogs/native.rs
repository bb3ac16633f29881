//! The system's dialogs for choosing files and folders, on a thread of their own.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::{App, Command, Outbox, Pick};
use crate::job::{Job, Outcome};

/// An answer that comes sooner than this was not given by a person: no dialog was shown.
const TOO_SOON: Duration = Duration::from_millis(150);

/// The dialog of the system that is open, if one is.
#[derive(Default)]
pub struct Native {
    open: Option<(Instant, Job<Option<Vec<PathBuf>>>)>,
}

impl Native {
    /// Opens the dialog that is asked for, and takes in what was chosen.
    pub(super) fn show(&mut self, ctx: &Context, app: &App, out: &mut Outbox) {
        let Some((since, job)) = &mut self.open else {
            if let Some(pick) = app.picking() {
                let ctx = ctx.clone();
                self.open = Some((Instant::now(), Job::spawn("file dialog", Arc::new(move || ctx.request_repaint()), move |_| ask(pick))));
            }
            return;
        };
        let command = match job.poll() {
            Outcome::Running => return,
            Outcome::Done(None) if since.elapsed() < TOO_SOON => Command::PickFailed,
            Outcome::Done(paths) => Command::Picked(paths),
            Outcome::Failed(_) | Outcome::Taken => Command::PickFailed,
        };
        self.open = None;
        out.push(command);
    }
}

fn ask(pick: Pick) -> Option<Vec<PathBuf>> {
    match pick {
        Pick::Files => rfd::FileDialog::new()
            .set_title("Open a roster")
            .add_filter("Rosters (zip, CSV, pull)", &["zip", "ZIP", "csv", "CSV", "pull"])
            .add_filter("All files", &["*"])
            .pick_files(),
        Pick::Folder => rfd::FileDialog::new().set_title("Open a folder").pick_folder().map(|folder| vec![folder]),
    }
}
