//! What is personal in parts of a roster: whose data it is, and in which columns.

use super::form::FormPart;
use crate::query::{RowSet, people_with_role};
use crate::roster::Roster;
use crate::spec::{Privacy, Table};

/// What is personal in parts of a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// Students whose data it is.
    pub students: u64,
    /// Everybody else whose data it is.
    pub others: u64,
    /// Columns that name, reach or describe a person and hold something, each with its table.
    pub columns: Vec<(Table, String)>,
}

/// Whose data parts hold, and in which columns. Looks at every row that is written: not for a frame.
pub fn personal(roster: &Roster, parts: &[FormPart]) -> Personal {
    let Some(users) = roster.table(Table::Users) else {
        return Personal { columns: columns(roster, parts), ..Personal::default() };
    };
    let mut people = RowSet::none(users.rows());
    for part in parts {
        let Some(data) = roster.table(part.table) else { continue };
        let rows = (0..part.rows.len()).filter_map(|position| part.rows.row(position));
        if part.table == Table::Users {
            rows.for_each(|row| people.insert(row));
            continue;
        }
        let leads =
            data.columns().iter().find(|column| column.spec().and_then(|spec| spec.reference).is_some_and(|to| to.table == Table::Users));
        if let Some(leads) = leads {
            rows.filter_map(|row| leads.target_row(row)).for_each(|user| people.insert(user));
        }
    }
    let all = u64::from(people.len());
    let mut students = people_with_role(roster.data(), "student");
    students.keep(&people);
    let students = u64::from(students.len());
    Personal { students, others: all - students, columns: columns(roster, parts) }
}

fn columns(roster: &Roster, parts: &[FormPart]) -> Vec<(Table, String)> {
    let mut found = Vec::new();
    for part in parts {
        let Some(data) = roster.table(part.table) else { continue };
        for column in part.columns.iter().filter_map(|&at| data.columns().get(usize::from(at))) {
            // What the standard does not know may hold anything.
            let is_personal = column.spec().is_none_or(|spec| spec.privacy >= Privacy::Personal);
            if is_personal && part.table != Table::Manifest && column.filled() > 0 {
                found.push((part.table, column.name().to_owned()));
            }
        }
    }
    found
}
