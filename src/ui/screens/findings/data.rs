//! What the findings screen draws, as plain values: rules with their counts by level, file or school, and the places of one.

use std::sync::Arc;

use crate::app::{CausePlaces, CellAt, Grouping};
use crate::check::{Counts, Findings, Input, Level, RULES, Rule, RuleFindings, Settings, Spot};
use crate::query::{Sift, Wanted, record_name};
use crate::read::FileId;
use crate::receiver::{Effect, Judgment};
use crate::roster::Roster;
use crate::spec::{Table, Version};
use crate::track::Shown;

/// What the findings screen draws.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingsPage {
    /// How many of each level, in the file and school that are looked at, of those that hold the text.
    pub counts: Counts,
    /// The files that have findings, with how many.
    pub files: Vec<(Table, u64)>,
    /// The schools that have findings, with how many; empty until that is known.
    pub schools: Vec<(Option<u32>, String, u64)>,
    /// The rules that found something, divided as asked: by level in the order of repair, by file, or by school.
    pub sections: Vec<Section>,
    /// Schools that have no section, because there are too many.
    pub more_schools: usize,
    /// The rule whose places are shown.
    pub chosen: Option<Chosen>,
    /// How many rules were asked.
    pub rules: usize,
    /// False if the checks were stopped before their end.
    pub complete: bool,
    /// True if counts are of the places that are kept, and some rule found more.
    pub at_least: bool,
}

/// Rules that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What they have in common.
    pub title: String,
    /// How many findings.
    pub count: u64,
    /// The rules.
    pub rules: Vec<RuleLine>,
}

/// A rule in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// Its name in reports; of a cause, the rule that found most of it.
    pub code: &'static str,
    /// The defect, or the cause, in a few words.
    pub title: String,
    /// The second line: the name of the rule, or of the first of several.
    pub about: String,
    /// The cause by its number and its key, where the list is divided by cause.
    pub cause: Option<(u32, String)>,
    /// How much it matters.
    pub level: Level,
    /// How many findings.
    pub count: u64,
    /// Where they are: the file, or how many files.
    pub whereabouts: String,
    /// The file whose findings these are, where the list is divided by file.
    pub table: Option<Table>,
    /// The school whose findings these are, where the list is divided by school.
    pub school: Option<Option<u32>>,
}

/// The rule whose places are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its name in reports.
    pub code: &'static str,
    /// How many findings in what is looked at.
    pub count: u64,
    /// Which of its places are looked at.
    pub wanted: Wanted,
    /// Its line in the list, counted through all sections.
    pub line: usize,
    /// The cause by its number, where the list is divided by cause.
    pub cause: Option<u32>,
}

/// The places to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// As places among those that are kept.
    pub places: Arc<Vec<u32>>,
    /// The one table that all of them are in.
    pub table: Option<Table>,
    /// What is listed of how much.
    pub listed: String,
}

/// A place in words, for one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceLine {
    /// The file.
    pub file: String,
    /// The physical line; empty for a file as a whole.
    pub line: String,
    /// The column.
    pub column: String,
    /// What is at fault.
    pub value: String,
    /// The name of the record, else its sourcedId.
    pub record: String,
    /// What the finding says.
    pub message: String,
    /// The row that it leads to.
    pub row: Option<(Table, CellAt)>,
    /// The table, where there is no row to lead to.
    pub table: Option<Table>,
}

/// What is asked of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The rule that was chosen.
    pub rule: Option<&'static str>,
    /// Only findings in the file of this table.
    pub table: Option<Table>,
    /// Levels that are left out: errors, warnings, information.
    pub hidden: [bool; 3],
    /// What the list is divided by.
    pub grouping: Grouping,
    /// Only findings of this org; `Some(None)` = of none that is in the package.
    pub school: Option<Option<u32>>,
    /// True if only findings with a text are wanted.
    pub text: bool,
    /// The cause that was chosen, by its number.
    pub cause: Option<u32>,
    /// Only rules with which the receiver does this.
    pub effect: Option<Effect>,
}

/// What a page is made of.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The roster.
    pub roster: &'a Roster,
    /// The findings that are looked at.
    pub findings: &'a Findings,
    /// Knows the schools and the text that is looked for.
    pub sift: Option<&'a Sift>,
    /// The findings by cause, once that is known.
    pub shown: Option<&'a Shown>,
    /// The places of each cause.
    pub lists: Option<&'a CausePlaces>,
    /// The receiver's view.
    pub judgment: Option<&'a Judgment>,
}

impl Sources<'_> {
    /// True if findings of this rule are looked at.
    pub(super) fn wants(&self, rule: &Rule, ask: Ask) -> bool {
        let level = self.findings.group(rule.code).map_or(rule.level, RuleFindings::level);
        !ask.hidden[usize::from(place_of(level))] && self.has_effect(rule.code, ask.effect)
    }

    fn has_effect(&self, code: &str, effect: Option<Effect>) -> bool {
        let reasons = self.judgment.map_or(&[][..], |judgment| &judgment.reasons);
        effect.is_none_or(|effect| reasons.iter().any(|reason| reason.effect == effect && reason.code == code))
    }
}

/// Sections of schools, and lines in all, that a list holds.
const SCHOOLS: usize = 150;

/// Findings of one roster with what is needed to count them by file, school and text.
#[derive(Clone, Copy)]
struct Counting<'a> {
    roster: &'a Roster,
    findings: &'a Findings,
    sift: Option<&'a Sift>,
    text: bool,
}

/// Which files are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Files {
    /// All, and the package as a whole.
    All,
    /// The package as a whole, apart from its files.
    Package,
    /// One file.
    One(FileId),
    /// A table that is not in the package has no findings of its own.
    Absent,
}

impl Counting<'_> {
    /// How many findings of a rule. Exact where neither a text nor a school is asked for, else of the places that are kept.
    fn of(&self, group: &RuleFindings, files: Files, org: Option<Option<u32>>) -> u64 {
        let sift = self.sift.filter(|_| self.text || org.is_some());
        let code = group.rule.code;
        match (files, sift) {
            (Files::Absent, _) => 0,
            (Files::All, None) => group.count,
            (Files::All, Some(sift)) => sift.count(code, Wanted { file: None, org }),
            (Files::One(file), None) => parts(group, Some(file)),
            (Files::One(file), Some(sift)) => sift.count(code, Wanted { file: Some(file), org }),
            (Files::Package, None) => parts(group, None),
            (Files::Package, Some(sift)) => {
                let files = self.findings.by_file().iter().filter_map(|(file, _)| *file);
                let in_files: u64 = files.map(|file| sift.count(code, Wanted { file: Some(file), org })).sum();
                sift.count(code, Wanted { file: None, org }).saturating_sub(in_files)
            }
        }
    }

    fn table_of(&self, file: FileId) -> Option<Table> {
        self.roster.data().tables().find(|data| data.file() == file).map(crate::store::TableData::table)
    }

    fn line(&self, group: &RuleFindings, files: Files, org: Option<Option<u32>>) -> Option<RuleLine> {
        let count = self.of(group, files, org);
        let rule = group.rule;
        (count > 0).then(|| RuleLine {
            code: rule.code,
            title: rule.title.to_owned(),
            about: rule.code.to_owned(),
            cause: None,
            level: group.level(),
            count,
            whereabouts: whereabouts(self.roster, group),
            table: None,
            school: None,
        })
    }
}

fn parts(group: &RuleFindings, file: Option<FileId>) -> u64 {
    group.parts.iter().filter(|part| part.file == file).map(|part| part.count).sum()
}

/// What to draw. `causes` is the list where it is divided by cause.
pub fn page(sources: Sources<'_>, ask: Ask, causes: Vec<Section>) -> FindingsPage {
    let Sources { roster, findings, sift, .. } = sources;
    let counting = Counting { roster, findings, sift, text: ask.text };
    // What the list is divided by is no filter of it.
    let files = match ask.table.filter(|_| ask.grouping != Grouping::Files) {
        None => Files::All,
        Some(table) => roster.table(table).map_or(Files::Absent, |data| Files::One(data.file())),
    };
    let school = ask.school.filter(|_| ask.grouping != Grouping::Schools);
    let mut counts = Counts::default();
    let told = |group: &&RuleFindings| sources.has_effect(group.rule.code, ask.effect);
    findings.groups().iter().filter(told).for_each(|group| counts += Counts::of(group.level(), counting.of(group, files, school)));
    let of_file = |file: FileId| findings.groups().iter().map(|group| counting.of(group, Files::One(file), school)).sum::<u64>();
    let tables = roster.data().tables().map(|data| (data.table(), of_file(data.file())));
    let shown: Vec<&RuleFindings> = findings.groups().iter().filter(|group| sources.wants(group.rule, ask)).collect();
    let (sections, more_schools) = match ask.grouping {
        Grouping::Causes => (causes, 0),
        Grouping::Rules => (by_level(counting, &shown, files, school), 0),
        Grouping::Files => (by_file(counting, &shown, school), 0),
        Grouping::Schools => by_school(counting, &shown, files),
        Grouping::Numbers => (Vec::new(), 0),
    };
    FindingsPage {
        counts,
        files: tables.filter(|(_, count)| *count > 0).collect(),
        schools: sift.map(|sift| sift.schools.clone()).unwrap_or_default(),
        chosen: chosen(roster, &sections, ask, files, school),
        sections,
        more_schools,
        rules: rules_for(roster.version(), findings.settings()),
        complete: findings.is_complete(),
        at_least: sift.is_some_and(|sift| sift.capped) && (ask.text || school.is_some() || ask.grouping == Grouping::Schools),
    }
}

/// The place of a level among the switches.
pub const fn place_of(level: Level) -> u8 {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Info => 2,
    }
}

pub(super) fn section(title: String, rules: Vec<RuleLine>) -> Option<Section> {
    let count = rules.iter().map(|rule| rule.count).sum();
    (count > 0).then_some(Section { title, count, rules })
}

fn by_level(counting: Counting<'_>, shown: &[&RuleFindings], files: Files, school: Option<Option<u32>>) -> Vec<Section> {
    let of = |level: Level| {
        let groups = shown.iter().filter(|group| group.level() == level);
        let title = match level {
            Level::Error => "Errors",
            Level::Warning => "Warnings",
            Level::Info => "Information",
        };
        section(title.to_owned(), groups.filter_map(|group| counting.line(group, files, school)).collect())
    };
    Level::ALL.into_iter().filter_map(of).collect()
}

fn by_file(counting: Counting<'_>, shown: &[&RuleFindings], school: Option<Option<u32>>) -> Vec<Section> {
    let of = |file: Option<FileId>| {
        let name = file.map(|file| counting.roster.package().file(file).map(|file| file.name.clone()).unwrap_or_default());
        let table = file.and_then(|file| counting.table_of(file));
        let lines = shown.iter().filter_map(|group| {
            let line = counting.line(group, file.map_or(Files::Package, Files::One), school)?;
            Some(RuleLine { table, whereabouts: String::new(), ..line })
        });
        section(name.unwrap_or_else(|| "The package".to_owned()), lines.collect())
    };
    counting.findings.by_file().iter().filter_map(|(file, _)| of(*file)).collect()
}

fn by_school(counting: Counting<'_>, shown: &[&RuleFindings], files: Files) -> (Vec<Section>, usize) {
    let Some(sift) = counting.sift else { return (Vec::new(), 0) };
    let of = |(school, name, _): &(Option<u32>, String, u64)| {
        let lines = shown.iter().filter_map(|group| {
            let line = counting.line(group, files, Some(*school))?;
            Some(RuleLine { school: Some(*school), ..line })
        });
        section(name.clone(), lines.collect())
    };
    (sift.schools.iter().take(SCHOOLS).filter_map(of).collect(), sift.schools.len().saturating_sub(SCHOOLS))
}

/// The line that was chosen, else the first one.
fn chosen(roster: &Roster, sections: &[Section], ask: Ask, files: Files, school: Option<Option<u32>>) -> Option<Chosen> {
    let lines: Vec<&RuleLine> = sections.iter().flat_map(|section| &section.rules).collect();
    let same_place = |line: &RuleLine| match ask.grouping {
        Grouping::Causes => line.cause.as_ref().map(|(number, _)| *number) == ask.cause,
        Grouping::Rules | Grouping::Numbers => true,
        Grouping::Files => line.table == ask.table,
        Grouping::Schools => line.school == ask.school,
    };
    let of_rule = |line: &&RuleLine| Some(line.code) == ask.rule;
    let at = match ask.grouping {
        Grouping::Causes => lines.iter().position(|line| same_place(line)),
        _ => lines.iter().position(|line| of_rule(line) && same_place(line)).or_else(|| lines.iter().position(of_rule)),
    };
    let at = at.unwrap_or(0);
    let line = lines.get(at)?;
    let file = match (files, line.table) {
        (Files::One(file), _) => Some(file),
        (_, Some(table)) => roster.table(table).map(crate::store::TableData::file),
        _ => None,
    };
    Some(Chosen {
        code: line.code,
        count: line.count,
        wanted: Wanted { file, org: line.school.or(school) },
        line: at,
        cause: line.cause.as_ref().map(|(number, _)| *number),
    })
}

/// How many rules are asked of a package of this version.
fn rules_for(version: Version, settings: &Settings) -> usize {
    RULES
        .iter()
        .filter(|rule| rule.is_for(version) && rule.is_wanted(settings) && !settings.without.iter().any(|code| code == rule.code))
        .count()
}

fn whereabouts(roster: &Roster, group: &RuleFindings) -> String {
    let mut files: Vec<Option<FileId>> = group.parts.iter().map(|part| part.file).collect();
    files.sort_unstable();
    files.dedup();
    match files[..] {
        [Some(file)] => roster.package().file(file).map(|file| file.name.clone()).unwrap_or_default(),
        [] | [None] => "the package".to_owned(),
        _ => format!("{} files", files.len()),
    }
}

/// Every kept place of a rule in a file, in the order in which they were found.
pub fn kept(roster: &Roster, group: &RuleFindings, file: Option<FileId>) -> Vec<u32> {
    let input = input(roster);
    let fits = |spot: &Spot| file.is_none_or(|file| spot.file(&input) == Some(file));
    (0..).zip(group.spots()).filter(|(_, spot)| fits(spot)).map(|(at, _)| at).collect()
}

/// The list of places. `exact` = how many there are, where that is known to be more than are listed.
pub fn places(group: &RuleFindings, places: Arc<Vec<u32>>, exact: u64, narrowed: bool) -> Places {
    let mut tables = places.iter().map(|&at| group.spots().get(at as usize).and_then(|spot| spot.row()).map(|(table, _)| table));
    let first = tables.next().flatten();
    let table = first.filter(|_| tables.all(|table| table == first));
    let kept = group.spots().len() as u64;
    let among = (narrowed && kept < group.count).then_some(kept);
    let listed = listed_words(places.len() as u64, exact, among);
    Places { places, table, listed }
}

/// How many are listed of how many; `among` = only so many were looked through.
pub(super) fn listed_words(count: u64, exact: u64, among: Option<u64>) -> String {
    let number = crate::ui::widgets::number::count;
    match (among, count) {
        (Some(kept), count) => format!("{} among the first {}", number(count), number(kept)),
        (None, count) if count < exact => format!("{} of {} listed", number(count), number(exact)),
        (_, 1) => "1 place".to_owned(),
        (_, count) => format!("{}, all listed", number(count)),
    }
}

/// One place in words. Asked for the lines in sight only.
pub fn place_line(roster: &Roster, group: &RuleFindings, at: u32) -> PlaceLine {
    let input = input(roster);
    let (Some(place), Some(spot)) = (group.place(at as usize, &input), group.spots().get(at as usize)) else { return PlaceLine::default() };
    let row = spot.row().filter(|(table, row)| roster.table(*table).is_some_and(|data| *row < data.rows()));
    let name = row.map(|(table, row)| record_name(roster.data(), table, row)).unwrap_or_default();
    PlaceLine {
        line: place.line.map(crate::ui::widgets::number::count).unwrap_or_default(),
        column: place.column.unwrap_or_default(),
        value: place.value,
        record: if name.is_empty() { place.sourced_id } else { name },
        message: place.message,
        row: row.map(|(table, row)| (table, CellAt { row, column: spot.column() })),
        table: place.table.filter(|table| roster.table(*table).is_some()),
        file: if place.file.is_empty() { "The package".to_owned() } else { place.file },
    }
}

fn input(roster: &Roster) -> Input<'_> {
    Input { package: roster.package(), data: roster.data(), relations: roster.relations() }
}

/// The versions that a rule is for, in words.
pub fn versions_words(rule: &Rule) -> String {
    let names: Vec<&str> = rule.versions.iter().map(|version| version.manifest_value()).collect();
    match (names.first(), names.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(only), _) => (*only).to_owned(),
        _ => String::new(),
    }
}
