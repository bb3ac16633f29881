//! The closed and the extensible vocabularies of the standard, and the grade codes that 1.1 names.

/// A set of words that a column may hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The name of the set.
    pub name: &'static str,
    /// The words, case-sensitive.
    pub words: &'static [&'static str],
    /// True where 1.2 also takes words that start with `ext:`.
    pub extensible: bool,
}

impl Vocabulary {
    /// True if the standard allows `word` here.
    pub fn allows(&self, word: &str) -> bool {
        self.words.contains(&word) || (self.extensible && word.strip_prefix("ext:").is_some_and(is_extension_name))
    }
}

fn is_extension_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

pub(super) static CLASS_TYPE: Vocabulary = Vocabulary { name: "classType", words: &["homeroom", "scheduled"], extensible: false };
pub(super) static CLASS_TYPE_EXT: Vocabulary = Vocabulary { name: "classType", words: &["homeroom", "scheduled"], extensible: true };
pub(super) static ENROLL_ROLE: Vocabulary =
    Vocabulary { name: "enrollRole", words: &["administrator", "proctor", "student", "teacher"], extensible: false };
pub(super) static ENROLL_ROLE_EXT: Vocabulary =
    Vocabulary { name: "enrollRole", words: &["administrator", "proctor", "student", "teacher"], extensible: true };
pub(super) static IMPORTANCE: Vocabulary = Vocabulary { name: "importance", words: &["primary", "secondary"], extensible: false };
pub(super) static LO_SOURCE_EXT: Vocabulary = Vocabulary { name: "loSource", words: &["case", "unknown"], extensible: true };
pub(super) static ORG_TYPE: Vocabulary =
    Vocabulary { name: "orgType", words: &["department", "school", "district", "local", "state", "national"], extensible: false };
pub(super) static ORG_TYPE_EXT: Vocabulary =
    Vocabulary { name: "orgType", words: &["department", "school", "district", "local", "state", "national"], extensible: true };
pub(super) static RESOURCE_ROLE: Vocabulary = Vocabulary {
    name: "resourceRole",
    words: &["administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"],
    extensible: false,
};
pub(super) static RESOURCE_ROLE_EXT: Vocabulary = Vocabulary {
    name: "resourceRole",
    words: &["administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"],
    extensible: true,
};
pub(super) static ROLES_ROLE12_EXT: Vocabulary = Vocabulary {
    name: "rolesRole12",
    words: &[
        "aide",
        "counselor",
        "districtAdministrator",
        "guardian",
        "parent",
        "principal",
        "proctor",
        "relative",
        "siteAdministrator",
        "student",
        "systemAdministrator",
        "teacher",
    ],
    extensible: true,
};
pub(super) static ROLE_TYPE: Vocabulary = Vocabulary { name: "roleType", words: &["primary", "secondary"], extensible: false };
pub(super) static SCORE_STATUS: Vocabulary = Vocabulary {
    name: "scoreStatus",
    words: &["exempt", "fully graded", "not submitted", "partially graded", "submitted"],
    extensible: false,
};
pub(super) static SCORE_STATUS_EXT: Vocabulary = Vocabulary {
    name: "scoreStatus",
    words: &["exempt", "fully graded", "not submitted", "partially graded", "submitted"],
    extensible: true,
};
pub(super) static SESSION_TYPE: Vocabulary =
    Vocabulary { name: "sessionType", words: &["gradingPeriod", "semester", "schoolYear", "term"], extensible: false };
pub(super) static SESSION_TYPE_EXT: Vocabulary =
    Vocabulary { name: "sessionType", words: &["gradingPeriod", "semester", "schoolYear", "term"], extensible: true };
pub(super) static SEX11: Vocabulary = Vocabulary { name: "sex11", words: &["male", "female"], extensible: false };
pub(super) static SEX12_EXT: Vocabulary =
    Vocabulary { name: "sex12", words: &["male", "female", "unspecified", "other"], extensible: true };
pub(super) static STATUS_WORDS: Vocabulary = Vocabulary { name: "status", words: &["active", "tobedeleted"], extensible: false };
pub(super) static USER_ROLE11: Vocabulary = Vocabulary {
    name: "userRole11",
    words: &["administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"],
    extensible: false,
};

/// CEDS Entry Grade Level, the codes that 1.1 names for grades.
pub const GRADES_CEDS: &[&str] =
    &["IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "PS", "UG", "Other"];
