//! Sanity numbers: how many people, classes and courses lack what they are for, per school. Rosters with large numbers here
//! are valid, and still not what anybody meant.

use std::collections::BTreeMap;

use super::RowSet;
use super::people::{at_orgs, with_role};
use crate::job::Watch;
use crate::roster::display_name;
use crate::spec::Table;
use crate::store::{Dataset, Skip, TableData};

/// What is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Students who are in no enrollment.
    StudentsWithoutEnrollments,
    /// Teachers who are in no enrollment.
    TeachersWithoutEnrollments,
    /// Classes in which no student is enrolled.
    ClassesWithoutStudents,
    /// Classes in which no teacher is enrolled.
    ClassesWithoutTeachers,
    /// Classes whose periods are blank.
    ClassesWithoutPeriods,
    /// Courses of which there is no class.
    CoursesWithoutClasses,
    /// Students whose grades are blank.
    StudentsWithoutGrades,
}

impl Lack {
    /// All, in the order of the columns.
    pub const ALL: [Self; 7] = [
        Self::StudentsWithoutEnrollments,
        Self::TeachersWithoutEnrollments,
        Self::ClassesWithoutStudents,
        Self::ClassesWithoutTeachers,
        Self::ClassesWithoutPeriods,
        Self::CoursesWithoutClasses,
        Self::StudentsWithoutGrades,
    ];

    /// Who lacks what, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::StudentsWithoutEnrollments => "Students without enrollments",
            Self::TeachersWithoutEnrollments => "Teachers without enrollments",
            Self::ClassesWithoutStudents => "Classes without students",
            Self::ClassesWithoutTeachers => "Classes without teachers",
            Self::ClassesWithoutPeriods => "Classes without periods",
            Self::CoursesWithoutClasses => "Courses without classes",
            Self::StudentsWithoutGrades => "Students without grades",
        }
    }

    /// The table of the rows.
    pub const fn table(self) -> Table {
        match self {
            Self::StudentsWithoutEnrollments | Self::TeachersWithoutEnrollments | Self::StudentsWithoutGrades => Table::Users,
            Self::ClassesWithoutStudents | Self::ClassesWithoutTeachers | Self::ClassesWithoutPeriods => Table::Classes,
            Self::CoursesWithoutClasses => Table::Courses,
        }
    }

    /// The file besides without which nothing can be said.
    const fn needs(self) -> Option<Table> {
        match self {
            Self::ClassesWithoutPeriods | Self::StudentsWithoutGrades => None,
            Self::CoursesWithoutClasses => Some(Table::Classes),
            _ => Some(Table::Enrollments),
        }
    }
}

/// The numbers of one school; `None` where the files to tell it are not there.
pub type LackCounts = [Option<u64>; Lack::ALL.len()];

/// Sanity numbers of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Of all schools. Who is at two schools counts once here.
    pub total: LackCounts,
    /// Of each org that has any, by name; those of no org of the package last.
    pub schools: Vec<(Option<u32>, String, LackCounts)>,
}

/// Counts; `None` if it was stopped. Reads whole columns: not for a frame.
pub fn numbers(data: &Dataset, watch: &Watch) -> Option<Numbers> {
    watch.doing("Counting");
    watch.set_total(Lack::ALL.len() as u64);
    let mut total: LackCounts = [None; Lack::ALL.len()];
    let mut by_org: BTreeMap<Option<u32>, [u64; Lack::ALL.len()]> = BTreeMap::new();
    for (at, lack) in Lack::ALL.into_iter().enumerate() {
        if watch.is_cancelled() {
            return None;
        }
        if let Some(rows) = lacking(data, lack) {
            total[at] = Some(u64::from(rows.len()));
            let mut placed = RowSet::none(rows_of(data, lack.table()));
            for (org, row) in orgs(data, lack).into_iter().filter(|(_, row)| rows.has(*row)) {
                placed.insert(row);
                by_org.entry(Some(org)).or_default()[at] += 1;
            }
            let rest = rows.iter().filter(|row| !placed.has(*row)).count() as u64;
            if rest > 0 {
                by_org.entry(None).or_default()[at] += rest;
            }
        }
        watch.add(1);
    }
    let known = |counts: [u64; Lack::ALL.len()]| std::array::from_fn(|at| total[at].map(|_| counts[at]));
    let name = |org: Option<u32>| match (org, data.table(Table::Orgs)) {
        (Some(org), Some(orgs)) => {
            let name = display_name(orgs, org);
            if name.is_empty() { orgs.sourced_id(org).into_string() } else { name }
        }
        _ => "No school known".to_owned(),
    };
    let mut schools: Vec<_> = by_org.into_iter().map(|(org, counts)| (org, name(org), known(counts))).collect();
    schools.sort_by(|one, two| one.0.is_none().cmp(&two.0.is_none()).then_with(|| one.1.cmp(&two.1)));
    Some(Numbers { total, schools })
}

/// The rows that lack something, of one org, of none (`Some(None)`), or of all.
pub(super) fn lacking_rows(data: &Dataset, lack: Lack, org: Option<Option<u32>>) -> Vec<u32> {
    let Some(rows) = lacking(data, lack) else { return Vec::new() };
    let Some(org) = org else { return rows.to_vec() };
    let mut of_org = RowSet::none(rows_of(data, lack.table()));
    orgs(data, lack).into_iter().filter(|(at, _)| org.is_none_or(|org| org == *at)).for_each(|(_, row)| of_org.insert(row));
    rows.iter().filter(|row| of_org.has(*row) == org.is_some()).collect()
}

fn rows_of(data: &Dataset, table: Table) -> u32 {
    data.table(table).map_or(0, TableData::rows)
}

/// The rows that lack something; `None` where a file or column to tell it is not there.
fn lacking(data: &Dataset, lack: Lack) -> Option<RowSet> {
    let table = data.table(lack.table())?;
    if let Some(needed) = lack.needs() {
        data.table(needed)?;
    }
    let all = || {
        let mut all = RowSet::none(table.rows());
        (0..table.rows()).for_each(|row| all.insert(row));
        all
    };
    let (among, having) = match lack {
        Lack::StudentsWithoutEnrollments => (with_role(data, "student"), enrolled(data, "userSourcedId", None, table.rows())?),
        Lack::TeachersWithoutEnrollments => (with_role(data, "teacher"), enrolled(data, "userSourcedId", None, table.rows())?),
        Lack::ClassesWithoutStudents => (all(), enrolled(data, "classSourcedId", Some("student"), table.rows())?),
        Lack::ClassesWithoutTeachers => (all(), enrolled(data, "classSourcedId", Some("teacher"), table.rows())?),
        Lack::ClassesWithoutPeriods => (all(), filled(table, "periods")?),
        Lack::StudentsWithoutGrades => (with_role(data, "student"), filled(table, "grades")?),
        Lack::CoursesWithoutClasses => {
            let mut used = RowSet::none(table.rows());
            data.table(Table::Classes)?.column("courseSourcedId")?.scan_targets(|_, course| {
                if course < table.rows() {
                    used.insert(course);
                }
            });
            (all(), used)
        }
    };
    let mut rows = RowSet::none(table.rows());
    among.iter().filter(|row| !having.has(*row)).for_each(|row| rows.insert(row));
    Some(rows)
}

/// What enrollments lead to by a column, perhaps only those with a role.
fn enrolled(data: &Dataset, column: &str, role: Option<&str>, rows: u32) -> Option<RowSet> {
    let enrollments = data.table(Table::Enrollments)?;
    let mut wanted = RowSet::none(enrollments.rows());
    if let Some(role) = role {
        enrollments.column("role")?.scan_where(Skip::default(), |text| text == role, |row, _| wanted.insert(row));
    }
    let mut found = RowSet::none(rows);
    enrollments.column(column)?.scan_targets(|row, target| {
        if target < rows && (role.is_none() || wanted.has(row)) {
            found.insert(target);
        }
    });
    Some(found)
}

/// The rows in which a column is not blank.
fn filled(table: &TableData, column: &str) -> Option<RowSet> {
    let mut filled = RowSet::none(table.rows());
    table.column(column)?.scan_where(Skip::default(), |text| !text.trim().is_empty(), |row, _| filled.insert(row));
    Some(filled)
}

/// Every pair of an org and a row that belongs to it.
fn orgs(data: &Dataset, lack: Lack) -> Vec<(u32, u32)> {
    let column = match lack {
        Lack::StudentsWithoutEnrollments | Lack::StudentsWithoutGrades => return at_orgs(data, "student"),
        Lack::TeachersWithoutEnrollments => return at_orgs(data, "teacher"),
        Lack::CoursesWithoutClasses => "orgSourcedId",
        _ => "schoolSourcedId",
    };
    let mut pairs = Vec::new();
    if let Some(column) = data.table(lack.table()).and_then(|table| table.column(column)) {
        column.scan_targets(|row, org| pairs.push((org, row)));
    }
    pairs
}
