//! Makes groups: missing records, and those to be deleted, with what follows from them, and the rest by rule and file.

use std::collections::{BTreeMap, HashMap};

use super::group::Group;
use super::hint::{Guess, Hint, HintKind};
use super::lost::{AllLost, Lost, LostKey, Together};
use super::stage::Stage;
use super::words::number;
use crate::check::{Findings, Input, Rule, RuleFindings};
use crate::job::Watch;
use crate::read::FileId;
use crate::spec::{Table, Version};

/// Missing records of one table that are told one by one; where there are more, they are one group.
const TOLD_APART: usize = 10;
/// Missing records of one table for which hints are looked for.
const GUESSED: usize = 200_000;

/// Groups, and where each missing record is.
pub(super) struct Built {
    pub(super) groups: Vec<Group>,
    pub(super) of_lost: HashMap<LostKey, u32>,
}

/// A missing record with what is known about it.
struct Known {
    key: LostKey,
    lost: Lost,
    hint: Option<(HintKind, String)>,
}

/// Puts every finding in exactly one group; the groups stand in the order of repair.
pub(super) fn build(input: &Input<'_>, findings: &Findings, all: AllLost, watch: &Watch) -> Built {
    let mut rest = Rest::new(findings);
    let mut sorted: Vec<(LostKey, Lost)> = all.into_iter().collect();
    sorted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    for (_, lost) in &sorted {
        rest.take(lost);
    }
    let mut by_table: BTreeMap<(Table, bool), Vec<Known>> = BTreeMap::new();
    let mut dependent: BTreeMap<Box<str>, Vec<(LostKey, Lost)>> = BTreeMap::new();
    for (key, lost) in sorted {
        match &lost.org {
            Together::Org(org) if key.0 != Table::Orgs && !lost.deleted => dependent.entry(org.clone()).or_default().push((key, lost)),
            _ => by_table.entry((key.0, lost.deleted)).or_default().push(Known { key, lost, hint: None }),
        }
    }
    let mut built = Built { groups: Vec::new(), of_lost: HashMap::new() };
    for ((table, deleted), mut lost) in by_table {
        let mut guess = Guess::new(input.data, table);
        for known in lost.iter_mut().take(GUESSED) {
            if watch.is_cancelled() {
                break;
            }
            known.hint = guess.of(&known.key.1);
        }
        let cut = guess.is_cut() || lost.len() > GUESSED;
        for bundle in bundles(lost) {
            let unexplained = cut && bundle.first().is_some_and(|known| known.hint.is_none());
            built.add(table, deleted, bundle, &mut dependent);
            if let Some(group) = built.groups.last_mut().filter(|_| unexplained) {
                group.because.push("There are so many that not all of them were compared with similar ids".to_owned());
            }
        }
    }
    for ((code, file), (rule, count)) in rest.0 {
        if count > 0 {
            built.groups.push(of_rule(input, code, file, rule, count));
        }
    }
    built.sort(input.data.version());
    built
}

/// One by one where they are few; else those with the same hint together.
fn bundles(lost: Vec<Known>) -> Vec<Vec<Known>> {
    if lost.len() <= TOLD_APART || lost.first().is_some_and(|known| known.key.0 == Table::Orgs && lost.len() <= TOLD_APART * 10) {
        return lost.into_iter().map(|known| vec![known]).collect();
    }
    let mut bundles: BTreeMap<Option<HintKind>, Vec<Known>> = BTreeMap::new();
    for known in lost {
        bundles.entry(known.hint.as_ref().map(|hint| hint.0)).or_default().push(known);
    }
    bundles.into_values().collect()
}

impl Built {
    fn add(&mut self, table: Table, deleted: bool, bundle: Vec<Known>, dependent: &mut BTreeMap<Box<str>, Vec<(LostKey, Lost)>>) {
        let number = self.groups.len() as u32;
        let kind = bundle.first().and_then(|known| known.lost.kind).filter(|_| table == Table::Orgs);
        let single = if bundle.len() == 1 { bundle.first().map(|known| known.key.1.to_string()) } else { None };
        let hint = bundle.first().and_then(|known| known.hint.as_ref().map(|hint| hint.0));
        let of = format!("{}:{}", if deleted { "deleted" } else { "missing" }, table.name());
        let key = match (&single, hint) {
            (Some(id), _) => format!("{of}:{id}"),
            (None, Some(hint)) => format!("{of}:{hint:?}"),
            (None, None) => of,
        };
        let many = bundle.len() as u64;
        let what = if deleted { "to be deleted, but still referred to".to_owned() } else { format!("not in {}", table.file()) };
        let title = match &single {
            Some(id) => format!("{} {id} is {what}", capital(kind.unwrap_or(table.singular()))),
            None => format!("{} are {what}", kind.map_or_else(|| plural(many, table), |kind| counted(many, kind))),
        };
        let mut group = Group {
            key,
            stage: Stage::of_table(table),
            title,
            because: Vec::new(),
            parts: Vec::new(),
            hints: hints(&bundle),
            lost: single.clone().map(|id| (table, id)),
        };
        let mut followers = Vec::new();
        for known in bundle {
            if table == Table::Orgs && !deleted {
                followers.extend(dependent.remove(&known.key.1).unwrap_or_default());
            }
            known.lost.parts.iter().for_each(|&(rule, file, count)| group.add(rule, Some(file), count));
            self.of_lost.insert(known.key, number);
        }
        let them = if many == 1 { "it" } else { "them" };
        group.because.push(format!("{} {} to {them}", counted(group.clears(), "reference"), leads(group.clears())));
        self.follow(&mut group, followers, them, number);
        self.groups.push(group);
    }

    /// Records that are missing together with an org: what refers to them always names that org.
    fn follow(&mut self, group: &mut Group, followers: Vec<(LostKey, Lost)>, of: &str, number: u32) {
        let mut by_table: BTreeMap<Table, (u64, u64)> = BTreeMap::new();
        for (key, lost) in followers {
            let sums = by_table.entry(key.0).or_default();
            *sums = (sums.0 + 1, sums.1 + lost.count());
            lost.parts.iter().for_each(|&(rule, file, count)| group.add(rule, Some(file), count));
            self.of_lost.insert(key, number);
        }
        for (table, (records, references)) in by_table {
            let (are, them) = if records == 1 { ("is", "it") } else { ("are", "them") };
            group.because.push(format!(
                "{} of {of} {are} not in {} either: {} {} to {them}",
                plural(records, table),
                table.file(),
                counted(references, "reference"),
                leads(references)
            ));
        }
    }

    /// In the order of repair, the group that clears most first; what is known about groups by number follows them.
    fn sort(&mut self, version: Version) {
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        order.sort_by_key(|&at| {
            let group = &self.groups[at];
            let worst = group.parts.iter().map(|part| part.rule.level_in(version)).max();
            (group.stage, std::cmp::Reverse(worst), std::cmp::Reverse(group.clears()), group.key.clone())
        });
        let mut place = vec![0; order.len()];
        for (to, &from) in order.iter().enumerate() {
            place[from] = to as u32;
        }
        let mut groups: Vec<Option<Group>> = std::mem::take(&mut self.groups).into_iter().map(Some).collect();
        self.groups = order.iter().filter_map(|&from| groups[from].take()).collect();
        self.of_lost.values_mut().for_each(|number| *number = place[*number as usize]);
    }
}

/// The hints of a bundle, with how many findings have each.
fn hints(bundle: &[Known]) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    for known in bundle {
        let Some((kind, meant)) = &known.hint else { continue };
        match hints.iter_mut().find(|hint| hint.kind == *kind) {
            Some(hint) => hint.count += known.lost.count(),
            None => hints.push(Hint { kind: *kind, count: known.lost.count(), example: (known.key.1.to_string(), meant.clone()) }),
        }
    }
    hints.sort_by_key(|hint| hint.kind);
    hints
}

/// What is left of each rule and file once missing records have taken theirs.
struct Rest<'a>(BTreeMap<(&'a str, Option<FileId>), (&'static Rule, u64)>);

impl<'a> Rest<'a> {
    fn new(findings: &'a Findings) -> Self {
        let mut rest = BTreeMap::new();
        for group in findings.groups() {
            let RuleFindings { rule, parts, .. } = group;
            for part in parts {
                rest.entry((rule.code, part.file)).or_insert((*rule, 0)).1 += part.count;
            }
        }
        Self(rest)
    }

    fn take(&mut self, lost: &Lost) {
        for &(rule, file, count) in &lost.parts {
            if let Some((_, left)) = self.0.get_mut(&(rule.code, Some(file))) {
                *left = left.saturating_sub(count);
            }
        }
    }
}

fn of_rule(input: &Input<'_>, code: &str, file: Option<FileId>, rule: &'static Rule, count: u64) -> Group {
    let found = file.and_then(|file| input.package.file(file));
    let name = found.map_or("", |file| file.name.as_str());
    let title = if name.is_empty() { rule.title.to_owned() } else { format!("{} in {name}", rule.title) };
    let mut group = Group {
        key: if name.is_empty() { format!("rule:{code}") } else { format!("rule:{code}:{name}") },
        stage: Stage::of(rule, found.and_then(|file| file.table)),
        title,
        because: vec![rule.remedy.to_owned()],
        parts: Vec::new(),
        hints: Vec::new(),
        lost: None,
    };
    group.add(rule, file, count);
    group
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", number(count), if count == 1 { "" } else { "s" })
}

const fn leads(count: u64) -> &'static str {
    if count == 1 { "leads" } else { "lead" }
}

/// So many rows of a table, in words.
fn plural(count: u64, table: Table) -> String {
    let (noun, count_words) = (table.singular(), number(count));
    match (count, table) {
        (1, _) | (_, Table::Demographics) => format!("{count_words} {noun}"),
        (_, Table::Classes) => format!("{count_words} classes"),
        (_, Table::Categories) => format!("{count_words} categories"),
        _ => format!("{count_words} {noun}s"),
    }
}
