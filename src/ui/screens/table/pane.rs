//! The detail pane: one row with everything that is known about it.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Sense, Stroke, Ui, accesskit::Role, vec2};

use super::cell::{Cell, Lead, Shown};
use super::detail::{Detail, DetailFinding, Field, Pointer, Referrer};
use super::look::drawn_level;
use super::source::{self, Piece};
use crate::app::SourceLine;
use crate::read::SourceRow;
use crate::spec::Table;
use crate::ui::icon::{self, Icon};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{EmptyState, IconButton, Notice, divider, focus, link, number, reference as reference_link, section_label, text};

/// Space at the left and right of the pane.
const PADDING: f32 = 14.0;
/// Findings of one row that are drawn as notices; the rest is a count.
const MOST_NOTICES: usize = 6;

/// What was asked for in the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Closes the pane.
    Close,
    /// Puts the pane below the rows, or beside them.
    Turn(bool),
    /// Opens the row as a page.
    Open,
    /// Puts the row on the clipboard.
    CopyRow,
    /// Puts the source line on the clipboard.
    CopyLine(String),
    /// Goes to a row of another table.
    Follow(Table, u32),
    /// Shows the rows that point here through a column.
    ShowReferrers(Table, &'static str),
    /// Shows everything that a rule found.
    ShowRule(&'static str),
    /// Moves to the cell of this column.
    Focus(u16),
}

/// Draws the pane; gives what was asked for.
pub fn show(ui: &mut Ui, table: Table, detail: &Detail<'_>, line: Option<&SourceLine>, below: bool) -> Option<Wish> {
    let mut wish = None;
    head(ui, table, detail, below, &mut wish);
    let scroll = ScrollArea::vertical().auto_shrink(false).id_salt(("detail", table, detail.record));
    scroll.show(ui, |ui| {
        Frame::NONE.inner_margin(Margin { left: PADDING as i8, right: PADDING as i8, top: 10, bottom: 14 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            if below && ui.available_width() > TWO_COLUMNS {
                ui.columns(2, |sides| {
                    let [one, two] = sides else { return };
                    fields(one, detail, &mut wish);
                    findings(two, detail, &mut wish);
                    rest(two, detail, line, &mut wish);
                });
            } else {
                findings(ui, detail, &mut wish);
                fields(ui, detail, &mut wish);
                divider(ui);
                rest(ui, detail, line, &mut wish);
            }
        });
    });
    wish
}

/// Below the rows, the pane has two columns from this width on.
const TWO_COLUMNS: f32 = 700.0;

fn rest(ui: &mut Ui, detail: &Detail<'_>, line: Option<&SourceLine>, wish: &mut Option<Wish>) {
    points_to(ui, detail, wish);
    divider(ui);
    referenced_by(ui, detail, wish);
    divider(ui);
    source_line(ui, detail, line, wish);
}

/// What stands in the pane while no row is selected.
pub fn show_empty(ui: &mut Ui) -> Option<Wish> {
    let mut closed = false;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TOOLBAR), Sense::hover());
    let mut bar =
        ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(PADDING, 0.0))).layout(Layout::right_to_left(Align::Center)));
    closed |= IconButton::new(Icon::X, "Close details").small().show(&mut bar).clicked();
    ui.add_space(24.0);
    EmptyState::new(Icon::ROWS, "No row selected").line("Select a row to see all of it here").show(ui);
    closed.then_some(Wish::Close)
}

fn head(ui: &mut Ui, table: Table, detail: &Detail<'_>, below: bool, wish: &mut Option<Wish>) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TOOLBAR), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    let mut bar = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
    bar.spacing_mut().item_spacing.x = 4.0;
    let close = IconButton::new(Icon::X, "Close details").small().show(&mut bar);
    let open = IconButton::new(Icon::ARROW_SQUARE_OUT, "Open record").small().show(&mut bar);
    let copy = IconButton::new(Icon::COPY, "Copy row").small().show(&mut bar);
    let (icon, words) = if below { (Icon::SIDEBAR_SIMPLE, "Details beside the rows") } else { (Icon::ROWS, "Details below the rows") };
    let turn = IconButton::new(icon, words).small().show(&mut bar);
    for (response, asked) in [(close, Wish::Close), (open, Wish::Open), (copy, Wish::CopyRow), (turn, Wish::Turn(!below))] {
        if response.clicked() {
            *wish = Some(asked);
        }
    }
    bar.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        icon::of_table(table).show(ui, size::ICON, t.text_2);
        let title = text::label(ui, &detail.title, font::heading(), t.text);
        focus::name(&title, Role::Heading, &detail.title);
        if !detail.id.is_empty() && ui.available_width() > 30.0 {
            text::label(ui, &detail.id, font::mono_small(), t.text_2);
        }
    });
}

fn findings(ui: &mut Ui, detail: &Detail<'_>, wish: &mut Option<Wish>) {
    for DetailFinding { level, short, title, why, code, .. } in detail.findings.iter().take(MOST_NOTICES) {
        // A title has one line; what is longer stands below the defect's name.
        let fits = text::width(ui.painter(), title, font::body_strong()) < ui.available_width() - 46.0;
        let notice = if fits { Notice::new(drawn_level(*level), title) } else { Notice::new(drawn_level(*level), short).line(title) };
        if notice.line(why).mono(code).action("Show all").show(ui).action {
            *wish = Some(Wish::ShowRule(code));
        }
        ui.add_space(8.0);
    }
    if let Some(more) = detail.findings.len().checked_sub(MOST_NOTICES).filter(|more| *more > 0) {
        let words = format!("and {}", number::counted(more as u64, "further finding", "further findings"));
        text::label(ui, &words, font::small(), tokens(ui).text_3);
    }
}

/// A section's name with a quiet word at the right.
fn section(ui: &mut Ui, name: &str, right: &str) {
    let t = tokens(ui);
    let response = section_label(ui, name);
    if !right.is_empty() {
        let rect = response.rect;
        text::put_right(ui.painter(), rect.right(), rect.center().y, right, font::small(), t.text_3, rect.width() / 2.0);
        focus::describe(&response, right);
    }
}

fn fields(ui: &mut Ui, detail: &Detail<'_>, wish: &mut Option<Wish>) {
    section(ui, "Fields", &format!("{} of {} filled", detail.filled.0, detail.filled.1));
    for field in &detail.fields {
        let response = field_row(ui, field);
        if response.clicked() {
            *wish = Some(Wish::Focus(field.column));
        }
    }
}

fn field_row(ui: &mut Ui, Field { label, name, cell, .. }: &Field<'_>) -> egui::Response {
    let t = tokens(ui);
    let value = value_words(cell);
    let (face, ink) = match (&cell.shown, cell.level) {
        (Shown::Blank | Shown::Missing | Shown::Masked, _) => (font::body(), t.text_off),
        (Shown::Id(_), Some(level)) => (font::mono(), drawn_level(level).tone(t).fg),
        (Shown::Id(_), None) => (font::mono(), t.text),
        (_, Some(level)) => (font::body(), drawn_level(level).tone(t).fg),
        _ => (font::body(), t.text),
    };
    let room = ui.available_width() - size::KEY;
    let shown = text::display(&value).into_owned();
    let job = LayoutJob { wrap: wrapped(room, 8), ..LayoutJob::single_section(shown, TextFormat::simple(face, ink)) };
    let galley = ui.painter().layout_job(job);
    let height = (galley.size().y + 8.0).max(size::KEY_VALUE);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let first = rect.top() + size::KEY_VALUE / 2.0;
    text::put(ui.painter(), rect.left(), first, label, font::body(), t.text_3, size::KEY - 8.0);
    let line = galley.rows.first().map_or(0.0, |row| row.height());
    ui.painter().galley(egui::pos2(rect.left() + size::KEY, (first - line / 2.0).round()), galley, ink);
    focus::ring_inside(ui, &response, size::RADIUS_SMALL);
    focus::name(&response, Role::Button, &format!("{label}: {}", cell.words()));
    response.on_hover_ui(|ui| drop(ui.label(format!("{name}\n{}", text::display(&cell.hover())))))
}

fn value_words(cell: &Cell<'_>) -> String {
    match &cell.shown {
        Shown::Blank | Shown::Missing => "—".to_owned(),
        Shown::Masked => "• • • • • • •".to_owned(),
        Shown::Text(words) | Shown::Number(words) | Shown::Id(words) => words.chars().take(2_000).collect(),
        Shown::Tags(tags) => tags.join(", "),
        Shown::Reference(_) | Shown::References(_) => cell.words(),
    }
}

fn wrapped(width: f32, rows: usize) -> TextWrapping {
    TextWrapping { max_width: width, max_rows: rows, break_anywhere: true, ..TextWrapping::default() }
}

fn points_to(ui: &mut Ui, detail: &Detail<'_>, wish: &mut Option<Wish>) {
    section(ui, "Points to", if detail.points_to.is_empty() { "None" } else { "" });
    for Pointer { label, reference } in &detail.points_to {
        let t = tokens(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::hover());
        let mut row = line_ui(ui, rect, 22.0);
        let tone = if reference.lead == Lead::Broken { t.error.mark } else { t.text_2 };
        icon::of_table(reference.table).show(&mut row, size::ICON, tone);
        match reference.row() {
            Some(target) => {
                if reference_link(&mut row, &reference.name, &reference.id).clicked() {
                    *wish = Some(Wish::Follow(reference.table, target));
                }
                let middle = egui::pos2(rect.right() - 8.0, rect.center().y);
                Icon::CARET_RIGHT.paint(ui.painter(), middle, size::ICON_SMALL, t.text_3);
            }
            None => {
                let (ink, words) = (if reference.lead == Lead::Broken { t.error.fg } else { t.text_2 }, reference.why());
                text::label(&mut row, &reference.id, font::mono(), ink);
                text::label(&mut row, &words, font::body(), ink);
                if reference.lead == Lead::Broken {
                    let middle = egui::pos2(rect.right() - 8.0, rect.center().y);
                    Icon::LINK_BREAK.paint(ui.painter(), middle, size::ICON_SMALL, t.error.mark);
                }
            }
        }
        response.on_hover_text(label);
    }
}

/// One line of the pane without the room at its right end.
fn line_ui(ui: &mut Ui, rect: egui::Rect, right: f32) -> Ui {
    let room = egui::Rect::from_min_max(rect.min, rect.max - vec2(right, 0.0));
    let mut line = ui.new_child(egui::UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center)));
    line.spacing_mut().item_spacing.x = 8.0;
    line
}

fn referenced_by(ui: &mut Ui, detail: &Detail<'_>, wish: &mut Option<Wish>) {
    let none = match (detail.referenced_by.is_empty(), detail.relations_known) {
        (true, true) => "None",
        (true, false) => "Known when every file is read",
        _ => "",
    };
    section(ui, "Referenced by", none);
    for Referrer { from, column, label, count, .. } in &detail.referenced_by {
        let t = tokens(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::hover());
        let mut row = line_ui(ui, rect, 64.0);
        icon::of_table(*from).show(&mut row, size::ICON, t.text_2);
        if link(&mut row, from.name()).clicked() {
            *wish = Some(Wish::ShowReferrers(*from, column));
        }
        text::label(&mut row, label, font::small(), t.text_3);
        text::put_right(ui.painter(), rect.right() - 2.0, rect.center().y, &number::count(*count as u64), font::body(), t.text_2, 60.0);
    }
}

fn source_line(ui: &mut Ui, detail: &Detail<'_>, line: Option<&SourceLine>, wish: &mut Option<Wish>) {
    let t = tokens(ui);
    let title = format!("Source line {}", number::count(detail.line));
    let label = section_label(ui, &title);
    match line {
        Some(SourceLine::Read(row)) => {
            let corner = egui::Rect::from_min_max(egui::pos2(label.rect.right() - 40.0, label.rect.top()), label.rect.max);
            let mut right = ui.new_child(egui::UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Center)));
            if link(&mut right, "Copy").on_hover_text("Copy the source line").clicked() {
                *wish = Some(Wish::CopyLine(source::without(&row.text, detail.delimiter, &detail.secret)));
            }
            read_line(ui, detail, row);
        }
        Some(SourceLine::Elsewhere) => {
            text::label(ui, "It came from an endpoint; its page shows it as sent", font::small(), t.text_3);
        }
        Some(SourceLine::Failed(title, lines)) => {
            let details = format!("{title}\n{}", lines.join("\n"));
            let mut notice = Notice::new(icon::Level::Error, title).details(&details);
            for line in lines.iter().take(3) {
                notice = notice.line(line);
            }
            notice.show(ui);
        }
        Some(SourceLine::Reading) | None => {
            well(ui, |ui| {
                ui.set_min_height(72.0);
                text::label(ui, "Reading the line from the file", font::small(), t.text_3);
            });
        }
    }
}

fn well(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let t = tokens(ui);
    let frame = Frame::NONE.fill(t.well).stroke(Stroke::new(1.0, t.line)).corner_radius(size::RADIUS).inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
}

fn read_line(ui: &mut Ui, detail: &Detail<'_>, row: &SourceRow) {
    let t = tokens(ui);
    let visible = source::without(&row.text, detail.delimiter, &detail.secret);
    let pieces = source::pieces(&visible, row.ending, detail.delimiter, &detail.faulty_columns());
    let mut job = LayoutJob { wrap: wrapped(f32::INFINITY, 400), ..LayoutJob::default() };
    for piece in &pieces {
        match piece {
            Piece::Text(words, faulty) => {
                let ink = if *faulty { t.error.fg } else { t.text };
                job.append(&text::display(words), 0.0, TextFormat { line_height: Some(19.0), ..TextFormat::simple(font::mono(), ink) });
            }
            Piece::Hidden(words) => {
                let format = TextFormat { line_height: Some(19.0), ..TextFormat::simple(font::mono_small(), t.info.fg) };
                job.append(words, 4.0, format);
                job.append(
                    if *words == "LF" || *words == "CR LF" { "\n" } else { " " },
                    0.0,
                    TextFormat::simple(font::mono_small(), t.info.fg),
                );
            }
        }
    }
    well(ui, |ui| {
        job.wrap.max_width = ui.available_width();
        let words = job.text.clone();
        let raw = ui.add(egui::Label::new(job).selectable(true));
        focus::name(&raw, Role::Label, &words);
        ui.add_space(8.0);
        let words = place_words(detail, row);
        ui.add(egui::Label::new(RichText::new(words).font(font::small()).color(t.text_3)).wrap());
    });
}

fn place_words(detail: &Detail<'_>, row: &SourceRow) -> String {
    let mut words = format!(
        "Record {}, bytes {} to {}",
        number::count(detail.record),
        number::count(row.byte),
        number::count(row.byte + row.bytes.len() as u64)
    );
    if let Some(encoding) = detail.encoding {
        words.push_str(&format!(", {}", encoding.name()));
    }
    words
}
