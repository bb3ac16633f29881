//! What people are and where they belong, in either version: `users.csv` in 1.1, `roles.csv` in 1.2.

use crate::roster::Roster;
use crate::spec::Table;
use crate::store::Column;

/// What people are and where they belong.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// The words that stand for roles.
    pub(super) words: Vec<String>,
    /// For each user the place of the role among the words; [`People::NO_ROLE`] = none is known.
    pub(super) role: Vec<u16>,
    /// One org of each user; [`Column::NONE`] = none.
    org: Vec<u32>,
    /// (user, org) beyond the first, in order.
    more: Vec<(u32, u32)>,
}

impl People {
    pub(super) const NO_ROLE: u16 = u16::MAX;

    pub(super) fn of(roster: &Roster) -> Self {
        let Some(users) = roster.table(Table::Users) else { return Self::default() };
        let rows = users.rows() as usize;
        let mut people = Self { words: Vec::new(), role: vec![Self::NO_ROLE; rows], org: vec![Column::NONE; rows], more: Vec::new() };
        if let Some(role) = users.column("role") {
            let words = people.codes(role);
            role.scan(|row, text| people.enter_role(row, role, row, text, &words));
        }
        if let Some(orgs) = users.column("orgSourcedIds") {
            orgs.scan_targets(|user, org| people.enter_org(user, org));
        }
        if let Some(roles) = roster.table(Table::Roles) {
            people.take_roles(roles);
        }
        people.more.sort_unstable();
        people.more.dedup();
        people
    }

    fn take_roles(&mut self, roles: &crate::store::TableData) {
        let (Some(user), Some(role)) = (roles.column("userSourcedId"), roles.column("role")) else { return };
        let words = self.codes(role);
        let mut of_row = vec![Column::NONE; roles.rows() as usize];
        user.scan_targets(|row, user| of_row[row as usize] = user);
        let is_primary = |row: u32| *roles.text(row, "roleType") == *"primary";
        // Primary roles come first, so that of several roles the primary one is told.
        for primary in [true, false] {
            for row in (0..roles.rows()).filter(|&row| of_row[row as usize] != Column::NONE && is_primary(row) == primary) {
                self.enter_role(of_row[row as usize], role, row, &role.text(row), &words);
            }
        }
        if let Some(org) = roles.column("orgSourcedId") {
            org.scan_targets(|row, org| {
                if of_row[row as usize] != Column::NONE {
                    self.enter_org(of_row[row as usize], org);
                }
            });
        }
    }

    /// The number of each text of the dictionary.
    fn codes(&mut self, column: &Column) -> Vec<u16> {
        let texts: Vec<String> = column.dictionary().iter().map(|(_, text)| text.to_owned()).collect();
        texts.iter().map(|text| self.word(text)).collect()
    }

    fn word(&mut self, text: &str) -> u16 {
        if text.is_empty() {
            return Self::NO_ROLE;
        }
        let known = self.words.iter().position(|word| word == text);
        let at = known.unwrap_or_else(|| {
            self.words.push(text.to_owned());
            self.words.len() - 1
        });
        at.min(usize::from(Self::NO_ROLE)) as u16
    }

    fn enter_role(&mut self, user: u32, column: &Column, row: u32, text: &str, codes: &[u16]) {
        if self.role.get(user as usize) == Some(&Self::NO_ROLE) {
            let code = column.code(row).and_then(|code| codes.get(usize::from(code)).copied());
            self.role[user as usize] = code.unwrap_or_else(|| self.word(text));
        }
    }

    fn enter_org(&mut self, user: u32, org: u32) {
        match self.org.get_mut(user as usize) {
            Some(first) if *first == Column::NONE => *first = org,
            Some(first) if *first != org => self.more.push((user, org)),
            _ => {}
        }
    }

    /// The role of a user; empty if none is known.
    pub(super) fn role_of(&self, user: u32) -> &str {
        self.role.get(user as usize).and_then(|&role| self.words.get(usize::from(role))).map_or("", String::as_str)
    }

    /// The orgs of a user.
    pub(super) fn orgs_of(&self, user: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.org.get(user as usize).copied().filter(|&org| org != Column::NONE);
        let from = self.more.partition_point(|&(of, _)| of < user);
        first.into_iter().chain(self.more[from..].iter().take_while(move |&&(of, _)| of == user).map(|&(_, org)| org))
    }
}
