//! Words that are not in the vocabulary of their column: one rule per vocabulary, all driven by the tables of the standard.

use super::super::declared::{any_of, quoted};
use super::super::rule::{ALL_VERSIONS, CellCheck, CellPlace, How, ONLY_1_2, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::{Input, Level, Place};
use crate::spec::{Type, Version};

/// What the rules of the family share.
const FAMILY: Rule = Rule {
    code: "",
    level: Level::Error,
    topic: Topic::Schema,
    title: "",
    summary: "",
    what: "Filled cells, letter case included. In 1.2 words that start with ext: are taken where the standard allows them. In a list every item is looked at.",
    why: "Vocabularies are closed and case-sensitive. Receivers refuse the row, or treat it as another kind of thing.",
    remedy: "Use a word of the standard, spelled exactly.",
    effects: &[documented("OneRoster", "a closed list, case-sensitive")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "",
    good: "",
    source: "OneRoster CSV binding, enumerations",
    reads: &[],
    message: say,
    how: How::Cell(CellCheck { rank: 31, ids_are_fine: false, applies, is_bad }),
    ..PLAIN
};

/// `classes.classType`.
pub static CLASS_TYPE_VALUE: Rule = Rule {
    code: "class-type-value",
    title: "Unknown type of class",
    summary: "A class type is neither homeroom nor scheduled.",
    remedy: "Map the types of the source; use homeroom for advisory and for the home class of an elementary school.",
    bad: "Scheduled",
    good: "scheduled",
    ..FAMILY
};
/// `enrollments.role`.
pub static ENROLLMENT_ROLE_VALUE: Rule = Rule {
    code: "enrollment-role-value",
    title: "Unknown role of an enrollment",
    summary: "The role of an enrollment is not administrator, proctor, student or teacher.",
    remedy: "Map co-teacher, aide and the like to teacher with primary false; 1.2 also takes words that start with ext:.",
    effects: &[documented("OneRoster", "a closed list"), documented("Canvas", "improper role")],
    bad: "co-teacher",
    good: "teacher",
    ..FAMILY
};
/// `resources.importance`.
pub static IMPORTANCE_VALUE: Rule = Rule {
    code: "importance-value",
    title: "Unknown importance",
    summary: "The importance of a resource is neither primary nor secondary.",
    versions: SINCE_1_1,
    bad: "high",
    good: "primary",
    ..FAMILY
};
/// `source` of both files of learning objectives.
pub static LEARNING_OBJECTIVE_SOURCE_VALUE: Rule = Rule {
    code: "learning-objective-source-value",
    title: "Unknown source of learning objectives",
    summary: "The source of a learning objective is neither case nor unknown.",
    versions: ONLY_1_2,
    bad: "CASE",
    good: "case",
    ..FAMILY
};
/// `orgs.type`.
pub static ORG_TYPE_VALUE: Rule = Rule {
    code: "org-type-value",
    title: "Unknown type of org",
    summary: "An org type is not department, school, district, local, state or national.",
    remedy: "Map the types of the source; whatever classes and enrollments point at has to be of type school.",
    bad: "campus",
    good: "school",
    ..FAMILY
};
/// `resources.roles`.
pub static RESOURCE_ROLES_VALUE: Rule = Rule {
    code: "resource-roles-value",
    title: "Unknown role of a resource",
    summary: "A role of a resource is not one of the eight roles of people.",
    versions: SINCE_1_1,
    bad: "pupil",
    good: "student",
    ..FAMILY
};
/// `roles.roleType`.
pub static ROLE_TYPE_VALUE: Rule = Rule {
    code: "role-type-value",
    title: "Unknown kind of role",
    summary: "A role is neither primary nor secondary.",
    versions: ONLY_1_2,
    bad: "Main",
    good: "primary",
    ..FAMILY
};
/// `users.role` of 1.1, `roles.role` of 1.2.
pub static ROLE_VALUE: Rule = Rule {
    code: "role-value",
    title: "Unknown role",
    summary: "The role of a person is not one of the standard.",
    remedy: "Map the roles of the source: counselor is a role in 1.2 only; substitute, para and staff are none. 1.2 also takes words that start with ext:.",
    effects: &[documented("OneRoster", "a closed list"), documented("Apple", "student and teacher only")],
    bad: "staff",
    good: "teacher",
    ..FAMILY
};
/// `results.scoreStatus`.
pub static SCORE_STATUS_VALUE: Rule = Rule {
    code: "score-status-value",
    title: "Unknown status of a score",
    summary: "The status of a score is not one of the five of the standard.",
    versions: SINCE_1_1,
    bad: "graded",
    good: "fully graded",
    ..FAMILY
};
/// `academicSessions.type`.
pub static SESSION_TYPE_VALUE: Rule = Rule {
    code: "session-type-value",
    title: "Unknown type of session",
    summary: "A session type is not gradingPeriod, semester, schoolYear or term.",
    remedy: "Map quarter, trimester and year to words of the standard.",
    bad: "quarter",
    good: "gradingPeriod",
    ..FAMILY
};
/// `demographics.sex`.
pub static SEX_VALUE: Rule = Rule {
    code: "sex-value",
    level: Level::Warning,
    title: "Unknown word for sex",
    summary: "The sex of a person is not one of the words of the version.",
    remedy: "Map the codes of the source; 1.1 knows male and female, 1.2 also unspecified and other.",
    bad: "F",
    good: "female",
    ..FAMILY
};
/// `status` of every file.
pub static STATUS_VALUE: Rule = Rule {
    code: "status-value",
    title: "Unknown status",
    summary: "A status is neither active nor tobedeleted.",
    remedy: "Map to active or tobedeleted. The word inactive is of 1.0, where it is taken.",
    effects: &[documented("OneRoster", "two words, case-sensitive"), documented("Apple", "active or tobedeleted")],
    bad: "inactive",
    good: "tobedeleted",
    ..FAMILY
};

/// The code under which a vocabulary is reported.
fn code_of(vocabulary: &str) -> &'static str {
    match vocabulary {
        "classType" => "class-type-value",
        "enrollRole" => "enrollment-role-value",
        "importance" => "importance-value",
        "loSource" => "learning-objective-source-value",
        "orgType" => "org-type-value",
        "resourceRole" => "resource-roles-value",
        "rolesRole12" | "userRole11" => "role-value",
        "roleType" => "role-type-value",
        "scoreStatus" => "score-status-value",
        "sessionType" => "session-type-value",
        "sex11" | "sex12" => "sex-value",
        "status" => "status-value",
        _ => "",
    }
}

fn applies(rule: &Rule, place: &CellPlace) -> bool {
    place.column.ty.vocabulary().is_some_and(|vocabulary| code_of(vocabulary.name) == rule.code)
}

fn is_bad(place: &CellPlace, text: &str) -> bool {
    let Some(vocabulary) = place.column.ty.vocabulary().filter(|_| !text.is_empty()) else { return false };
    let known =
        |word: &str| vocabulary.allows(word) || (vocabulary.name == "status" && place.version == Version::V1_0 && word == "inactive");
    match place.column.ty {
        Type::EnumList(_) => !text.split(',').all(|word| word.is_empty() || known(word)),
        _ => !known(text),
    }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    match place.spec(input).and_then(|spec| spec.ty.vocabulary()) {
        Some(vocabulary) => {
            let mut words = vocabulary.words.to_vec();
            words.extend(vocabulary.extensible.then_some("a word with ext:"));
            format!("{} is {}, not {}", place.column_words(), quoted(&place.value), any_of(&words))
        }
        None => format!("{} is {}, not a word of the standard", place.column_words(), quoted(&place.value)),
    }
}
