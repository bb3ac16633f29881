//! What is searched in each table.

use crate::spec::Table;
use crate::store::{Column, TableData};

/// Tables in the order in which results are shown; those that are not here are found by their id only.
pub(super) const SHOWN: [Table; 10] = [
    Table::Users,
    Table::Orgs,
    Table::Classes,
    Table::Courses,
    Table::AcademicSessions,
    Table::LineItems,
    Table::Categories,
    Table::Resources,
    Table::ScoreScales,
    Table::UserProfiles,
];

/// Columns that hold what something is called.
const NAMES: [&str; 8] =
    ["givenName", "familyName", "middleName", "preferredGivenName", "preferredMiddleName", "preferredFamilyName", "name", "title"];
/// Columns that hold how something is known to systems.
const CODES: [&str; 8] =
    ["sourcedId", "email", "username", "identifier", "courseCode", "classCode", "vendorResourceId", "userMasterIdentifier"];

/// The columns of a table that hold names.
pub(super) fn names(data: &TableData) -> Vec<&Column> {
    NAMES.iter().filter_map(|name| data.column(name)).collect()
}

/// The columns of a table that hold ids, addresses and codes.
pub(super) fn codes(data: &TableData) -> Vec<&Column> {
    CODES.iter().filter_map(|name| data.column(name)).collect()
}
