//! The toolbar of the findings: what the list is divided by, levels, file, school and text; and a chip for each filter that is on.

use egui::{Frame, Margin, Stroke, Ui, vec2};

use super::data::{Ask, FindingsPage};
use crate::app::{Command, FindingsCommand, FindingsView, Grouping, OpenRoster, Outbox, Route};
use crate::check::Level;
use crate::spec::Table;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{TextField, chip, choice, level_switch, link, number, segments, text};

/// Schools that the choice offers; the list by school has more.
const SCHOOLS: usize = 25;

/// Draws the toolbar, and a row of chips where filters are on.
pub(super) fn show(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, page: &FindingsPage, ask: Ask, view: &FindingsView) {
    let t = tokens(ui);
    let bar = Frame::NONE.fill(t.content).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
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
            if view.grouping != Grouping::Files {
                file_choice(ui, open, out, page, ask);
            }
            if view.grouping != Grouping::Schools {
                school_choice(ui, out, page, view);
            }
            let mut words = view.text.clone();
            if TextField::search(&mut words, "Search findings").width(190.0).show(ui).changed() {
                out.push(Command::Findings(FindingsCommand::Text(words)));
            }
        });
        chips(ui, open, out, page, ask, view);
    });
    let rect = bar.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
}

/// Divides the list by something else. What it was divided by is no filter afterwards.
fn group_by(open: &OpenRoster, out: &mut Outbox, ask: Ask, grouping: Grouping) {
    out.push(Command::Findings(FindingsCommand::Group(grouping)));
    match ask.grouping {
        Grouping::Rules => {}
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
    let any = file.is_some() || school.is_some() || !view.text.trim().is_empty() || view.hidden_levels.contains(&true);
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
            if file.is_some() {
                out.push(Command::Replace(Route::Findings { roster: open.id(), rule: ask.rule, table: None }));
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
