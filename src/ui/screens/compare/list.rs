//! The list of a comparison: what is listed, what narrows it, its lines in a grid, and the two records beside it.

use egui::{Align, Id, Layout, Rect, Stroke, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use super::cards::say;
use super::delta_lines::DeltaLines;
use super::finding_lines::FindingLines;
use super::lines::{CountLines, IdLines, Lines, Of, RowLines};
use super::{copy, pair_pane};
use crate::app::{Action, App, Command, CompareCommand, CompareList, CompareState, CompareView, CompareViewCommand, Outbox, Route};
use crate::compare::{Effect, Fate, FindingFate};
use crate::roster::RosterId;
use crate::spec::Table;
use crate::ui::grid::{Grid, GridEvent, GridSource as _, GridState};
use crate::ui::icon::Icon;
use crate::ui::theme::{Density, font, size, tokens};
use crate::ui::widgets::{EmptyState, IconButton, TextField, chip, choice, focus, link, number, progress, segments, text};

/// Below this width the fields that narrow rows stand in a row of their own.
const NARROW: f32 = 980.0;

/// What the list remembers between frames.
#[derive(Clone, Default)]
struct Kept {
    of: Option<(RosterId, RosterId, CompareList, CompareView)>,
    grid: GridState,
    /// The selected line as the app has it.
    selected: Option<u32>,
}

/// What is drawn, in one frame.
pub(super) struct List<'a> {
    pub(super) app: &'a App,
    pub(super) state: &'a CompareState<'a>,
    pub(super) view: &'a CompareView,
}

impl List<'_> {
    /// Draws the list into all the room there is.
    pub(super) fn show(&self, ui: &mut Ui, out: &mut Outbox) {
        let t = tokens(ui);
        let area = ui.available_rect_before_wrap();
        ui.painter().rect(area, egui::CornerRadius::same(size::RADIUS_CARD), t.content, Stroke::new(1.0, t.line), egui::StrokeKind::Inside);
        let ui = &mut ui.new_child(UiBuilder::new().id_salt("list").max_rect(area.shrink(1.0)).layout(Layout::top_down(Align::Min)));
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(5.0);
        let is_narrow = area.width() < NARROW;
        self.bar(ui, out);
        if let (true, CompareList::Rows(table, fate)) = (is_narrow, self.state.list) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                ui.add_space(size::CARD_PADDING);
                self.fields(ui, (table, fate), out);
            });
            ui.add_space(4.0);
        }
        self.narrowed(ui, out);
        let compared = self.state.compared;
        let none: &[u32] = &[];
        match self.state.list {
            CompareList::Rows(table, fate) => {
                let Some(changes) = compared.comparison.table(table) else { return self.nothing(ui) };
                let (rows, fits) = self.state.rows.map_or((none, false), |(rows, fits)| (rows.as_slice(), fits));
                if !fits {
                    progress::bar(ui, ui.available_width(), None, "Listing differences");
                    ui.multiply_opacity(0.6);
                }
                self.lines(ui, &RowLines::new(compared, changes, fate, rows, (self.view.sort.as_ref(), self.view.column.as_deref())), out);
            }
            CompareList::Churned => self.lines(ui, &IdLines::new(compared, true), out),
            CompareList::Reused => self.lines(ui, &IdLines::new(compared, false), out),
            CompareList::Schools => self.lines(ui, &CountLines::schools(compared), out),
            CompareList::Roles => self.lines(ui, &CountLines::roles(compared), out),
            CompareList::Effects(table, effect) => {
                match self.state.applied.and_then(|applied| DeltaLines::effects(compared, applied, table, effect)) {
                    Some(lines) => self.lines(ui, &lines, out),
                    None => self.nothing(ui),
                }
            }
            CompareList::Broken | CompareList::Conflicts => match (self.state.applied, self.state.list) {
                (Some(applied), CompareList::Broken) => self.lines(ui, &DeltaLines::broken(compared, applied), out),
                (Some(applied), _) => self.lines(ui, &DeltaLines::conflicts(compared, applied), out),
                (None, _) => self.nothing(ui),
            },
            CompareList::Rules => match self.state.judged {
                Some(judged) => {
                    let lines = FindingLines::judged(compared, judged);
                    listed(ui, &lines);
                    self.lines(ui, &lines, out);
                }
                None => self.nothing(ui),
            },
            CompareList::Findings(fate) => match self.state.findings {
                Some(rules) => {
                    let lines = FindingLines::fate(compared, rules, fate);
                    listed(ui, &lines);
                    self.lines(ui, &lines, out);
                }
                None => self.nothing(ui),
            },
        }
    }

    fn nothing(&self, ui: &mut Ui) {
        ui.add_space(20.0);
        EmptyState::new(Icon::HOURGLASS, "Being compared").show(ui);
    }

    /// What is listed, and what can be done with it.
    fn bar(&self, ui: &mut Ui, out: &mut Outbox) {
        let t = tokens(ui);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 34.0), Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.add_space(8.0);
            let large = if self.view.large { "Show the overview" } else { "List on the whole page" };
            let icon = if self.view.large { Icon::CARET_DOWN } else { Icon::CARET_UP };
            if IconButton::new(icon, &format!("{large} ({})", Action::WholePage.keys())).show(ui).clicked() {
                out.act(Action::WholePage);
            }
            let pane = format!("{} ({})", Action::SideBySide.label(), Action::SideBySide.keys());
            if IconButton::new(Icon::COLUMNS, &pane).show(ui).clicked() {
                out.act(Action::SideBySide);
            }
            if let CompareList::Rows(..) = self.state.list
                && link(ui, "Open in table").on_hover_text("Exactly these rows in their table, to sort, filter and export").clicked()
            {
                out.push(Command::Compare(CompareCommand::ShowRows));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                ui.add_space(size::CARD_PADDING);
                let title = self.title();
                let response = text::label(ui, &title, font::heading(), t.text);
                focus::name(&response, Role::Heading, &title);
                self.parts(ui, out);
            });
        });
        ui.add_space(4.0);
    }

    fn title(&self) -> String {
        match self.state.list {
            CompareList::Rows(table, _) => table.name().to_owned(),
            CompareList::Churned => "Same record, new id".to_owned(),
            CompareList::Reused => "Same id, another record".to_owned(),
            CompareList::Rules => "What stands out about the changes".to_owned(),
            CompareList::Findings(_) => "Findings".to_owned(),
            CompareList::Effects(table, _) => format!("{} of the delta", table.name()),
            CompareList::Broken => "Links that would break".to_owned(),
            CompareList::Conflicts => "Contradictions of order".to_owned(),
            CompareList::Schools => "Schools".to_owned(),
            CompareList::Roles => "People by role".to_owned(),
        }
    }

    /// The parts of what is listed: fates with their counts, and fields that narrow rows.
    fn parts(&self, ui: &mut Ui, out: &mut Outbox) {
        match self.state.list {
            CompareList::Rows(table, fate) => {
                let Some(changes) = self.state.compared.comparison.table(table) else { return };
                let counts = changes.counts();
                let words = Fate::ALL.map(|fate| format!("{} {}", capital(fate.word()), number::count(fate.of(counts))));
                let current = Fate::ALL.iter().position(|of| *of == fate).unwrap_or(0);
                if let Some(chosen) = segments(ui, "What became of them", current, &words.each_ref().map(String::as_str)) {
                    let (school, role) = (self.view.school.clone(), self.view.role.clone());
                    say(out, CompareViewCommand::Narrow { list: CompareList::Rows(table, Fate::ALL[chosen]), school, role });
                }
                if ui.clip_rect().width() >= NARROW {
                    self.fields(ui, (table, fate), out);
                }
            }
            CompareList::Findings(fate) => {
                let count = |fate| self.state.findings.map_or(0, |rules| rules.iter().map(|rule| rule.count(fate)).sum());
                let words = FindingFate::ALL.map(|fate| format!("{} {}", capital(fate.word()), number::count(count(fate))));
                if let Some(chosen) = segments(ui, "What became of them", fate as usize, &words.each_ref().map(String::as_str)) {
                    say(out, CompareViewCommand::List(CompareList::Findings(FindingFate::ALL[chosen])));
                }
            }
            CompareList::Effects(table, effect) => {
                let Some(applied) = self.state.applied else { return };
                let shown: Vec<Effect> = Effect::ALL.into_iter().filter(|of| *of == effect || applied.count(table, *of) > 0).collect();
                let words: Vec<String> =
                    shown.iter().map(|of| format!("{} {}", capital(of.words()), number::count(applied.count(table, *of)))).collect();
                let current = shown.iter().position(|of| *of == effect).unwrap_or(0);
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                if let Some(chosen) = segments(ui, "What they do", current, &words) {
                    say(out, CompareViewCommand::List(CompareList::Effects(table, shown[chosen])));
                }
            }
            CompareList::Churned if !self.state.compared.comparison.churned.is_empty() && link(ui, "Save id map…").clicked() => {
                out.act(Action::SaveIdMap);
            }
            _ => {}
        }
    }

    /// The fields that narrow rows, in a row of their own where the window is narrow.
    fn fields(&self, ui: &mut Ui, (table, fate): (Table, Fate), out: &mut Outbox) {
        if fate == Fate::Changed {
            self.columns(ui, table, out);
        }
        let mut typed = self.view.text.clone();
        let width = (ui.available_width() - 12.0).clamp(0.0, 200.0);
        if width > 90.0 {
            let field = TextField::search(&mut typed, "Filter differences").width(width).show(ui);
            if self.app.asked(Action::FilterRows) {
                field.request_focus();
            }
            if field.changed() {
                say(out, CompareViewCommand::Text(typed));
            }
        }
    }

    /// Which column changed.
    fn columns(&self, ui: &mut Ui, table: Table, out: &mut Outbox) {
        let Some(changes) = self.state.compared.comparison.table(table) else { return };
        let changed: Vec<(&str, u32)> = changes
            .columns
            .iter()
            .zip(&changes.by_column)
            .filter(|(_, count)| **count > 0)
            .map(|(pair, &count)| (pair.name.as_str(), count))
            .collect();
        if changed.len() < 2 {
            return;
        }
        let words: Vec<String> = std::iter::once("Any column".to_owned())
            .chain(changed.iter().map(|(name, count)| format!("{name} {}", number::count(u64::from(*count)))))
            .collect();
        let current = changed.iter().position(|(name, _)| Some(*name) == self.view.column.as_deref()).map_or(0, |at| at + 1);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(chosen) = choice(ui, "Changed column", false, 140.0, current, &words) {
            say(out, CompareViewCommand::Column(chosen.checked_sub(1).map(|at| changed[at].0.to_owned())));
        }
    }

    /// The chips of school and role.
    fn narrowed(&self, ui: &mut Ui, out: &mut Outbox) {
        if self.view.school.is_none() && self.view.role.is_none() {
            return;
        }
        ui.horizontal(|ui| {
            ui.add_space(size::CARD_PADDING);
            ui.spacing_mut().item_spacing.x = 8.0;
            if let Some(id) = &self.view.school {
                let schools = &self.state.compared.comparison.schools;
                let name = schools.iter().find(|school| school.id == *id).map_or(id.as_str(), |school| school.name.as_str());
                if chip(ui, "school", "is", name).removed {
                    say(out, CompareViewCommand::AllSchools);
                }
            }
            if let Some(role) = &self.view.role
                && chip(ui, "role", "is", if role.is_empty() { "none" } else { role }).removed
            {
                say(out, CompareViewCommand::AllRoles);
            }
        });
        ui.add_space(5.0);
    }

    fn lines(&self, ui: &mut Ui, lines: &dyn Lines, out: &mut Outbox) {
        let id = Id::unique("comparison list");
        let mut kept: Kept = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let compared = self.state.compared;
        let plain = CompareView { selected: None, large: false, pane: false, list: None, ..self.view.clone() };
        let of = Some((compared.old.id(), compared.new.id(), self.state.list, plain));
        if kept.of != of {
            kept.grid.to_top();
            kept.of = of;
            kept.selected = None;
        }
        if kept.selected != self.view.selected {
            kept.selected = self.view.selected;
            match kept.selected {
                Some(selected) => kept.grid.go_to(u64::from(selected), 0),
                None => kept.grid.clear_selection(),
            }
        }
        kept.grid.density = match self.app.prefs().density {
            crate::app::Density::Compact => Density::Compact,
            crate::app::Density::Normal => Density::Normal,
            crate::app::Density::Relaxed => Density::Relaxed,
        };
        let area = ui.available_rect_before_wrap();
        let side = if area.width() < 760.0 { area.width() * 0.5 } else { (area.width() * 0.42).clamp(380.0, 680.0) };
        let split = if self.view.pane { area.right() - side } else { area.right() };
        let body = Rect::from_min_max(area.min, pos2(split, area.bottom()));
        let child = &mut ui.new_child(UiBuilder::new().id_salt("lines").max_rect(body));
        child.set_clip_rect(body.intersect(ui.clip_rect()));
        let name = format!("Differences of {}", self.title());
        let empty = EmptyState::new(Icon::CHECK_CIRCLE, "No differences of this kind");
        let answer = Grid::new(&name).empty(empty).highlight(&self.view.text).show(child, lines, &mut kept.grid);
        let focus = kept.grid.focus();
        for event in answer.events {
            self.take(ui.ctx(), lines, event, out);
        }
        let row = focus.map(|(row, _)| row);
        let selected = row.map(|row| row as u32);
        // While rows are still listed there is nothing to select.
        if selected != kept.selected && lines.rows() > 0 {
            kept.selected = selected;
            say(out, CompareViewCommand::Select(selected));
        }
        self.asked(ui.ctx(), lines, &kept, out);
        if self.view.pane {
            let area = Rect::from_min_max(pos2(split, area.top()), area.max);
            pair_pane::show(ui, area, compared, row.and_then(|row| lines.pair(row)), out);
        }
        ui.data_mut(|data| data.insert_temp(id, kept));
    }

    fn take(&self, ctx: &egui::Context, lines: &dyn Lines, event: GridEvent, out: &mut Outbox) {
        match event {
            GridEvent::SortBy { column, .. } => {
                if let Some(by) = lines.sorts(column) {
                    say(out, CompareViewCommand::Sort(by));
                }
            }
            GridEvent::Open(row) => match lines.of(row) {
                Some(of) => narrow(of, out),
                None => {
                    say(out, CompareViewCommand::Pane(true));
                    say(out, CompareViewCommand::Large(true));
                }
            },
            GridEvent::Details(_) => say(out, CompareViewCommand::Pane(!self.view.pane)),
            GridEvent::Follow { row, new_tab, .. } => {
                let compared = self.state.compared;
                let Some(pair) = lines.pair(row) else { return };
                let to = pair.new.map(|row| (compared.new.id(), row)).or(pair.old.map(|row| (compared.old.id(), row)));
                if let Some((roster, row)) = to {
                    let route = Route::Record { roster, table: pair.table, row };
                    out.push(if new_tab { Command::GoInTab(route) } else { Command::Go(route) });
                }
            }
            GridEvent::Copy { rows, columns, header } => copy::put(ctx, lines, rows, columns, header, out),
            _ => {}
        }
    }

    /// What menus and keys ask of the list.
    fn asked(&self, ctx: &egui::Context, lines: &dyn Lines, kept: &Kept, out: &mut Outbox) {
        if self.app.asked(Action::OpenRows) {
            out.push(Command::Compare(CompareCommand::ShowRows));
        }
        for (action, header) in [(Action::CopySelection, false), (Action::CopyWithHeader, true)] {
            if self.app.asked(action)
                && let Some(rows) = kept.grid.selected()
            {
                copy::put(ctx, lines, rows, kept.grid.selected_columns(), header, out);
            }
        }
    }
}

/// Says that not all findings are listed, where that is so.
fn listed(ui: &mut Ui, lines: &FindingLines<'_>) {
    if lines.count > lines.rows() {
        ui.horizontal(|ui| {
            ui.add_space(size::CARD_PADDING);
            let words = format!("The first {} of {} are listed", number::count(lines.rows()), number::count(lines.count));
            text::label(ui, &words, font::small(), tokens(ui).text_3);
        });
    }
}

fn narrow(of: Of, out: &mut Outbox) {
    let (school, role) = match of {
        Of::School(id) => (Some(id), None),
        Of::Role(role) => (None, Some(role)),
    };
    say(out, CompareViewCommand::Narrow { list: CompareList::Rows(Table::Users, Fate::Changed), school, role });
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
