//! A student is enrolled at a school that the student does not belong to.

use super::super::chunk::Chunk;
use super::super::people::Words;
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "enrollment-user-not-in-school",
    level: Level::Warning,
    title: "Student of another school",
    summary: "A student is enrolled in a class of a school that is none of the student's orgs.",
    what: "Enrollments as student whose class has a known school, by users.orgSourcedIds in 1.1 and by roles.csv in 1.2. Belonging to an org above the school is enough. Students without a known org are left alone. The finding stands at userSourcedId.",
    why: "Receivers that take in people school by school do not know the student in this class.",
    remedy: "Add the school to the student's orgs, or look whether the student takes a class elsewhere.",
    effects: &[documented("HMH", "the student is registered in a different school"), documented("Really Great Reading", "one school only")],
    bad: "a student of o-2 in a class of o-1",
    good: "a student of o-1 in a class of o-1",
    source: "Derived from the references of the files",
    message: say,
    how: How::Rows(RowsCheck { table: Table::Enrollments, prepare }),
    ..PLAIN
};

/// Orgs have at most so many orgs above them; more are a circle.
const DEPTH: usize = 12;

fn prepare<'a>(context: &Context<'a>, enrollments: &'a TableData) -> Option<Judge<'a>> {
    let data = context.input.data;
    let number = |name| enrollments.column_number(name);
    let (class, user, role) = (number("classSourcedId")?, number("userSourcedId")?, number("role")?);
    let (classes, orgs) = (data.table(Table::Classes)?, data.table(Table::Orgs)?);
    let mut schools = vec![Column::NONE; classes.rows() as usize];
    classes.column("schoolSourcedId")?.scan_targets(|row, school| schools[row as usize] = school);
    let mut parents = vec![Column::NONE; orgs.rows() as usize];
    if let Some(parent) = orgs.column("parentSourcedId") {
        parent.scan_targets(|row, parent| parents[row as usize] = parent);
    }
    let student = Words::of(&enrollments.columns()[role], |word| word == "student");
    let memberships = context.shared.memberships();
    let belongs = move |user: u32, school: u32| {
        let above = |org: &u32| parents.get(*org as usize).copied().filter(|&parent| parent != Column::NONE);
        let mut up = std::iter::successors(Some(school), above).take(DEPTH);
        up.any(|org| memberships.of(user).any(|own| own == org))
    };
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (class, users, roles) = (chunk.targets(class), chunk.targets(user), chunk.codes(role));
        for (at, row) in chunk.each() {
            let school = schools.get(class[at] as usize).copied().unwrap_or(Column::NONE);
            if school == Column::NONE || users[at] == Column::NONE {
                continue;
            }
            let Some(own) = memberships.first_of(users[at]) else { continue };
            if own != school && student.has_code(row, roles[at]) && !belongs(users[at], school) {
                sink.cell(enrollments, row, user);
            }
        }
    }))
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let class = place.of_table(input).and_then(|(table, row)| table.column("classSourcedId")?.target_row(row));
    match input.data.table(Table::Classes).zip(class) {
        Some((classes, class)) => {
            format!("{} is in a class of {}, but not of that school", place.value, classes.text(class, "schoolSourcedId"))
        }
        None => format!("{} is in a class of another school", place.value),
    }
}
