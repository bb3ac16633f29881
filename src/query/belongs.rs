//! Which org a row belongs to, found by walking its references: from a result over its line item and class to the school.

use crate::relate::Relations;
use crate::roster::display_name;
use crate::spec::Table;
use crate::store::Dataset;

/// References that are followed, the nearest to an org first.
const WAY: [Table; 6] = [Table::Orgs, Table::Classes, Table::LineItems, Table::Courses, Table::Users, Table::Results];
/// References that are followed one after the other.
const STEPS: u8 = 4;

/// The name that a row goes by: its own, else that of the person whom it is about; empty if there is neither.
pub fn record_name(data: &Dataset, table: Table, row: u32) -> String {
    let Some(rows) = data.table(table) else { return String::new() };
    let own = display_name(rows, row);
    if !own.is_empty() || table == Table::Users {
        return own;
    }
    let mut people = rows.columns().iter().filter(|column| column.target_table() == Some(Table::Users));
    let person = people.find_map(|column| column.target_row(row));
    person.zip(data.table(Table::Users)).map(|(person, users)| display_name(users, person)).unwrap_or_default()
}

/// The org that a row belongs to; `None` if it names none, or one that is not in the package.
pub(super) fn org_of(data: &Dataset, relations: &Relations, table: Table, row: u32) -> Option<u32> {
    walk(data, relations, table, row, STEPS)
}

fn walk(data: &Dataset, relations: &Relations, table: Table, row: u32, steps: u8) -> Option<u32> {
    if table == Table::Orgs {
        return Some(row);
    }
    let rows = data.table(table)?;
    let left = steps.checked_sub(1)?;
    for to in WAY.into_iter().filter(|to| *to != table) {
        let columns = rows.columns().iter().filter(|column| {
            let reference = column.spec().and_then(|spec| spec.reference);
            reference.is_some_and(|reference| reference.table == to)
        });
        for column in columns {
            match column.target_row(row) {
                Some(target) => return walk(data, relations, to, target, left),
                // Who names an org that is not there belongs to none that is.
                None if to == Table::Orgs && !column.text(row).is_blank() => return None,
                None => {}
            }
        }
    }
    if table == Table::Users {
        let role = relations.reverse(data, Table::Roles, "userSourcedId")?.rows(row).first().copied()?;
        return data.table(Table::Roles)?.column("orgSourcedId")?.target_row(role);
    }
    None
}
