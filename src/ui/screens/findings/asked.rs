//! What keys and menus ask for that only the findings know: the rows that are meant, and what is to be suppressed.

use super::data::Chosen;
use super::listing::Listing;
use super::shared::Panes;
use crate::app::{Action, Command, Outbox, SuppressAsk, TrackCommand};
use crate::cause::Group;
use crate::check::{Input, Place, Rule};
use crate::roster::Roster;
use crate::track::Suppression;

/// Does what was asked for since the last frame.
pub(super) fn act(by: Panes<'_>, out: &mut Outbox, chosen: &Chosen, listing: Listing<'_>, rule: &'static Rule) {
    let roster = by.made.roster.id();
    let cause = cause(by, chosen);
    let first = || (0..listing.len()).find_map(|at| listing.spot(at)?.row());
    let here = || by.view.place.and_then(|at| listing.spot(at as usize)).and_then(|spot| spot.row());
    if by.app.asked(Action::OpenRows)
        && let Some((table, _)) = here().or_else(first)
    {
        out.push(match cause {
            Some(cause) => Command::ShowCauseRows(roster, cause.key.clone(), table),
            None => Command::ShowRuleRows(roster, chosen.code.to_owned(), table),
        });
    }
    if by.app.asked(Action::Suppress) {
        let ask = suppress_ask(by, cause, listing, rule);
        out.push(Command::Track(TrackCommand::AskToSuppress(ask)));
    }
    if by.app.asked(Action::TakeBack)
        && let Some(entry) = entry(by, chosen, listing)
    {
        out.push(Command::Track(TrackCommand::TakeBack(entry)));
    }
}

/// The cause that is shown.
fn cause<'a>(by: Panes<'a>, chosen: &Chosen) -> Option<&'a Group> {
    let (number, shown) = chosen.cause.zip(by.made.shown)?;
    shown.groups.get(number as usize)
}

/// The place that is selected, else the first.
fn place(by: Panes<'_>, listing: Listing<'_>, selected: bool) -> Option<(&'static Rule, Place)> {
    let at = by.view.place.map(|at| at as usize).filter(|at| *at < listing.len());
    let (group, place) = listing.at(if selected { at? } else { at.unwrap_or(0) })?;
    Some((group.rule, group.place(place as usize, &input(by.made.roster))?))
}

/// What suppresses the place that is selected, else the first.
pub(super) fn entry(by: Panes<'_>, chosen: &Chosen, listing: Listing<'_>) -> Option<Suppression> {
    let (rule, place) = place(by, listing, false)?;
    let causes = by.made.judged.map(|judged| &judged.causes);
    let key = causes.and_then(|causes| causes.group_of(rule, &place, &input(by.made.roster))).map(|group| group.key.as_str());
    let key = key.or_else(|| cause(by, chosen).map(|cause| cause.key.as_str()));
    by.app.criteria().suppressions.entry(rule.code, key, &place).cloned()
}

/// What can be suppressed: the place that is selected, the cause, the rule in this file, the rule.
fn suppress_ask(by: Panes<'_>, cause: Option<&Group>, listing: Listing<'_>, rule: &'static Rule) -> SuppressAsk {
    let mut choices: Vec<(Suppression, String)> = Vec::new();
    let selected = place(by, listing, true);
    let of_rule = || Suppression { rule: Some(rule.code.to_owned()), ..Suppression::default() };
    let asked_for = crate::check::rule(rule.code).is_none();
    if let Some((_, place)) = selected.as_ref().filter(|(_, place)| !place.sourced_id.is_empty() && !asked_for) {
        let what = Suppression {
            file: Some(place.file.clone()),
            sourced_id: Some(place.sourced_id.clone()),
            column: place.column.clone(),
            ..of_rule()
        };
        choices.push((what, format!("This place: {} {}, {}", place.file, place.sourced_id, rule.code)));
    }
    if let Some(cause) = cause.filter(|cause| cause.key.starts_with("missing:") || cause.key.starts_with("deleted:")) {
        let what = Suppression { cause: Some(cause.key.clone()), ..Suppression::default() };
        choices.push((what, format!("This cause: {}", cause.title)));
    }
    let file = selected.map(|(_, place)| place.file).or_else(|| Some(place(by, listing, false)?.1.file)).filter(|file| !file.is_empty());
    if let Some(file) = file.filter(|_| !asked_for) {
        choices.push((Suppression { file: Some(file.clone()), ..of_rule() }, format!("{} in {file}", rule.code)));
    }
    choices.push((of_rule(), format!("{} everywhere", rule.code)));
    let (what, words) = choices.remove(0);
    SuppressAsk { what, words, others: choices }
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}
