//! An org is below one that belongs below it.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "org-nesting",
    level: Level::Warning,
    title: "Orgs nested the wrong way",
    summary: "An org is below an org of a kind that belongs below it.",
    what: "parentSourcedId of orgs: national above state, state above local, local above district, district above school; a step may be left out. A department fits below everything but itself alone and above schools and departments too. Orgs of unknown types are left alone.",
    why: "Receivers that draw the tree of orgs put schools above districts.",
    remedy: "Correct the parent or the type.",
    effects: &[inferred("Receivers that draw the tree", "show it upside down")],
    versions: SINCE_1_1,
    bad: "a district below a school",
    good: "a school below a district",
    source: "OneRoster data model, as written down by one reader",
    message: |place, input| {
        let kind = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "type").into_string());
        format!("A {kind} below {}", place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, orgs: &TableData, sink: &mut Sink<'_>) {
    let number = orgs.column_number("parentSourcedId").filter(|_| orgs.table() == Table::Orgs);
    let (Some(number), Some(kind)) = (number, orgs.column("type")) else { return };
    let step = |row| match &*kind.text(row) {
        "national" => Some(0),
        "state" => Some(1),
        "local" => Some(2),
        "district" => Some(3),
        "school" => Some(4),
        _ => None,
    };
    orgs.columns()[number].scan_targets(|row, parent| {
        if row != parent && step(row).zip(step(parent)).is_some_and(|(own, above)| above > own) {
            sink.cell(orgs, row, number);
        }
    });
}
