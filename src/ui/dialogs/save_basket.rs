//! The window that writes what is handed over as a package: how much and whose data it holds, where; progress meanwhile.

use egui::Ui;

use super::buttons;
use super::file_place::{FilePlace, Kind, beside};
use super::report::done;
use crate::app::{App, BasketCommand, Command, CompareCommand, ExportEnd, Outbox};
use crate::roster::RosterId;
use crate::spec::Table;
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Amount, Button, Notice, loading, number, text};

pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, place: &mut FilePlace, fresh: bool, out: &mut Outbox) {
    if fresh {
        let open = app.rosters().get(roster);
        let opened = open.and_then(|open| open.roster()).and_then(|roster| roster.paths().first());
        let stem = opened.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
        let name = stem.or_else(|| open.map(|open| open.name())).unwrap_or_default();
        *place = FilePlace::at(&beside(opened, &format!("{name}-part.zip")));
    }
    match (app.handing(), app.handed()) {
        (Some(progress), _) => {
            if loading(ui, &progress.doing, Amount { done: progress.done, total: progress.total, unit: "rows" }) {
                out.push(Command::Compare(CompareCommand::StopSaving));
            }
        }
        (None, Some(ExportEnd::Done(written))) => done(ui, &written.path, written.size.bytes, out),
        (None, end) => before(ui, app, roster, (place, fresh), end, out),
    }
}

fn before(ui: &mut Ui, app: &App, roster: RosterId, (place, fresh): (&mut FilePlace, bool), end: Option<&ExportEnd>, out: &mut Outbox) {
    let t = tokens(ui);
    let state = app.basket(roster);
    let subset = state.and_then(|state| state.subset.filter(|_| state.is_current));
    let words = match subset {
        Some(subset) => {
            let people = subset.tables.iter().find(|of| of.table == Table::Users).map_or(0, |of| u64::from(of.rows.len()));
            let rows = number::counted(subset.rows(), "row", "rows");
            format!(
                "This file will hold data of {}, in {rows}. Names and all other values stand in it as they are.",
                number::counted(people, "person", "people")
            )
        }
        None => "What it needs is still being worked out.".to_owned(),
    };
    text::paragraph(ui, &words, font::body(), t.text_2);
    let open = subset.map_or(0, |subset| subset.open.len());
    if open > 0 {
        ui.add_space(8.0);
        let title = number::counted(open as u64, "link leads nowhere", "links lead nowhere");
        Notice::new(Level::Warning, &title).line("They are kept as they are. The page lists them.").show(ui);
    }
    ui.add_space(8.0);
    let enter = place.show(ui, Kind { name: "Package to write", save: true, extension: "zip" }, fresh);
    let mut exists = false;
    if let Some(ExportEnd::Failed { title, lines, exists: there }) = end {
        exists = *there;
        ui.add_space(8.0);
        let mut notice = Notice::new(if exists { Level::Warning } else { Level::Error }, title);
        for line in lines.iter().take(3) {
            notice = notice.line(line);
        }
        notice.show(ui);
    }
    let given = place.given();
    let why_not = match (&given, subset) {
        (_, None) => Some("What it needs is still being worked out"),
        (None, _) => Some("Say where the file shall be"),
        _ => None,
    };
    let replace = exists && {
        ui.add_space(8.0);
        Button::outlined("Replace the file").show(ui).clicked()
    };
    let save = buttons(ui, "Save package", why_not, out) || enter;
    if let Some(path) = given.filter(|_| (save || replace) && why_not.is_none()) {
        out.push(Command::Basket(BasketCommand::Save(roster, path, replace)));
    }
}
