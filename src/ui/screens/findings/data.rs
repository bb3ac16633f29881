//! What the findings screen draws, as plain values: levels, files, rules with their counts, and the places of one rule.

use crate::app::CellAt;
use crate::check::{Counts, Findings, Input, Level, RULES, Rule, RuleFindings, Settings, Spot};
use crate::read::FileId;
use crate::roster::Roster;
use crate::spec::{Table, Version};

/// What the findings screen draws.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingsPage {
    /// How many of each level, in the file that is looked at.
    pub counts: Counts,
    /// The files that have findings, with how many.
    pub files: Vec<(Table, u64)>,
    /// The rules that found something, the worst level first, then in the order of repair.
    pub sections: Vec<Section>,
    /// The rule whose places are shown.
    pub chosen: Option<Chosen>,
    /// How many rules were asked.
    pub rules: usize,
    /// False if the checks were stopped before their end.
    pub complete: bool,
}

/// The rules of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The level.
    pub level: Level,
    /// How many findings.
    pub count: u64,
    /// The rules.
    pub rules: Vec<RuleLine>,
}

/// A rule in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// Its name in reports.
    pub code: &'static str,
    /// The defect in a few words.
    pub title: &'static str,
    /// How many findings, exactly.
    pub count: u64,
    /// Where they are: the file, or how many files.
    pub whereabouts: String,
}

/// The rule whose places are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Its name in reports.
    pub code: &'static str,
    /// How many findings in the files that are looked at, exactly.
    pub count: u64,
    /// The places to list, as places among those that are kept.
    pub places: Vec<u32>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The rule that was chosen.
    pub rule: Option<&'static str>,
    /// Only findings in the file of this table.
    pub table: Option<Table>,
    /// Levels that are left out: errors, warnings, information.
    pub hidden: [bool; 3],
}

/// What to draw. `all` holds every place of a rule where they were asked for.
pub fn page(roster: &Roster, findings: &Findings, all: Option<&RuleFindings>, ask: Ask) -> FindingsPage {
    let file = ask.table.and_then(|table| roster.table(table)).map(|data| data.file());
    // A table that is not in the package has no findings of its own.
    let absent = ask.table.is_some() && file.is_none();
    let counts = match file {
        Some(file) => findings.of_file(Some(file)),
        None if absent => Counts::default(),
        None => findings.counts(),
    };
    let mut files: Vec<(Table, u64)> = Vec::new();
    for data in roster.data().tables() {
        let count = findings.of_file(Some(data.file())).total();
        if count > 0 {
            files.push((data.table(), count));
        }
    }
    let sections: Vec<Section> = Level::ALL
        .into_iter()
        .enumerate()
        .filter(|&(at, _)| !absent && !ask.hidden[at])
        .filter_map(|(_, level)| section(roster, findings, level, file))
        .collect();
    let listed = |code: &str| sections.iter().flat_map(|section| &section.rules).any(|rule| rule.code == code);
    let first = || sections.first().and_then(|section| section.rules.first()).map(|rule| rule.code);
    let code = ask.rule.filter(|code| listed(code)).or_else(first);
    let group = code.and_then(|code| findings.group(code));
    let chosen = group.map(|group| chosen(roster, all.filter(|all| all.rule.code == group.rule.code).unwrap_or(group), file));
    FindingsPage {
        counts,
        files,
        sections,
        chosen,
        rules: rules_for(roster.version(), findings.settings()),
        complete: findings.is_complete(),
    }
}

/// How many rules are asked of a package of this version.
fn rules_for(version: Version, settings: &Settings) -> usize {
    RULES.iter().filter(|rule| rule.is_for(version) && !settings.without.iter().any(|code| code == rule.code)).count()
}

/// How many findings of a rule in the files that are looked at; `Some(file)` = only in this one.
fn count_in(group: &RuleFindings, only: Option<FileId>) -> u64 {
    match only {
        None => group.count,
        Some(file) => group.parts.iter().filter(|part| part.file == Some(file)).map(|part| part.count).sum(),
    }
}

fn section(roster: &Roster, findings: &Findings, level: Level, only: Option<FileId>) -> Option<Section> {
    let groups = findings.groups().iter().filter(|group| group.level() == level);
    let rules: Vec<RuleLine> = groups
        .map(|group| RuleLine {
            code: group.rule.code,
            title: group.rule.title,
            count: count_in(group, only),
            whereabouts: whereabouts(roster, group),
        })
        .filter(|rule| rule.count > 0)
        .collect();
    let count = rules.iter().map(|rule| rule.count).sum();
    (count > 0).then_some(Section { level, count, rules })
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

fn chosen(roster: &Roster, group: &RuleFindings, only: Option<FileId>) -> Chosen {
    let input = input(roster);
    let fits = |spot: &Spot| only.is_none_or(|file| spot.file(&input) == Some(file));
    let places: Vec<u32> = (0..).zip(group.spots()).filter(|(_, spot)| fits(spot)).map(|(at, _)| at).collect();
    let mut tables = places.iter().map(|&at| group.spots()[at as usize].row().map(|(table, _)| table));
    let first = tables.next().flatten();
    let table = first.filter(|_| tables.all(|table| table == first));
    let count = count_in(group, only);
    let number = crate::ui::widgets::number::count;
    let listed = if (places.len() as u64) < count {
        format!("{} of {} listed", number(places.len() as u64), number(count))
    } else if count == 1 {
        "1 place".to_owned()
    } else {
        format!("{}, all listed", number(count))
    };
    Chosen { code: group.rule.code, count, places, table, listed }
}

/// One place in words. Asked for the lines in sight only.
pub fn place_line(roster: &Roster, group: &RuleFindings, at: u32) -> PlaceLine {
    let input = input(roster);
    let (Some(place), Some(spot)) = (group.place(at as usize, &input), group.spots().get(at as usize)) else { return PlaceLine::default() };
    let row = spot.row().filter(|(table, row)| roster.table(*table).is_some_and(|data| *row < data.rows()));
    let name = row.map(|(table, row)| roster.name_of(table, row)).unwrap_or_default();
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
