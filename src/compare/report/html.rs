//! The report of differences as one page that needs nothing else.

use std::io::{self, Write};

use super::Report;
use super::told::{Kind, ToldRow, changed_columns, counts_words, verdict, what};
use crate::compare::{Counts, TableChanges};
use crate::report::look::{STYLE, html, number};

/// Schools and ids that are told.
const MOST: usize = 200;

/// Writes the page.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = report.comparison;
    let title = format!("{} and {}", html(&report.old.package().name), html(&report.new.package().name));
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\"/><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\
         <meta name=\"generator\" content=\"Roster Inspector {}\"/><title>{title}: differences</title><style>{STYLE}</style></head><body>",
        env!("CARGO_PKG_VERSION")
    )?;
    writeln!(out, "<header><h1>{title}</h1>")?;
    for (side, roster) in [("Old", report.old), ("New", report.new)] {
        writeln!(out, "<p class=\"facts\">{side}: {}</p>", html(&what(roster)))?;
    }
    let class = if report.with_values { "note values" } else { "note" };
    writeln!(out, "<p class=\"{class}\">{}</p>", report.about_values())?;
    for note in &comparison.notes {
        writeln!(out, "<p class=\"note\">{}</p>", html(&note.words()))?;
    }
    let verdict = verdict(comparison);
    writeln!(out, "<p><b>{verdict}</b> {}.</p></header>", counts_words(&comparison.counts()))?;
    let files = comparison.tables.iter().map(|changes| (changes.table.file().to_owned(), columns(changes), changes.counts()));
    table("Files", ["File", "Changed columns"], files, out)?;
    let schools = comparison.schools.iter().filter(|school| !school.all().is_equal()).take(MOST);
    table("Schools", ["School", "sourcedId"], schools.map(|school| (school.name.clone(), school.id.clone(), school.all())), out)?;
    let roles = comparison.roles.iter().map(|role| (role.role.clone(), String::new(), role.users));
    table("People by role", ["Role", ""], roles, out)?;
    ids(report, out)?;
    rules(report, out)?;
    for changes in comparison.tables.iter().filter(|_| !comparison.is_unlike()) {
        rows(report, changes, out)?;
    }
    writeln!(out, "</body></html>")
}

fn columns(changes: &TableChanges) -> String {
    changed_columns(changes).iter().map(|(name, count)| format!("{name} {}", number((*count).into()))).collect::<Vec<_>>().join(", ")
}

fn table(title: &str, names: [&str; 2], lines: impl Iterator<Item = (String, String, Counts)>, out: &mut dyn Write) -> io::Result<()> {
    let [first, second] = names;
    writeln!(
        out,
        "<section><h2>{title}</h2><table><thead><tr><th>{first}</th><th class=\"n\">Added</th><th class=\"n\">Removed</th>\
         <th class=\"n\">Changed</th><th class=\"n\">Unchanged</th><th>{second}</th></tr></thead><tbody>"
    )?;
    for (name, more, counts) in lines {
        let numbers: String = [counts.added, counts.removed, counts.changed, counts.unchanged]
            .map(|count| format!("<td class=\"n\">{}</td>", number(count)))
            .concat();
        writeln!(out, "<tr><td>{}</td>{numbers}<td class=\"quiet\">{}</td></tr>", html(&name), html(&more))?;
    }
    writeln!(out, "</tbody></table></section>")
}

fn ids(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let comparison = report.comparison;
    if !comparison.churned.is_empty() {
        writeln!(out, "<section><h2>Under another sourcedId now: {}</h2>", number(comparison.churned.len() as u64))?;
        writeln!(out, "<table><thead><tr><th>File</th><th>Old</th><th>New</th><th>Certainty</th><th>By</th></tr></thead><tbody>")?;
        for one in comparison.churned.iter().take(MOST) {
            let [old, new] = report.churned_ids(one).map(|id| html(&id));
            let (by, sure) = (one.by().collect::<Vec<_>>().join(", "), one.certainty.name());
            let file = one.table.file();
            writeln!(out, "<tr><td>{file}</td><td class=\"id\">{old}</td><td class=\"id\">{new}</td><td>{sure}</td><td>{by}</td></tr>")?;
        }
        writeln!(out, "</tbody></table></section>")?;
    }
    if !comparison.reused.is_empty() {
        writeln!(out, "<section><h2>The same sourcedId for another record: {}</h2><ul>", number(comparison.reused.len() as u64))?;
        for one in comparison.reused.iter().take(MOST) {
            let (file, id) = (one.table.file(), html(&report.reused_id(one)));
            writeln!(out, "<li>{file} <code>{id}</code>, {}</li>", one.certainty.name())?;
        }
        writeln!(out, "</ul></section>")?;
    }
    Ok(())
}

fn rules(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = report.rules();
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "<section><h2>What receivers may stop at</h2>")?;
    for rule in rules {
        let (level, code) = (rule.level.name(), rule.code);
        writeln!(
            out,
            "<h3><span class=\"badge {level}\">{level}</span> {} <code class=\"quiet\">{code}</code></h3><ul>",
            html(rule.title)
        )?;
        rule.messages.iter().try_for_each(|message| writeln!(out, "<li>{}</li>", html(message)))?;
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</section>")
}

fn rows(report: &Report<'_>, changes: &TableChanges, out: &mut dyn Write) -> io::Result<()> {
    let counts = changes.counts();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.of(&counts) > 0) {
        let (file, count) = (changes.table.file(), number(kind.of(&counts)));
        writeln!(out, "<section><h2>{file}, {}: {count}</h2><table class=\"stack\"><thead><tr>", kind.name())?;
        writeln!(out, "<th>sourcedId</th><th>Old line</th><th>New line</th><th>Columns</th></tr></thead><tbody>")?;
        let told = report.each_row(changes, kind, &mut |row| line(&row, out))?;
        writeln!(out, "</tbody></table>")?;
        if told < kind.of(&counts) {
            writeln!(out, "<p class=\"quiet\">… and {} more</p>", number(kind.of(&counts) - told))?;
        }
        writeln!(out, "</section>")?;
    }
    Ok(())
}

fn line(row: &ToldRow, out: &mut dyn Write) -> io::Result<()> {
    let at = |line: Option<u64>| line.map(|line| line.to_string()).unwrap_or_default();
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|cell| match &cell.texts {
            Some([old, new]) => format!("{}: <del>{}</del> <ins>{}</ins>", html(&cell.column), html(old), html(new)),
            None => format!("{}: changed", html(&cell.column)),
        })
        .collect();
    writeln!(
        out,
        "<tr><td class=\"id\" data-name=\"sourcedId\">{}</td><td class=\"n\" data-name=\"Old line\">{}</td>\
         <td class=\"n\" data-name=\"New line\">{}</td><td data-name=\"Columns\">{}</td></tr>",
        html(&row.sourced_id),
        at(row.old_line),
        at(row.new_line),
        cells.join("<br/>")
    )
}
