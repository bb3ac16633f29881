//! A condition that is being made: what was chosen and typed so far, and the condition that comes of it.

use std::collections::BTreeSet;

use crate::check::Level;
use crate::query::{Condition, Filter, Found, Test, parse_filter};

/// What is asked of a cell, as it is chosen from a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// It holds a text.
    #[default]
    Contains,
    /// It is a text.
    Is,
    /// It begins with a text.
    StartsWith,
    /// It is one of several texts.
    In,
    /// It holds nothing.
    Empty,
    /// It is a date in a range.
    Dates,
    /// It is a number in a range.
    Numbers,
    /// A regular expression matches.
    Matches,
    /// Something was found in it.
    Found,
}

impl Kind {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 9] =
        [Self::Contains, Self::Is, Self::StartsWith, Self::In, Self::Empty, Self::Dates, Self::Numbers, Self::Matches, Self::Found];

    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::Is => "equals",
            Self::StartsWith => "starts with",
            Self::In => "is one of",
            Self::Empty => "is empty",
            Self::Dates => "is a date between",
            Self::Numbers => "is a number between",
            Self::Matches => "matches the pattern",
            Self::Found => "has a finding",
        }
    }
}

/// A condition that is being made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The name of the column; `None` = any.
    pub column: Option<String>,
    /// What is asked.
    pub kind: Kind,
    /// The text or pattern.
    pub text: String,
    /// True if upper and lower case are different.
    pub exact: bool,
    /// The lower end of a range.
    pub from: String,
    /// The upper end of a range.
    pub to: String,
    /// The texts of a list.
    pub picked: BTreeSet<String>,
    /// What is looked for among the values of the column.
    pub seek: String,
    /// Which findings; `None` = any.
    pub found: Option<Found>,
    /// True for the rows where it does not hold.
    pub negated: bool,
}

impl Draft {
    /// A new condition on a column.
    pub fn on(column: Option<String>) -> Self {
        Self { column, ..Self::default() }
    }

    /// What was chosen and typed for a condition that is to be changed.
    pub fn of(condition: &Condition) -> Self {
        let mut draft = Self { column: condition.column.clone(), negated: condition.negated, ..Self::default() };
        let words = |end: Option<String>| end.unwrap_or_default();
        let (kind, text, exact) = match &condition.test {
            Test::Contains { text, exact } => (Kind::Contains, text.clone(), *exact),
            Test::Is { text, exact } => (Kind::Is, text.clone(), *exact),
            Test::StartsWith { text, exact } => (Kind::StartsWith, text.clone(), *exact),
            Test::Matches(pattern) => (Kind::Matches, pattern.clone(), false),
            Test::Empty => (Kind::Empty, String::new(), false),
            Test::In(texts) => {
                draft.picked = texts.iter().cloned().collect();
                (Kind::In, String::new(), false)
            }
            Test::Dates { from, to } => {
                (draft.from, draft.to) = (words(from.map(|day| day.to_string())), words(to.map(|day| day.to_string())));
                (Kind::Dates, String::new(), false)
            }
            Test::Numbers { from, to } => {
                (draft.from, draft.to) = (words(from.map(|number| number.to_string())), words(to.map(|number| number.to_string())));
                (Kind::Numbers, String::new(), false)
            }
            Test::Found(found) => {
                draft.found = Some(found.clone());
                (Kind::Found, String::new(), false)
            }
        };
        (draft.kind, draft.text, draft.exact) = (kind, text, exact);
        draft
    }

    /// The condition, or what is still missing or wrong.
    pub fn condition(&self) -> Result<Condition, String> {
        let text = || if self.text.is_empty() { Err("Type a text".to_owned()) } else { Ok(self.text.clone()) };
        let exact = self.exact;
        let test = match self.kind {
            Kind::Contains => Test::Contains { text: text()?, exact },
            Kind::Is => Test::Is { text: text()?, exact },
            Kind::StartsWith => Test::StartsWith { text: text()?, exact },
            Kind::Matches => Test::Matches(text().map_err(|_| "Type a pattern".to_owned())?),
            Kind::Empty => Test::Empty,
            Kind::In if self.picked.is_empty() => return Err("Choose one value or several".to_owned()),
            Kind::In => Test::In(self.picked.iter().cloned().collect()),
            Kind::Dates => Test::Dates { from: end(&self.from, "date")?, to: end(&self.to, "date")? },
            Kind::Numbers => Test::Numbers { from: end(&self.from, "number")?, to: end(&self.to, "number")? },
            Kind::Found => Test::Found(self.found.clone().unwrap_or(Found::Any)),
        };
        match &test {
            Test::Dates { from: None, to: None } => return Err("Type a date as YYYY-MM-DD".to_owned()),
            Test::Numbers { from: None, to: None } => return Err("Type a number".to_owned()),
            Test::Dates { from: Some(from), to: Some(to) } if from > to => return Err("The first date is after the last".to_owned()),
            Test::Numbers { from: Some(from), to: Some(to) } if from > to => {
                return Err("The first number is larger than the last".to_owned());
            }
            _ => {}
        }
        let condition = Condition { column: self.column.clone(), test, negated: self.negated };
        if self.kind == Kind::Matches {
            // The line knows what a pattern may be.
            parse_filter(&Filter::of(condition.clone()).to_string()).map_err(|error| error.what)?;
        }
        Ok(condition)
    }
}

fn end<T: std::str::FromStr>(words: &str, what: &str) -> Result<Option<T>, String> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    words.parse().map(Some).map_err(|_| format!("“{words}” is not a {what}{}", if what == "date" { " of the form YYYY-MM-DD" } else { "" }))
}

/// A condition in the words of a chip: column, operator, value.
pub fn chip_words(condition: &Condition) -> (String, String, String) {
    let column = condition.column.clone().unwrap_or_else(|| "any column".to_owned());
    let not = if condition.negated { "not " } else { "" };
    let range = |from: Option<String>, to: Option<String>| match (from, to) {
        (Some(from), Some(to)) => ("from".to_owned(), format!("{from} to {to}")),
        (None, Some(to)) => ("to".to_owned(), to),
        (from, None) => ("from".to_owned(), from.unwrap_or_default()),
    };
    let (operator, value) = match &condition.test {
        Test::Contains { text, .. } => ("contains".to_owned(), text.clone()),
        Test::Is { text, .. } if condition.negated => return (column, "is not".to_owned(), text.clone()),
        Test::Is { text, .. } => ("is".to_owned(), text.clone()),
        Test::StartsWith { text, .. } => ("starts with".to_owned(), text.clone()),
        Test::Empty => return (column, "is".to_owned(), format!("{not}empty")),
        Test::In(texts) if texts.len() > 3 => ("is one of".to_owned(), format!("{} values", texts.len())),
        Test::In(texts) => ("is one of".to_owned(), texts.join(", ")),
        Test::Dates { from, to } => range(from.map(|day| day.to_string()), to.map(|day| day.to_string())),
        Test::Numbers { from, to } => range(from.map(|number| number.to_string()), to.map(|number| number.to_string())),
        Test::Matches(pattern) => ("matches".to_owned(), pattern.clone()),
        Test::Found(found) => ("has".to_owned(), found_words(found)),
    };
    (column, format!("{not}{operator}"), value)
}

/// Findings in words.
pub fn found_words(found: &Found) -> String {
    match found {
        Found::Any => "a finding".to_owned(),
        Found::Level(Level::Error) => "an error".to_owned(),
        Found::Level(Level::Warning) => "a warning".to_owned(),
        Found::Level(Level::Info) => "information".to_owned(),
        Found::Rule(code) => code.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Kind, chip_words};
    use crate::query::{Condition, Found, Test};

    #[test]
    fn every_condition_can_be_changed_again() {
        let tests = [
            Test::Contains { text: "a".to_owned(), exact: true },
            Test::Is { text: "b c".to_owned(), exact: false },
            Test::StartsWith { text: "d".to_owned(), exact: true },
            Test::Empty,
            Test::In(vec!["09".to_owned(), "10".to_owned()]),
            Test::Dates { from: "2026-08-24".parse().ok(), to: None },
            Test::Numbers { from: Some(1.5), to: Some(7.0) },
            Test::Matches("^\\d+$".to_owned()),
            Test::Found(Found::Rule("date-format".to_owned())),
        ];
        for (test, kind) in tests.into_iter().zip([
            Kind::Contains,
            Kind::Is,
            Kind::StartsWith,
            Kind::Empty,
            Kind::In,
            Kind::Dates,
            Kind::Numbers,
            Kind::Matches,
            Kind::Found,
        ]) {
            let condition = Condition::on("role", test).not();
            let draft = Draft::of(&condition);
            assert_eq!((draft.kind, draft.condition()), (kind, Ok(condition)));
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        let draft = |kind, text: &str, from: &str, to: &str| {
            let draft = Draft { kind, text: text.to_owned(), from: from.to_owned(), to: to.to_owned(), ..Draft::default() };
            draft.condition().err().unwrap_or_default()
        };
        assert_eq!(draft(Kind::Contains, "", "", ""), "Type a text");
        assert_eq!(draft(Kind::In, "", "", ""), "Choose one value or several");
        assert_eq!(draft(Kind::Dates, "", "24.8.26", ""), "“24.8.26” is not a date of the form YYYY-MM-DD");
        assert_eq!(draft(Kind::Dates, "", "2027-01-01", "2026-01-01"), "The first date is after the last");
        assert_eq!(draft(Kind::Numbers, "", "", "x"), "“x” is not a number");
        assert!(draft(Kind::Matches, "(", "", "").contains("unclosed group"));
    }

    #[test]
    fn a_chip_says_what_it_does() {
        let words = |condition: Condition| {
            let (column, operator, value) = chip_words(&condition);
            format!("{column} {operator} {value}")
        };
        assert_eq!(words(Condition::is("role", "student")), "role is student");
        assert_eq!(words(Condition::is("role", "student").not()), "role is not student");
        assert_eq!(words(Condition::on("email", Test::Empty).not()), "email is not empty");
        assert_eq!(words(Condition::found_by("date-format")), "any column has date-format");
        assert_eq!(
            words(Condition::on("beginDate", Test::Dates { from: "2026-08-24".parse().ok(), to: None })),
            "beginDate from 2026-08-24"
        );
    }
}
