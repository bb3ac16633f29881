//! The bar with the filter and the sort as one line of text, to be read, changed, copied and pasted.

use egui::{Align, Key, Layout, Modifiers, Sense, Stroke, Ui, UiBuilder, vec2};

use super::act::Scene;
use super::kept::Kept;
use crate::app::{Command, Outbox, TableCommand};
use crate::query::{Query, column_names, parse_line};
use crate::ui::clipboard;
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, IconButton, TextField, text};

impl Scene<'_> {
    /// Draws the bar. A line that is wrong says why, and the rows stay as they are.
    pub fn line_bar(&self, ui: &mut Ui, kept: &mut Kept, outbox: &mut Outbox) {
        let t = tokens(ui);
        let fresh = kept.focus_panel();
        let (mut line, mut wrong) = kept.line.take().unwrap_or_else(|| (self.view.query.line(self.rows.data), None));
        let height = if wrong.is_some() { 2.0 * size::FILTER_ROW - 8.0 } else { size::FILTER_ROW };
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        ui.painter().rect_filled(rect, 0.0, t.band);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
        let (top, _) = rect.split_top_bottom_at_y(rect.top() + size::FILTER_ROW);
        let inner = top.shrink2(vec2(size::GAP, 0.0));
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
        right.spacing_mut().item_spacing.x = 6.0;
        let mut closed = IconButton::new(Icon::X, "Close filter line").small().show(&mut right).clicked() || escaped;
        if IconButton::new(Icon::COPY, "Copy filter line").small().show(&mut right).clicked() {
            clipboard::put(ui.ctx(), line.clone(), outbox);
        }
        let pressed = Button::outlined("Apply").show(&mut right).clicked();
        let room = inner.width() - (inner.right() - right.min_rect().left()) - 8.0;
        let mut left = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)));
        let field =
            TextField::new(&mut line, "Filter as text").hint("role is student and grades is not empty").width(room).mono().show(&mut left);
        if fresh {
            field.request_focus();
        }
        if field.changed() {
            wrong = None;
        }
        if pressed || (field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))) {
            match self.read(&line) {
                Ok(query) => {
                    for command in
                        [TableCommand::Filter(String::new()), TableCommand::Conditions(query.filter), TableCommand::SortBy(query.sort)]
                    {
                        outbox.push(Command::Table(command));
                    }
                    closed = true;
                }
                Err(why) => {
                    wrong = Some(why);
                    field.request_focus();
                }
            }
        }
        if let Some(why) = &wrong {
            let line = rect.with_min_y(top.bottom() - 8.0).shrink2(vec2(size::GAP, 0.0));
            let mut below = ui.new_child(UiBuilder::new().max_rect(line).layout(Layout::left_to_right(Align::Center)));
            below.spacing_mut().item_spacing.x = 8.0;
            Icon::WARNING.filled().show(&mut below, size::ICON_SMALL, t.warning.mark);
            text::label(&mut below, why, font::body(), t.text);
        }
        if closed {
            outbox.push(Command::Table(TableCommand::Panel(None)));
            kept.grid.take_keyboard();
        } else {
            kept.line = Some((line, wrong));
        }
    }

    /// The query that a line stands for; else why it stands for none on this table.
    fn read(&self, line: &str) -> Result<Query, String> {
        let query = parse_line(line, self.rows.data).map_err(|error| error.to_string())?;
        match query.missing_columns(self.rows.data).first() {
            Some(missing) => {
                let some: Vec<String> = column_names(self.rows.data).into_iter().take(6).collect();
                Err(format!("{} has no column “{missing}”. It has {}, …", self.table.file(), some.join(", ")))
            }
            None => Ok(query),
        }
    }
}
