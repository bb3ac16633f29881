//! Who is where: enrollments, demographics, and the roles and profiles of 1.2.

use super::Kind;
use super::curriculum::{Day, FALL, SESSIONS, SPRING, is_semester_course};
use super::dice::Roll;
use super::district::{District, Memo};
use super::person::birth_date;
use super::plan::{DISTRICT_STAFF, OFFICE};
use super::rostering::{guardian_role, staff_role};
use super::row::Row;

const JOINERS: u64 = 11;
const BIRTHS: u64 = 12;
/// One student in so many has no demographics, as where a family declines.
const DECLINE: u64 = 200;
/// Which one of them.
const DECLINES: u64 = 77;
/// One student in so many has a profile.
const PROFILED: u64 = 8;
/// Heads of departments, who belong to the district as well.
const HEADS: u64 = DISTRICT_STAFF - 2;
/// Days on which students join late; all are in the first semester and past by mid-November.
const LATE: [Day; 4] = [(2026, 9, 8), (2026, 9, 21), (2026, 10, 12), (2026, 11, 9)];
const BIRTHPLACES: [(&str, &str); 8] = [
    ("CO", "Marlow"),
    ("CO", "Elm Creek"),
    ("CO", "Denver"),
    ("NM", "Peña Blanca"),
    ("TX", "El Paso"),
    ("CA", "Fresno"),
    ("AZ", "Mesa"),
    ("UT", "Provo"),
];

/// The rows of roles.csv that hold a second role, on which nothing depends.
pub(super) fn secondary_roles(district: &District) -> (u64, u64) {
    let end = district.role_count();
    (end - district.plan.schools.len() as u64, end)
}

impl District {
    pub(super) fn enrollment(&self, index: u64, memo: &mut Memo, row: &mut Row) {
        let seat = memo.seat(
            self,
            |class| {
                let seats = class.members + 1 + u64::from(class.helper.is_some());
                (class.first_enrollment..class.first_enrollment + seats).contains(&index)
            },
            || self.plan.class_of_enrollment(index),
        );
        let class = &seat.class;
        let place = index - class.first_enrollment;
        let teachers = 1 + u64::from(class.helper.is_some());
        let is_student = place >= teachers;
        let user = match (place, class.helper) {
            (0, _) => self.teacher(class.school, class.teacher),
            (1, Some(helper)) => self.teacher(class.school, helper),
            _ => self.plan.staff + self.plan.member(class, place - teachers),
        };
        self.head(row, Kind::Enrollment, index, is_student && self.is_deleted(Kind::Enrollment, index));
        row.id(seat.class_id);
        row.id(seat.school_id);
        row.id(self.ids.id(Kind::User, user));
        row.plain(if is_student { b"student" } else { b"teacher" });
        row.truth(place == 0);
        let mut roll = Roll(self.dice(JOINERS).roll(user));
        if is_student && roll.percent(4) {
            row.date(LATE[roll.below(LATE.len())]);
        } else {
            row.date(SESSIONS[FALL as usize].start);
        }
        let last = if is_semester_course(class.grade, class.slot) { FALL } else { SPRING };
        row.date(SESSIONS[last as usize].end);
    }

    pub(super) fn demographic_count(&self) -> u64 {
        self.plan.students - (self.plan.students + DECLINE - DECLINES - 1) / DECLINE
    }

    /// The row of demographics.csv about a student; `None` where the family declines.
    pub(super) const fn demographic_of(&self, student: u64) -> Option<u64> {
        let (block, place) = (student / DECLINE, student % DECLINE);
        if place == DECLINES { None } else { Some(block * (DECLINE - 1) + place - (place > DECLINES) as u64) }
    }

    pub(super) fn demographic(&self, index: u64, row: &mut Row) {
        let (block, place) = (index / (DECLINE - 1), index % (DECLINE - 1));
        let student = block * DECLINE + place + u64::from(place >= DECLINES);
        let school = self.plan.school_of_student(student);
        let person = self.student(school, student);
        let mut roll = Roll(self.dice(BIRTHS).roll(student));
        let id = self.ids.id(Kind::User, person.user);
        self.head_of(row, id, Kind::User, person.user, self.is_deleted(Kind::MasterPerson, student));
        row.date(birth_date(self.plan.grade_of_student(school, student), &mut roll));
        row.plain(if person.female { b"female" } else { b"male" });
        let first = roll.below(5);
        let second = if roll.percent(9) { roll.below(5) } else { first };
        for race in 0..5 {
            row.truth(race == first || race == second);
        }
        row.truth(first != second);
        row.truth(roll.percent(24));
        if person.language.country != "CA" && roll.percent(12) {
            row.text(person.language.country);
            row.blank();
            row.blank();
        } else {
            let (state, city) = BIRTHPLACES[roll.below(BIRTHPLACES.len())];
            row.text("US");
            row.text(state);
            row.text(city);
        }
        row.text(if roll.percent(92) { "01652" } else { "01653" });
    }

    pub(super) fn profile_count(&self) -> u64 {
        self.plan.students.div_ceil(PROFILED)
    }

    pub(super) fn user_profile(&self, index: u64, row: &mut Row) {
        let student = index * PROFILED;
        let person = self.student(self.plan.school_of_student(student), student);
        self.head(row, Kind::UserProfile, index, false);
        row.id(self.ids.id(Kind::User, person.user));
        row.text("LMS");
        row.text("openshelf");
        row.text("learning");
        row.text("Account of the learning platform");
        row.text("username");
        row.made(|cell| person.push_username(cell));
        row.blank();
    }

    /// One row for each user, one more for each second org, and one secondary role in each school.
    pub(super) fn role_count(&self) -> u64 {
        self.plan.user_count() + HEADS + 2 * self.plan.schools.len() as u64
    }

    pub(super) fn role(&self, index: u64, row: &mut Row) {
        self.head(row, Kind::Role, index, false);
        let users = self.plan.user_count();
        let schools = self.plan.schools.len() as u64;
        let Some(extra) = index.checked_sub(users) else {
            return self.main_role(index, row);
        };
        let (user, secondary) = match extra.checked_sub(HEADS) {
            None => (2 + extra, false),
            Some(school) => (self.plan.schools[(school % schools) as usize].first_staff + OFFICE, school >= schools),
        };
        row.id(self.ids.id(Kind::User, user));
        row.plain(if secondary { b"secondary" } else { b"primary" });
        let role = staff_role(user, self.staff_place(user)).1;
        row.text(if secondary { "proctor" } else { role });
        row.date(SESSIONS[0].start);
        row.blank();
        let (main, other) = self.staff_orgs(user);
        row.id(if secondary { main } else { other.unwrap_or(main) });
        row.blank();
    }

    fn main_role(&self, user: u64, row: &mut Row) {
        row.id(self.ids.id(Kind::User, user));
        row.plain(b"primary");
        let (mut profile, role, org) = match user.checked_sub(self.plan.staff) {
            None => (None, staff_role(user, self.staff_place(user)).1, self.staff_orgs(user).0),
            Some(student) if student < self.plan.students => {
                (Some(student), "student", self.school_id(self.plan.school_of_student(student)))
            }
            Some(other) => {
                let guardian = other - self.plan.students;
                let school = self.plan.school_of_guardian(guardian);
                (None, guardian_role(self.plan.family_of_guardian(school, guardian).1), self.school_id(school))
            }
        };
        row.text(role);
        row.date(SESSIONS[0].start);
        row.blank();
        row.id(org);
        profile = profile.filter(|student| student % PROFILED == 0);
        match profile {
            Some(student) => row.id(self.ids.id(Kind::UserProfile, student / PROFILED)),
            None => row.blank(),
        }
    }
}
