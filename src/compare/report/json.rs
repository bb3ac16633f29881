//! The report of differences for programs: one JSON object.
//!
//! `old` and `new` say what was compared (`package`, `version`, `rows`, `read_seconds`); `equal`, `unlike` and `notes` what came of it.
//! `files` has for each file `file`, `added`, `removed`, `changed`, `unchanged`, `presence`, `columns` (`column`, `changed`) and
//! `one_sided` columns. `schools` and `roles` count in the same way. `churned` has every record that goes by another sourcedId:
//! `file`, `old`, `new`, `certainty`, `by`; `reused` every sourcedId that belongs to another record. `rows` has rows of each file
//! and kind of change up to a number, with the changed cells; texts of personal columns are `null` unless `personal_values`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Report;
use super::told::{Kind, ToldRow, changed_columns, one_sided};
use crate::compare::{Counts, Presence, TableChanges};
use crate::roster::Roster;

/// Writes the report. Lists that may be long are written entry by entry.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = report.comparison;
    let head = json!({
        "old": side(report.old),
        "new": side(report.new),
        "equal": comparison.is_equal(),
        "unlike": comparison.is_unlike(),
        "notes": comparison.notes.iter().map(|note| note.words()).collect::<Vec<_>>(),
        "personal_values": report.with_values,
        "timing": {
            "compare_seconds": report.compare_time.as_secs_f64(),
            "total_seconds": report.total_time.as_secs_f64(),
        },
        "counts": counts(&comparison.counts()),
        "files": comparison.tables.iter().map(file).collect::<Vec<_>>(),
        "schools": comparison.schools.iter().map(|school| json!({
            "sourcedId": school.id,
            "name": school.name,
            "in_old": school.old.is_some(),
            "in_new": school.new.is_some(),
            "users": counts(&school.users),
            "classes": counts(&school.classes),
            "enrollments": counts(&school.enrollments),
        })).collect::<Vec<_>>(),
        "roles": comparison.roles.iter().map(|role| json!({ "role": role.role, "users": counts(&role.users) })).collect::<Vec<_>>(),
        "findings": report.rules().iter().map(|rule| json!({
            "rule": rule.code,
            "level": rule.level.name(),
            "title": rule.title,
            "count": rule.findings.count,
            "messages": rule.messages,
        })).collect::<Vec<_>>(),
    });
    let head = head.to_string();
    out.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
    list(out, "churned", |put| {
        comparison.churned.iter().try_for_each(|one| {
            let [old, new] = report.churned_ids(one);
            let by: Vec<&str> = one.by().collect();
            put(&json!({ "file": one.table.file(), "old": old, "new": new, "certainty": one.certainty.name(), "by": by }))
        })
    })?;
    list(out, "reused", |put| {
        comparison.reused.iter().try_for_each(|one| {
            put(&json!({ "file": one.table.file(), "sourcedId": report.reused_id(one), "certainty": one.certainty.name() }))
        })
    })?;
    list(out, "rows", |put| {
        for changes in &comparison.tables {
            for kind in Kind::ALL {
                report.each_row(changes, kind, &mut |told| put(&row(&told)))?;
            }
        }
        Ok(())
    })?;
    writeln!(out, "}}")
}

type Put<'a> = &'a mut dyn FnMut(&Value) -> io::Result<()>;

fn list(out: &mut dyn Write, name: &str, fill: impl FnOnce(Put<'_>) -> io::Result<()>) -> io::Result<()> {
    write!(out, ",\"{name}\":[")?;
    let mut first = true;
    fill(&mut |value| {
        let comma = if first { "" } else { "," };
        first = false;
        write!(out, "{comma}{value}")
    })?;
    write!(out, "]")
}

fn side(roster: &Roster) -> Value {
    json!({
        "package": roster.package().name,
        "version": roster.version().name(),
        "foreign": roster.package().detected.foreign,
        "rows": roster.data().rows(),
        "read_seconds": roster.timing().read.as_secs_f64(),
    })
}

fn counts(counts: &Counts) -> Value {
    json!({ "added": counts.added, "removed": counts.removed, "changed": counts.changed, "unchanged": counts.unchanged })
}

fn file(changes: &TableChanges) -> Value {
    let presence = match changes.presence {
        Presence::Both => "both",
        Presence::OldOnly => "old",
        Presence::NewOnly => "new",
        Presence::OtherVersion => "other version",
    };
    let mut file = json!({
        "file": changes.table.file(),
        "presence": presence,
        "whole": changes.is_whole,
        "columns": changed_columns(changes).iter().map(|(name, count)| json!({ "column": name, "changed": count })).collect::<Vec<_>>(),
        "one_sided": one_sided(changes).map(|(name, is_new, filled)| {
            json!({ "column": name, "side": if is_new { "new" } else { "old" }, "filled": filled })
        }).collect::<Vec<_>>(),
    });
    if let (Some(file), Value::Object(numbers)) = (file.as_object_mut(), counts(&changes.counts())) {
        file.extend(numbers);
    }
    file
}

fn row(told: &ToldRow) -> Value {
    json!({
        "file": told.table.file(),
        "change": told.kind.name(),
        "sourcedId": told.sourced_id,
        "old_line": told.old_line,
        "new_line": told.new_line,
        "cells": told.cells.iter().map(|cell| {
            let [old, new] = cell.texts.as_ref().map_or([None, None], |[old, new]| [Some(old), Some(new)]);
            json!({ "column": cell.column, "old": old, "new": new })
        }).collect::<Vec<_>>(),
    })
}
