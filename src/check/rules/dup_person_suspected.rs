//! Two users are probably one person.

use super::super::Level;
use super::super::calendar::Days;
use super::super::people::sole_rows;
use super::super::rule::{Context, How, PLAIN, Rule, inferred};
use super::super::sink::Sink;
use super::super::twins::{Twins, folded, joined};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-person-suspected",
    level: Level::Info,
    title: "Probably one person",
    summary: "Two users have the same names and the same birth date.",
    what: "Given name and family name of users.csv, whatever their letter case, with the birth date of demographics.csv: the second user and every later one. Users without a birth date or to be deleted are left alone. Runs on request.",
    why: "A student who left and came back often has two records, and two accounts.",
    remedy: "Look whether it is one person, and merge the two in the source system.",
    effects: &[inferred("Most receivers", "make two accounts")],
    bad: "Ada Okafor, born 2016-02-29, as u-1 and as u-9",
    good: "Ada Okafor as u-1 alone",
    source: "Derived",
    message: |_, _| "Another user has the same names and birth date".to_owned(),
    how: How::Table(check),
    on_request: true,
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let demographics = context.input.data.table(Table::Demographics).filter(|_| users.table() == Table::Users);
    let (Some(demographics), Some(number)) = (demographics, users.column_number("familyName")) else { return };
    let (Some(given), Some(birth), Some(person)) = (users.column("givenName"), demographics.column("birthDate"), demographics.key_column())
    else {
        return;
    };
    let mut born = vec![Days::NONE; users.rows() as usize];
    let days = Days::of(Some(birth));
    person.scan_targets(|row, user| born[user as usize] = days.of_row(row));
    let family = &users.columns()[number];
    let mut keys = vec![0_u64; users.rows() as usize];
    for row in sole_rows(users).filter(|&row| born[row as usize] != Days::NONE) {
        let name = joined(folded(&given.text(row)), folded(&family.text(row)));
        keys[row as usize] = joined(name, born[row as usize].unsigned_abs().into());
    }
    let same = |one: u32, other: u32| {
        given.text(one).to_lowercase() == given.text(other).to_lowercase()
            && family.text(one).to_lowercase() == family.text(other).to_lowercase()
    };
    let mut rows: Vec<u32> = Vec::new();
    for group in Twins::of(&keys).groups() {
        rows.extend(group[1..].iter().copied().filter(|&row| same(group[0], row)));
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(users, row, number);
    }
}
