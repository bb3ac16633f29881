//! Who is what: shared by the rules about classes and enrollments.

use super::sink::Sink;
use super::twins::repeated_texts;
use crate::spec::Table;
use crate::store::{Column, Dataset, RowSet, TableData};

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

    /// The same of a column that may be missing: then no row has any.
    pub(super) fn of_optional(column: Option<&'a Column>, judge: fn(&str) -> bool) -> Self {
        column.map_or(Self { column: None, codes: Vec::new(), judge }, |column| Self::of(column, judge))
    }

    /// True if the cell of the row, of which the dictionary code may be known, holds one of them.
    pub(super) fn has_code(&self, row: u32, code: u32) -> bool {
        self.codes.get(code as usize).copied().unwrap_or_else(|| self.has(row))
    }

    /// True if any text of the dictionary is one of them, or there are texts beside it.
    pub(super) fn any(&self) -> bool {
        self.codes.contains(&true) || self.column.is_some_and(|column| !column.is_coded())
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
    Words::of_optional(table.column("status"), |word| word == "tobedeleted")
}

/// Rows that stay, have a sourcedId, and are the first with it: references lead to the first row of an id, and to none without one.
pub(super) fn sole_rows(table: &TableData) -> impl Iterator<Item = u32> + '_ {
    let deleted = is_deleted(table);
    let (any_deleted, any_blank) = (deleted.any(), table.index().len() + table.index().duplicates().len() < table.rows() as usize);
    let mut again: Vec<u32> = table.index().duplicates().iter().map(|&(row, _)| row).collect();
    again.sort_unstable();
    (0..table.rows()).filter(move |row| {
        let gone = any_deleted && deleted.has(*row);
        !gone && (again.is_empty() || again.binary_search(row).is_err()) && !(any_blank && table.sourced_id(*row).is_blank())
    })
}

/// The same rows as a set.
pub(super) fn sole_set(table: &TableData) -> RowSet {
    let mut rows = RowSet::none(table.rows());
    sole_rows(table).for_each(|row| rows.insert(row));
    rows
}

/// Cells of users.csv that repeat a text of an earlier row, whatever its letter case.
pub(super) fn repeated_users(users: &TableData, column: &str, sink: &mut Sink<'_>) {
    let Some(number) = users.column_number(column).filter(|_| users.table() == Table::Users) else { return };
    let sole = sole_set(users);
    for row in repeated_texts(&users.columns()[number], |row| u8::from(sole.has(row))) {
        sink.cell(users, row, number);
    }
}

/// True if two rows with one id are people in different roles.
pub(super) fn is_across_roles(users: &TableData, row: u32, first: u32) -> bool {
    let role = |row| users.text(row, "role");
    users.table() == Table::Users && !role(row).is_blank() && !role(first).is_blank() && *role(row) != *role(first)
}

/// What somebody is, from all roles that are known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Duty(u8);

impl Duty {
    /// A student.
    pub(super) const STUDENT: u8 = 1;
    /// Anybody who may teach or look after a class.
    pub(super) const STAFF: u8 = 2;
    /// Somebody whose role is teacher.
    pub(super) const TEACHER: u8 = 16;
    /// A guardian, parent or relative.
    pub(super) const FAMILY: u8 = 4;
    /// A word that is not of the standard may mean anything.
    const ANYTHING: u8 = 8;

    /// Which of these the person is, as bits.
    pub(super) const fn among(self, duties: u8) -> u8 {
        self.0 & duties
    }

    /// True if the person's roles are known, and this is none of them.
    pub(super) const fn is_never(self, duty: u8) -> bool {
        self.0 != 0 && self.0 & (duty | Self::ANYTHING) == 0
    }

    /// True if this is one of the person's roles.
    pub(super) const fn is(self, duty: u8) -> bool {
        self.0 & duty != 0
    }

    /// True if this is all that the person is known to be.
    pub(super) const fn is_only(self, duty: u8) -> bool {
        self.0 == duty
    }

    /// Whoever has one of the roles of a list; 0 = anybody.
    pub(super) fn of_any(roles: &str) -> u8 {
        roles.split(',').fold(0, |all, role| all | Self::of(role))
    }

    fn of(role: &str) -> u8 {
        match role {
            "" => 0,
            "student" => Self::STUDENT,
            "guardian" | "parent" | "relative" => Self::FAMILY,
            "teacher" => Self::STAFF | Self::TEACHER,
            "administrator"
            | "aide"
            | "proctor"
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
    let codes = |column: &Column| column.dictionary().iter().map(|(_, text)| Duty::of(text)).collect::<Vec<u8>>();
    if let Some(role) = users.column("role") {
        let codes = codes(role);
        for group in 0..role.groups() {
            let first = (group * Column::GROUP_ROWS) as u32;
            let mut any = false;
            role.scan_group_codes(group, |at, code| {
                any = true;
                duties[first as usize + at].0 |= codes[usize::from(code)];
            });
            if !any {
                let rows = first..users.rows().min(first + Column::GROUP_ROWS as u32);
                rows.for_each(|row| duties[row as usize].0 |= Duty::of(&role.text(row)));
            }
        }
    }
    let mut add = |column: &Column, row: u32, user: u32, codes: &[u8]| {
        let duty = column.code(row).and_then(|code| codes.get(usize::from(code)).copied()).unwrap_or_else(|| Duty::of(&column.text(row)));
        if let Some(known) = duties.get_mut(user as usize) {
            known.0 |= duty;
        }
    };
    if let Some((role, user)) = data.table(Table::Roles).and_then(|roles| Some((roles.column("role")?, roles.column("userSourcedId")?))) {
        let codes = codes(role);
        user.scan_targets(|row, user| add(role, row, user, &codes));
    }
    duties
}
