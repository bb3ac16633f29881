//! What the rules found: exact counts, and places up to a cap.

use super::level::{Counts, Level};
use super::place::{Place, Spot};
use super::rule::Rule;
use super::settings::Settings;
use super::sink::{Kept, Part};
use super::{Input, RULES};
use crate::read::FileId;
use crate::spec::{Table, Version};
use crate::store::Dataset;

/// What the rules found in one roster under one set of settings. Immutable; holds no text of the roster but what it must.
#[derive(Debug)]
pub struct Findings {
    settings: Settings,
    groups: Vec<RuleFindings>,
    files: Vec<(Option<FileId>, Counts)>,
    /// The file of each table, for asking by table.
    table_files: [Option<FileId>; Table::ALL.len()],
    /// Kept places in rows, by table, sorted by row and column.
    marks: [Vec<Mark>; Table::ALL.len()],
    complete: bool,
}

/// What one rule found.
#[derive(Clone, Debug)]
pub struct RuleFindings {
    /// The rule.
    pub rule: &'static Rule,
    /// How much its findings matter in this version.
    pub(super) level: Level,
    /// How many, exactly.
    pub count: u64,
    /// How many per file and column, exactly, in the order of the files.
    pub parts: Vec<Part>,
    pub(super) kept: Kept,
}

/// A finding in a row, for marking cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The row, from 0.
    pub row: u32,
    /// The column in file order; `u16::MAX` = the whole row.
    pub column: u16,
    /// How much it matters.
    pub level: Level,
    rule: u16,
}

impl Mark {
    /// The rule that found it.
    pub fn rule(&self) -> Option<&'static Rule> {
        RULES.get(usize::from(self.rule)).copied()
    }
}

impl RuleFindings {
    pub(super) fn none(rule: &'static Rule, version: Version) -> Self {
        Self { rule, level: rule.level_in(version), count: 0, parts: Vec::new(), kept: Kept::default() }
    }

    /// Findings that were taken out of others: how many by file and column, and places with their value where that is not the
    /// whole cell.
    pub fn of(rule: &'static Rule, level: Level, parts: Vec<Part>, places: impl IntoIterator<Item = (Spot, Option<String>)>) -> Self {
        let mut kept = Kept::default();
        places.into_iter().for_each(|(spot, value)| kept.push(spot, value.as_deref()));
        Self { rule, level, count: parts.iter().map(|part| part.count).sum(), parts, kept }
    }

    /// The same where they matter otherwise.
    #[must_use]
    pub const fn with_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// How much its findings matter.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// What is at fault at a kept place, where that is not the whole cell.
    pub fn value(&self, at: usize) -> Option<&str> {
        self.kept.value(at)
    }

    /// The places that are kept, in the order of the files, columns and rows. All of them if there are as many as the count.
    pub fn spots(&self) -> &[Spot] {
        &self.kept.spots
    }

    /// A kept place in words; `None` beyond the last one.
    pub fn place(&self, at: usize, input: &Input<'_>) -> Option<Place> {
        let spot = self.kept.spots.get(at)?;
        Some(spot.describe(self.rule.message, self.kept.value(at), input))
    }

    /// The kept places in words.
    pub fn places<'a>(&'a self, input: &'a Input<'a>) -> impl Iterator<Item = Place> + 'a {
        (0..self.kept.spots.len()).filter_map(|at| self.place(at, input))
    }
}

impl Findings {
    /// Nothing found, because nothing was looked at yet.
    pub fn none(settings: Settings) -> Self {
        Self {
            settings,
            groups: Vec::new(),
            files: Vec::new(),
            table_files: [None; Table::ALL.len()],
            marks: [const { Vec::new() }; Table::ALL.len()],
            complete: false,
        }
    }

    /// Puts together what rules found, in the order of repair.
    pub fn new(settings: Settings, mut groups: Vec<RuleFindings>, data: &Dataset, complete: bool) -> Self {
        groups.retain(|group| group.count > 0);
        groups.sort_by_key(|group| (std::cmp::Reverse(group.level()), group.rule.topic, group.rule.code));
        let mut findings = Self { groups, complete, ..Self::none(settings) };
        for table in data.tables() {
            findings.table_files[table.table().index()] = Some(table.file());
        }
        for group in &findings.groups {
            for part in &group.parts {
                let counts = Counts::of(group.level(), part.count);
                match findings.files.iter_mut().find(|(file, _)| *file == part.file) {
                    Some((_, sum)) => *sum += counts,
                    None => findings.files.push((part.file, counts)),
                }
            }
            let rule = RULES.iter().position(|rule| rule.code == group.rule.code).unwrap_or(usize::from(u16::MAX)) as u16;
            for spot in group.spots() {
                if let Some((table, row)) = spot.row() {
                    let column = spot.column().unwrap_or(u16::MAX);
                    findings.marks[table.index()].push(Mark { row, column, level: group.level(), rule });
                }
            }
        }
        findings.files.sort_by_key(|(file, _)| *file);
        findings.marks.iter_mut().for_each(|marks| marks.sort_unstable());
        findings
    }

    /// What they were judged by.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// False if the judging was stopped before its end.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// The rules that found something: errors first, then in the order of repair.
    pub fn groups(&self) -> &[RuleFindings] {
        &self.groups
    }

    /// What the rule of this code found.
    pub fn group(&self, code: &str) -> Option<&RuleFindings> {
        self.groups.iter().find(|group| group.rule.code == code)
    }

    /// How many in all, exactly.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.files.iter().for_each(|(_, of_file)| counts += *of_file);
        counts
    }

    /// How many per file, exactly; `None` = the package as a whole.
    pub fn by_file(&self) -> &[(Option<FileId>, Counts)] {
        &self.files
    }

    /// How many in one file, exactly.
    pub fn of_file(&self, file: Option<FileId>) -> Counts {
        self.files.iter().find(|(of, _)| *of == file).map(|(_, counts)| *counts).unwrap_or_default()
    }

    /// How many in the file of one table, exactly.
    pub fn of_table(&self, table: Table) -> Counts {
        self.table_files[table.index()].map(|file| self.of_file(Some(file))).unwrap_or_default()
    }

    /// How many in one column of one table, exactly. The column is in file order.
    pub fn of_column(&self, table: Table, column: usize) -> Counts {
        let mut counts = Counts::default();
        let Some(file) = self.table_files[table.index()] else { return counts };
        for group in &self.groups {
            let parts = group.parts.iter().filter(|part| part.file == Some(file) && part.column.map(usize::from) == Some(column));
            parts.for_each(|part| counts += Counts::of(group.level(), part.count));
        }
        counts
    }

    /// The findings in one row, by column; from the kept places.
    pub fn at(&self, table: Table, row: u32) -> &[Mark] {
        let marks = &self.marks[table.index()];
        let start = marks.partition_point(|mark| mark.row < row);
        let length = marks[start..].partition_point(|mark| mark.row == row);
        &marks[start..start + length]
    }

    /// The worst level found in one cell; from the kept places.
    pub fn cell_level(&self, table: Table, row: u32, column: usize) -> Option<Level> {
        self.at(table, row).iter().filter(|mark| usize::from(mark.column) == column).map(|mark| mark.level).max()
    }

    /// Bytes of memory held, roughly.
    pub fn bytes(&self) -> usize {
        let marks = self.marks.iter().map(|marks| marks.capacity() * size_of::<Mark>()).sum::<usize>();
        let kept = self.groups.iter().map(|group| &group.kept);
        marks + kept.map(|kept| kept.spots.capacity() * size_of::<Spot>() + kept.values.len() * 48).sum::<usize>()
    }
}
