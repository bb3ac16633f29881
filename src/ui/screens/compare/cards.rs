//! The overview's cards: file by file, schools, and ids and findings.

use egui::{CornerRadius, Rect, Sense, Ui, accesskit::Role, pos2, vec2};

use super::data::{FileLine, Overview, SchoolLine};
use crate::app::{Command, CompareCommand, CompareList, CompareViewCommand, Outbox};
use crate::compare::{Fate, FindingFate};
use crate::spec::Table;
use crate::ui::icon::{self, Icon};
use crate::ui::theme::{Tone, font, size, tokens};
use crate::ui::widgets::{Card, PageColumn, PageTable, focus, number, text};

/// Pushes a change of the view.
pub(super) fn say(out: &mut Outbox, command: CompareViewCommand) {
    out.push(Command::Compare(CompareCommand::View(command)));
}

/// The sign, the word and the tone of a fate.
pub(super) const fn sign(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "+",
        Fate::Removed => "−",
        Fate::Changed => "~",
        Fate::Unchanged => "",
    }
}

fn tone(ui: &Ui, fate: Fate) -> Tone {
    let t = tokens(ui);
    match fate {
        Fate::Added => t.added,
        Fate::Removed => t.removed,
        Fate::Changed => t.changed,
        Fate::Unchanged => t.neutral,
    }
}

/// "+36", "0".
pub(super) fn signed(fate: Fate, count: u64) -> String {
    if count == 0 { "0".to_owned() } else { format!("{}{}", sign(fate), number::count(count)) }
}

/// What of a file is listed where nothing else is said.
fn first(file: &FileLine) -> Fate {
    [Fate::Changed, Fate::Removed, Fate::Added].into_iter().find(|fate| fate.of(file.counts) > 0).unwrap_or_default()
}

/// File by file; the chosen one is marked.
pub(super) fn files(ui: &mut Ui, data: &Overview, chosen: Option<Table>, out: &mut Outbox) {
    Card::new("Per file").note("+ added   − removed   ~ changed").flush().show(ui, |ui| {
        let share = format!("Share, scale to {} %", data.scale);
        let columns = [
            PageColumn::rest("File"),
            PageColumn::fixed("Before", 72.0).right(),
            PageColumn::fixed("After", 72.0).right(),
            PageColumn::fixed("Added", 66.0).right(),
            PageColumn::fixed("Removed", 74.0).right(),
            PageColumn::fixed("Changed", 74.0).right(),
            PageColumn::fixed("Unchanged", 80.0).right(),
            PageColumn::rest(&share),
        ];
        let selected = data.files.iter().position(|file| Some(file.table) == chosen);
        let name = |row: usize| {
            let file = &data.files[row];
            let counts = Fate::ALL.map(|fate| format!("{} {}", number::count(fate.of(file.counts)), fate.word())).join(", ");
            format!("{}: {counts}", file.table.name())
        };
        let table = PageTable::new("Differences per file", &columns).clickable().selected(selected);
        let clicked = table.show(ui, data.files.len(), name, |ui, row, column| file_cell(ui, &data.files[row], data.scale, column));
        if let Some(file) = clicked.map(|row| &data.files[row]) {
            say(out, CompareViewCommand::List(CompareList::Rows(file.table, first(file))));
        }
    });
}

fn file_cell(ui: &mut Ui, file: &FileLine, scale: u64, column: usize) {
    let t = tokens(ui);
    let fate = match column {
        0 => {
            icon::of_table(file.table).show(ui, size::ICON, t.text_2);
            text::label(ui, file.table.name(), font::body(), t.link);
            if !file.aside.is_empty() {
                text::label(ui, file.aside, font::small(), t.text_3);
            }
            return;
        }
        1 => return drop(text::label(ui, &number::count(file.counts.before()), font::body(), t.text_3)),
        2 => return drop(text::label(ui, &number::count(file.counts.now()), font::body(), t.text)),
        3 => Fate::Added,
        4 => Fate::Removed,
        5 => Fate::Changed,
        6 => return drop(text::label(ui, &number::count(file.counts.unchanged), font::body(), t.text_3)),
        _ => return share_bar(ui, file, scale),
    };
    let count = fate.of(file.counts);
    let (face, ink) = if count == 0 { (font::body(), t.text_3) } else { (font::body_medium(), tone(ui, fate).fg) };
    text::label(ui, &signed(fate, count), face, ink);
}

/// Removed, changed and added rows as parts of all.
fn share_bar(ui: &mut Ui, file: &FileLine, scale: u64) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(3), t.well);
    let mut x = rect.left();
    for (part, fate) in file.shares().into_iter().zip([Fate::Removed, Fate::Changed, Fate::Added]) {
        if part > 0.0 {
            let width = (rect.width() * part * 100.0 / scale as f32).max(2.0).min(rect.right() - x);
            let piece = Rect::from_min_size(pos2(x, rect.top()), vec2(width, 8.0));
            ui.painter().rect_filled(piece, CornerRadius::same(2), tone(ui, fate).mark);
            x = piece.right() + 1.0;
        }
    }
}

/// The schools whose number of people changed most.
pub(super) fn schools(ui: &mut Ui, data: &Overview, out: &mut Outbox) {
    let all = format!("All {}", number::count(data.schools_changed as u64));
    let mut card = Card::new("People per school");
    if data.schools_changed > 0 {
        card = card.action(&all);
    }
    let shown = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if data.schools.is_empty() {
            text::label(ui, "The same people in every school", font::body(), tokens(ui).text_3);
        }
        let most = data.schools.iter().map(|school| school.more().unsigned_abs()).max().unwrap_or(0).max(1);
        for school in &data.schools {
            school_line(ui, school, most, out);
        }
    });
    if shown.action {
        say(out, CompareViewCommand::List(CompareList::Schools));
    }
}

fn school_line(ui: &mut Ui, school: &SchoolLine, most: u64, out: &mut Outbox) {
    let t = tokens(ui);
    let more = school.more();
    let fate = match more {
        ..0 => Fate::Removed,
        0 => Fate::Changed,
        1.. => Fate::Added,
    };
    let count = if more == 0 { school.users.changed } else { more.unsigned_abs() };
    let words = format!("{}, {}", school.name, signed(fate, count));
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 24.0), Role::Button, &words);
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), t.hover);
    }
    let (y, half) = (rect.center().y, rect.width() * 0.16);
    let middle = rect.left() + rect.width() * 0.66;
    text::put(painter, rect.left(), y, &school.name, font::body(), t.text, middle - half - rect.left() - 8.0);
    painter.vline(middle, rect.y_range(), egui::Stroke::new(1.0, t.line));
    let length = if more == 0 { 0.0 } else { (half * (count as f32 / most as f32)).max(2.0) };
    let bar = if more < 0 {
        Rect::from_min_max(pos2(middle - length, y - 4.0), pos2(middle, y + 4.0))
    } else {
        Rect::from_min_max(pos2(middle, y - 4.0), pos2(middle + length, y + 4.0))
    };
    painter.rect_filled(bar, CornerRadius::same(2), tone(ui, fate).mark);
    text::put_right(ui.painter(), rect.right(), y, &signed(fate, count), font::body_medium(), tone(ui, fate).fg, 80.0);
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    if response.clicked() {
        let list = CompareList::Rows(Table::Users, fate);
        say(out, CompareViewCommand::Narrow { list, school: Some(school.id.clone()), role: None });
    }
}

/// Ids that changed hands, and findings that came and went.
pub(super) fn ids(ui: &mut Ui, data: &Overview, out: &mut Outbox) {
    Card::new("Ids and findings").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let findings = |fate: FindingFate| data.findings.map(|counts| counts[fate as usize]);
        let lines = [
            ("Same record, new id", data.churned.1.as_str(), Some(data.churned.0), CompareList::Churned),
            ("Same id, another record", data.reused.1.as_str(), Some(data.reused.0), CompareList::Reused),
            ("New findings", "", findings(FindingFate::New), CompareList::Findings(FindingFate::New)),
            ("Findings gone", "", findings(FindingFate::Gone), CompareList::Findings(FindingFate::Gone)),
            ("Findings that stay", "", findings(FindingFate::Staying), CompareList::Findings(FindingFate::Staying)),
            ("People by role", "", None, CompareList::Roles),
        ];
        for (words, note, count, list) in lines {
            let is_known = count.is_some() || list == CompareList::Roles;
            let count = count.map_or_else(|| if is_known { String::new() } else { "being compared".to_owned() }, number::count);
            if line(ui, words, note, &count) && is_known {
                say(out, CompareViewCommand::List(list));
            }
        }
    });
}

fn line(ui: &mut Ui, words: &str, note: &str, count: &str) -> bool {
    let t = tokens(ui);
    let (rect, response) = focus::clickable(ui, vec2(ui.available_width(), 26.0), Role::Button, words);
    focus::describe(&response, &format!("{count} {note}"));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), t.hover);
    }
    let y = rect.center().y;
    Icon::CARET_RIGHT.paint(painter, pos2(rect.right() - 7.0, y), 12.0, t.text_3);
    let left = text::put_right(painter, rect.right() - 20.0, y, count, font::body_medium(), t.link, 120.0);
    let x = text::put(painter, rect.left(), y, words, font::body(), t.text, left - rect.left());
    text::put(painter, x + 10.0, y, note, font::small(), t.text_3, (left - x - 18.0).max(0.0));
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    response.clicked()
}
