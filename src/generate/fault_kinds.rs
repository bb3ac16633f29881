//! The known faults: each kind names its rule, its cell and the rows that it fits.
//!
//! Each stands alone. Ids are only spoiled where nothing refers to the row, references only where no second rule depends on
//! them, and what a fault stands on stays as it is.

use super::district::District;
use super::enrolling::secondary_roles;
use super::fault::{Also, Cells, FaultKind, Make};
use crate::spec::Table;

/// A fault that fits every row and both modes.
pub(super) const fn kind(kind: &'static str, rule: &'static str, table: Table, column: &'static str, make: Make) -> FaultKind {
    FaultKind {
        kind,
        rule,
        table,
        column,
        make,
        modes: (true, true),
        fits: |_| true,
        between: |_| (0, u64::MAX),
        only: |_, _| true,
        keeps: |_, _| Vec::new(),
        also: |_, _| Vec::new(),
        twin: None,
    }
}

impl FaultKind {
    pub(super) const fn bulk(mut self) -> Self {
        self.modes = (true, false);
        self
    }

    pub(super) const fn delta(mut self) -> Self {
        self.modes = (false, true);
        self
    }

    pub(super) const fn when(mut self, fits: fn(&Cells<'_>) -> bool) -> Self {
        self.fits = fits;
        self
    }

    pub(super) const fn between(mut self, between: fn(&District) -> (u64, u64)) -> Self {
        self.between = between;
        self
    }

    pub(super) const fn only(mut self, only: fn(&District, u64) -> bool) -> Self {
        self.only = only;
        self
    }

    pub(super) const fn keeps(mut self, keeps: fn(&District, u64) -> Vec<(Table, u64)>) -> Self {
        self.keeps = keeps;
        self
    }

    pub(super) const fn also(mut self, also: fn(&District, u64) -> Vec<Also>) -> Self {
        self.also = also;
        self
    }

    pub(super) const fn twin(mut self, twin: fn(&District, u64) -> u64) -> Self {
        self.twin = Some(twin);
        self
    }
}

/// Enrollments of students: no class lives by a single one.
pub(super) fn of_student(cells: &Cells<'_>) -> bool {
    cells.get("role") == "student"
}

fn of_guardian(cells: &Cells<'_>) -> bool {
    matches!(cells.get("role"), "parent" | "guardian" | "relative")
}

pub(super) fn of_department(cells: &Cells<'_>) -> bool {
    cells.get("type") == "department"
}

fn of_period(cells: &Cells<'_>) -> bool {
    cells.get("type") == "gradingPeriod"
}

pub(super) fn guardians(district: &District) -> (u64, u64) {
    let first = district.plan.staff + district.plan.students;
    (first, first + district.plan.guardians)
}

pub(super) fn students(district: &District) -> (u64, u64) {
    (district.plan.staff, district.plan.staff + district.plan.students)
}

/// The enrollment's class and person.
pub(super) fn class_and_user(district: &District, row: u64) -> Vec<(Table, u64)> {
    let class = district.plan.class_of_enrollment(row);
    let teachers = 1 + u64::from(class.helper.is_some());
    let place = (row - class.first_enrollment).saturating_sub(teachers);
    let user = district.plan.staff + district.plan.member(&class, place.min(class.members.saturating_sub(1)));
    vec![(Table::Classes, class.index), (Table::Users, user)]
}

/// Every teacher of the class becomes somebody else.
fn teachers_leave(district: &District, row: u64) -> Vec<Also> {
    let class = district.plan.class(row);
    let teachers = 1 + u64::from(class.helper.is_some());
    let change = |row: u64, column, word: &str| Also { table: Table::Enrollments, row, column, word: word.to_owned() };
    let changes = |row| [change(row, "role", "administrator"), change(row, "primary", "false")];
    (class.first_enrollment..class.first_enrollment + teachers).flat_map(changes).collect()
}

/// The first teacher of the class is no longer the primary one.
fn primary_leaves(district: &District, row: u64) -> Vec<Also> {
    vec![Also { table: Table::Enrollments, row: district.plan.class(row).first_enrollment, column: "primary", word: "false".to_owned() }]
}

/// The class of an enrollment, and the student of another school who is put in it, with the role that 1.2 has for it.
fn class_and_stranger(district: &District, row: u64) -> Vec<(Table, u64)> {
    let class = district.plan.class_of_enrollment(row);
    let user = stranger(district, row);
    vec![(Table::Classes, class.index), (Table::Users, user), (Table::Roles, user)]
}

/// A student of the school after that of the enrollment, as a user.
pub(super) fn stranger(district: &District, row: u64) -> u64 {
    let schools = &district.plan.schools;
    let other = &schools[(district.plan.class_of_enrollment(row).school + 1) % schools.len()];
    district.plan.staff + other.first_student + row % other.students
}

fn with_first_again(text: &str) -> String {
    format!("{text},{}", text.split(',').next().unwrap_or_default())
}

fn twice_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Every kind, those that stand on other rows first.
pub(super) const KINDS: &[FaultKind] = &[
    kind("class-without-teacher", "class-no-teacher", Table::Classes, "title", Make::Elsewhere).bulk().also(teachers_leave),
    kind("enrollment-at-other-school", "enrollment-school-mismatch", Table::Enrollments, "schoolSourcedId", Make::OtherSchool)
        .bulk()
        .when(of_student)
        .keeps(class_and_user),
    kind("student-as-teacher", "role-mismatch", Table::Enrollments, "role", Make::Word("teacher"))
        .bulk()
        .when(of_student)
        .keeps(class_and_user),
    kind("no-teacher-is-primary", "class-no-primary-teacher", Table::Classes, "title", Make::Elsewhere).bulk().also(primary_leaves),
    kind("student-of-other-school", "enrollment-user-not-in-school", Table::Enrollments, "userSourcedId", Make::Stranger)
        .bulk()
        .when(of_student)
        .keeps(class_and_stranger),
    kind("begins-before-its-term", "enrollment-dates-outside-term", Table::Enrollments, "beginDate", Make::Word("2026-08-03"))
        .bulk()
        .when(of_student)
        .keeps(class_and_user),
    kind("semester-as-school-year", "schoolyear-ref-type", Table::Courses, "schoolYearSourcedId", Make::Semester).bulk(),
    kind("district-as-school", "school-ref-not-school", Table::LineItems, "schoolSourcedId", Make::District).bulk(),
    kind("boolean-in-capitals", "boolean-value", Table::Users, "enabledUser", Make::Word("TRUE")),
    kind("boolean-as-letter", "boolean-value", Table::Demographics, "hispanicOrLatinoEthnicity", Make::Word("N")),
    kind("boolean-as-number", "boolean-value", Table::Enrollments, "primary", Make::Word("0")).when(of_student),
    kind("class-type-in-capitals", "class-type-value", Table::Classes, "classType", Make::Edit(twice_capital)),
    kind("quote-in-bare-cell", "csv-bare-quote", Table::Classes, "location", Make::Bare(|text| format!("{text} 6\" pipe"))),
    kind("line-break-in-cell", "csv-field-newline", Table::Courses, "title", Make::Edit(|text| format!("{text}\nfor all"))),
    kind("cell-left-out", "csv-row-width", Table::Enrollments, "endDate", Make::Cut).when(of_student),
    kind("date-in-us-order", "date-format", Table::Enrollments, "beginDate", Make::Word("8/24/2026")).when(of_student),
    kind("day-that-is-none", "date-format", Table::Demographics, "birthDate", Make::Word("2014-02-30")),
    kind("time-without-zone", "datetime-format", Table::Enrollments, "dateLastModified", Make::Word("2026-11-02 10:00:00")).delta(),
    kind("id-twice", "dup-sourcedid", Table::Enrollments, "sourcedId", Make::Copied).when(of_student),
    kind("id-twice", "dup-sourcedid", Table::ClassResources, "sourcedId", Make::Copied),
    kind("role-of-enrollment-in-capitals", "enrollment-role-value", Table::Enrollments, "role", Make::Word("Student")).when(of_student),
    kind("id-with-braces", "guid-charset", Table::Enrollments, "sourcedId", Make::Edit(|text| format!("{{{text}}}"))).when(of_student),
    kind("id-too-long", "guid-length", Table::ClassResources, "sourcedId", Make::Edit(|text| text.repeat(24))),
    kind("id-with-space", "guid-whitespace", Table::Enrollments, "sourcedId", Make::Edit(|text| format!("{text} "))).when(of_student),
    kind("importance-in-capitals", "importance-value", Table::Resources, "importance", Make::Edit(twice_capital)),
    kind(
        "objective-source-in-capitals",
        "learning-objective-source-value",
        Table::LineItemLearningObjectiveIds,
        "source",
        Make::Word("CASE"),
    ),
    kind("decimal-comma", "number-format", Table::Results, "score", Make::Edit(|text| format!("{text},5")))
        .when(|cells| !cells.get("score").is_empty()),
    kind("org-type-in-capitals", "org-type-value", Table::Orgs, "type", Make::Word("Department")).when(of_department),
    kind("lost-course-of-class", "ref-class-course", Table::Classes, "courseSourcedId", Make::Lost).bulk(),
    kind("lost-school-of-class", "ref-class-school", Table::Classes, "schoolSourcedId", Make::Lost).bulk(),
    kind("lost-term-of-class", "ref-class-term", Table::Classes, "termSourcedIds", Make::LostItem).bulk(),
    kind("lost-org-of-course", "ref-course-org", Table::Courses, "orgSourcedId", Make::Lost).bulk(),
    kind("lost-year-of-course", "ref-course-schoolyear", Table::Courses, "schoolYearSourcedId", Make::Lost).bulk(),
    kind("lost-person-of-demographics", "ref-demographics-user", Table::Demographics, "sourcedId", Make::Lost).bulk(),
    kind("lost-class-in-delta", "ref-delta-unresolved", Table::Enrollments, "classSourcedId", Make::Lost).delta().when(of_student),
    kind("quote-that-never-closes", "csv-unclosed-quote", Table::Enrollments, "endDate", Make::Unclosed).when(of_student),
    kind("lost-class-of-enrollment", "ref-enrollment-class", Table::Enrollments, "classSourcedId", Make::Lost).bulk().when(of_student),
    kind("lost-school-of-enrollment", "ref-enrollment-school", Table::Enrollments, "schoolSourcedId", Make::Lost).bulk().when(of_student),
    kind("lost-person-of-enrollment", "ref-enrollment-user", Table::Enrollments, "userSourcedId", Make::Lost).bulk().when(of_student),
    kind("lost-resource", "ref-gradebook", Table::ClassResources, "resourceSourcedId", Make::Lost).bulk(),
    kind("lost-student-of-result", "ref-gradebook", Table::Results, "studentSourcedId", Make::Lost).bulk(),
    kind("lost-category", "ref-gradebook", Table::LineItems, "categorySourcedId", Make::Lost).bulk(),
    kind("lost-parent-of-org", "ref-org-parent", Table::Orgs, "parentSourcedId", Make::Lost).bulk().when(of_department),
    kind("lost-profile-of-role", "ref-role-profile", Table::Roles, "userProfileSourcedId", Make::Lost)
        .bulk()
        .when(|cells| !cells.get("userProfileSourcedId").is_empty())
        .between(students),
    kind("lost-person-of-role", "ref-role-user", Table::Roles, "userSourcedId", Make::Lost).bulk().between(secondary_roles),
    kind("lost-parent-of-session", "ref-session-parent", Table::AcademicSessions, "parentSourcedId", Make::Lost).bulk().when(of_period),
    kind("lost-guardian", "ref-user-agent", Table::Users, "agentSourcedIds", Make::LostItem)
        .bulk()
        .when(|cells| !cells.get("agentSourcedIds").is_empty())
        .between(students),
    kind("lost-org-of-person", "ref-user-org", Table::Users, "orgSourcedIds", Make::LostItem).bulk().between(guardians),
    kind("lost-org-of-role", "ref-user-org", Table::Roles, "orgSourcedId", Make::Lost).bulk().between(secondary_roles),
    kind("name-left-empty", "required-empty", Table::Users, "givenName", Make::Word("")),
    kind("title-left-empty", "required-empty", Table::Courses, "title", Make::Word("")),
    kind("only-spaces", "required-whitespace", Table::Users, "familyName", Make::Word("  ")),
    kind("resource-role-in-capitals", "resource-roles-value", Table::Resources, "roles", Make::Edit(twice_capital)),
    kind("role-type-in-capitals", "role-type-value", Table::Roles, "roleType", Make::Word("Secondary")).between(secondary_roles),
    kind("role-in-capitals", "role-value", Table::Users, "role", Make::Edit(twice_capital)).when(of_guardian).between(guardians),
    kind("role-in-capitals", "role-value", Table::Roles, "role", Make::Edit(twice_capital)).when(of_guardian).between(guardians),
    kind("school-year-as-span", "school-year-format", Table::AcademicSessions, "schoolYear", Make::Word("2026-2027"))
        .when(|cells| cells.get("type") == "term"),
    kind("score-status-of-another-system", "score-status-value", Table::Results, "scoreStatus", Make::Word("graded")),
    kind("session-type-in-words", "session-type-value", Table::AcademicSessions, "type", Make::Word("grading period")).when(of_period),
    kind("sex-as-letter", "sex-value", Table::Demographics, "sex", Make::Edit(|text| text[..1].to_uppercase())),
    kind("ends-as-it-begins", "enrollment-dates-order", Table::Enrollments, "endDate", Make::Word("2026-08-24")).when(of_student),
    kind("no-term", "class-term-missing", Table::Classes, "termSourcedIds", Make::Word("")),
    kind("ends-before-it-begins", "session-dates-order", Table::AcademicSessions, "endDate", Make::Word("2026-08-24"))
        .bulk()
        .when(of_period),
    kind("guardian-twice", "ref-list-duplicate", Table::Users, "agentSourcedIds", Make::Edit(with_first_again))
        .bulk()
        .when(|cells| !cells.get("agentSourcedIds").is_empty())
        .between(students),
    kind("student-as-primary", "primary-on-student", Table::Enrollments, "primary", Make::Word("true")).when(of_student),
    kind("status-left-empty", "status-missing-in-delta", Table::Enrollments, "status", Make::Word("")).delta(),
    kind("status-in-camel-case", "status-value", Table::Enrollments, "status", Make::Word("toBeDeleted")).delta(),
    kind("bell-in-text", "text-control-characters", Table::Classes, "location", Make::Edit(|text| format!("{text}\u{7}"))),
];
