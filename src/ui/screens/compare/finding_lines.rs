//! Findings of a comparison as the grid takes them: what rules about changes say, and findings that are new, gone or staying.

use super::lines::{Lines, Pair, name_link};
use crate::app::{ChangesJudged, Compared};
use crate::check::{Input, Level, Place, Spot};
use crate::compare::{FindingFate, RuleChanges};
use crate::roster::Roster;
use crate::ui::grid::{CellView, GridColumn, GridSource};
use crate::ui::screens::record::shown_level;

/// Where the findings come from.
enum From<'a> {
    Judged(&'a ChangesJudged),
    Compared(&'a [RuleChanges], FindingFate),
}

/// Findings, rule by rule.
pub(super) struct FindingLines<'a> {
    compared: &'a Compared,
    from: From<'a>,
    /// Where the lines of each rule begin, and at last where they end.
    starts: Vec<u64>,
    columns: Vec<GridColumn>,
    /// How many there are, also beyond those that are listed.
    pub(super) count: u64,
}

impl<'a> FindingLines<'a> {
    pub(super) fn judged(compared: &'a Compared, judged: &'a ChangesJudged) -> Self {
        let groups = judged.findings.groups();
        let count = groups.iter().map(|group| group.count).sum();
        Self::of(compared, From::Judged(judged), groups.iter().map(|group| group.spots().len()), count)
    }

    pub(super) fn fate(compared: &'a Compared, rules: &'a [RuleChanges], fate: FindingFate) -> Self {
        let count = rules.iter().map(|rule| rule.count(fate)).sum();
        Self::of(compared, From::Compared(rules, fate), rules.iter().map(|rule| rule.kept(fate)), count)
    }

    fn of(compared: &'a Compared, from: From<'a>, lengths: impl Iterator<Item = usize>, count: u64) -> Self {
        let mut starts = vec![0];
        for length in lengths {
            starts.push(starts[starts.len() - 1] + length as u64);
        }
        let columns = [("Rule", 210.0), ("File", 120.0), ("sourcedId", 150.0), ("Record", 160.0), ("Column", 130.0), ("What", 560.0)];
        Self { compared, from, starts, columns: columns.map(|(name, width)| GridColumn::new(name, width)).into(), count }
    }

    fn roster(&self) -> &Roster {
        match self.from {
            From::Compared(_, FindingFate::Gone) => &self.compared.old,
            _ => &self.compared.new,
        }
    }

    /// The rule by its number, and the place among its own.
    fn at(&self, row: u64) -> Option<(usize, usize)> {
        let rule = self.starts.partition_point(|&start| start <= row).checked_sub(1)?;
        (rule + 1 < self.starts.len()).then(|| (rule, (row - self.starts[rule]) as usize))
    }

    fn spot(&self, row: u64) -> Option<Spot> {
        let (rule, at) = self.at(row)?;
        match self.from {
            From::Judged(judged) => judged.findings.groups().get(rule)?.spots().get(at).copied(),
            From::Compared(rules, fate) => rules.get(rule)?.spot(fate, at),
        }
    }

    fn place(&self, row: u64) -> Option<(&'static str, Level, Place)> {
        let (rule, at) = self.at(row)?;
        let roster = self.roster();
        match self.from {
            From::Judged(judged) => {
                let group = judged.findings.groups().get(rule)?;
                let level = judged.judgment.as_ref().map_or(group.level(), |judgment| judgment.level(group.rule));
                let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
                Some((group.rule.code, level, group.place(at, &input)?))
            }
            From::Compared(rules, fate) => {
                let changes = rules.get(rule)?;
                Some((changes.rule.code, changes.level, changes.place(fate, at, roster)?))
            }
        }
    }
}

impl GridSource for FindingLines<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        self.starts.last().copied().unwrap_or(0)
    }

    fn line(&self, _: u64) -> Option<u64> {
        None
    }

    fn cell(&self, row: u64, column: usize) -> CellView<'_> {
        let Some((code, level, place)) = self.place(row) else { return CellView::default() };
        match column {
            0 => CellView::id(code).marked(Some(shown_level(level))),
            1 => CellView::text(place.file),
            2 => CellView::id(place.sourced_id),
            3 => CellView::of(name_link(
                self.spot(row).and_then(Spot::row).map(|(table, row)| self.roster().name_of(table, row)).unwrap_or_default(),
            )),
            4 => CellView::text(place.column.unwrap_or_default()),
            _ => CellView::text(place.message),
        }
    }
}

impl Lines for FindingLines<'_> {
    fn pair(&self, row: u64) -> Option<Pair> {
        let (table, row) = self.spot(row)?.row()?;
        let other = |of: &Roster, in_roster: &Roster| {
            let id = of.table(table)?.sourced_id(row);
            if id.is_blank() { None } else { in_roster.table(table)?.find(&id) }
        };
        let (old, new) = (&self.compared.old, &self.compared.new);
        Some(match self.from {
            From::Compared(_, FindingFate::Gone) => Pair { table, old: Some(row), new: other(old, new) },
            _ => Pair { table, old: other(new, old), new: Some(row) },
        })
    }
}
