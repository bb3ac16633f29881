//! The report in Markdown, for tickets.

use std::io::{self, Write};

use super::text::{heading, tracked_words};
use super::told::{Entry, Told};
use super::words::{counted, markdown, number};
use super::{Report, causes, verdict};
use crate::check::Level;

/// Causes that are told.
const CAUSES: usize = 50;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(report, out)?;
    if let Some(verdict) = verdict::lines(report) {
        writeln!(out, "\n## {}\n", markdown(&verdict.head))?;
        verdict.lines.iter().try_for_each(|line| writeln!(out, "- {}", markdown(line)))?;
    }
    by_cause(report, out)?;
    let entries = report.entries();
    for level in Level::ALL {
        let of_level: Vec<_> = entries.iter().filter(|entry| entry.level == level).collect();
        if !of_level.is_empty() {
            writeln!(out, "\n## {}", heading(level))?;
        }
        for entry in of_level {
            rule(report, entry, out)?;
        }
    }
    Ok(())
}

fn head(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (package, data, counts) = (report.roster.package(), report.roster.data(), report.counts());
    let files = counted(report.files().len() as u64, "file");
    writeln!(out, "# {}\n", markdown(&package.name))?;
    writeln!(out, "{}, {files}, {}. Judged as of {}.\n", report.what(), counted(data.rows(), "row"), report.findings.settings().as_of)?;
    writeln!(out, "{}\n", report.about_values().replace("--", "\\--"))?;
    let (errors, warnings) = (counted(counts.errors, "error"), counted(counts.warnings, "warning"));
    writeln!(out, "**{errors}, {warnings}, {} for information{}.**", number(counts.infos), tracked_words(report))
}

fn by_cause(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (causes, beyond) = causes::told(report, CAUSES);
    if causes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Causes in the order of repair\n")?;
    for (cause, number) in causes.iter().zip(1..) {
        let lines: String = cause.lines.iter().map(|line| format!(" {}.", markdown(line.trim_end_matches('.')))).collect();
        writeln!(out, "{number}. **{}** ({}).{lines}", markdown(&cause.group.title), cause.clears)?;
    }
    if beyond > 0 {
        writeln!(out, "\n… and {}", counted(beyond as u64, "further cause"))?;
    }
    Ok(())
}

fn rule(report: &Report<'_>, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {} (`{}`, {})\n", markdown(entry.title), entry.code, number(entry.count))?;
    writeln!(out, "{} {}\n", markdown(entry.summary), markdown(entry.remedy))?;
    let tracked = entry.tracked_words();
    if !tracked.is_empty() {
        writeln!(out, "{tracked}\n")?;
    }
    writeln!(out, "| file | line | row | column | sourcedId | what |\n|---|--:|--:|---|---|---|")?;
    let told = report.each_place(entry, &mut |told| place(told, out))?;
    if told < entry.count {
        writeln!(out, "\n… and {} more", number(entry.count - told))?;
    }
    Ok(())
}

fn place(told: &Told, out: &mut dyn Write) -> io::Result<()> {
    let place = &told.place;
    let cells = [
        markdown(&place.file),
        place.line.map(|line| line.to_string()).unwrap_or_default(),
        place.row.map(|row| row.to_string()).unwrap_or_default(),
        markdown(place.column.as_deref().unwrap_or_default()),
        markdown(&place.sourced_id),
        markdown(&told.message()),
    ];
    writeln!(out, "| {} |", cells.join(" | "))
}
