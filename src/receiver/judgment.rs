//! What a receiver does with a package: findings as it sees them, and whether it takes it.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::meet::{self, Unmet};
use super::profile::{Effect, Profile, Said};
use crate::check::{self, Findings, Input, Level, Rule};
use crate::job::Watch;
use crate::spec::Version;

/// How one receiver sees a package.
#[derive(Clone, Debug)]
pub struct Judgment {
    /// The receiver.
    pub profile: Arc<Profile>,
    /// What it asks for and does not get, the worst first.
    pub unmet: Vec<Unmet>,
    /// Whether it takes the package.
    pub verdict: Verdict,
    /// Why, the worst first.
    pub reasons: Vec<Reason>,
    levels: HashMap<&'static str, Level>,
    version: Version,
}

/// Whether a receiver takes a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing is known against it.
    NothingKnown,
    /// It is accepted with losses.
    Losses,
    /// It is refused.
    Refused,
}

impl Verdict {
    /// The verdict in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NothingKnown => "nothing known against it",
            Self::Losses => "accepted with losses",
            Self::Refused => "refused",
        }
    }
}

/// One reason for a verdict.
#[derive(Clone, Debug)]
pub struct Reason {
    /// What the receiver does.
    pub effect: Effect,
    /// The rule, or what the receiver asks for, whose places are the rows.
    pub code: String,
    /// The fault in a few words.
    pub title: String,
    /// How many places, exactly.
    pub count: u64,
    /// What is known, and how.
    pub said: Said,
}

/// Judges findings as a receiver would. Keeps up to `cap` places of what is not met.
pub fn judge(input: &Input<'_>, findings: &Findings, profile: &Arc<Profile>, cap: usize, watch: &Watch) -> Judgment {
    let mut levels: HashMap<&'static str, Level> = HashMap::new();
    let mut reasons = Vec::new();
    let version = input.data.version();
    for statement in &profile.statements {
        let Some(rule) = check::rule(statement.rule) else { continue };
        let level = statement.level.unwrap_or_else(|| statement.effect.level(rule.level_in(version)));
        let known = levels.entry(statement.rule).or_insert(level);
        *known = level.max(*known);
        let Some(group) = findings.group(statement.rule) else { continue };
        reasons.push(Reason {
            effect: statement.effect,
            code: statement.rule.to_owned(),
            title: group.rule.title.to_owned(),
            count: group.count,
            said: statement.said.clone(),
        });
    }
    // What is not OneRoster cannot be asked for anything.
    let is_foreign = input.package.detected.foreign.is_some();
    let asks = profile.asks.par_iter().filter(|_| !is_foreign);
    let mut unmet: Vec<Unmet> = asks.filter_map(|ask| meet::unmet(input, ask, cap, watch)).collect();
    reasons.extend(unmet.iter().map(|Unmet { ask, count, .. }| Reason {
        effect: ask.effect,
        code: ask.code.clone(),
        title: ask.title.clone(),
        count: *count,
        said: ask.said.clone(),
    }));
    unmet.sort_by_key(|one| std::cmp::Reverse(one.ask.level));
    reasons.retain(|reason| reason.effect > Effect::Accepts);
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.effect), std::cmp::Reverse(reason.count)));
    let verdict = verdict_of(&reasons);
    Judgment { profile: Arc::clone(profile), unmet, verdict, reasons, levels, version }
}

fn verdict_of(reasons: &[Reason]) -> Verdict {
    match reasons.first().map(|reason| reason.effect) {
        Some(Effect::Refuses) => Verdict::Refused,
        Some(Effect::Loses) => Verdict::Losses,
        _ => Verdict::NothingKnown,
    }
}

impl Judgment {
    /// The same where some findings do not count; `silenced` says how many of a rule.
    #[must_use]
    pub fn without(mut self, silenced: &dyn Fn(&str) -> u64) -> Self {
        self.reasons.iter_mut().for_each(|reason| reason.count = reason.count.saturating_sub(silenced(&reason.code)));
        self.reasons.retain(|reason| reason.count > 0);
        self.verdict = verdict_of(&self.reasons);
        self
    }

    /// How much the findings of a rule matter to the receiver; as the rule says where nothing is known.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.code).copied().unwrap_or_else(|| rule.level_in(self.version))
    }
}
