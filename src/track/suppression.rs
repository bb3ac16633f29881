//! Findings that somebody has looked at and decided to leave, each with a reason, in a small file that the user places.
//!
//! ```toml
//! [[suppress]]
//! rule = "class-no-teacher"     # or: cause = "missing:orgs:0457"
//! file = "classes.csv"          # file, sourcedId and column narrow it down
//! sourcedId = "c-17"
//! column = "title"
//! reason = "A homeroom without a teacher, as agreed"
//! ```

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::check::{Place, RULES};
use crate::receiver::nearest;

/// What is suppressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressions {
    /// Each suppression, in the order of the file.
    pub entries: Vec<Suppression>,
}

/// One rule, one cause or one place that is suppressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Suppression {
    /// The rule, or what a receiver asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The key of a cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// Only in this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Only in the row of this id.
    #[serde(rename = "sourcedId", skip_serializing_if = "Option::is_none")]
    pub sourced_id: Option<String>,
    /// Only in this column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Why.
    pub reason: String,
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {reason}")]
pub struct TrackError {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    suppress: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: Option<String>,
    cause: Option<String>,
    file: Option<String>,
    #[serde(rename = "sourcedId")]
    sourced_id: Option<String>,
    column: Option<String>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Written<'a> {
    suppress: &'a [Suppression],
}

impl Suppressions {
    /// Reads the text of the file. `more` are names of what receivers ask for, which can be suppressed like rules.
    pub fn parse(text: &str, more: &[&str]) -> Result<Self, TrackError> {
        let line = |byte: usize| 1 + text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count();
        let file: File = toml::from_str(text)
            .map_err(|error| TrackError { line: line(error.span().map_or(0, |span| span.start)), reason: error.message().to_owned() })?;
        let mut entries = Vec::new();
        for entry in file.suppress {
            let at = line(entry.span().start);
            entries.push(entry.into_inner().checked(more).map_err(|reason| TrackError { line: at, reason })?);
        }
        Ok(Self { entries })
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let head = "# Findings that are left as they are, each with its reason. Known by rule, file, sourcedId and column.\n\n";
        // A list of texts can always be written.
        head.to_owned() + &toml::to_string(&Written { suppress: &self.entries }).unwrap_or_default()
    }

    /// Why a finding is suppressed, if it is. `cause` is the key of its cause.
    pub fn reason(&self, rule: &str, cause: Option<&str>, place: &Place) -> Option<&str> {
        self.entry(rule, cause, place).map(|entry| entry.reason.as_str())
    }

    /// The first entry that suppresses a finding. `cause` is the key of its cause.
    pub fn entry(&self, rule: &str, cause: Option<&str>, place: &Place) -> Option<&Suppression> {
        self.entries.iter().find(|entry| entry.is_about(rule, cause) && entry.holds(place))
    }

    /// Why every finding of a rule is suppressed, if that is so.
    pub fn whole_rule(&self, rule: &str) -> Option<&str> {
        let whole = |entry: &&Suppression| entry.rule.as_deref() == Some(rule) && entry.cause.is_none() && entry.is_everywhere();
        self.entries.iter().find(whole).map(|entry| entry.reason.as_str())
    }

    /// True if a finding of this rule may be suppressed.
    pub(super) fn touches(&self, rule: &str) -> bool {
        self.entries.iter().any(|entry| entry.rule.as_deref().is_none_or(|of| of == rule))
    }
}

impl Entry {
    fn checked(self, more: &[&str]) -> Result<Suppression, String> {
        let Some(reason) = self.reason.filter(|reason| !reason.trim().is_empty()) else {
            return Err("a suppression needs a reason".to_owned());
        };
        if self.rule.is_none() && self.cause.is_none() {
            return Err("a suppression names a rule or a cause".to_owned());
        }
        if let Some(rule) = &self.rule {
            let known = || RULES.iter().map(|rule| rule.code).chain(more.iter().copied());
            if !known().any(|code| code == rule) {
                let near = nearest(rule, known()).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
                return Err(format!("there is no rule named {rule}{near}"));
            }
        }
        let Self { rule, cause, file, sourced_id, column, .. } = self;
        Ok(Suppression { rule, cause, file, sourced_id, column, reason })
    }
}

impl Suppression {
    fn is_about(&self, rule: &str, cause: Option<&str>) -> bool {
        self.rule.as_deref().is_none_or(|of| of == rule) && self.cause.as_deref().is_none_or(|of| Some(of) == cause)
    }

    fn is_everywhere(&self) -> bool {
        self.file.is_none() && self.sourced_id.is_none() && self.column.is_none()
    }

    fn holds(&self, place: &Place) -> bool {
        self.file.as_deref().is_none_or(|file| file == place.file)
            && self.sourced_id.as_deref().is_none_or(|id| id == place.sourced_id)
            && self.column.as_deref().is_none_or(|column| Some(column) == place.column.as_deref())
    }
}
