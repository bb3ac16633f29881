//! Findings by cause: what the list shows of each, and which of its places are listed.

use super::data::{Ask, RuleLine, Section, Sources, section};
use crate::app::CausePlace;
use crate::cause::{Group, GroupPart, Stage};
use crate::check::{Level, Rule, RuleFindings};
use crate::read::FileId;
use crate::spec::Table;
use crate::store::TableData;
use crate::track::Shown;

/// Every stage, in the order of repair.
const STAGES: [Stage; 10] = [
    Stage::Package,
    Stage::Encoding,
    Stage::Header,
    Stage::Orgs,
    Stage::Sessions,
    Stage::Users,
    Stage::Courses,
    Stage::Classes,
    Stage::Enrollments,
    Stage::Rest,
];

/// The causes by the step of the repair.
pub(super) fn sections(sources: Sources<'_>, ask: Ask) -> Vec<Section> {
    let Some(shown) = sources.shown else { return Vec::new() };
    // A table that is not in the package has no findings of its own.
    let file = ask.table.map(|table| sources.roster.table(table).map(TableData::file));
    let mut number = 0;
    let mut sections = Vec::new();
    for stage in STAGES {
        let groups = (0..).zip(&shown.groups).filter(|(_, group)| group.stage == stage);
        let lines: Vec<RuleLine> = groups.filter_map(|(at, group)| line(sources, shown, ask, file, at, group)).collect();
        if let Some(section) = section(format!("{}  {}", number + 1, stage.name()), lines) {
            number += 1;
            sections.push(section);
        }
    }
    sections
}

fn line(sources: Sources<'_>, shown: &Shown, ask: Ask, file: Option<Option<FileId>>, at: u32, group: &Group) -> Option<RuleLine> {
    let is_in = |part: &&GroupPart| file.is_none_or(|file| file.is_some() && part.file == file);
    let fits = |rule: &Rule| ask.rule.is_none_or(|code| code == rule.code) && sources.wants(rule, ask);
    let parts: Vec<&GroupPart> = group.parts.iter().filter(is_in).filter(|part| fits(part.rule)).collect();
    let level_of = |part: &&GroupPart| sources.findings.group(part.rule.code).map_or(part.rule.level, RuleFindings::level);
    let level = parts.iter().map(level_of).max()?;
    let count = if ask.text || ask.school.is_some() {
        let list = sources.lists.and_then(|lists| lists.lists.get(at as usize));
        list.map_or(0, |list| wanted(shown, list, sources, ask).count() as u64)
    } else {
        parts.iter().map(|part| part.count).sum()
    };
    let first = parts.iter().max_by_key(|part| part.count)?.rule.code;
    let mut codes: Vec<&str> = parts.iter().map(|part| part.rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let more = codes.len() - 1;
    let about = if more == 0 { first.to_owned() } else { format!("{first} and {more} more") };
    (count > 0).then(|| RuleLine {
        code: first,
        title: group.title.clone(),
        about,
        cause: Some((at, group.key.clone())),
        level,
        count,
        whereabouts: if group.hints.is_empty() { String::new() } else { "possible match".to_owned() },
        table: None,
        school: None,
    })
}

/// The places of a cause that are looked at, in their order.
pub(super) fn wanted<'a>(
    shown: &'a Shown,
    list: &'a [CausePlace],
    sources: Sources<'a>,
    ask: Ask,
) -> impl Iterator<Item = CausePlace> + 'a {
    let groups = shown.findings.groups();
    let fits: Vec<bool> =
        groups.iter().map(|group| ask.rule.is_none_or(|code| code == group.rule.code) && sources.wants(group.rule, ask)).collect();
    list.iter().copied().filter(move |(rule, _)| fits.get(usize::from(*rule)).copied().unwrap_or(false))
}

/// One step of what follows from a missing record: the file and how many findings are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The table.
    pub(super) table: Table,
    /// How many findings.
    pub(super) count: u64,
    /// The worst of them.
    pub(super) level: Level,
}

/// How many findings of a cause are in each file that is a table, in the order of the standard.
pub(super) fn steps(sources: Sources<'_>, group: &Group) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for part in &group.parts {
        let file = part.file.and_then(|file| sources.roster.package().file(file));
        let Some(table) = file.and_then(|file| file.table) else { continue };
        let level = sources.findings.group(part.rule.code).map_or(part.rule.level, RuleFindings::level);
        match steps.iter_mut().find(|step| step.table == table) {
            Some(step) => (step.count, step.level) = (step.count + part.count, step.level.max(level)),
            None => steps.push(Step { table, count: part.count, level }),
        }
    }
    steps.sort_by_key(|step| (Stage::of_table(step.table), step.table));
    steps
}
