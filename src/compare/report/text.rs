//! The report of differences for people at a terminal.

use std::io::{self, Write};

use super::Report;
use super::told::{Kind, ToldRow, changed_columns, counts_words, one_sided, verdict, what};
use crate::compare::{Counts, Presence, TableChanges};
use crate::report::look::{counted, number, plain};

/// Schools and ids that are told.
const MOST: usize = 20;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = report.comparison;
    writeln!(out, "old  {}: {}", plain(&report.old.package().name), what(report.old))?;
    writeln!(out, "new  {}: {}", plain(&report.new.package().name), what(report.new))?;
    writeln!(out, "Compared in {:.2} s, {:.2} s with reading", report.compare_time.as_secs_f64(), report.total_time.as_secs_f64())?;
    writeln!(out, "{}", report.about_values())?;
    for note in &comparison.notes {
        writeln!(out, "{}", plain(&note.words()))?;
    }
    files(report, out)?;
    schools(report, out)?;
    ids(report, out)?;
    rules(report, out)?;
    if !comparison.is_unlike() {
        comparison.tables.iter().try_for_each(|changes| rows(report, changes, out))?;
    }
    let verdict = verdict(comparison);
    writeln!(out, "\n{verdict} {}.", counts_words(&comparison.counts()))
}

fn files(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nFiles\n")?;
    let width = report.comparison.tables.iter().map(|changes| changes.table.file().len()).max().unwrap_or(0);
    for changes in &report.comparison.tables {
        let only = match changes.presence {
            Presence::Both if !changes.is_whole => "; the new file holds changes only",
            Presence::Both => "",
            Presence::OldOnly => "; only in the old one",
            Presence::NewOnly => "; only in the new one",
            Presence::OtherVersion => "; the other version has no such file",
        };
        writeln!(out, "  {:width$}  {}{only}", changes.table.file(), counts_words(&changes.counts()))?;
        let columns: Vec<String> =
            changed_columns(changes).iter().map(|(name, count)| format!("{} {}", plain(name), number((*count).into()))).collect();
        if !columns.is_empty() {
            writeln!(out, "  {:width$}  changed columns: {}", "", columns.join(", "))?;
        }
        for (name, is_new, filled) in one_sided(changes).filter(|(_, _, filled)| *filled > 0) {
            let side = if is_new { "new" } else { "old" };
            writeln!(out, "  {:width$}  only the {side} one has {}, filled in {}", "", plain(name), counted(filled, "row"))?;
        }
    }
    Ok(())
}

fn schools(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut schools: Vec<_> = report.comparison.schools.iter().filter(|school| !school.all().is_equal()).collect();
    schools.sort_by_key(|school| std::cmp::Reverse(school.all().added + school.all().removed + school.all().changed));
    if !schools.is_empty() {
        writeln!(out, "\nSchools: people, classes, enrollments added/removed/changed\n")?;
    }
    let three = |counts: &Counts| format!("{}/{}/{}", number(counts.added), number(counts.removed), number(counts.changed));
    for school in schools.iter().take(MOST) {
        let only = match (school.old, school.new) {
            (None, _) => ", new",
            (_, None) => ", gone",
            _ => "",
        };
        let (users, classes, enrollments) = (three(&school.users), three(&school.classes), three(&school.enrollments));
        writeln!(out, "  {} ({}{only}): {users}, {classes}, {enrollments}", plain(&school.name), plain(&school.id))?;
    }
    more(schools.len(), "school", out)?;
    if report.comparison.roles.iter().any(|role| !role.users.is_equal()) {
        writeln!(out, "\nPeople by role\n")?;
        for role in &report.comparison.roles {
            let word = if role.role.is_empty() { "no role" } else { &role.role };
            writeln!(out, "  {}: {}", plain(word), counts_words(&role.users))?;
        }
    }
    Ok(())
}

fn more(count: usize, noun: &str, out: &mut dyn Write) -> io::Result<()> {
    if count > MOST { writeln!(out, "  … and {}", counted((count - MOST) as u64, &format!("further {noun}"))) } else { Ok(()) }
}

fn ids(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = report.comparison;
    if !comparison.churned.is_empty() {
        writeln!(out, "\nUnder another sourcedId now: {}; --id-map FILE writes all\n", number(comparison.churned.len() as u64))?;
    }
    for one in comparison.churned.iter().take(MOST) {
        let [old, new] = report.churned_ids(one).map(|id| plain(&id));
        let by: Vec<&str> = one.by().collect();
        writeln!(out, "  {} {old} -> {new}, {} by {}", one.table.file(), one.certainty.name(), by.join(", "))?;
    }
    more(comparison.churned.len(), "id", out)?;
    if !comparison.reused.is_empty() {
        writeln!(out, "\nThe same sourcedId for another record: {}\n", number(comparison.reused.len() as u64))?;
    }
    for one in comparison.reused.iter().take(MOST) {
        writeln!(out, "  {} {}, {}", one.table.file(), plain(&report.reused_id(one)), one.certainty.name())?;
    }
    more(comparison.reused.len(), "id", out)
}

fn rules(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = report.rules();
    if !rules.is_empty() {
        writeln!(out, "\nWhat receivers may stop at\n")?;
    }
    for rule in rules {
        writeln!(out, "  {} {}  {}  {}", rule.level.name(), rule.code, number(rule.count), rule.title)?;
        rule.messages.iter().try_for_each(|message| writeln!(out, "    {}", plain(message)))?;
    }
    Ok(())
}

fn rows(report: &Report<'_>, changes: &TableChanges, out: &mut dyn Write) -> io::Result<()> {
    let counts = changes.counts();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.of(&counts) > 0) {
        writeln!(out, "\n{}, {}: {}", changes.table.file(), kind.name(), number(kind.of(&counts)))?;
        let told = report.each_row(changes, kind, &mut |row| line(&row, out))?;
        if told < kind.of(&counts) {
            writeln!(out, "  … and {} more", number(kind.of(&counts) - told))?;
        }
    }
    Ok(())
}

fn line(row: &ToldRow, out: &mut dyn Write) -> io::Result<()> {
    let at = match (row.old_line, row.new_line) {
        (Some(old), Some(new)) => format!("line {old} -> {new}"),
        (Some(line), None) | (None, Some(line)) => format!("line {line}"),
        (None, None) => String::new(),
    };
    writeln!(out, "  {at}  {}", plain(&row.sourced_id))?;
    for cell in &row.cells {
        match &cell.texts {
            Some([old, new]) => {
                writeln!(out, "    {}: \u{201c}{}\u{201d} -> \u{201c}{}\u{201d}", plain(&cell.column), plain(old), plain(new))?;
            }
            None => writeln!(out, "    {}: changed", plain(&cell.column))?,
        }
    }
    Ok(())
}
