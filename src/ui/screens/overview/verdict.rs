//! Whether the receiver takes the package: the verdict, its reasons with their sources, and the way to their rows.

use egui::{Align, Layout, Ui, accesskit::Role, vec2};

use crate::app::{App, Command, FindingsCommand, Grouping, Outbox, Route, TrackCommand};
use crate::receiver::{Effect, Judgment, Reason, Verdict};
use crate::roster::RosterId;
use crate::ui::icon::Level;
use crate::ui::number;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, Notice, divider, focus, link, section_label, text};

/// Reasons that the card names; the findings have all of them.
const REASONS: usize = 6;
/// What is worth knowing besides, that the card names.
const NOTES: usize = 3;

/// Draws the card.
pub(super) fn show(ui: &mut Ui, app: &App, roster: RosterId, out: &mut Outbox) {
    let Some(open) = app.rosters().get(roster) else { return };
    let chosen = app.criteria().profile.as_ref();
    let judgment = open.judged().and_then(|judged| judged.judgment.as_deref());
    // While another receiver is being judged for, the verdict of the one before would be read as its.
    let judgment = judgment.filter(|judgment| chosen.is_some_and(|chosen| chosen.id == judgment.profile.id));
    let mut card = Card::new("Will the receiver take it?");
    if chosen.is_some() {
        card = card.action("No receiver");
    }
    let shown = card.show(ui, |ui| match (chosen, judgment) {
        (None, _) => choose(ui, app, out),
        (Some(profile), None) => {
            let waiting = open.checking().is_some() || open.judging().is_some() || open.findings().is_none();
            let words = if waiting { format!("Judging for {}", profile.name) } else { "The judging was stopped".to_owned() };
            text::label(ui, &words, font::body(), tokens(ui).text_3);
        }
        (Some(_), Some(judgment)) => judged(ui, judgment, roster, out),
    });
    if shown.action {
        out.push(Command::Track(TrackCommand::Receiver(None)));
    }
}

/// Nobody was chosen: every receiver that is known is one click away.
fn choose(ui: &mut Ui, app: &App, out: &mut Outbox) {
    text::paragraph(ui, "Choose a receiver to see what it is known to do with these findings.", font::body(), tokens(ui).text_2);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 4.0);
        for profile in app.receivers() {
            if link(ui, &profile.name).on_hover_text(profile.about.as_str()).clicked() {
                out.push(Command::Track(TrackCommand::Receiver(Some(profile.id.clone()))));
            }
        }
    });
}

fn judged(ui: &mut Ui, judgment: &Judgment, roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    let (level, line) = match judgment.verdict {
        Verdict::Refused => (Level::Error, told(judgment, Effect::Refuses)),
        Verdict::Losses => (Level::Warning, told(judgment, Effect::Loses)),
        Verdict::NothingKnown => (Level::Passed, "That is all that silence means: what is not known is not told.".to_owned()),
    };
    let title = format!("{}: {}", judgment.profile.name, judgment.verdict.words());
    Notice::new(level, &title).line(&line).show(ui);
    ui.add_space(6.0);
    for reason in judgment.reasons.iter().take(REASONS) {
        row(ui, reason, roster, out);
    }
    if judgment.reasons.len() > REASONS {
        let words = format!("All {} reasons", number::count(judgment.reasons.len() as u64));
        if link(ui, &words).clicked() {
            out.go(Route::Findings { roster, rule: None, table: None });
            out.push(Command::Findings(FindingsCommand::Group(Grouping::Rules)));
        }
    }
    if !judgment.profile.notes.is_empty() {
        divider(ui);
        section_label(ui, "Not visible in a package");
        for note in judgment.profile.notes.iter().take(NOTES) {
            let response = text::paragraph(ui, &format!("{} ({})", note.words, note.evidence.name()), font::small(), t.text_2);
            response.on_hover_text(note.source.as_str());
        }
    }
}

/// How many findings have an effect, in a line.
fn told(judgment: &Judgment, effect: Effect) -> String {
    let reasons = judgment.reasons.iter().filter(|reason| reason.effect == effect);
    let (kinds, count) = reasons.fold((0, 0), |(kinds, count), reason| (kinds + 1, count + reason.count));
    let kinds = number::counted(kinds, "kind of fault", "kinds of faults");
    match effect {
        Effect::Refuses => format!("It is refused for {kinds}, in {}.", number::counted(count, "place", "places")),
        _ => {
            format!("{} of {kinds} {} to losses.", number::counted(count, "finding", "findings"), if count == 1 { "leads" } else { "lead" })
        }
    }
}

const fn shown_level(effect: Effect) -> Level {
    match effect {
        Effect::Refuses => Level::Error,
        Effect::Loses => Level::Warning,
        Effect::Notes => Level::Info,
        Effect::Accepts => Level::Passed,
    }
}

/// One reason: what is at fault as a link to its places, how often, how it is known, and from where.
fn row(ui: &mut Ui, reason: &Reason, roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    let width = ui.available_width();
    ui.allocate_ui_with_layout(vec2(width, size::NAV_ITEM), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_size(vec2(width, size::NAV_ITEM));
        ui.spacing_mut().item_spacing.x = 10.0;
        text::label(ui, &number::count(reason.count), font::body(), t.text);
        text::label(ui, reason.said.evidence.name(), font::small(), t.text_3);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            shown_level(reason.effect).show(ui);
            let galley = text::line(ui.painter(), &reason.title, font::body(), t.link, ui.available_width());
            let (rect, response) = focus::clickable(ui, vec2(galley.size().x, 20.0), Role::Link, &reason.title);
            focus::describe(&response, &format!("{}, {}", reason.effect.name(), number::counted(reason.count, "place", "places")));
            text::paint(ui.painter(), rect.left(), rect.center().y, galley, t.link);
            if response.hovered() || response.has_focus() {
                ui.painter().hline(rect.x_range(), rect.bottom() - 2.0, egui::Stroke::new(1.0, t.link));
            }
            if response.clicked() {
                out.push(Command::ShowReason(roster, reason.code.clone()));
            }
        });
    });
    ui.horizontal(|ui| {
        ui.add_space(24.0);
        text::paragraph(ui, &format!("{} {}", reason.said.words, reason.said.source), font::small(), t.text_3);
    });
    ui.add_space(4.0);
}
