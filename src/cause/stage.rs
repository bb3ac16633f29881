//! The order of repair: what stands first clears the most of what comes after.

use crate::check::{Rule, Topic};
use crate::spec::Table;

/// A step of the repair. The first is repaired first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The archive and the manifest.
    Package,
    /// Encoding and CSV form.
    Encoding,
    /// Headers.
    Header,
    /// Orgs.
    Orgs,
    /// Academic sessions.
    Sessions,
    /// Users, their roles and profiles.
    Users,
    /// Courses.
    Courses,
    /// Classes.
    Classes,
    /// Enrollments.
    Enrollments,
    /// Demographics, resources, gradebook.
    Rest,
}

impl Stage {
    /// The name in headings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Package => "Package",
            Self::Encoding => "Encoding and CSV",
            Self::Header => "Headers",
            Self::Orgs => "Orgs",
            Self::Sessions => "Academic sessions",
            Self::Users => "Users and roles",
            Self::Courses => "Courses",
            Self::Classes => "Classes",
            Self::Enrollments => "Enrollments",
            Self::Rest => "The rest",
        }
    }

    /// Where a table is repaired.
    pub const fn of_table(table: Table) -> Self {
        match table {
            Table::Manifest => Self::Package,
            Table::Orgs => Self::Orgs,
            Table::AcademicSessions => Self::Sessions,
            Table::Users | Table::Roles | Table::UserProfiles => Self::Users,
            Table::Courses => Self::Courses,
            Table::Classes => Self::Classes,
            Table::Enrollments => Self::Enrollments,
            _ => Self::Rest,
        }
    }

    /// Where a finding of a rule in a table is repaired.
    pub(super) fn of(rule: &Rule, table: Option<Table>) -> Self {
        match rule.topic {
            Topic::Package => Self::Package,
            Topic::Text => Self::Encoding,
            _ if rule.code.starts_with("header-") => Self::Header,
            _ => table.map_or(Self::Package, Self::of_table),
        }
    }
}
