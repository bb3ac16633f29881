//! One invented person: names, username, addresses and numbers, all from the person's index.

use super::curriculum::{Day, day_after};
use super::dice::Roll;
use super::district::District;
use super::names::{Language, Name};
use super::row::push_number;

/// What the dice decide, each with numbers of its own.
const FAMILY: u64 = 1;
const STUDENT: u64 = 2;
const GUARDIAN: u64 = 3;
const STAFF: u64 = 4;

/// What an email address ends in, for guardians.
const HOMES: [&str; 4] = ["mail.example", "post.example", "inbox.example", "home.example"];
/// What an email address ends in, for students and staff.
pub(super) const DISTRICT_DOMAIN: &str = "mvusd.example";

/// One person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person<'a> {
    pub(super) female: bool,
    pub(super) language: &'a Language,
    pub(super) given: &'a Name,
    pub(super) family: &'a Name,
    /// The second half of a double family name.
    pub(super) second: Option<&'a Name>,
    pub(super) middle: Option<&'a Name>,
    /// What else is left to chance.
    pub(super) roll: Roll,
    /// Index among all users.
    pub(super) user: u64,
}

impl District {
    /// The student `student` of `school`.
    pub(super) fn student(&self, school: usize, student: u64) -> Person<'_> {
        let (family, turn) = self.plan.family_of_student(school, student);
        let mut shared = Roll(self.dice(FAMILY).roll(family.key));
        let mut roll = Roll(self.dice(STUDENT).roll(student));
        let language = self.names.language(&mut shared);
        let (name, second) = language.family(&mut shared);
        let female = roll.percent(49);
        let given = language.given(female, &mut shared, turn as usize);
        let middle = middle(language, female, &mut roll);
        Person { female, language, given, family: name, second, middle, roll, user: self.plan.staff + student }
    }

    /// The guardian `guardian` of a family of `school`; the first is a woman, the second a man, mostly.
    pub(super) fn guardian(&self, school: usize, guardian: u64) -> Person<'_> {
        let (family, turn) = self.plan.family_of_guardian(school, guardian);
        let mut shared = Roll(self.dice(FAMILY).roll(family.key));
        let mut roll = Roll(self.dice(GUARDIAN).roll(guardian));
        let language = self.names.language(&mut shared);
        let (mut name, mut second) = language.family(&mut shared);
        if roll.percent(25) {
            (name, second) = language.family(&mut roll);
        }
        let female = if roll.percent(94) { turn == 0 } else { turn != 0 };
        let given = language.given(female, &mut roll, 0);
        let middle = None;
        Person { female, language, given, family: name, second, middle, roll, user: self.plan.staff + self.plan.students + guardian }
    }

    /// The member of staff `staff`.
    pub(super) fn staff_member(&self, staff: u64) -> Person<'_> {
        let mut roll = Roll(self.dice(STAFF).roll(staff));
        let language = self.names.language(&mut roll);
        let female = roll.percent(66);
        let given = language.given(female, &mut roll, 0);
        let (family, second) = language.family(&mut roll);
        let middle = middle(language, female, &mut roll);
        Person { female, language, given, family, second, middle, roll, user: staff }
    }
}

impl Person<'_> {
    /// Appends the family name.
    pub(super) fn push_family(&self, cell: &mut Vec<u8>) {
        cell.extend_from_slice(self.family.shown.as_bytes());
        if let Some(second) = self.second {
            cell.push(b'-');
            cell.extend_from_slice(second.shown.as_bytes());
        }
    }

    /// Appends the username: initial, family name, and a number that nobody else has.
    pub(super) fn push_username(&self, cell: &mut Vec<u8>) {
        cell.extend_from_slice(&self.given.plain.as_bytes()[..1]);
        cell.extend_from_slice(self.family.plain.as_bytes());
        push_number(cell, self.user + 11, 1);
    }

    /// Appends the address at the district.
    pub(super) fn push_district_email(&self, cell: &mut Vec<u8>) {
        self.push_username(cell);
        cell.push(b'@');
        cell.extend_from_slice(DISTRICT_DOMAIN.as_bytes());
    }

    /// Appends a private address.
    pub(super) fn push_home_email(&self, cell: &mut Vec<u8>) {
        cell.extend_from_slice(self.given.plain.as_bytes());
        cell.push(b'.');
        cell.extend_from_slice(self.family.plain.as_bytes());
        push_number(cell, self.user + 11, 1);
        cell.push(b'@');
        cell.extend_from_slice(HOMES[self.user as usize % HOMES.len()].as_bytes());
    }
}

/// Appends a telephone number of the range that is kept for fiction.
pub(super) fn push_phone(cell: &mut Vec<u8>, roll: &mut Roll) {
    const AREAS: [u64; 6] = [201, 303, 415, 512, 614, 720];
    cell.extend_from_slice(b"+1");
    push_number(cell, AREAS[roll.below(AREAS.len())], 3);
    cell.extend_from_slice(b"55501");
    push_number(cell, roll.below(100) as u64, 2);
}

/// The birth date of a student of `grade`, who was five by September 2026 in kindergarten.
pub(super) fn birth_date(grade: usize, roll: &mut Roll) -> Day {
    day_after(2020 - grade as u16, 9, 1 + roll.below(364) as u16)
}

/// A middle name, where such are usual.
fn middle<'a>(language: &'a Language, female: bool, roll: &mut Roll) -> Option<&'a Name> {
    (language.latin && roll.percent(35)).then(|| language.given(female, roll, 1))
}
