//! Students per school and per grade, enrollments per term: what the overview draws.

use std::collections::BTreeMap;

use super::RowSet;
use super::among::{Among, name_or_id};
use super::people::{at_orgs, grade_rank, grades, with_role};
use crate::job::Watch;
use crate::spec::Table;
use crate::store::Dataset;

/// Different grades that are told apart; a file with more has something else in the column.
const GRADES: usize = 40;

/// What the overview draws.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charts {
    /// How many students there are.
    pub students: u64,
    /// How many enrollments there are.
    pub enrollments: u64,
    /// Students per org, the most first.
    pub schools: Vec<Bar>,
    /// Students per grade, in the order of grades.
    pub grades: Vec<Bar>,
    /// Enrollments per academic session that their class names, by first day.
    pub terms: Vec<Bar>,
}

/// A number and the rows behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub words: String,
    /// How many.
    pub count: u64,
    /// First and last day of a session as they stand in the file; blank for everything else.
    pub days: (String, String),
    /// The rows.
    pub rows: Among,
}

/// Counts it. Reads millions of rows: not for a frame.
pub fn charts(data: &Dataset, watch: &Watch) -> Charts {
    watch.doing("Counting students and enrollments");
    let students = with_role(data, "student");
    let schools = if watch.is_cancelled() { Vec::new() } else { schools(data, &students) };
    let grades = if watch.is_cancelled() { Vec::new() } else { per_grade(data, &students) };
    let terms = if watch.is_cancelled() { Vec::new() } else { terms(data) };
    let enrollments = data.table(Table::Enrollments).map_or(0, |enrollments| u64::from(enrollments.rows()));
    Charts { students: u64::from(students.len()), enrollments, schools, grades, terms }
}

fn bar(words: String, count: u64, rows: Among) -> Bar {
    Bar { words, count, days: Default::default(), rows }
}

fn schools(data: &Dataset, students: &RowSet) -> Vec<Bar> {
    let pairs = at_orgs(data, "student");
    let mut somewhere = RowSet::none(data.table(Table::Users).map_or(0, |users| users.rows()));
    pairs.iter().for_each(|&(_, user)| somewhere.insert(user));
    let orgs = data.table(Table::Orgs);
    let mut bars: Vec<Bar> = pairs
        .chunk_by(|one, two| one.0 == two.0)
        .map(|pairs| {
            let org = pairs[0].0;
            bar(orgs.map(|orgs| name_or_id(orgs, org)).unwrap_or_default(), pairs.len() as u64, Among::StudentsAt(Some(org)))
        })
        .collect();
    bars.sort_by(|one, two| two.count.cmp(&one.count).then_with(|| one.words.cmp(&two.words)));
    let nowhere = u64::from(students.len()) - u64::from(somewhere.len());
    if nowhere > 0 {
        bars.push(bar("At no school of the package".to_owned(), nowhere, Among::StudentsAt(None)));
    }
    bars
}

fn per_grade(data: &Dataset, students: &RowSet) -> Vec<Bar> {
    let Some(column) = data.table(Table::Users).and_then(|users| users.column("grades")) else { return Vec::new() };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut without = 0;
    column.scan(|row, text| {
        if !students.has(row) {
            return;
        }
        let mut any = false;
        for grade in grades(text) {
            any = true;
            match counts.get_mut(grade) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(grade.to_owned(), 1);
                }
            }
        }
        without += u64::from(!any);
    });
    let mut bars: Vec<Bar> = counts.into_iter().map(|(grade, count)| bar(grade.clone(), count, Among::StudentsIn(Some(grade)))).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    bars.truncate(GRADES);
    bars.sort_by(|one, two| grade_rank(&one.words).cmp(&grade_rank(&two.words)));
    if without > 0 {
        bars.push(bar("Without a grade".to_owned(), without, Among::StudentsIn(None)));
    }
    bars
}

fn terms(data: &Dataset) -> Vec<Bar> {
    let (Some(enrollments), Some(classes)) = (data.table(Table::Enrollments), data.table(Table::Classes)) else { return Vec::new() };
    let Some(class) = enrollments.column("classSourcedId") else { return Vec::new() };
    let mut of_class = vec![0_u64; classes.rows() as usize];
    class.scan_targets(|_, class| {
        if let Some(count) = of_class.get_mut(class as usize) {
            *count += 1;
        }
    });
    let sessions = data.table(Table::AcademicSessions);
    let mut of_term = vec![0_u64; sessions.map_or(0, |sessions| sessions.rows()) as usize];
    let mut last = None;
    if let Some(terms) = classes.column("termSourcedIds") {
        terms.scan_targets(|class, term| {
            // A class that names a term twice has its enrollments in it once.
            if last != Some((class, term))
                && let Some(count) = of_term.get_mut(term as usize)
            {
                *count += of_class.get(class as usize).copied().unwrap_or_default();
            }
            last = Some((class, term));
        });
    }
    let Some(sessions) = sessions else { return Vec::new() };
    let mut bars: Vec<Bar> = (0_u32..)
        .zip(of_term)
        .filter(|(_, count)| *count > 0)
        .map(|(term, count)| Bar {
            days: (sessions.text(term, "startDate").into_string(), sessions.text(term, "endDate").into_string()),
            ..bar(name_or_id(sessions, term), count, Among::EnrollmentsIn(term))
        })
        .collect();
    // By first day; of two that begin together the longer one first, as a year stands before its semesters.
    bars.sort_by(|one, two| one.days.0.cmp(&two.days.0).then_with(|| two.days.1.cmp(&one.days.1)));
    bars
}
