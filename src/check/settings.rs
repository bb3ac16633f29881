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
    /// Codes of rules that run only on request, and are asked for.
    pub also: Vec<String>,
}

/// Limits that differ between places and tastes: whole numbers only, so that they can be a key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Thresholds {
    /// Students that a class may have before it is told.
    pub class_students: u32,
    /// Classes that a teacher may have before it is told.
    pub teacher_classes: u32,
    /// Guardians that a student may have before it is told.
    pub student_guardians: u32,
    /// Days after which a package counts as old.
    pub stale_days: u32,
    /// The youngest age of a student, in years.
    pub youngest_student: u32,
    /// The oldest age of a student, in years.
    pub oldest_student: u32,
    /// The share of users of one kind, in percent, that makes the domains of their addresses the usual ones.
    pub usual_domains: u32,
    /// Rows that a file must have before a column of equal values is told.
    pub equal_values: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            class_students: 50,
            teacher_classes: 50,
            student_guardians: 5,
            stale_days: 3,
            youngest_student: 2,
            oldest_student: 25,
            usual_domains: 95,
            equal_values: 20,
        }
    }
}

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
        Self { as_of, thresholds: Thresholds::default(), without: Vec::new(), also: Vec::new() }
    }

    /// The same, without the rule of this code.
    #[must_use]
    pub fn without(mut self, code: &str) -> Self {
        self.without.push(code.to_owned());
        self
    }

    /// The same, with the rule of this code that runs only on request.
    #[must_use]
    pub fn also(mut self, code: &str) -> Self {
        self.also.push(code.to_owned());
        self
    }
}
