//! Orgs, sessions, people, courses and classes.

use super::Kind;
use super::curriculum::{FALL, GRADES, SCHOOL_YEAR, SLOTS, SPRING, YEAR, is_semester_course, subject_of};
use super::dice::Roll;
use super::district::District;
use super::ids::IdText;
use super::person::{Person, push_phone};
use super::plan::{Class, DISTRICT_STAFF, FIRST_SCHOOL_ORG, OFFICE};
use super::row::{Row, push_number};
use crate::spec::Version;

const DEPARTMENTS: [&str; 3] = ["Special Services", "Transportation", "Curriculum and Instruction"];
const PLACES: [&str; 24] = [
    "Marlow",
    "Elm Creek",
    "Valley",
    "Sequoia",
    "Oak Street",
    "Harbour",
    "Lincoln",
    "Cedar Hill",
    "Riverbend",
    "Stone Bridge",
    "Maple Grove",
    "North Fork",
    "Sunnyside",
    "Willow Park",
    "Fairview",
    "Juniper",
    "Mill Pond",
    "Eastgate",
    "Prairie View",
    "San Benito",
    "Blue Heron",
    "Lakeshore",
    "Peña Blanca",
    "Granite Ridge",
];
const ROOMS: [&str; 4] = ["Room", "Lab", "Studio", "Room"];

/// What a member of staff does, in the words of 1.1 and 1.2.
pub(super) fn staff_role(staff: u64, place: Option<u64>) -> (&'static str, &'static str) {
    match place {
        None if staff == 1 => ("administrator", "systemAdministrator"),
        None => ("administrator", "districtAdministrator"),
        Some(0) => ("administrator", "principal"),
        Some(1) => ("administrator", "siteAdministrator"),
        Some(2) => ("aide", "aide"),
        Some(_) => ("teacher", "teacher"),
    }
}

/// The role of a guardian, by the guardian's turn in the family; the same word in 1.1 and 1.2.
pub(super) const fn guardian_role(turn: u64) -> &'static str {
    match turn {
        0 => "parent",
        1 => "guardian",
        _ => "relative",
    }
}

impl District {
    pub(super) fn org_count(&self) -> u64 {
        FIRST_SCHOOL_ORG + self.plan.schools.len() as u64 + self.spare_orgs()
    }

    pub(super) fn org(&self, index: u64, row: &mut Row) {
        self.head(row, Kind::Org, index, false);
        let Some(school) = index.checked_sub(FIRST_SCHOOL_ORG) else {
            match index.checked_sub(1) {
                None => row.text("Marlow Valley Unified School District"),
                Some(department) => row.text(DEPARTMENTS[department as usize]),
            }
            row.plain(if index == 0 { b"district" } else { b"department" });
            row.number(3_900_100 + index);
            return if index == 0 { row.blank() } else { row.id(self.ids.id(Kind::Org, 0)) };
        };
        if let Some(spare) = school.checked_sub(self.plan.schools.len() as u64) {
            return self.spare_org(spare, row);
        }
        let round = school / PLACES.len() as u64;
        row.made(|cell| {
            cell.extend_from_slice(PLACES[school as usize % PLACES.len()].as_bytes());
            cell.push(b' ');
            cell.extend_from_slice(self.plan.schools[school as usize].level.word().as_bytes());
            if round > 0 {
                cell.push(b' ');
                push_number(cell, round + 1, 1);
            }
        });
        row.plain(b"school");
        row.number(3_901_000 + school);
        row.id(self.ids.id(Kind::Org, 0));
    }

    pub(super) fn session(&self, index: u64, row: &mut Row) {
        let session = self.session_at(index);
        self.head(row, Kind::Session, index, false);
        row.text(session.title);
        row.text(session.kind);
        row.date(session.start);
        row.date(session.end);
        match session.parent {
            Some(parent) => row.id(self.ids.id(Kind::Session, parent)),
            None => row.blank(),
        }
        row.text(SCHOOL_YEAR);
    }

    pub(super) fn user(&self, index: u64, row: &mut Row) {
        let people = &self.plan;
        if index < people.staff {
            self.staff_row(index, row);
        } else if index < people.staff + people.students {
            self.student_row(index - people.staff, row);
        } else {
            self.guardian_row(index - people.staff - people.students, row);
        }
    }

    /// The orgs of a member of staff, the first being the main one.
    pub(super) fn staff_orgs(&self, staff: u64) -> (IdText, Option<IdText>) {
        let district = self.ids.id(Kind::Org, 0);
        match self.plan.school_of_staff(staff) {
            None if staff < 2 => (district, None),
            None => (self.ids.id(Kind::Org, staff - 1), Some(district)),
            Some(school) => {
                let both = staff == self.plan.schools[school].first_staff + OFFICE;
                (self.school_id(school), both.then_some(district))
            }
        }
    }

    /// The place of a member of staff in the school; `None` for the district's own.
    pub(super) fn staff_place(&self, staff: u64) -> Option<u64> {
        self.plan.school_of_staff(staff).map(|school| staff - self.plan.schools[school].first_staff)
    }

    fn staff_row(&self, staff: u64, row: &mut Row) {
        let person = self.staff_member(staff);
        let (org, other) = self.staff_orgs(staff);
        let role = staff_role(staff, self.staff_place(staff)).0;
        self.head(row, Kind::User, person.user, false);
        row.truth(true);
        if !self.is_1_2() {
            row.ids([Some(org), other].into_iter().flatten());
            row.text(role);
        }
        let mut roll = identity(&person, 'T', row);
        row.made(|cell| person.push_district_email(cell));
        row.blank();
        row.made(|cell| push_phone(cell, &mut roll));
        row.blank();
        row.blank();
        row.blank();
        self.user_tail(&person, org, row);
    }

    fn student_row(&self, student: u64, row: &mut Row) {
        let school = self.plan.school_of_student(student);
        let grade = self.plan.grade_of_student(school, student);
        let person = self.student(school, student);
        let (family, _) = self.plan.family_of_student(school, student);
        self.head(row, Kind::User, person.user, false);
        row.truth(true);
        if !self.is_1_2() {
            row.id(self.school_id(school));
            row.plain(b"student");
        }
        let mut roll = identity(&person, 'S', row);
        row.made(|cell| person.push_district_email(cell));
        if grade >= 9 && roll.percent(30) {
            row.made(|cell| push_phone(cell, &mut roll));
        } else {
            row.blank();
        }
        row.blank();
        let first = self.plan.staff + self.plan.students + family.first_guardian;
        row.ids((first..first + family.guardians).map(|user| self.ids.id(Kind::User, user)));
        row.text(GRADES[grade]);
        row.blank();
        self.user_tail(&person, self.school_id(school), row);
    }

    fn guardian_row(&self, guardian: u64, row: &mut Row) {
        let school = self.plan.school_of_guardian(guardian);
        let person = self.guardian(school, guardian);
        let (family, turn) = self.plan.family_of_guardian(school, guardian);
        self.head(row, Kind::User, person.user, false);
        row.truth(person.user % 37 != 5);
        if !self.is_1_2() {
            row.id(self.school_id(school));
            row.text(guardian_role(turn));
        }
        let mut roll = identity(&person, 'G', row);
        row.made(|cell| person.push_home_email(cell));
        row.made(|cell| push_phone(cell, &mut roll));
        if roll.percent(40) {
            row.made(|cell| push_phone(cell, &mut roll));
        } else {
            row.blank();
        }
        row.ids(self.plan.children(school, family).map(|child| self.ids.id(Kind::User, self.plan.staff + child)));
        row.blank();
        row.blank();
        self.user_tail(&person, self.school_id(school), row);
    }

    /// The columns that 1.2 added to users.
    fn user_tail(&self, person: &Person<'_>, org: IdText, row: &mut Row) {
        if !self.is_1_2() {
            return;
        }
        row.id(self.ids.id(Kind::MasterPerson, person.user));
        if self.options.version == Version::V1_2_0 {
            row.blank();
        }
        let mut roll = person.roll;
        if roll.percent(8) {
            row.text(&person.language.given(person.female, &mut roll, 2).shown);
        } else {
            row.blank();
        }
        row.blank();
        row.blank();
        row.id(org);
        match (roll.below(10), person.female) {
            (0, _) => row.text("they/them"),
            (1 | 2, true) => row.text("she/her"),
            (1 | 2, false) => row.text("he/him"),
            _ => row.blank(),
        }
    }

    pub(super) fn course(&self, index: u64, row: &mut Row) {
        let cohort = &self.plan.cohorts[index as usize / SLOTS];
        let slot = index as usize % SLOTS;
        let subject = subject_of(cohort.grade, slot);
        self.head(row, Kind::Course, index, false);
        row.id(self.ids.id(Kind::Session, YEAR));
        row.made(|cell| push_course_title(cell, cohort.grade, slot));
        row.made(|cell| {
            cell.extend_from_slice(subject.code.as_bytes());
            cell.extend_from_slice(GRADES[cohort.grade].as_bytes());
        });
        if cohort.grade >= 9 && slot == SLOTS - 1 {
            row.text("09,10,11,12");
        } else {
            row.text(GRADES[cohort.grade]);
        }
        row.id(self.school_id(cohort.school));
        row.text(subject.subjects);
        row.text(subject.codes);
    }

    pub(super) fn class(&self, index: u64, row: &mut Row) {
        let class = self.plan.class(index);
        let subject = subject_of(class.grade, class.slot);
        self.head(row, Kind::Class, index, false);
        row.made(|cell| push_class_title(cell, &class));
        row.text(GRADES[class.grade]);
        row.id(self.ids.id(Kind::Course, (class.cohort * SLOTS + class.slot) as u64));
        row.made(|cell| {
            cell.extend_from_slice(subject.code.as_bytes());
            cell.extend_from_slice(GRADES[class.grade].as_bytes());
            cell.push(b'-');
            push_number(cell, class.section + 1, 2);
        });
        row.plain(if class.is_homeroom() { b"homeroom" } else { b"scheduled" });
        row.made(|cell| {
            cell.extend_from_slice(ROOMS[class.slot % ROOMS.len()].as_bytes());
            cell.push(b' ');
            push_number(cell, 101 + (class.teacher * 7 + class.slot as u64) % 180, 1);
        });
        row.id(self.school_id(class.school));
        if is_semester_course(class.grade, class.slot) {
            row.id(self.ids.id(Kind::Session, FALL));
        } else {
            row.ids([FALL, SPRING].map(|session| self.ids.id(Kind::Session, session)));
        }
        row.text(subject.subjects);
        row.text(subject.codes);
        row.number(1 + (class.slot as u64 + class.section) % SLOTS as u64);
    }

    pub(super) fn is_1_2(&self) -> bool {
        self.options.version.is_1_2()
    }

    /// The user who teaches: the school's teacher at `place`.
    pub(super) fn teacher(&self, school: usize, place: u64) -> u64 {
        self.plan.schools[school].first_staff + OFFICE + place
    }
}

const _: () = assert!(DISTRICT_STAFF == 2 + DEPARTMENTS.len() as u64, "one head for each department");

/// From username to identifier.
fn identity(person: &Person<'_>, letter: char, row: &mut Row) -> Roll {
    row.made(|cell| person.push_username(cell));
    row.made(|cell| {
        cell.extend_from_slice(b"{LDAP:");
        person.push_username(cell);
        cell.push(b'}');
        if letter != 'G' {
            cell.extend_from_slice(b",{SIS:");
            push_number(cell, person.user + 40_000, 7);
            cell.push(b'}');
        }
    });
    row.text(&person.given.shown);
    row.made(|cell| person.push_family(cell));
    match person.middle {
        Some(middle) => row.text(&middle.shown),
        None => row.blank(),
    }
    row.made(|cell| {
        cell.push(letter as u8);
        cell.push(b'-');
        push_number(cell, person.user + 40_000, 5);
    });
    person.roll
}

fn push_course_title(cell: &mut Vec<u8>, grade: usize, slot: usize) {
    cell.extend_from_slice(subject_of(grade, slot).title.as_bytes());
    match grade {
        0 => cell.extend_from_slice(b" K"),
        1..9 => {
            cell.push(b' ');
            push_number(cell, grade as u64, 1);
        }
        _ => {}
    }
}

/// "Mathematics 6B" up to grade 8, "Biology, section 3" above.
pub(super) fn push_class_title(cell: &mut Vec<u8>, class: &Class) {
    push_course_title(cell, class.grade, class.slot);
    if class.grade < 9 && class.section < 26 {
        cell.push(b'A' + class.section as u8);
    } else {
        cell.extend_from_slice(b", section ");
        push_number(cell, class.section + 1, 1);
    }
}
