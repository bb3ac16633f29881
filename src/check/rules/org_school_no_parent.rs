//! A school has no parent, though there is a district.

use super::super::Level;
use super::super::people::{Words, is_deleted};
use super::super::rule::{Context, How, PLAIN, Rule, documented, inferred};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "org-school-no-parent",
    level: Level::Info,
    title: "School without a district",
    summary: "A school has no parent, though the package has a district.",
    what: "Schools with an empty parentSourcedId where orgs.csv has an org of type district. Schools to be deleted are left alone.",
    why: "Receivers that draw the tree of orgs show the school beside the district.",
    remedy: "Make the district the parent.",
    effects: &[documented("Pearson", "the parent is the district"), inferred("Others", "a flat list of schools")],
    mode: Some(Mode::Bulk),
    bad: "o-1,,,North School,school,101,",
    good: "o-1,,,North School,school,101,d-1",
    source: "Documents of receivers",
    message: |_, _| "The school has no parent".to_owned(),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, orgs: &TableData, sink: &mut Sink<'_>) {
    let is_it = orgs.table() == Table::Orgs;
    let (Some(kind), Some(number)) = (orgs.column("type").filter(|_| is_it), orgs.column_number("parentSourcedId")) else { return };
    let (school, district) = (Words::of(kind, |word| word == "school"), Words::of(kind, |word| word == "district"));
    if !(0..orgs.rows()).any(|row| district.has(row)) {
        return;
    }
    let deleted = is_deleted(orgs);
    for row in (0..orgs.rows()).filter(|&row| school.has(row) && !deleted.has(row)) {
        if orgs.columns()[number].text(row).is_blank() {
            sink.cell(orgs, row, number);
        }
    }
}
