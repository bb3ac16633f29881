//! The bar below the toolbar that goes to a line or row, or finds a text.

use egui::{Align, Key, Layout, Modifiers, Sense, Stroke, Ui, UiBuilder, vec2};

use super::act::Scene;
use super::kept::{Kept, Step};
use crate::app::{Command, Outbox, SeekState, TableCommand, TablePanel};
use crate::query::Needle;
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, IconButton, TextField, link, number, segments, text};

impl Scene<'_> {
    /// The bar of the panel that is open, if it has one.
    pub fn seek_bar(&self, ui: &mut Ui, sought: Option<&SeekState<'_>>, kept: &mut Kept, outbox: &mut Outbox) {
        let find = match self.view.panel {
            Some(TablePanel::GoTo) => false,
            Some(TablePanel::Find) => true,
            _ => return,
        };
        let t = tokens(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::FILTER_ROW), Sense::hover());
        ui.painter().rect_filled(rect, 0.0, t.band);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
        let inner = rect.shrink2(vec2(size::GAP, 0.0));
        let mut bar = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
        bar.spacing_mut().item_spacing.x = 8.0;
        let mut closed = if find { self.find(&mut bar, sought, kept, outbox) } else { self.go(&mut bar, kept, outbox) };
        let mut right = bar.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
        closed |= IconButton::new(Icon::X, if find { "Close find" } else { "Close go to" }).small().show(&mut right).clicked();
        if closed {
            outbox.push(Command::Table(TableCommand::Panel(None)));
            kept.grid.take_keyboard();
        }
    }

    /// Goes to a line or row; true when the bar has done its work.
    fn go(&self, bar: &mut Ui, kept: &mut Kept, outbox: &mut Outbox) -> bool {
        let t = tokens(bar);
        text::label(bar, "Go to", font::body(), t.text_2);
        if let Some(chosen) = segments(bar, "Go to by", usize::from(kept.by_row), &["Line", "Row"]) {
            kept.by_row = chosen == 1;
        }
        let hint = if kept.by_row { "Row in this view" } else { "Line in the file" };
        let mut words = kept.go_to.clone();
        let field = TextField::new(&mut words, hint).width(150.0).show(bar);
        if kept.focus_panel() {
            field.request_focus();
        }
        let entered = field.lost_focus() && bar.input(|input| input.key_pressed(Key::Enter));
        let escaped = bar.input(|input| input.key_pressed(Key::Escape)) && (field.has_focus() || field.lost_focus());
        if words != kept.go_to {
            kept.go_to = words;
            kept.go_failed = None;
        }
        let pressed = Button::outlined("Go").show(bar).clicked();
        if (entered || pressed) && !escaped {
            match self.place_of(&kept.go_to, kept.by_row) {
                Ok(position) => {
                    self.go_to(position, self.view.selected.and_then(|cell| cell.column), outbox);
                    return true;
                }
                Err(why) => kept.go_failed = Some(why),
            }
            field.request_focus();
        }
        if let Some((why, left_out)) = kept.go_failed.clone() {
            Icon::WARNING.filled().show(bar, size::ICON_SMALL, t.warning.mark);
            text::label(bar, &why, font::body(), t.text);
            if left_out && link(bar, "Clear filters").clicked() {
                outbox.push(Command::Table(TableCommand::ClearFilters));
                kept.go_failed = None;
                field.request_focus();
            }
        }
        escaped
    }

    /// The position of a line or row that was typed; else why there is none, and whether filters are the reason.
    fn place_of(&self, words: &str, by_row: bool) -> Result<u32, (String, bool)> {
        let digits: String = words.chars().filter(|letter| !matches!(letter, ',' | ' ' | '.' | '\u{a0}' | '\u{202f}')).collect();
        let Ok(wanted) = digits.parse::<u64>() else { return Err(("Type a number".to_owned(), false)) };
        let rows = self.rows.data.rows();
        if by_row {
            let shown = u64::from(self.rows.order.len());
            let position = wanted.checked_sub(1).filter(|position| *position < shown);
            return position.map(|position| position as u32).ok_or_else(|| (format!("This view has {} rows", number::count(shown)), false));
        }
        let last = rows.checked_sub(1).map_or(1, |row| self.rows.data.line(row));
        // A row may take several lines: the line belongs to the last row that starts at or before it.
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.rows.data.line(middle) <= wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let Some(row) = low.checked_sub(1) else { return Err(("Line 1 is the header".to_owned(), false)) };
        if wanted > last {
            return Err((format!("The last row starts at line {}", number::count(last)), false));
        }
        let hidden = || (format!("Line {} is left out by the filters", number::count(wanted)), true);
        self.rows.order.position(row).ok_or_else(hidden)
    }

    /// Finds a text; true when the bar shall close.
    fn find(&self, bar: &mut Ui, sought: Option<&SeekState<'_>>, kept: &mut Kept, outbox: &mut Outbox) -> bool {
        let t = tokens(bar);
        let fresh = kept.focus_panel();
        let keys = |bar: &Ui, held: Modifiers, key: Key| bar.input_mut(|input| input.consume_key(held, key));
        let escaped = keys(bar, Modifiers::NONE, Key::Escape);
        let mut words = self.view.find.clone();
        let field = TextField::search(&mut words, "Find in table").show(bar);
        if fresh {
            field.request_focus();
        }
        if words != self.view.find {
            outbox.push(Command::Table(TableCommand::Find(words)));
            kept.step = Some(Step::Here);
        }
        if field.lost_focus() && bar.input(|input| input.key_pressed(Key::Enter)) {
            kept.step = Some(if bar.input(|input| input.modifiers.shift) { Step::Back } else { Step::On });
            field.request_focus();
        }
        if IconButton::new(Icon::CARET_UP, "Previous match (Shift+F3)").small().show(bar).clicked() {
            kept.step = Some(Step::Back);
        }
        if IconButton::new(Icon::CARET_DOWN, "Next match (F3)").small().show(bar).clicked() {
            kept.step = Some(Step::On);
        }
        if let Some(sought) = sought.filter(|_| !self.view.find.is_empty()) {
            text::label(bar, &self.found_words(sought), font::body(), t.text_2);
        }
        escaped
    }

    /// "3 of 57 rows".
    fn found_words(&self, sought: &SeekState<'_>) -> String {
        let all = sought.positions.len() as u64;
        if sought.running.is_some() {
            return "Finding".to_owned();
        }
        let here = self.view.selected.and_then(|cell| self.rows.order.position(cell.row));
        match here.and_then(|here| sought.positions.binary_search(&here).ok()) {
            _ if all == 0 => "No row holds it".to_owned(),
            Some(at) => format!("{} of {}", number::count(at as u64 + 1), number::counted(all, "row", "rows")),
            None => number::counted(all, "row holds it", "rows hold it"),
        }
    }

    /// Goes to the match that was asked for, once the matches are known.
    pub fn step(&self, sought: Option<&SeekState<'_>>, kept: &mut Kept, outbox: &mut Outbox) {
        let Some(sought) = sought.filter(|sought| sought.running.is_none()) else { return };
        let Some(step) = kept.step.take() else { return };
        let found = sought.positions;
        if found.is_empty() {
            return;
        }
        let here = kept.grid.focus().and_then(|(row, _)| u32::try_from(row).ok());
        let at = match (step, here) {
            (Step::On, Some(here)) => found.partition_point(|position| *position <= here) % found.len(),
            (Step::Back, Some(here)) => found.partition_point(|position| *position < here).checked_sub(1).unwrap_or(found.len() - 1),
            (Step::Here, Some(here)) => found.partition_point(|position| *position < here) % found.len(),
            (_, None) => 0,
        };
        self.go_to(found[at], self.column_with(found[at]), outbox);
    }

    /// The first shown column of a row that holds the text.
    fn column_with(&self, position: u32) -> Option<u16> {
        let row = self.rows.order.row(position)?;
        let needle = Needle::new(&self.view.find);
        let holds = |column: &&u16| self.rows.data.columns().get(usize::from(**column)).is_some_and(|of| needle.is_in(&of.text(row)));
        self.rows.shown.iter().find(holds).copied()
    }
}
