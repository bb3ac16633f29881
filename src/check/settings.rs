//! What findings are judged by, besides the data. Findings are kept under these settings as their key.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
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

/// One of the [`Thresholds`], for a page of settings and for the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Threshold {
    /// [`Thresholds::class_students`].
    ClassStudents,
    /// [`Thresholds::teacher_classes`].
    TeacherClasses,
    /// [`Thresholds::student_guardians`].
    StudentGuardians,
    /// [`Thresholds::stale_days`].
    StaleDays,
    /// [`Thresholds::youngest_student`].
    YoungestStudent,
    /// [`Thresholds::oldest_student`].
    OldestStudent,
    /// [`Thresholds::usual_domains`].
    UsualDomains,
    /// [`Thresholds::equal_values`].
    EqualValues,
}

impl Threshold {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::ClassStudents,
        Self::TeacherClasses,
        Self::StudentGuardians,
        Self::YoungestStudent,
        Self::OldestStudent,
        Self::UsualDomains,
        Self::EqualValues,
        Self::StaleDays,
    ];

    /// Its name where it is typed: `class-students`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ClassStudents => "class-students",
            Self::TeacherClasses => "teacher-classes",
            Self::StudentGuardians => "student-guardians",
            Self::StaleDays => "stale-days",
            Self::YoungestStudent => "youngest-student",
            Self::OldestStudent => "oldest-student",
            Self::UsualDomains => "usual-domains",
            Self::EqualValues => "equal-values",
        }
    }

    /// Its name on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClassStudents => "Students in a class",
            Self::TeacherClasses => "Classes of a teacher",
            Self::StudentGuardians => "Guardians of a student",
            Self::StaleDays => "Age of a package",
            Self::YoungestStudent => "Youngest student",
            Self::OldestStudent => "Oldest student",
            Self::UsualDomains => "Usual email domains",
            Self::EqualValues => "Columns of equal values",
        }
    }

    /// What its number means.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::ClassStudents => "students; larger classes are told",
            Self::TeacherClasses => "classes; more are told",
            Self::StudentGuardians => "guardians; more are told",
            Self::StaleDays => "days; older packages are told",
            Self::YoungestStudent => "years; younger students are told",
            Self::OldestStudent => "years; older students are told",
            Self::UsualDomains => "percent of people have them; other domains are told",
            Self::EqualValues => "rows at least, before a column of one value is told",
        }
    }

    /// The numbers that make sense.
    pub const fn range(self) -> std::ops::RangeInclusive<u32> {
        match self {
            Self::YoungestStudent | Self::OldestStudent => 0..=150,
            Self::UsualDomains => 50..=100,
            Self::EqualValues => 2..=1_000_000_000,
            _ => 1..=1_000_000,
        }
    }

    /// Its number among these.
    pub const fn of(self, thresholds: &Thresholds) -> u32 {
        match self {
            Self::ClassStudents => thresholds.class_students,
            Self::TeacherClasses => thresholds.teacher_classes,
            Self::StudentGuardians => thresholds.student_guardians,
            Self::StaleDays => thresholds.stale_days,
            Self::YoungestStudent => thresholds.youngest_student,
            Self::OldestStudent => thresholds.oldest_student,
            Self::UsualDomains => thresholds.usual_domains,
            Self::EqualValues => thresholds.equal_values,
        }
    }

    /// These with another number, brought within its range.
    #[must_use]
    pub fn set(self, mut thresholds: Thresholds, number: u32) -> Thresholds {
        let number = number.clamp(*self.range().start(), *self.range().end());
        let place = match self {
            Self::ClassStudents => &mut thresholds.class_students,
            Self::TeacherClasses => &mut thresholds.teacher_classes,
            Self::StudentGuardians => &mut thresholds.student_guardians,
            Self::StaleDays => &mut thresholds.stale_days,
            Self::YoungestStudent => &mut thresholds.youngest_student,
            Self::OldestStudent => &mut thresholds.oldest_student,
            Self::UsualDomains => &mut thresholds.usual_domains,
            Self::EqualValues => &mut thresholds.equal_values,
        };
        *place = number;
        thresholds
    }

    /// What was typed as a number; else what is wrong with it.
    pub fn read(self, typed: &str) -> Result<u32, String> {
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect();
        let number = digits.parse().ok().filter(|number| self.range().contains(number));
        number.ok_or_else(|| format!("A whole number from {} to {}", self.range().start(), self.range().end()))
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
    /// The parts that are not as in other settings; `None` if other rules run at all.
    pub(super) fn changed_since(&self, before: &Self) -> Option<Vec<Reads>> {
        let mut changed = Vec::new();
        if self.as_of != before.as_of {
            changed.push(Reads::AsOf);
        }
        if self.thresholds != before.thresholds {
            changed.push(Reads::Thresholds);
        }
        (self.without == before.without && self.also == before.also).then_some(changed)
    }

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
