//! The report in Markdown, for tickets.

use std::io::{self, Write};

use super::Report;
use super::text::heading;
use super::told::{Entry, Told};
use super::words::{counted, markdown, number};
use crate::check::Level;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    head(report, out)?;
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
    writeln!(out, "**{errors}, {warnings}, {} for information.**", number(counts.infos))
}

fn rule(report: &Report<'_>, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {} (`{}`, {})\n", markdown(entry.title), entry.code, number(entry.count))?;
    writeln!(out, "{} {}\n", markdown(entry.summary), markdown(entry.remedy))?;
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
        markdown(&place.message),
    ];
    writeln!(out, "| {} |", cells.join(" | "))
}
