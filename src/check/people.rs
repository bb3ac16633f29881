//! Who is what: shared by the rules about classes and enrollments.

use crate::spec::Table;
use crate::store::{Column, Dataset, TableData};

/// Which rows of a column hold one of some words. Texts in the dictionary are judged once, not once per row.
pub(super) struct Words<'a> {
    column: Option<&'a Column>,
    codes: Vec<bool>,
    judge: fn(&str) -> bool,
}

impl<'a> Words<'a> {
    /// The words that `judge` picks.
    pub(super) fn of(column: &'a Column, judge: fn(&str) -> bool) -> Self {
        Self { column: Some(column), codes: column.dictionary().iter().map(|(_, text)| judge(text)).collect(), judge }
    }

    /// True if the cell of the row holds one of them.
    pub(super) fn has(&self, row: u32) -> bool {
        let Some(column) = self.column else { return false };
        match column.code(row) {
            Some(code) => self.codes.get(usize::from(code)).copied().unwrap_or_default(),
            None => (self.judge)(&column.text(row)),
        }
    }
}

/// Rows that are to be deleted.
pub(super) fn is_deleted(table: &TableData) -> Words<'_> {
    table
        .column("status")
        .map_or(Words { column: None, codes: Vec::new(), judge: |_| false }, |column| Words::of(column, |word| word == "tobedeleted"))
}

/// What somebody is, from all roles that are known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Duty(u8);

impl Duty {
    /// A student.
    pub(super) const STUDENT: u8 = 1;
    /// Anybody who may teach or look after a class.
    pub(super) const STAFF: u8 = 2;
    const FAMILY: u8 = 4;
    /// A word that is not of the standard may mean anything.
    const ANYTHING: u8 = 8;

    /// True if the person's roles are known, and this is none of them.
    pub(super) const fn is_never(self, duty: u8) -> bool {
        self.0 != 0 && self.0 & (duty | Self::ANYTHING) == 0
    }

    fn of(role: &str) -> u8 {
        match role {
            "" => 0,
            "student" => Self::STUDENT,
            "guardian" | "parent" | "relative" => Self::FAMILY,
            "administrator"
            | "aide"
            | "proctor"
            | "teacher"
            | "counselor"
            | "districtAdministrator"
            | "principal"
            | "siteAdministrator"
            | "systemAdministrator" => Self::STAFF,
            _ => Self::ANYTHING,
        }
    }
}

/// What every user is: by `users.role` in 1.1, by roles.csv in 1.2.
pub(super) fn duties(data: &Dataset, users: &TableData) -> Vec<Duty> {
    let mut duties = vec![Duty::default(); users.rows() as usize];
    let mut add = |column: &Column, row: u32, user: u32, codes: &[u8]| {
        let duty = column.code(row).and_then(|code| codes.get(usize::from(code)).copied()).unwrap_or_else(|| Duty::of(&column.text(row)));
        if let Some(known) = duties.get_mut(user as usize) {
            known.0 |= duty;
        }
    };
    let codes = |column: &Column| column.dictionary().iter().map(|(_, text)| Duty::of(text)).collect::<Vec<u8>>();
    if let Some(role) = users.column("role") {
        let codes = codes(role);
        (0..users.rows()).for_each(|row| add(role, row, row, &codes));
    }
    if let Some((role, user)) = data.table(Table::Roles).and_then(|roles| Some((roles.column("role")?, roles.column("userSourcedId")?))) {
        let codes = codes(role);
        user.scan_targets(|row, user| add(role, row, user, &codes));
    }
    duties
}
