//! The files of the package against its manifest.

use egui::Ui;

use super::data::{FileRow, ManifestWord, OverviewData};
use crate::app::{Outbox, Route};
use crate::check::Counts;
use crate::roster::RosterId;
use crate::ui::icon::{self, Icon, Level};
use crate::ui::number;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{Card, PageColumn, PageTable, badges, dash, text};

/// A card narrower than this leaves the sizes out.
const NARROW: f32 = 660.0;

#[derive(Clone, Copy)]
enum Part {
    Name,
    Manifest,
    Rows,
    Size,
    Findings,
}

/// Draws the card.
pub(super) fn show(ui: &mut Ui, data: &OverviewData, roster: RosterId, out: &mut Outbox) {
    Card::new("Files").note(&data.files_note).flush().show(ui, |ui| {
        // Where there is little room the names of the files come before their sizes.
        let (parts, [manifest, rows, findings]): (&[Part], _) = if ui.available_width() < NARROW {
            (&[Part::Name, Part::Manifest, Part::Rows, Part::Findings], [118.0, 76.0, 124.0])
        } else {
            (&[Part::Name, Part::Manifest, Part::Rows, Part::Size, Part::Findings], [126.0, 96.0, 160.0])
        };
        let column = |part: &Part| match part {
            Part::Name => PageColumn::rest("File"),
            Part::Manifest => PageColumn::fixed("Manifest", manifest),
            Part::Rows => PageColumn::fixed("Rows", rows).right(),
            Part::Size => PageColumn::fixed("Size", 84.0).right(),
            Part::Findings => PageColumn::fixed("Findings", findings),
        };
        let columns: Vec<PageColumn> = parts.iter().map(column).collect();
        let name = |row: usize| data.files[row].name.clone();
        let table = PageTable::new("Files", &columns).clickable();
        let clicked = table.show(ui, data.files.len(), name, |ui, row, column| cell(ui, &data.files[row], parts[column]));
        if let Some(table) = clicked.and_then(|row| data.files[row].table) {
            out.go(Route::Table { roster, table, at: None });
        }
    });
}

fn cell(ui: &mut Ui, file: &FileRow, part: Part) {
    let t = tokens(ui);
    match part {
        Part::Name => {
            let sign = file.table.map_or(Icon::FILE, icon::of_table);
            sign.show(ui, size::ICON, t.text_2);
            text::label(ui, &file.name, font::mono(), if file.table.is_some() { t.text } else { t.text_2 });
        }
        Part::Manifest => match &file.manifest {
            ManifestWord::Silent => drop(dash(ui)),
            ManifestWord::Agrees(words) => {
                Icon::CHECK.show(ui, size::ICON_SMALL, t.success.mark);
                text::label(ui, words, font::body(), t.text_2);
            }
            ManifestWord::Disagrees(words) => {
                Level::Warning.show(ui);
                text::label(ui, words, font::body(), t.text_2);
            }
        },
        Part::Rows => match file.rows {
            Some(rows) if file.partial => drop(text::label(ui, &format!("{}+", number::count(rows)), font::body(), t.text_2)),
            Some(rows) => drop(text::label(ui, &number::count(rows), font::body(), t.text)),
            None => drop(dash(ui)),
        },
        Part::Size => match file.bytes {
            Some(bytes) => drop(text::label(ui, &number::bytes(bytes), font::body(), t.text_2)),
            None => drop(dash(ui)),
        },
        Part::Findings => match file.counts {
            Some(counts) => badges(ui, &levels(counts)),
            None => drop(dash(ui)),
        },
    }
}

/// Counts as the parts take them.
pub(super) const fn levels(counts: Counts) -> [(Level, u64); 3] {
    [(Level::Error, counts.errors), (Level::Warning, counts.warnings), (Level::Info, counts.infos)]
}
