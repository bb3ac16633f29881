//! One condition on the cells of a column, or of any column.

use jiff::civil::Date;

use crate::check::Level;

/// One condition on a row: which cell is looked at, what is asked of it, and whether the answer is turned around.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The name of the column as [`super::column_names`] gives it; `None` = any cell of the row.
    pub column: Option<String>,
    /// What is asked.
    pub test: Test,
    /// True for the rows where it does not hold.
    pub negated: bool,
}

/// What is asked of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It holds this text somewhere.
    Contains {
        /// The text.
        text: String,
        /// True if upper and lower case are different.
        exact: bool,
    },
    /// It is this text and nothing else.
    Is {
        /// The text.
        text: String,
        /// True if upper and lower case are different.
        exact: bool,
    },
    /// It begins with this text.
    StartsWith {
        /// The text.
        text: String,
        /// True if upper and lower case are different.
        exact: bool,
    },
    /// It holds nothing.
    Empty,
    /// It is exactly one of these texts.
    In(Vec<String>),
    /// It is a date, or a date and time, from the first day to the last, both included. What is no date is not in it.
    Dates {
        /// The first day; `None` = no matter how early.
        from: Option<Date>,
        /// The last day; `None` = no matter how late.
        to: Option<Date>,
    },
    /// It is a number from the first to the last, both included. What is no number is not in it.
    Numbers {
        /// The lowest; `None` = no matter how low.
        from: Option<f64>,
        /// The highest; `None` = no matter how high.
        to: Option<f64>,
    },
    /// A part of it matches this regular expression.
    Matches(String),
    /// Something was found in it.
    Found(Found),
}

/// Which findings a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Any.
    Any,
    /// Those of one level.
    Level(Level),
    /// Those of the rule of this code.
    Rule(String),
}

impl Condition {
    /// A condition on one column.
    pub fn on(column: impl Into<String>, test: Test) -> Self {
        Self { column: Some(column.into()), test, negated: false }
    }

    /// A condition that any cell of the row may meet.
    pub const fn anywhere(test: Test) -> Self {
        Self { column: None, test, negated: false }
    }

    /// The column's cell is exactly this text.
    pub fn is(column: impl Into<String>, text: impl Into<String>) -> Self {
        Self::on(column, Test::Is { text: text.into(), exact: true })
    }

    /// The rule of this code finds something in the row.
    pub fn found_by(rule: impl Into<String>) -> Self {
        Self::anywhere(Test::Found(Found::Rule(rule.into())))
    }

    /// The same, turned around.
    #[expect(clippy::should_implement_trait, reason = "it is turned around by name; an operator would hide it")]
    pub fn not(mut self) -> Self {
        self.negated = !self.negated;
        self
    }
}
