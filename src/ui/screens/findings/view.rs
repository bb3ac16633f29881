//! Draws the findings: toolbar, rules, places, and the page of the chosen rule.

use std::sync::{Arc, Weak};

use egui::{Frame, Id, Layout, Margin, Rect, Stroke, Ui, UiBuilder, accesskit::Role, pos2};

use super::data::{Ask, Chosen, FindingsPage, Places, kept, listed_words, page, places};
use super::listing::Listing;
use super::shared::{Made, Panes};
use super::{asked, by_cause, cause_head, numbers_pane, places_pane, rule_page, rules_pane, toolbar};
use crate::app::{
    Action, App, CausePlace, CausePlaces, Command, FindingsCommand, FindingsView, Grouping, Judged, OpenRoster, Outbox, PlacesAsk, Route,
    TableCommand, TrackCommand, Which,
};
use crate::cause::Group;
use crate::check::{Findings, Rule, RuleFindings};
use crate::query::{RowPick, Sift};
use crate::roster::{Roster, RosterId, Stage};
use crate::track::Shown;
use crate::ui::icon::{Icon, Level};
use crate::ui::screens::record::shown_level;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Amount, Button, EmptyState, Notice, focus, link, loading, number, progress, tabs, text};

const LIST: f32 = 352.0;
const RULE: f32 = 356.0;
/// Below this width the rule's page stands behind a tab.
const THREE: f32 = 1_000.0;

/// Draws the findings of the roster that the route names.
pub fn show(ui: &mut Ui, app: &App, out: &mut Outbox) {
    let Route::Findings { roster: id, rule, table } = *app.route() else { return };
    let Some(open) = app.rosters().get(id) else { return };
    let view = app.findings_view().cloned().unwrap_or_default();
    let (Some(roster), Some(findings)) = (open.roster(), open.looked_at(view.which)) else { return not_yet(ui, open, out) };
    let (sift, shown) = (app.sift(id), open.causes(view.which));
    let lists = app.cause_places(roster, table).filter(|_| view.grouping == Grouping::Causes);
    let (text, judged) = (!view.text.trim().is_empty(), open.judged());
    let number = |key: &str| shown.and_then(|shown| (0..).zip(&shown.groups).find(|(_, group)| group.key == key)).map(|(at, _)| at);
    let cause = view.cause.as_deref().and_then(number);
    let effect = view.effect.filter(|_| judged.is_some_and(|judged| judged.judgment.is_some()));
    let ask = Ask { rule, table, hidden: view.hidden_levels, grouping: view.grouping, school: view.school, text, cause, effect };
    let made = Made { roster, findings, sift, shown, lists: lists.map(|(lists, _)| lists), judged };
    let page = remembered(ui, made, ask);
    ui.spacing_mut().item_spacing.y = 0.0;
    toolbar::show(ui, app, open, out, &page, ask, &view);
    let late = lists.is_some_and(|(_, fits)| !fits) || sift.is_none_or(|sift| sift.text() != view.text);
    if let Some(progress) = open.checking().or_else(|| open.judging()) {
        let amount = Amount { done: progress.done, total: progress.total, unit: "" };
        let words = if open.checking().is_some() { "Checking anew" } else { progress.doing.as_str() };
        progress::bar(ui, ui.available_width(), amount.fraction(), words);
        // What was found before stays, and steps back.
        ui.multiply_opacity(0.6);
    } else if late && (text || view.school.is_some() || view.grouping == Grouping::Schools) {
        progress::bar(ui, ui.available_width(), None, "Looking through the findings");
        ui.multiply_opacity(0.6);
    }
    if view.grouping == Grouping::Numbers {
        return numbers_pane::show(ui, open, out);
    }
    if page.counts.total() == 0 && table.is_none() && view.filters() == 0 {
        return none(ui, &page);
    }
    if view.grouping == Grouping::Causes && shown.is_none() {
        return no_causes(ui, open, out);
    }
    if page.sections.is_empty() {
        let waiting = sift.is_none() || view.grouping == Grouping::Causes && lists.is_none();
        return no_match(ui, out, id, &view, waiting);
    }
    panes(ui, Panes { app, made, page: &page, ask, view: &view }, out);
}

/// Causes are being found, or that was stopped; the other views are there.
fn no_causes(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox) {
    ui.add_space(80.0);
    if let Some(progress) = open.judging() {
        if loading(ui, &progress.doing, Amount { done: progress.done, total: progress.total, unit: "" }) {
            out.push(Command::Track(TrackCommand::CancelJudging(open.id())));
        }
    } else if open.is_judging_stopped() {
        let state = EmptyState::new(Icon::STOP, "Finding causes was stopped").line("The findings by rule, file and school are there");
        if state.action("Find causes").show(ui) {
            out.push(Command::Track(TrackCommand::JudgeAgain(open.id())));
        }
    }
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

/// The same as weak references, which keep their addresses from being used again, but nothing alive.
#[derive(Clone)]
struct Key {
    roster: Weak<Roster>,
    findings: Weak<Findings>,
    sift: Weak<Sift>,
    shown: Weak<Shown>,
    lists: Weak<CausePlaces>,
    judged: Weak<Judged>,
    ask: Ask,
}

impl Key {
    fn of(made: Made<'_>, ask: Ask) -> Self {
        Self {
            roster: Arc::downgrade(made.roster),
            findings: Arc::downgrade(made.findings),
            sift: made.sift.map_or_else(Weak::new, Arc::downgrade),
            shown: made.shown.map_or_else(Weak::new, Arc::downgrade),
            lists: made.lists.map_or_else(Weak::new, Arc::downgrade),
            judged: made.judged.map_or_else(Weak::new, Arc::downgrade),
            ask,
        }
    }

    fn is(&self, other: &Self) -> bool {
        let same = self.roster.ptr_eq(&other.roster) && self.findings.ptr_eq(&other.findings) && self.sift.ptr_eq(&other.sift);
        same && self.shown.ptr_eq(&other.shown)
            && self.lists.ptr_eq(&other.lists)
            && self.judged.ptr_eq(&other.judged)
            && self.ask == other.ask
    }
}

/// The page, made anew only when what it shows is another.
fn remembered(ui: &Ui, made: Made<'_>, ask: Ask) -> Arc<FindingsPage> {
    let key = Key::of(made, ask);
    let slot = Id::unique("findings page");
    if let Some((known, page)) = ui.data(|data| data.get_temp::<(Key, Arc<FindingsPage>)>(slot))
        && known.is(&key)
    {
        return page;
    }
    let causes = if ask.grouping == Grouping::Causes { by_cause::sections(made.sources(), ask) } else { Vec::new() };
    let page = Arc::new(page(made.sources(), ask, causes));
    ui.data_mut(|data| data.insert_temp(slot, (key, Arc::clone(&page))));
    page
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
        take_keys = rules_pane::show(ui, out, by.made.roster.id(), by.ask, by.page, by.view.rules_scroll);
    });
    if let Some(chosen) = &by.page.chosen {
        let middle = split(area.left() + list, right - 1.0);
        let mut rule = None;
        pane(ui, "places pane", "Places", middle, &mut |ui| rule = middle_pane(ui, by, out, chosen, three, take_keys));
        if let Some(rule) = rule.filter(|_| three) {
            let judgment = by.made.sources().judgment;
            pane(ui, "rule pane", "About this rule", split(right, area.right()), &mut |ui| {
                rule_page::show(ui, by.app, rule, judgment, out);
            });
        }
    }
    let line = Stroke::new(1.0, t.line_strong);
    ui.painter().vline(area.left() + list - 0.5, area.y_range(), line);
    if three {
        ui.painter().vline(right - 0.5, area.y_range(), line);
    }
    ui.allocate_rect(area, egui::Sense::hover());
}

/// The places of what was chosen; gives the rule whose page stands beside.
fn middle_pane(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, chosen: &Chosen, three: bool, take_keys: bool) -> Option<&'static Rule> {
    if let Some((number, shown)) = chosen.cause.zip(by.made.shown) {
        let cause = shown.groups.get(number as usize)?;
        let group = by.made.findings.group(chosen.code)?;
        let list = cause_list(ui, by, chosen, shown, number);
        let listing = Listing::Cause(shown.findings.groups(), &list);
        let tables = tables_of(listing);
        let kept = list.len() as u64;
        let narrowed = by.ask.text || by.ask.school.is_some();
        let among = (narrowed && by.page.at_least).then_some(kept).filter(|kept| *kept < chosen.count);
        let places = Places { places: Arc::default(), table: tables, listed: listed_words(kept, chosen.count, among) };
        return Some(subject_pane(ui, by, out, (Subject { group, cause: Some(cause) }, chosen), (&places, listing), (three, take_keys)));
    }
    let all = by.app.all_places(by.made.roster.id()).filter(|all| all.rule.code == chosen.code);
    // A text and a school are looked for among the places that are kept.
    let narrowed = by.ask.text || chosen.wanted.org.is_some();
    let group = all.filter(|_| !narrowed).map(|all| &**all).or_else(|| by.made.findings.group(chosen.code))?;
    let places = listed(ui, by, out, group, chosen, narrowed);
    let listing = Listing::Rule(group, &places.places);
    Some(subject_pane(ui, by, out, (Subject { group, cause: None }, chosen), (&places, listing), (three, take_keys)))
}

/// Its head, and its places or the page of the rule, which is given.
fn subject_pane(
    ui: &mut Ui,
    by: Panes<'_>,
    out: &mut Outbox,
    (subject, chosen): (Subject<'_>, &Chosen),
    (places, listing): (&Places, Listing<'_>),
    (three, take_keys): (bool, bool),
) -> &'static Rule {
    let selected = by.view.place.and_then(|at| listing.at(at as usize));
    let rule = selected.or_else(|| listing.at(0)).map_or(subject.group.rule, |(group, _)| group.rule);
    asked::act(by, out, chosen, listing, rule);
    if by.view.which == Which::Suppressed
        && let Some(entry) = asked::entry(by, chosen, listing)
    {
        reason(ui, &entry.reason, out);
    }
    if head(ui, by, out, subject, chosen, places, three) {
        rule_page::show(ui, by.app, rule, by.made.sources().judgment, out);
    } else {
        places_pane::show(ui, out, by.made.roster, listing, by.view, take_keys);
    }
    rule
}

/// Why the selected place, else the first, is left as it is.
fn reason(ui: &mut Ui, reason: &str, out: &mut Outbox) {
    Frame::NONE.inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 0 }).show(ui, |ui| {
        if Notice::new(Level::Info, "Left as it is").line(reason).action(Action::TakeBack.label()).show(ui).action {
            out.act(Action::TakeBack);
        }
    });
}

/// What the middle pane is about.
#[derive(Clone, Copy)]
struct Subject<'a> {
    group: &'a RuleFindings,
    cause: Option<&'a Group>,
}

/// The one table that all places are in.
fn tables_of(listing: Listing<'_>) -> Option<crate::spec::Table> {
    let table = |at: usize| listing.spot(at).and_then(|spot| spot.row()).map(|(table, _)| table);
    let first = table(0)?;
    (1..listing.len()).all(|at| table(at) == Some(first)).then_some(first)
}

/// The list of a cause, how it was looked at, its line, and what was made of it.
type KnownOfCause = (Weak<Vec<CausePlace>>, Ask, usize, Arc<Vec<CausePlace>>);

/// The places of a cause in their order, remembered until they are others.
fn cause_list(ui: &Ui, by: Panes<'_>, chosen: &Chosen, shown: &Arc<Shown>, number: u32) -> Arc<Vec<CausePlace>> {
    let Some(list) = by.made.lists.and_then(|lists| lists.lists.get(number as usize)) else { return Arc::default() };
    let list = by.app.cause_places_in_order(list).unwrap_or(list);
    let slot = Id::unique("findings cause places");
    let key = (Arc::downgrade(list), by.ask);
    if let Some((of, ask, line, made)) = ui.data(|data| data.get_temp::<KnownOfCause>(slot))
        && of.ptr_eq(&key.0)
        && ask == key.1
        && line == chosen.line
    {
        return made;
    }
    let made: Arc<Vec<CausePlace>> = Arc::new(by_cause::wanted(shown, list, by.made.sources(), by.ask).collect());
    ui.data_mut(|data| data.insert_temp::<KnownOfCause>(slot, (key.0, key.1, chosen.line, Arc::clone(&made))));
    made
}

/// The places to list: as they were found, or as a job has brought them; until it has, those of before.
fn listed(ui: &Ui, by: Panes<'_>, out: &mut Outbox, group: &RuleFindings, chosen: &Chosen, narrowed: bool) -> Arc<Places> {
    let ask = PlacesAsk { code: chosen.code, wanted: chosen.wanted, sort: by.view.sort, text: by.view.text.clone() };
    let found = if ask.is_everything() {
        None
    } else {
        let found = by.app.places(by.made.roster.id(), &ask);
        if by.app.lacks_places(by.made.roster.id(), &ask) {
            out.push(Command::OrderPlaces(by.made.roster.id(), ask.clone()));
        }
        Some(found.map(|(places, _)| Arc::clone(places)).unwrap_or_default())
    };
    let of = (Arc::downgrade(by.made.findings), found.as_ref().map_or_else(Weak::new, Arc::downgrade), group.spots().len());
    let slot = Id::unique("findings places");
    if let Some((findings, places, spots, known, made)) = ui.data(|data| data.get_temp::<Known>(slot))
        && findings.ptr_eq(&of.0)
        && places.ptr_eq(&of.1)
        && spots == of.2
        && known == ask
    {
        return made;
    }
    let list = found.unwrap_or_else(|| Arc::new(kept(by.made.roster, group, chosen.wanted.file)));
    let made = Arc::new(places(group, list, chosen.count, narrowed));
    ui.data_mut(|data| data.insert_temp::<Known>(slot, (of.0, of.1, of.2, ask, Arc::clone(&made))));
    made
}

/// The head of the middle pane. True if the rule's page is to be shown in place of the places.
fn head(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, subject: Subject<'_>, chosen: &Chosen, places: &Places, three: bool) -> bool {
    let t = tokens(ui);
    let group = subject.group;
    let slot = Id::unique("findings show rule page");
    let mut as_page = !three && ui.data(|data| data.get_temp::<bool>(slot)).unwrap_or(false);
    Frame::NONE.inner_margin(Margin { left: 16, right: 16, top: 14, bottom: 6 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        match subject.cause {
            Some(cause) => {
                let level =
                    by.page.sections.iter().flat_map(|section| &section.rules).nth(chosen.line).map_or(group.level(), |line| line.level);
                cause_head::show(ui, by.made.sources(), cause, level, chosen.count, out);
            }
            None => {
                ui.horizontal(|ui| {
                    let level = shown_level(group.level());
                    level.icon().show(ui, size::ICON, level.tone(t).mark);
                    let title = text::label(ui, group.rule.title, font::figure(), t.text);
                    focus::name(&title, Role::Heading, group.rule.title);
                });
                text::paragraph(ui, group.rule.summary, font::body(), t.text_2);
            }
        }
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
                list_all(ui, by, out, group, chosen, places);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| open_rows(ui, by, out, subject, places));
            });
        }
    });
    as_page
}

fn list_all(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, group: &RuleFindings, chosen: &Chosen, places: &Places) {
    // Asked once more, a rule finds what is suppressed as well, so all of it is listed only where nothing is.
    let found = by.made.judged.and_then(|judged| judged.findings.group(chosen.code)).map_or(group.count, |found| found.count);
    if chosen.cause.is_some() || found != group.count {
        return;
    }
    if by.app.is_listing(by.made.roster.id(), chosen.code) {
        text::label(ui, "Listing all…", font::small(), tokens(ui).text_3);
    } else if !by.ask.text
        && chosen.wanted.org.is_none()
        && (places.places.len() as u64) < chosen.count
        && Button::outlined("List all").small().show(ui).clicked()
    {
        out.push(Command::ListAll(by.made.roster.id(), chosen.code));
        // The rule is named in the route from now on, so that its places stay with it.
        if let Route::Findings { roster, rule: None, table } = *by.app.route() {
            out.push(Command::Replace(Route::Findings { roster, rule: Some(chosen.code), table }));
        }
    }
}

/// The rows of the places in their table: exactly those that are listed, or all of them where not all are listed.
fn open_rows(ui: &mut Ui, by: Panes<'_>, out: &mut Outbox, subject: Subject<'_>, places: &Places) {
    let Some(table) = places.table else { return };
    if !link(ui, "Open rows in table").on_hover_text(Action::OpenRows.keys()).clicked() {
        return;
    }
    let roster = by.made.roster.id();
    let narrowed = by.ask.text || by.page.chosen.as_ref().is_some_and(|chosen| chosen.wanted.org.is_some());
    match subject.cause {
        Some(cause) if !narrowed => out.push(Command::ShowCauseRows(roster, cause.key.clone(), table)),
        None if !narrowed => out.push(Command::ShowRuleRows(roster, subject.group.rule.code.to_owned(), table)),
        _ => {
            let Some(chosen) = &by.page.chosen else { return };
            let list = chosen.cause.zip(by.made.shown).map(|(number, shown)| cause_list(ui, by, chosen, shown, number));
            let listing = match (&list, by.made.shown) {
                (Some(list), Some(shown)) => Listing::Cause(shown.findings.groups(), list),
                _ => Listing::Rule(subject.group, &places.places),
            };
            let mut rows: Vec<u32> = (0..listing.len()).filter_map(|at| listing.spot(at)?.row()).map(|(_, row)| row).collect();
            rows.sort_unstable();
            rows.dedup();
            let label = format!("Listed under {}", subject.cause.map_or(subject.group.rule.code, |cause| cause.title.as_str()));
            out.go(Route::Table { roster, table, at: None });
            out.push(Command::Table(TableCommand::ClearFilters));
            out.push(Command::Table(TableCommand::Only(Some(Arc::new(RowPick { label, rows })))));
        }
    }
}

/// What was made of the places of a group, and of what it was made.
type Known = (Weak<Findings>, Weak<Vec<u32>>, usize, PlacesAsk, Arc<Places>);
