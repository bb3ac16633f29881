//! Sanity numbers of each school: who and what lacks what it is for. Each leads to its rows.

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::app::{Command, OpenRoster, Outbox};
use crate::query::{Among, Lack, LackCounts};
use crate::ui::icon::Icon;
use crate::ui::theme::{font, size, tokens};
use crate::ui::widgets::{EmptyState, PageColumn, PageTable, focus, link, number, text};

/// The headers, which are shorter than the words, and their widths.
const HEADERS: [(&str, f32); 7] = [
    ("Students not enrolled", 150.0),
    ("Teachers not enrolled", 150.0),
    ("Classes, no student", 136.0),
    ("Classes, no teacher", 136.0),
    ("Classes, no period", 130.0),
    ("Courses, no class", 126.0),
    ("Students, no grade", 130.0),
];

/// Draws the page.
pub(super) fn show(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox) {
    let Some(numbers) = open.numbers() else {
        ui.add_space(80.0);
        EmptyState::new(Icon::HOURGLASS, "Counting people, classes and courses").show(ui);
        return;
    };
    let t = tokens(ui);
    let mut columns = vec![PageColumn::rest("School")];
    columns.extend(HEADERS.map(|(header, width)| PageColumn::fixed(header, width).right()));
    let of = |row: usize| match row.checked_sub(1).and_then(|row| numbers.schools.get(row)) {
        Some((org, name, counts)) => (Some(*org), name.as_str(), counts),
        None => (None, "All schools", &numbers.total),
    };
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        Frame::NONE.inner_margin(Margin::same(size::PAGE_PADDING as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width().clamp(1080.0, size::PAGE_WIDTH));
            let words = "Valid, and still perhaps not what was meant. These are the numbers that ClassLink shows before a sync. \
                         Who is at two schools counts at both, and once above.";
            text::paragraph(ui, words, font::body(), t.text_2);
            ui.add_space(size::GAP);
            let rows = numbers.schools.len() + 1;
            let name = |row: usize| of(row).1.to_owned();
            PageTable::new("Sanity numbers by school", &columns).show(ui, rows, name, |ui, row, column| {
                let (org, name, counts) = of(row);
                match column.checked_sub(1) {
                    None => {
                        let face = if row == 0 { font::body_strong() } else { font::body() };
                        text::label(ui, name, face, t.text);
                    }
                    Some(lack) => cell(ui, open, out, (org, name), counts, lack),
                }
            });
        });
    });
}

fn cell(ui: &mut Ui, open: &OpenRoster, out: &mut Outbox, (org, name): (Option<Option<u32>>, &str), counts: &LackCounts, at: usize) {
    let t = tokens(ui);
    let (Some(lack), Some(count)) = (Lack::ALL.get(at), counts.get(at)) else { return };
    match count {
        None => {
            text::label(ui, "—", font::body(), t.text_off).on_hover_text("The files that tell it are not in the package");
        }
        Some(0) => {
            text::label(ui, "0", font::body(), t.text_3);
        }
        Some(count) => {
            let response = link(ui, &number::count(*count));
            focus::name(&response, egui::accesskit::Role::Link, &format!("{}, {name}: {}", lack.words(), number::count(*count)));
            if response.clicked() {
                out.push(Command::ShowRows(open.id(), Among::Lacking { lack: *lack, org }));
            }
        }
    }
}
