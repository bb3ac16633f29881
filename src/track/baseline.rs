//! The findings of an earlier package, to tell what is new. It holds numbers made of ids, not the ids.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::key::fingerprint;
use crate::check::{self, Findings, Input, Part};
use crate::job::Watch;
use crate::receiver::Unmet;

/// Findings of one rule that are known one by one; where there are more, they are known by file and column.
const MOST_PLACES: u64 = 100_000;
const FORMAT: &str = "roster-inspector baseline";
const VERSION: u32 = 1;

/// The findings of an earlier package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    rules: HashMap<String, Known>,
}

/// What is known of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// How many findings of each fingerprint.
    Places(HashMap<u64, u32>),
    /// How many in each file and column.
    Parts(BTreeMap<(String, String), u64>),
}

/// Why a baseline cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BaselineError(String);

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    rules: BTreeMap<String, RuleFile>,
}

#[derive(Serialize, Deserialize)]
struct RuleFile {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<(String, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<(String, String, u64)>,
}

impl Baseline {
    /// Everything that was found, suppressed or not.
    pub fn of(input: &Input<'_>, findings: &Findings, unmet: &[Unmet], watch: &Watch) -> Self {
        let mut rules = HashMap::new();
        for group in findings.groups() {
            let code = group.rule.code;
            rules.insert(code.to_owned(), known(input, findings, code, group.count, &group.parts, watch));
        }
        for one in unmet {
            rules.insert(one.ask.code.clone(), Known::Parts(by_part(input, &one.parts)));
        }
        Self { rules }
    }

    /// Reads the text of the file.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(text).map_err(|error| BaselineError(format!("It is no baseline: {error}")))?;
        if file.format != FORMAT {
            return Err(BaselineError(format!("It is no baseline: its format is {}, not {FORMAT}", file.format)));
        }
        if file.version != VERSION {
            return Err(BaselineError(format!("Its version is {}; this program reads version {VERSION}", file.version)));
        }
        let mut rules = HashMap::new();
        for (code, rule) in file.rules {
            rules.insert(code, rule.known()?);
        }
        Ok(Self { rules })
    }

    /// The text of the file: the same for the same findings.
    pub fn to_text(&self) -> String {
        let mut rules: Vec<_> = self.rules.iter().map(|(code, known)| (code.clone(), RuleFile::of(known))).collect();
        rules.sort_by(|one, other| one.0.cmp(&other.0));
        let file = File { format: FORMAT.to_owned(), version: VERSION, rules: rules.into_iter().collect() };
        // Texts and numbers can always be written.
        serde_json::to_string(&file).unwrap_or_default() + "\n"
    }

    pub(super) fn rule(&self, code: &str) -> Option<&Known> {
        self.rules.get(code)
    }
}

/// What is found now of one rule, in the form of a baseline.
pub(super) fn known(input: &Input<'_>, findings: &Findings, code: &str, count: u64, parts: &[Part], watch: &Watch) -> Known {
    if count > MOST_PLACES {
        return Known::Parts(by_part(input, parts));
    }
    let mut places: HashMap<u64, u32> = HashMap::new();
    check::spots(input, findings.settings(), code, watch, &mut |spot, value| {
        let place = spot.describe(|_, _| String::new(), value, input);
        *places.entry(fingerprint(code, &place)).or_default() += 1;
    });
    Known::Places(places)
}

/// Counts by the names of file and column.
pub(super) fn by_part(input: &Input<'_>, parts: &[Part]) -> BTreeMap<(String, String), u64> {
    let mut counts = BTreeMap::new();
    for part in parts {
        let file = part.file.and_then(|file| input.package.file(file));
        let name = file.map(|file| file.name.clone()).unwrap_or_default();
        let columns = file.and_then(|file| file.header.as_ref()).map_or(&[][..], |header| &header.columns);
        let column = part.column.and_then(|column| columns.get(usize::from(column))).map(|column| column.name.clone());
        *counts.entry((name, column.unwrap_or_default())).or_default() += part.count;
    }
    counts
}

impl RuleFile {
    fn of(known: &Known) -> Self {
        match known {
            Known::Places(places) => {
                let mut places: Vec<_> = places.iter().map(|(key, count)| (format!("{key:016x}"), *count)).collect();
                places.sort_unstable();
                Self { places, parts: Vec::new() }
            }
            Known::Parts(parts) => {
                let parts = parts.iter().map(|((file, column), count)| (file.clone(), column.clone(), *count)).collect();
                Self { places: Vec::new(), parts }
            }
        }
    }

    fn known(self) -> Result<Known, BaselineError> {
        if self.places.is_empty() {
            let parts = self.parts.into_iter().map(|(file, column, count)| ((file, column), count));
            return Ok(Known::Parts(parts.collect()));
        }
        let mut places = HashMap::new();
        for (key, count) in self.places {
            let key = u64::from_str_radix(&key, 16).map_err(|_| BaselineError(format!("It is no baseline: {key} is not a number")))?;
            places.insert(key, count);
        }
        Ok(Known::Places(places))
    }
}
