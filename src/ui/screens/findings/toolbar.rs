//! The toolbar of the findings: what the list is divided by, levels, file, school and text; and a chip for each filter that is on.

use egui::{Align, Frame, Layout, Margin, Stroke, Ui, vec2};

use super::data::{Ask, FindingsPage};
use crate::app::{Action, App, Command, FindingsCommand, FindingsView, Grouping, OpenRoster, Outbox, Route, Which};
use crate::check::Level;
use crate::receiver::Effect;
use crate::spec::Table;
use crate::ui::icon::Icon;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{Button, TextField, chip, choice, icon_switch, level_switch, link, number, segments, text};

/// Schools that the choice offers; the list by school has more.
const SCHOOLS: usize = 25;

/// Draws the toolbar, a row of facets, and a row of chips where filters are on.
pub(super) fn show(ui: &mut Ui, app: &App, open: &OpenRoster, out: &mut Outbox, page: &FindingsPage, ask: Ask, view: &FindingsView) {
    let t = tokens(ui);
    let bar = Frame::NONE.fill(t.content).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal_wrapped(|ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            let at = Grouping::ALL.iter().position(|grouping| *grouping == view.grouping).unwrap_or(0);
            if let Some(chosen) = segments(ui, "Divide by", at, &Grouping::ALL.map(Grouping::words)) {
                group_by(open, out, ask, Grouping::ALL[chosen]);
            }
            let words = ["Errors", "Warnings", "Information"];
            for (at, level) in Level::ALL.into_iter().enumerate() {
                let mut on = !ask.hidden[at];
                if level_switch(ui, shown_level(level), words[at], page.counts.get(level), &mut on).changed() {
                    out.push(Command::Findings(FindingsCommand::HideLevel { level: at as u8, hide: !on }));
                }
            }
            which(ui, open, out, view);
            if ui.available_width() > 150.0 {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| save_report(ui, app, out));
            } else {
                save_report(ui, app, out);
            }
        });
        // The numbers are no findings, so nothing narrows them.
        if view.grouping == Grouping::Numbers {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            let mut words = view.text.clone();
            if TextField::search(&mut words, "Search findings").width(216.0).show(ui).changed() {
                out.push(Command::Findings(FindingsCommand::Text(words)));
            }
            if view.grouping != Grouping::Files {
                file_choice(ui, open, out, page, ask);
            }
            if view.grouping != Grouping::Schools {
                school_choice(ui, out, page, view);
            }
            if view.grouping == Grouping::Causes {
                rule_choice(ui, open, out, ask, view.which);
            }
            effect_choice(ui, open, out, view);
        });
        chips(ui, open, out, page, ask, view);
    });
    let rect = bar.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
}

fn save_report(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let action = Action::SaveReport;
    let button = Button::outlined(action.label()).icon(Icon::EXPORT).disabled_because(app.can(action).err());
    if button.show(ui).on_hover_text(format!("{} ({})", action.tooltip(), action.keys())).clicked() {
        out.act(action);
    }
}

/// Switches to what is suppressed, and to what is new, where there are such.
fn which(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, view: &FindingsView) {
    let Some(judged) = open.judged() else { return };
    let total = |shown: &Option<std::sync::Arc<crate::track::Shown>>| shown.as_ref().map(|shown| shown.findings.counts().total());
    let (suppressed, new) = (total(&judged.divided.suppressed), total(&judged.divided.new));
    let mark = tokens(ui).link;
    let mut switch = |which: Which, icon: Icon, words: &str, count: u64| {
        let mut on = view.which == which;
        if icon_switch(ui, icon, mark, words, count, &mut on).changed() {
            out.push(Command::Findings(FindingsCommand::Which(if on { which } else { Which::Open })));
        }
    };
    if let Some(count) = new {
        switch(Which::New, Icon::FLAG, "New", count);
    }
    if let Some(count) = suppressed.or((view.which == Which::Suppressed).then_some(0)) {
        switch(Which::Suppressed, Icon::EYE_SLASH, "Suppressed", count);
    }
}

/// Only causes with findings of one rule.
fn rule_choice(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, ask: Ask, which: Which) {
    let groups = open.looked_at(which).map_or(&[][..], |findings| findings.groups());
    let mut words = vec!["All".to_owned()];
    words.extend(groups.iter().map(|group| format!("{}  {}", group.rule.code, number::count(group.count))));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let current = groups.iter().position(|group| Some(group.rule.code) == ask.rule).map_or(0, |at| at + 1);
    if let Some(at) = choice(ui, "Rule", true, 150.0, current, &words) {
        let rule = at.checked_sub(1).and_then(|at| groups.get(at)).map(|group| group.rule.code);
        out.push(Command::Replace(Route::Findings { roster: open.id(), rule, table: ask.table }));
    }
}

/// What the receiver does, in the order of the choice.
const EFFECTS: [(Option<Effect>, &str); 4] =
    [(None, "All"), (Some(Effect::Refuses), "refuses"), (Some(Effect::Loses), "loses"), (Some(Effect::Notes), "notes")];

/// Only what the receiver refuses, loses or notes.
fn effect_choice(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, view: &FindingsView) {
    let Some(judgment) = open.judged().and_then(|judged| judged.judgment.as_deref()) else { return };
    let current = EFFECTS.iter().position(|(effect, _)| *effect == view.effect).unwrap_or(0);
    if let Some(at) = choice(ui, &judgment.profile.name, true, 170.0, current, &EFFECTS.map(|(_, words)| words)) {
        out.push(Command::Findings(FindingsCommand::Effect(EFFECTS[at].0)));
    }
}

/// Divides the list by something else. What it was divided by is no filter afterwards.
fn group_by(open: &OpenRoster, out: &mut Outbox, ask: Ask, grouping: Grouping) {
    out.push(Command::Findings(FindingsCommand::Group(grouping)));
    match ask.grouping {
        Grouping::Causes | Grouping::Numbers => {}
        // A rule that was looked at is no filter of the causes.
        Grouping::Rules if grouping == Grouping::Causes => {
            out.push(Command::Replace(Route::Findings { roster: open.id(), rule: None, table: ask.table }));
        }
        Grouping::Rules => {}
        Grouping::Files if grouping == Grouping::Causes => {
            out.push(Command::Replace(Route::Findings { roster: open.id(), rule: None, table: None }));
        }
        Grouping::Files => out.push(Command::Replace(Route::Findings { roster: open.id(), rule: ask.rule, table: None })),
        Grouping::Schools => out.push(Command::Findings(FindingsCommand::School(None))),
    }
}

fn file_choice(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, page: &FindingsPage, ask: Ask) {
    let mut words = vec!["All".to_owned()];
    let mut tables: Vec<Option<Table>> = vec![None];
    for (table, count) in &page.files {
        words.push(format!("{}  {}", table.name(), number::count(*count)));
        tables.push(Some(*table));
    }
    if let Some(table) = ask.table.filter(|table| !tables.contains(&Some(*table))) {
        words.push(format!("{}  0", table.name()));
        tables.push(Some(table));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let current = tables.iter().position(|table| *table == ask.table).unwrap_or(0);
    if let Some(at) = choice(ui, "File", true, 140.0, current, &words) {
        out.push(Command::Replace(Route::Findings { roster: open.id(), rule: ask.rule, table: tables[at] }));
    }
}

fn school_choice(ui: &mut Ui, out: &mut Outbox, page: &FindingsPage, view: &FindingsView) {
    if page.schools.is_empty() {
        return;
    }
    let chosen = page.schools.iter().filter(|(school, ..)| Some(*school) == view.school);
    let first = page.schools.iter().take(SCHOOLS);
    let mut shown: Vec<_> = first.collect();
    shown.extend(chosen.filter(|chosen| !page.schools[..page.schools.len().min(SCHOOLS)].contains(chosen)));
    let words: Vec<String> = std::iter::once("All".to_owned())
        .chain(shown.iter().map(|(_, name, count)| format!("{name}  {}", number::count(*count))))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let current = shown.iter().position(|(school, ..)| Some(*school) == view.school).map_or(0, |at| at + 1);
    if let Some(at) = choice(ui, "School", true, 160.0, current, &words) {
        let school = at.checked_sub(1).and_then(|at| shown.get(at)).map(|(school, ..)| *school);
        out.push(Command::Findings(FindingsCommand::School(school)));
    }
}

/// A chip for each filter that is on, and what has to be said of the counts.
fn chips(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, page: &FindingsPage, ask: Ask, view: &FindingsView) {
    let t = tokens(ui);
    let file = ask.table.filter(|_| ask.grouping != Grouping::Files);
    let school = view.school.filter(|_| ask.grouping != Grouping::Schools);
    let rule = ask.rule.filter(|_| ask.grouping == Grouping::Causes);
    let any = file.is_some()
        || rule.is_some()
        || view.which != Which::Open
        || ask.effect.is_some()
        || school.is_some()
        || !view.text.trim().is_empty()
        || view.hidden_levels.contains(&true);
    if !any && page.complete && !page.at_least {
        return;
    }
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        if let Some(table) = file
            && chip(ui, "file", "is", table.name()).removed
        {
            out.push(Command::Replace(Route::Findings { roster: open.id(), rule: ask.rule, table: None }));
        }
        if let Some(code) = rule
            && chip(ui, "rule", "is", code).removed
        {
            out.push(Command::Replace(Route::Findings { roster: open.id(), rule: None, table: ask.table }));
        }
        if view.which != Which::Open {
            let word = if view.which == Which::New { "new" } else { "suppressed" };
            if chip(ui, "findings", "are", word).removed {
                out.push(Command::Findings(FindingsCommand::Which(Which::Open)));
            }
        }
        if let Some(effect) = ask.effect
            && chip(ui, "receiver", "says", effect.name()).removed
        {
            out.push(Command::Findings(FindingsCommand::Effect(None)));
        }
        if let Some(school) = school {
            let name = page.schools.iter().find(|(other, ..)| *other == school).map_or("…", |(_, name, _)| name.as_str());
            if chip(ui, "school", "is", name).removed {
                out.push(Command::Findings(FindingsCommand::School(None)));
            }
        }
        if !view.text.trim().is_empty() && chip(ui, "text", "contains", view.text.trim()).removed {
            out.push(Command::Findings(FindingsCommand::Text(String::new())));
        }
        for (at, word) in ["errors", "warnings", "information"].into_iter().enumerate().filter(|(at, _)| view.hidden_levels[*at]) {
            if chip(ui, "level", "without", word).removed {
                out.push(Command::Findings(FindingsCommand::HideLevel { level: at as u8, hide: false }));
            }
        }
        if any && link(ui, "Clear").clicked() {
            out.push(Command::Findings(FindingsCommand::ClearFilters));
            if file.is_some() || rule.is_some() {
                let rule = ask.rule.filter(|_| rule.is_none());
                out.push(Command::Replace(Route::Findings { roster: open.id(), rule, table: None }));
            }
        }
        if page.at_least {
            text::label(ui, "Of rules with very many places the first ones are counted here", font::small(), t.text_3);
        }
        if !page.complete {
            text::label(ui, "Stopped early, so counts are not complete", font::small(), t.warning.fg);
        }
    });
}
