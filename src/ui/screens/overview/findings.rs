//! How many findings there are, and what to repair first.

use egui::{Align, Layout, Ui, accesskit::Role, vec2};

use super::data::{FindingsPart, OverviewData};
use super::files::levels;
use crate::app::{App, Command, FindingsCommand, Grouping, Outbox, Route, Which};
use crate::cause::Group;
use crate::check;
use crate::roster::RosterId;
use crate::track::Shown;
use crate::ui::icon::Level;
use crate::ui::number;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, divider, focus, level_bar, link, section_label, text};

/// Draws the card.
pub(super) fn show(ui: &mut Ui, app: &App, data: &OverviewData, roster: RosterId, out: &mut Outbox) {
    let all = data.findings.as_ref().map(|findings| format!("Open all {}", number::count(findings.counts.total())));
    let mut card = Card::new("Findings");
    if let (Some(words), Some(true)) = (&all, data.findings.as_ref().map(|findings| findings.counts.total() > 0)) {
        card = card.action(words);
    }
    if data.checking {
        card = card.note(if data.findings.is_some() { "Checking again" } else { "" });
    }
    let shown = card.show(ui, |ui| match &data.findings {
        Some(findings) => summary(ui, app, findings, roster, out),
        None => {
            let words = if data.checking { "The checks run once everything is read" } else { "The checks were stopped" };
            text::label(ui, words, font::body(), tokens(ui).text_3);
        }
    });
    if shown.action {
        out.go(Route::Findings { roster, rule: None, table: None });
    }
}

fn summary(ui: &mut Ui, app: &App, findings: &FindingsPart, roster: RosterId, out: &mut Outbox) {
    let t = tokens(ui);
    if findings.counts.total() == 0 {
        focus::inline(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            Level::Passed.show(ui);
            text::label(ui, "No rule found anything", font::body(), t.text);
        });
        return;
    }
    let counts = levels(findings.counts);
    level_bar(ui, &counts);
    ui.add_space(8.0);
    focus::inline(ui, 22.0, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (level, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            level.show(ui);
            if link(ui, &level.counted(count)).clicked() {
                only_level(roster, level, out);
            }
            ui.add_space(12.0);
        }
    });
    divider(ui);
    section_label(ui, "Repair first");
    if let Some(shown) = app.rosters().get(roster).and_then(|open| open.causes(Which::Open)) {
        for (group, row) in first_causes(shown) {
            if cause_row(ui, &row) {
                out.go(Route::Findings { roster, rule: None, table: None });
                out.push(Command::Findings(FindingsCommand::Group(Grouping::Causes)));
                out.push(Command::Findings(FindingsCommand::Cause(Some(group.key.clone()))));
            }
        }
        return;
    }
    for rule in &findings.rules {
        let row = Row { title: rule.title, about: rule.code, level: rule.level, count: rule.count };
        if cause_row(ui, &row) {
            out.go(Route::Findings { roster, rule: Some(rule.code), table: None });
        }
    }
}

/// Leads to the findings of one level.
fn only_level(roster: RosterId, only: Level, out: &mut Outbox) {
    out.go(Route::Findings { roster, rule: None, table: None });
    for (at, level) in [Level::Error, Level::Warning, Level::Info].into_iter().enumerate() {
        out.push(Command::Findings(FindingsCommand::HideLevel { level: at as u8, hide: level != only }));
    }
}

/// Causes that the card names.
const CAUSES: usize = 8;

/// One line of the card.
struct Row<'a> {
    title: &'a str,
    about: &'a str,
    level: check::Level,
    count: u64,
}

/// The causes that are repaired first: errors before the rest, each in the order of repair.
fn first_causes(shown: &Shown) -> Vec<(&Group, Row<'_>)> {
    let level = |rule: &check::Rule| shown.findings.group(rule.code).map_or(rule.level, check::RuleFindings::level);
    let row = |group: &'_ Group| Some((group.counts(&level).worst()?, group.clears()));
    let mut causes: Vec<(&Group, Row<'_>)> = Vec::new();
    for wanted in check::Level::ALL {
        for group in &shown.groups {
            if causes.len() < CAUSES
                && let Some((level, count)) = row(group).filter(|(level, _)| *level == wanted)
            {
                causes.push((group, Row { title: &group.title, about: group.stage.name(), level, count }));
            }
        }
    }
    causes
}

fn cause_row(ui: &mut Ui, rule: &Row<'_>) -> bool {
    let t = tokens(ui);
    let width = ui.available_width();
    let row = ui.allocate_ui_with_layout(vec2(width, size::NAV_ITEM), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_size(vec2(width, size::NAV_ITEM));
        text::label(ui, &number::count(rule.count), font::body(), t.text);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            level(rule.level).show(ui);
            let most = ui.available_width();
            let galley = text::line(ui.painter(), rule.title, font::body(), t.link, most);
            let (rect, response) = focus::clickable(ui, vec2(galley.size().x, 20.0), Role::Link, rule.title);
            focus::describe(&response, &format!("{}, {}", rule.about, number::count(rule.count)));
            text::paint(ui.painter(), rect.left(), rect.center().y, galley, t.link);
            if response.hovered() || response.has_focus() {
                ui.painter().hline(rect.x_range(), rect.bottom() - 2.0, egui::Stroke::new(1.0, t.link));
            }
            response.on_hover_text(rule.about).clicked()
        })
        .inner
    });
    row.inner
}

const fn level(level: check::Level) -> Level {
    match level {
        check::Level::Error => Level::Error,
        check::Level::Warning => Level::Warning,
        check::Level::Info => Level::Info,
    }
}
