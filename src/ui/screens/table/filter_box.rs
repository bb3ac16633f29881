//! The window in which a condition is made or changed.

use egui::{CornerRadius, Frame, Id, Key, Margin, Modal, Rect, ScrollArea, Sense, Stroke, Ui, accesskit::Role, pos2, vec2};

use super::act::Scene;
use super::chooser::check_box;
use super::draft::{Draft, Kind, found_words};
use super::kept::Kept;
use crate::app::{App, Command, Outbox, TableCommand};
use crate::check::{Findings, Level};
use crate::query::{Facet, Found, Part, column_names};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, TextField, choice, focus, number, text};

/// Values that are drawn; the search among them finds the others.
const MOST_VALUES: usize = 200;
/// Width of the window's content.
const WIDTH: f32 = 430.0;

impl Scene<'_> {
    /// Draws the window for a new condition, or for the part of the filter that is to be changed.
    pub fn filter_box(
        &self,
        ui: &Ui,
        app: &App,
        findings: Option<&Findings>,
        at: (Option<u16>, Option<usize>),
        kept: &mut Kept,
        outbox: &mut Outbox,
    ) {
        let names = column_names(self.rows.data);
        let fresh = kept.focus_panel();
        if fresh && kept.draft.is_none() {
            kept.draft = Some(self.draft(&names, at));
        }
        let Some(mut draft) = kept.draft.take() else { return };
        let t = tokens(ui);
        let frame = Frame::NONE
            .fill(t.raised)
            .stroke(Stroke::new(1.0, t.line_strong))
            .corner_radius(CornerRadius::same(size::RADIUS_WINDOW))
            .shadow(ui.visuals().window_shadow)
            .inner_margin(Margin::same(20));
        let title = if at.1.is_some() { "Change filter" } else { "Add filter" };
        let mut end = End::Stay;
        let modal = Modal::new(Id::unique("filter")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 60.0));
            let heading = text::label(ui, title, font::figure(), t.text);
            focus::name(&heading, Role::Heading, title);
            ui.add_space(10.0);
            head(ui, &names, &mut draft);
            ui.add_space(10.0);
            let entered = self.value(ui, app, findings, &names, &mut draft, fresh, outbox);
            ui.add_space(10.0);
            check(ui, "Rows where this does not hold", &mut draft.negated);
            let condition = draft.condition();
            end = foot(ui, condition.as_ref().err().map(String::as_str), at.1.is_some(), entered);
            condition.ok()
        });
        if modal.should_close() {
            end = End::Cancel;
        }
        match (end, modal.inner) {
            (End::Use, Some(condition)) => {
                let mut filter = self.view.query.filter.clone();
                match at.1.and_then(|part| filter.parts.get_mut(part)) {
                    Some(part) => *part = Part::One(condition),
                    None => filter.add(condition),
                }
                outbox.push(Command::Table(TableCommand::Conditions(filter)));
                close(kept, outbox);
            }
            (End::Cancel, _) => close(kept, outbox),
            _ => kept.draft = Some(draft),
        }
    }

    fn draft(&self, names: &[String], (column, part): (Option<u16>, Option<usize>)) -> Draft {
        match part.and_then(|part| self.view.query.filter.parts.get(part)) {
            Some(Part::One(condition)) => Draft::of(condition),
            _ => {
                let mut draft = Draft::on(column.and_then(|column| names.get(usize::from(column)).cloned()));
                let coded = column.and_then(|column| self.rows.data.columns().get(usize::from(column))).is_some_and(|of| of.is_coded());
                if coded {
                    // Of few values one is sooner chosen than typed.
                    draft.kind = Kind::In;
                }
                draft
            }
        }
    }

    /// What the condition compares with; true when Enter was pressed in a field.
    #[expect(clippy::too_many_arguments, reason = "one call draws one of nine kinds, each of which needs others of these")]
    fn value(
        &self,
        ui: &mut Ui,
        app: &App,
        findings: Option<&Findings>,
        names: &[String],
        draft: &mut Draft,
        fresh: bool,
        outbox: &mut Outbox,
    ) -> bool {
        let wide = ui.available_width();
        let mut entered = false;
        let mut field = |ui: &mut Ui, value: &mut String, name: &str, width: f32, focus: bool| {
            let response = TextField::new(value, name).width(width).show(ui);
            if focus {
                response.request_focus();
            }
            entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        };
        match draft.kind {
            Kind::Contains | Kind::Is | Kind::StartsWith => {
                field(ui, &mut draft.text, "Text", wide, fresh);
                ui.add_space(8.0);
                check(ui, "Upper and lower case are different", &mut draft.exact);
            }
            Kind::Matches => field(ui, &mut draft.text, "Regular expression", wide, fresh),
            Kind::Dates | Kind::Numbers => {
                let (from, to) = if draft.kind == Kind::Dates { ("From, YYYY-MM-DD", "To, YYYY-MM-DD") } else { ("From", "To") };
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    field(ui, &mut draft.from, from, wide / 2.0 - 4.0, fresh);
                    field(ui, &mut draft.to, to, wide / 2.0 - 4.0, false);
                });
            }
            Kind::Empty => {
                text::label(ui, "Cells that hold nothing", font::body(), tokens(ui).text_2);
            }
            Kind::In => {
                let column = draft.column.as_ref().and_then(|name| names.iter().position(|other| other == name));
                self.values(ui, app, column, draft, fresh, outbox);
            }
            Kind::Found => found(ui, self, findings, draft),
        }
        entered
    }

    /// The values of the column with their counts.
    fn values(&self, ui: &mut Ui, app: &App, column: Option<usize>, draft: &mut Draft, fresh: bool, outbox: &mut Outbox) {
        let t = tokens(ui);
        let Some(column) = column else {
            text::label(ui, "Choose a column, and its values are listed here", font::body(), t.text_2);
            return;
        };
        if self.rows.data.columns().get(column).is_some_and(|of| crate::app::is_secret(of)) {
            text::label(ui, "Secrets are never shown", font::body(), t.text_2);
            return;
        }
        let number = column as u16;
        if self.view.facet != Some(number) {
            outbox.push(Command::Table(TableCommand::Facet(Some(number))));
        }
        let field = TextField::search(&mut draft.seek, "Find a value").width(ui.available_width()).show(ui);
        if fresh {
            field.request_focus();
        }
        ui.add_space(6.0);
        let state = app.facet(number);
        let Some(facet) = state.as_ref().and_then(|state| state.facet) else {
            text::label(ui, "Counting values", font::body(), t.text_3);
            return;
        };
        let seek = draft.seek.to_lowercase();
        let fits = |text: &str, name: &str| seek.is_empty() || text.to_lowercase().contains(&seek) || name.to_lowercase().contains(&seek);
        let most = (ui.ctx().content_rect().height() - 420.0).clamp(90.0, 260.0);
        let mut left_out = 0;
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut drawn = 0;
            let of = self.rows.data.columns().get(column);
            for value in &facet.values {
                let seen = of.map_or_else(|| value.text.clone(), |of| of.shown(&value.text));
                let name = self.name_of_value(column, &value.text);
                if !fits(&seen, &name) {
                    continue;
                }
                if drawn == MOST_VALUES {
                    left_out += 1;
                    continue;
                }
                drawn += 1;
                let mut on = draft.picked.contains(&value.text);
                if value_line(ui, &seen, &name, value.count, &mut on) {
                    if on {
                        draft.picked.insert(value.text.clone())
                    } else {
                        draft.picked.remove(&value.text)
                    };
                }
            }
        });
        text::label(ui, &values_words(facet, draft.picked.len(), left_out), font::small(), t.text_3);
    }

    /// The name of the row that a value refers to; empty if it is no reference.
    fn name_of_value(&self, column: usize, id: &str) -> String {
        let target = self.rows.data.columns().get(column).and_then(|of| of.target_table());
        let row = target.and_then(|table| Some((table, self.roster.table(table)?.find(id)?)));
        row.map(|(table, row)| self.roster.name_of(table, row)).unwrap_or_default()
    }
}

fn close(kept: &mut Kept, outbox: &mut Outbox) {
    outbox.push(Command::Table(TableCommand::Panel(None)));
    outbox.push(Command::Table(TableCommand::Facet(None)));
    kept.grid.take_keyboard();
}

/// Column and operator.
fn head(ui: &mut Ui, names: &[String], draft: &mut Draft) {
    let half = ui.available_width() / 2.0 - 4.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let words: Vec<&str> = std::iter::once("Any column").chain(names.iter().map(String::as_str)).collect();
        let current = draft.column.as_ref().and_then(|name| names.iter().position(|other| other == name)).map_or(0, |at| at + 1);
        if let Some(chosen) = choice(ui, "Column", false, half, current, &words) {
            let column = chosen.checked_sub(1).map(|at| names[at].clone());
            if column != draft.column {
                draft.column = column;
                draft.picked.clear();
            }
        }
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.words()).collect();
        let current = Kind::ALL.iter().position(|kind| *kind == draft.kind).unwrap_or_default();
        if let Some(chosen) = choice(ui, "Condition", false, half, current, &kinds) {
            draft.kind = Kind::ALL[chosen];
        }
    });
}

/// Which findings: of any kind, of a level, of a rule that found something in this table.
fn found(ui: &mut Ui, scene: &Scene<'_>, findings: Option<&Findings>, draft: &mut Draft) {
    let levels = [Level::Error, Level::Warning, Level::Info].into_iter().map(Found::Level);
    let mut rules: Vec<String> = findings
        .map_or(&[][..], |findings| findings.groups())
        .iter()
        .filter_map(|group| {
            let here = group.spots().iter().any(|spot| spot.row().is_some_and(|(table, _)| table == scene.table));
            here.then(|| group.rule.code.to_owned())
        })
        .collect();
    rules.sort();
    let all: Vec<Found> = std::iter::once(Found::Any).chain(levels).chain(rules.into_iter().map(Found::Rule)).collect();
    let words: Vec<String> = all.iter().map(found_words).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let current = draft.found.as_ref().and_then(|found| all.iter().position(|other| other == found)).unwrap_or_default();
    if let Some(chosen) = choice(ui, "Finding", false, ui.available_width(), current, &words) {
        draft.found = Some(all[chosen].clone());
    }
}

/// What the buttons say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// It goes on.
    Stay,
    /// The condition is to be used.
    Use,
    /// It is not.
    Cancel,
}

/// Buttons, and before them what is still missing.
fn foot(ui: &mut Ui, missing: Option<&str>, change: bool, entered: bool) -> End {
    ui.add_space(14.0);
    let mut end = if entered && missing.is_none() { End::Use } else { End::Stay };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), size::CONTROL), egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if Button::primary(if change { "Change" } else { "Add" }).disabled_because(missing).show(ui).clicked() {
            end = End::Use;
        }
        if Button::outlined("Cancel").show(ui).clicked() {
            end = End::Cancel;
        }
        if let Some(missing) = missing {
            let left = ui.available_rect_before_wrap();
            let mut line = ui.new_child(egui::UiBuilder::new().max_rect(left).layout(egui::Layout::left_to_right(egui::Align::Center)));
            let color = tokens(&line).text_3;
            text::label(&mut line, missing, font::small(), color);
        }
    });
    end
}

/// A box with words beside it; true when it was turned over.
pub fn check(ui: &mut Ui, words: &str, on: &mut bool) -> bool {
    let width = text::width(ui.painter(), words, font::body()) + 28.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    *on ^= response.clicked();
    focus::name_selected(&response, Role::CheckBox, *on, words);
    let square = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(16.0, 16.0));
    check_box(ui, square, *on);
    text::put(ui.painter(), rect.left() + 24.0, rect.center().y, words, font::body(), tokens(ui).text, f32::INFINITY);
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    response.clicked()
}

/// One value: a box, its text, what it refers to, and how many rows have it.
fn value_line(ui: &mut Ui, words: &str, name: &str, count: u64, on: &mut bool) -> bool {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    *on ^= response.clicked();
    let shown = if words.is_empty() { "(empty)" } else { words };
    let said = if name.is_empty() { shown.to_owned() } else { format!("{name}, {shown}") };
    focus::name_selected(&response, Role::CheckBox, *on, &said);
    focus::describe(&response, &number::counted(count, "row", "rows"));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, size::RADIUS_SMALL, t.hover);
    }
    let middle = rect.center().y;
    check_box(ui, Rect::from_center_size(pos2(rect.left() + 12.0, middle), vec2(16.0, 16.0)), *on);
    let right = text::put_right(ui.painter(), rect.right() - 8.0, middle, &number::count(count), font::body(), t.text_2, 90.0);
    let room = right - rect.left() - 40.0;
    if name.is_empty() {
        let color = if words.is_empty() { t.text_3 } else { t.text };
        text::put(ui.painter(), rect.left() + 28.0, middle, shown, font::body(), color, room);
    } else {
        let end = text::put(ui.painter(), rect.left() + 28.0, middle, name, font::body(), t.text, room * 0.7);
        let left = room - (end - rect.left() - 28.0) - 8.0;
        text::put(ui.painter(), end + 8.0, middle, shown, font::mono_small(), t.text_3, left.max(1.0));
    }
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    response.clicked()
}

/// "24 values, 2 chosen".
fn values_words(facet: &Facet, chosen: usize, left_out: usize) -> String {
    let mut words = number::counted(facet.distinct, "value", "values");
    if facet.values.len() < facet.distinct as usize {
        words.push_str(&format!(", of which the {} most frequent can be chosen", number::count(facet.values.len() as u64)));
    } else if left_out > 0 {
        words.push_str(&format!(", {} not listed: find them above", number::count(left_out as u64)));
    }
    if chosen > 0 {
        words.push_str(&format!(", {chosen} chosen"));
    }
    words
}
