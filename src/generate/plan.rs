//! The district as numbers: how many schools, cohorts, classes, teachers and guardians, and which row is whose.
//!
//! Students of a school stand in order of grade. Everything else is arithmetic on a student's index, so that any
//! row can be written without the rows before it; only one record for each class is kept in memory.

use super::curriculum::{Level, SLOTS};

/// Students of a block of families; guardians of the same block.
const BLOCK: (u64, u64) = (20, 32);
/// Children and guardians of each family of a block.
const FAMILIES: [(u64, u64); 15] =
    [(1, 2), (1, 1), (2, 2), (1, 2), (1, 3), (2, 2), (1, 2), (3, 2), (1, 3), (1, 2), (2, 2), (1, 3), (1, 2), (1, 2), (1, 2)];
/// Students of one section, at most.
const SECTION: u64 = 25;
/// Orgs before the schools: the district and its departments.
pub(super) const FIRST_SCHOOL_ORG: u64 = 4;
/// Staff before that of the schools.
pub(super) const DISTRICT_STAFF: u64 = 5;
/// Staff of a school before its teachers: two administrators and one aide.
pub(super) const OFFICE: u64 = 3;

/// One school.
#[derive(Clone, Debug)]
pub(super) struct School {
    pub(super) level: Level,
    pub(super) first_student: u64,
    pub(super) students: u64,
    /// Index among all staff of its first administrator.
    pub(super) first_staff: u64,
    pub(super) teachers: u64,
    pub(super) first_guardian: u64,
    pub(super) first_class: u64,
    stride: u64,
    inverse: u64,
}

/// The students of one grade of one school.
#[derive(Clone, Debug)]
pub(super) struct Cohort {
    pub(super) school: usize,
    /// 0 = kindergarten, 12 = grade 12.
    pub(super) grade: usize,
    pub(super) first_student: u64,
    pub(super) students: u64,
    pub(super) sections: u64,
    pub(super) first_class: u64,
}

/// Where the rows about one class begin.
#[derive(Clone, Copy, Debug)]
struct ClassStart {
    cohort: u32,
    first_line_item: u32,
    first_enrollment: u64,
    first_result: u64,
}

/// One class, worked out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class {
    pub(super) index: u64,
    pub(super) cohort: usize,
    pub(super) school: usize,
    pub(super) grade: usize,
    /// Which course of the grade.
    pub(super) slot: usize,
    /// Which of the parallel classes.
    pub(super) section: u64,
    /// How many students.
    pub(super) members: u64,
    /// The teacher's place among the school's teachers.
    pub(super) teacher: u64,
    /// A second teacher, if there is one.
    pub(super) helper: Option<u64>,
    pub(super) first_enrollment: u64,
    pub(super) first_line_item: u64,
    pub(super) first_result: u64,
}

/// A family, and who belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Family {
    /// A number that no other family has.
    pub(super) key: u64,
    /// Index among all guardians of the first one.
    pub(super) first_guardian: u64,
    pub(super) guardians: u64,
    first_place: u64,
    children: u64,
}

/// The whole district.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) students: u64,
    pub(super) staff: u64,
    pub(super) guardians: u64,
    pub(super) schools: Vec<School>,
    pub(super) cohorts: Vec<Cohort>,
    classes: Vec<ClassStart>,
    pub(super) enrollments: u64,
    pub(super) line_items: u64,
    pub(super) results: u64,
    /// Where the results with a score scale begin, for each school, and their end: those of the first line item of
    /// its scaled class.
    pub(super) scaled: Vec<u64>,
}

/// Line items of a class that is graded.
pub(super) const LINE_ITEMS: u64 = 4;

impl Plan {
    /// Plans `students` in schools of about `school_size`.
    pub(super) fn new(students: u64, school_size: u64) -> Self {
        let count = ((students + school_size / 2) / school_size).max(1);
        let mut plan = Self {
            students,
            staff: DISTRICT_STAFF,
            guardians: 0,
            schools: Vec::new(),
            cohorts: Vec::new(),
            classes: Vec::new(),
            enrollments: 0,
            line_items: 0,
            results: 0,
            scaled: vec![0],
        };
        let mut scaled = 0;
        for index in 0..count {
            let first = students * index / count;
            plan.add_school(Level::of(index, count), first, students * (index + 1) / count - first);
            scaled += plan.scaled_class(index as usize).members;
            plan.scaled.push(scaled);
        }
        plan
    }

    fn add_school(&mut self, level: Level, first_student: u64, students: u64) {
        let index = self.schools.len();
        let (stride, inverse) = stride(students);
        let first_class = self.classes.len() as u64;
        let grades = (level.grades() as u64).min(students).max(1);
        let mut sections = 0;
        for grade in 0..grades {
            let start = students * grade / grades;
            let cohort = Cohort {
                school: index,
                grade: level.first_grade() + grade as usize,
                first_student: first_student + start,
                students: students * (grade + 1) / grades - start,
                sections: (students * (grade + 1) / grades - start).div_ceil(SECTION),
                first_class: first_class + sections * SLOTS as u64,
            };
            sections += cohort.sections;
            self.cohorts.push(cohort);
        }
        let classes = sections * SLOTS as u64;
        let school = School {
            level,
            first_student,
            students,
            first_staff: self.staff,
            teachers: classes.div_ceil(level.load()).max(1),
            first_guardian: self.guardians,
            first_class,
            stride,
            inverse,
        };
        self.staff += OFFICE + school.teachers;
        self.guardians += guardians_of(students);
        self.schools.push(school);
        self.add_classes(self.cohorts.len() - grades as usize);
    }

    fn add_classes(&mut self, first_cohort: usize) {
        for cohort in first_cohort..self.cohorts.len() {
            for place in 0..self.cohorts[cohort].sections * SLOTS as u64 {
                self.classes.push(ClassStart {
                    cohort: cohort as u32,
                    first_line_item: self.line_items as u32,
                    first_enrollment: self.enrollments,
                    first_result: self.results,
                });
                let class = self.class(self.cohorts[cohort].first_class + place);
                self.enrollments += class.members + 1 + u64::from(class.helper.is_some());
                self.line_items += class.line_items();
                self.results += class.members * class.line_items();
            }
        }
    }

    /// How many classes there are.
    pub(super) fn class_count(&self) -> u64 {
        self.classes.len() as u64
    }

    /// How many courses there are: one for each slot of each cohort.
    pub(super) fn course_count(&self) -> u64 {
        (self.cohorts.len() * SLOTS) as u64
    }

    /// How many users there are.
    pub(super) fn user_count(&self) -> u64 {
        self.staff + self.students + self.guardians
    }

    /// The class `index`.
    pub(super) fn class(&self, index: u64) -> Class {
        let start = self.classes[index as usize];
        let cohort = &self.cohorts[start.cohort as usize];
        let school = &self.schools[cohort.school];
        let place = index - cohort.first_class;
        let (slot, section) = if school.level.stays_together() {
            (place % SLOTS as u64, place / SLOTS as u64)
        } else {
            (place / cohort.sections, place % cohort.sections)
        };
        let whole = cohort.students / cohort.sections;
        let rest = cohort.students % cohort.sections;
        let offset = (section + cohort.sections - turn(slot, whole, school.level) % cohort.sections) % cohort.sections;
        let teacher = (index - school.first_class) / school.level.load();
        let helper = (index % 6 == 4 && school.teachers > 1).then(|| (teacher + 1) % school.teachers);
        Class {
            index,
            cohort: start.cohort as usize,
            school: cohort.school,
            grade: cohort.grade,
            slot: slot as usize,
            section,
            members: whole + u64::from(offset < rest),
            teacher,
            helper,
            first_enrollment: start.first_enrollment,
            first_line_item: u64::from(start.first_line_item),
            first_result: start.first_result,
        }
    }

    /// The class of a school that has a score scale: its first graded one.
    pub(super) fn scaled_class(&self, school: usize) -> Class {
        let first = self.schools[school].first_class;
        let mut classes = (first..self.class_count()).map(|index| self.class(index));
        classes.find(|class| !class.is_homeroom()).unwrap_or_else(|| self.class(first))
    }

    /// The student (among all students) at `place` of a class.
    pub(super) fn member(&self, class: &Class, place: u64) -> u64 {
        let cohort = &self.cohorts[class.cohort];
        let turned = turn(class.slot as u64, place, self.schools[class.school].level) % cohort.sections;
        cohort.first_student + place * cohort.sections + (class.section + cohort.sections - turned) % cohort.sections
    }

    /// The class that the enrollment `index` is about.
    pub(super) fn class_of_enrollment(&self, index: u64) -> Class {
        self.class(self.classes.partition_point(|class| class.first_enrollment <= index) as u64 - 1)
    }

    /// The class that the line item `index` belongs to.
    pub(super) fn class_of_line_item(&self, index: u64) -> Class {
        self.class(self.classes.partition_point(|class| u64::from(class.first_line_item) <= index) as u64 - 1)
    }

    /// The class that the result `index` is about.
    pub(super) fn class_of_result(&self, index: u64) -> Class {
        self.class(self.classes.partition_point(|class| class.first_result <= index) as u64 - 1)
    }

    /// The school of a student, by the student's index.
    pub(super) fn school_of_student(&self, student: u64) -> usize {
        self.schools.partition_point(|school| school.first_student <= student) - 1
    }

    /// The school of a guardian, by the guardian's index.
    pub(super) fn school_of_guardian(&self, guardian: u64) -> usize {
        self.schools.partition_point(|school| school.first_guardian <= guardian) - 1
    }

    /// The school of one of its staff; `None` for the district's own.
    pub(super) fn school_of_staff(&self, staff: u64) -> Option<usize> {
        self.schools.partition_point(|school| school.first_staff <= staff).checked_sub(1)
    }

    /// The grade of a student of `school`: 0 = kindergarten.
    pub(super) fn grade_of_student(&self, school: usize, student: u64) -> usize {
        let school = &self.schools[school];
        let grades = (school.level.grades() as u64).min(school.students).max(1);
        let place = student - school.first_student;
        let guess = place * grades / school.students;
        let grade = if guess + 1 < grades && place >= school.students * (guess + 1) / grades { guess + 1 } else { guess };
        school.level.first_grade() + grade as usize
    }

    /// The family of a student, and the student's turn among the children.
    pub(super) fn family_of_student(&self, school: usize, student: u64) -> (Family, u64) {
        let numbers = &self.schools[school];
        let place = (student - numbers.first_student) * numbers.inverse % numbers.students;
        let family = self.family(school, place / BLOCK.0, |first_child, children, _, _| place % BLOCK.0 < first_child + children);
        (family, place - family.first_place)
    }

    /// The family of a guardian, and the guardian's turn in it.
    pub(super) fn family_of_guardian(&self, school: usize, guardian: u64) -> (Family, u64) {
        let place = guardian - self.schools[school].first_guardian;
        let family = self.family(school, place / BLOCK.1, |_, _, first, guardians| place % BLOCK.1 < first + guardians);
        (family, guardian - family.first_guardian)
    }

    fn family(&self, school: usize, block: u64, is_it: impl Fn(u64, u64, u64, u64) -> bool) -> Family {
        let (mut child, mut guardian) = (0, 0);
        let mut number = 0;
        for (at, (children, guardians)) in FAMILIES.into_iter().enumerate() {
            number = at;
            if is_it(child, children, guardian, guardians) {
                break;
            }
            child += children;
            guardian += guardians;
        }
        let (children, guardians) = FAMILIES[number];
        Family {
            key: ((school as u64) << 32) | (block << 8) | number as u64,
            first_guardian: self.schools[school].first_guardian + block * BLOCK.1 + guardian,
            guardians,
            first_place: block * BLOCK.0 + child,
            children,
        }
    }

    /// The children of a family, as students.
    pub(super) fn children(&self, school: usize, family: Family) -> impl Iterator<Item = u64> {
        let School { first_student, students, stride, .. } = self.schools[school];
        (family.first_place..family.first_place + family.children)
            .filter(move |&place| place < students)
            .map(move |place| first_student + place * stride % students)
    }
}

impl Class {
    /// How many line items it has: none where nothing is graded.
    pub(super) const fn line_items(&self) -> u64 {
        if self.is_homeroom() { 0 } else { LINE_ITEMS }
    }

    /// True for the homeroom of an elementary section.
    pub(super) const fn is_homeroom(&self) -> bool {
        self.slot == 0 && self.grade < 6
    }
}

/// How far the sections turn for one course, so that classmates differ from course to course.
const fn turn(slot: u64, place: u64, level: Level) -> u64 {
    if level.stays_together() { 0 } else { slot * place }
}

/// Guardians of a school of `students`, whose last block of families may be cut short.
fn guardians_of(students: u64) -> u64 {
    let rest = students % BLOCK.0;
    let mut child = 0;
    let cut: u64 = FAMILIES
        .into_iter()
        .filter(|&(children, _)| {
            let first = child;
            child += children;
            first < rest
        })
        .map(|(_, guardians)| guardians)
        .sum();
    students / BLOCK.0 * BLOCK.1 + cut
}

/// A step through the students of a school that visits each once and lands in another grade, and its inverse.
fn stride(students: u64) -> (u64, u64) {
    if students < 3 {
        return (1 % students.max(1), 1 % students.max(1));
    }
    let mut stride = (students * 38 / 100).max(1);
    while gcd(stride, students) != 1 {
        stride += 1;
    }
    let inverse = (1..students).find(|inverse| stride * inverse % students == 1).unwrap_or(1);
    (stride, inverse)
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
