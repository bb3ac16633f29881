//! References that lead nowhere: one rule per relation, all driven by the tables of the standard.

use super::super::rule::{ALL_VERSIONS, BrokenCheck, CellPlace, How, ONLY_1_2, PLAIN, Rule, SINCE_1_1, Topic, documented, inferred};
use super::super::{Input, Level, Place};
use crate::spec::Table;

/// What the rules of the family share.
const FAMILY: Rule = Rule {
    code: "",
    level: Level::Error,
    topic: Topic::Reference,
    title: "",
    summary: "",
    what: "Filled references of bulk files into bulk files of the package; every item of a list counts by itself. Where the whole target file is absent, that is one finding of another rule. An id that cannot be a sourcedId at all is found by the rule about its text.",
    why: "A bulk set is closed. A row that refers to nothing is refused, or taken in with a part missing.",
    remedy: "",
    effects: &[documented("OneRoster", "a bulk set has to be complete")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "",
    good: "",
    source: "OneRoster CSV binding, bulk sets and references",
    reads: &[],
    message: say,
    how: How::Broken(BrokenCheck { rank: 90, applies, fits: |_, _| true }),
    ..PLAIN
};

/// `classes.courseSourcedId`.
pub static REF_CLASS_COURSE: Rule = Rule {
    code: "ref-class-course",
    title: "Course of a class is missing",
    summary: "A class refers to a course that is not in courses.csv.",
    remedy: "Export the course.",
    effects: &[
        documented("OneRoster", "a bulk set has to be complete"),
        documented("ClassLink", "a class has to belong to a course"),
        documented("Summit K12", "has to match"),
    ],
    bad: "classes.courseSourcedId co-9",
    good: "classes.courseSourcedId co-1",
    ..FAMILY
};
/// `classes.schoolSourcedId`.
pub static REF_CLASS_SCHOOL: Rule = Rule {
    code: "ref-class-school",
    title: "School of a class is missing",
    summary: "A class refers to a school that is not in orgs.csv.",
    remedy: "Export the school.",
    effects: &[documented("OneRoster", "a bulk set has to be complete"), documented("ClassLink", "a class has to belong to an org")],
    bad: "classes.schoolSourcedId o-9",
    good: "classes.schoolSourcedId o-1",
    ..FAMILY
};
/// `classes.termSourcedIds`.
pub static REF_CLASS_TERM: Rule = Rule {
    code: "ref-class-term",
    title: "Term of a class is missing",
    summary: "A class refers to a session that is not in academicSessions.csv.",
    remedy: "Export the session.",
    bad: "classes.termSourcedIds t-9",
    good: "classes.termSourcedIds t-1",
    ..FAMILY
};
/// `courses.orgSourcedId`.
pub static REF_COURSE_ORG: Rule = Rule {
    code: "ref-course-org",
    title: "Org of a course is missing",
    summary: "A course refers to an org that is not in orgs.csv.",
    remedy: "Export the org, or point to the district.",
    bad: "courses.orgSourcedId o-9",
    good: "courses.orgSourcedId o-1",
    ..FAMILY
};
/// `courses.schoolYearSourcedId`.
pub static REF_COURSE_SCHOOLYEAR: Rule = Rule {
    code: "ref-course-schoolyear",
    title: "School year of a course is missing",
    summary: "A course refers to a school year that is not in academicSessions.csv.",
    remedy: "Export the session of the school year, or leave the cell empty.",
    bad: "courses.schoolYearSourcedId y-9",
    good: "courses.schoolYearSourcedId y-1",
    ..FAMILY
};
/// Every reference of a delta file, or into one.
pub static REF_DELTA_UNRESOLVED: Rule = Rule {
    code: "ref-delta-unresolved",
    level: Level::Info,
    title: "Reference out of the delta",
    summary: "A row of a delta refers to a record that is not in this package.",
    what: "Every reference of delta files, and references into delta files. It cannot be judged without the full set before.",
    why: "A delta holds changes only; the record may be known to the receiver from before.",
    remedy: "Compare with the last full set.",
    effects: &[inferred("Receivers", "it depends on what they have stored")],
    versions: SINCE_1_1,
    bad: "enrollments.userSourcedId u-9 in a delta without u-9",
    good: "the same, with u-9 in the last full set",
    ..FAMILY
};
/// `demographics.sourcedId`.
pub static REF_DEMOGRAPHICS_USER: Rule = Rule {
    code: "ref-demographics-user",
    title: "Person of demographics is missing",
    summary: "A row of demographics is about a user who is not in users.csv.",
    remedy: "Export the user, or leave the row out.",
    bad: "demographics.sourcedId u-9",
    good: "demographics.sourcedId u-1",
    ..FAMILY
};
/// `enrollments.classSourcedId`.
pub static REF_ENROLLMENT_CLASS: Rule = Rule {
    code: "ref-enrollment-class",
    title: "Class of an enrollment is missing",
    summary: "An enrollment refers to a class that is not in classes.csv.",
    remedy: "Export the class; often classes are filtered by term, but enrollments are not.",
    effects: &[
        documented("OneRoster", "a bulk set has to be complete"),
        documented("HMH", "the class has no entry"),
        documented("Canvas", "the section does not exist"),
    ],
    bad: "enrollments.classSourcedId c-9",
    good: "enrollments.classSourcedId c-1",
    ..FAMILY
};
/// `enrollments.schoolSourcedId`.
pub static REF_ENROLLMENT_SCHOOL: Rule = Rule {
    code: "ref-enrollment-school",
    title: "School of an enrollment is missing",
    summary: "An enrollment refers to a school that is not in orgs.csv.",
    remedy: "Export the school.",
    effects: &[documented("OneRoster", "a bulk set has to be complete"), documented("Amplify", "a missing school is an error")],
    bad: "enrollments.schoolSourcedId o-9",
    good: "enrollments.schoolSourcedId o-1",
    ..FAMILY
};
/// `enrollments.userSourcedId`.
pub static REF_ENROLLMENT_USER: Rule = Rule {
    code: "ref-enrollment-user",
    title: "Person of an enrollment is missing",
    summary: "An enrollment refers to a user who is not in users.csv.",
    remedy: "Export the user or leave the enrollment out; look at filters by role and school, and at leading zeros.",
    effects: &[
        documented("OneRoster", "a bulk set has to be complete"),
        documented("HMH", "the user has no entry"),
        documented("Canvas", "the user does not exist"),
        documented("Microsoft School Data Sync", "invalid reference"),
    ],
    bad: "enrollments.userSourcedId u-9",
    good: "enrollments.userSourcedId u-1",
    ..FAMILY
};
/// Every reference of the files of gradebook and resources.
pub static REF_GRADEBOOK: Rule = Rule {
    code: "ref-gradebook",
    title: "Broken reference in gradebook or resources",
    summary: "A row of the gradebook or of the resources refers to a row that is not in its file.",
    remedy: "Export what is referred to.",
    versions: SINCE_1_1,
    bad: "lineItems.classSourcedId c-9",
    good: "lineItems.classSourcedId c-1",
    ..FAMILY
};
/// `orgs.parentSourcedId`.
pub static REF_ORG_PARENT: Rule = Rule {
    code: "ref-org-parent",
    title: "Parent of an org is missing",
    summary: "An org refers to a parent that is not in orgs.csv.",
    remedy: "Export the district.",
    effects: &[documented("OneRoster", "a bulk set has to be complete"), documented("Pearson", "has to be a valid org")],
    bad: "orgs.parentSourcedId o-9",
    good: "orgs.parentSourcedId o-1",
    ..FAMILY
};
/// `roles.userProfileSourcedId` and `userProfiles.userSourcedId`.
pub static REF_ROLE_PROFILE: Rule = Rule {
    code: "ref-role-profile",
    title: "User profile leads nowhere",
    summary: "A role refers to a profile that is not in userProfiles.csv, or a profile to a user who is not in users.csv.",
    remedy: "Correct the profile.",
    versions: ONLY_1_2,
    bad: "roles.userProfileSourcedId p-9",
    good: "roles.userProfileSourcedId p-1",
    ..FAMILY
};
/// `roles.userSourcedId`.
pub static REF_ROLE_USER: Rule = Rule {
    code: "ref-role-user",
    title: "Person of a role is missing",
    summary: "A role refers to a user who is not in users.csv.",
    remedy: "Export the user.",
    effects: &[
        documented("OneRoster", "a bulk set has to be complete"),
        documented("Microsoft School Data Sync", "error of a cross-reference"),
    ],
    versions: ONLY_1_2,
    bad: "roles.userSourcedId u-9",
    good: "roles.userSourcedId u-1",
    ..FAMILY
};
/// `academicSessions.parentSourcedId`.
pub static REF_SESSION_PARENT: Rule = Rule {
    code: "ref-session-parent",
    title: "Parent of a session is missing",
    summary: "A session refers to a parent that is not in academicSessions.csv.",
    remedy: "Export the parent session.",
    bad: "academicSessions.parentSourcedId y-9",
    good: "academicSessions.parentSourcedId y-1",
    ..FAMILY
};
/// `users.agentSourcedIds`.
pub static REF_USER_AGENT: Rule = Rule {
    code: "ref-user-agent",
    level: Level::Warning,
    title: "Guardian of a user is missing",
    summary: "A user refers to an agent who is not in users.csv.",
    remedy: "Export guardians, or leave the cell empty.",
    bad: "users.agentSourcedIds u-9",
    good: "users.agentSourcedIds u-2",
    ..FAMILY
};
/// `users.orgSourcedIds`, `users.primaryOrgSourcedId`, `roles.orgSourcedId`.
pub static REF_USER_ORG: Rule = Rule {
    code: "ref-user-org",
    title: "Org of a person is missing",
    summary: "A user or a role refers to an org that is not in orgs.csv.",
    remedy: "Export the org.",
    effects: &[
        documented("OneRoster", "a bulk set has to be complete"),
        documented("Manage1to1", "students of unknown buildings are left out"),
    ],
    bad: "users.orgSourcedIds o-9",
    good: "users.orgSourcedIds o-1",
    ..FAMILY
};

/// The code under which a broken reference of a bulk file is reported.
fn code_of(table: Table, column: &str) -> &'static str {
    match (table, column) {
        (Table::Orgs, _) => "ref-org-parent",
        (Table::AcademicSessions, _) => "ref-session-parent",
        (Table::Users, "agentSourcedIds") => "ref-user-agent",
        (Table::Users, "orgSourcedIds" | "primaryOrgSourcedId") | (Table::Roles, "orgSourcedId") => "ref-user-org",
        (Table::Roles, "userSourcedId") => "ref-role-user",
        (Table::Roles | Table::UserProfiles, _) => "ref-role-profile",
        (Table::Courses, "orgSourcedId") => "ref-course-org",
        (Table::Courses, _) => "ref-course-schoolyear",
        (Table::Classes, "courseSourcedId") => "ref-class-course",
        (Table::Classes, "schoolSourcedId") => "ref-class-school",
        (Table::Classes, _) => "ref-class-term",
        (Table::Enrollments, "classSourcedId") => "ref-enrollment-class",
        (Table::Enrollments, "schoolSourcedId") => "ref-enrollment-school",
        (Table::Enrollments, _) => "ref-enrollment-user",
        (Table::Demographics, _) => "ref-demographics-user",
        _ => "ref-gradebook",
    }
}

/// A reference that a closed set has to resolve is of the rule of its column, any other one of the rule about deltas.
fn applies(rule: &Rule, place: &CellPlace, closed: bool) -> bool {
    rule.code == if closed { code_of(place.table, place.column.name) } else { "ref-delta-unresolved" }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let target = place.spec(input).and_then(|spec| spec.reference);
    let file = target.map_or("its file", |reference| reference.table.file());
    format!("{} {} is not in {file}", place.column_words(), place.value)
}
