//! The places that are listed: those of one rule, or those of a cause, which several rules have found.

use super::data::{PlaceLine, place_line};
use crate::app::CausePlace;
use crate::check::{Level, RuleFindings, Spot};
use crate::roster::Roster;

/// The places that are listed.
#[derive(Clone, Copy)]
pub(super) enum Listing<'a> {
    /// Of one rule.
    Rule(&'a RuleFindings, &'a [u32]),
    /// Of a cause.
    Cause(&'a [RuleFindings], &'a [CausePlace]),
}

impl<'a> Listing<'a> {
    /// How many.
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::Rule(_, places) => places.len(),
            Self::Cause(_, places) => places.len(),
        }
    }

    /// The rule of a place, and the place among those of the rule.
    pub(super) fn at(&self, at: usize) -> Option<(&'a RuleFindings, u32)> {
        match *self {
            Self::Rule(group, places) => Some((group, *places.get(at)?)),
            Self::Cause(groups, places) => {
                let (rule, place) = *places.get(at)?;
                Some((groups.get(usize::from(rule))?, place))
            }
        }
    }

    /// The place itself.
    pub(super) fn spot(&self, at: usize) -> Option<Spot> {
        let (group, place) = self.at(at)?;
        group.spots().get(place as usize).copied()
    }

    /// A place in words.
    pub(super) fn line(&self, roster: &Roster, at: usize) -> Option<(PlaceLine, Level)> {
        let (group, place) = self.at(at)?;
        Some((place_line(roster, group, place), group.level()))
    }
}
