//! The words of a line: names, quoted texts, brackets and commas, each with its place.

/// Why a line could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}, at character {at}")]
pub struct LineError {
    /// What is wrong, and what would be right.
    pub what: String,
    /// At which character, from 1.
    pub at: usize,
}

/// One word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: Kind,
    /// The character that it starts at, from 1.
    pub(super) at: usize,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word without quotes.
    Bare(String),
    /// What stands between quotes.
    Quoted(String),
    Open,
    Close,
    Comma,
}

impl Kind {
    /// How an error calls it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Bare(text) | Self::Quoted(text) => format!("“{text}”"),
            Self::Open => "“(”".to_owned(),
            Self::Close => "“)”".to_owned(),
            Self::Comma => "“,”".to_owned(),
        }
    }
}

/// Words that mean something themselves, so that a name or text like them stands in quotes.
const KEYWORDS: [&str; 23] = [
    "and",
    "or",
    "not",
    "any",
    "contains",
    "exactly",
    "is",
    "starts",
    "with",
    "empty",
    "in",
    "from",
    "to",
    "matches",
    "has",
    "finding",
    "error",
    "warning",
    "info",
    "sort",
    "by",
    "natural",
    "descending",
];

/// True if a text can stand without quotes and is read as itself.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "._-#".contains(c)) && !KEYWORDS.contains(&text)
}

/// Cuts a line into words.
pub(super) fn cut(line: &str) -> Result<Vec<Word>, LineError> {
    let mut words = Vec::new();
    let mut rest = line.chars().zip(1..).peekable();
    while let Some(&(c, at)) = rest.peek() {
        let kind = match c {
            _ if c.is_whitespace() => {
                rest.next();
                continue;
            }
            '(' | ')' | ',' => {
                rest.next();
                match c {
                    '(' => Kind::Open,
                    ')' => Kind::Close,
                    _ => Kind::Comma,
                }
            }
            '"' => {
                rest.next();
                Kind::Quoted(quoted(&mut rest, at)?)
            }
            _ => {
                let mut text = String::new();
                while let Some((c, _)) = rest.next_if(|(c, _)| !c.is_whitespace() && !"(),\"".contains(*c)) {
                    text.push(c);
                }
                Kind::Bare(text)
            }
        };
        words.push(Word { kind, at });
    }
    Ok(words)
}

/// A text up to its closing quote, which is taken too.
fn quoted(rest: &mut std::iter::Peekable<impl Iterator<Item = (char, usize)>>, at: usize) -> Result<String, LineError> {
    let mut text = String::new();
    while let Some((c, _)) = rest.next() {
        match c {
            '"' => return Ok(text),
            '\\' => {
                let escaped = match rest.peek() {
                    Some(('"', _)) => Some('"'),
                    Some(('\\', _)) => Some('\\'),
                    Some(('n', _)) => Some('\n'),
                    Some(('r', _)) => Some('\r'),
                    Some(('t', _)) => Some('\t'),
                    // A backslash before anything else is itself: patterns read as they are written.
                    _ => None,
                };
                if escaped.is_some() {
                    rest.next();
                }
                text.push(escaped.unwrap_or('\\'));
            }
            c => text.push(c),
        }
    }
    Err(LineError { what: "The text that begins here has no closing quote".to_owned(), at })
}

/// A text in quotes, such that reading it gives the same text.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' if rest.peek().is_none_or(|next| "\\\"nrt\n\r\t".contains(*next)) => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
