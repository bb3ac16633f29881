//! What findings are judged by, besides the data. Findings are kept under these settings as their key.

use jiff::civil::Date;

/// What findings are judged by. Equal settings and equal data give equal findings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The day that counts as today.
    pub as_of: Date,
    /// Limits that differ between places and tastes.
    pub thresholds: Thresholds,
    /// Codes of rules that are left out.
    pub without: Vec<String>,
}

/// Limits that differ between places and tastes. Empty until a rule needs one: whole numbers only, so that they can be a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Thresholds {}

/// A part of the settings that a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reads {
    /// [`Settings::as_of`].
    AsOf,
    /// [`Settings::thresholds`].
    Thresholds,
}

impl Settings {
    /// Every rule, judged on this day.
    pub fn as_of(as_of: Date) -> Self {
        Self { as_of, thresholds: Thresholds::default(), without: Vec::new() }
    }

    /// The same, without the rule of this code.
    #[must_use]
    pub fn without(mut self, code: &str) -> Self {
        self.without.push(code.to_owned());
        self
    }
}
