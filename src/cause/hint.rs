//! What a broken reference may have meant: tried in a fixed order, stated with counts, never applied.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};

use crate::spec::Table;
use crate::store::{Dataset, TableData};

/// Longest id that is tried letter by letter.
const LONGEST: usize = 64;
/// Ids of one table that are tried letter by letter: each takes thousands of looks. Where more are broken, it is not by a slip.
const TRIED_NEARBY: usize = 1000;
/// Letters that ids are made of, as most systems make them.
const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_./@";
/// The widest number that is tried with zeros before it.
const WIDEST: usize = 16;

/// What a broken reference may have meant. In the order in which it is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintKind {
    /// It leads somewhere without the spaces around it.
    Trimmed,
    /// It leads somewhere in other letter case.
    OtherCase,
    /// It leads somewhere with zeros before it.
    ZeroPadded,
    /// It leads somewhere without the zeros before it.
    WithoutPadding,
    /// Another file has this id.
    OtherFile(Table),
    /// It is there, to be deleted.
    Deleted,
    /// It leads somewhere with one letter changed, added or left out.
    OneLetter,
    /// It looks like a number or a day that a spreadsheet has made of an id.
    Spreadsheet,
}

impl HintKind {
    /// What is said, after the number of findings.
    pub fn words(self) -> String {
        match self {
            Self::Trimmed => "would match without the spaces around them".to_owned(),
            Self::OtherCase => "would match in other letter case".to_owned(),
            Self::ZeroPadded => "would match with zeros before them".to_owned(),
            Self::WithoutPadding => "would match without the zeros before them".to_owned(),
            Self::OtherFile(table) => format!("are ids in {}", table.file()),
            Self::Deleted => "lead to records that are to be deleted".to_owned(),
            Self::OneLetter => "differ from an id by one letter".to_owned(),
            Self::Spreadsheet => "look as if a spreadsheet had changed them".to_owned(),
        }
    }
}

/// How many findings of a group have one hint, with an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What they may have meant.
    pub kind: HintKind,
    /// How many.
    pub count: u64,
    /// One broken reference, and what it may have meant.
    pub example: (String, String),
}

/// Finds hints for references into one table.
pub(super) struct Guess<'a> {
    data: &'a Dataset,
    target: Option<&'a TableData>,
    table: Table,
    hasher: RandomState,
    /// The row of each id in lower case, hashed: only made if an id with letters is asked about.
    lower: Option<HashMap<u64, u32>>,
    /// How many more ids are tried letter by letter.
    nearby: usize,
}

impl<'a> Guess<'a> {
    pub(super) fn new(data: &'a Dataset, table: Table) -> Self {
        Self { data, target: data.table(table), table, hasher: RandomState::new(), lower: None, nearby: TRIED_NEARBY }
    }

    /// True if not every id was tried letter by letter.
    pub(super) const fn is_cut(&self) -> bool {
        self.nearby == 0
    }

    /// The first hint that fits, and what was meant.
    pub(super) fn of(&mut self, id: &str) -> Option<(HintKind, String)> {
        let target = self.target;
        let known = |id: &str| target.is_some_and(|target| target.find(id).is_some());
        let trimmed = id.trim();
        if trimmed != id && known(trimmed) {
            return Some((HintKind::Trimmed, trimmed.to_owned()));
        }
        if let Some(other) = self.other_case(id) {
            return Some((HintKind::OtherCase, other));
        }
        let padded = (1..=WIDEST.saturating_sub(id.len())).map(|zeros| format!("{}{id}", "0".repeat(zeros)));
        if let Some(padded) = padded.into_iter().find(|padded| id.bytes().all(|byte| byte.is_ascii_digit()) && known(padded)) {
            return Some((HintKind::ZeroPadded, padded));
        }
        let bare = id.trim_start_matches('0');
        if bare.len() < id.len() {
            let shorter = (1..=id.len() - bare.len()).map(|zeros| &id[zeros..]);
            if let Some(shorter) = shorter.into_iter().find(|shorter| known(shorter)) {
                return Some((HintKind::WithoutPadding, shorter.to_owned()));
            }
        }
        if let Some(table) = self.other_file(id) {
            return Some((HintKind::OtherFile(table), id.to_owned()));
        }
        if target.is_some_and(|target| is_to_be_deleted(target, id)) {
            return Some((HintKind::Deleted, id.to_owned()));
        }
        if self.nearby > 0 {
            self.nearby -= 1;
            if let Some(near) = one_letter(id, &known) {
                return Some((HintKind::OneLetter, near));
            }
        }
        is_spreadsheet_damage(id).then(|| (HintKind::Spreadsheet, String::new()))
    }

    fn other_case(&mut self, id: &str) -> Option<String> {
        let target = self.target?;
        if !id.chars().any(char::is_alphabetic) {
            return None;
        }
        let cases = [id.to_lowercase(), id.to_uppercase()];
        if let Some(found) = cases.iter().find(|other| *other != id && target.find(other).is_some()) {
            return Some(found.clone());
        }
        let hasher = &self.hasher;
        let hash = |id: &str| hasher.hash_one(id.to_lowercase());
        let lower = self.lower.get_or_insert_with(|| (0..target.rows()).map(|row| (hash(&target.sourced_id(row)), row)).collect());
        let found = target.sourced_id(*lower.get(&hash(id))?).into_string();
        (found != id && found.to_lowercase() == cases[0]).then_some(found)
    }

    fn other_file(&self, id: &str) -> Option<Table> {
        let tables = self.data.tables().filter(|table| table.table() != self.table && table.table() != Table::Manifest);
        // The ids of demographics are those of users.
        let mut tables = tables.filter(|table| table.table() != Table::Demographics);
        tables.find(|table| table.find(id).is_some()).map(TableData::table)
    }
}

fn is_to_be_deleted(target: &TableData, id: &str) -> bool {
    target.find(id).is_some_and(|row| target.text(row, "status").trim().eq_ignore_ascii_case("tobedeleted"))
}

/// A known id that differs by one letter.
fn one_letter(id: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    // In short numbers one digit more or less is no likeness.
    if !id.is_ascii() || !(5..=LONGEST).contains(&id.len()) {
        return None;
    }
    let mut tried = String::with_capacity(id.len() + 1);
    let mut is_known = |parts: [&str; 3]| {
        tried.clear();
        tried.extend(parts);
        known(&tried).then(|| tried.clone())
    };
    for at in 0..id.len() {
        let (before, after) = (&id[..at], &id[at + 1..]);
        if let Some(found) = is_known([before, "", after]) {
            return Some(found);
        }
    }
    for at in 0..=id.len() {
        let (before, rest) = id.split_at(at);
        for letter in LETTERS {
            let letter = [*letter];
            let letter = std::str::from_utf8(&letter).unwrap_or_default();
            let changed = if rest.is_empty() { None } else { is_known([before, letter, &rest[1..]]) };
            if let Some(found) = changed.or_else(|| is_known([before, letter, rest])) {
                return Some(found);
            }
        }
    }
    None
}

/// `1.23457E+11`, or a day as spreadsheets write it.
fn is_spreadsheet_damage(id: &str) -> bool {
    let scientific = id.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        is_number(number) && number.len() > 1 && power.strip_prefix('+').is_some_and(is_number)
    });
    let parts: Vec<&str> = id.split(['/', '-', '.']).collect();
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let is_day = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |text: &str| months.contains(&text.to_lowercase().as_str());
    let day = match parts[..] {
        [one, two] => (is_day(one) && is_month(two)) || (is_month(one) && is_day(two)),
        [one, two, year] => is_day(one) && (is_day(two) || is_month(two)) && matches!(year.len(), 2 | 4) && is_year(year),
        _ => false,
    };
    scientific || day
}

fn is_year(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_spreadsheet_damage, one_letter};

    #[test]
    fn one_letter_is_changed_added_or_left_out() {
        let known = |id: &str| id == "10452";
        for near in ["10453", "1045", "104520", "19452", "X10452"] {
            let found = one_letter(near, &known);
            assert_eq!(found.is_some(), near.len() >= 5, "{near}");
        }
        assert_eq!(one_letter("10425", &known), None, "two letters");
    }

    #[test]
    fn spreadsheets_leave_traces() {
        for damaged in ["1.23457E+11", "2E+05", "01-Sep", "Sep-26", "9/1/2026", "1-Sep-26"] {
            assert_eq!(is_spreadsheet_damage(damaged), damaged != "2E+05", "{damaged}");
        }
        for sound in ["1045", "a-1", "2026-09-01", "E+1", "c-12-34", "u/1/2"] {
            assert!(!is_spreadsheet_damage(sound), "{sound}");
        }
    }
}
