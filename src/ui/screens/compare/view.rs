//! Draws the page of a comparison.

use std::sync::{Arc, Weak};

use egui::{Align, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, accesskit::Role, vec2};

use super::cards::{self, say};
use super::data::{Overview, overview};
use super::list::List;
use super::{choose, delta_card, head};
use crate::app::{App, ChangesJudged, CompareList, CompareState, CompareViewCommand, Compared, Outbox, Route};
use crate::compare::RuleChanges;
use crate::ui::icon::Level;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Notice, focus, text};

/// Below this width the cards stand below each other.
const TWO: f32 = 940.0;
/// The list below the overview is not lower.
const LIST: f32 = 240.0;

/// Draws the comparison that the route names.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::Compare { roster, old } = *app.route() else { return };
    let page = ui.max_rect().shrink2(vec2(size::PAGE_PADDING, 14.0));
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(page).layout(Layout::top_down(Align::Min)));
    ui.spacing_mut().item_spacing.y = 0.0;
    let (Some(state), Some(view)) = (app.comparison(), app.compare_view()) else {
        return choose::show(ui, app, roster, old, out);
    };
    head::show(ui, app, &state.compared.old, &state.compared.new, out);
    ui.add_space(10.0);
    let list = List { app, state: &state, view };
    if view.large {
        return list.show(ui, out);
    }
    let data = remembered(ui, &state);
    notices(ui, &data, out);
    let room = ui.available_rect_before_wrap();
    let wanted = cards_height(&data, room.width()) + state.applied.map_or(0.0, |applied| delta_card::height(applied) + size::GAP);
    let height = wanted.min((room.height() - LIST - size::GAP).max(room.height() * 0.4));
    let top = Rect::from_min_size(room.min, vec2(room.width(), height));
    let child = &mut ui.new_child(UiBuilder::new().id_salt("overview").max_rect(top).layout(Layout::top_down(Align::Min)));
    ScrollArea::vertical().id_salt("overview").auto_shrink([false, false]).show(child, |ui| overview_cards(ui, &state, &data, out));
    let bottom = Rect::from_min_max(egui::pos2(room.left(), top.bottom() + size::GAP), room.max);
    let child = &mut ui.new_child(UiBuilder::new().id_salt("differences").max_rect(bottom));
    list.show(child, out);
}

/// What an overview was made of.
type Of = (Weak<Compared>, Weak<ChangesJudged>, Weak<Vec<RuleChanges>>);

/// The overview, made anew only when what it shows is another: millions of ids may have changed hands.
fn remembered(ui: &Ui, state: &CompareState<'_>) -> Arc<Overview> {
    let id = Id::unique("comparison overview");
    let judged = state.judged.map_or_else(Weak::new, Arc::downgrade);
    let of: Of = (Arc::downgrade(state.compared), judged, state.findings.map_or_else(Weak::new, Arc::downgrade));
    if let Some((known, data)) = ui.data(|data| data.get_temp::<(Of, Arc<Overview>)>(id))
        && known.0.ptr_eq(&of.0)
        && known.1.ptr_eq(&of.1)
        && known.2.ptr_eq(&of.2)
    {
        return data;
    }
    let made = Arc::new(overview(state));
    ui.data_mut(|data| data.insert_temp(id, (of, Arc::clone(&made))));
    made
}

/// How high the cards are without scrolling.
fn cards_height(data: &Overview, width: f32) -> f32 {
    let files = 66.0 + 26.0 * data.files.len() as f32;
    let schools = 60.0 + 24.0 * data.schools.len().max(1) as f32;
    let sides = schools + size::GAP + 54.0 + 26.0 * 6.0;
    if width < TWO { files + size::GAP + sides } else { files.max(sides) }
}

/// What has to be known first: what makes the numbers doubtful, the sentence, what receivers and rules say.
fn notices(ui: &mut Ui, data: &Overview, out: &mut Outbox) {
    let t = tokens(ui);
    let title = text::label(ui, &data.title, font::heading(), t.text);
    focus::name(&title, Role::Heading, &data.title);
    for (words, is_unlike) in &data.notes {
        if *is_unlike {
            Notice::new(Level::Warning, words).show(ui);
        } else {
            text::paragraph(ui, words, font::small(), t.text_3);
        }
    }
    ui.add_space(8.0);
    if let Some(verdict) = &data.verdict {
        let show = format!("Show {}", if verdict.count == 1 { "it".to_owned() } else { format!("the {}", verdict.count) });
        let mut notice = Notice::new(shown_level(verdict.level), &verdict.title).action(&show);
        for line in &verdict.lines {
            notice = notice.line(line);
        }
        if notice.show(ui).action {
            say(out, CompareViewCommand::List(CompareList::Rules));
        }
        ui.add_space(10.0);
    }
}

fn overview_cards(ui: &mut Ui, state: &CompareState<'_>, data: &Overview, out: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = if let CompareList::Rows(table, _) = state.list { Some(table) } else { None };
    if let Some(applied) = state.applied {
        delta_card::show(ui, applied, state.list, out);
        ui.add_space(size::GAP);
    }
    let width = ui.available_width();
    if width < TWO {
        cards::files(ui, data, chosen, out);
        ui.add_space(size::GAP);
        sides(ui, data, out);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP;
        let side = (width * 0.34).clamp(300.0, 420.0);
        for (at, width) in [width - side - size::GAP, side].into_iter().enumerate() {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                if at == 0 { cards::files(ui, data, chosen, out) } else { sides(ui, data, out) }
            });
        }
    });
}

fn sides(ui: &mut Ui, data: &Overview, out: &mut Outbox) {
    cards::schools(ui, data, out);
    ui.add_space(size::GAP);
    cards::ids(ui, data, out);
}
