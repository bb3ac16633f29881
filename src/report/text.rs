//! The report for people at a terminal.

use std::io::{self, Write};

use super::told::{Entry, Told};
use super::words::{counted, number, plain};
use super::{Report, causes, verdict};
use crate::check::Level;
use crate::spec::Table;

/// Causes that are told.
const CAUSES: usize = 20;

/// Writes the report: what was opened, the rules that found something, and the sum.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(report, out)?;
    verdict(report, out)?;
    by_cause(report, out)?;
    let entries = report.entries();
    for level in Level::ALL {
        let of_level: Vec<_> = entries.iter().filter(|entry| entry.level == level).collect();
        if !of_level.is_empty() {
            writeln!(out, "\n{}", heading(level))?;
        }
        for entry in of_level {
            let tracked = entry.tracked_words();
            let tracked = if tracked.is_empty() { tracked } else { format!(" ({tracked})") };
            writeln!(out, "\n  {}  {}  {}{tracked}", entry.code, number(entry.count), plain(entry.title))?;
            places(report, entry, out)?;
        }
    }
    let counts = report.counts();
    if entries.is_empty() {
        writeln!(out, "\nNothing found.")?;
    } else {
        let (errors, warnings) = (counted(counts.errors, "error"), counted(counts.warnings, "warning"));
        writeln!(out, "\n{errors}, {warnings}, {} for information{}.", number(counts.infos), tracked_words(report))?;
        writeln!(out, "roster-inspector explain RULE says more about a rule.")?;
    }
    Ok(())
}

fn head(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (package, data) = (report.roster.package(), report.roster.data());
    let tables = data.tables().filter(|table| table.table() != Table::Manifest).count();
    let what = report.what();
    writeln!(out, "{}: {what}, {}, {}", plain(&package.name), counted(tables as u64, "file"), counted(data.rows(), "row"))?;
    let (read, check) = (report.total_time.saturating_sub(report.check_time), report.check_time);
    let as_of = report.findings.settings().as_of;
    writeln!(out, "Read in {:.2} s, checked in {:.2} s as of {as_of}", read.as_secs_f64(), check.as_secs_f64())?;
    writeln!(out, "{}", report.about_values())
}

/// What is suppressed and what is new, after the sum.
pub(super) fn tracked_words(report: &Report<'_>) -> String {
    let mut words = String::new();
    if report.suppressed() > 0 {
        words.push_str(&format!(", {} suppressed", number(report.suppressed())));
    }
    if let Some(new) = report.new_ones() {
        let (errors, warnings) = (counted(new.errors, "error"), counted(new.warnings, "warning"));
        words.push_str(&format!("; new since the baseline: {errors}, {warnings}"));
    }
    words
}

/// What the receiver does with it.
fn verdict(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(verdict) = verdict::lines(report) else { return Ok(()) };
    writeln!(out, "\n{}", plain(&verdict.head))?;
    verdict.lines.iter().try_for_each(|line| writeln!(out, "  {}", plain(line)))
}

/// What to repair first.
fn by_cause(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (causes, beyond) = causes::told(report, CAUSES);
    if !causes::explain_more(report) {
        return Ok(());
    }
    writeln!(out, "\nCauses in the order of repair\n")?;
    for (cause, number) in causes.iter().zip(1..) {
        writeln!(out, "  {number}. {} ({})", plain(&cause.group.title), cause.clears)?;
        for line in &cause.lines {
            writeln!(out, "     {}", plain(line))?;
        }
    }
    if beyond > 0 {
        writeln!(out, "  … and {}", counted(beyond as u64, "further cause"))?;
    }
    Ok(())
}

/// The heading of a level.
pub(super) const fn heading(level: Level) -> &'static str {
    match level {
        Level::Error => "Errors",
        Level::Warning => "Warnings",
        Level::Info => "Information",
    }
}

fn places(report: &Report<'_>, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    let told = report.each_place(entry, &mut |told| line(told, out))?;
    if told < entry.count {
        writeln!(out, "    … and {} more", number(entry.count - told))?;
    }
    Ok(())
}

fn line(told: &Told, out: &mut dyn Write) -> io::Result<()> {
    let at = told.at();
    let at = if at.is_empty() { at } else { format!("{}: ", plain(&at)) };
    writeln!(out, "    {at}{}", plain(&told.message()))
}
