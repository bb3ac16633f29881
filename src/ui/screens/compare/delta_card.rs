//! What a delta does to its base, file by file, and what can be done with the result.

use egui::{Align, Layout, Ui};

use super::cards::say;
use crate::app::{Action, AppliedDelta, CompareList, CompareViewCommand, Outbox};
use crate::compare::Effect;
use crate::spec::Table;
use crate::ui::icon::{self, Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, Card, PageColumn, PageTable, link, number, text};

/// The columns of the card: what rows do, in a word.
const EFFECTS: [(Effect, &str); 6] = [
    (Effect::Created, "Created"),
    (Effect::Changed, "Changed"),
    (Effect::Deleted, "Deleted"),
    (Effect::SameAlready, "Same already"),
    (Effect::NothingToDelete, "Not there"),
    (Effect::NoId, "Without id"),
];

/// Files that the delta says something about.
fn tables(applied: &AppliedDelta) -> Vec<Table> {
    applied.applied.tables.iter().filter(|table| !table.effects.is_empty()).map(|table| table.table).collect()
}

/// How high the card is.
pub(super) fn height(applied: &AppliedDelta) -> f32 {
    110.0 + 26.0 * tables(applied).len() as f32
}

/// Draws the card.
pub(super) fn show(ui: &mut Ui, applied: &AppliedDelta, list: CompareList, out: &mut Outbox) {
    let tables = tables(applied);
    let note = format!("{} applied to {}", applied.delta.package().name, applied.base.package().name);
    Card::new("What the delta does").note(&note).flush().show(ui, |ui| {
        let mut columns = vec![PageColumn::rest("File"), PageColumn::fixed("Result", 90.0).right()];
        columns.extend(EFFECTS.map(|(_, title)| PageColumn::fixed(title, 100.0).right()));
        let chosen = if let CompareList::Effects(table, _) = list { Some(table) } else { None };
        let table = PageTable::new("Effects per file", &columns).clickable();
        let table = table.selected(tables.iter().position(|of| Some(*of) == chosen));
        let name = |row: usize| {
            let counts = EFFECTS.map(|(effect, _)| format!("{} {}", number::count(applied.count(tables[row], effect)), effect.words()));
            format!("Delta of {}: {}", tables[row].name(), counts.join(", "))
        };
        let clicked = table.show(ui, tables.len(), name, |ui, row, column| cell(ui, applied, tables[row], column));
        if let Some(row) = clicked {
            let first = Effect::ALL.into_iter().find(|effect| applied.count(tables[row], *effect) > 0).unwrap_or(Effect::Created);
            say(out, CompareViewCommand::List(CompareList::Effects(tables[row], first)));
        }
        foot(ui, applied, out);
    });
}

fn cell(ui: &mut Ui, applied: &AppliedDelta, table: Table, column: usize) {
    let t = tokens(ui);
    match column {
        0 => {
            icon::of_table(table).show(ui, size::ICON, t.text_2);
            text::label(ui, table.name(), font::body(), t.link);
        }
        1 => {
            let rows = applied.applied.tables.iter().find(|of| of.table == table).map_or(0, |of| of.rows.len() as u64);
            text::label(ui, &number::count(rows), font::body(), t.text);
        }
        _ => {
            let (effect, _) = EFFECTS[column - 2];
            let count = applied.count(table, effect);
            let (ink, sign) = match effect {
                _ if count == 0 => (t.text_3, ""),
                Effect::Created => (t.added.fg, "+"),
                Effect::Changed => (t.changed.fg, "~"),
                Effect::Deleted => (t.removed.fg, "−"),
                _ => (t.text_2, ""),
            };
            text::label(ui, &format!("{sign}{}", number::count(count)), font::body(), ink);
        }
    }
}

/// Broken links and contradictions, and the ways to the result.
fn foot(ui: &mut Ui, applied: &AppliedDelta, out: &mut Outbox) {
    let t = tokens(ui);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(size::CARD_PADDING);
        let (broken, conflicts) = (applied.applied.broken.len() as u64, applied.applied.conflicts.len() as u64);
        for (count, list, one, many) in [
            (broken, CompareList::Broken, "link would break", "links would break"),
            (conflicts, CompareList::Conflicts, "row contradicts the order", "rows contradict the order"),
        ] {
            let words = number::counted(count, one, many);
            if count == 0 {
                Icon::CHECK.show(ui, size::ICON_SMALL, t.success.mark);
                text::label(ui, &words, font::body(), t.text_3);
            } else {
                Level::Warning.show(ui);
                if link(ui, &words).clicked() {
                    say(out, CompareViewCommand::List(list));
                }
            }
            ui.add_space(8.0);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(size::CARD_PADDING);
            for (action, icon) in [(Action::SaveResult, Icon::PACKAGE), (Action::OpenResult, Icon::FOLDER_OPEN)] {
                if Button::outlined(action.label()).icon(icon).small().show(ui).on_hover_text(action.tooltip()).clicked() {
                    out.act(action);
                }
            }
        });
    });
    ui.add_space(8.0);
}
