//! The window that writes a report: form, places and values before, progress meanwhile, the place after.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::buttons;
use super::file_place::{FilePlace, Kind, beside};
use crate::app::{App, Command, ExportEnd, OpenRoster, Outbox, ReportAsk, ReportCommand};
use crate::report::Format;
use crate::roster::RosterId;
use crate::ui::clipboard;
use crate::ui::icon::Level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Amount, Button, Notice, TextField, choice, link, loading, number, text};

/// What the window remembers while it is open.
#[derive(Default)]
pub(super) struct Draft {
    form: usize,
    places: String,
    with_values: bool,
    place: FilePlace,
}

/// The forms, for people first.
const FORMS: [(Format, &str); 7] = [
    (Format::Html, "HTML, one page for mail, phone and print"),
    (Format::Markdown, "Markdown, for tickets"),
    (Format::Text, "Text"),
    (Format::Csv, "CSV, one row per place"),
    (Format::Json, "JSON, for programs"),
    (Format::Junit, "JUnit, for build systems"),
    (Format::Sarif, "SARIF, for collections of findings"),
];

pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, draft: &mut Draft, fresh: bool, out: &mut Outbox) {
    if fresh {
        *draft = begin(app, roster);
    }
    match (app.reporting(), app.report_end()) {
        (Some(progress), _) => {
            if loading(ui, &progress.doing, Amount { done: progress.done, total: progress.total, unit: "" }) {
                out.push(Command::Report(ReportCommand::Cancel));
            }
        }
        (None, Some(ExportEnd::Done(written))) => done(ui, &written.path, written.size.bytes, out),
        (None, end) => before(ui, app, roster, draft, end, fresh, out),
    }
}

fn begin(app: &App, roster: RosterId) -> Draft {
    let open = app.rosters().get(roster).and_then(OpenRoster::roster);
    let opened = open.and_then(|roster| roster.paths().first());
    let stem = opened.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let name = stem.or_else(|| open.map(|roster| roster.package().name.clone())).unwrap_or_default();
    let path = beside(opened, &format!("{name}-report.{}", FORMS[0].0.extension()));
    Draft { form: 0, places: FORMS[0].0.usual_places().to_string(), with_values: false, place: FilePlace::at(&path) }
}

fn before(ui: &mut Ui, app: &App, roster: RosterId, draft: &mut Draft, end: Option<&ExportEnd>, fresh: bool, out: &mut Outbox) {
    let t = tokens(ui);
    let words = FORMS.map(|(_, words)| words);
    if let Some(form) = choice(ui, "Form", false, ui.available_width() - 8.0, draft.form, &words) {
        draft.change(form);
    }
    ui.add_space(8.0);
    let format = FORMS[draft.form].0;
    let kind = Kind { name: "File to write", save: true, extension: format.extension() };
    let enter = draft.place.show(ui, kind, fresh);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, "Places per rule", font::body(), t.text_2);
        TextField::new(&mut draft.places, "Places per rule").hint("All").width(90.0).show(ui);
        text::label(ui, "blank means all", font::small(), t.text_3);
    });
    ui.add_space(6.0);
    draft.with_values &= !app.is_redacted();
    let values = egui::Checkbox::new(&mut draft.with_values, "Tell the values of personal columns");
    ui.add_enabled(!app.is_redacted(), values).on_disabled_hover_text("Not while the screen is redacted");
    ui.add_space(4.0);
    let consequence = if draft.with_values {
        "This file will hold personal values. Keep it as you keep the package; its top says so."
    } else {
        "Ids, row numbers and counts are told; values of personal columns are not."
    };
    text::paragraph(ui, consequence, font::small(), t.text_3);
    let mut exists = false;
    if let Some(ExportEnd::Failed { title, lines, exists: there }) = end {
        exists = *there;
        ui.add_space(8.0);
        let details = format!("{title}\n{}", lines.join("\n"));
        let mut notice = Notice::new(if exists { Level::Warning } else { Level::Error }, title);
        if !exists {
            notice = notice.details(&details);
        }
        for line in lines.iter().take(3) {
            notice = notice.line(line);
        }
        notice.show(ui);
    }
    let (given, places) = (draft.place.given(), places(&draft.places));
    let judged = app.rosters().get(roster).is_some_and(|open| open.judged().is_some());
    let why_not = match (&given, &places, judged) {
        (None, ..) => Some("Say where the file shall be"),
        (_, None, _) => Some("The number of places is not a number"),
        (_, _, false) => Some("The findings are still being judged"),
        _ => None,
    };
    let mut replace = false;
    if exists {
        ui.add_space(8.0);
        replace = Button::outlined("Replace the file").show(ui).clicked();
    }
    let save = buttons(ui, "Save report", why_not, out) || enter && why_not.is_none();
    if (save || replace)
        && let (Some(path), Some(places)) = (given, places)
    {
        let ask = ReportAsk { path, format, with_values: draft.with_values, places, replace };
        out.push(Command::Report(ReportCommand::Write(roster, ask)));
    }
}

impl Draft {
    /// Another form: the name ends otherwise, and the usual number of places is another.
    fn change(&mut self, form: usize) {
        let before = FORMS[self.form].0;
        let now = FORMS[form].0;
        if self.places.trim() == before.usual_places().to_string() {
            self.places = now.usual_places().to_string();
        }
        let path = PathBuf::from(self.place.path.trim());
        if path.extension().is_some_and(|extension| extension == before.extension()) {
            self.place.path = path.with_extension(now.extension()).display().to_string();
        }
        self.form = form;
    }
}

/// How many places: `Some(None)` = all, `None` = this is no number.
fn places(text: &str) -> Option<Option<usize>> {
    match text.trim() {
        "" => Some(None),
        number => number.replace(',', "").parse().ok().map(|number: usize| (number > 0).then_some(number)),
    }
}

pub(super) fn done(ui: &mut Ui, path: &Path, bytes: u64, out: &mut Outbox) {
    let t = tokens(ui);
    text::label(ui, &format!("Written: {}", number::bytes(bytes)), font::body_strong(), t.text);
    let shown = path.display().to_string();
    ui.add(egui::Label::new(egui::RichText::new(&shown).font(font::mono()).color(t.text_2)).wrap().selectable(true));
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        if path.is_absolute() && is_page && link(ui, "Open report").clicked() {
            ui.ctx().open_url(egui::OpenUrl::new_tab(format!("file://{shown}")));
        }
        if let Some(folder) = path.parent().filter(|folder| folder.is_absolute())
            && link(ui, "Show in folder").clicked()
        {
            ui.ctx().open_url(egui::OpenUrl::new_tab(format!("file://{}", folder.display())));
        }
        if link(ui, "Copy path").clicked() {
            clipboard::put(ui.ctx(), shown.clone(), out);
        }
    });
    ui.add_space(14.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let close = Button::primary("Close").show(ui);
        if ui.ctx().memory(|memory| memory.focused()).is_none() {
            close.request_focus();
        }
        if close.clicked() {
            out.push(Command::Dialog(None));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{FORMS, places};
    use crate::report::Format;

    #[test]
    fn every_form_can_be_chosen_and_places_are_a_number_or_all() {
        assert!(Format::ALL.iter().all(|format| FORMS.iter().any(|(form, _)| form == format)));
        assert_eq!([places(""), places("0"), places("1,000"), places("many")], [Some(None), Some(None), Some(Some(1000)), None]);
    }
}
