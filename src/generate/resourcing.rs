//! Learning resources and the courses, classes and people that use them.

use super::Kind;
use super::curriculum::SLOTS;
use super::district::District;
use super::row::{Row, push_number};

const TITLES: [&str; 8] = [
    "Everyday Mathematics",
    "Reading \"Aloud\", Volume",
    "Science Lab Videos",
    "World Atlas",
    "Cahier d'exercices",
    "Grammar Trainer",
    "日本語の本",
    "Primary Sources",
];
const VENDORS: [&str; 3] = ["openshelf", "brightpath", "northlight"];
/// Every third resource is for teachers and students, the next for teachers, the next for students.
const ROLES: [&str; 3] = ["student,teacher", "teacher", "student"];

impl District {
    pub(super) fn resource_count(&self) -> u64 {
        (self.plan.course_count() / 2).clamp(6, 96)
    }

    pub(super) fn resource(&self, index: u64, row: &mut Row) {
        self.head(row, Kind::Resource, index, false);
        let vendor = VENDORS[index as usize % VENDORS.len()];
        row.made(|cell| {
            cell.extend_from_slice(&vendor.as_bytes()[..2]);
            cell.push(b'-');
            push_number(cell, 4001 + index * 3, 6);
        });
        row.made(|cell| {
            cell.extend_from_slice(TITLES[index as usize % TITLES.len()].as_bytes());
            cell.push(b' ');
            push_number(cell, index / TITLES.len() as u64 + 1, 1);
        });
        row.text(ROLES[index as usize % ROLES.len()]);
        row.text(if index.is_multiple_of(4) { "secondary" } else { "primary" });
        row.text(vendor);
        row.text("learning");
    }

    pub(super) fn course_resource(&self, index: u64, row: &mut Row) {
        self.head(row, Kind::CourseResource, index, false);
        row.blank();
        row.id(self.ids.id(Kind::Course, index * 3));
        row.id(self.ids.id(Kind::Resource, index % self.resource_count()));
    }

    pub(super) fn class_resource(&self, index: u64, row: &mut Row) {
        self.head(row, Kind::ClassResource, index, self.is_deleted(Kind::ClassResource, index));
        let class = self.plan.class(index * 5);
        row.text(if class.slot + 1 == SLOTS { "For the elective" } else { "" });
        row.id(self.ids.id(Kind::Class, class.index));
        row.id(self.ids.id(Kind::Resource, index % self.resource_count()));
    }

    /// The teacher of a class uses a resource that is for teachers, in that class.
    pub(super) fn user_resource(&self, index: u64, row: &mut Row) {
        self.head(row, Kind::UserResource, index, self.is_deleted(Kind::UserResource, index));
        let class = self.plan.class(index * 9);
        row.id(self.ids.id(Kind::User, self.teacher(class.school, class.teacher)));
        row.id(self.school_id(class.school));
        row.id(self.ids.id(Kind::Class, class.index));
        let resource = index % self.resource_count();
        row.id(self.ids.id(Kind::Resource, if resource % 3 == 2 { resource - 1 } else { resource }));
    }
}
