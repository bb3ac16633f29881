//! Findings against what is suppressed and what was known before.

use std::collections::HashMap;

use super::baseline::{Baseline, Known, by_part, known};
use super::key::fingerprint;
use super::suppression::Suppressions;
use crate::cause::Causes;
use crate::check::{self, Findings, Input, Part, Place, Rule};
use crate::job::Watch;
use crate::receiver::Unmet;

/// Findings against what is suppressed and what was known before.
#[derive(Clone, Debug, Default)]
pub struct Tracked {
    suppressions: Suppressions,
    has_baseline: bool,
    rules: HashMap<String, OfRule>,
}

/// What is suppressed and what is new of one rule.
#[derive(Clone, Debug, Default)]
struct OfRule {
    suppressed: u64,
    new: u64,
    /// Fingerprints of which there are more than before; `None` = told by counts alone.
    more: Option<HashMap<u64, u32>>,
}

/// What is suppressed and what is known before.
pub struct Before<'a> {
    /// What is suppressed.
    pub suppressions: &'a Suppressions,
    /// What was found before.
    pub baseline: Option<&'a Baseline>,
    /// Causes, which can be suppressed as a whole.
    pub causes: Option<&'a Causes>,
}

/// Looks at every finding of a rule that may be suppressed, or all if there is a baseline.
pub fn track(input: &Input<'_>, findings: &Findings, unmet: &[Unmet], before: &Before<'_>, watch: &Watch) -> Tracked {
    let has_baseline = before.baseline.is_some();
    let mut tracked = Tracked { suppressions: before.suppressions.clone(), has_baseline, rules: HashMap::new() };
    for group in findings.groups() {
        let code = group.rule.code;
        let mut of_rule = of_rule(input, findings, code, group.count, &group.parts, before, watch);
        of_rule.suppressed = suppressed(input, findings, group.rule, group.count, before, watch);
        tracked.rules.insert(code.to_owned(), of_rule);
    }
    for one in unmet {
        let code = one.ask.code.as_str();
        let mut of_rule = OfRule::default();
        if before.suppressions.whole_rule(code).is_some() {
            of_rule.suppressed = one.count;
        }
        if let Some(baseline) = before.baseline {
            let was = match baseline.rule(code) {
                Some(Known::Parts(parts)) => parts.values().sum(),
                _ => 0,
            };
            of_rule.new = one.count.saturating_sub(was);
        }
        tracked.rules.insert(code.to_owned(), of_rule);
    }
    tracked
}

/// What is new of one rule.
fn of_rule(input: &Input<'_>, findings: &Findings, code: &str, count: u64, parts: &[Part], before: &Before<'_>, watch: &Watch) -> OfRule {
    let Some(baseline) = before.baseline else { return OfRule::default() };
    match (baseline.rule(code), known(input, findings, code, count, parts, watch)) {
        (None, _) => OfRule { new: count, more: None, suppressed: 0 },
        (Some(Known::Places(was)), Known::Places(now)) => {
            let more: HashMap<u64, u32> = now
                .into_iter()
                .map(|(key, count)| (key, count.saturating_sub(was.get(&key).copied().unwrap_or(0))))
                .filter(|(_, more)| *more > 0)
                .collect();
            OfRule { new: more.values().map(|more| u64::from(*more)).sum(), more: Some(more), suppressed: 0 }
        }
        (Some(Known::Parts(was)), _) => {
            let now = by_part(input, parts);
            let new = now.into_iter().map(|(part, count)| count.saturating_sub(was.get(&part).copied().unwrap_or(0))).sum();
            OfRule { new, more: Some(HashMap::new()), suppressed: 0 }
        }
        (Some(Known::Places(was)), Known::Parts(_)) => {
            let was: u64 = was.values().map(|count| u64::from(*count)).sum();
            OfRule { new: count.saturating_sub(was), more: Some(HashMap::new()), suppressed: 0 }
        }
    }
}

fn suppressed(input: &Input<'_>, findings: &Findings, rule: &Rule, count: u64, before: &Before<'_>, watch: &Watch) -> u64 {
    let suppressions = before.suppressions;
    if suppressions.whole_rule(rule.code).is_some() {
        return count;
    }
    if !suppressions.touches(rule.code) {
        return 0;
    }
    let mut suppressed = 0;
    check::spots(input, findings.settings(), rule.code, watch, &mut |spot, value| {
        let place = spot.describe(|_, _| String::new(), value, input);
        let cause = before.causes.and_then(|causes| causes.group_of(rule, &place, input)).map(|group| group.key.as_str());
        suppressed += u64::from(suppressions.reason(rule.code, cause, &place).is_some());
    });
    suppressed
}

impl Tracked {
    /// True if there is a baseline, so that findings are new or not.
    pub const fn has_baseline(&self) -> bool {
        self.has_baseline
    }

    /// How many findings of a rule are suppressed.
    pub fn suppressed(&self, code: &str) -> u64 {
        self.rules.get(code).map_or(0, |rule| rule.suppressed)
    }

    /// How many findings of a rule are new; `None` without a baseline.
    pub fn new_ones(&self, code: &str) -> Option<u64> {
        self.has_baseline.then(|| self.rules.get(code).map_or(0, |rule| rule.new))
    }

    /// Why a finding is suppressed, if it is. `cause` is the key of its cause.
    pub fn reason(&self, code: &str, cause: Option<&str>, place: &Place) -> Option<&str> {
        self.suppressions.reason(code, cause, place)
    }

    /// True if a finding is new; `None` without a baseline, or where only counts are known.
    pub fn is_new(&self, code: &str, place: &Place) -> Option<bool> {
        let rule = self.rules.get(code).filter(|_| self.has_baseline)?;
        match &rule.more {
            None => Some(true),
            Some(more) if more.is_empty() && rule.new > 0 => None,
            Some(more) => Some(more.contains_key(&fingerprint(code, place))),
        }
    }
}
