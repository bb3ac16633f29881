//! A resource of a user does not fit the user.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::Duty;
use super::super::rule::{Context, How, Judge, ONLY_1_2, PLAIN, RowsCheck, Rule, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "user-resource-scope",
    level: Level::Info,
    title: "Resource that does not fit the user",
    summary: "A resource is given to a user for a class or an org that do not fit, or in none of the roles that it is for.",
    what: "Rows of userResources.csv. First found of: the org is not the school of the class, at orgSourcedId; the user is not enrolled in the class, at classSourcedId, if enrollments.csv is bulk; the user has none of the roles of the resource, at userSourcedId.",
    why: "The user sees material of a class that is not theirs, or none.",
    remedy: "Bring the row in line with enrollments and roles.",
    effects: &[observed("A conformance-tested reader", "refuses it")],
    versions: ONLY_1_2,
    bad: "class c-1 of o-1 with the org o-2",
    good: "class c-1 of o-1 with the org o-1",
    source: "A conformance-tested reader",
    message: |place, _| match place.column.as_deref() {
        Some("orgSourcedId") => format!("{} is not the school of the class", place.value),
        Some("classSourcedId") => format!("The user is not enrolled in {}", place.value),
        _ => format!("{} has none of the roles of the resource", place.value),
    },
    how: How::Rows(RowsCheck { table: Table::UserResources, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, rows: &'a TableData) -> Option<Judge<'a>> {
    let number = |name| rows.column_number(name);
    let (user, org, class, resource) =
        (number("userSourcedId")?, number("orgSourcedId")?, number("classSourcedId")?, number("resourceSourcedId")?);
    let data = context.input.data;
    let mut schools = data.table(Table::Classes).map_or_else(Vec::new, |classes| vec![Column::NONE; classes.rows() as usize]);
    if let Some(school) = data.table(Table::Classes).and_then(|classes| classes.column("schoolSourcedId")) {
        school.scan_targets(|row, school| schools[row as usize] = school);
    }
    let roles = data.table(Table::Resources).and_then(|resources| resources.column("roles"));
    let wanted: Vec<u8> = roles.map_or_else(Vec::new, |roles| (0..roles.len()).map(|row| Duty::of_any(&roles.text(row))).collect());
    let (members, duties) = (context.shared.members(), context.shared.duties());
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (users, orgs, classes, resources) = (chunk.targets(user), chunk.targets(org), chunk.targets(class), chunk.targets(resource));
        for (at, row) in chunk.each() {
            let school = schools.get(classes[at] as usize).copied().unwrap_or(Column::NONE);
            let known = users[at] != Column::NONE && classes[at] != Column::NONE;
            let wanted = wanted.get(resources[at] as usize).copied().unwrap_or_default();
            if orgs[at] != Column::NONE && school != Column::NONE && orgs[at] != school {
                sink.cell(rows, row, org);
            } else if known && members.is_some_and(|members| !members.of(classes[at]).contains(&users[at])) {
                sink.cell(rows, row, class);
            } else if wanted != 0 && duties.get(users[at] as usize).is_some_and(|duty| duty.is_never(wanted)) {
                sink.cell(rows, row, user);
            }
        }
    }))
}
