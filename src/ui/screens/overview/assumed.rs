//! What had to be assumed while reading, in words.

use crate::read::{FactKind, Package};
use crate::ui::number;

/// Lines that a notice holds.
const MOST: usize = 5;

/// What was assumed, one line for each kind of assumption.
pub fn lines(package: &Package) -> Vec<String> {
    let mut kinds: Vec<(FactKind, Vec<String>)> = Vec::new();
    for fact in &package.facts {
        let place = fact.file.and_then(|file| package.files.get(usize::from(file.0))).map(|file| file.name.as_str());
        let words = match (place, fact.detail.as_str()) {
            (Some(file), detail) if detail.is_empty() || detail == file => file.to_owned(),
            (Some(file), detail) => format!("{file}: {detail}"),
            (None, detail) => detail.to_owned(),
        };
        match kinds.iter_mut().find(|(kind, _)| *kind == fact.kind) {
            Some((_, places)) => places.push(words),
            None => kinds.push((fact.kind, vec![words])),
        }
    }
    let mut lines: Vec<String> = kinds
        .iter()
        .filter_map(|(kind, places)| {
            let what = meaning(*kind)?;
            let first = places.first().filter(|words| !words.is_empty()).map(|words| format!(" ({words})")).unwrap_or_default();
            let more = match places.len() as u64 - 1 {
                0 => String::new(),
                more => format!(", and {}", number::counted(more, "more", "more")),
            };
            Some(format!("{what}{first}{more}"))
        })
        .collect();
    if lines.len() > MOST {
        let more = lines.len() - (MOST - 1);
        lines.truncate(MOST - 1);
        lines.push(format!("{more} further assumptions stand under Findings"));
    }
    lines
}

/// What was assumed because of a fact; `None` for facts that change nothing in what is shown.
const fn meaning(kind: FactKind) -> Option<&'static str> {
    Some(match kind {
        FactKind::FilesInFolder => "The files lie in a folder of the archive; it was looked through",
        FactKind::NestedArchive => "The archive holds an archive; the inner one was opened",
        FactKind::WrongCaseName => "A file name differs from the standard's; it was read all the same",
        FactKind::DuplicateEntry => "A file is there twice; the first one is shown",
        FactKind::EncryptedEntry => "A file needs a password and is not shown",
        FactKind::DecryptedEntry => "A file is encrypted; it was opened with the password, which a receiver does not have",
        FactKind::DamagedEntry => "A file is damaged; what could be read of it is shown",
        FactKind::TruncatedArchive => "The archive is cut off; what could be recovered is shown",
        FactKind::LimitReached => "Reading stopped at a limit",
        FactKind::VersionDisagrees => "Manifest and headers disagree on the version",
        FactKind::ModeDisagrees => "Manifest and rows disagree on bulk or delta",
        FactKind::Utf16 => "A file is UTF-16; it was read as such",
        FactKind::NotUtf8 => "Text that is not UTF-8 was read as Windows-1252",
        FactKind::Delimiter => "Cells are not separated by commas; the other sign was used",
        FactKind::NoHeader => "The first line is no header; it is shown as data",
        _ => return None,
    })
}
