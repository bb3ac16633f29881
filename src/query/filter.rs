//! Conditions joined by and, or and brackets.

use super::{Condition, Test};

/// How the parts of a filter go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// Every part must hold.
    #[default]
    All,
    /// One part must hold.
    Any,
}

/// Conditions joined by and, or and brackets. Without parts it lets every row through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// How the parts go together.
    pub join: Join,
    /// The parts, each a chip.
    pub parts: Vec<Part>,
}

/// One part of a filter.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A condition.
    One(Condition),
    /// Parts in brackets.
    Group {
        /// What stands in the brackets.
        filter: Filter,
        /// True for the rows where it does not hold.
        negated: bool,
    },
}

impl Filter {
    /// A filter of one condition.
    pub fn of(condition: Condition) -> Self {
        Self { join: Join::All, parts: vec![Part::One(condition)] }
    }

    /// True if it lets every row through.
    pub const fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds a condition that must hold as well. A filter of alternatives goes into brackets before.
    pub fn add(&mut self, condition: Condition) {
        if self.join == Join::Any && self.parts.len() > 1 {
            let alternatives = std::mem::take(self);
            self.parts.push(Part::Group { filter: alternatives, negated: false });
        }
        self.join = Join::All;
        self.parts.push(Part::One(condition));
    }

    /// Every condition, brackets or not.
    pub fn conditions(&self) -> Vec<&Condition> {
        let mut all = Vec::new();
        for part in &self.parts {
            match part {
                Part::One(condition) => all.push(condition),
                Part::Group { filter, .. } => all.extend(filter.conditions()),
            }
        }
        all
    }

    /// The same meaning in the form that a line is read as: no empty brackets, none around a single part or around parts
    /// that are joined as what stands outside, and `All` where there are fewer than two parts.
    pub fn simple(&self) -> Self {
        let mut parts = Vec::new();
        for part in &self.parts {
            match part.simple() {
                Some(Part::Group { filter, negated: false }) if filter.join == self.join => parts.extend(filter.parts),
                part => parts.extend(part),
            }
        }
        match <[Part; 1]>::try_from(parts) {
            // What was alone in its brackets needs none.
            Ok([Part::Group { filter, negated: false }]) => filter,
            Ok(one) => Self { join: Join::All, parts: one.into() },
            Err(parts) => Self { join: if parts.is_empty() { Join::All } else { self.join }, parts },
        }
    }
}

impl Part {
    /// The same meaning without needless brackets; `None` where the brackets are empty.
    fn simple(&self) -> Option<Self> {
        let Self::Group { filter, negated } = self else { return Some(self.clone()) };
        let mut filter = filter.simple();
        if filter.parts.len() > 1 {
            return Some(Self::Group { filter, negated: *negated });
        }
        filter.parts.pop().map(|part| if *negated { part.not() } else { part })
    }

    /// The same, turned around.
    #[expect(clippy::should_implement_trait, reason = "it is turned around by name; an operator would hide it")]
    pub fn not(self) -> Self {
        match self {
            Self::One(condition) => Self::One(condition.not()),
            Self::Group { filter, negated } => Self::Group { filter, negated: !negated },
        }
    }

    /// The rule that it asks for, if it asks for nothing but the findings of a rule.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::One(Condition { column: None, test: Test::Found(super::Found::Rule(code)), negated: false }) => Some(code),
            _ => None,
        }
    }
}
