//! What the panes share: what the page is made of, and how it is looked at.

use std::sync::Arc;

use super::data::{Ask, FindingsPage, Sources};
use crate::app::{App, CausePlaces, FindingsView, Judged};
use crate::check::Findings;
use crate::query::Sift;
use crate::roster::Roster;
use crate::track::Shown;

/// What a page is made of, shared, so that it can be told whether it is another.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) roster: &'a Arc<Roster>,
    pub(super) findings: &'a Arc<Findings>,
    pub(super) sift: Option<&'a Arc<Sift>>,
    pub(super) shown: Option<&'a Arc<Shown>>,
    pub(super) lists: Option<&'a Arc<CausePlaces>>,
    pub(super) judged: Option<&'a Arc<Judged>>,
}

impl<'a> Made<'a> {
    pub(super) fn sources(self) -> Sources<'a> {
        Sources {
            roster: self.roster,
            findings: self.findings,
            sift: self.sift.map(|sift| &**sift),
            shown: self.shown.map(|shown| &**shown),
            lists: self.lists.map(|lists| &**lists),
            judgment: self.judged.and_then(|judged| judged.judgment.as_deref()),
        }
    }
}

/// What the three panes share.
#[derive(Clone, Copy)]
pub(super) struct Panes<'a> {
    pub(super) app: &'a App,
    pub(super) made: Made<'a>,
    pub(super) page: &'a FindingsPage,
    pub(super) ask: Ask,
    pub(super) view: &'a FindingsView,
}
