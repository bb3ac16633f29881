//! Known faults that take many rows at once: very large classes, teachers of very many classes, weights of a class.

use super::Kind;
use super::curriculum::is_semester_course;
use super::district::District;
use super::fault::{Also, FaultKind, Make};
use super::fault_kinds::kind;
use super::grading::WEIGHT_WITHOUT_FIRST;
use super::plan::{Class, LINE_ITEMS, OFFICE};
use crate::spec::Table;

/// A class of more students than this is very large, and a teacher of more classes has very many.
const MANY: u64 = 50;

fn id_of(district: &District, kind: Kind, row: u64) -> String {
    String::from_utf8_lossy(district.ids.id(kind, row).bytes()).into_owned()
}

fn change(row: u64, column: &'static str, word: &str) -> Also {
    Also { table: Table::Enrollments, row, column, word: word.to_owned() }
}

/// The classes of a school.
fn classes_of(district: &District, school: usize) -> impl Iterator<Item = Class> {
    let plan = &district.plan;
    let end = plan.schools.get(school + 1).map_or_else(|| plan.class_count(), |next| next.first_class);
    (plan.schools[school].first_class..end).map(|row| plan.class(row))
}

/// The enrollments of the students of a class.
fn seats(class: &Class) -> std::ops::Range<u64> {
    let first = class.first_enrollment + 1 + u64::from(class.helper.is_some());
    first..first + class.members
}

/// The classes whose students make a very large one of this class, and how many it then has. Students have one class of each
/// slot, so that none comes twice.
fn crowd(district: &District, row: u64) -> (Vec<Class>, u64) {
    let class = district.plan.class(row);
    let is_short = |class: &Class| is_semester_course(class.grade, class.slot);
    let others = classes_of(district, class.school)
        .filter(|other| other.index != row && other.slot == class.slot && is_short(other) == is_short(&class));
    let (mut taken, mut students) = (Vec::new(), class.members);
    for other in others {
        if students > MANY {
            break;
        }
        students += other.members;
        taken.push(other);
    }
    (taken, students)
}

fn crowd_comes(district: &District, row: u64) -> Vec<Also> {
    let id = id_of(district, Kind::Class, row);
    crowd(district, row).0.iter().flat_map(seats).map(|seat| change(seat, "classSourcedId", &id)).collect()
}

fn own_seats(district: &District, row: u64) -> Vec<(Table, u64)> {
    seats(&district.plan.class(row)).map(|seat| (Table::Enrollments, seat)).collect()
}

/// The school of a teacher, and the place among its teachers.
fn teacher_at(district: &District, staff: u64) -> Option<(usize, u64)> {
    let school = district.plan.school_of_staff(staff)?;
    staff.checked_sub(district.plan.schools[school].first_staff + OFFICE).map(|place| (school, place))
}

/// The enrollments as teacher that somebody has, and those of others that make them very many.
fn load(district: &District, staff: u64) -> (Vec<u64>, Vec<u64>) {
    let Some((school, place)) = teacher_at(district, staff) else { return (Vec::new(), Vec::new()) };
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for class in classes_of(district, school) {
        match (class.teacher == place, class.helper == Some(place)) {
            (true, _) => own.push(class.first_enrollment),
            (false, true) => own.push(class.first_enrollment + 1),
            (false, false) => others.push(class.first_enrollment),
        }
    }
    others.truncate((MANY as usize + 1).saturating_sub(own.len()));
    (own, others)
}

fn load_comes(district: &District, staff: u64) -> Vec<Also> {
    let id = id_of(district, Kind::User, staff);
    load(district, staff).1.into_iter().map(|row| change(row, "userSourcedId", &id)).collect()
}

fn has_enough(district: &District, staff: u64) -> bool {
    let (own, others) = load(district, staff);
    (own.len() + others.len()) as u64 > MANY
}

/// The first line item of the class is in the category of the second one.
fn category_is_shared(district: &District, row: u64) -> Vec<Also> {
    let class = district.plan.class(row);
    let word = id_of(district, Kind::Category, class.school as u64 * LINE_ITEMS + 1);
    vec![Also { table: Table::LineItems, row: class.first_line_item, column: "categorySourcedId", word }]
}

/// The other line items of the class, and the categories of its school.
fn weights(district: &District, row: u64) -> Vec<(Table, u64)> {
    let class = district.plan.class(row);
    let first = class.school as u64 * LINE_ITEMS;
    let items = class.first_line_item + 1..class.first_line_item + LINE_ITEMS;
    items.map(|row| (Table::LineItems, row)).chain((first..first + LINE_ITEMS).map(|row| (Table::Categories, row))).collect()
}

/// The kinds. They come first, as they need the most rows.
pub(super) const CROWDS: &[FaultKind] = &[
    kind(
        "teacher-of-most-classes",
        "teacher-load-outlier",
        Table::Users,
        "password",
        Make::Told(|district, row| {
            let (own, others) = load(district, row);
            (own.len() + others.len()).to_string()
        }),
    )
    .bulk()
    .between(|district| (0, district.plan.staff))
    .only(has_enough)
    .keeps(|district, row| load(district, row).0.into_iter().map(|row| (Table::Enrollments, row)).collect())
    .also(load_comes),
    kind(
        "class-of-half-a-school",
        "class-size-outlier",
        Table::Classes,
        "title",
        Make::Told(|district, row| crowd(district, row).1.to_string()),
    )
    .bulk()
    .only(|district, row| crowd(district, row).1 > MANY)
    .keeps(own_seats)
    .also(crowd_comes),
    kind("weights-without-homework", "category-weight", Table::Classes, "title", Make::Told(|_, _| WEIGHT_WITHOUT_FIRST.to_string()))
        .bulk()
        .only(|district, row| district.is_1_2() && !district.plan.class(row).is_homeroom())
        .keeps(weights)
        .also(category_is_shared),
];
