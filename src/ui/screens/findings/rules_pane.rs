//! The left pane: the rules that found something, by level and in the order of repair.

use egui::{Rect, ScrollArea, Sense, Stroke, Ui, accesskit::Role, pos2, vec2};

use super::data::{Ask, FindingsPage, RuleLine, Section};
use super::keys;
use crate::app::{Command, FindingsCommand, Grouping, Outbox, Route};
use crate::roster::RosterId;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{focus, number, text};

/// Height of the line above rules that stand together.
const SECTION: f32 = 32.0;
/// Height of a rule.
const RULE: f32 = 46.0;

/// Draws the list. True when the places of the chosen rule shall have the keyboard.
pub(super) fn show(ui: &mut Ui, out: &mut Outbox, roster: RosterId, ask: Ask, page: &FindingsPage, scroll: f32) -> bool {
    let rect = ui.available_rect_before_wrap();
    header(ui, rect, ask.grouping);
    let rules: Vec<&RuleLine> = page.sections.iter().flat_map(|section| &section.rules).collect();
    let chosen = page.chosen.as_ref().map(|chosen| chosen.line);
    let body = Rect::from_min_max(pos2(rect.left(), rect.top() + size::HEADER_ROW), rect.max);
    let per_page = (body.height() / RULE).max(1.0) as i64;
    let (list, pressed) = keys::list(ui, body, "rules", Role::ListBox, name_of(ask.grouping), per_page);
    let mut choose = None;
    if pressed.steps != 0 {
        choose = keys::moved(chosen, pressed.steps, rules.len());
    }
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("rules list").max_rect(body));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    let reveal = pressed.steps != 0;
    let area = ScrollArea::vertical().id_salt("rules").auto_shrink(false).vertical_scroll_offset(scroll);
    let shown = area.show(&mut child, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let mut at = 0;
        for section in &page.sections {
            section_line(ui, section);
            for rule in &section.rules {
                let state = RuleState { chosen: Some(at) == chosen, has_keys: list.has_focus(), level: rule.level };
                let (rect, clicked) = rule_line(ui, rule, at, state);
                if Some(at) == choose && reveal {
                    ui.scroll_to_rect(rect, None);
                }
                if clicked {
                    choose = Some(at);
                    list.request_focus();
                }
                at += 1;
            }
        }
        if page.more_schools > 0 {
            let words = format!("{} more; a text finds them", number::counted(page.more_schools as u64, "school", "schools"));
            text::label(ui, &words, font::small(), tokens(ui).text_3);
        }
        ui.add_space(12.0);
    });
    let offset = shown.state.clamped_offset().y;
    if (offset - scroll).abs() > 0.5 {
        out.push(Command::Findings(FindingsCommand::ScrollRules(offset)));
    }
    if let Some(rule) = choose.filter(|at| Some(*at) != chosen).and_then(|at| rules.get(at)) {
        let table = if ask.grouping == Grouping::Files { rule.table } else { ask.table };
        if ask.grouping == Grouping::Schools {
            out.push(Command::Findings(FindingsCommand::School(rule.school)));
        }
        match &rule.cause {
            Some((_, key)) => out.push(Command::Findings(FindingsCommand::Cause(Some(key.clone())))),
            None => out.push(Command::Replace(Route::Findings { roster, rule: Some(rule.code), table })),
        }
    }
    pressed.enter
}

const fn name_of(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Causes => "Causes",
        _ => "Rules",
    }
}

fn header(ui: &Ui, rect: Rect, grouping: Grouping) {
    let t = tokens(ui);
    let band = Rect::from_min_size(rect.min, vec2(rect.width(), size::HEADER_ROW));
    ui.painter().rect_filled(band, 0, t.band);
    ui.painter().hline(band.x_range(), band.bottom() - 0.5, Stroke::new(1.0, t.line));
    let words = match grouping {
        Grouping::Causes => "In the order of repair",
        Grouping::Rules => "By level, in the order of repair",
        Grouping::Files => "By file",
        Grouping::Schools | Grouping::Numbers => "By school",
    };
    text::put(ui.painter(), band.left() + 16.0, band.center().y, words, font::label(), t.text_2, 220.0);
    let counted = if grouping == Grouping::Causes { "Clears" } else { "Places" };
    text::put_right(ui.painter(), band.right() - 18.0, band.center().y, counted, font::label(), t.text_2, 80.0);
}

fn section_line(ui: &mut Ui, section: &Section) {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), SECTION));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let response = ui.interact(rect, ui.scope_id().with(("section", &section.title)), Sense::hover());
    let middle = rect.bottom() - 14.0;
    let count = number::count(section.count);
    let left = text::put_right(ui.painter(), rect.right() - 18.0, middle, &count, font::label(), t.text_3, 80.0);
    text::put(ui.painter(), rect.left() + 16.0, middle, &section.title, font::label(), t.text_3, left - rect.left() - 28.0);
    focus::name(&response, Role::Heading, &format!("{}, {}", section.title, number::counted(section.count, "finding", "findings")));
}

/// How a rule stands in the list.
#[derive(Clone, Copy)]
struct RuleState {
    chosen: bool,
    has_keys: bool,
    level: crate::check::Level,
}

/// One rule: where it stands, and whether it was clicked. Out of sight it takes its room and nothing else.
fn rule_line(ui: &mut Ui, rule: &RuleLine, at: usize, state: RuleState) -> (Rect, bool) {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), RULE));
    if !ui.is_rect_visible(rect) {
        return (rect, false);
    }
    // Not a stop of its own for Tab: the list is one.
    let response = ui.interact(rect, ui.scope_id().with(("rule", at)), Sense::CLICK);
    let level = shown_level(state.level);
    let words = format!("{}, {}", rule.title, level.counted(rule.count));
    focus::name_selected(&response, Role::ListBoxOption, state.chosen, &words);
    focus::describe(&response, &rule.about);
    let painter = ui.painter();
    if state.chosen {
        painter.rect_filled(rect, 0, if state.has_keys { t.selected } else { t.selected_idle });
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0, t.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 0, t.hover);
    }
    painter.hline(rect.left() + 40.0..=rect.right(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
    let (first, second) = (rect.top() + 15.0, rect.top() + 33.0);
    level.icon().paint(painter, pos2(rect.left() + 24.0, first), 15.0, level.tone(t).mark);
    let left = text::put_right(painter, rect.right() - 18.0, first, &number::count(rule.count), font::body_strong(), t.text, 90.0);
    let room = left - rect.left() - 48.0;
    text::put(painter, rect.left() + 40.0, first, &rule.title, font::body_medium(), t.text, room);
    let x = text::put(painter, rect.left() + 40.0, second, &rule.about, font::mono_small(), t.text_3, rect.width() - 56.0);
    let rest = rect.right() - 18.0 - x - 10.0;
    if rest > 60.0 {
        let words = text::line(painter, &rule.whereabouts, font::small(), t.text_3, rest);
        text::paint(painter, rect.right() - 18.0 - words.size().x, second, words, t.text_3);
    }
    if state.chosen && state.has_keys {
        let ring = Stroke::new(size::FOCUS_RING, t.focus);
        painter.rect_stroke(rect, 0, ring, egui::StrokeKind::Inside);
    }
    (rect, response.clicked())
}
