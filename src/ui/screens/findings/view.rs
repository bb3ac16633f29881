//! Draws the findings: toolbar, rules, places, and the page of the chosen rule.

use std::sync::{Arc, Weak};

use egui::{Frame, Id, Layout, Margin, Rect, Stroke, Ui, UiBuilder, accesskit::Role, pos2};

use super::data::{Ask, Chosen, FindingsPage, page};
use super::{places_pane, rule_page, rules_pane};
use crate::app::{App, Command, FindingsCommand, OpenRoster, Outbox, Route, TableCommand};
use crate::check::{Findings, Level, RuleFindings};
use crate::roster::{Roster, Stage};
use crate::spec::Table;
use crate::ui::icon::Icon;
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, Button, EmptyState, choice, focus, level_switch, link, loading, number, progress, tabs, text};

const LIST: f32 = 352.0;
const RULE: f32 = 356.0;
/// Below this width the rule's page stands behind a tab.
const THREE: f32 = 1_000.0;

/// Draws the findings of the roster that the route names.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::Findings { roster: id, rule, table } = *app.route() else { return };
    let Some(open) = app.rosters().get(id) else { return };
    let (Some(roster), Some(findings)) = (open.roster(), open.findings()) else { return not_yet(ui, open, out) };
    let hidden = app.findings_view().map(|view| view.hidden_levels).unwrap_or_default();
    let all = app.all_places(id).filter(|all| Some(all.rule.code) == rule);
    let ask = Ask { rule, table, hidden };
    let page = remembered(ui, roster, findings, all, ask);
    ui.spacing_mut().item_spacing.y = 0.0;
    toolbar(ui, open, out, &page, ask);
    if let Some(progress) = open.checking() {
        let amount = Amount { done: progress.done, total: progress.total, unit: "" };
        progress::bar(ui, ui.available_width(), amount.fraction(), "Checking anew");
        // What was found before stays, and steps back.
        ui.multiply_opacity(0.6);
    }
    if page.counts.total() == 0 && table.is_none() {
        return none(ui, &page);
    }
    if page.sections.is_empty() {
        ui.add_space(80.0);
        if EmptyState::new(Icon::FUNNEL_SIMPLE, "No findings match").line("Levels or a file are left out").action("Show all").show(ui) {
            show_all(out, id);
        }
        return;
    }
    panes(ui, app, out, roster, findings, all, &page, ask);
}

fn show_all(out: &mut Outbox, roster: crate::roster::RosterId) {
    for level in 0..3 {
        out.push(Command::Findings(FindingsCommand::HideLevel { level, hide: false }));
    }
    out.push(Command::Replace(Route::Findings { roster, rule: None, table: None }));
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

/// What a page was made of.
#[derive(Clone)]
struct Key {
    roster: Weak<Roster>,
    findings: Weak<Findings>,
    all: Weak<RuleFindings>,
    ask: Ask,
}

/// The page, made anew only when what it shows is another.
fn remembered(ui: &Ui, roster: &Arc<Roster>, findings: &Arc<Findings>, all: Option<&Arc<RuleFindings>>, ask: Ask) -> Arc<FindingsPage> {
    let key =
        Key { roster: Arc::downgrade(roster), findings: Arc::downgrade(findings), all: all.map_or_else(Weak::new, Arc::downgrade), ask };
    let slot = Id::unique("findings page");
    if let Some((known, page)) = ui.data(|data| data.get_temp::<(Key, Arc<FindingsPage>)>(slot))
        // Weak references keep their addresses from being used again, but nothing alive.
        && known.roster.ptr_eq(&key.roster)
        && known.findings.ptr_eq(&key.findings)
        && known.all.ptr_eq(&key.all)
        && known.ask == key.ask
    {
        return page;
    }
    let page = Arc::new(page(roster, findings, all.map(|all| &**all), ask));
    ui.data_mut(|data| data.insert_temp(slot, (key, Arc::clone(&page))));
    page
}

fn toolbar(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, page: &FindingsPage, ask: Ask) {
    let t = tokens(ui);
    let bar = Frame::NONE.fill(t.content).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.x = 8.0;
            let words = ["Errors", "Warnings", "Information"];
            for (at, level) in Level::ALL.into_iter().enumerate() {
                let mut on = !ask.hidden[at];
                if level_switch(ui, shown_level(level), words[at], page.counts.get(level), &mut on).changed() {
                    out.push(Command::Findings(FindingsCommand::HideLevel { level: at as u8, hide: !on }));
                }
            }
            ui.add_space(4.0);
            file_choice(ui, open, out, page, ask);
            if !page.complete {
                ui.add_space(4.0);
                text::label(ui, "Stopped early, so counts are not complete", font::small(), t.warning.fg);
            }
        });
    });
    let rect = bar.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
}

fn file_choice(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, page: &FindingsPage, ask: Ask) {
    let mut words = vec!["All".to_owned()];
    let mut tables: Vec<Option<Table>> = vec![None];
    for (table, count) in &page.files {
        words.push(format!("{}  {}", table.name(), number::count(*count)));
        tables.push(Some(*table));
    }
    if let Some(table) = ask.table.filter(|table| !tables.contains(&Some(*table))) {
        words.push(format!("{}  0", table.name()));
        tables.push(Some(table));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let current = tables.iter().position(|table| *table == ask.table).unwrap_or(0);
    if let Some(at) = choice(ui, "File", true, 150.0, current, &words) {
        out.push(Command::Replace(Route::Findings { roster: open.id(), rule: ask.rule, table: tables[at] }));
    }
}

#[expect(clippy::too_many_arguments, reason = "the three panes share nearly everything that the screen knows")]
fn panes(
    ui: &mut Ui,
    app: &App,
    out: &mut Outbox,
    roster: &Arc<Roster>,
    findings: &Findings,
    all: Option<&Arc<RuleFindings>>,
    page: &FindingsPage,
    ask: Ask,
) {
    let t = tokens(ui);
    let area = ui.available_rect_before_wrap();
    let three = area.width() >= THREE;
    let list = LIST.min(area.width() * 0.42);
    let right = if three { area.right() - RULE } else { area.right() };
    let split = |from: f32, to: f32| Rect::from_min_max(pos2(from, area.top()), pos2(to, area.bottom()));
    let view = app.findings_view().cloned().unwrap_or_default();
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
        take_keys = rules_pane::show(ui, out, roster.id(), ask.table, page, view.rules_scroll);
    });
    let chosen = page.chosen.as_ref();
    let group =
        chosen.and_then(|chosen| all.map(|all| &**all).filter(|all| all.rule.code == chosen.code).or_else(|| findings.group(chosen.code)));
    if let (Some(chosen), Some(group)) = (chosen, group) {
        pane(ui, "places pane", "Places", split(area.left() + list, right - 1.0), &mut |ui| {
            let as_page = head(ui, app, out, roster, group, chosen, three);
            if as_page {
                rule_page::show(ui, group.rule);
            } else {
                places_pane::show(ui, out, roster, group, chosen, &view, take_keys);
            }
        });
        if three {
            pane(ui, "rule pane", "About this rule", split(right, area.right()), &mut |ui| rule_page::show(ui, group.rule));
        }
    }
    let line = Stroke::new(1.0, t.line_strong);
    ui.painter().vline(area.left() + list - 0.5, area.y_range(), line);
    if three {
        ui.painter().vline(right - 0.5, area.y_range(), line);
    }
    ui.allocate_rect(area, egui::Sense::hover());
}

/// The head of the middle pane. True if the rule's page is to be shown in place of the places.
fn head(ui: &mut Ui, app: &App, out: &mut Outbox, roster: &Roster, group: &RuleFindings, chosen: &Chosen, three: bool) -> bool {
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
                text::label(ui, &chosen.listed, font::small(), t.text_3);
                list_all(ui, app, out, roster, chosen);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| open_rows(ui, out, roster, chosen));
            });
        }
    });
    as_page
}

fn list_all(ui: &mut Ui, app: &App, out: &mut Outbox, roster: &Roster, chosen: &Chosen) {
    if app.is_listing(roster.id(), chosen.code) {
        text::label(ui, "Listing all…", font::small(), tokens(ui).text_3);
    } else if (chosen.places.len() as u64) < chosen.count && Button::outlined("List all").small().show(ui).clicked() {
        out.push(Command::ListAll(roster.id(), chosen.code));
        // The rule is named in the route from now on, so that its places stay with it.
        if let Route::Findings { roster, rule: None, table } = *app.route() {
            out.push(Command::Replace(Route::Findings { roster, rule: Some(chosen.code), table }));
        }
    }
}

fn open_rows(ui: &mut Ui, out: &mut Outbox, roster: &Roster, chosen: &Chosen) {
    let Some(table) = chosen.table else { return };
    if link(ui, "Open rows in table").clicked() {
        out.go(Route::Table { roster: roster.id(), table, at: None });
        out.push(Command::Table(TableCommand::Where(crate::query::Condition::found_by(chosen.code))));
    }
}
