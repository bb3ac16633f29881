//! Search over everything in the roster that is shown: by id, name in any order, email and code, grouped by kind.

use egui::Ui;

use super::chooser::{Choice, Chooser};
use crate::app::{App, Command, OpenRoster, Outbox, Route, Target};
use crate::query::{Hit, Matches};
use crate::roster::Roster;
use crate::spec::Table;
use crate::ui::theme::{font, tokens};
use crate::ui::widgets::{number, text};
use crate::ui::{icon, place};

pub(super) fn show(ui: &mut Ui, app: &App, chooser: &mut Chooser, fresh: bool, out: &mut Outbox) {
    let Some(open) = app.search_in() else { return };
    let before = chooser.text.clone();
    chooser.field(ui, "Search", "Name, id, email or code", fresh);
    if fresh || before != chooser.text {
        out.push(Command::Search(open.id(), chooser.text.clone()));
    }
    ui.add_space(8.0);
    let found = app.found().filter(|(of, _)| *of == open.id()).map(|(_, found)| found);
    let (choices, routes) = lines(open, found.filter(|_| !chooser.text.trim().is_empty()));
    let words = state(app, open, chooser.text.trim(), routes.is_empty());
    text::label(ui, &words, font::small(), tokens(ui).text_3);
    let Some(route) = chooser.list(ui, "Results", &choices).and_then(|at| routes.get(at)) else { return };
    out.push(Command::Dialog(None));
    out.go(route.clone());
    if ui.input(|input| input.modifiers.command) {
        out.aim(Target::Tab);
    }
}

/// One line that says how the search stands.
fn state(app: &App, open: &OpenRoster, typed: &str, nothing: bool) -> String {
    let name = open.name();
    match (typed.is_empty(), nothing, app.is_searching()) {
        (true, ..) => format!("In {name}. Enter opens, Ctrl+Enter opens in a new tab"),
        (_, _, true) => format!("Searching {name}"),
        (_, true, false) => format!("Nothing in {name} holds these words"),
        (_, false, false) => format!("In {name}, the best of each kind"),
    }
}

/// The lines of the list, and where each leads. A group with more rows than are listed ends with a way to its table.
fn lines(open: &OpenRoster, found: Option<&Matches>) -> (Vec<Choice>, Vec<Route>) {
    let (mut choices, mut routes) = (Vec::new(), Vec::new());
    let Some((roster, found)) = open.roster().zip(found) else { return (choices, routes) };
    for group in &found.groups {
        let mut section = Some(match group.count {
            0 => format!("{}, spelled nearly so", group.table.name()),
            count => format!("{} {}", group.table.name(), number::count(count)),
        });
        for hit in group.hits.iter().filter(|hit| roster.table(group.table).is_some_and(|data| hit.row < data.rows())) {
            choices.push(Choice { section: section.take(), ..line(roster, group.table, *hit) });
            routes.push(Route::Record { roster: roster.id(), table: group.table, row: hit.row });
        }
    }
    (choices, routes)
}

fn line(roster: &Roster, table: Table, hit: Hit) -> Choice {
    let words = place::record(roster, table, hit.row);
    let Some(data) = roster.table(table) else { return Choice::default() };
    let id = data.sourced_id(hit.row).into_string();
    let told = ["role", "type", "email", "classCode", "courseCode", "status"];
    let told = told.iter().filter(|column| data.column(column).is_some()).map(|column| data.text(hit.row, column).into_string());
    let note: Vec<String> = told.filter(|text| !text.is_empty()).take(2).collect();
    Choice {
        icon: Some(icon::of_table(table)),
        id: if id == words { String::new() } else { id },
        words,
        note: note.join(", "),
        keys: if hit.near { "near".to_owned() } else { String::new() },
        ..Choice::default()
    }
}
