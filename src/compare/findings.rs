//! Findings of two rosters against each other: which are new, which are gone and which stay. A finding is known by its rule, the
//! sourcedId of its record and its column, never by its row; several of one key are counted against each other.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use crate::check::{self, Findings, Input, Level, Place, Reads, Rule, RuleFindings, Spot};
use crate::job::Watch;
use crate::roster::Roster;

/// What became of a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FindingFate {
    /// The old roster does not have it.
    #[default]
    New,
    /// The new roster does not have it.
    Gone,
    /// Both have it.
    Staying,
}

impl FindingFate {
    /// Every fate, the worst first.
    pub const ALL: [Self; 3] = [Self::New, Self::Gone, Self::Staying];

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Staying => "staying",
        }
    }
}

/// What became of the findings of one rule.
#[derive(Clone, Debug)]
pub struct RuleChanges {
    /// The rule.
    pub rule: &'static Rule,
    /// How much its findings matter, in the new roster where it has some.
    pub level: Level,
    parts: [Listed; 3],
}

/// How many, exactly, and places up to a number.
#[derive(Clone, Debug, Default)]
struct Listed {
    count: u64,
    places: Vec<(Spot, Option<String>)>,
}

impl RuleChanges {
    /// Places that are kept for each rule and fate.
    pub const KEPT: usize = 10_000;

    /// How many findings have this fate.
    pub const fn count(&self, fate: FindingFate) -> u64 {
        self.parts[fate as usize].count
    }

    /// How many of their places are kept.
    pub const fn kept(&self, fate: FindingFate) -> usize {
        self.parts[fate as usize].places.len()
    }

    /// Where one of them is: in the old roster for those that are gone, else in the new one.
    pub fn spot(&self, fate: FindingFate, at: usize) -> Option<Spot> {
        self.parts[fate as usize].places.get(at).map(|(spot, _)| *spot)
    }

    /// The same in words; the roster is the one that the place is in.
    pub fn place(&self, fate: FindingFate, at: usize, roster: &Roster) -> Option<Place> {
        let (spot, value) = self.parts[fate as usize].places.get(at)?;
        Some(spot.describe(self.rule.message, value.as_deref(), &input(roster)))
    }
}

/// Compares findings rule by rule; rules without any, and those that need another roster to speak, are left out. Only one rule's places
/// are held at a time. `None` if `watch` says to stop. Not for a frame.
pub fn findings(old: (&Roster, &Findings), new: (&Roster, &Findings), watch: &Watch) -> Option<Vec<RuleChanges>> {
    watch.doing("Comparing findings");
    let mut rules: Vec<&'static Rule> = [old.1, new.1].iter().flat_map(|of| of.groups()).map(|group| group.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    rules.retain(|rule| !rule.reads.contains(&Reads::Against));
    watch.set_total(rules.len() as u64);
    let mut found = Vec::new();
    for rule in rules {
        let (before, now) = (all(old, rule, watch)?, all(new, rule, watch)?);
        let level = new.1.group(rule.code).or_else(|| old.1.group(rule.code)).map_or(rule.level, RuleFindings::level);
        let parts = sides((old.0, &before), (new.0, &now));
        if parts.iter().any(|part| part.count > 0) {
            found.push(RuleChanges { rule, level, parts });
        }
        watch.add(1);
    }
    found.sort_by_key(|changes| (Reverse(changes.level), Reverse(changes.count(FindingFate::New)), changes.rule.code));
    (!watch.is_cancelled()).then_some(found)
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}

/// Every place of a rule, also those beyond what is kept.
fn all((roster, findings): (&Roster, &Findings), rule: &'static Rule, watch: &Watch) -> Option<Arc<RuleFindings>> {
    if watch.is_cancelled() {
        return None;
    }
    Some(Arc::new(match findings.group(rule.code) {
        Some(group) if group.spots().len() as u64 == group.count => group.clone(),
        Some(_) => check::all(&input(roster), findings.settings(), rule.code, watch)?,
        None => RuleFindings::of(rule, rule.level, Vec::new(), []),
    }))
}

fn sides((old, before): (&Roster, &RuleFindings), (new, now): (&Roster, &RuleFindings)) -> [Listed; 3] {
    let mut parts: [Listed; 3] = Default::default();
    let mut open: HashMap<u64, u32> = HashMap::new();
    for at in 0..before.spots().len() {
        *open.entry(key(old, before, at)).or_default() += 1;
    }
    let mut take = |fate: FindingFate, of: &RuleFindings, at: usize| {
        let part = &mut parts[fate as usize];
        part.count += 1;
        if part.places.len() < RuleChanges::KEPT {
            part.places.push((of.spots()[at], of.value(at).map(str::to_owned)));
        }
    };
    let mut met: HashMap<u64, u32> = HashMap::new();
    for at in 0..now.spots().len() {
        let key = key(new, now, at);
        match open.get_mut(&key).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                *met.entry(key).or_default() += 1;
                take(FindingFate::Staying, now, at);
            }
            None => take(FindingFate::New, now, at),
        }
    }
    for at in 0..before.spots().len() {
        match met.get_mut(&key(old, before, at)).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => take(FindingFate::Gone, before, at),
        }
    }
    parts
}

/// A number for a finding of one rule that does not depend on its row.
fn key(roster: &Roster, of: &RuleFindings, at: usize) -> u64 {
    let spot = of.spots()[at];
    let mut hash = DefaultHasher::new();
    match spot.row().and_then(|(table, row)| Some((table, row, roster.table(table)?))) {
        Some((table, row, data)) => {
            table.file().hash(&mut hash);
            data.sourced_id(row).hash(&mut hash);
            spot.column().and_then(|column| data.columns().get(usize::from(column))).map(|column| column.name()).hash(&mut hash);
        }
        None => {
            // Files and headers are few: their words are no matter.
            let place = spot.describe(of.rule.message, of.value(at), &input(roster));
            (place.table.map_or(place.file.as_str(), |table| table.file()), place.sourced_id, place.column).hash(&mut hash);
        }
    }
    hash.finish()
}
