//! Reading a line: one function for each line of the grammar.

use jiff::civil::Date;

use super::words::{Kind, LineError, Word, cut};
use crate::check::Level;
use crate::query::{Condition, Filter, Found, Join, Part, Query, SortKey, Test, column_named};
use crate::store::TableData;

/// Reads a filter. The columns need not exist: whether they do is said when the filter is used on a table.
pub fn parse_filter(line: &str) -> Result<Filter, LineError> {
    let mut words = Words::new(line)?;
    let filter = if words.peek().is_none() { Filter::default() } else { filter(&mut words, 0)? };
    words.end()?;
    Ok(filter.simple())
}

/// Reads a query for a table: a filter and sort keys. A column of the filter that the table lacks is kept and reported when
/// the query is answered; one to sort by is an error here.
pub fn parse_line(line: &str, data: &TableData) -> Result<Query, LineError> {
    let mut words = Words::new(line)?;
    let sorts = |words: &Words| words.is("sort") && words.words.get(words.at + 1).is_some_and(|next| next.kind == bare("by"));
    let mut query = Query::default();
    if words.peek().is_some() && !sorts(&words) {
        query.filter = filter(&mut words, 0)?.simple();
    }
    if words.take("sort") {
        words.must("by")?;
        loop {
            query.sort.push(key(&mut words, data)?);
            if !words.take_kind(&Kind::Comma) {
                break;
            }
        }
    }
    words.end()?;
    Ok(query)
}

/// More brackets inside each other than this are a mistake, and would ask much of the stack.
const DEEPEST: usize = 64;

struct Words {
    words: Vec<Word>,
    at: usize,
    /// The character after the last one.
    end: usize,
}

fn bare(text: &str) -> Kind {
    Kind::Bare(text.to_owned())
}

impl Words {
    fn new(line: &str) -> Result<Self, LineError> {
        Ok(Self { words: cut(line)?, at: 0, end: line.chars().count() + 1 })
    }

    fn peek(&self) -> Option<&Kind> {
        self.words.get(self.at).map(|word| &word.kind)
    }

    fn next(&mut self) -> Option<Kind> {
        let kind = self.peek().cloned();
        self.at += usize::from(kind.is_some());
        kind
    }

    /// True if the next word is this one, without quotes.
    fn is(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Kind::Bare(text)) if text == word)
    }

    fn take(&mut self, word: &str) -> bool {
        let is = self.is(word);
        self.at += usize::from(is);
        is
    }

    fn take_kind(&mut self, kind: &Kind) -> bool {
        let is = self.peek() == Some(kind);
        self.at += usize::from(is);
        is
    }

    fn must(&mut self, word: &str) -> Result<(), LineError> {
        if self.take(word) { Ok(()) } else { Err(self.wants(&format!("“{word}”"))) }
    }

    fn must_kind(&mut self, kind: &Kind) -> Result<(), LineError> {
        if self.take_kind(kind) { Ok(()) } else { Err(self.wants(&kind.shown())) }
    }

    /// An error at the next word.
    fn wrong(&self, what: String) -> LineError {
        LineError { what, at: self.words.get(self.at).map_or(self.end, |word| word.at) }
    }

    fn wants(&self, what: &str) -> LineError {
        let found = self.peek().map_or_else(|| "the line ends".to_owned(), |kind| format!("{} stands", kind.shown()));
        self.wrong(format!("Here {found} where {what} is expected"))
    }

    fn text(&mut self) -> Result<String, LineError> {
        match self.peek() {
            Some(Kind::Bare(_) | Kind::Quoted(_)) => match self.next() {
                Some(Kind::Bare(text) | Kind::Quoted(text)) => Ok(text),
                _ => Err(self.wants("a text")),
            },
            _ => Err(self.wants("a text")),
        }
    }

    fn end(&self) -> Result<(), LineError> {
        if self.peek().is_none() { Ok(()) } else { Err(self.wants("“and”, “or”, “sort by” or the end of the line")) }
    }
}

fn filter(words: &mut Words, depth: usize) -> Result<Filter, LineError> {
    if depth > DEEPEST {
        return Err(words.wrong(format!("More than {DEEPEST} brackets stand inside each other here")));
    }
    let list = |words: &mut Words, join: Join, word: &str, each: &mut dyn FnMut(&mut Words) -> Result<Part, LineError>| {
        let mut parts = vec![each(words)?];
        while words.take(word) {
            parts.push(each(words)?);
        }
        Ok(Filter { join, parts })
    };
    list(words, Join::Any, "or", &mut |words| {
        let all = list(words, Join::All, "and", &mut |words| one(words, depth))?;
        Ok(Part::Group { filter: all, negated: false })
    })
    .map(|filter| filter.simple())
}

fn one(words: &mut Words, depth: usize) -> Result<Part, LineError> {
    if words.take("not") {
        return Ok(one_plain(words, depth)?.not());
    }
    one_plain(words, depth)
}

fn one_plain(words: &mut Words, depth: usize) -> Result<Part, LineError> {
    if words.take_kind(&Kind::Open) {
        let filter = filter(words, depth + 1)?;
        words.must_kind(&Kind::Close)?;
        return Ok(Part::Group { filter, negated: false });
    }
    let column = if words.take("any") {
        None
    } else {
        match words.peek() {
            Some(Kind::Bare(_) | Kind::Quoted(_)) => Some(words.text()?),
            _ => return Err(words.wants("the name of a column, “any”, “not” or “(”")),
        }
    };
    let negated = words.take("not");
    let (test, also) = test(words)?;
    Ok(Part::One(Condition { column, test, negated: negated != also }))
}

/// A test, and whether it is turned around by a `not` of its own.
fn test(words: &mut Words) -> Result<(Test, bool), LineError> {
    const TESTS: &str = "“contains”, “is”, “starts with”, “in”, “from”, “to”, “matches” or “has”";
    if words.take("contains") {
        let exact = words.take("exactly");
        return Ok((Test::Contains { exact, text: words.text()? }, false));
    }
    if words.take("is") {
        let negated = words.take("not");
        if words.take("empty") {
            return Ok((Test::Empty, negated));
        }
        let exact = words.take("exactly");
        return Ok((Test::Is { exact, text: words.text()? }, negated));
    }
    if words.take("starts") {
        words.must("with")?;
        let exact = words.take("exactly");
        return Ok((Test::StartsWith { exact, text: words.text()? }, false));
    }
    let test = if words.take("in") {
        in_list(words)?
    } else if words.take("matches") {
        matches(words)?
    } else if words.is("from") || words.is("to") {
        range(words)?
    } else if words.take("has") {
        has(words)?
    } else {
        return Err(words.wants(TESTS));
    };
    Ok((test, false))
}

fn in_list(words: &mut Words) -> Result<Test, LineError> {
    words.must_kind(&Kind::Open)?;
    let mut texts = Vec::new();
    if words.take_kind(&Kind::Close) {
        return Ok(Test::In(texts));
    }
    loop {
        texts.push(words.text()?);
        if !words.take_kind(&Kind::Comma) {
            break;
        }
    }
    words.must_kind(&Kind::Close)?;
    Ok(Test::In(texts))
}

fn matches(words: &mut Words) -> Result<Test, LineError> {
    let before = words.at;
    let pattern = words.text()?;
    if let Err(reason) = crate::query::pattern(&pattern) {
        words.at = before;
        return Err(words.wrong(format!("The pattern “{pattern}” cannot be used: {reason}")));
    }
    Ok(Test::Matches(pattern))
}

fn has(words: &mut Words) -> Result<Test, LineError> {
    for level in Level::ALL {
        if words.take(level.name()) {
            return Ok(Test::Found(Found::Level(level)));
        }
    }
    if !words.take("finding") {
        return Err(words.wants("“finding”, “error”, “warning” or “info”"));
    }
    let ends = words.is("and") || words.is("or") || words.is("sort");
    Ok(Test::Found(match words.peek() {
        Some(Kind::Bare(_) | Kind::Quoted(_)) if !ends => Found::Rule(words.text()?),
        _ => Found::Any,
    }))
}

/// A number or a day.
#[derive(Clone, Copy)]
enum Limit {
    Day(Date),
    Number(f64),
}

fn range(words: &mut Words) -> Result<Test, LineError> {
    let from = if words.take("from") { Some(limit(words)?) } else { None };
    let before = words.at;
    let to = if words.take("to") { Some(limit(words)?) } else { None };
    match (from, to) {
        (Some(Limit::Day(from)), Some(Limit::Day(to))) => Ok(Test::Dates { from: Some(from), to: Some(to) }),
        (Some(Limit::Day(from)), None) => Ok(Test::Dates { from: Some(from), to: None }),
        (None, Some(Limit::Day(to))) => Ok(Test::Dates { from: None, to: Some(to) }),
        (Some(Limit::Number(from)), Some(Limit::Number(to))) => Ok(Test::Numbers { from: Some(from), to: Some(to) }),
        (Some(Limit::Number(from)), None) => Ok(Test::Numbers { from: Some(from), to: None }),
        (None, Some(Limit::Number(to))) => Ok(Test::Numbers { from: None, to: Some(to) }),
        _ => {
            words.at = before;
            Err(words.wrong("One end of the range is a day and the other a number".to_owned()))
        }
    }
}

fn limit(words: &mut Words) -> Result<Limit, LineError> {
    let before = words.at;
    let text = words.text()?;
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text).map(Limit::Day);
    let number = || text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Limit::Number);
    day.or_else(number).ok_or_else(|| {
        words.at = before;
        words.wrong(format!("“{text}” is neither a number nor a day such as 2026-08-15"))
    })
}

fn key(words: &mut Words, data: &TableData) -> Result<SortKey, LineError> {
    let before = words.at;
    let name = words.text()?;
    let Some(column) = column_named(data, &name) else {
        words.at = before;
        return Err(words.wrong(format!("{} has no column “{name}” to sort by", data.table().file())));
    };
    let natural = words.take("natural");
    Ok(SortKey { column, natural, descending: words.take("descending") })
}
