//! OneRoster CSV 1.1: every file and column, in the order of the printed tables.

use super::column::{ColumnSpec, Privacy, Type};
use super::table::{Group, Table, TableSpec};
use super::vocabulary::{
    CLASS_TYPE, ENROLL_ROLE, IMPORTANCE, ORG_TYPE, RESOURCE_ROLE, SCORE_STATUS, SESSION_TYPE, SEX11, STATUS_WORDS, USER_ROLE11,
};

const fn column(name: &'static str, label: &'static str, ty: Type) -> ColumnSpec {
    ColumnSpec::new(name, label, ty)
}

const STATUS: ColumnSpec = column("status", "Status", Type::Enum(&STATUS_WORDS)).delta_only().rest("status");
const MODIFIED: ColumnSpec = column("dateLastModified", "Last modified", Type::DateTime).delta_only().rest("dateLastModified");

const MANIFEST: &[ColumnSpec] =
    &[column("propertyName", "Property name", Type::Text).always(), column("value", "Value", Type::Text).always()];

const ORGS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("name", "Name", Type::Text).always().rest("name"),
    column("type", "Type", Type::Enum(&ORG_TYPE)).always().rest("type"),
    column("identifier", "Identifier", Type::Text).rest("identifier"),
    column("parentSourcedId", "Parent", Type::GuidRef).to(Table::Orgs).rest("parent"),
];

const ACADEMIC_SESSIONS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("title", "Title", Type::Text).always().rest("title"),
    column("type", "Type", Type::Enum(&SESSION_TYPE)).always().rest("type"),
    column("startDate", "Start date", Type::Date).always().rest("startDate"),
    column("endDate", "End date", Type::Date).always().rest("endDate"),
    column("parentSourcedId", "Parent", Type::GuidRef).to(Table::AcademicSessions).rest("parent"),
    column("schoolYear", "School year", Type::Year).always().rest("schoolYear"),
];

const USERS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().privacy(Privacy::Identifier).rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("enabledUser", "Enabled", Type::Boolean).always().rest("enabledUser"),
    column("orgSourcedIds", "Orgs", Type::GuidRefList).always().to(Table::Orgs).rest("orgs"),
    column("role", "Role", Type::Enum(&USER_ROLE11)).always().rest("role"),
    column("username", "Username", Type::Text).always().privacy(Privacy::Identifier).rest("username"),
    column("userIds", "User ids", Type::TypedIdList).privacy(Privacy::Identifier).rest("userIds"),
    column("givenName", "Given name", Type::Text).always().privacy(Privacy::Personal).rest("givenName"),
    column("familyName", "Family name", Type::Text).always().privacy(Privacy::Personal).rest("familyName"),
    column("middleName", "Middle name", Type::Text).privacy(Privacy::Personal).rest("middleName"),
    column("identifier", "Identifier", Type::Text).privacy(Privacy::Identifier).rest("identifier"),
    column("email", "Email", Type::Text).privacy(Privacy::Personal).rest("email"),
    column("sms", "Text message number", Type::Text).privacy(Privacy::Personal).rest("sms"),
    column("phone", "Phone", Type::Text).privacy(Privacy::Personal).rest("phone"),
    column("agentSourcedIds", "Agents", Type::GuidRefList).to(Table::Users).privacy(Privacy::Identifier).rest("agents"),
    column("grades", "Grades", Type::TextList).rest("grades"),
    column("password", "Password", Type::Text).privacy(Privacy::Secret).rest("password"),
];

const COURSES: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("schoolYearSourcedId", "School year", Type::GuidRef).to_kind(Table::AcademicSessions, "type", "schoolYear").rest("schoolYear"),
    column("title", "Title", Type::Text).always().rest("title"),
    column("courseCode", "Course code", Type::Text).rest("courseCode"),
    column("grades", "Grades", Type::TextList).rest("grades"),
    column("orgSourcedId", "Org", Type::GuidRef).always().to(Table::Orgs).rest("org"),
    column("subjects", "Subjects", Type::TextList).rest("subjects"),
    column("subjectCodes", "Subject codes", Type::TextList).rest("subjectCodes"),
];

const CLASSES: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("title", "Title", Type::Text).always().rest("title"),
    column("grades", "Grades", Type::TextList).rest("grades"),
    column("courseSourcedId", "Course", Type::GuidRef).always().to(Table::Courses).rest("course"),
    column("classCode", "Class code", Type::Text).rest("classCode"),
    column("classType", "Class type", Type::Enum(&CLASS_TYPE)).always().rest("classType"),
    column("location", "Location", Type::Text).rest("location"),
    column("schoolSourcedId", "School", Type::GuidRef).always().to_kind(Table::Orgs, "type", "school").rest("school"),
    column("termSourcedIds", "Terms", Type::GuidRefList).always().to(Table::AcademicSessions).rest("terms"),
    column("subjects", "Subjects", Type::TextList).rest("subjects"),
    column("subjectCodes", "Subject codes", Type::TextList).rest("subjectCodes"),
    column("periods", "Periods", Type::TextList).rest("periods"),
];

const ENROLLMENTS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("classSourcedId", "Class", Type::GuidRef).always().to(Table::Classes).rest("class"),
    column("schoolSourcedId", "School", Type::GuidRef).always().to_kind(Table::Orgs, "type", "school").rest("school"),
    column("userSourcedId", "User", Type::GuidRef).always().to(Table::Users).privacy(Privacy::Identifier).rest("user"),
    column("role", "Role", Type::Enum(&ENROLL_ROLE)).always().rest("role"),
    column("primary", "Primary", Type::Boolean).rest("primary"),
    column("beginDate", "Begin date", Type::Date).rest("beginDate"),
    column("endDate", "End date", Type::Date).rest("endDate"),
];

const DEMOGRAPHICS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().to(Table::Users).privacy(Privacy::Identifier).rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("birthDate", "Birth date", Type::Date).privacy(Privacy::Sensitive).rest("birthDate"),
    column("sex", "Sex", Type::Enum(&SEX11)).privacy(Privacy::Sensitive).rest("sex"),
    column("americanIndianOrAlaskaNative", "American Indian or Alaska Native", Type::Boolean)
        .privacy(Privacy::Sensitive)
        .rest("americanIndianOrAlaskaNative"),
    column("asian", "Asian", Type::Boolean).privacy(Privacy::Sensitive).rest("asian"),
    column("blackOrAfricanAmerican", "Black or African American", Type::Boolean).privacy(Privacy::Sensitive).rest("blackOrAfricanAmerican"),
    column("nativeHawaiianOrOtherPacificIslander", "Native Hawaiian or other Pacific Islander", Type::Boolean)
        .privacy(Privacy::Sensitive)
        .rest("nativeHawaiianOrOtherPacificIslander"),
    column("white", "White", Type::Boolean).privacy(Privacy::Sensitive).rest("white"),
    column("demographicRaceTwoOrMoreRaces", "Two or more races", Type::Boolean)
        .privacy(Privacy::Sensitive)
        .rest("demographicRaceTwoOrMoreRaces"),
    column("hispanicOrLatinoEthnicity", "Hispanic or Latino ethnicity", Type::Boolean)
        .privacy(Privacy::Sensitive)
        .rest("hispanicOrLatinoEthnicity"),
    column("countryOfBirthCode", "Country of birth", Type::Text).privacy(Privacy::Sensitive).rest("countryOfBirthCode"),
    column("stateOfBirthAbbreviation", "State of birth", Type::Text).privacy(Privacy::Sensitive).rest("stateOfBirthAbbreviation"),
    column("cityOfBirth", "City of birth", Type::Text).privacy(Privacy::Sensitive).rest("cityOfBirth"),
    column("publicSchoolResidenceStatus", "Public school residence status", Type::Text)
        .privacy(Privacy::Sensitive)
        .rest("publicSchoolResidenceStatus"),
];

const RESOURCES: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("vendorResourceId", "Vendor resource id", Type::Id).always().rest("vendorResourceId"),
    column("title", "Title", Type::Text).rest("title"),
    column("roles", "Roles", Type::EnumList(&RESOURCE_ROLE)).rest("role"),
    column("importance", "Importance", Type::Enum(&IMPORTANCE)).rest("importance"),
    column("vendorId", "Vendor id", Type::Id).rest("vendorId"),
    column("applicationId", "Application id", Type::Id).rest("applicationId"),
];

const COURSE_RESOURCES: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always(),
    STATUS,
    MODIFIED,
    column("title", "Title", Type::Text),
    column("courseSourcedId", "Course", Type::GuidRef).always().to(Table::Courses),
    column("resourceSourcedId", "Resource", Type::GuidRef).always().to(Table::Resources).rest("resources"),
];

const CLASS_RESOURCES: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always(),
    STATUS,
    MODIFIED,
    column("title", "Title", Type::Text),
    column("classSourcedId", "Class", Type::GuidRef).always().to(Table::Classes),
    column("resourceSourcedId", "Resource", Type::GuidRef).always().to(Table::Resources).rest("resources"),
];

const CATEGORIES: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("title", "Title", Type::Text).always().rest("title"),
];

const LINE_ITEMS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("title", "Title", Type::Text).always().rest("title"),
    column("description", "Description", Type::Text).rest("description"),
    column("assignDate", "Assign date", Type::Date).always().rest("assignDate"),
    column("dueDate", "Due date", Type::Date).always().rest("dueDate"),
    column("classSourcedId", "Class", Type::GuidRef).always().to(Table::Classes).rest("class"),
    column("categorySourcedId", "Category", Type::GuidRef).always().to(Table::Categories).rest("category"),
    column("gradingPeriodSourcedId", "Grading period", Type::GuidRef)
        .always()
        .to_kind(Table::AcademicSessions, "type", "gradingPeriod")
        .rest("gradingPeriod"),
    column("resultValueMin", "Result value min", Type::Float).always().rest("resultValueMin"),
    column("resultValueMax", "Result value max", Type::Float).always().rest("resultValueMax"),
];

const RESULTS: &[ColumnSpec] = &[
    column("sourcedId", "sourcedId", Type::Guid).always().rest("sourcedId"),
    STATUS,
    MODIFIED,
    column("lineItemSourcedId", "Line item", Type::GuidRef).always().to(Table::LineItems).rest("lineItem"),
    column("studentSourcedId", "Student", Type::GuidRef)
        .always()
        .to_kind(Table::Users, "role", "student")
        .privacy(Privacy::Identifier)
        .rest("student"),
    column("scoreStatus", "Score status", Type::Enum(&SCORE_STATUS)).always().rest("scoreStatus"),
    column("score", "Score", Type::Float).always().privacy(Privacy::Sensitive).rest("score"),
    column("scoreDate", "Score date", Type::Date).always().rest("scoreDate"),
    column("comment", "Comment", Type::Text).privacy(Privacy::Sensitive).rest("comment"),
];

/// Every file of OneRoster 1.1, parents before children.
pub(super) const TABLES: &[TableSpec] = &[
    TableSpec::new(Table::Manifest, Group::Control, MANIFEST, &[], None),
    TableSpec::new(Table::Orgs, Group::Rostering, ORGS, &[], Some("orgs")),
    TableSpec::new(Table::AcademicSessions, Group::Rostering, ACADEMIC_SESSIONS, &[], Some("academicSessions")),
    TableSpec::new(Table::Users, Group::Rostering, USERS, &[Table::Orgs], Some("users")),
    TableSpec::new(Table::Courses, Group::Rostering, COURSES, &[Table::Orgs], Some("courses")),
    TableSpec::new(Table::Classes, Group::Rostering, CLASSES, &[Table::Orgs, Table::AcademicSessions, Table::Courses], Some("classes")),
    TableSpec::new(
        Table::Enrollments,
        Group::Rostering,
        ENROLLMENTS,
        &[Table::Orgs, Table::AcademicSessions, Table::Users, Table::Courses, Table::Classes],
        Some("enrollments"),
    ),
    TableSpec::new(Table::Demographics, Group::Rostering, DEMOGRAPHICS, &[Table::Orgs, Table::Users], Some("demographics")),
    TableSpec::new(Table::Resources, Group::Resources, RESOURCES, &[], Some("resources")),
    TableSpec::new(Table::CourseResources, Group::Resources, COURSE_RESOURCES, &[Table::Orgs, Table::Courses, Table::Resources], None),
    TableSpec::new(
        Table::ClassResources,
        Group::Resources,
        CLASS_RESOURCES,
        &[Table::Orgs, Table::AcademicSessions, Table::Courses, Table::Classes, Table::Resources],
        None,
    ),
    TableSpec::new(Table::Categories, Group::Gradebook, CATEGORIES, &[], Some("categories")),
    TableSpec::new(
        Table::LineItems,
        Group::Gradebook,
        LINE_ITEMS,
        &[Table::Orgs, Table::AcademicSessions, Table::Courses, Table::Classes, Table::Categories],
        Some("lineItems"),
    ),
    TableSpec::new(
        Table::Results,
        Group::Gradebook,
        RESULTS,
        &[Table::Orgs, Table::AcademicSessions, Table::Users, Table::Courses, Table::Classes, Table::Categories, Table::LineItems],
        Some("results"),
    ),
];
