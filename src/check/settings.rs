//! What findings are judged by, besides the data. Findings are kept under these settings as their key.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::baseline::Baseline;

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
    /// What the package is compared with; without it, rules about changes have nothing to say.
    pub against: Option<Arc<Baseline>>,
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
    /// Percent of rows that a file or school may lose against the package before.
    pub drop_percent: u32,
    /// Percent by which a file may grow against the package before.
    pub rise_percent: u32,
    /// Percent of a file whose records may go by another sourcedId than before.
    pub churn_percent: u32,
    /// Percent of its students that a class may lose against the package before.
    pub emptied_percent: u32,
    /// Points of percent that the filled cells of a column may lose against the package before.
    pub fill_points: u32,
    /// Percent of a file that may come, go or change before a receiver is expected to hold it.
    pub hold_percent: u32,
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
            drop_percent: 10,
            rise_percent: 25,
            churn_percent: 5,
            emptied_percent: 50,
            fill_points: 20,
            hold_percent: 20,
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
    /// [`Thresholds::drop_percent`].
    DropPercent,
    /// [`Thresholds::rise_percent`].
    RisePercent,
    /// [`Thresholds::churn_percent`].
    ChurnPercent,
    /// [`Thresholds::emptied_percent`].
    EmptiedPercent,
    /// [`Thresholds::fill_points`].
    FillPoints,
    /// [`Thresholds::hold_percent`].
    HoldPercent,
}

impl Threshold {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::ClassStudents,
        Self::TeacherClasses,
        Self::StudentGuardians,
        Self::YoungestStudent,
        Self::OldestStudent,
        Self::UsualDomains,
        Self::EqualValues,
        Self::StaleDays,
        Self::DropPercent,
        Self::RisePercent,
        Self::ChurnPercent,
        Self::EmptiedPercent,
        Self::FillPoints,
        Self::HoldPercent,
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
            Self::DropPercent => "drop-percent",
            Self::RisePercent => "rise-percent",
            Self::ChurnPercent => "churn-percent",
            Self::EmptiedPercent => "emptied-percent",
            Self::FillPoints => "fill-points",
            Self::HoldPercent => "hold-percent",
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
            Self::DropPercent => "Rows gone since before",
            Self::RisePercent => "Rows come since before",
            Self::ChurnPercent => "Ids given anew",
            Self::EmptiedPercent => "Students lost by a class",
            Self::FillPoints => "Cells emptied in a column",
            Self::HoldPercent => "Rows changed in all",
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
            Self::DropPercent => "percent; files and schools that lose more are told",
            Self::RisePercent => "percent; files that grow by more are told",
            Self::ChurnPercent => "percent of a file; more are told",
            Self::EmptiedPercent => "percent; classes that lose more are told",
            Self::FillPoints => "points of percent; columns that lose more are told",
            Self::HoldPercent => "percent of a file; more may be held by the receiver",
        }
    }

    /// The numbers that make sense.
    pub const fn range(self) -> std::ops::RangeInclusive<u32> {
        match self {
            Self::YoungestStudent | Self::OldestStudent => 0..=150,
            Self::UsualDomains => 50..=100,
            Self::EqualValues => 2..=1_000_000_000,
            Self::RisePercent => 1..=10_000,
            Self::DropPercent | Self::ChurnPercent | Self::EmptiedPercent | Self::FillPoints | Self::HoldPercent => 1..=100,
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
            Self::DropPercent => thresholds.drop_percent,
            Self::RisePercent => thresholds.rise_percent,
            Self::ChurnPercent => thresholds.churn_percent,
            Self::EmptiedPercent => thresholds.emptied_percent,
            Self::FillPoints => thresholds.fill_points,
            Self::HoldPercent => thresholds.hold_percent,
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
            Self::DropPercent => &mut thresholds.drop_percent,
            Self::RisePercent => &mut thresholds.rise_percent,
            Self::ChurnPercent => &mut thresholds.churn_percent,
            Self::EmptiedPercent => &mut thresholds.emptied_percent,
            Self::FillPoints => &mut thresholds.fill_points,
            Self::HoldPercent => &mut thresholds.hold_percent,
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
    /// [`Settings::against`].
    Against,
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
        if self.against != before.against {
            changed.push(Reads::Against);
        }
        (self.without == before.without && self.also == before.also).then_some(changed)
    }

    /// Every rule, judged on this day.
    pub fn as_of(as_of: Date) -> Self {
        Self { as_of, thresholds: Thresholds::default(), without: Vec::new(), also: Vec::new(), against: None }
    }

    /// The same, compared with a package before.
    #[must_use]
    pub fn against(mut self, baseline: Arc<Baseline>) -> Self {
        self.against = Some(baseline);
        self
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
