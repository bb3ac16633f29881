//! The tests of conditions as judgments on one text.

use jiff::civil::Date;

use super::folded::Folded;
use super::{Needle, QueryError, Test, pattern};
use crate::store::{Alphabet, Judge, Seek};

/// A test as a judgment; `None` for tests that a text alone cannot answer.
pub(super) fn judge(test: &Test) -> Result<Option<Box<dyn Judge>>, QueryError> {
    Ok(Some(match test.clone() {
        Test::Contains { text, exact: true } => Box::new(Exact(Folded::exactly(&text))),
        Test::Contains { text, exact: false } => Box::new(Needle::new(&text)),
        Test::Is { text, exact: true } => Box::new(Same(text)),
        Test::Is { text, exact: false } => {
            let lower = text.to_lowercase();
            within(text, move |cell| same_but_case(cell, &lower))
        }
        Test::StartsWith { text, exact: true } => within(text.clone(), move |cell| cell.starts_with(&text)),
        Test::StartsWith { text, exact: false } => {
            let lower = text.to_lowercase();
            within(text, move |cell| starts_but_case(cell, &lower))
        }
        Test::Empty => Box::new(Blank),
        Test::In(mut texts) => {
            texts.sort_unstable();
            any(move |cell| texts.binary_search_by(|text| text.as_str().cmp(cell)).is_ok())
        }
        Test::Dates { from, to } => {
            any(move |cell| day(cell).is_some_and(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)))
        }
        Test::Numbers { from, to } => {
            any(move |cell| number(cell).is_some_and(|number| from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to)))
        }
        Test::Matches(text) => {
            let regex = pattern(&text).map_err(|reason| QueryError::Pattern { pattern: text, reason })?;
            any(move |cell| regex.is_match(cell))
        }
        Test::Found(_) => return Ok(None),
    }))
}

/// Cells that hold a text in this case; `None` = the empty one.
struct Exact(Option<Folded>);

impl Exact {
    fn needle(&self) -> &[u8] {
        self.0.as_ref().map_or(&[], |text| text.text())
    }
}

impl Judge for Exact {
    fn passes(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|part| part.is_in(text.as_bytes()))
    }

    fn fits(&self, bytes: &Alphabet) -> bool {
        bytes.spells(self.needle())
    }

    fn seek(&self) -> Option<&dyn Seek> {
        self.0.as_ref().map(|_| self as &dyn Seek)
    }
}

impl Seek for Exact {
    fn places(&self, arena: &[u8], places: &mut Vec<u32>) {
        if let Some(part) = &self.0 {
            part.places(arena, places);
        }
    }

    fn length(&self) -> usize {
        self.needle().len()
    }

    fn is_enough(&self) -> bool {
        true
    }

    fn text(&self) -> Option<(&[u8], bool)> {
        self.needle().is_ascii().then_some((self.needle(), true))
    }
}

/// Cells that are a text.
struct Same(String);

impl Judge for Same {
    fn passes(&self, text: &str) -> bool {
        text == self.0
    }

    fn fits(&self, bytes: &Alphabet) -> bool {
        !self.0.is_ascii() || bytes.spells(self.0.as_bytes())
    }

    fn only(&self) -> Option<&str> {
        Some(&self.0)
    }
}

/// Cells that hold nothing.
struct Blank;

impl Judge for Blank {
    fn passes(&self, text: &str) -> bool {
        text.is_empty()
    }

    fn fits(&self, _: &Alphabet) -> bool {
        false
    }
}

/// A judgment by a function, of cells that have all bytes of a text in them.
struct By<F> {
    judge: F,
    /// `None` = whatever they have in them.
    spelled: Option<String>,
}

impl<F: Fn(&str) -> bool + Sync> Judge for By<F> {
    fn passes(&self, text: &str) -> bool {
        (self.judge)(text)
    }

    fn fits(&self, bytes: &Alphabet) -> bool {
        self.spelled.as_ref().is_none_or(|text| !text.is_ascii() || bytes.spells(text.as_bytes()))
    }
}

fn any(judge: impl Fn(&str) -> bool + Sync + 'static) -> Box<dyn Judge> {
    Box::new(By { judge, spelled: None })
}

fn within(text: String, judge: impl Fn(&str) -> bool + Sync + 'static) -> Box<dyn Judge> {
    Box::new(By { judge, spelled: Some(text) })
}

fn same_but_case(cell: &str, lower: &str) -> bool {
    if cell.is_ascii() { cell.eq_ignore_ascii_case(lower) } else { cell.to_lowercase() == lower }
}

fn starts_but_case(cell: &str, lower: &str) -> bool {
    let ascii = cell.as_bytes().get(..lower.len()).is_some_and(|start| start.eq_ignore_ascii_case(lower.as_bytes()));
    ascii || (!cell.is_ascii() && cell.to_lowercase().starts_with(lower))
}

/// The day of a date, or of a date and time.
fn day(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    let (day, rest) = cell.split_at_checked(10)?;
    let is_time = rest.is_empty() || rest.starts_with(['T', ' ']);
    is_time.then(|| day.parse().ok()).flatten()
}

fn number(cell: &str) -> Option<f64> {
    cell.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::query::Test;

    fn passes(test: &Test, cell: &str) -> bool {
        judge(test).expect("a test that can be used").expect("a test of a text").passes(cell)
    }

    #[test]
    fn case_counts_only_where_it_is_asked_for() {
        let of = |exact| {
            let text = || "É".to_owned();
            [Test::Contains { text: text(), exact }, Test::Is { text: text(), exact }, Test::StartsWith { text: text(), exact }]
        };
        assert!(of(false).iter().all(|test| passes(test, "é") && passes(test, "É") && !passes(test, "e")));
        assert!(of(true).iter().all(|test| !passes(test, "é") && passes(test, "É")));
    }

    #[test]
    fn ranges_hold_their_ends_and_nothing_that_is_no_value() {
        let days = Test::Dates { from: Some(jiff::civil::date(2026, 8, 1)), to: Some(jiff::civil::date(2026, 8, 31)) };
        let inside = ["2026-08-01", "2026-08-31", "2026-08-31T23:59:59.000Z", " 2026-08-15 "];
        let outside = ["", "2026-09-01", "2026-07-31", "08/15/2026", "2026-08-15x", "é2026-08-1"];
        assert!(inside.iter().all(|cell| passes(&days, cell)));
        assert!(!outside.iter().any(|cell| passes(&days, cell)));

        let numbers = Test::Numbers { from: Some(-1.5), to: Some(10.0) };
        assert!(["-1.5", "10", " 9 ", "1e1"].iter().all(|cell| passes(&numbers, cell)));
        assert!(!["-2", "10.01", "", "n/a", "NaN"].iter().any(|cell| passes(&numbers, cell)));
    }
}
