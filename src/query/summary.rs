//! What a roster holds, in numbers: people by role, and rows by the words of a few columns.

use super::RowSet;
use crate::job::Watch;
use crate::spec::Table;
use crate::store::{Column, Dataset};

/// What a roster holds, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// People by role, each counted once per role, the most frequent first.
    pub people: Vec<(String, u64)>,
    /// Rows by the words of a column.
    pub tallies: Vec<Tally>,
}

/// Rows of a table by the words of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The table.
    pub table: Table,
    /// The column of the standard.
    pub column: &'static str,
    /// The words and how many rows have them, the most frequent first.
    pub counts: Vec<(String, u64)>,
}

impl Summary {
    /// How many people have this role.
    pub fn people_with(&self, role: &str) -> u64 {
        self.people.iter().find(|(word, _)| word == role).map_or(0, |(_, count)| *count)
    }

    /// How many rows of a table have this word.
    pub fn rows_with(&self, table: Table, word: &str) -> u64 {
        let tally = self.tallies.iter().find(|tally| tally.table == table);
        tally.and_then(|tally| tally.counts.iter().find(|(other, _)| other == word)).map_or(0, |(_, count)| *count)
    }
}

/// The columns that are counted by their words.
const COUNTED: [(Table, &str); 5] = [
    (Table::Orgs, "type"),
    (Table::AcademicSessions, "type"),
    (Table::Classes, "classType"),
    (Table::Enrollments, "role"),
    (Table::Results, "scoreStatus"),
];

/// Counts what a roster holds. Reads millions of rows: not for a frame.
pub fn summary(data: &Dataset, watch: &Watch) -> Summary {
    let mut tallies = Vec::new();
    for (table, name) in COUNTED {
        let column = data.table(table).and_then(|data| data.column(name));
        if let Some(column) = column.filter(|_| !watch.is_cancelled()) {
            tallies.push(Tally { table, column: name, counts: by_word(column) });
        }
    }
    tallies.retain(|tally| !tally.counts.is_empty());
    Summary { people: people(data), tallies }
}

/// People by role: from the users themselves, or from `roles.csv` where roles have a file of their own.
fn people(data: &Dataset) -> Vec<(String, u64)> {
    if let Some(column) = data.table(Table::Users).and_then(|users| users.column("role")) {
        return by_word(column);
    }
    let (Some(roles), Some(users)) = (data.table(Table::Roles), data.table(Table::Users)) else { return Vec::new() };
    let (Some(role), Some(user)) = (roles.column("role").filter(|role| role.is_coded()), roles.column("userSourcedId")) else {
        return Vec::new();
    };
    let mut sets: Vec<RowSet> = role.dictionary().iter().map(|_| RowSet::none(users.rows())).collect();
    user.scan_targets(|row, target| {
        if let Some(set) = role.code(row).and_then(|code| sets.get_mut(usize::from(code))) {
            set.insert(target);
        }
    });
    sorted(role.dictionary().iter().zip(&sets).map(|((_, word), set)| (word.to_owned(), u64::from(set.len()))))
}

/// Columns with more different words than this are no classification.
const WORDS: usize = 200;

fn by_word(column: &Column) -> Vec<(String, u64)> {
    if !column.is_coded() || column.dictionary().len() > WORDS {
        return Vec::new();
    }
    let counts = column.code_counts();
    sorted(column.dictionary().iter().zip(counts).map(|((_, word), count)| (word.to_owned(), u64::from(count))))
}

fn sorted(counts: impl Iterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    counts.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    counts
}
