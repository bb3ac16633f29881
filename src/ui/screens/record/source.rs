//! The source line of a row in pieces: plain text, characters that one does not see, and cells that are masked.

use crate::spec::{Privacy, Table};
use crate::store::TableData;

/// Characters of a line that are shown; the rest is counted.
const SHOWN: usize = 4_000;

/// A piece of a source line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Plain(String),
    /// A character that one does not see, by a short name.
    Hidden(&'static str),
    /// A character that one does not see, by its number.
    Code(String),
    /// A masked cell.
    Masked,
    /// So many characters more.
    More(usize),
}

/// Cuts the text of a row into pieces. Secrets are masked, sensitive values of demographics too unless `reveal`.
pub fn pieces(text: &str, data: &TableData, reveal: bool) -> Vec<Piece> {
    let masked = masked_columns(data, reveal);
    let delimiter = data.form().map_or(',', |form| char::from(form.delimiter));
    let cells = cells(text, delimiter);
    // With too many or too few cells nobody knows which one is the secret: from the first masked column on all are hidden.
    let torn = cells.len() != data.columns().len();
    let hide = |at: usize| if torn { masked.iter().any(|&column| at >= column) } else { masked.contains(&at) };
    let mut out = Pieces::default();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.letter(delimiter);
        }
        if hide(at) && !cell.is_empty() {
            out.mask();
        } else {
            cell.chars().for_each(|letter| out.letter(letter));
        }
    }
    out.finish()
}

fn masked_columns(data: &TableData, reveal: bool) -> Vec<usize> {
    let is_masked =
        |privacy: Privacy| privacy == Privacy::Secret || (privacy == Privacy::Sensitive && data.table() == Table::Demographics && !reveal);
    let columns = data.columns().iter().enumerate();
    columns
        .filter(|(_, column)| column.is_covered() || column.spec().is_some_and(|spec| is_masked(spec.privacy)))
        .map(|(at, _)| at)
        .collect()
}

/// The cells of a row with their quotes. A delimiter within quotes does not end a cell.
fn cells(text: &str, delimiter: char) -> Vec<&str> {
    let (mut cells, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == delimiter && !quoted {
            cells.push(&text[start..at]);
            start = at + letter.len_utf8();
        }
    }
    cells.push(&text[start..]);
    cells
}

#[derive(Default)]
struct Pieces {
    out: Vec<Piece>,
    plain: String,
    shown: usize,
    more: usize,
}

impl Pieces {
    fn letter(&mut self, letter: char) {
        if self.shown >= SHOWN {
            self.more += 1;
            return;
        }
        self.shown += 1;
        let hidden = match letter {
            '\t' => Some(Piece::Hidden("TAB")),
            '\r' => Some(Piece::Hidden("CR")),
            '\n' => Some(Piece::Hidden("LF")),
            '\0' => Some(Piece::Hidden("NUL")),
            '\u{a0}' => Some(Piece::Hidden("NBSP")),
            '\u{feff}' => Some(Piece::Hidden("BOM")),
            '\u{200b}' => Some(Piece::Hidden("ZWSP")),
            '\u{fffd}' => Some(Piece::Hidden("U+FFFD")),
            '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {
                Some(Piece::Code(format!("U+{:04X}", u32::from(letter))))
            }
            _ if letter.is_control() => Some(Piece::Code(format!("U+{:04X}", u32::from(letter)))),
            _ => None,
        };
        match hidden {
            Some(piece) => {
                self.flush();
                self.out.push(piece);
            }
            None => self.plain.push(letter),
        }
    }

    fn mask(&mut self) {
        self.flush();
        self.shown += 7;
        self.out.push(Piece::Masked);
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.out.push(Piece::Plain(std::mem::take(&mut self.plain)));
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.flush();
        if self.more > 0 {
            self.out.push(Piece::More(self.more));
        }
        self.out
    }
}

/// The text for the clipboard: as it stands, but for what is masked.
pub fn copy_text(pieces: &[Piece], text: &str) -> String {
    if !pieces.contains(&Piece::Masked) {
        return text.to_owned();
    }
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Plain(plain) => out.push_str(plain),
            Piece::Hidden("TAB") => out.push('\t'),
            Piece::Hidden("CR") => out.push('\r'),
            Piece::Hidden("LF") => out.push('\n'),
            Piece::Hidden(name) => out.push_str(name),
            Piece::Code(code) => out.push_str(code),
            Piece::Masked => out.push_str("•••••••"),
            Piece::More(_) => out.push('…'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, Pieces, cells};

    #[test]
    fn a_delimiter_in_quotes_ends_no_cell() {
        assert_eq!(cells("a,\"b,\"\"c\",", ','), ["a", "\"b,\"\"c\"", ""]);
        assert_eq!(cells("", ','), [""]);
        assert_eq!(cells("a;b,c", ';'), ["a", "b,c"]);
    }

    #[test]
    fn what_one_does_not_see_is_named() {
        let mut pieces = Pieces::default();
        "a\tb\u{a0}\u{200e}".chars().for_each(|letter| pieces.letter(letter));
        pieces.mask();
        let expected = [
            Piece::Plain("a".into()),
            Piece::Hidden("TAB"),
            Piece::Plain("b".into()),
            Piece::Hidden("NBSP"),
            Piece::Code("U+200E".into()),
            Piece::Masked,
        ];
        assert_eq!(pieces.finish(), expected);
    }
}
