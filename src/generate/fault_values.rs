//! Known faults of courses, classes, enrollments and the gradebook beside those of the basic kinds.

use super::Kind;
use super::curriculum::{FALL, SLOTS, is_semester_course};
use super::district::District;
use super::fault::{Also, Cells, FaultKind, Make, text_of};
use super::fault_kinds::{class_and_user, kind, of_department, of_student};
use super::plan::OFFICE;
use crate::spec::Table;

fn id_of(district: &District, kind: Kind, row: u64) -> String {
    String::from_utf8_lossy(district.ids.id(kind, row).bytes()).into_owned()
}

/// Every student of the class becomes a proctor.
fn students_leave(district: &District, row: u64) -> Vec<Also> {
    let class = district.plan.class(row);
    let first = class.first_enrollment + 1 + u64::from(class.helper.is_some());
    (first..first + class.members).map(|row| Also { table: Table::Enrollments, row, column: "role", word: "proctor".to_owned() }).collect()
}

/// The classes of the course go to the next one of the same cohort.
fn classes_leave(district: &District, row: u64) -> Vec<Also> {
    let (cohort, slot) = (row as usize / SLOTS, row as usize % SLOTS);
    let other = (cohort * SLOTS + (slot + 1) % SLOTS) as u64;
    let first = district.plan.cohorts[cohort].first_class;
    let all = first..first + district.plan.cohorts[cohort].sections * SLOTS as u64;
    all.filter(|&class| district.plan.class(class).slot == slot)
        .map(|row| Also { table: Table::Classes, row, column: "courseSourcedId", word: id_of(district, Kind::Course, other) })
        .collect()
}

/// A class next to this one, of the same school and terms; itself if there is none.
fn class_beside(district: &District, row: u64) -> u64 {
    let class = district.plan.class(row);
    let is_alike = |other: &u64| {
        let other = district.plan.class(*other);
        other.school == class.school && is_semester_course(other.grade, other.slot) == is_semester_course(class.grade, class.slot)
    };
    let around = [row.checked_sub(1), Some(row + 1), Some(row + 2)];
    around.into_iter().flatten().filter(|&other| other < district.plan.class_count()).find(is_alike).unwrap_or(row)
}

/// A teacher of the class that the result is about.
fn teacher_of_result(district: &District, row: u64) -> String {
    let class = district.plan.class_of_result(row);
    let school = &district.plan.schools[class.school];
    id_of(district, Kind::User, school.first_staff + OFFICE + class.teacher)
}

/// A student of another school, or of this one if there is no other.
fn student_elsewhere(district: &District, row: u64) -> String {
    let schools = &district.plan.schools;
    let other = &schools[(district.plan.class_of_result(row).school + 1) % schools.len()];
    id_of(district, Kind::User, district.plan.staff + other.first_student + row % other.students)
}

/// The class before, or after the first one.
fn other_class(district: &District, row: u64) -> String {
    let class = district.plan.class_of_result(row).index;
    id_of(district, Kind::Class, if class > 0 { class - 1 } else { class + 1 })
}

/// The line item of a result.
fn line_item(district: &District, row: u64) -> Vec<(Table, u64)> {
    let class = district.plan.class_of_result(row);
    vec![(Table::LineItems, class.first_line_item + (row - class.first_result) / class.members.max(1))]
}

fn is_scored(cells: &Cells<'_>) -> bool {
    !cells.get("score").is_empty()
}

/// Ids that are numbers with zeros before them.
fn is_padded(cells: &Cells<'_>) -> bool {
    let school = cells.get("schoolSourcedId");
    of_student(cells) && school.starts_with('0') && school.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_lettered(cells: &Cells<'_>) -> bool {
    of_student(cells) && cells.get("schoolSourcedId").contains(|letter: char| letter.is_ascii_lowercase())
}

const fn of_enrollment(name: &'static str, rule: &'static str, column: &'static str, make: Make) -> FaultKind {
    kind(name, rule, Table::Enrollments, column, make)
}

const fn of_result(name: &'static str, rule: &'static str, column: &'static str, make: Make) -> FaultKind {
    kind(name, rule, Table::Results, column, make).bulk()
}

/// Those that change other rows.
pub(super) const CLASSES: &[FaultKind] = &[
    kind("class-without-students", "class-no-students", Table::Classes, "title", Make::Elsewhere).bulk().also(students_leave),
    kind("course-without-classes", "course-no-class", Table::Courses, "title", Make::Elsewhere).bulk().also(classes_leave),
    kind("class-like-another", "dup-class", Table::Classes, "title", Make::Like(class_beside))
        .bulk()
        .also(|district, row| {
            let word = text_of(district, Table::Classes, class_beside(district, row), "periods");
            vec![Also { table: Table::Classes, row, column: "periods", word }]
        })
        .twin(class_beside),
];

/// Those of single values.
pub(super) const VALUES: &[FaultKind] = &[
    of_enrollment("day-number-of-a-spreadsheet", "csv-excel-date", "beginDate", Make::Word("45901")).when(of_student),
    of_enrollment("day-or-month-first", "date-ambiguous", "beginDate", Make::Word("03/04/2026")).when(of_student),
    of_enrollment("changed-tomorrow", "delta-older-than-base", "dateLastModified", Make::Word("2027-03-01T06:00:00.000Z")).delta(),
    of_enrollment(
        "school-without-zeros",
        "csv-leading-zero-loss",
        "schoolSourcedId",
        Make::Edit(|text| text.trim_start_matches('0').to_owned()),
    )
    .bulk()
    .when(is_padded),
    of_enrollment("school-in-capitals", "ref-case-mismatch", "schoolSourcedId", Make::Edit(|text| text.to_uppercase()))
        .bulk()
        .when(is_lettered),
    of_enrollment(
        "session-as-school",
        "ref-wrong-entity",
        "schoolSourcedId",
        Make::Made(|district, _| id_of(district, Kind::Session, FALL)),
    )
    .bulk()
    .when(is_lettered)
    .keeps(class_and_user),
    kind("resource-of-another-org", "user-resource-scope", Table::UserResources, "orgSourcedId", Make::District)
        .bulk()
        .keeps(|_, row| vec![(Table::Classes, row * 9)]),
    of_result("score-beyond-most", "result-score-range", "score", Make::Word("5000")).when(is_scored).keeps(line_item),
    of_result("teacher-as-student", "result-student-role", "studentSourcedId", Make::Made(teacher_of_result)),
    of_result("student-of-another-class", "result-student-not-enrolled", "studentSourcedId", Make::Made(student_elsewhere)),
    of_result("class-of-another-item", "result-class-mismatch", "classSourcedId", Make::Made(other_class)).keeps(line_item),
    kind("due-before-assigned", "line-item-dates-order", Table::LineItems, "dueDate", Make::Word("2026-08-24")),
    kind("semester-as-grading-period", "grading-period-ref-type", Table::LineItems, "gradingPeriodSourcedId", Make::Semester).bulk(),
    kind("one-code-more", "subjects-codes-length", Table::Courses, "subjectCodes", Make::Edit(|text| format!("{text},99999")))
        .when(|cells| !cells.get("subjectCodes").is_empty() && !cells.get("subjects").is_empty()),
    kind(
        "objective-without-urn",
        "learning-objective-case-urn",
        Table::LineItemLearningObjectiveIds,
        "learningObjectiveId",
        Make::Word("LO-1"),
    ),
    kind("scale-without-braces", "scorescale-format", Table::ScoreScales, "scoreScaleValue", Make::Word("90-100:A")),
    kind("space-behind-title", "value-edge-whitespace", Table::Courses, "title", Make::Edit(|text| format!("{text} "))),
    kind("title-too-long", "string-over-255", Table::Courses, "title", Make::Edit(|text| text.repeat(100))),
    kind("title-garbled", "encoding-mojibake", Table::Courses, "title", Make::Edit(|text| format!("{text} of JosÃ©"))),
    kind("space-in-list", "list-item-form", Table::Courses, "grades", Make::Edit(|text| format!("{text}, 12")))
        .when(|cells| !cells.get("grades").is_empty()),
    kind("room-as-formula", "csv-formula-cell", Table::Classes, "location", Make::Edit(|text| format!("=A1 {text}"))),
    kind("school-without-parent", "org-school-no-parent", Table::Orgs, "parentSourcedId", Make::Word(""))
        .bulk()
        .when(|cells| cells.get("type") == "school"),
    kind("org-below-itself", "ref-org-cycle", Table::Orgs, "parentSourcedId", Make::OwnId).bulk().when(of_department),
    kind("born-in-1950", "birthdate-implausible", Table::Demographics, "birthDate", Make::Word("1950-01-31")).bulk(),
];
