//! Lines of a comparison as text for the clipboard.

use std::ops::RangeInclusive;

use crate::app::{Command, Notice, NoticeLevel, Outbox};
use crate::ui::clipboard;
use crate::ui::grid::{Content, GridSource};

/// More lines are for a file.
const MOST: u64 = 5_000;

/// Puts lines on the clipboard, cells apart by tabs; a value that changed as both, with an arrow.
pub(in crate::ui) fn put(
    ctx: &egui::Context,
    lines: &dyn GridSource,
    rows: RangeInclusive<u64>,
    columns: Option<RangeInclusive<usize>>,
    header: bool,
    out: &mut Outbox,
) {
    if rows.end() - rows.start() >= MOST {
        let words = "Save the comparison as CSV, or open the rows in their table and export them.".to_owned();
        out.push(Command::Tell(Notice::new(NoticeLevel::Warning, "These are too many lines for the clipboard", vec![words])));
        return;
    }
    clipboard::put(ctx, text(lines, rows, columns, header), out);
}

fn text(lines: &dyn GridSource, rows: RangeInclusive<u64>, columns: Option<RangeInclusive<usize>>, header: bool) -> String {
    let all = lines.columns();
    let columns = columns.unwrap_or(0..=all.len().saturating_sub(1));
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let mut told = Vec::new();
    if header {
        told.push(columns.clone().filter_map(|column| all.get(column)).map(|column| clean(&column.name)).collect::<Vec<_>>().join("\t"));
    }
    for row in rows.filter(|row| *row < lines.rows()) {
        let cell = |column| match lines.cell(row, column).content {
            Content::Empty => String::new(),
            Content::Change(change) => clean(&format!("{} → {}", change.old, change.new)),
            Content::References(links) => clean(&links.iter().map(|link| link.name.as_ref()).collect::<Vec<_>>().join(", ")),
            Content::Text(text) | Content::Id(text) | Content::Number(text) => clean(&text),
            Content::Masked => "•••••••".to_owned(),
            other => clean(&crate::ui::grid::CellView::of(other).words()),
        };
        told.push(columns.clone().map(cell).collect::<Vec<_>>().join("\t"));
    }
    told.join("\n")
}
