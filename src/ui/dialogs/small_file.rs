//! The place of a profile, of suppressions or of a baseline.

use egui::Ui;

use super::buttons;
use super::file_place::{FilePlace, Kind, beside};
use crate::app::{App, Command, CompareCommand, OpenRoster, Outbox, PlaceFor, TrackCommand};
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::text;

/// What the dialog is called.
pub(super) const fn title(place: PlaceFor) -> &'static str {
    match place {
        PlaceFor::Profile => "Open receiver profile",
        PlaceFor::Suppressions => "Open suppressions",
        PlaceFor::Before(_) => "Compare with package",
        PlaceFor::Baseline => "Compare with baseline",
        PlaceFor::NewBaseline(_) => "Save baseline",
    }
}

pub(super) fn show(ui: &mut Ui, app: &App, what: PlaceFor, place: &mut FilePlace, fresh: bool, out: &mut Outbox) {
    if fresh {
        *place = begin(app, what);
    }
    let words = match what {
        PlaceFor::Profile => "A TOML file that says what a receiver does with faults, with a source for each statement.",
        PlaceFor::Suppressions => "A TOML file that names findings that are left as they are, each with its reason.",
        PlaceFor::Before(_) => "The package before: a zip, a folder, a CSV file, or the archive of a pull. It is opened beside this one.",
        PlaceFor::Baseline => "Findings that are not in it are new. It holds numbers made of ids, not the ids.",
        PlaceFor::NewBaseline(_) => {
            "What is found now is known from then on, and what comes after is new. The file holds numbers made of ids, not the ids."
        }
    };
    text::paragraph(ui, words, font::body(), tokens(ui).text_2);
    ui.add_space(8.0);
    let save = matches!(what, PlaceFor::NewBaseline(_));
    let extension = match what {
        PlaceFor::Profile | PlaceFor::Suppressions => "toml",
        PlaceFor::Before(_) => "zip",
        PlaceFor::Baseline | PlaceFor::NewBaseline(_) => "json",
    };
    let enter = place.show(ui, Kind { name: "File", save, extension }, fresh);
    let given = place.given();
    let why_not = given.is_none().then_some("No path is given");
    let done = if save { "Save" } else { "Open" };
    if (buttons(ui, done, why_not, out) || enter)
        && let Some(path) = given
    {
        if let PlaceFor::Before(roster) = what {
            out.push(Command::Dialog(None));
            out.push(Command::Compare(CompareCommand::OpenBefore(roster, path)));
            return;
        }
        out.push(Command::Track(match what {
            PlaceFor::Before(_) => return,
            PlaceFor::Profile => TrackCommand::OpenProfile(path),
            PlaceFor::Suppressions => TrackCommand::OpenSuppressions(path),
            PlaceFor::Baseline => TrackCommand::OpenBaseline(path),
            PlaceFor::NewBaseline(roster) => {
                // A baseline that is compared with already is what a new one is for.
                let replace = app.prefs().baseline.as_ref() == Some(&path);
                TrackCommand::SaveBaseline(roster, path, replace)
            }
        }));
        out.push(Command::Dialog(None));
    }
}

fn begin(app: &App, what: PlaceFor) -> FilePlace {
    let known = match what {
        PlaceFor::Profile => app.prefs_path().and_then(|path| Some(path.parent()?.join("profiles").join("my-receiver.toml"))),
        PlaceFor::Suppressions => app.prefs().suppressions.clone(),
        PlaceFor::Before(_) => None,
        PlaceFor::Baseline | PlaceFor::NewBaseline(_) => app.prefs().baseline.clone(),
    };
    let opened = app.current().and_then(OpenRoster::roster).and_then(|roster| roster.paths().first());
    let name = match what {
        PlaceFor::Suppressions => "suppressions.toml",
        PlaceFor::Before(_) => "before.zip",
        _ => "baseline.json",
    };
    FilePlace::at(&known.unwrap_or_else(|| beside(opened, name)))
}
