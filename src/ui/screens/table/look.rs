//! Cells and headers of a table in the words of the grid.

use std::borrow::Cow;

use super::cell::{Cell, Lead, Reference, Shown};
use super::data::ColumnHead;
use crate::check::{Counts, Level};
use crate::store::Text;
use crate::ui::grid::{CellView, Content, GridColumn, LinkView, Sorted};
use crate::ui::icon;

/// The level as it is drawn.
pub const fn drawn_level(level: Level) -> icon::Level {
    match level {
        Level::Error => icon::Level::Error,
        Level::Warning => icon::Level::Warning,
        Level::Info => icon::Level::Info,
    }
}

/// A cell as the grid draws it; `note` is added to what is shown on hover.
pub fn cell_view(cell: Cell<'_>, note: impl FnOnce() -> String) -> CellView<'_> {
    let hint = match &cell.shown {
        Shown::Blank | Shown::Missing | Shown::Masked => cell.hover(),
        Shown::Reference(reference) if reference.row().is_none() => reference.why(),
        Shown::References(all) => all.iter().find(|reference| reference.row().is_none()).map(Reference::why).unwrap_or_default(),
        _ => String::new(),
    };
    let note = match cell.level {
        Some(_) => [note(), hint].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n"),
        None => hint,
    };
    CellView { mark: cell.level.map(drawn_level), dim: cell.quiet, note: note.into(), content: content(cell.shown) }
}

fn content(shown: Shown<'_>) -> Content<'_> {
    match shown {
        Shown::Blank | Shown::Missing => Content::Empty,
        Shown::Masked => Content::Masked,
        Shown::Text(text) => Content::Text(cow(text)),
        Shown::Number(text) => Content::Number(cow(text)),
        Shown::Id(text) => Content::Id(cow(text)),
        Shown::Reference(Reference { name, id, lead, .. }) => match lead {
            Lead::To(_) => Content::Reference { name: name.into(), id: id.into() },
            Lead::Broken => Content::Broken(id.into()),
            _ => Content::Id(id.into()),
        },
        Shown::References(all) => {
            let link = |to: Reference| LinkView { broken: to.lead == Lead::Broken, name: to.name.into(), id: to.id.into() };
            Content::References(all.into_iter().map(link).collect())
        }
        Shown::Tags(tags) => Content::List(tags.into_iter().map(Cow::from).collect()),
    }
}

fn cow(text: Text<'_>) -> Cow<'_, str> {
    match text {
        Text::Borrowed(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.into_string()),
    }
}

/// A header as the grid draws it.
pub fn column_view(head: &ColumnHead, about: String, letters: usize) -> GridColumn {
    let width = letters as f32 * LETTER + if head.counts.total() > 0 { 44.0 } else { 24.0 };
    GridColumn {
        about,
        right: head.number,
        sorted: head.sorted.map(|(place, descending)| Sorted { ascending: !descending, order: (place - 1).min(9) as u8 }),
        marks: worst(head.counts),
        filtered: head.filtered,
        ..GridColumn::new(head.name.clone(), width)
    }
}

/// Width of a letter, a little more than most.
const LETTER: f32 = 7.3;

/// The gravest level and how many there are of it.
fn worst(counts: Counts) -> Option<(icon::Level, u64)> {
    counts.worst().map(|level| (drawn_level(level), counts.get(level)))
}
