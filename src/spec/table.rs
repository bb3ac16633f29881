//! The files of the standard and what one version says about each.

use super::ColumnSpec;

/// A file of the standard. The order is that of loading: whatever a table refers to stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `manifest.csv`.
    Manifest,
    /// `orgs.csv`.
    Orgs,
    /// `academicSessions.csv`.
    AcademicSessions,
    /// `users.csv`.
    Users,
    /// `userProfiles.csv`.
    UserProfiles,
    /// `roles.csv`.
    Roles,
    /// `courses.csv`.
    Courses,
    /// `classes.csv`.
    Classes,
    /// `enrollments.csv`.
    Enrollments,
    /// `demographics.csv`.
    Demographics,
    /// `resources.csv`.
    Resources,
    /// `courseResources.csv`.
    CourseResources,
    /// `classResources.csv`.
    ClassResources,
    /// `userResources.csv`.
    UserResources,
    /// `categories.csv`.
    Categories,
    /// `scoreScales.csv`.
    ScoreScales,
    /// `lineItems.csv`.
    LineItems,
    /// `results.csv`.
    Results,
    /// `lineItemScoreScales.csv`.
    LineItemScoreScales,
    /// `resultScoreScales.csv`.
    ResultScoreScales,
    /// `lineItemLearningObjectiveIds.csv`.
    LineItemLearningObjectiveIds,
    /// `resultLearningObjectiveIds.csv`.
    ResultLearningObjectiveIds,
}

impl Table {
    /// Every table, parents before children.
    pub const ALL: [Self; 22] = [
        Self::Manifest,
        Self::Orgs,
        Self::AcademicSessions,
        Self::Users,
        Self::UserProfiles,
        Self::Roles,
        Self::Courses,
        Self::Classes,
        Self::Enrollments,
        Self::Demographics,
        Self::Resources,
        Self::CourseResources,
        Self::ClassResources,
        Self::UserResources,
        Self::Categories,
        Self::ScoreScales,
        Self::LineItems,
        Self::Results,
        Self::LineItemScoreScales,
        Self::ResultScoreScales,
        Self::LineItemLearningObjectiveIds,
        Self::ResultLearningObjectiveIds,
    ];

    /// The name without `.csv`, as manifests and REST collections spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Orgs => "orgs",
            Self::AcademicSessions => "academicSessions",
            Self::Users => "users",
            Self::UserProfiles => "userProfiles",
            Self::Roles => "roles",
            Self::Courses => "courses",
            Self::Classes => "classes",
            Self::Enrollments => "enrollments",
            Self::Demographics => "demographics",
            Self::Resources => "resources",
            Self::CourseResources => "courseResources",
            Self::ClassResources => "classResources",
            Self::UserResources => "userResources",
            Self::Categories => "categories",
            Self::ScoreScales => "scoreScales",
            Self::LineItems => "lineItems",
            Self::Results => "results",
            Self::LineItemScoreScales => "lineItemScoreScales",
            Self::ResultScoreScales => "resultScoreScales",
            Self::LineItemLearningObjectiveIds => "lineItemLearningObjectiveIds",
            Self::ResultLearningObjectiveIds => "resultLearningObjectiveIds",
        }
    }

    /// The file name.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Manifest => "manifest.csv",
            Self::Orgs => "orgs.csv",
            Self::AcademicSessions => "academicSessions.csv",
            Self::Users => "users.csv",
            Self::UserProfiles => "userProfiles.csv",
            Self::Roles => "roles.csv",
            Self::Courses => "courses.csv",
            Self::Classes => "classes.csv",
            Self::Enrollments => "enrollments.csv",
            Self::Demographics => "demographics.csv",
            Self::Resources => "resources.csv",
            Self::CourseResources => "courseResources.csv",
            Self::ClassResources => "classResources.csv",
            Self::UserResources => "userResources.csv",
            Self::Categories => "categories.csv",
            Self::ScoreScales => "scoreScales.csv",
            Self::LineItems => "lineItems.csv",
            Self::Results => "results.csv",
            Self::LineItemScoreScales => "lineItemScoreScales.csv",
            Self::ResultScoreScales => "resultScoreScales.csv",
            Self::LineItemLearningObjectiveIds => "lineItemLearningObjectiveIds.csv",
            Self::ResultLearningObjectiveIds => "resultLearningObjectiveIds.csv",
        }
    }

    /// One row of it, in words.
    pub const fn singular(self) -> &'static str {
        match self {
            Self::Manifest => "manifest property",
            Self::Orgs => "org",
            Self::AcademicSessions => "academic session",
            Self::Users => "user",
            Self::UserProfiles => "user profile",
            Self::Roles => "role",
            Self::Courses => "course",
            Self::Classes => "class",
            Self::Enrollments => "enrollment",
            Self::Demographics => "demographics",
            Self::Resources => "resource",
            Self::CourseResources => "course resource",
            Self::ClassResources => "class resource",
            Self::UserResources => "user resource",
            Self::Categories => "category",
            Self::ScoreScales => "score scale",
            Self::LineItems => "line item",
            Self::Results => "result",
            Self::LineItemScoreScales => "line item score scale",
            Self::ResultScoreScales => "result score scale",
            Self::LineItemLearningObjectiveIds => "line item learning objective",
            Self::ResultLearningObjectiveIds => "result learning objective",
        }
    }

    /// The table with exactly this file name.
    pub fn from_file(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.file() == file)
    }

    /// The table with exactly this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its place in [`Table::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The part of the standard that a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The manifest.
    Control,
    /// Orgs, people, classes, enrollments.
    Rostering,
    /// Learning resources and who uses them.
    Resources,
    /// Line items and results.
    Gradebook,
}

/// What one version says about one file.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Which file.
    pub table: Table,
    /// The part of the standard.
    pub group: Group,
    /// Its columns in the order of the header.
    pub columns: &'static [ColumnSpec],
    /// Files that a bulk package must hold as well.
    pub needs: &'static [Table],
    /// The REST collection that carries the same rows.
    pub rest: Option<&'static str>,
}

impl TableSpec {
    pub(super) const fn new(
        table: Table,
        group: Group,
        columns: &'static [ColumnSpec],
        needs: &'static [Table],
        rest: Option<&'static str>,
    ) -> Self {
        Self { table, group, columns, needs, rest }
    }

    /// The column with exactly this name.
    pub fn column(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.name == name)
    }
}
