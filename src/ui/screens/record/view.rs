//! Draws the record page: the head, then cards in three columns, two where the window is narrow, one where it is narrower.

use std::sync::{Arc, Weak};

use egui::{Align, CornerRadius, Frame, Id, Layout, Margin, ScrollArea, Ui, UiBuilder, vec2};

use super::card_view::{draw, icon};
use super::data::{Card, Head, RecordPage, RecordState};
use super::value_view::{Place, REVEAL, draw_link, follow_focus, shown_level};
use super::{Look, gradebook_view, page};
use crate::app::{Action, App, CellAt, Command, Outbox, RecordCommand, Route};
use crate::check::{self, Findings};
use crate::query::Around;
use crate::roster::{Roster, Stage};
use crate::spec::Table;
use crate::ui::clipboard;
use crate::ui::icon::{Icon, Level};
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Button, EmptyState, IconButton, Notice, badge, focus, number, tabs, tag, text};

/// The name under which the view remembers that the gradebook is shown.
const GRADEBOOK: &str = "gradebook";
/// Widths of the outer columns.
const LEFT: f32 = 324.0;
const RIGHT: f32 = 312.0;
/// Below this width there are two columns.
const THREE: f32 = 1_000.0;
/// Below this width there is one.
const TWO: f32 = 660.0;

/// Draws the record that the route names.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::Record { roster: id, table, row } = *app.route() else { return };
    let Some(open) = app.rosters().get(id) else { return };
    let Some(roster) = open.roster() else {
        ui.add_space(80.0);
        EmptyState::new(Icon::HOURGLASS, "Reading the package").show(ui);
        return;
    };
    let (scroll, reveal) = app.record_view().map_or((0.0, false), |view| (view.scroll, view.opened.contains(REVEAL)));
    let as_of = open.as_of().to_string();
    let place = Place { app, roster, table, row, reveal };
    let state = remembered(ui, roster, open.findings(), place, &as_of);
    match &*state {
        RecordState::Missing(title, line) => {
            ui.add_space(80.0);
            if EmptyState::new(Icon::LINK_BREAK, title).line(line).action("Back").show(ui) {
                out.act(Action::Back);
            }
        }
        RecordState::Page(page) if page.gradebook.is_some() && app.record_view().is_some_and(|view| view.opened.contains(GRADEBOOK)) => {
            Frame::NONE.inner_margin(Margin { bottom: 0, ..Margin::same(size::PAGE_PADDING as i8) }).show(ui, |ui| {
                draw_head(ui, place, out, &page.head);
                page_tabs(ui, out, page.gradebook, true);
            });
            gradebook_view::show(ui, place, out);
        }
        RecordState::Page(page) => {
            let area = ScrollArea::vertical().id_salt(("record", table, row)).auto_shrink(false).vertical_scroll_offset(scroll);
            let shown = area.show(ui, |ui| {
                Frame::NONE.inner_margin(Margin::same(size::PAGE_PADDING as i8)).show(ui, |ui| {
                    ui.set_max_width(ui.available_width().min(size::PAGE_WIDTH));
                    draw_page(ui, place, out, page);
                });
            });
            if (shown.state.clamped_offset().y - scroll).abs() > 0.5 {
                out.push(Command::Record(RecordCommand::Scroll(shown.state.clamped_offset().y)));
            }
        }
    }
}

/// What a page was made of.
#[derive(Clone)]
struct Key {
    roster: Weak<Roster>,
    findings: Weak<Findings>,
    table: Table,
    row: u32,
    reveal: bool,
    as_of: String,
    around: Weak<Around>,
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        // A weak reference keeps its address from being given to another roster, but not the roster itself alive.
        self.roster.ptr_eq(&other.roster)
            && self.findings.ptr_eq(&other.findings)
            && self.around.ptr_eq(&other.around)
            && (self.table, self.row, self.reveal, &self.as_of) == (other.table, other.row, other.reveal, &other.as_of)
    }
}

/// The page, made anew only when what it shows is another.
fn remembered(ui: &Ui, roster: &Arc<Roster>, findings: Option<&Arc<Findings>>, place: Place<'_>, as_of: &str) -> Arc<RecordState> {
    let around = place.app.around(roster.id(), place.table, place.row);
    let key = Key {
        roster: Arc::downgrade(roster),
        findings: findings.map_or_else(Weak::new, Arc::downgrade),
        table: place.table,
        row: place.row,
        reveal: place.reveal,
        as_of: as_of.to_owned(),
        around: around.map_or_else(Weak::new, Arc::downgrade),
    };
    let slot = Id::unique("record page");
    if let Some((known, state)) = ui.data(|data| data.get_temp::<(Key, Arc<RecordState>)>(slot))
        && known == key
    {
        return state;
    }
    let look = Look {
        roster,
        findings: findings.map(|findings| &**findings),
        as_of,
        reveal: place.reveal,
        around: around.map(|around| &**around),
    };
    let state = Arc::new(page(look, place.table, place.row));
    ui.data_mut(|data| data.insert_temp(slot, (key, Arc::clone(&state))));
    state
}

fn draw_page(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, page: &RecordPage) {
    draw_head(ui, place, out, &page.head);
    page_tabs(ui, out, page.gradebook, false);
    ui.add_space(16.0);
    let width = ui.available_width();
    let [left, middle, right] = &page.columns;
    if width >= THREE {
        let flexible = width - LEFT - RIGHT - 2.0 * size::GAP;
        columns(ui, place, out, &[(LEFT, left.iter().collect()), (flexible, middle.iter().collect()), (RIGHT, right.iter().collect())]);
    } else if width >= TWO {
        // What is wrong stands first, then what the page is about, then the rest.
        let rest = right.iter().take(1).chain(middle).chain(right.iter().skip(1)).collect();
        let side = LEFT.min(width * 0.45);
        columns(ui, place, out, &[(side, left.iter().collect()), (width - side - size::GAP, rest)]);
    } else {
        let all = right.iter().take(1).chain(middle).chain(left).chain(right.iter().skip(1)).collect();
        columns(ui, place, out, &[(width, all)]);
    }
}

/// The tabs of a class that has a gradebook.
fn page_tabs(ui: &mut Ui, out: &mut Outbox, items: Option<u64>, open: bool) {
    let Some(items) = items else { return };
    ui.add_space(6.0);
    if let Some(tab) = tabs(ui, usize::from(open), &[("Summary", None), ("Gradebook", Some(items))]) {
        out.push(Command::Record(RecordCommand::Open { group: GRADEBOOK.to_owned(), open: tab == 1 }));
    }
    let line = egui::Stroke::new(1.0, tokens(ui).line);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top() - 0.5, line);
}

fn columns(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, columns: &[(f32, Vec<&Card>)]) {
    let (corner, mut x, mut bottom) = (ui.cursor().min, ui.cursor().min.x, ui.cursor().min.y);
    for (at, (width, cards)) in columns.iter().enumerate() {
        let rect = egui::Rect::from_min_size(egui::pos2(x, corner.y), vec2(*width, ui.available_height().max(100.0)));
        let mut child = ui.new_child(UiBuilder::new().id_salt(("column", at)).max_rect(rect).layout(Layout::top_down(Align::Min)));
        child.set_width(*width);
        child.spacing_mut().item_spacing.y = 0.0;
        for card in cards {
            draw(&mut child, place, out, card);
        }
        bottom = bottom.max(child.min_rect().bottom());
        x += width + size::GAP;
    }
    let total = columns.iter().map(|(width, _)| width + size::GAP).sum::<f32>() - size::GAP;
    ui.allocate_rect(egui::Rect::from_min_max(corner, egui::pos2(corner.x + total, bottom)), egui::Sense::hover());
}

fn draw_head(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, head: &Head) {
    let button = Button::outlined("Show in table").icon(Icon::TABLE);
    let narrow = ui.available_width() < TWO;
    let room = ui.available_width() - if narrow { 0.0 } else { button.width(ui) + size::CONTROL + 2.0 * size::GAP };
    let (top, right) = (ui.cursor().min.y, ui.max_rect().right());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        portrait(ui, head);
        ui.vertical(|ui| {
            ui.set_max_width(room - 68.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            title_line(ui, head);
            place_line(ui, place, out, head);
        });
        if !narrow {
            let rest = egui::Rect::from_min_max(egui::pos2(ui.cursor().min.x, top + 12.0), egui::pos2(right, top + 12.0 + size::CONTROL));
            ui.scope_builder(UiBuilder::new().max_rect(rest).layout(Layout::right_to_left(Align::Center)), |ui| {
                let response = button.show(ui);
                follow_focus(&response);
                if response.clicked() {
                    let at = Some(CellAt { row: place.row, column: None });
                    out.go(Route::Table { roster: place.roster.id(), table: place.table, at });
                }
                let (add, why_not) = (Action::AddToBasket, place.app.can(Action::AddToBasket).err());
                let name = format!("{} ({})", add.label(), add.keys());
                let response = IconButton::new(Icon::PACKAGE, &name).disabled_because(why_not).show(ui);
                follow_focus(&response);
                if response.clicked() {
                    out.act(add);
                }
            });
        }
    });
    notices(ui, place, out, head);
}

fn portrait(ui: &mut Ui, head: &Head) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(52.0, 52.0), egui::Sense::hover());
    match &head.initials {
        Some(initials) => {
            ui.painter().circle_filled(rect.center(), 26.0, t.accent_soft);
            let words = text::line(ui.painter(), initials, font::figure(), t.link, 48.0);
            text::paint(ui.painter(), rect.center().x - words.size().x / 2.0, rect.center().y, words, t.link);
        }
        None => {
            ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_WINDOW), t.accent_soft);
            icon(head.figure).paint(ui.painter(), rect.center(), size::ICON_LARGE, t.link);
        }
    }
}

fn title_line(ui: &mut Ui, head: &Head) {
    let t = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.set_min_height(28.0);
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        let title = text::label(ui, &head.title, font::title(), t.text);
        focus::name(&title, egui::accesskit::Role::Heading, &head.title);
        if let Some(also) = &head.also {
            text::label(ui, also, font::figure(), t.text_2);
        }
        for of in &head.tags {
            tag(ui, &of.words, if of.unusual { t.warning } else { t.neutral });
        }
        for of in check::Level::ALL {
            if head.counts.get(of) > 0 {
                badge(ui, shown_level(of), head.counts.get(of));
            }
        }
    });
}

fn place_line(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, head: &Head) {
    let t = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.set_min_height(22.0);
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        if let Some(id) = &head.id {
            text::label(ui, id, font::mono(), t.text_2);
            let copy = IconButton::new(Icon::COPY, "Copy sourcedId").small().show(ui);
            follow_focus(&copy);
            if copy.clicked() {
                clipboard::put(ui.ctx(), id.clone(), out);
            }
        }
        for to in &head.home {
            draw_link(ui, out, place.roster.id(), to, false);
        }
        text::label(ui, &head.place, font::small(), t.text_3);
    });
}

fn notices(ui: &mut Ui, place: Place<'_>, out: &mut Outbox, head: &Head) {
    if let Some(waiting) = head.waiting.as_deref().filter(|_| place.roster.stage() != Stage::Whole) {
        ui.add_space(size::GAP);
        Notice::new(Level::Info, waiting).show(ui);
    }
    if let Some(twins) = &head.twins {
        ui.add_space(size::GAP);
        let title = format!("{} rows have this sourcedId", number::count(twins.rows as u64));
        let line = if twins.this == 1 {
            "This is the first of them: references lead here.".to_owned()
        } else {
            format!(
                "This is number {} of them. References lead to the first one, so nothing points here.",
                number::count(twins.this as u64)
            )
        };
        Notice::new(Level::Warning, &title).line(&line).show(ui);
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            text::label(ui, "The others", font::small(), tokens(ui).text_3);
            for to in &twins.others {
                draw_link(ui, out, place.roster.id(), to, false);
            }
            let more = twins.rows - 1 - twins.others.len();
            if more > 0 {
                text::label(ui, &format!("and {} more", number::count(more as u64)), font::small(), tokens(ui).text_3);
            }
        });
    }
}
