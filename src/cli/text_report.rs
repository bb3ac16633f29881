//! The report for people.

use std::io::Write;

use super::Failure;
use super::plain_text::{counted, number, plain};
use super::report::{Report, mode_words};
use crate::check::{self, Level, Place, RuleFindings};
use crate::spec::Table;

/// Places told for each rule where nothing else is asked.
pub(super) const PLACES: usize = 10;

/// Writes the report: what was opened, the rules that found something, and the sum.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    head(report, out)?;
    for level in Level::ALL {
        let groups: Vec<_> = report.findings.groups().iter().filter(|group| group.level() == level).collect();
        if !groups.is_empty() {
            writeln!(out, "\n{}", heading(level))?;
        }
        for group in groups {
            writeln!(out, "\n  {}  {}  {}", group.rule.code, number(group.count), group.rule.title)?;
            places(report, group, out)?;
        }
    }
    let counts = report.findings.counts();
    if counts.total() == 0 {
        writeln!(out, "\nNothing found.")?;
    } else {
        let (errors, warnings) = (counted(counts.errors, "error"), counted(counts.warnings, "warning"));
        writeln!(out, "\n{errors}, {warnings}, {} for information.", number(counts.infos))?;
        writeln!(out, "roster-inspector explain RULE says more about a rule.")?;
    }
    Ok(())
}

fn head(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let (package, data) = (report.roster.package(), report.roster.data());
    let tables = data.tables().filter(|table| table.table() != Table::Manifest).count();
    let what = match package.detected.foreign {
        Some(foreign) => foreign.to_owned(),
        None => format!("OneRoster {}, {}", data.version().name(), mode_words(report.roster)),
    };
    writeln!(out, "{}: {what}, {}, {}", plain(&package.name), counted(tables as u64, "file"), counted(data.rows(), "row"))?;
    let (read, check) = (report.total_time.saturating_sub(report.check_time), report.check_time);
    let as_of = report.findings.settings().as_of;
    writeln!(out, "Read in {:.2} s, checked in {:.2} s as of {as_of}", read.as_secs_f64(), check.as_secs_f64())?;
    Ok(())
}

const fn heading(level: Level) -> &'static str {
    match level {
        Level::Error => "Errors",
        Level::Warning => "Warnings",
        Level::Info => "Information",
    }
}

fn places(report: &Report<'_>, group: &RuleFindings, out: &mut dyn Write) -> Result<(), Failure> {
    let mut told = 0;
    let mut failed = Ok(());
    match report.places {
        Some(_) => {
            for place in group.places(&report.input()) {
                line(&place, out)?;
                told += 1;
            }
        }
        None => check::stream(&report.input(), report.findings.settings(), group.rule.code, &mut |place| {
            told += 1;
            if failed.is_ok() {
                failed = line(&place, out);
            }
        }),
    }
    failed?;
    if told < group.count {
        writeln!(out, "    … and {} more", number(group.count - told))?;
    }
    Ok(())
}

fn line(place: &Place, out: &mut dyn Write) -> Result<(), Failure> {
    let at = match (place.file.is_empty(), place.line) {
        (true, _) => String::new(),
        (false, None) => format!("{}: ", plain(&place.file)),
        (false, Some(line)) => format!("{} line {line}: ", plain(&place.file)),
    };
    writeln!(out, "    {at}{}", plain(&place.message))?;
    Ok(())
}
