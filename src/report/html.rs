//! The report as one page that needs nothing else: for a mail, a ticket, a phone, a printer.

use std::io::{self, Write};

use super::chart::{by_file, by_topic, level_words, svg};
use super::html_style::STYLE;
use super::text::{heading, tracked_words};
use super::told::{Entry, Told};
use super::words::{counted, html, number};
use super::{Report, causes, verdict};
use crate::check::Level;
use crate::receiver::Verdict;

/// Causes that are told.
const CAUSES: usize = 100;

/// Writes the page.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let title = html(&report.roster.package().name);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\
         <meta name=\"generator\" content=\"Roster Inspector {}\"/><title>{title}: findings</title><style>{STYLE}</style></head><body>",
        env!("CARGO_PKG_VERSION")
    )?;
    head(report, &title, out)?;
    overview(report, out)?;
    verdict(report, out)?;
    by_cause(report, out)?;
    let entries = report.entries();
    for level in Level::ALL {
        let of_level: Vec<_> = entries.iter().filter(|entry| entry.level == level).collect();
        if !of_level.is_empty() {
            writeln!(out, "<section><h2>{}</h2>", heading(level))?;
            for entry in of_level {
                rule(report, entry, out)?;
            }
            writeln!(out, "</section>")?;
        }
    }
    files(report, out)?;
    writeln!(out, "</body></html>")
}

fn head(report: &Report<'_>, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let rows = counted(report.roster.data().rows(), "row");
    let files = counted(report.files().len() as u64, "file");
    let as_of = report.findings.settings().as_of;
    writeln!(out, "<header><h1>{title}</h1>")?;
    writeln!(out, "<p class=\"facts\">{}, {files}, {rows}. Judged as of {as_of}.</p>", html(&report.what()))?;
    let class = if report.with_values { "note values" } else { "note" };
    writeln!(out, "<p class=\"{class}\">{}</p></header>", report.about_values())
}

fn overview(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts();
    writeln!(out, "<div class=\"cards\">")?;
    for level in Level::ALL {
        let count = counts.get(level);
        let words = level_words(level, count);
        let noun = words.split_once(' ').map_or("", |(_, noun)| noun);
        writeln!(out, "<div class=\"card {}\"><b>{}</b>{noun}</div>", level.name(), number(count))?;
    }
    writeln!(out, "</div>")?;
    let tracked = tracked_words(report);
    if !tracked.is_empty() {
        writeln!(out, "<p class=\"quiet\">{}</p>", html(tracked.trim_start_matches([',', ';', ' '])))?;
    }
    if report.entries().is_empty() {
        return writeln!(out, "<p>Nothing found.</p>");
    }
    writeln!(out, "{}{}", svg("Findings by file", &by_file(report)), svg("Findings by topic", &by_topic(report)))?;
    summary(report, out)
}

/// All rules that found something, in a table that leads to them.
fn summary(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table><thead><tr><th>Level</th><th>Rule</th><th class=\"n\">Found</th></tr></thead><tbody>")?;
    for entry in report.entries() {
        writeln!(
            out,
            "<tr><td>{}</td><td><a href=\"#{}\">{}</a></td><td class=\"n\">{}</td></tr>",
            badge(entry.level),
            html(entry.code),
            html(entry.title),
            number(entry.count)
        )?;
    }
    writeln!(out, "</tbody></table>")
}

/// What the receiver does with it.
fn verdict(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (Some(verdict), Some(judgment)) = (verdict::lines(report), report.judgment) else { return Ok(()) };
    let class = match judgment.verdict {
        Verdict::NothingKnown => "success",
        Verdict::Losses => "warning",
        Verdict::Refused => "error",
    };
    let lines: String = verdict.lines.iter().map(|line| format!("<li>{}</li>", html(line))).collect();
    writeln!(out, "<section><h2><span class=\"{class}\">{}</span></h2><ul class=\"quiet\">{lines}</ul></section>", html(&verdict.head))
}

/// What to repair first.
fn by_cause(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (causes, beyond) = causes::told(report, CAUSES);
    if causes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section><h2>Causes in the order of repair</h2><ol class=\"causes\">")?;
    for cause in causes {
        let lines: String = cause.lines.iter().map(|line| format!("<li>{}</li>", html(line))).collect();
        writeln!(
            out,
            "<li><b>{}</b> <span class=\"badge {}\">{}</span> <span class=\"quiet\">{}</span><ul class=\"quiet\">{lines}</ul></li>",
            html(&cause.group.title),
            cause.level.name(),
            html(&cause.clears),
            cause.group.stage.name()
        )?;
    }
    writeln!(out, "</ol>")?;
    if beyond > 0 {
        writeln!(out, "<p class=\"quiet\">… and {}</p>", counted(beyond as u64, "further cause"))?;
    }
    writeln!(out, "</section>")
}

fn badge(level: Level) -> String {
    format!("<span class=\"badge {0}\">{0}</span>", level.name())
}

fn rule(report: &Report<'_>, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<article id=\"{}\"><h3>{} {} <code class=\"quiet\">{}</code></h3><p>{} {}</p><p class=\"quiet\">{}</p>",
        html(entry.code),
        badge(entry.level),
        html(entry.title),
        html(entry.code),
        html(entry.summary),
        html(entry.why),
        repair(entry)
    )?;
    let heads = ["File", "Line", "Row", "Column", "sourcedId", "What"];
    let heads: String = heads.iter().map(|head| format!("<th>{head}</th>")).collect();
    writeln!(out, "<table class=\"stack\"><thead><tr>{heads}</tr></thead><tbody>")?;
    let told = report.each_place(entry, &mut |told| place(told, out))?;
    writeln!(out, "</tbody></table>")?;
    if told < entry.count {
        writeln!(out, "<p class=\"quiet\">… and {} more</p>", number(entry.count - told))?;
    }
    writeln!(out, "</article>")
}

/// What to do, and what is known before.
fn repair(entry: &Entry<'_>) -> String {
    let tracked = entry.tracked_words();
    let tracked = if tracked.is_empty() { tracked } else { format!(" <b>{}</b>", html(&tracked)) };
    if entry.remedy.is_empty() { tracked } else { format!("<b>Repair</b> {}{tracked}", html(entry.remedy)) }
}

fn place(told: &Told, out: &mut dyn Write) -> io::Result<()> {
    let place = &told.place;
    let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
    let cells = [
        ("File", "id", place.file.clone()),
        ("Line", "n", number(place.line)),
        ("Row", "n", number(place.row.map(u64::from))),
        ("Column", "id", place.column.clone().unwrap_or_default()),
        ("sourcedId", "id", place.sourced_id.clone()),
        ("What", "", told.message()),
    ];
    let cells: String =
        cells.iter().map(|(name, class, text)| format!("<td class=\"{class}\" data-name=\"{name}\">{}</td>", html(text))).collect();
    writeln!(out, "<tr>{cells}</tr>")
}

fn files(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section><h2>Files</h2><table><thead><tr><th>File</th><th class=\"n\">Rows</th></tr></thead><tbody>")?;
    for (file, rows) in report.files() {
        writeln!(out, "<tr><td class=\"id\">{}</td><td class=\"n\">{}</td></tr>", html(file), number(u64::from(rows)))?;
    }
    writeln!(out, "</tbody></table></section>")
}
