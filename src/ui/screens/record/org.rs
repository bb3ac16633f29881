//! The page of an org: its people by role and grade, its classes by term, the orgs below it.

use super::data::{AllRows, Bars, Body, Card, Entry, Figure, LISTED};
use super::look::{Look, capital};
use super::related::{findings, plain_fields, points_to, referenced_by};
use crate::query::{Around, Bar, OrgAround};
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::widgets::number;

/// The cards of an org.
pub(super) fn cards(look: Look<'_>, data: &TableData, row: u32) -> [Vec<Card>; 3] {
    let (mut fields, absent) = plain_fields(look, data, row, &[]);
    fields.extend(points_to(look, data, row, &[]));
    let left = vec![Card::new("Org", Body::Fields(fields, absent)), Card::new("Source line", Body::Source)];
    let middle = match look.around {
        _ if !look.is_whole() => vec![Card::new("People", Body::Empty("Known once every file is read".to_owned()))],
        Some(Around::Org(around)) => numbers(look, around),
        _ => vec![Card::new("People", Body::Empty("Counting".to_owned()))],
    };
    let mut right = vec![findings(look, Table::Orgs, row)];
    right.extend(below(look, data, row));
    right.push(referenced_by(look, Table::Orgs, row));
    [left, middle, right]
}

fn numbers(look: Look<'_>, around: &OrgAround) -> Vec<Card> {
    let mut cards = Vec::new();
    let bars = |what, upright, bars: &[Bar]| Body::Bars(Bars { what, upright, bars: bars.to_vec() });
    let people = ("person", "people");
    if around.people.is_empty() {
        cards.push(Card::new("People by role", Body::Empty("Nobody has a role here".to_owned())));
    } else {
        let mut roles = around.people.clone();
        roles.iter_mut().for_each(|bar| bar.words = if bar.words.is_empty() { "Without a role".to_owned() } else { capital(&bar.words) });
        cards.push(Card::new("People by role", bars(people, false, &roles)));
    }
    if !around.grades.is_empty() {
        let note = number::counted(around.students, "student", "students");
        cards.push(Card::new("Students by grade", bars(("student", "students"), true, &around.grades)).note(note));
    }
    if !around.terms.is_empty() {
        let note = number::counted(around.classes, "class", "classes");
        cards.push(Card::new("Classes by term", bars(("class", "classes"), false, &around.terms)).note(note));
    } else if look.table(Table::Classes).is_some() {
        cards.push(Card::new("Classes by term", Body::Empty("No classes".to_owned())));
    }
    cards
}

/// The orgs whose parent this one is.
fn below(look: Look<'_>, data: &TableData, row: u32) -> Option<Card> {
    let children = look.pointing(Table::Orgs, "parentSourcedId", row);
    let first = children.iter().take(LISTED).map(|&child| {
        let kind = data.text(child, "type");
        Entry {
            figure: Figure::Row(Table::Orgs),
            lead: String::new(),
            link: look.link(Table::Orgs, child),
            tags: if kind.is_empty() { Vec::new() } else { vec![capital(&kind)] },
            address: String::new(),
            note: String::new(),
        }
    });
    let entries: Vec<Entry> = first.collect();
    if entries.is_empty() {
        return None;
    }
    let all = (children.len() > LISTED).then(|| AllRows {
        table: Table::Orgs,
        column: "parentSourcedId",
        label: look.words(Table::Orgs, row, None),
    });
    Some(Card { all, ..Card::new("Orgs below", Body::Entries(entries)).note(number::count(children.len() as u64)) })
}
