//! Draws the findings: toolbar, rules, places, and the page of the chosen rule.

use std::sync::{Arc, Weak};

use egui::{Frame, Id, Layout, Margin, Rect, Stroke, Ui, UiBuilder, accesskit::Role, pos2};

use super::data::{Ask, Chosen, FindingsPage, Places, kept, page, places};
use super::{places_pane, rule_page, rules_pane, toolbar};
use crate::app::{App, Command, FindingsCommand, FindingsView, Grouping, OpenRoster, Outbox, PlacesAsk, Route, TableCommand};
use crate::check::{Findings, RuleFindings};
use crate::query::{Condition, RowPick, Sift};
use crate::roster::{Roster, RosterId, Stage};
use crate::ui::icon::Icon;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, Button, EmptyState, focus, link, loading, number, progress, tabs, text};

const LIST: f32 = 352.0;
const RULE: f32 = 356.0;
/// Below this width the rule's page stands behind a tab.
const THREE: f32 = 1_000.0;

/// Draws the findings of the roster that the route names.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::Findings { roster: id, rule, table } = *app.route() else { return };
    let Some(open) = app.rosters().get(id) else { return };
    let (Some(roster), Some(findings)) = (open.roster(), open.findings()) else { return not_yet(ui, open, out) };
    let view = app.findings_view().cloned().unwrap_or_default();
    let sift = app.sift(id);
    let text = !view.text.trim().is_empty();
    let ask = Ask { rule, table, hidden: view.hidden_levels, grouping: view.grouping, school: view.school, text };
    let page = remembered(ui, roster, findings, sift, ask);
    ui.spacing_mut().item_spacing.y = 0.0;
    toolbar::show(ui, open, out, &page, ask, &view);
    if let Some(progress) = open.checking() {
        let amount = Amount { done: progress.done, total: progress.total, unit: "" };
        progress::bar(ui, ui.available_width(), amount.fraction(), "Checking anew");
        // What was found before stays, and steps back.
        ui.multiply_opacity(0.6);
    } else if sift.is_none_or(|sift| sift.text() != view.text) && (text || view.grouping == Grouping::Schools) {
        progress::bar(ui, ui.available_width(), None, "Looking through the findings");
        ui.multiply_opacity(0.6);
    }
    if page.counts.total() == 0 && table.is_none() && view.filters() == 0 {
        return none(ui, &page);
    }
    if page.sections.is_empty() {
        return no_match(ui, out, id, &view, sift.is_none());
    }
    panes(ui, Panes { app, roster, findings, page: &page, ask, view: &view }, out);
}

/// Nothing passes the filters, or what they need is still being worked out.
fn no_match(ui: &mut Ui, out: &mut Outbox, roster: RosterId, view: &FindingsView, waiting: bool) {
    ui.add_space(80.0);
    if waiting {
        EmptyState::new(Icon::HOURGLASS, "Looking through the findings").show(ui);
        return;
    }
    let line = if view.text.trim().is_empty() { "Levels, a file or a school are left out" } else { "The text stands in no finding" };
    if EmptyState::new(Icon::FUNNEL_SIMPLE, "No findings match").line(line).action("Show all").show(ui) {
        out.push(Command::Findings(FindingsCommand::ClearFilters));
        out.push(Command::Replace(Route::Findings { roster, rule: None, table: None }));
    }
}

/// No findings to show: the roster or the checks are still under way, or were stopped.
fn not_yet(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox) {
    ui.add_space(80.0);
    if let Some(progress) = open.checking() {
        if loading(ui, "Checking", Amount { done: progress.done, total: progress.total, unit: "" }) {
            out.push(Command::CancelChecks(open.id()));
        }
    } else if open.loading().is_some() || open.roster().is_none_or(|roster| roster.stage() != Stage::Whole) {
        EmptyState::new(Icon::HOURGLASS, "Checked once every file is read").line("The tables can be looked at meanwhile").show(ui);
    } else if EmptyState::new(Icon::STOP, "The checks were stopped").action("Check again").show(ui) {
        out.push(Command::SetAsOf(open.id(), open.as_of()));
    }
}

fn none(ui: &mut Ui, page: &FindingsPage) {
    ui.add_space(80.0);
    let words = if page.complete {
        format!("No faults found by {}", number::counted(page.rules as u64, "rule", "rules"))
    } else {
        "No faults found before the checks were stopped".to_owned()
    };
    EmptyState::new(Icon::CHECK_CIRCLE, &words).line("What no rule looks at may still be wrong").show(ui);
}

/// What a page was made of. Weak references keep their addresses from being used again, but nothing alive.
#[derive(Clone)]
struct Key {
    roster: Weak<Roster>,
    findings: Weak<Findings>,
    sift: Weak<Sift>,
    ask: Ask,
}

/// The page, made anew only when what it shows is another.
fn remembered(ui: &Ui, roster: &Arc<Roster>, findings: &Arc<Findings>, sift: Option<&Arc<Sift>>, ask: Ask) -> Arc<FindingsPage> {
    let sift_key = sift.map_or_else(Weak::new, Arc::downgrade);
    let key = Key { roster: Arc::downgrade(roster), findings: Arc::downgrade(findings), sift: sift_key, ask };
    let slot = Id::unique("findings page");
    if let Some((known, page)) = ui.data(|data| data.get_temp::<(Key, Arc<FindingsPage>)>(slot))
        && known.roster.ptr_eq(&key.roster)
        && known.findings.ptr_eq(&key.findings)
        && known.sift.ptr_eq(&key.sift)
        && known.ask == key.ask
    {
        return page;
    }
    let page = Arc::new(page(roster, findings, sift.map(|sift| &**sift), ask));
    ui.data_mut(|data| data.insert_temp(slot, (key, Arc::clone(&page))));
    page
}

/// What the three panes share.
#[derive(Clone, Copy)]
struct Panes<'a> {
    app: &'a App,
    roster: &'a Arc<Roster>,
    findings: &'a Arc<Findings>,
    page: &'a FindingsPage,
    ask: Ask,
    view: &'a FindingsView,
}

fn panes(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox) {
    let t = tokens(ui);
    let area = ui.available_rect_before_wrap();
    let three = area.width() >= THREE;
    let list = LIST.min(area.width() * 0.42);
    let right = if three { area.right() - RULE } else { area.right() };
    let split = |from: f32, to: f32| Rect::from_min_max(pos2(from, area.top()), pos2(to, area.bottom()));
    let pane = |ui: &mut Ui, salt: &str, name: &str, rect: Rect, draw: &mut dyn FnMut(&mut Ui)| {
        let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(Layout::top_down(egui::Align::Min)));
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        child.ctx().accesskit_node_builder(child.unique_id(), |node| {
            node.set_role(Role::Group);
            node.set_label(name);
        });
        draw(&mut child);
    };
    let mut take_keys = false;
    pane(ui, "rules pane", "Rules with findings", split(area.left(), area.left() + list - 1.0), &mut |ui| {
        take_keys = rules_pane::show(ui, out, by.roster.id(), by.ask, by.page, by.view.rules_scroll);
    });
    if let Some(chosen) = &by.page.chosen {
        let all = by.app.all_places(by.roster.id()).filter(|all| all.rule.code == chosen.code);
        // A text and a school are looked for among the places that are kept.
        let narrowed = by.ask.text || chosen.wanted.org.is_some();
        let group = all.filter(|_| !narrowed).map(|all| &**all).or_else(|| by.findings.group(chosen.code));
        if let Some(group) = group {
            let places = listed(ui, by, out, group, chosen, narrowed);
            pane(ui, "places pane", "Places", split(area.left() + list, right - 1.0), &mut |ui| {
                if head(ui, by, out, group, chosen, &places, three) {
                    rule_page::show(ui, group.rule);
                } else {
                    places_pane::show(ui, out, by.roster, group, &places.places, by.view, take_keys);
                }
            });
            if three {
                pane(ui, "rule pane", "About this rule", split(right, area.right()), &mut |ui| rule_page::show(ui, group.rule));
            }
        }
    }
    let line = Stroke::new(1.0, t.line_strong);
    ui.painter().vline(area.left() + list - 0.5, area.y_range(), line);
    if three {
        ui.painter().vline(right - 0.5, area.y_range(), line);
    }
    ui.allocate_rect(area, egui::Sense::hover());
}

/// The places to list: as they were found, or as a job has brought them; until it has, those of before.
fn listed(ui: &Ui, by: Panes<'_>, out: &mut Outbox, group: &RuleFindings, chosen: &Chosen, narrowed: bool) -> Arc<Places> {
    let ask = PlacesAsk { code: chosen.code, wanted: chosen.wanted, sort: by.view.sort, text: by.view.text.clone() };
    let found = if ask.is_everything() {
        None
    } else {
        let found = by.app.places(by.roster.id(), &ask);
        if by.app.lacks_places(by.roster.id(), &ask) {
            out.push(Command::OrderPlaces(by.roster.id(), ask.clone()));
        }
        Some(found.map(|(places, _)| Arc::clone(places)).unwrap_or_default())
    };
    let of = (Arc::downgrade(by.findings), found.as_ref().map_or_else(Weak::new, Arc::downgrade), group.spots().len());
    let slot = Id::unique("findings places");
    if let Some((findings, places, spots, known, made)) = ui.data(|data| data.get_temp::<Known>(slot))
        && findings.ptr_eq(&of.0)
        && places.ptr_eq(&of.1)
        && spots == of.2
        && known == ask
    {
        return made;
    }
    let list = found.unwrap_or_else(|| Arc::new(kept(by.roster, group, chosen.wanted.file)));
    let made = Arc::new(places(group, list, chosen.count, narrowed));
    ui.data_mut(|data| data.insert_temp::<Known>(slot, (of.0, of.1, of.2, ask, Arc::clone(&made))));
    made
}

/// The head of the middle pane. True if the rule's page is to be shown in place of the places.
fn head(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, group: &RuleFindings, chosen: &Chosen, places: &Places, three: bool) -> bool {
    let t = tokens(ui);
    let slot = Id::unique("findings show rule page");
    let mut as_page = !three && ui.data(|data| data.get_temp::<bool>(slot)).unwrap_or(false);
    Frame::NONE.inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 6 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            let level = shown_level(group.level());
            level.icon().show(ui, size::ICON, level.tone(t).mark);
            let title = text::label(ui, group.rule.title, font::figure(), t.text);
            focus::name(&title, Role::Heading, group.rule.title);
        });
        text::paragraph(ui, group.rule.summary, font::body(), t.text_2);
        if !three {
            let now = usize::from(as_page);
            if let Some(tab) = tabs(ui, now, &[("Places", Some(chosen.count)), ("About this rule", None)]) {
                as_page = tab == 1;
                ui.data_mut(|data| data.insert_temp(slot, as_page));
            }
        }
        if !as_page {
            ui.horizontal(|ui| {
                ui.set_min_height(28.0);
                ui.spacing_mut().item_spacing.x = 10.0;
                if three {
                    text::label(ui, "Places", font::heading(), t.text);
                }
                text::label(ui, &places.listed, font::small(), t.text_3);
                list_all(ui, by, out, chosen, places);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| open_rows(ui, by, out, group, places));
            });
        }
    });
    as_page
}

fn list_all(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, chosen: &Chosen, places: &Places) {
    if by.app.is_listing(by.roster.id(), chosen.code) {
        text::label(ui, "Listing all…", font::small(), tokens(ui).text_3);
    } else if !by.ask.text
        && chosen.wanted.org.is_none()
        && (places.places.len() as u64) < chosen.count
        && Button::outlined("List all").small().show(ui).clicked()
    {
        out.push(Command::ListAll(by.roster.id(), chosen.code));
        // The rule is named in the route from now on, so that its places stay with it.
        if let Route::Findings { roster, rule: None, table } = *by.app.route() {
            out.push(Command::Replace(Route::Findings { roster, rule: Some(chosen.code), table }));
        }
    }
}

/// The rows of the places in their table: by the rule where it is that alone, else exactly those that are listed.
fn open_rows(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, group: &RuleFindings, places: &Places) {
    let Some(table) = places.table else { return };
    if !link(ui, "Open rows in table").clicked() {
        return;
    }
    out.go(Route::Table { roster: by.roster.id(), table, at: None });
    out.push(Command::Table(TableCommand::ClearFilters));
    let school = by.page.chosen.as_ref().and_then(|chosen| chosen.wanted.org);
    if by.ask.text || school.is_some() {
        let rows = places.places.iter().filter_map(|&at| group.spots().get(at as usize)?.row()).map(|(_, row)| row);
        let mut rows: Vec<u32> = rows.collect();
        rows.sort_unstable();
        rows.dedup();
        let label = format!("Listed under {}", group.rule.code);
        out.push(Command::Table(TableCommand::Only(Some(Arc::new(RowPick { label, rows })))));
    } else {
        out.push(Command::Table(TableCommand::Where(Condition::found_by(group.rule.code))));
    }
}

/// What was made of the places of a group, and of what it was made.
type Known = (Weak<Findings>, Weak<Vec<u32>>, usize, PlacesAsk, Arc<Places>);
