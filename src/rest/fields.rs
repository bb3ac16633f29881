//! Which JSON field goes into which column, from the tables of the standard and the names that servers use instead.

use std::collections::HashMap;

use crate::read::RestFact;
use crate::spec::{ColumnSpec, Table, TableSpec, Type, Version};

/// Where a field goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goes {
    /// Into a column of the standard.
    Cell(usize, &'static ColumnSpec),
    /// Into rows of another table.
    Side(Side),
    /// Each of its members into a column of its own.
    Metadata,
    /// Nowhere: it says what another field says.
    Nowhere,
    /// Into a column beyond the standard.
    Beyond(usize),
}

/// Fields that become rows of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// References to resources.
    Resources,
    /// Roles of a user.
    Roles,
    /// Profiles of a user.
    Profiles,
    /// A score scale.
    ScoreScale,
    /// Learning objectives.
    Objectives,
}

impl Side {
    /// The table of the rows, for a field of this table.
    pub(super) const fn table(self, of: Table) -> Option<Table> {
        Some(match (self, of) {
            (Self::Resources, Table::Classes) => Table::ClassResources,
            (Self::Resources, Table::Courses) => Table::CourseResources,
            (Self::Resources, Table::Users) => Table::UserResources,
            (Self::Roles, Table::Users) => Table::Roles,
            (Self::Profiles, Table::Users) => Table::UserProfiles,
            (Self::ScoreScale, Table::LineItems) => Table::LineItemScoreScales,
            (Self::ScoreScale, Table::Results) => Table::ResultScoreScales,
            (Self::Objectives, Table::LineItems) => Table::LineItemLearningObjectiveIds,
            (Self::Objectives, Table::Results) => Table::ResultLearningObjectiveIds,
            _ => return None,
        })
    }

    const ALL: [(&'static str, Self); 5] = [
        ("resources", Self::Resources),
        ("roles", Self::Roles),
        ("userProfiles", Self::Profiles),
        ("scoreScale", Self::ScoreScale),
        ("learningObjectiveSet", Self::Objectives),
    ];
}

/// A known field, and what its name deviates in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) goes: Goes,
    /// The fact that the name itself is.
    pub(super) odd: Option<RestFact>,
}

/// The side tables that rows of a table may bring, in this version.
pub(super) fn sides(table: Table, version: Version) -> Vec<(Side, &'static TableSpec)> {
    let found = Side::ALL.into_iter().filter_map(|(_, side)| Some((side, version.spec().table(side.table(table)?)?)));
    found.collect()
}

/// Names that servers use in place of the standard's.
const ALIASES: [(Table, &str, &str); 17] = [
    (Table::Users, "agentSourceIds", "agents"),
    (Table::Users, "schoolId", "orgs"),
    (Table::Users, "enabled", "enabledUser"),
    (Table::Courses, "orgs", "org"),
    (Table::Courses, "schoolId", "org"),
    (Table::Demographics, "birthdate", "birthDate"),
    (Table::Demographics, "americanIndianOrAlsakaNative", "americanIndianOrAlaskaNative"),
    (Table::Classes, "courseId", "course"),
    (Table::Classes, "schoolId", "school"),
    (Table::Classes, "term", "terms"),
    (Table::Enrollments, "classId", "class"),
    (Table::Enrollments, "schoolId", "school"),
    (Table::Enrollments, "userId", "user"),
    (Table::Results, "studentId", "student"),
    (Table::Results, "lineItemId", "lineItem"),
    (Table::LineItems, "classId", "class"),
    (Table::LineItems, "categoryId", "category"),
];

/// Every name that a field of a table goes by.
pub(super) fn fields(spec: &'static TableSpec, version: Version) -> HashMap<String, Field> {
    let mut fields = HashMap::new();
    let mut put = |name: &str, goes, odd| {
        fields.entry(name.to_owned()).or_insert(Field { goes, odd });
    };
    for (name, side) in Side::ALL {
        if side.table(spec.table).is_some_and(|table| version.spec().table(table).is_some()) {
            put(name, Goes::Side(side), None);
        }
    }
    put("metadata", Goes::Metadata, None);
    if matches!(spec.table, Table::Orgs | Table::AcademicSessions) {
        put("children", Goes::Nowhere, None);
    }
    let cells = || spec.columns.iter().enumerate().filter_map(|(at, column)| Some((at, column, column.rest?)));
    for (at, column, name) in cells() {
        put(name, Goes::Cell(at, column), None);
    }
    // Both spellings are printed somewhere in the standard.
    let both = [(Table::Resources, "role", "roles"), (Table::LineItems, "gradingPeriod", "academicSession")];
    for (_, one, other) in both.into_iter().filter(|(table, ..)| *table == spec.table) {
        for (at, column, name) in cells() {
            if name == one || name == other {
                put(one, Goes::Cell(at, column), None);
                put(other, Goes::Cell(at, column), None);
            }
        }
    }
    for (at, column, _) in cells().filter(|(_, column, name)| column.name != *name) {
        put(column.name, Goes::Cell(at, column), Some(RestFact::FieldShape));
    }
    for (_, alias, meant) in ALIASES.into_iter().filter(|(table, ..)| *table == spec.table) {
        if let Some((at, column, _)) = cells().find(|(_, _, name)| *name == meant) {
            put(alias, Goes::Cell(at, column), Some(RestFact::FieldRenamed));
        }
    }
    fields
}

/// The words that a reference into a table may have as its type.
pub(super) fn reference_words(table: Table) -> &'static [&'static str] {
    match table {
        Table::Orgs => &["org", "school", "district"],
        Table::AcademicSessions => &["academicSession", "term", "gradingPeriod", "semester", "schoolYear"],
        Table::Users => &["user", "student", "teacher"],
        Table::Courses => &["course"],
        Table::Classes => &["class"],
        Table::Resources => &["resource"],
        Table::Categories => &["category"],
        Table::ScoreScales => &["scoreScale"],
        Table::LineItems => &["lineItem"],
        _ => &[],
    }
}

/// True for a column whose REST field is a point in time although the CSV has a day.
pub(super) fn is_cut_to_day(table: Table, column: &ColumnSpec) -> bool {
    table == Table::LineItems && column.ty == Type::Date
}
