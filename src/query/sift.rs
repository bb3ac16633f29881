//! Findings seen by school and narrowed by a text; places of one rule in another order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Needle;
use super::among::name_or_id;
use super::belongs::{org_of, record_name};
use crate::check::{Findings, Input, RuleFindings};
use crate::job::Watch;
use crate::read::FileId;
use crate::spec::Table;

/// Stands for a place that belongs to no org of the package.
const NO_ORG: u32 = u32::MAX;

/// Kept places by school, of those that hold a text.
#[derive(Debug, Default)]
pub struct Sift {
    text: String,
    groups: Vec<Sifted>,
    orgs: Arc<Vec<Vec<u32>>>,
    /// Orgs that places belong to, with their names, the one with the most places first; `None` = none of the package, last.
    pub schools: Vec<(Option<u32>, String, u64)>,
    /// True if there are places that were not looked at, because a rule found more than are kept.
    pub capped: bool,
}

/// What one rule found, of what holds the text.
#[derive(Debug, Default)]
struct Sifted {
    code: &'static str,
    /// The places that hold the text; `None` = all that are kept.
    places: Option<Vec<u32>>,
    /// How many, by file and org.
    tallies: Vec<(Option<FileId>, u32, u64)>,
}

/// Which places are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only in this file.
    pub file: Option<FileId>,
    /// Only of this org; `Some(None)` = of none that is in the package.
    pub org: Option<Option<u32>>,
}

/// What places can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceColumn {
    /// The file.
    File,
    /// The physical line.
    Line,
    /// The name of the column.
    Column,
    /// The text at fault.
    Value,
    /// The name of the record.
    Record,
}

impl Sift {
    /// What was looked for.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn group(&self, code: &str) -> Option<(usize, &Sifted)> {
        self.groups.iter().enumerate().find(|(_, group)| group.code == code)
    }

    /// How many places of a rule are left.
    pub fn count(&self, code: &str, wanted: Wanted) -> u64 {
        let fits = |file: Option<FileId>, org: u32| {
            wanted.file.is_none_or(|only| file == Some(only)) && wanted.org.is_none_or(|only| only.unwrap_or(NO_ORG) == org)
        };
        let tallies = self.group(code).map_or(&[][..], |(_, group)| &group.tallies);
        tallies.iter().filter(|(file, org, _)| fits(*file, *org)).map(|(.., count)| count).sum()
    }

    /// The places of a rule that are left, in their order.
    pub fn places(&self, input: &Input<'_>, group: &RuleFindings, wanted: Wanted) -> Vec<u32> {
        let Some((at, sifted)) = self.group(group.rule.code) else { return Vec::new() };
        let orgs = self.orgs.get(at).map_or(&[][..], Vec::as_slice);
        let fits = |place: &u32| {
            let index = *place as usize;
            let file = wanted.file.is_none_or(|only| group.spots().get(index).is_some_and(|spot| spot.file(input) == Some(only)));
            file && wanted.org.is_none_or(|only| orgs.get(index).copied() == Some(only.unwrap_or(NO_ORG)))
        };
        match &sifted.places {
            Some(places) => places.iter().copied().filter(fits).collect(),
            None => (0..orgs.len() as u32).filter(fits).collect(),
        }
    }
}

/// Sifts the kept places; `None` if it was stopped. `before` spares finding the schools again. Not for a frame.
pub fn sift(input: &Input<'_>, findings: &Findings, text: &str, before: Option<&Sift>, watch: &Watch) -> Option<Sift> {
    watch.doing("Looking through the findings");
    watch.set_total(findings.groups().len() as u64);
    let orgs = before.filter(|before| before.orgs.len() == findings.groups().len()).map(|before| Arc::clone(&before.orgs));
    let orgs = match orgs {
        Some(orgs) => orgs,
        None => Arc::new(findings.groups().iter().map(|group| orgs_of(input, group, watch)).collect()),
    };
    let needle = (!text.trim().is_empty()).then(|| Needle::new(text.trim()));
    let mut sift = Sift { text: text.to_owned(), orgs: Arc::clone(&orgs), ..Sift::default() };
    let mut schools: BTreeMap<u32, u64> = BTreeMap::new();
    for (group, orgs) in findings.groups().iter().zip(&*orgs) {
        if watch.is_cancelled() {
            return None;
        }
        watch.add(1);
        sift.capped |= group.count > group.spots().len() as u64;
        let places = needle.as_ref().filter(|needle| !rule_holds(group, needle)).map(|needle| holding(input, group, needle, watch));
        let mut tallies: BTreeMap<(Option<FileId>, u32), u64> = BTreeMap::new();
        let mut count = |place: u32| {
            if let (Some(spot), Some(&org)) = (group.spots().get(place as usize), orgs.get(place as usize)) {
                *tallies.entry((spot.file(input), org)).or_default() += 1;
                *schools.entry(org).or_default() += 1;
            }
        };
        match &places {
            Some(places) => places.iter().copied().for_each(&mut count),
            None => (0..group.spots().len() as u32).for_each(&mut count),
        }
        let tallies = tallies.into_iter().map(|((file, org), count)| (file, org, count)).collect();
        sift.groups.push(Sifted { code: group.rule.code, places, tallies });
    }
    sift.schools = schools
        .into_iter()
        .map(|(org, count)| match (org, input.data.table(Table::Orgs)) {
            (NO_ORG, _) | (_, None) => (None, "No school known".to_owned(), count),
            (org, Some(orgs)) => (Some(org), name_or_id(orgs, org), count),
        })
        .collect();
    sift.schools.sort_by(|one, two| one.0.is_none().cmp(&two.0.is_none()).then_with(|| two.2.cmp(&one.2)).then_with(|| one.1.cmp(&two.1)));
    Some(sift)
}

fn orgs_of(input: &Input<'_>, group: &RuleFindings, watch: &Watch) -> Vec<u32> {
    let of = |(table, row): (Table, u32)| org_of(input.data, input.relations, table, row);
    let spots = group.spots().iter();
    spots.map(|spot| if watch.is_cancelled() { NO_ORG } else { spot.row().and_then(of).unwrap_or(NO_ORG) }).collect()
}

/// True if the rule itself is what is looked for.
fn rule_holds(group: &RuleFindings, needle: &Needle) -> bool {
    needle.is_in(group.rule.code) || needle.is_in(group.rule.title)
}

fn holding(input: &Input<'_>, group: &RuleFindings, needle: &Needle, watch: &Watch) -> Vec<u32> {
    let holds = |at: &u32| {
        !watch.is_cancelled()
            && group.place(*at as usize, input).is_some_and(|place| {
                let column = place.column.as_deref().unwrap_or_default();
                [place.file.as_str(), column, &place.value, &place.sourced_id, &place.message].into_iter().any(|text| needle.is_in(text))
                    || needle.is_in(&name_at(input, group, *at))
            })
    };
    (0..group.spots().len() as u32).filter(holds).collect()
}

fn name_at(input: &Input<'_>, group: &RuleFindings, at: u32) -> String {
    let row = group.spots().get(at as usize).and_then(|spot| spot.row());
    row.map(|(table, row)| record_name(input.data, table, row)).unwrap_or_default()
}

/// The places in the order of a column; `None` if it was stopped. Equal ones keep their order. Not for a frame.
pub fn sort_places(
    input: &Input<'_>,
    group: &RuleFindings,
    places: &[u32],
    (by, descending): (PlaceColumn, bool),
    watch: &Watch,
) -> Option<Vec<u32>> {
    sorted(places, &|at| key(input, group, at, by), descending, watch)
}

/// The same for places of several rules, each with the number of its rule.
pub fn sort_cause_places(
    input: &Input<'_>,
    groups: &[RuleFindings],
    places: &[(u16, u32)],
    (by, descending): (PlaceColumn, bool),
    watch: &Watch,
) -> Option<Vec<(u16, u32)>> {
    let of = |(rule, at): (u16, u32)| groups.get(usize::from(rule)).map(|group| key(input, group, at, by)).unwrap_or_default();
    sorted(places, &of, descending, watch)
}

/// What a place is sorted by: blank texts last, then the text, then the line.
type SortText = (bool, String, u64);

fn key(input: &Input<'_>, group: &RuleFindings, at: u32, by: PlaceColumn) -> SortText {
    let place = group.place(at as usize, input).unwrap_or_default();
    let text = match by {
        PlaceColumn::File => place.file,
        PlaceColumn::Line => String::new(),
        PlaceColumn::Column => place.column.unwrap_or_default(),
        PlaceColumn::Value => place.value,
        PlaceColumn::Record => {
            let name = name_at(input, group, at);
            if name.is_empty() { place.sourced_id } else { name }
        }
    };
    let line = if by == PlaceColumn::Line { place.line.unwrap_or_default() } else { 0 };
    (by != PlaceColumn::Line && text.is_empty(), text.to_lowercase(), line)
}

fn sorted<P: Copy>(places: &[P], key: &dyn Fn(P) -> SortText, descending: bool, watch: &Watch) -> Option<Vec<P>> {
    watch.doing("Sorting places");
    let mut keyed: Vec<(SortText, P)> = Vec::with_capacity(places.len());
    for &at in places {
        if watch.is_cancelled() {
            return None;
        }
        keyed.push((key(at), at));
    }
    // What is blank stands last either way.
    keyed.sort_by(|(one, _), (two, _)| {
        let order = (&one.1, one.2).cmp(&(&two.1, two.2));
        one.0.cmp(&two.0).then(if descending { order.reverse() } else { order })
    });
    Some(keyed.into_iter().map(|(_, at)| at).collect())
}
