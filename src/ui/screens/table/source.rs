//! The source text of a row in pieces: text as it stands, and words for the characters that cannot be seen.

use std::ops::Range;

use crate::read::LineEnd;

/// A piece of a source line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Characters as they stand, and whether they belong to a cell with findings.
    Text(String, bool),
    /// A character that cannot be seen, in words.
    Hidden(&'static str),
}

/// Longer rows are cut in the pane; the clipboard has the whole.
const LONGEST: usize = 6_000;

/// The source text with dots in place of the cells of these columns.
pub fn without(text: &str, delimiter: u8, secret: &[u16]) -> String {
    if secret.is_empty() {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    let cells = cells(text, delimiter);
    let mut ranges: Vec<_> = secret.iter().filter_map(|&column| cells.get(usize::from(column)).cloned()).collect();
    ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        out.replace_range(range, "•••••••");
    }
    out
}

/// Takes the source text of a row and its line end apart. `faulty` are columns with findings; `delimiter` stands between cells.
pub fn pieces(text: &str, ending: LineEnd, delimiter: u8, faulty: &[u16]) -> Vec<Piece> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let cut = &text[..end];
    let marked: Vec<Range<usize>> = if faulty.is_empty() {
        Vec::new()
    } else {
        let cells = cells(cut, delimiter);
        faulty.iter().filter_map(|&column| cells.get(usize::from(column)).cloned()).collect()
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut letters = cut.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let two = letter == '\r' && letters.peek().is_some_and(|&(_, next)| next == '\n');
        if two {
            letters.next();
        }
        if let Some(words) = if two { Some("CR LF") } else { words_for(letter) } {
            pieces.push(Piece::Hidden(words));
            continue;
        }
        let is_marked = marked.iter().any(|range| range.contains(&at));
        match pieces.last_mut() {
            Some(Piece::Text(text, marked)) if *marked == is_marked => text.push(letter),
            _ => pieces.push(Piece::Text(letter.into(), is_marked)),
        }
    }
    if end < text.len() {
        pieces.push(Piece::Text("…".to_owned(), false));
    }
    pieces.push(Piece::Hidden(match ending {
        LineEnd::CrLf => "CR LF",
        LineEnd::Lf => "LF",
        LineEnd::Cr => "CR",
        LineEnd::None => "end of file",
    }));
    pieces
}

/// The text of one cell in pieces, cut at `longest` letters.
pub fn cell_pieces(text: &str, longest: usize) -> Vec<Piece> {
    let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut letters = text[..end].chars().peekable();
    while let Some(letter) = letters.next() {
        let hidden = match letter {
            '\r' if letters.next_if_eq(&'\n').is_some() => Some("CR LF"),
            letter => words_for(letter),
        };
        match (hidden, pieces.last_mut()) {
            (Some(words), _) => pieces.push(Piece::Hidden(words)),
            (None, Some(Piece::Text(text, _))) => text.push(letter),
            (None, _) => pieces.push(Piece::Text(letter.into(), false)),
        }
    }
    if end < text.len() {
        pieces.push(Piece::Text("…".to_owned(), false));
    }
    pieces
}

/// A character that cannot be seen, or not be told from another, in words.
const fn words_for(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\0' => "NUL",
        '\t' => "tab",
        '\n' => "LF",
        '\r' => "CR",
        '\u{a0}' => "no-break space",
        '\u{202f}' => "narrow no-break space",
        '\u{feff}' => "BOM",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "direction mark",
        '\u{ad}' => "soft hyphen",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{fffd}' => "replacement character",
        '\u{1}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "control character",
        _ => return None,
    })
}

/// Where the cells of a record stand, quotes included. Quoting is read leniently, as the text is only shown.
fn cells(text: &str, delimiter: u8) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if quoted || at == start => quoted = !quoted,
            b'"' if text.as_bytes()[at - 1] == b'"' => quoted = !quoted,
            byte if byte == delimiter && !quoted => {
                cells.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    cells.push(start..text.len());
    cells
}

#[cfg(test)]
mod tests {
    use super::{Piece, cells, pieces, without};
    use crate::read::LineEnd;

    #[test]
    fn what_cannot_be_seen_is_said_in_words() {
        let text = |text: &str| Piece::Text(text.to_owned(), false);
        assert_eq!(
            pieces("\u{feff}a\u{a0}b\0\tc\r\nd\ne", LineEnd::Cr, b',', &[]),
            [
                Piece::Hidden("BOM"),
                text("a"),
                Piece::Hidden("no-break space"),
                text("b"),
                Piece::Hidden("NUL"),
                Piece::Hidden("tab"),
                text("c"),
                Piece::Hidden("CR LF"),
                text("d"),
                Piece::Hidden("LF"),
                text("e"),
                Piece::Hidden("CR"),
            ]
        );
    }

    #[test]
    fn secrets_leave_the_source_line_too() {
        assert_eq!(without("u1,\"hun,ter2\",x", b',', &[1]), "u1,•••••••,x");
        assert_eq!(without("u1,,hunter2", b',', &[1, 2]), "u1,,•••••••");
        assert_eq!(without("u1,hunter2", b',', &[]), "u1,hunter2");
    }

    #[test]
    fn the_cells_with_findings_are_marked() {
        let found = pieces("e1,\"a,\"\"b\",0457,x", LineEnd::None, b',', &[2]);
        let text = |text: &str, faulty| Piece::Text(text.to_owned(), faulty);
        assert_eq!(found, [text("e1,\"a,\"\"b\",", false), text("0457", true), text(",x", false), Piece::Hidden("end of file")]);
        assert_eq!(cells("a;\"b;\"\"c\";d", b';'), [0..1, 2..9, 10..11]);
        assert_eq!(cells(",", b','), [0..0, 1..1]);
    }
}
