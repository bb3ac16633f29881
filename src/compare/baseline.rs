//! Fills the plain baseline that rules about changes judge.

use std::collections::HashMap;

use rayon::prelude::*;

use super::apply::{ConflictKind, Effect, apply};
use super::changes::{Counts, Presence, TableChanges};
use super::churn::Certainty;
use super::{Comparison, People};
use crate::check::{Baseline, FileBefore, SchoolBefore};
use crate::job::Watch;
use crate::read::SourceKind;
use crate::roster::Roster;
use crate::spec::{Mode, Table};
use crate::store::{Column, Skip, TableData};

/// What rules about changes need to know. Numbers of files and schools are given only where both have a whole set.
pub fn baseline(old: &Roster, new: &Roster, comparison: &Comparison, watch: &Watch) -> Baseline {
    watch.doing("Counting what changed");
    let is_endpoint = |roster: &Roster| roster.package().kind == SourceKind::Endpoint;
    let mut found = Baseline {
        name: old.package().name.clone(),
        is_rest_against_files: is_endpoint(old) != is_endpoint(new),
        reused: comparison.reused.iter().filter(|one| one.certainty > Certainty::Possible).map(|one| (one.table, one.new)).collect(),
        flipped: flipped(comparison),
        ..Baseline::default()
    };
    let is_delta = |roster: &Roster| roster.data().tables().any(|table| table.table() != Table::Manifest && table.mode() == Mode::Delta);
    match (is_delta(old), is_delta(new)) {
        (false, false) => whole_sets(old, new, comparison, &mut found),
        (false, true) => dependents(old, new, watch, &mut found),
        _ => {}
    }
    found
}

fn whole_sets(old: &Roster, new: &Roster, comparison: &Comparison, found: &mut Baseline) {
    let counted = comparison.tables.iter().filter(|changes| changes.table != Table::Manifest && changes.presence != Presence::OtherVersion);
    found.files = counted.map(|changes| file(old, new, comparison, changes)).collect();
    let pair = |counts: &Counts| (counts.before(), counts.now());
    found.schools = comparison
        .schools
        .iter()
        .map(|school| SchoolBefore {
            id: school.id.clone(),
            name: school.name.clone(),
            row: school.new,
            users: pair(&school.users),
            classes: pair(&school.classes),
            enrollments: pair(&school.enrollments),
        })
        .collect();
    if let (Some(changes), Some(classes)) = (comparison.table(Table::Classes), old.table(Table::Classes)) {
        found.classes_gone = changes.removed().iter().map(|row| classes.sourced_id(row).into_string()).collect();
        found.emptied = emptied(old, new, comparison, changes);
    }
}

fn file(old: &Roster, new: &Roster, comparison: &Comparison, changes: &TableChanges) -> FileBefore {
    let (before, now) = (old.table(changes.table), new.table(changes.table));
    let counts = changes.counts();
    let columns = changes.columns.par_iter().filter_map(|pair| {
        let of = |data: Option<&TableData>, at: Option<u16>| Some(data?.columns().get(usize::from(at?))?.filled());
        Some((pair.name.clone(), of(before, pair.old)?, of(now, pair.new)?))
    });
    let mut columns: Vec<(String, u64, u64)> = columns.collect();
    columns.retain(|(_, was, is)| was > is);
    FileBefore {
        table: Some(changes.table),
        was_there: before.is_some(),
        is_there: now.is_some(),
        before: before.map_or(0, active),
        now: now.map_or(0, active),
        came: counts.added,
        gone: counts.removed,
        changed: counts.changed,
        churned: comparison.churned.iter().filter(|one| one.table == changes.table && one.certainty > Certainty::Possible).count() as u64,
        columns,
    }
}

/// Rows that are not to be deleted.
fn active(data: &TableData) -> u64 {
    let mut deleted = 0;
    if let Some(status) = data.column("status") {
        status.scan_where(Skip::default(), |text| text == "tobedeleted", |_, _| deleted += 1);
    }
    u64::from(data.rows()) - deleted
}

/// Classes that lost students: row, students before and now.
fn emptied(old: &Roster, new: &Roster, comparison: &Comparison, classes: &TableChanges) -> Vec<(u32, u64, u64)> {
    let touched = comparison.table(Table::Enrollments).filter(|changes| !changes.counts().is_equal());
    if touched.is_none_or(|changes| changes.presence != Presence::Both) {
        return Vec::new();
    }
    let (before, now) = rayon::join(|| students(old), || students(new));
    let pairs = (0..).zip(classes.old_rows()).filter(|(_, old)| **old != Column::NONE);
    let numbers = pairs.filter_map(|(row, &old)| Some((row, *before.get(old as usize)?, *now.get(row as usize)?)));
    numbers.filter(|(_, was, is)| is < was).collect()
}

/// How many students each class has by enrollments that are not to be deleted.
fn students(roster: &Roster) -> Vec<u64> {
    let mut counts = vec![0; roster.table(Table::Classes).map_or(0, |classes| classes.rows() as usize)];
    let Some(enrollments) = roster.table(Table::Enrollments) else { return counts };
    let (Some(class), Some(role)) = (enrollments.column("classSourcedId"), enrollments.column("role")) else { return counts };
    let mut meant = crate::store::RowSet::none(enrollments.rows());
    role.scan_where(Skip::default(), |text| text == "student", |row, _| meant.insert(row));
    if let Some(status) = enrollments.column("status") {
        let mut kept = crate::store::RowSet::none(enrollments.rows());
        status.scan_where(Skip::default(), |text| text == "tobedeleted", |row, _| kept.insert(row));
        kept.invert();
        meant.keep(&kept);
    }
    class.scan_targets(|row, class| {
        if let Some(count) = counts.get_mut(class as usize).filter(|_| meant.has(row)) {
            *count += 1;
        }
    });
    counts
}

/// People who went from student to staff or back: row, role before, role now.
fn flipped(comparison: &Comparison) -> Vec<(u32, String, String)> {
    let Some(users) = comparison.table(Table::Users) else { return Vec::new() };
    let [before, now] = &comparison.people;
    let kinds = |people: &People| people.words.iter().map(|word| kind(word)).collect::<Vec<_>>();
    let (kinds_before, kinds_now) = (kinds(before), kinds(now));
    let of = |people: &People, kinds: &[Option<bool>], row: u32| {
        people.role.get(row as usize).and_then(|&role| kinds.get(usize::from(role)).copied()).flatten()
    };
    let pairs = (0..).zip(users.old_rows()).filter(|(_, old)| **old != Column::NONE);
    let turned =
        pairs.filter(|&(row, &old)| of(before, &kinds_before, old).zip(of(now, &kinds_now, row)).is_some_and(|(was, is)| was != is));
    turned.map(|(row, &old)| (row, before.role_of(old).to_owned(), now.role_of(row).to_owned())).collect()
}

/// True for students, false for staff, `None` for everybody else.
fn kind(role: &str) -> Option<bool> {
    match role {
        "student" => Some(true),
        "teacher"
        | "administrator"
        | "aide"
        | "proctor"
        | "counselor"
        | "principal"
        | "districtAdministrator"
        | "siteAdministrator"
        | "systemAdministrator" => Some(false),
        _ => None,
    }
}

/// What a delta deletes while others refer to it, and what in it is older than what it replaces.
fn dependents(old: &Roster, new: &Roster, watch: &Watch, found: &mut Baseline) {
    let Some(applied) = apply(old, &[new], watch) else { return };
    let older = applied.conflicts.iter().filter(|conflict| conflict.kind == ConflictKind::Older);
    found.older = older.map(|conflict| (conflict.table, conflict.row.row)).collect();
    let mut links: HashMap<(Table, &str), u64> = HashMap::new();
    applied.broken.iter().for_each(|link| *links.entry((link.to, link.id.as_str())).or_default() += 1);
    for of in &applied.tables {
        let Some(data) = new.table(of.table) else { continue };
        for (row, _) in of.effects.iter().filter(|(_, effect)| *effect == Effect::Deleted) {
            if let Some(&count) = links.get(&(of.table, &*data.sourced_id(row.row))) {
                found.depended.push((of.table, row.row, count));
            }
        }
    }
}
