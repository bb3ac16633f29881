//! The district that a package is written from: which files it has, how many rows each, and who writes a row.

use super::dice::Roll;
use super::ids::{IdText, IdWriter};
use super::names::Names;
use super::plan::{Class, Plan};
use super::row::{Row, push_number};
use super::{Kind, Options};
use crate::spec::Table;

const TIMES: u64 = 5;
const LEAVERS: u64 = 6;

/// Everything that rows follow from.
#[derive(Debug)]
pub(super) struct District {
    pub(super) options: Options,
    pub(super) plan: Plan,
    pub(super) names: Names,
    pub(super) ids: IdWriter,
    /// Where the results of each school's scaled class begin.
    pub(super) scaled: Vec<u64>,
}

/// The class that the row before was about: most rows are about the same.
#[derive(Debug, Default)]
pub(super) struct Memo(Option<Seat>);

/// A class and the ids that its rows repeat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub(super) class: Class,
    pub(super) class_id: IdText,
    pub(super) school_id: IdText,
}

impl Memo {
    /// The class at hand if `holds`, else the one that `find` finds.
    pub(super) fn seat(&mut self, district: &District, holds: impl Fn(&Class) -> bool, find: impl FnOnce() -> Class) -> Seat {
        if let Some(seat) = self.0.filter(|seat| holds(&seat.class)) {
            return seat;
        }
        let seat = district.seat(find());
        self.0 = Some(seat);
        seat
    }
}

impl District {
    pub(super) fn new(options: &Options) -> Self {
        let plan = Plan::new(options.students, options.school_size.max(1));
        let ids = IdWriter::new(options.ids, options.seed);
        let mut district = Self { options: *options, plan, names: Names::new(), ids, scaled: Vec::new() };
        if options.gradebook {
            district.scaled = district.scaled_results();
        }
        district
    }

    /// Data rows of `table`; `None` if the package has no such file.
    pub(super) fn count(&self, table: Table) -> Option<u64> {
        let new = self.options.version.is_1_2();
        let graded = self.options.gradebook;
        let schools = self.plan.schools.len() as u64;
        match table {
            Table::Manifest => None,
            Table::Orgs => Some(self.org_count()),
            Table::AcademicSessions => Some(super::curriculum::SESSIONS.len() as u64),
            Table::Users => Some(self.plan.user_count()),
            Table::UserProfiles => new.then(|| self.profile_count()),
            Table::Roles => new.then(|| self.role_count()),
            Table::Courses => Some(self.plan.course_count()),
            Table::Classes => Some(self.plan.class_count()),
            Table::Enrollments => Some(self.plan.enrollments),
            Table::Demographics => Some(self.demographic_count()).filter(|&count| count > 0),
            Table::Resources => Some(self.resource_count()),
            Table::CourseResources => Some(self.plan.course_count().div_ceil(3)),
            Table::ClassResources => Some(self.plan.class_count().div_ceil(5)),
            Table::UserResources => new.then(|| self.plan.class_count().div_ceil(9)),
            Table::Categories => graded.then(|| self.category_count()),
            Table::LineItems => graded.then_some(self.plan.line_items),
            Table::Results => graded.then_some(self.plan.results),
            Table::ScoreScales => (graded && new).then_some(schools),
            Table::LineItemScoreScales | Table::LineItemLearningObjectiveIds => (graded && new).then_some(schools),
            Table::ResultScoreScales | Table::ResultLearningObjectiveIds => (graded && new).then(|| self.scaled_count()),
        }
    }

    /// Writes one row, without its end.
    pub(super) fn write(&self, table: Table, index: u64, memo: &mut Memo, row: &mut Row) {
        match table {
            Table::Manifest => {}
            Table::Orgs => self.org(index, row),
            Table::AcademicSessions => self.session(index, row),
            Table::Users => self.user(index, row),
            Table::UserProfiles => self.user_profile(index, row),
            Table::Roles => self.role(index, row),
            Table::Courses => self.course(index, row),
            Table::Classes => self.class(index, row),
            Table::Enrollments => self.enrollment(index, memo, row),
            Table::Demographics => self.demographic(index, row),
            Table::Resources => self.resource(index, row),
            Table::CourseResources => self.course_resource(index, row),
            Table::ClassResources => self.class_resource(index, row),
            Table::UserResources => self.user_resource(index, row),
            Table::Categories => self.category(index, row),
            Table::LineItems => self.line_item(index, memo, row),
            Table::Results => self.result(index, memo, row),
            Table::ScoreScales => self.score_scale(index, row),
            Table::LineItemScoreScales => self.line_item_score_scale(index, row),
            Table::LineItemLearningObjectiveIds => self.line_item_objective(index, row),
            Table::ResultScoreScales => self.result_score_scale(index, row),
            Table::ResultLearningObjectiveIds => self.result_objective(index, row),
        }
    }

    /// A class with the ids that its rows repeat.
    pub(super) fn seat(&self, class: Class) -> Seat {
        Seat { class, class_id: self.ids.id(Kind::Class, class.index), school_id: self.school_id(class.school) }
    }

    /// The sourcedId of a school.
    pub(super) fn school_id(&self, school: usize) -> IdText {
        self.ids.id(Kind::Org, super::plan::FIRST_SCHOOL_ORG + school as u64)
    }

    /// The first three cells: key, status and time, the latter two in a delta only.
    pub(super) fn head(&self, row: &mut Row, kind: Kind, index: u64, deleted: bool) {
        self.head_of(row, self.ids.id(kind, index), kind, index, deleted);
    }

    /// As `head`, with a key of another kind.
    pub(super) fn head_of(&self, row: &mut Row, id: IdText, kind: Kind, index: u64, deleted: bool) {
        row.id(id);
        if !self.options.delta {
            row.blank();
            row.blank();
            return;
        }
        row.plain(if deleted { b"tobedeleted" } else { b"active" });
        let mut roll = Roll(self.dice(TIMES).roll(((kind as u64) << 48) | index));
        row.made(|cell| {
            cell.extend_from_slice(b"2026-11-");
            push_number(cell, 1 + roll.below(21) as u64, 2);
            cell.push(b'T');
            push_number(cell, 5 + roll.below(15) as u64, 2);
            cell.push(b':');
            push_number(cell, roll.below(60) as u64, 2);
            cell.push(b':');
            push_number(cell, roll.below(60) as u64, 2);
            cell.push(b'.');
            push_number(cell, roll.below(1000) as u64, 3);
            cell.push(b'Z');
        });
    }

    /// True for the few rows of a delta that say goodbye. Only kinds are asked about to which nothing refers,
    /// so that no row points at one that is to be deleted.
    pub(super) fn is_deleted(&self, kind: Kind, index: u64) -> bool {
        self.options.delta && Roll(self.dice(LEAVERS).roll(((kind as u64) << 48) | index)).percent(2)
    }
}
