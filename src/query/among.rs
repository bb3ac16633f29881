//! Rows that a number on a page stands for: named by what they have in common, found when somebody wants to see them.

use super::numbers::{Lack, lacking_rows};
use super::people::{at_orgs, grades, targets, with_role};
use super::{RowPick, RowSet};
use crate::job::Watch;
use crate::roster::display_name;
use crate::spec::Table;
use crate::store::{Dataset, TableData};

/// Rows that a number on a page stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    /// Students at an org; `None` = at none that is in the package.
    StudentsAt(Option<u32>),
    /// Students of a grade; `None` = without one.
    StudentsIn(Option<String>),
    /// Enrollments in classes of an academic session.
    EnrollmentsIn(u32),
    /// People with a role at an org.
    PeopleAt {
        /// The row of the org.
        org: u32,
        /// The role.
        role: String,
    },
    /// Students of a grade at an org; `None` = without a grade.
    StudentsOf {
        /// The row of the org.
        org: u32,
        /// The grade.
        grade: Option<String>,
    },
    /// Classes at an org in an academic session; `None` = in none that is in the package.
    ClassesAt {
        /// The row of the org.
        org: u32,
        /// The row of the session.
        term: Option<u32>,
    },
    /// What lacks something, of one org, of none of the package (`Some(None)`), or of all.
    Lacking {
        /// What is lacking.
        lack: Lack,
        /// Of which org.
        org: Option<Option<u32>>,
    },
}

impl Among {
    /// The table that the rows are in.
    pub const fn table(&self) -> Table {
        match self {
            Self::EnrollmentsIn(_) => Table::Enrollments,
            Self::ClassesAt { .. } => Table::Classes,
            Self::Lacking { lack, .. } => lack.table(),
            _ => Table::Users,
        }
    }

    /// What the rows have in common, in words.
    pub fn label(&self, data: &Dataset) -> String {
        let name = |table: Table, row: u32| data.table(table).map(|data| name_or_id(data, row)).unwrap_or_default();
        let in_grade = |grade: &Option<String>| match grade {
            Some(grade) => format!("Students in grade {grade}"),
            None => "Students without a grade".to_owned(),
        };
        match self {
            Self::StudentsAt(Some(org)) => format!("Students at {}", name(Table::Orgs, *org)),
            Self::StudentsAt(None) => "Students at no school of the package".to_owned(),
            Self::StudentsIn(grade) => in_grade(grade),
            Self::EnrollmentsIn(term) => format!("Enrollments in {}", name(Table::AcademicSessions, *term)),
            Self::PeopleAt { org, role } => format!("{} at {}", if role.is_empty() { "No role" } else { role }, name(Table::Orgs, *org)),
            Self::StudentsOf { org, grade } => format!("{} at {}", in_grade(grade), name(Table::Orgs, *org)),
            Self::ClassesAt { org, term: Some(term) } => {
                format!("Classes at {} in {}", name(Table::Orgs, *org), name(Table::AcademicSessions, *term))
            }
            Self::Lacking { lack, org: None } => lack.words().to_owned(),
            Self::Lacking { lack, org: Some(None) } => format!("{} at no school of the package", lack.words()),
            Self::Lacking { lack, org: Some(Some(org)) } => format!("{} at {}", lack.words(), name(Table::Orgs, *org)),
            Self::ClassesAt { org, term: None } => format!("Classes at {} in no term", name(Table::Orgs, *org)),
        }
    }
}

/// The name of a row, or its sourcedId where it has none.
pub(super) fn name_or_id(data: &TableData, row: u32) -> String {
    let name = display_name(data, row);
    if name.is_empty() { data.sourced_id(row).into_string() } else { name }
}

/// Finds the rows; `None` if it was stopped. Reads whole columns: not for a frame.
pub fn rows_among(data: &Dataset, among: &Among, watch: &Watch) -> Option<RowPick> {
    watch.doing("Finding the rows");
    let rows = match among {
        Among::StudentsAt(Some(org)) => people_at(data, "student", *org).to_vec(),
        Among::StudentsAt(None) => {
            let mut somewhere = RowSet::none(data.table(Table::Users).map_or(0, TableData::rows));
            at_orgs(data, "student").iter().for_each(|&(_, user)| somewhere.insert(user));
            with_role(data, "student").iter().filter(|&user| !somewhere.has(user)).collect()
        }
        Among::StudentsIn(grade) => of_grade(data, &with_role(data, "student"), grade.as_deref()),
        Among::StudentsOf { org, grade } => of_grade(data, &people_at(data, "student", *org), grade.as_deref()),
        Among::PeopleAt { org, role } => people_at(data, role, *org).to_vec(),
        Among::EnrollmentsIn(term) => enrollments_in(data, *term),
        Among::ClassesAt { org, term } => classes_at(data, *org, *term),
        Among::Lacking { lack, org } => lacking_rows(data, *lack, *org),
    };
    (!watch.is_cancelled()).then(|| RowPick { label: among.label(data), rows })
}

fn people_at(data: &Dataset, role: &str, org: u32) -> RowSet {
    let mut people = RowSet::none(data.table(Table::Users).map_or(0, TableData::rows));
    at_orgs(data, role).iter().filter(|(at, _)| *at == org).for_each(|&(_, user)| people.insert(user));
    people
}

fn of_grade(data: &Dataset, among: &RowSet, wanted: Option<&str>) -> Vec<u32> {
    let Some(users) = data.table(Table::Users) else { return Vec::new() };
    let Some(column) = users.column("grades") else {
        return if wanted.is_none() { among.to_vec() } else { Vec::new() };
    };
    let mut rows = Vec::new();
    column.scan(|row, text| {
        let fits = match wanted {
            Some(wanted) => grades(text).any(|grade| grade == wanted),
            None => grades(text).next().is_none(),
        };
        if fits && among.has(row) {
            rows.push(row);
        }
    });
    rows
}

fn enrollments_in(data: &Dataset, term: u32) -> Vec<u32> {
    let (Some(enrollments), Some(classes)) = (data.table(Table::Enrollments), data.table(Table::Classes)) else { return Vec::new() };
    let mut wanted = RowSet::none(classes.rows());
    if let Some(terms) = classes.column("termSourcedIds") {
        terms.scan_targets(|class, of| {
            if of == term {
                wanted.insert(class);
            }
        });
    }
    let mut rows = Vec::new();
    if let Some(column) = enrollments.column("classSourcedId") {
        column.scan_targets(|row, class| {
            if wanted.has(class) {
                rows.push(row);
            }
        });
    }
    rows
}

fn classes_at(data: &Dataset, org: u32, term: Option<u32>) -> Vec<u32> {
    let Some(classes) = data.table(Table::Classes) else { return Vec::new() };
    let school = targets(classes.column("schoolSourcedId"), classes.rows());
    let (mut named, mut any) = (RowSet::none(classes.rows()), RowSet::none(classes.rows()));
    if let Some(terms) = classes.column("termSourcedIds") {
        terms.scan_targets(|class, of| {
            any.insert(class);
            if Some(of) == term {
                named.insert(class);
            }
        });
    }
    let fits = |class: u32| if term.is_some() { named.has(class) } else { !any.has(class) };
    (0..classes.rows()).filter(|&class| school[class as usize] == org && fits(class)).collect()
}
