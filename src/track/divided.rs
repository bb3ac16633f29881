//! Findings as they are shown: as the receiver sees them, and divided into those that count, those that are left as they are,
//! and those that are new. Counts stay exact, because rules that are touched are asked once more.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::Tracked;
use crate::cause::{Causes, Group, GroupPart, Stage};
use crate::check::{self, Findings, Input, Level, Part, Rule, RuleFindings, Spot};
use crate::job::Watch;
use crate::read::FileId;
use crate::receiver::{Judgment, rule_of};

/// Findings with their causes.
#[derive(Debug)]
pub struct Shown {
    /// By rule.
    pub findings: Arc<Findings>,
    /// By cause, in the order of repair, with what is left of each; some may have nothing left.
    pub groups: Vec<Group>,
    /// For each rule in the order of the findings: the group of each kept place.
    of_place: Vec<Vec<u32>>,
}

/// All findings, divided.
#[derive(Clone, Debug)]
pub struct Divided {
    /// Those that count.
    pub open: Arc<Shown>,
    /// Those that are left as they are; `None` if nothing is.
    pub suppressed: Option<Arc<Shown>>,
    /// Those that count and are not in the baseline; `None` without a baseline.
    pub new: Option<Arc<Shown>>,
}

/// Stands for a place without a group.
const NO_GROUP: u32 = u32::MAX;

impl Shown {
    /// The group of a kept place of a rule.
    pub fn group_of(&self, rule: usize, place: u32) -> Option<u32> {
        self.of_place.get(rule)?.get(place as usize).copied().filter(|group| *group != NO_GROUP)
    }

    /// How many findings a group has.
    pub fn clears(&self, group: u32) -> u64 {
        self.groups.get(group as usize).map_or(0, Group::clears)
    }
}

/// Counts by rule, file and column, and places up to a number.
#[derive(Default)]
struct Bin {
    parts: Vec<Part>,
    places: Vec<(Spot, Option<String>)>,
    groups: BTreeMap<(u32, Option<FileId>), u64>,
}

impl Bin {
    fn add(&mut self, spot: Spot, value: Option<&str>, file: Option<FileId>, group: u32, cap: usize) {
        let column = spot.column();
        match self.parts.iter_mut().rev().find(|part| part.file == file && part.column == column) {
            Some(part) => part.count += 1,
            None => self.parts.push(Part { file, column, count: 1 }),
        }
        *self.groups.entry((group, file)).or_default() += 1;
        if self.places.len() < cap {
            self.places.push((spot, value.map(ToOwned::to_owned)));
        }
    }
}

/// Findings on their way into one of the three.
#[derive(Default)]
struct Pile {
    rules: Vec<RuleFindings>,
    parts: Vec<(u32, GroupPart)>,
}

impl Pile {
    fn add(&mut self, rule: &'static Rule, level: Level, bin: Bin) {
        if bin.parts.is_empty() {
            return;
        }
        self.parts.extend(bin.groups.into_iter().map(|((group, file), count)| (group, GroupPart { rule, file, count })));
        self.rules.push(RuleFindings::of(rule, level, bin.parts, bin.places));
    }

    /// Everything that a rule found.
    fn add_all(&mut self, group: &RuleFindings, level: Level, causes: &Causes) {
        for (number, cause) in (0..).zip(causes.groups()) {
            let parts = cause.parts.iter().filter(|part| part.rule.code == group.rule.code);
            self.parts.extend(parts.map(|part| (number, *part)));
        }
        self.rules.push(group.clone().with_level(level));
    }

    fn shown(self, by: &By<'_>, groups: &[Group], asks: &[(&'static Rule, u32)], findings: Option<&Arc<Findings>>) -> Shown {
        let mut groups: Vec<Group> = groups.iter().map(|group| Group { parts: Vec::new(), ..group.clone() }).collect();
        for (number, part) in self.parts {
            if let Some(group) = groups.get_mut(number as usize) {
                group.parts.push(part);
            }
        }
        let findings = findings.map_or_else(
            || Arc::new(Findings::new(by.findings.settings().clone(), self.rules, by.input.data, by.findings.is_complete())),
            Arc::clone,
        );
        let of_place = findings.groups().iter().map(|group| by.places(group, asks)).collect();
        let mut shown = Shown { findings, groups, of_place };
        by.sort(&mut shown);
        shown
    }
}

/// What everything is divided by.
struct By<'a> {
    input: &'a Input<'a>,
    findings: &'a Arc<Findings>,
    causes: &'a Causes,
    judgment: Option<&'a Judgment>,
    /// Rules of which single places have a cause of their own.
    by_place: HashSet<&'static str>,
    watch: &'a Watch,
}

impl By<'_> {
    fn level(&self, group: &RuleFindings) -> Level {
        self.judgment.map_or(group.level(), |judgment| judgment.level(group.rule))
    }

    /// The group of each kept place.
    fn places(&self, group: &RuleFindings, asks: &[(&'static Rule, u32)]) -> Vec<u32> {
        if let Some((_, number)) = asks.iter().find(|(rule, _)| rule.code == group.rule.code) {
            return vec![*number; group.spots().len()];
        }
        let mut of_file: BTreeMap<Option<FileId>, u32> = BTreeMap::new();
        let mut number = |at: usize, spot: &Spot| {
            let found = || {
                let place = spot.describe(|_, _| String::new(), group.value(at), self.input);
                self.causes.number_of(group.rule, &place, self.input).unwrap_or(NO_GROUP)
            };
            if self.by_place.contains(group.rule.code) {
                return if self.watch.is_cancelled() { NO_GROUP } else { found() };
            }
            *of_file.entry(spot.file(self.input)).or_insert_with(found)
        };
        group.spots().iter().enumerate().map(|(at, spot)| number(at, spot)).collect()
    }

    /// In the order of repair; of one step, what matters most to the receiver first.
    fn sort(&self, shown: &mut Shown) {
        let level = |rule: &Rule| shown.findings.group(rule.code).map_or(rule.level, RuleFindings::level);
        let mut order: Vec<usize> = (0..shown.groups.len()).collect();
        order.sort_by_cached_key(|&at| {
            let group = &shown.groups[at];
            (group.stage, std::cmp::Reverse(group.counts(&level).worst()), std::cmp::Reverse(group.clears()), group.key.clone())
        });
        let mut place = vec![0; order.len()];
        for (to, &from) in order.iter().enumerate() {
            place[from] = to as u32;
        }
        let mut groups: Vec<Option<Group>> = std::mem::take(&mut shown.groups).into_iter().map(Some).collect();
        shown.groups = order.iter().filter_map(|&from| groups[from].take()).collect();
        let numbers = shown.of_place.iter_mut().flatten().filter(|number| **number != NO_GROUP);
        numbers.for_each(|number| *number = place.get(*number as usize).copied().unwrap_or(NO_GROUP));
    }
}

/// Divides findings. Up to `cap` places are kept per rule, as in the findings themselves. Rules of which some findings are
/// left as they are, or are new, are asked once more.
pub fn divide(
    input: &Input<'_>,
    findings: &Arc<Findings>,
    causes: &Causes,
    judgment: Option<&Judgment>,
    tracked: &Tracked,
    cap: usize,
    watch: &Watch,
) -> Divided {
    let missing = causes.groups().iter().filter(|group| !group.key.starts_with("rule:"));
    let by_place = missing.flat_map(|group| &group.parts).map(|part| part.rule.code).collect();
    let by = By { input, findings, causes, judgment, by_place, watch };
    let (mut open, mut left, mut new) = (Pile::default(), Pile::default(), Pile::default());
    for group in findings.groups() {
        let level = by.level(group);
        let (suppressed, fresh) = (tracked.suppressed(group.rule.code), tracked.new_ones(group.rule.code).unwrap_or(0));
        match (suppressed, fresh) {
            (0, 0) => open.add_all(group, level, causes),
            (0, fresh) if fresh == group.count => {
                open.add_all(group, level, causes);
                new.add_all(group, level, causes);
            }
            (suppressed, _) if suppressed == group.count => left.add_all(group, level, causes),
            _ => {
                let bins = by.bins(group, tracked, cap);
                for (pile, bin) in [&mut open, &mut left, &mut new].into_iter().zip(bins) {
                    pile.add(group.rule, level, bin);
                }
            }
        }
    }
    let mut groups = causes.groups().to_vec();
    let asks = asked(&by, tracked, &mut groups, &mut open, &mut left, &mut new);
    // Nothing was taken away and nothing matters otherwise: what was found is what is shown.
    let same = judgment.is_none() && left.rules.is_empty();
    let none_left = left.rules.is_empty();
    let open = open.shown(&by, &groups, &asks, same.then_some(findings));
    Divided {
        open: Arc::new(open),
        suppressed: (!none_left).then(|| Arc::new(left.shown(&by, &groups, &asks, None))),
        new: tracked.has_baseline().then(|| Arc::new(new.shown(&by, &groups, &asks, None))),
    }
}

impl By<'_> {
    /// The findings of one rule: those that count, those that are left, those that are new.
    fn bins(&self, group: &RuleFindings, tracked: &Tracked, cap: usize) -> [Bin; 3] {
        let (mut open, mut left, mut new) = (Bin::default(), Bin::default(), Bin::default());
        let code = group.rule.code;
        check::spots(self.input, self.findings.settings(), code, self.watch, &mut |spot, value| {
            let place = spot.describe(|_, _| String::new(), value, self.input);
            let file = spot.file(self.input);
            let number = self.causes.number_of(group.rule, &place, self.input);
            let cause = number.and_then(|number| self.causes.groups().get(number as usize)).map(|cause| cause.key.as_str());
            let number = number.unwrap_or(NO_GROUP);
            if tracked.reason(code, cause, &place).is_some() {
                left.add(spot, value, file, number, cap);
                return;
            }
            open.add(spot, value, file, number, cap);
            if tracked.is_new(code, &place) == Some(true) {
                new.add(spot, value, file, number, cap);
            }
        });
        [open, left, new]
    }
}

/// What the receiver asks for and does not get, as findings of rules of its own; each is a cause.
fn asked(
    by: &By<'_>,
    tracked: &Tracked,
    groups: &mut Vec<Group>,
    open: &mut Pile,
    left: &mut Pile,
    new: &mut Pile,
) -> Vec<(&'static Rule, u32)> {
    let mut asks = Vec::new();
    let Some(judgment) = by.judgment else { return asks };
    for unmet in &judgment.unmet {
        let (rule, number) = (rule_of(&judgment.profile, &unmet.ask), groups.len() as u32);
        let table = unmet.parts.iter().find_map(|part| part.file).and_then(|file| by.input.package.file(file)).and_then(|file| file.table);
        groups.push(Group {
            key: format!("ask:{}", rule.code),
            stage: table.map_or(Stage::Package, Stage::of_table),
            title: rule.title.to_owned(),
            because: vec![format!("{}: {}", judgment.profile.name, unmet.ask.said.words)],
            parts: Vec::new(),
            hints: Vec::new(),
            lost: None,
        });
        asks.push((rule, number));
        let found = RuleFindings::of(rule, unmet.ask.level, unmet.parts.clone(), unmet.kept().iter().cloned());
        let pile = if tracked.suppressed(rule.code) > 0 { &mut *left } else { &mut *open };
        let parts = unmet.parts.iter().map(|part| (number, GroupPart { rule, file: part.file, count: part.count }));
        pile.parts.extend(parts.clone());
        pile.rules.push(found.clone());
        // One by one they are not known from before: all of them are new, or none is told.
        if tracked.new_ones(rule.code) == Some(unmet.count) && tracked.suppressed(rule.code) == 0 {
            new.parts.extend(parts);
            new.rules.push(found);
        }
    }
    asks
}
