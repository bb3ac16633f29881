//! One record, read exactly, byte by byte. This is the judge of what a text says; the fast path of the parser hands over
//! to it wherever a text is not plain.
//!
//! Quotes are read as RFC 4180 and the csv crate read them. A quote in an unquoted cell is ordinary text; text after a
//! closing quote is appended to the cell; both are marked.
//!
//! **The rule for a quote that never closes.** A quoted cell that spans a line break was never closed if its closing quote
//! is followed by anything but a delimiter, a line end or the end of the file, or if it would be longer than
//! [`MAX_QUOTED`]; so was any quoted cell that runs to the end of the file. Its opening quote is then ordinary text, the
//! record ends with the physical line on which that quote stands, and reading resumes on the next line. Every other cell
//! with line breaks is taken as meant.

use memchr::memchr3;

use super::RowFactKind;

/// A quoted cell with line breaks that is longer than this was never closed.
pub(super) const MAX_QUOTED: usize = 1 << 20;

/// One cell of the text, not yet unquoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Where its text starts, behind an opening quote.
    pub start: usize,
    /// Where its text ends, before a closing quote if nothing follows that.
    pub end: usize,
    /// The closing quote, if text follows it; that text runs from behind it to `end`.
    pub close: Option<usize>,
    /// True if it holds doubled quotes.
    pub doubled: bool,
}

impl Cell {
    /// True if its text does not stand in one piece.
    pub(super) const fn needs_mending(&self) -> bool {
        self.doubled || self.close.is_some()
    }

    /// Appends its text to `out`.
    pub(super) fn mend(&self, data: &[u8], out: &mut Vec<u8>) {
        let mut quoted = &data[self.start..self.close.unwrap_or(self.end)];
        while let Some(at) = if self.doubled { memchr::memchr(b'"', quoted) } else { None } {
            out.extend_from_slice(&quoted[..=at]);
            quoted = &quoted[(at + 2).min(quoted.len())..];
        }
        out.extend_from_slice(quoted);
        if let Some(close) = self.close {
            out.extend_from_slice(&data[close + 1..self.end]);
        }
    }
}

/// Something met in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub kind: RowFactKind,
    pub column: usize,
    pub at: usize,
    /// Line breaks of the record before it.
    pub lines: u32,
    pub found: u32,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Lf,
    /// A carriage return and a line feed.
    CrLf,
    /// A carriage return alone.
    Cr,
    /// The end of the file.
    None,
}

impl LineEnd {
    /// As it stands in the file.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
            Self::None => "",
        }
    }
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A record: where it ends, how, and where the next line starts.
    Record { end: usize, ending: LineEnd, next: usize },
    /// A line without anything.
    Blank { ending: LineEnd, next: usize },
    /// The text ends within the record, and more is to come.
    Incomplete,
    /// There is nothing more.
    End,
}

/// The cells of a record and what was met in it; reused.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub cells: Vec<Cell>,
    pub marks: Vec<Mark>,
    /// Line breaks inside its cells, by how they end: LF, CR LF, CR.
    pub breaks: [u32; 3],
}

enum Scan {
    /// The cell ends here.
    Cell(usize),
    /// The quote that opens the cell never closes; the line on which it stands ends here; line breaks that it would have swallowed.
    Unclosed {
        line_end: usize,
        swallowed: u32,
    },
    Incomplete,
}

impl Record {
    /// Reads the record that starts at `start`. `eof` = nothing follows after `data`.
    pub(super) fn read(&mut self, data: &[u8], start: usize, eof: bool, delimiter: u8) -> Step {
        self.cells.clear();
        self.marks.clear();
        self.breaks = [0; 3];
        match data.get(start) {
            None if eof => return Step::End,
            None => return Step::Incomplete,
            Some(b'\r' | b'\n') => {
                return match line_end(data, start, eof) {
                    Some((ending, next)) => Step::Blank { ending, next },
                    None => Step::Incomplete,
                };
            }
            Some(_) => {}
        }
        let (mut view, mut ended, mut literal) = (data, eof, usize::MAX);
        let mut at = start;
        loop {
            let quoted = at != literal && view.get(at) == Some(&b'"');
            let scan = if quoted { self.quoted(view, at, ended, delimiter) } else { self.plain(view, at, ended, delimiter) };
            match scan {
                Scan::Cell(end) if view.get(end) == Some(&delimiter) => at = end + 1,
                Scan::Cell(end) => {
                    return match line_end(data, end, eof) {
                        Some((ending, next)) => Step::Record { end, ending, next },
                        None => Step::Incomplete,
                    };
                }
                Scan::Unclosed { line_end, swallowed } => {
                    // The first one ends the record with its line; a further one on that line is then merely misplaced.
                    let kind = if literal == usize::MAX { RowFactKind::UnclosedQuote } else { RowFactKind::BareQuote };
                    self.mark(kind, at, if literal == usize::MAX { swallowed } else { 0 });
                    (view, ended, literal) = (&data[..line_end], true, at);
                }
                Scan::Incomplete => return Step::Incomplete,
            }
        }
    }

    /// Line breaks inside cells.
    pub(super) fn lines(&self) -> u32 {
        self.breaks.iter().sum()
    }

    fn mark(&mut self, kind: RowFactKind, at: usize, found: u32) {
        self.marks.push(Mark { kind, column: self.cells.len(), at, lines: self.lines(), found });
    }

    fn plain(&mut self, view: &[u8], start: usize, ended: bool, delimiter: u8) -> Scan {
        // Most cells are short, for which a plain loop is faster than a vectorized search.
        let mut quote = None;
        let mut end = start;
        loop {
            match view.get(end) {
                Some(&b) if b == delimiter || b == b'\n' || b == b'\r' => break,
                Some(b'"') if quote.is_none() => quote = Some(end),
                Some(_) => {}
                None if ended => break,
                None => return Scan::Incomplete,
            }
            end += 1;
        }
        if let Some(quote) = quote
            && self.marks.last().is_none_or(|mark| mark.at != quote)
        {
            self.mark(RowFactKind::BareQuote, quote, 0);
        }
        self.cells.push(Cell { start, end, close: None, doubled: false });
        Scan::Cell(end)
    }

    fn quoted(&mut self, view: &[u8], open: usize, ended: bool, delimiter: u8) -> Scan {
        let mut first_break = None;
        let mut breaks = [0; 3];
        let mut doubled = false;
        let mut from = open + 1;
        loop {
            let hit = memchr3(b'"', b'\n', b'\r', &view[from..]).map(|hit| from + hit);
            let too_long = first_break.is_some() && hit.unwrap_or(view.len()) - open > MAX_QUOTED;
            match hit {
                _ if too_long => return Self::unclosed(view, first_break, breaks),
                None if ended => return Self::unclosed(view, first_break, breaks),
                None => return Scan::Incomplete,
                Some(at) if view[at] == b'"' => match view.get(at + 1) {
                    None if !ended => return Scan::Incomplete,
                    Some(b'"') => (doubled, from) = (true, at + 2),
                    next => {
                        let closed = next.is_none_or(|&b| b == delimiter || b == b'\n' || b == b'\r');
                        if !closed && first_break.is_some() {
                            return Self::unclosed(view, first_break, breaks);
                        }
                        return self.close(view, open, at, closed, doubled, breaks, first_break, ended, delimiter);
                    }
                },
                Some(at) => {
                    let Some((ending, next)) = line_end(view, at, ended) else { return Scan::Incomplete };
                    first_break = first_break.or(Some(at));
                    breaks[ending as usize] += 1;
                    from = next;
                }
            }
        }
    }

    fn unclosed(view: &[u8], first_break: Option<usize>, breaks: [u32; 3]) -> Scan {
        Scan::Unclosed { line_end: first_break.unwrap_or(view.len()), swallowed: breaks.iter().sum() }
    }

    #[expect(clippy::too_many_arguments, reason = "the second half of `quoted`, whose state it finishes")]
    fn close(
        &mut self,
        view: &[u8],
        open: usize,
        close: usize,
        closed: bool,
        doubled: bool,
        breaks: [u32; 3],
        first_break: Option<usize>,
        ended: bool,
        delimiter: u8,
    ) -> Scan {
        let mut cell = Cell { start: open + 1, end: close, close: None, doubled };
        let mut end = close + 1;
        if !closed {
            end = match memchr3(delimiter, b'\n', b'\r', &view[end..]) {
                Some(len) => end + len,
                None if ended => view.len(),
                None => return Scan::Incomplete,
            };
            (cell.end, cell.close) = (end, Some(close));
            self.mark(RowFactKind::BareQuote, close, 0);
        }
        if let Some(first) = first_break {
            self.mark(RowFactKind::LineBreak, first, breaks.iter().sum());
        }
        for (sum, more) in self.breaks.iter_mut().zip(breaks) {
            *sum += more;
        }
        self.cells.push(cell);
        Scan::Cell(end)
    }
}

/// The line end at `at`, and where the next line starts; `None` if it takes more text to tell.
fn line_end(data: &[u8], at: usize, eof: bool) -> Option<(LineEnd, usize)> {
    match (data.get(at), data.get(at + 1)) {
        (None, _) => eof.then_some((LineEnd::None, at)),
        (Some(b'\n'), _) => Some((LineEnd::Lf, at + 1)),
        (Some(_), Some(b'\n')) => Some((LineEnd::CrLf, at + 2)),
        (Some(_), None) if !eof => None,
        (Some(_), _) => Some((LineEnd::Cr, at + 1)),
    }
}
