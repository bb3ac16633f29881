//! The window that writes a comparison: as what, where, and with which values; progress meanwhile, the place after.

use std::path::PathBuf;

use egui::Ui;

use super::buttons;
use super::file_place::{FilePlace, Kind, beside};
use super::report::done;
use crate::app::{App, Command, CompareCommand, CompareForm, ExportEnd, Outbox, SaveCompared};
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Amount, Button, Notice, choice, loading, number, text};

/// What the window remembers while it is open.
#[derive(Default)]
pub(super) struct Draft {
    form: CompareForm,
    with_values: bool,
    place: FilePlace,
}

const fn words(form: CompareForm) -> &'static str {
    match form {
        CompareForm::Html => "HTML, one page for mail, phone and print",
        CompareForm::Csv => "CSV, one row per difference",
        CompareForm::Json => "JSON, for programs",
        CompareForm::Text => "Text",
        CompareForm::IdMap => "CSV of old and new ids",
        CompareForm::Delta => "OneRoster package of the changes (delta)",
        CompareForm::Result => "OneRoster package of base and delta (bulk)",
    }
}

pub(super) fn show(ui: &mut Ui, app: &App, form: CompareForm, draft: &mut Draft, fresh: bool, out: &mut Outbox) {
    if fresh {
        *draft = Draft { form, with_values: false, place: FilePlace::at(&place(app, form)) };
    }
    match (app.handing(), app.handed()) {
        (Some(progress), _) => {
            if loading(ui, &progress.doing, Amount { done: progress.done, total: progress.total, unit: "" }) {
                out.push(Command::Compare(CompareCommand::StopSaving));
            }
        }
        (None, Some(ExportEnd::Done(written))) => done(ui, &written.path, written.size.bytes, out),
        (None, end) => before(ui, app, draft, end, fresh, out),
    }
}

fn place(app: &App, form: CompareForm) -> PathBuf {
    let new = app.compared().map(|compared| &compared.new);
    let opened = new.and_then(|roster| roster.paths().first());
    let stem = opened.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let name = stem.or_else(|| new.map(|roster| roster.package().name.clone())).unwrap_or_default();
    let what = match form {
        CompareForm::IdMap => "id-map",
        CompareForm::Delta => "delta",
        CompareForm::Result => "result",
        _ => "changes",
    };
    beside(opened, &format!("{name}-{what}.{}", form.extension()))
}

fn before(ui: &mut Ui, app: &App, draft: &mut Draft, end: Option<&ExportEnd>, fresh: bool, out: &mut Outbox) {
    let t = tokens(ui);
    let forms = CompareForm::ALL.map(words);
    let current = CompareForm::ALL.iter().position(|form| *form == draft.form).unwrap_or(0);
    if let Some(chosen) = choice(ui, "Form", false, ui.available_width() - 8.0, current, &forms) {
        draft.form = CompareForm::ALL[chosen];
        draft.place = FilePlace::at(&place(app, draft.form));
    }
    ui.add_space(8.0);
    let kind = Kind { name: "File to write", save: true, extension: draft.form.extension() };
    let enter = draft.place.show(ui, kind, fresh);
    ui.add_space(8.0);
    let is_report = !matches!(draft.form, CompareForm::IdMap | CompareForm::Delta | CompareForm::Result);
    if is_report {
        ui.checkbox(&mut draft.with_values, "Tell the values of personal columns");
        ui.add_space(4.0);
    }
    let consequence = match draft.form {
        CompareForm::IdMap => {
            "Old and new sourcedId of each record that goes by another one now, with the certainty and what both have in common.".to_owned()
        }
        CompareForm::Result => "Every row of the base after the delta, with its personal data, in the version of the base.".to_owned(),
        CompareForm::Delta => {
            "Rows that came and changed, and rows to be deleted, with their personal data. What a delta has no form for is left out."
                .to_owned()
        }
        _ if draft.with_values => "This file will hold personal values. Keep it as you keep the package; its top says so.".to_owned(),
        _ => "Ids, row numbers and counts are told; values of personal columns are not.".to_owned(),
    };
    text::paragraph(ui, &consequence, font::small(), t.text_3);
    if let Some(compared) = app.compared().filter(|_| draft.form == CompareForm::IdMap) {
        let rows = number::counted(compared.comparison.churned.len() as u64, "record", "records");
        text::label(ui, &rows, font::small(), t.text_3);
    }
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
    let given = draft.place.given();
    let applied = app.comparison().is_some_and(|state| state.applied.is_some());
    let why_not = match (&given, app.compared()) {
        _ if draft.form == CompareForm::Result && !applied => Some("Neither of the two is a delta of the other"),
        (_, None) => Some("Nothing is compared here"),
        (None, _) => Some("Say where the file shall be"),
        _ => None,
    };
    let replace = exists && {
        ui.add_space(8.0);
        Button::outlined("Replace the file").show(ui).clicked()
    };
    let save = buttons(ui, "Save", why_not, out) || enter;
    if let Some(path) = given.filter(|_| (save || replace) && why_not.is_none()) {
        let ask = SaveCompared { path, form: draft.form, with_values: draft.with_values, replace };
        out.push(Command::Compare(CompareCommand::Save(ask)));
    }
}
