//! What stands around one record and takes reading many rows: the people and classes of an org, the gradebook of a class.

use std::collections::BTreeMap;

use super::among::{Among, name_or_id};
use super::charts::Bar;
use super::gradebook::{Gradebook, gradebook};
use super::people::{grade_rank, grades};
use crate::job::Watch;
use crate::relate::Relations;
use crate::spec::Table;
use crate::store::Dataset;

/// What stands around one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Around {
    /// Around an org.
    Org(OrgAround),
    /// Around a class.
    Class(Gradebook),
}

/// The people and classes of an org, without those of orgs below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrgAround {
    /// People by role, each counted once per role, the most first.
    pub people: Vec<Bar>,
    /// How many students.
    pub students: u64,
    /// Students by grade, in the order of grades.
    pub grades: Vec<Bar>,
    /// How many classes.
    pub classes: u64,
    /// Classes by academic session, by first day; a class in two sessions counts in both.
    pub terms: Vec<Bar>,
}

/// True if something stands around rows of this table.
pub const fn has_around(table: Table) -> bool {
    matches!(table, Table::Orgs | Table::Classes)
}

/// Gathers what stands around a record; `None` if there is nothing of the kind. May read many rows: not for a frame.
pub fn around(data: &Dataset, relations: &Relations, table: Table, row: u32, watch: &Watch) -> Option<Around> {
    watch.doing("Looking around");
    match table {
        Table::Orgs => Some(Around::Org(org(data, relations, row))),
        Table::Classes => Some(Around::Class(gradebook(data, relations, row, watch))),
        _ => None,
    }
}

fn bar(words: String, count: usize, rows: Among) -> Bar {
    Bar { words, count: count as u64, days: Default::default(), rows }
}

fn org(data: &Dataset, relations: &Relations, org: u32) -> OrgAround {
    let mut by_role: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let pointing = |table, column| relations.reverse(data, table, column).map_or(&[][..], |reverse| reverse.rows(org));
    if let Some(users) = data.table(Table::Users).filter(|users| users.column("role").is_some()) {
        for &user in pointing(Table::Users, "orgSourcedIds") {
            by_role.entry(users.text(user, "role").into_string()).or_default().push(user);
        }
    } else if let Some(roles) = data.table(Table::Roles) {
        for &row in pointing(Table::Roles, "orgSourcedId") {
            let user = roles.column("userSourcedId").and_then(|column| column.target_row(row));
            by_role.entry(roles.text(row, "role").into_string()).or_default().extend(user);
        }
    }
    let mut people = Vec::new();
    let mut around = OrgAround::default();
    for (role, mut users) in by_role {
        users.sort_unstable();
        users.dedup();
        if role == "student" {
            around.students = users.len() as u64;
            around.grades = by_grade(data, org, &users);
        }
        people.push(bar(role.clone(), users.len(), Among::PeopleAt { org, role }));
    }
    people.retain(|bar| bar.count > 0);
    people.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    around.people = people;
    let classes = pointing(Table::Classes, "schoolSourcedId");
    around.classes = classes.len() as u64;
    around.terms = by_term(data, org, classes);
    around
}

fn by_grade(data: &Dataset, org: u32, students: &[u32]) -> Vec<Bar> {
    let mut counts: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let users = data.table(Table::Users);
    for &user in students {
        let text = users.map(|users| users.text(user, "grades").into_string()).unwrap_or_default();
        let mut any = false;
        for grade in grades(&text) {
            any = true;
            *counts.entry(Some(grade.to_owned())).or_default() += 1;
        }
        if !any {
            *counts.entry(None).or_default() += 1;
        }
    }
    let words = |grade: &Option<String>| grade.clone().unwrap_or_else(|| "Without a grade".to_owned());
    let mut bars: Vec<Bar> = counts.into_iter().map(|(grade, count)| bar(words(&grade), count, Among::StudentsOf { org, grade })).collect();
    bars.sort_by(|one, two| grade_rank(&one.words).cmp(&grade_rank(&two.words)));
    bars
}

fn by_term(data: &Dataset, org: u32, classes: &[u32]) -> Vec<Bar> {
    let (Some(table), sessions) = (data.table(Table::Classes), data.table(Table::AcademicSessions)) else { return Vec::new() };
    let column = table.column("termSourcedIds");
    let mut counts: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    for &class in classes {
        let mut terms: Vec<Option<u32>> =
            column.map(|column| column.items(class)).unwrap_or_default().into_iter().filter_map(|item| item.row).map(Some).collect();
        terms.sort_unstable();
        terms.dedup();
        if terms.is_empty() {
            terms.push(None);
        }
        terms.into_iter().for_each(|term| *counts.entry(term).or_default() += 1);
    }
    let mut bars: Vec<Bar> = counts
        .into_iter()
        .map(|(term, count)| {
            let of = term.zip(sessions);
            let day = |name: &str| of.map(|(term, sessions)| sessions.text(term, name).into_string()).unwrap_or_default();
            let words = of.map_or_else(|| "In no term".to_owned(), |(term, sessions)| name_or_id(sessions, term));
            Bar { days: (day("startDate"), day("endDate")), ..bar(words, count, Among::ClassesAt { org, term }) }
        })
        .collect();
    // What is in no term stands last; else by first day, the longer one first.
    bars.sort_by(|one, two| {
        let key = |bar: &Bar| (bar.days.0.is_empty(), bar.days.0.clone());
        key(one).cmp(&key(two)).then_with(|| two.days.1.cmp(&one.days.1))
    });
    bars
}
