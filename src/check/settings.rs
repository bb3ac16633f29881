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

/// One of the limits, by the name under which it is set from outside.
#[derive(Clone, Copy, Debug)]
pub struct Threshold {
    /// The name, as on the command line.
    pub name: &'static str,
    /// What it limits.
    pub words: &'static str,
    /// Where it is.
    pub of: fn(&mut Thresholds) -> &mut u32,
}

impl Thresholds {
    /// Every limit.
    pub const ALL: [Threshold; 8] = [
        Threshold { name: "class-students", words: "students of a class", of: |limits| &mut limits.class_students },
        Threshold { name: "teacher-classes", words: "classes of a teacher", of: |limits| &mut limits.teacher_classes },
        Threshold { name: "student-guardians", words: "guardians of a student", of: |limits| &mut limits.student_guardians },
        Threshold { name: "stale-days", words: "days after which a package is old", of: |limits| &mut limits.stale_days },
        Threshold { name: "youngest-student", words: "youngest age of a student", of: |limits| &mut limits.youngest_student },
        Threshold { name: "oldest-student", words: "oldest age of a student", of: |limits| &mut limits.oldest_student },
        Threshold { name: "usual-domains", words: "percent that make an email domain usual", of: |limits| &mut limits.usual_domains },
        Threshold {
            name: "equal-values",
            words: "rows from which a column of equal values is told",
            of: |limits| &mut limits.equal_values,
        },
    ];
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
