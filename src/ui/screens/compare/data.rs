//! The overview of a comparison as plain data.

use crate::app::{ChangesJudged, CompareState};
use crate::check::{Input, Level, RuleFindings};
use crate::compare::{Comparison, Counts, FindingFate, Note, Presence};
use crate::receiver::{Effect, Judgment};
use crate::roster::Roster;
use crate::spec::Table;
use crate::ui::{number, place};

/// The overview.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// What has to be known before the numbers are believed; true = the two are no two states of one thing.
    pub notes: Vec<(String, bool)>,
    /// What rules about changes say.
    pub verdict: Option<VerdictLine>,
    /// In one sentence.
    pub title: String,
    /// File by file.
    pub files: Vec<FileLine>,
    /// The part of a file's rows that the longest bar shows, in percent.
    pub scale: u64,
    /// The schools whose number of people changed most.
    pub schools: Vec<SchoolLine>,
    /// How many schools have differences.
    pub schools_changed: usize,
    /// Records that go by another id: how many, and how sure that is.
    pub churned: (u64, String),
    /// Ids that belong to another record.
    pub reused: (u64, String),
    /// Findings that are new, gone and staying; `None` until they are compared.
    pub findings: Option<[u64; 3]>,
}

/// What rules about changes say.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictLine {
    /// The gravest level.
    pub level: Level,
    /// In one line.
    pub title: String,
    /// The gravest of them in words.
    pub lines: Vec<String>,
    /// How many findings there are.
    pub count: u64,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// Which.
    pub table: Table,
    /// Rows by what became of them.
    pub counts: Counts,
    /// Why it is not compared; empty if it is.
    pub aside: &'static str,
}

/// One school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolLine {
    /// Its sourcedId.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its people by what became of them.
    pub users: Counts,
}

impl SchoolLine {
    /// How many people it has more than before.
    pub const fn more(&self) -> i64 {
        self.users.added as i64 - self.users.removed as i64
    }
}

impl FileLine {
    /// Removed, changed and added as parts of all rows that there are or were.
    pub fn shares(&self) -> [f32; 3] {
        let Counts { added, removed, changed, unchanged } = self.counts;
        let all = (added + removed + changed + unchanged).max(1) as f32;
        [removed, changed, added].map(|count| count as f32 / all)
    }
}

/// How many schools the card names.
const SCHOOLS: usize = 6;

/// Gathers the overview.
pub fn overview(state: &CompareState<'_>) -> Overview {
    let (old, new, comparison) = (&*state.compared.old, &*state.compared.new, &state.compared.comparison);
    let files: Vec<FileLine> = comparison
        .tables
        .iter()
        .map(|changes| FileLine {
            table: changes.table,
            counts: changes.counts(),
            aside: match changes.presence {
                Presence::Both => "",
                Presence::OldOnly => "only before",
                Presence::NewOnly => "only after",
                Presence::OtherVersion => "not in the other version",
            },
        })
        .collect();
    let most = files.iter().map(|file| file.shares().iter().sum::<f32>()).fold(0.0, f32::max);
    let mut schools: Vec<SchoolLine> = comparison
        .schools
        .iter()
        .filter(|school| !school.users.is_equal())
        .map(|school| SchoolLine { id: school.id.clone(), name: school.name.clone(), users: school.users })
        .collect();
    schools.sort_by_key(|school| (std::cmp::Reverse(school.more().unsigned_abs()), std::cmp::Reverse(school.users.changed)));
    let schools_changed = comparison.schools.iter().filter(|school| !school.all().is_equal()).count();
    schools.truncate(SCHOOLS);
    schools.sort_by_key(SchoolLine::more);
    Overview {
        notes: comparison.notes.iter().map(|note| (note_words(note), note.is_unlike())).collect(),
        verdict: state.judged.and_then(|judged| verdict(judged, new)),
        title: title(comparison, old, new),
        scale: [1, 2, 5, 10, 25, 50, 100].into_iter().find(|scale| most * 100.0 <= *scale as f32).unwrap_or(100),
        files,
        schools,
        schools_changed,
        churned: (comparison.churned.len() as u64, sure(comparison.churned.iter().map(|one| one.certainty.name()))),
        reused: (comparison.reused.len() as u64, sure(comparison.reused.iter().map(|one| one.certainty.name()))),
        findings: state.findings.map(|rules| FindingFate::ALL.map(|fate| rules.iter().map(|rule| rule.count(fate)).sum())),
    }
}

/// A note in a sentence, without what is for the command line.
fn note_words(note: &Note) -> String {
    match note {
        Note::Delta { is_new } => {
            let side = if *is_new { "after" } else { "before" };
            format!("The roster {side} holds changes only: rows that it lacks are not gone.")
        }
        note => note.words(),
    }
}

fn title(comparison: &Comparison, old: &Roster, new: &Roster) -> String {
    let Counts { added, removed, changed, .. } = comparison.counts();
    if comparison.is_equal() {
        return "Both hold the same rows".to_owned();
    }
    let parts = [(added, "added"), (removed, "removed"), (changed, "changed")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{} {word}", number::count(*count))).collect();
    if parts.is_empty() {
        format!("{} and {} differ in their manifest or columns", old.package().name, new.package().name)
    } else {
        parts.join(", ")
    }
}

/// "18 certain, 9 likely".
fn sure<'a>(certainties: impl Iterator<Item = &'a str>) -> String {
    let mut counts: [(&str, u64); 3] = [("certain", 0), ("likely", 0), ("possible", 0)];
    for certainty in certainties {
        if let Some(slot) = counts.iter_mut().find(|(word, _)| *word == certainty) {
            slot.1 += 1;
        }
    }
    let parts: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{} {word}", number::count(*count))).collect();
    parts.join(", ")
}

fn verdict(judged: &ChangesJudged, new: &Roster) -> Option<VerdictLine> {
    let level = |group: &RuleFindings| judged.judgment.as_ref().map_or(group.level(), |judgment| judgment.level(group.rule));
    let mut groups: Vec<&RuleFindings> = judged.findings.groups().iter().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(level(group)));
    let worst = level(groups.first()?);
    let input = Input { package: new.package(), data: new.data(), relations: new.relations() };
    let count = judged.findings.counts().total();
    let about = number::counted(count, "thing about the changes stands out", "things about the changes stand out");
    // What the receiver asks of any package is no matter of what changed.
    let reason = |judgment: &Judgment| judgment.reasons.iter().find(|reason| judged.findings.group(&reason.code).is_some()).cloned();
    let mut lines = Vec::new();
    let title = match judged.judgment.as_ref().map(|judgment| (judgment, reason(judgment))) {
        None => about,
        Some((judgment, None)) => format!("{about}; nothing is known against it at {}", judgment.profile.name),
        Some((judgment, Some(reason))) => {
            lines.push(format!("{}.", reason.said.words.trim_end_matches('.')));
            match reason.effect {
                Effect::Refuses => format!("{} would stop this: {}", judgment.profile.name, reason.title),
                Effect::Loses => format!("{} would take losses from this: {}", judgment.profile.name, reason.title),
                _ => format!("Worth knowing for {}: {}", judgment.profile.name, reason.title),
            }
        }
    };
    lines.extend(groups.iter().filter_map(|group| Some(group.place(0, &input)?.message)).take(2));
    Some(VerdictLine { level: worst, title, lines, count })
}

/// "1.1 bulk, 408,733 rows".
pub fn about(roster: &Roster) -> String {
    place::about(roster)
}
